"""The timeline: events by year and month, on one page or, when they are many, a page a year."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from factsheet.catalog import ENTITY, is_a, references
from factsheet.model import Event, Label
from factsheet.reader import Entry
from factsheet.views.addresses import LISTS, MOST_EVENTS
from factsheet.views.facts import FactView, fact_view
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
        yield replace(_with_events(page, on_year, entries), path=on_year.page, title=title)


def _year_page(entries: Sequence[Entry[Event]]) -> str:
    return f"{TIMELINE}/{entries[0].record.date.first_day.year}"


def _with_events(page: PageView, scope: Scope, events: Sequence[Entry[Event]]) -> PageView:
    sections = tuple(
        SectionView(anchor=anchor, title=title, facts=tuple(_by_month(scope, entries)))
        for anchor, title, entries in by_year(scope, events)
    )
    return replace(page, sections=sections, filters=tuple(_filters(scope, events)))


def _by_month(scope: Scope, events: Sequence[Entry[Event]]) -> Iterator[FactView]:
    """Put the month above its first event; what is only known by the year has none."""
    before = ""
    for entry in events:
        moment = entry.record.date.start
        month = ""
        if moment is not None and moment.month:
            month = scope.wording.moment(replace(moment, day=None, circa=False))
        yield replace(fact_view(scope, entry), label=month if month != before else "")
        before = month


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
    yield from filters("about", (_entities(entry) for entry in events), entity)


def _entities(entry: Entry[Event]) -> Iterator[str]:
    yield from (each.target_id for each in references(entry) if each.kinds == ENTITY)
