"""The timeline: events by year and month, on one page or, when they are many, a page a year."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from factsheet.catalog import is_a
from factsheet.model import Event, Label
from factsheet.reader import Entry
from factsheet.views.addresses import LISTS
from factsheet.views.facts import FactView, entities_of, fact_view
from factsheet.views.filters import filters
from factsheet.views.lists import by_year, entries_in, list_page, part_page
from factsheet.views.page import Filter, PageView, SectionView
from factsheet.views.partition import Part
from factsheet.views.parts import Passage
from factsheet.views.scope import Scope

TIMELINE = LISTS["date"]


def timeline_page(site: Scope) -> PageView:
    """Show all events in the order of time."""
    scope, events = site.on(TIMELINE), site.catalog.of(Event)
    sections = tuple(
        SectionView(anchor=anchor, title=title, facts=tuple(_labelled(scope, entries)))
        for anchor, title, entries in by_year(scope, events)
    )
    page = list_page(scope, TIMELINE)
    return replace(page, sections=sections, filters=tuple(_filters(scope, events)))


def timeline_part(site: Scope, part: Part) -> PageView:
    """Show the events of a year."""
    page, events = part_page(site, TIMELINE, part), entries_in(site, part, Event)
    scope = site.on(page.path)
    return replace(
        page,
        title=scope.words(scope.word("year", year=int(part.name))),
        sections=tuple(_months(scope, events)),
        filters=tuple(_filters(scope, events)),
    )


def _labelled(scope: Scope, events: Sequence[Entry[Event]]) -> Iterator[FactView]:
    """Put the month above its first event."""
    for month, entries in _by_month(scope, events):
        first, *others = (fact_view(scope, entry) for entry in entries)
        yield replace(first, label=month)
        yield from others


def _months(scope: Scope, events: Sequence[Entry[Event]]) -> Iterator[SectionView]:
    """Make a section a month of a page that is a year."""
    for number, (month, entries) in enumerate(_by_month(scope, events)):
        title = month or scope.word("year", year=entries[0].record.date.year)
        facts = tuple(fact_view(scope, entry) for entry in entries)
        yield SectionView(anchor=f"part-{number}", title=scope.words(title), facts=facts)


def _by_month(
    scope: Scope, events: Sequence[Entry[Event]]
) -> Iterator[tuple[str, list[Entry[Event]]]]:
    """Group a year's events; first, under no month, those that are not known to the month."""

    def month(entry: Entry[Event]) -> str:
        moment = entry.record.date.start or entry.record.date.end
        if moment is None or not moment.month:
            return ""
        return scope.wording.moment(replace(moment, day=None, circa=False))

    known_last = sorted(events, key=lambda entry: month(entry) != "")
    for name, group in groupby(known_last, key=month):
        yield name, list(group)


def _filters(scope: Scope, events: Sequence[Entry[Event]]) -> Iterator[Filter]:
    def tag(tag_id: str) -> tuple[Passage, str] | None:
        entry = scope.catalog.find(tag_id)
        if entry is None or not is_a(entry, Label):
            return None
        first = next(each.id for each in events if tag_id in each.record.tags)
        return scope.passage(entry.record.name), f"#{first}"

    def entity(entity_id: str) -> tuple[Passage, str] | None:
        link = scope.link(entity_id)
        return (link.passage, f"{link.href}#_{TIMELINE}") if link else None

    yield from filters("tag", (entry.record.tags for entry in events), tag)
    yield from filters("about", (entities_of(scope, entry) for entry in events), entity)
