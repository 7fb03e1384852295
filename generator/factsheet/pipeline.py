"""The order of the work: load, check, view, render.

The one room that knows it. Enters: a folder and the site's languages. Leaves: a `FactBase`
with its problems, and the finished pages.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from factsheet.catalog import Catalog, build
from factsheet.checks import check_all
from factsheet.languages import language
from factsheet.model import Figure
from factsheet.outputs import Output
from factsheet.problems import Problem, in_order
from factsheet.reader import Reading, read
from factsheet.render.cards import painter
from factsheet.render.moved import moved_outputs
from factsheet.render.pages import page_output
from factsheet.render.tables import table_outputs
from factsheet.views.cards import CardView, card_views
from factsheet.views.page import PageView
from factsheet.views.site import pages, site_scope


@dataclass(frozen=True, slots=True, kw_only=True)
class FactBase:
    """All records, every problem found in them, and the texts the problems quote."""

    catalog: Catalog
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]

    @property
    def has_errors(self) -> bool:
        """Whether nothing may be built from it."""
        return any(problem.is_error for problem in self.problems)

    def with_texts(self, texts: Mapping[str, str]) -> Self:
        """Return the same with more texts to quote from."""
        return replace(self, texts={**self.texts, **texts})


def nothing() -> FactBase:
    """Return a fact base without facts."""
    return FactBase(
        catalog=build(Reading((), (), {}, frozenset(), is_complete=True)), problems=(), texts={}
    )


def load(paths: Sequence[Path], languages: Sequence[str], *, root: Path | None = None) -> FactBase:
    """Read and check fact folders or files as one fact base.

    Messages name files relative to `root`. Never raises for what the files hold.
    """
    reading = read(paths, root=root)
    catalog = build(reading)
    problems = in_order((*reading.problems, *check_all(catalog, languages)))
    return FactBase(catalog=catalog, problems=problems, texts=reading.texts)


def rendered(base: FactBase, code: str) -> Iterator[tuple[PageView, Output]]:
    """Make every page of one language, each with its view."""
    spoken = language(code)
    for view in pages(base.catalog, spoken):
        yield view, page_output(view, spoken)


def moved(view: PageView, code: str) -> tuple[Output, ...]:
    """Make the pages that lead from a page's former addresses to it."""
    return moved_outputs(view, language(code))


def data(base: FactBase) -> Iterator[Output]:
    """Make the files that are the same in every language."""
    for entry in base.catalog.of(Figure):
        if entry.record.points:
            yield from table_outputs(base.catalog, entry)


def cards(
    base: FactBase, site_names: Mapping[str, str]
) -> Iterator[tuple[CardView, Output | None]]:
    """Make the images for link previews, for every language that has a name of the site.

    There is none for a title that the font has not all letters of. Raises `NoCardsError` at the
    first one when none at all can be made here.
    """
    brush = painter()
    for code, name in site_names.items():
        for view in card_views(site_scope(base.catalog, language(code)), name):
            yield view, brush.paint(view)


def everything(base: FactBase, languages: Sequence[str]) -> Iterator[Output]:
    """Make all files: the pages of every language, and what they share."""
    for code in languages:
        for view, output in rendered(base, code):
            yield output
            yield from moved(view, code)
    yield from data(base)
