"""The timeline: events by year and month, on one page or, when they are many, a page a year."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from factsheet.catalog import is_a
from factsheet.model import Event, Label
from factsheet.reader import Entry
from factsheet.views.addresses import LISTS, MOST_EVENTS
from factsheet.views.facts import FactView, entities_of, fact_view
from factsheet.views.filters import filters
from factsheet.views.lists import by_year, list_page
from factsheet.views.page import Card, Filter, PageView, SectionView
from factsheet.views.parts import Passage
from factsheet.views.scope import Scope

TIMELINE = LISTS["date"]


def timeline_pages(site: Scope) -> Iterator[PageView]:
    """Show all events in the order of time; many are split by year, with an index."""
    scope, events = site.on(TIMELINE), site.catalog.of(Event)
    page = list_page(scope, TIMELINE)
    if len(events) <= MOST_EVENTS:
        yield _with_events(page, scope, events)
        return
    years = list(by_year(scope, events))
    cards = tuple(
        Card(
            title=title,
            href=scope.to_page(_year_page(entries)),
            count=str(len(entries)),
        )
        for _, title, entries in years
    )
    yield replace(page, cards=cards)
    for _, title, entries in years:
        on_year = site.on(_year_page(entries))
        yield replace(
            page,
            path=on_year.page,
            title=title,
            sections=tuple(_months(on_year, entries)),
            filters=tuple(_filters(on_year, entries)),
        )


def _year_page(entries: Sequence[Entry[Event]]) -> str:
    return f"{TIMELINE}/{entries[0].record.date.year}"


def _with_events(page: PageView, scope: Scope, events: Sequence[Entry[Event]]) -> PageView:
    sections = tuple(
        SectionView(anchor=anchor, title=title, facts=tuple(_labelled(scope, entries)))
        for anchor, title, entries in by_year(scope, events)
    )
    return replace(page, sections=sections, filters=tuple(_filters(scope, events)))


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
