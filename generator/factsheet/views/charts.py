"""What a series' chart shows: marks in the order of time, in one scale and one unit.

Enters: a figure. Leaves: a `ChartView` with words and exact numbers; its shape is the
renderer's affair. A series is drawn when its points can be compared at a glance: at least
three single numbers of one unit, for periods of one length.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from factsheet.dates import Moment, Period, Span
from factsheet.model import Figure, Point
from factsheet.quantity import Quantity
from factsheet.views.scope import Scope

FEWEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One point: `tick` below it, `group` where a new year of quarters begins."""

    amount: Decimal
    number: str
    tick: str
    group: str
    name: str
    is_projection: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """A series to draw; `unit` holds for all numbers, `description` says them in words."""

    id: str
    title: str
    description: str
    unit: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A point that can be drawn: one number for one span of the calendar."""

    period: Period
    moment: Moment
    point: Point
    quantity: Quantity


def chart_of(scope: Scope, fact_id: str, figure: Figure) -> ChartView | None:
    """Return the chart of a series, or None where a table alone serves better."""
    drawn = tuple(_drawable(figure))
    standing = sum(point.status != "retracted" for point in figure.points.values())
    if len(drawn) < max(FEWEST, standing) or not _is_comparable(drawn):
        return None
    unit = scope.catalog.units.unit(drawn[0].quantity.unit)
    written, shared = scope.wording.series([each.quantity.low for each in drawn], unit)
    years = [None, *(each.moment.year for each in drawn)]
    marks = tuple(
        _mark(scope, each, number, is_new_year=each.moment.year != before)
        for each, number, before in zip(drawn, written, years, strict=False)
    )
    return ChartView(
        id=f"{fact_id}-chart",
        title=scope.passage(figure.measure).plain,
        description=scope.word("sentence_separator").join(mark.name for mark in marks),
        unit=shared,
        marks=marks,
    )


def _drawable(figure: Figure) -> Iterator[_Drawn]:
    for period, point in figure.timeline():
        moment, quantity = period.span.start, point.value.quantity(figure.unit or "")
        if point.status == "retracted":
            continue
        if period.span.is_moment and moment is not None and quantity.high is None:
            yield _Drawn(period, moment, point, quantity)


def _is_comparable(drawn: Sequence[_Drawn]) -> bool:
    """Whether all points have one unit and periods of one length and kind."""
    return (
        len({(each.quantity.unit, each.period.fiscal, _length(each.moment)) for each in drawn}) == 1
    )


def _length(moment: Moment) -> str:
    parts = (moment.day, moment.month, moment.quarter, moment.half)
    names = ("day", "month", "quarter", "half")
    return next((name for name, part in zip(names, parts, strict=True) if part), "year")


def _mark(scope: Scope, drawn: _Drawn, number: str, *, is_new_year: bool) -> Mark:
    moment, name = drawn.moment, scope.wording.period(drawn.period)
    length, part = _length(moment), moment.quarter or moment.half or moment.month
    year = replace(drawn.period, span=Span.of(Moment(year=moment.year)))
    is_part_of_year = length in ("half", "quarter", "month")
    return Mark(
        amount=drawn.quantity.low,
        number=number,
        tick=scope.word(f"chart_{length}", number=part) if is_part_of_year else name,
        group=scope.wording.period(year) if is_part_of_year and is_new_year else "",
        name=scope.word("chart_mark", period=name, value=scope.value(drawn.quantity)),
        is_projection=drawn.point.projection,
    )
