"""Figures: a value, or a series in the order of time, with what it covers and how it changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from factsheet.dates import Period
from factsheet.model import Change, Figure, Point
from factsheet.quantity import Quantity
from factsheet.views.addresses import table_path
from factsheet.views.changing import relative_change
from factsheet.views.charts import ChartView, chart_of
from factsheet.views.citations import numbers
from factsheet.views.parts import Line, Passage
from factsheet.views.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One value: of a figure, of a point of a series, or an alternative."""

    anchor: str = ""
    label: str = ""
    period: str = ""
    covers: str = ""
    value: str
    change: str = ""
    is_computed: bool = False
    mark: str = ""
    mark_word: str = ""
    note: Passage | None = None
    numbers: tuple[int, ...] = ()
    preferred: Passage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureBody:
    """A number, or a series as rows in the order of time.

    `wholes` are the figure it is a part of, if that is told, and `parts` those of it.
    """

    is_series: bool
    rows: tuple[Row, ...]
    has_changes: bool
    has_computed: bool
    chart: ChartView | None
    table_href: str
    alternatives: tuple[Row, ...]
    wholes: tuple[Line, ...]
    parts: tuple[Line, ...]


def figure_body(scope: Scope, fact_id: str, figure: Figure) -> FigureBody:
    """Return a figure's values, and the chart of a series that can be drawn."""
    made = scope.remembered(("figure", fact_id), lambda: _same_everywhere(scope, fact_id, figure))
    rows, chart = tuple(_explained(scope, figure, made[0])), made[1]
    return FigureBody(
        is_series=bool(figure.points),
        rows=rows,
        has_changes=any(row.change for row in rows),
        has_computed=any(row.is_computed for row in rows),
        chart=chart,
        table_href=scope.to_root(table_path(fact_id)) if figure.points else "",
        alternatives=tuple(
            Row(
                value=scope.value(each.value.quantity(figure.unit or "")),
                note=scope.optional(each.note),
                preferred=scope.optional(each.preferred_because),
                numbers=numbers(figure, each.sources),
            )
            for each in figure.alternatives
        ),
        wholes=scope.lines([figure.part_of] if figure.part_of else ()),
        parts=scope.lines(_parts(scope, fact_id)),
    )


def _parts(scope: Scope, fact_id: str) -> Iterator[str]:
    """Find the figures that name this one as their whole."""
    for reference in scope.catalog.backlinks.get(fact_id, ()):
        if reference.path == ("part_of",):
            yield reference.origin


def _same_everywhere(
    scope: Scope, fact_id: str, figure: Figure
) -> tuple[tuple[Row, ...], ChartView | None]:
    """Return the rows without prose, which may link to other pages, and the chart."""
    rows = _rows(scope, fact_id, figure) if figure.points else [_single(scope, figure)]
    return tuple(rows), chart_of(scope, fact_id, figure)


def _explained(scope: Scope, figure: Figure, rows: Sequence[Row]) -> Iterator[Row]:
    """Put the prose of points, or of a single value, to their rows."""
    for row in rows:
        note = figure.points[row.label].note if row.label else None
        preferred = None if row.label else figure.preferred_because
        if note is None and preferred is None:
            yield row
        else:
            yield replace(row, note=scope.optional(note), preferred=scope.optional(preferred))


def _single(scope: Scope, figure: Figure) -> Row:
    return Row(
        period=scope.period_word(figure),
        covers=_covers(scope, figure.covered()),
        value=scope.value(figure.quantities()[""]),
        change=_change(scope, figure.change),
        mark="projection" if figure.projection else "",
        mark_word=scope.word("projection") if figure.projection else "",
    )


def _rows(scope: Scope, fact_id: str, figure: Figure) -> Iterator[Row]:
    """Make a row a point; where the source states no change, it is computed if it can be."""
    before: tuple[Period, Quantity] | None = None
    for period, point in figure.timeline():
        quantity = point.value.quantity(figure.unit or "")
        row = _point_row(scope, figure, fact_id, period, point)
        stands = point.status != "retracted"
        computed = relative_change(before, (period, quantity)) if before and stands else None
        if computed is not None and not row.change:
            row = replace(row, change=scope.value(computed), is_computed=True)
        yield row
        before = (period, quantity) if stands else None


def _point_row(scope: Scope, figure: Figure, fact_id: str, period: Period, point: Point) -> Row:
    mark = "projection" if point.projection else ""
    if point.status != "confirmed":
        mark = f"status-{point.status}"
    word = mark.replace("-", "_") if mark else ""
    return Row(
        anchor=f"{fact_id}@{period.label}",
        label=period.label,
        period=scope.wording.period(period),
        covers=_covers(scope, period),
        value=scope.value(point.value.quantity(figure.unit or "")),
        change=_change(scope, point.change),
        mark=mark,
        mark_word=scope.word(word) if word else "",
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
