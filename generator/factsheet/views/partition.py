"""Into which pages a long list is split: by what its readers look for, and into none too long.

Enters: records in the order of their list. Leaves: the parts, each with its page and the ids on
it. They are the same in every language. A list that fits on one page is not split.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from factsheet.catalog import Catalog, time_of
from factsheet.fields import Part as Record
from factsheet.model import Claim, Event, Fact, Figure, Quote, Source
from factsheet.reader import Entry

# What a page has at most: with the theme, 120 long entries come to some 140 KB, compressed.
MOST = 120
# Events are short, and a year is what readers look for, however many there are in it.
MOST_EVENTS = 200
OTHERS, UNDATED = "others", "undated"
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list: what its records share, a number if that has several parts, its ids."""

    name: str
    number: int
    ids: tuple[str, ...]

    @property
    def page(self) -> str:
        """The name of its page, below that of the list."""
        return self.name if self.number == 1 else f"{self.name}-{self.number}"


Parts = Mapping[str, tuple[Part, ...]]


def partition(catalog: Catalog) -> Parts:
    """Return the parts of every list that is split, by its path."""

    def letter(entry: Entry[Figure]) -> str:
        owner = catalog.present(entry.record.of) if entry.record.of else ""
        return owner[:1] if owner[:1].isalpha() else OTHERS

    def owner(entry: Entry[Figure]) -> str:
        return catalog.present(entry.record.of or "")

    figures = sorted(catalog.of(Figure), key=owner)
    sources = sorted(catalog.of(Source), key=_published)
    found = {
        "timeline": _years(catalog.of(Event)),
        "figures": _parts(figures, letter),
        "quotes": _parts(sorted(catalog.of(Quote), key=_said), _year_said),
        "claims": _parts(catalog.of(Claim), lambda entry: entry.record.verdict),
        "sources": _parts(sources, _year_published),
    }
    return {path: parts for path, parts in found.items() if parts}


def _parts(entries: Iterable[Entry[R]], name_of: Callable[[Entry[R]], str]) -> tuple[Part, ...]:
    named: dict[str, list[str]] = {}
    for entry in entries:
        named.setdefault(name_of(entry), []).append(entry.id)
    if sum(map(len, named.values())) <= MOST:
        return ()
    return tuple(
        Part(name, start // MOST + 1, tuple(ids[start : start + MOST]))
        for name, ids in sorted(named.items(), key=lambda item: (item[0].isalpha(), item[0]))
        for start in range(0, len(ids), MOST)
    )


def _years(events: Sequence[Entry[Event]]) -> tuple[Part, ...]:
    """Give every year a part of its own."""
    if len(events) <= MOST_EVENTS:
        return ()
    in_order = sorted(
        events, key=lambda entry: (entry.record.date.year, entry.record.date.sort_key)
    )
    years = groupby(in_order, key=lambda entry: entry.record.date.year)
    return tuple(Part(str(year), 1, tuple(each.id for each in listed)) for year, listed in years)


def _year_said(entry: Entry[Quote]) -> str:
    return str(entry.record.said.year) if entry.record.said else UNDATED


def _year_published(entry: Entry[Source]) -> str:
    return str(entry.record.published.year) if entry.record.published else UNDATED


def _said(entry: Entry[Fact]) -> tuple[object, ...]:
    span = time_of(entry.record)
    return span.sort_key if span else ()


def _published(entry: Entry[Source]) -> tuple[object, ...]:
    return entry.record.published.sort_key if entry.record.published else ()
