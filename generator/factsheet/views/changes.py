"""What changed: added and corrected facts by day, and those that no longer plainly stand."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from factsheet.dates import Span
from factsheet.model import FACT_KINDS, Fact
from factsheet.reader import Entry
from factsheet.views.addresses import HOME
from factsheet.views.feed import has_feed
from factsheet.views.lists import list_page
from factsheet.views.page import Card, PageView, SectionView
from factsheet.views.parts import Line
from factsheet.views.scope import Scope

CHANGES = "changes"
NEWEST = 5
Change = tuple[Span, str, Entry[Fact]]


def changes_page(site: Scope) -> PageView:
    """Show facts that are not plainly confirmed, then what was done, the newest day first."""
    scope = site.on(CHANGES)
    sections = [*_standing(scope), *_by_day(scope)]
    page = replace(list_page(scope, CHANGES), more=_feed_card(scope))
    if not sections:
        return replace(page, lead=scope.words(scope.word("no_changes")))
    return replace(page, sections=tuple(sections))


def _feed_card(scope: Scope) -> Card | None:
    """Lead to the feed, where there is one."""
    if not has_feed(scope):
        return None
    return Card(title=scope.words(scope.word("feed")), href=f"{scope.to_page(HOME)}feed.xml")


def newest(scope: Scope) -> tuple[Line, ...]:
    """Return the newest changes, claims first among those of a day, as the most read."""
    changes = sorted(_changes(scope), key=_for_readers)
    return tuple(_line(scope, change) for change in changes[:NEWEST])


def _standing(scope: Scope) -> Iterator[SectionView]:
    lines = tuple(
        scope.line(entry) for entry in scope.catalog.of(Fact) if entry.record.status != "confirmed"
    )
    if lines:
        yield SectionView(
            anchor="standing", title=scope.words(scope.word("change_standing")), lines=lines
        )


def _by_day(scope: Scope) -> Iterator[SectionView]:
    changes = sorted(_changes(scope), key=_for_readers)
    for day, group in groupby(changes, key=lambda change: change[0]):
        lines = tuple(_line(scope, change) for change in group)
        yield SectionView(anchor=f"on-{day.edtf}", title=scope.words(scope.span(day)), lines=lines)


def _changes(scope: Scope) -> Iterator[Change]:
    for entry in scope.catalog.of(Fact):
        yield from ((each.on, "corrected", entry) for each in entry.record.corrections)
        if entry.record.added:
            yield entry.record.added, "added", entry


def _for_readers(change: Change) -> tuple[int, int, bool, int]:
    """Order changes: the newest day first, corrections before additions, claims before figures."""
    span, what, entry = change
    newest_first = (-span.first_day.toordinal(), -span.last_day.toordinal())
    return *newest_first, what == "added", -FACT_KINDS.index(entry.kind)


def _line(scope: Scope, change: Change) -> Line:
    _, what, entry = change
    line = scope.line(entry)
    word = scope.word(f"change_{what}")
    kind = scope.word(f"kind_{entry.kind}")
    return replace(line, when=scope.word("detail_separator").join((kind, word)))
