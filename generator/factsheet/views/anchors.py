"""Which anchors of records a page has: what a link to a part of it can lead to.

Enters: the path of a generated page. Leaves: its anchors, each with the present one for the same
place. They are the same in every language. A page's own parts, whose anchors begin with an
underscore, are its own affair and left out. Of pages that show facts the view is made, so that
nothing here can differ from it; none is made before it is asked for.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from factsheet.catalog import is_a
from factsheet.model import Entity, Sheet, Source
from factsheet.views.addresses import LISTS, SOURCES
from factsheet.views.changes import CHANGES
from factsheet.views.facts import FactView
from factsheet.views.figures import FigureBody
from factsheet.views.listings import list_pages
from factsheet.views.page import PageView
from factsheet.views.scope import Scope
from factsheet.views.sheets import sheet_page

OWN = "_"
SHEETS, ENTITIES = "sheets", "entities"
SECTIONS = frozenset({SHEETS, ENTITIES, SOURCES, CHANGES, *LISTS.values()})
Anchors = Mapping[str, str]


def anchor_finder(site: Scope) -> Callable[[str], Anchors | None]:
    """Return what finds the anchors of a generated page, None where there is no such page.

    A page is named by its folder below its language's, without a slash at the end.
    """

    @cache
    def of_list(section: str) -> Mapping[str, Anchors]:
        found = {view.path: anchors(view) for view in list_pages(site, section)}
        # From the index of a list that is split, the site's script leads on to the part.
        whole = {old: present for each in found.values() for old, present in each.items()}
        return {**found, section: whole}

    @cache
    def find(path: str) -> Anchors | None:
        section, _, name = path.partition("/")
        if section in LISTS.values():
            return of_list(section).get(path)
        if section == SOURCES:
            return dict(_of_sources(site, path)) or (None if name else {})
        return _of_record(site, section, name) if name else {}

    return find


def anchors(view: PageView) -> Anchors:
    """Map every anchor of a fact or point on a page to its present form."""
    facts = (fact for section in view.sections for fact in section.facts if fact.has_anchor)
    return dict(pair for fact in facts for pair in _of_fact(fact))


def _of_record(site: Scope, section: str, name: str) -> Anchors | None:
    """Return the anchors of a page that is about one record."""
    entry = site.catalog.entries.get(name)
    if section == SHEETS and entry is not None and is_a(entry, Sheet):
        return anchors(sheet_page(site, entry))
    return {} if section == ENTITIES and entry is not None and is_a(entry, Entity) else None


def _of_sources(site: Scope, path: str) -> Iterator[tuple[str, str]]:
    """Find the anchors of sources on a page; the first leads on to all others."""
    for entry in site.catalog.of(Source):
        if path in (SOURCES, site.addresses.page_of(entry.id)):
            yield from ((each, entry.id) for each in (entry.id, *entry.record.formerly))


def _of_fact(fact: FactView) -> Iterator[tuple[str, str]]:
    for each in (fact.id, *fact.formerly):
        yield each, fact.id
        if isinstance(fact.body, FigureBody):
            rows = (row for row in fact.body.rows if row.anchor)
            yield from ((f"{each}@{row.label}", row.anchor) for row in rows)
