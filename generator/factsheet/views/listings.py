"""The lists of records: each on one page or, where it is long, an index and its parts.

Enters: a `Scope`. Leaves: the pages, each with what makes it, so that one can be made alone.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from factsheet.views.addresses import LISTS, SOURCES
from factsheet.views.lists import facts_page, facts_part, index_page
from factsheet.views.page import PageView
from factsheet.views.partition import Part
from factsheet.views.scope import Scope
from factsheet.views.sources import sources_page, sources_part
from factsheet.views.timeline import timeline_page, timeline_part


@dataclass(frozen=True, slots=True)
class Listing:
    """How a list is made: as a whole, and one of its parts."""

    whole: Callable[[Scope], PageView]
    part: Callable[[Scope, Part], PageView]


def _of_facts(kind: str) -> Listing:
    return Listing(partial(facts_page, kind), partial(facts_part, kind))


LISTINGS: Mapping[str, Listing] = {
    LISTS["date"]: Listing(timeline_page, timeline_part),
    **{LISTS[kind]: _of_facts(kind) for kind in ("figure", "quote", "claim")},
    SOURCES: Listing(sources_page, sources_part),
}


def list_makers(scope: Scope, path: str) -> Iterator[tuple[str, Callable[[], PageView]]]:
    """Return the pages of a list: the path of each, and what makes it.

    A part is asked for by its name when it is made: who notes what is asked finds it out when
    other records are in it.
    """
    listing, parts = LISTINGS[path], scope.addresses.parts.get(path, ())
    if not parts:
        yield path, partial(listing.whole, scope)
        return

    def made(name: str) -> PageView:
        found = {each.page: each for each in scope.addresses.parts[path]}
        return listing.part(scope, found[name])

    yield path, partial(index_page, scope, path)
    for each in parts:
        yield f"{path}/{each.page}", partial(made, each.page)


def list_pages(scope: Scope, path: str) -> Iterator[PageView]:
    """Make all pages of a list."""
    for _, make in list_makers(scope, path):
        yield make()
