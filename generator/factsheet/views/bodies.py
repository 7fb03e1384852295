"""What only one kind of fact has: an event its time, a figure its values, and so on.

Enters: a fact and a `Scope`. Leaves: the body of its block.
"""

from dataclasses import dataclass

from factsheet.catalog import OURS, record_id
from factsheet.dates import Period
from factsheet.model import Change, Claim, Event, Fact, Figure, Point, Quote
from factsheet.views.citations import numbers
from factsheet.views.parts import Line, LinkView, Passage
from factsheet.views.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class EventBody:
    """Something that happened."""

    when: str
    datetime: str
    text: Passage | None
    place: LinkView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One value: of a figure, of a point of a series, or an alternative."""

    anchor: str = ""
    period: str = ""
    covers: str = ""
    value: str
    change: str = ""
    mark: str = ""
    mark_word: str = ""
    note: Passage | None = None
    numbers: tuple[int, ...] = ()
    preferred: Passage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureBody:
    """A number, or a series as rows in the order of time."""

    is_series: bool
    rows: tuple[Row, ...]
    has_changes: bool
    alternatives: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteBody:
    """The words, their translation, and where they were said."""

    original: Passage
    translation: Passage | None
    translation_by: LinkView | None
    occasion: Passage | None
    place: LinkView | None
    is_paraphrase: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimBody:
    """The claim, its verdict, why, and the facts it was held against."""

    original: Passage
    translation: Passage | None
    verdict: str
    verdict_word: str
    finding: Passage | None
    evidence: tuple[Line, ...]
    claimed_by: LinkView | None
    appears_in: LinkView | None
    at: str
    reviewed: str


Body = EventBody | FigureBody | QuoteBody | ClaimBody


def body_of(scope: Scope, fact_id: str, fact: Fact) -> Body:
    """Return what only this kind of fact has."""
    match fact:
        case Event():
            return _event(scope, fact)
        case Figure():
            return _figure(scope, fact_id, fact)
        case Quote():
            return _quote(scope, fact)
        case Claim():
            return _claim(scope, fact)
    raise TypeError(fact)


def _event(scope: Scope, event: Event) -> EventBody:
    return EventBody(
        when=scope.span(event.date),
        datetime=event.date.edtf,
        text=scope.optional(event.text),
        place=scope.entity_or_text(event.place),
    )


def _figure(scope: Scope, fact_id: str, figure: Figure) -> FigureBody:
    quantities = figure.quantities()
    if figure.points:
        rows = tuple(
            _point_row(scope, figure, fact_id, period, point) for period, point in figure.timeline()
        )
    else:
        rows = (
            Row(
                period=scope.period_word(figure),
                covers=_covers(scope, figure.covered()),
                value=scope.value(quantities[""]),
                change=_change(scope, figure.change),
                mark="projection" if figure.projection else "",
                mark_word=scope.word("projection") if figure.projection else "",
                preferred=scope.optional(figure.preferred_because),
            ),
        )
    return FigureBody(
        is_series=bool(figure.points),
        rows=rows,
        has_changes=any(row.change for row in rows),
        alternatives=tuple(
            Row(
                value=scope.value(each.value.quantity(figure.unit or "")),
                note=scope.optional(each.note),
                preferred=scope.optional(each.preferred_because),
                numbers=numbers(figure, each.sources),
            )
            for each in figure.alternatives
        ),
    )


def _point_row(scope: Scope, figure: Figure, fact_id: str, period: Period, point: Point) -> Row:
    mark = "projection" if point.projection else ""
    if point.status != "confirmed":
        mark = f"status-{point.status}"
    word = mark.replace("-", "_") if mark else ""
    return Row(
        anchor=f"{fact_id}@{period.label}",
        period=scope.wording.period(period),
        covers=_covers(scope, period),
        value=scope.value(point.value.quantity(figure.unit or "")),
        change=_change(scope, point.change),
        mark=mark,
        mark_word=scope.word(word) if word else "",
        note=scope.optional(point.note),
        numbers=numbers(figure, point.sources),
    )


def _covers(scope: Scope, period: Period | None) -> str:
    """Write the days a period covers, unless its name is those very days."""
    if period is None or period.covers is None:
        return ""
    return "" if period.named else scope.span(period.covers)


def _change(scope: Scope, change: Change | None) -> str:
    if change is None:
        return ""
    unit = scope.catalog.units.unit(change.quantity.unit)
    return scope.wording.change(change.quantity, unit, scope.wording.period(change.period))


def _quote(scope: Scope, quote: Quote) -> QuoteBody:
    original = scope.passage(quote.text, original=quote.original)
    translation = scope.passage(quote.text) if quote.original != scope.language.code else None
    by = quote.translation_by.get(scope.language.code, OURS) if translation else ""
    ours = LinkView(scope.words(scope.word("translation_ours")))
    is_there = translation is not None and not translation.is_missing
    return QuoteBody(
        original=original,
        translation=translation if is_there else None,
        translation_by=(ours if by == OURS else scope.link(by)) if is_there else None,
        occasion=scope.optional(quote.occasion),
        place=scope.entity_or_text(quote.place),
        is_paraphrase=not quote.verbatim,
    )


def _claim(scope: Scope, claim: Claim) -> ClaimBody:
    original = scope.passage(claim.statement, original=claim.original or scope.language.code)
    translation = scope.passage(claim.statement)
    evidence = (
        (scope.catalog.find(record_id(each)), each.partition("@")[2]) for each in claim.evidence
    )
    return ClaimBody(
        original=original,
        translation=translation if translation.html != original.html else None,
        verdict=claim.verdict,
        verdict_word=scope.word(f"verdict_{claim.verdict}"),
        finding=scope.optional(claim.finding),
        evidence=tuple(scope.line(entry, point=point) for entry, point in evidence if entry),
        claimed_by=scope.link(claim.claimed_by) if claim.claimed_by else None,
        appears_in=scope.link(claim.appears_in) if claim.appears_in else None,
        at=claim.at or "",
        reviewed=scope.word("reviewed", date=scope.span(claim.reviewed)) if claim.reviewed else "",
    )
