"""The order of the work: load, check, view, render.

The one room that knows it. Enters: a folder and the site's languages. Leaves: a `FactBase`
with its problems, and the finished pages.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from factsheet.catalog import point_of, record_id
from factsheet.content_policy import policy
from factsheet.han import Cutter
from factsheet.languages import language
from factsheet.loading import FactBase, compared, load, nothing
from factsheet.model import Entity, Figure
from factsheet.outputs import Output
from factsheet.problems import MalformedError, did_you_mean, quoted
from factsheet.render.cards import painter
from factsheet.render.citations import bibliography_outputs
from factsheet.render.data import data_outputs
from factsheet.render.exports import FORMS
from factsheet.render.feeds import feed_outputs
from factsheet.render.inventory import inventory_output
from factsheet.render.moved import moved_outputs
from factsheet.render.pages import page_output
from factsheet.render.permalinks import permalink_outputs
from factsheet.render.search import search_output
from factsheet.render.tables import table_outputs
from factsheet.render.terminal import as_terminal_text
from factsheet.views.cards import CardView, card_views
from factsheet.views.data import DataView, data_view
from factsheet.views.glance import glance
from factsheet.views.imprint import Imprint
from factsheet.views.page import PageView
from factsheet.views.permalinks import permalinks
from factsheet.views.scope import Scope
from factsheet.views.search import SearchEntry, search_entries
from factsheet.views.site import Maker, makers, site_scopes
from factsheet.views.uses import Uses

__all__ = [
    "FactBase",
    "as_data",
    "at_a_glance",
    "cards",
    "compared",
    "data",
    "everything",
    "exported",
    "load",
    "moved",
    "names",
    "nothing",
    "rendered",
    "scopes",
    "searchable",
    "shared",
]


def scopes(
    base: FactBase,
    languages: Sequence[str],
    imprint: Imprint | None = None,
    uses: Mapping[str, Uses] | None = None,
) -> Mapping[str, Scope]:
    """Return all that pages need, by language.

    `imprint` is what the site says of itself, `uses` are the hand-written pages of each language
    that link to facts.
    """
    spoken = [language(code) for code in languages]
    return site_scopes(base.catalog, spoken, imprint or Imprint(), uses or {})


def rendered(scope: Scope) -> Iterator[tuple[PageView, Output]]:
    """Make every page of one language, each with its view.

    What a scope that notes what it is asked has made before, and would make alike, is the same.
    """
    for name, make in makers(scope):
        if scope.memo.asked is None:
            yield from _rendered(scope, make)
        else:
            made = partial(_listed, scope, make)
            yield from scope.remembered(("pages", name), made)


def _listed(scope: Scope, make: Maker) -> list[tuple[PageView, Output]]:
    return list(_rendered(scope, make))


def _rendered(scope: Scope, make: Maker) -> Iterator[tuple[PageView, Output]]:
    for view in make():
        yield view, page_output(view, scope.language)


def moved(view: PageView, scope: Scope) -> tuple[Output, ...]:
    """Make the pages that lead from a page's former addresses to it."""
    return moved_outputs(view, scope.language, policy("", scope.imprint.allowed))


def shared(base: FactBase, site: Mapping[str, Scope]) -> Iterator[Output]:
    """Make what all languages share: data, facts' own pages, references, inventory and feeds."""
    by_language = tuple(site.values())
    first, imprint = by_language[0], by_language[0].imprint
    yield from data(base, tuple(site), site_url=imprint.address, licence=imprint.licence)
    for page in permalinks(by_language):
        yield from permalink_outputs(page)
    yield from bibliography_outputs(first)
    yield inventory_output(first, imprint.names.get(first.language.code, ""))
    for scope in by_language:
        yield from feed_outputs(scope, [each.language for each in by_language])


def data(
    base: FactBase, languages: Sequence[str], *, site_url: str = "", licence: str = ""
) -> Iterator[Output]:
    """Make the tables of series, and all records as data.

    With a site's address every address in them is absolute; `licence` is an SPDX identifier.
    """
    for entry in base.catalog.of(Figure):
        if entry.record.points:
            yield from table_outputs(base.catalog, entry)
    yield from data_outputs(as_data(base, languages, site_url=site_url, licence=licence))


def exported(view: DataView, form: str, name: str) -> Iterator[Output]:
    """Make the whole fact base in one form: a file of that name, or a folder of files.

    Raises `NoParquetError` where Parquet cannot be written.
    """
    for output in FORMS[form](view):
        yield Output(f"{name}/{output.path}" if output.path else name, output.content)


def as_data(
    base: FactBase, languages: Sequence[str], *, site_url: str = "", licence: str = ""
) -> DataView:
    """Return all records as plain data, for files and exports."""
    spoken = [language(code) for code in languages]
    return data_view(base.catalog, spoken, site_url=site_url, licence=licence)


def at_a_glance(base: FactBase, reference: str, code: str) -> str:
    """Return a record, or a point of a series, as text for a terminal.

    Raises `MalformedError` (rule `unknown-reference`) with the nearest id or point there is.
    """
    catalog = base.catalog
    record, point = record_id(reference), point_of(reference)
    entry = catalog.find(record)
    if entry is None:
        hint = did_you_mean(record, {*catalog.entries, *catalog.renamed})
        raise MalformedError("unknown-reference", f"there is no record {quoted(record)}", hint)
    if not catalog.has_point(reference):
        points = entry.record.points if isinstance(entry.record, Figure) else {}
        hint = did_you_mean(point, points) or f"there are {', '.join(points)}" if points else None
        message = f"{quoted(entry.id)} has no point {quoted(point)}"
        raise MalformedError("unknown-reference", message, hint)
    return as_terminal_text(glance(scopes(base, [code])[code], entry, point))


def cards(site: Iterable[Scope]) -> Iterator[tuple[CardView, Output | None]]:
    """Make the images for link previews, for every language that has a name of the site.

    There is none for a title that the font has not all letters of. Raises `NoCardsError` at the
    first one when none at all can be made here.
    """
    brush = painter()
    for scope in site:
        for view in card_views(scope):
            yield view, brush.paint(view)


def names(base: FactBase) -> Iterator[str]:
    """Return every name of every entity, in all languages."""
    for entry in base.catalog.of(Entity):
        yield from entry.record.name.root.values()
        for listed in entry.record.aliases.root.values() if entry.record.aliases else ():
            yield from listed


def searchable(
    scope: Scope, views: Iterable[PageView], written: Iterable[SearchEntry], cutter: Cutter
) -> Output:
    """Make the search index of one language: of its facts, of these pages, and what else is."""
    found = (*search_entries(scope, views), *written)
    return search_output(scope.language, found, cutter.marked)


def everything(
    base: FactBase, languages: Sequence[str], imprint: Imprint | None = None
) -> Iterator[Output]:
    """Make all files: the pages of every language, and what they share."""
    site = scopes(base, languages, imprint)
    for scope in site.values():
        for view, output in rendered(scope):
            yield output
            yield from moved(view, scope)
    yield from shared(base, site)
