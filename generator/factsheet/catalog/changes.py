"""The changes that figures state, each with the values it lies between."""

from collections.abc import Iterator
from dataclasses import dataclass

from factsheet.dates import Period, parse_period
from factsheet.fields import Measured
from factsheet.model import Change, Figure
from factsheet.precision import Extent, difference, extent, growth
from factsheet.problems import Place
from factsheet.quantity import Quantity
from factsheet.reader import Entry
from factsheet.units import Unit, UnitKind, UnitNames

SHARES = frozenset({UnitKind.PERCENT, UnitKind.POINTS})
# Values that were given up are no measure for others.
GIVEN_UP = frozenset({"superseded", "retracted"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A value that a change may start from: as typed, and where it stands."""

    value: Quantity
    typed: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedChange:
    """A change as a figure states it, to a value of the figure, from the earlier ones there are.

    `path` leads to it in the figure; `typed` is the later value as typed; `covered` is what that
    value covers, if it is a period.
    """

    entry: Entry[Figure]
    path: tuple[str | int, ...]
    change: Change
    value: Quantity
    typed: str
    unit: Unit
    covered: Period | None
    earlier: tuple[Earlier, ...]

    def growths(self) -> Iterator[Extent]:
        """Return by how many per cent the value may have changed, from every earlier one."""
        for each in self.earlier:
            found = growth(self._extent(each.value), self._extent(self.value))
            if found is not None:
                yield found

    def differences(self) -> Iterator[Extent]:
        """Return by how much the value may have changed, in its own unit."""
        for each in self.earlier:
            yield difference(self._extent(each.value), self._extent(self.value))

    def _extent(self, value: Quantity) -> Extent:
        return extent(value, to_the_whole=self.unit.kind in SHARES)


def stated_changes(figures: tuple[Entry[Figure], ...], units: UnitNames) -> Iterator[StatedChange]:
    """Find every change that figures state, except of what was given up."""
    kept = [entry for entry in figures if entry.record.status not in GIVEN_UP]
    alike: dict[object, list[Entry[Figure]]] = {}
    for entry in kept:
        alike.setdefault(_subject(entry), []).append(entry)
    for entry in kept:
        for label, path, change in _changes(entry.record):
            value = entry.record.quantities()[label]
            unit = units.find(value.unit)
            if unit is None:
                continue
            earlier = (
                found
                for other in alike[_subject(entry)]
                for found in _at(other, change.period)
                if units.find(found.value.unit) == unit
            )
            yield StatedChange(
                entry=entry,
                path=path,
                change=change,
                value=value,
                typed=typed(entry.record, label),
                unit=unit,
                covered=parse_period(label) if label else entry.record.covered(),
                earlier=tuple(earlier),
            )


def _subject(entry: Entry[Figure]) -> object:
    """Return what a figure measures; one that names no subject is like itself only."""
    figure = entry.record
    if figure.of is None:
        return entry.id
    return figure.of, frozenset(figure.measure.root.items()), frozenset(figure.about)


def _changes(figure: Figure) -> Iterator[tuple[str, tuple[str | int, ...], Change]]:
    if figure.change is not None and figure.value is not None:
        yield "", ("change",), figure.change
    for label, point in figure.points.items():
        if point.change is not None and point.status not in GIVEN_UP:
            yield label, ("points", label, "change"), point.change


def _at(entry: Entry[Figure], wanted: Period) -> Iterator[Earlier]:
    """Return what a figure gives for a period, other values of a dispute included."""
    for period, earlier in (*_points(entry), *_single(entry)):
        if (period.fiscal, period.span) == (wanted.fiscal, wanted.span):
            yield earlier


def _points(entry: Entry[Figure]) -> Iterator[tuple[Period, Earlier]]:
    figure = entry.record
    for label, point in figure.points.items():
        if point.status not in GIVEN_UP:
            value = point.value.quantity(figure.unit or "")
            place = entry.place("points", label, "value")
            earlier = Earlier(value=value, typed=typed(figure, label), place=place)
            yield parse_period(label), earlier


def _single(entry: Entry[Figure]) -> Iterator[tuple[Period, Earlier]]:
    figure = entry.record
    period, day = figure.covered(), figure.as_of
    if period is None and day is not None:
        period = Period(label=day.edtf, span=day)
    if figure.value is None or period is None:
        return
    value = figure.value.quantity(figure.unit or "")
    yield period, Earlier(value=value, typed=typed(figure, ""), place=entry.place("value"))
    for index, each in enumerate(figure.alternatives):
        value = each.value.quantity(figure.unit or "")
        place = entry.place("alternatives", index, "value")
        said = _with_unit(each.value, figure.unit)
        yield period, Earlier(value=value, typed=said, place=place)


def typed(figure: Figure, label: str) -> str:
    """Return a number with its unit, as typed."""
    if label:
        return _with_unit(figure.points[label].value, figure.unit)
    return _with_unit(figure.value, figure.unit) if figure.value else ""


def _with_unit(value: Measured, unit: str | None) -> str:
    """Return a number as typed, with the unit that stands for a whole series where it needs it."""
    if value.quantity().unit or not (value.unit or unit):
        return value.amount
    joint = "" if (value.unit or unit) == "%" else " "
    return f"{value.amount}{joint}{value.unit or unit}"
