"""The parts of a whole do not come to more than the whole.

Which figure is a part of which, the curator says; parts of one whole stand beside each other.
All that the digits on either side may be rounded from is allowed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from factsheet.catalog import GIVEN_UP, Catalog, is_a, typed
from factsheet.dates import Period
from factsheet.model import Figure
from factsheet.precision import extent
from factsheet.problems import Problem, Severity
from factsheet.reader import Entry
from factsheet.units import Unit, UnitKind

WHOLE_SHARE = Fraction(100)
FINER = {"year": ("half", "quarter", "month"), "half": ("quarter", "month"), "quarter": ("month",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Value:
    """One number of a figure: for when, of what unit; `label` is empty for a single value."""

    entry: Entry[Figure]
    label: str
    period: Period
    unit: Unit | None
    least: Fraction | None
    most: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sum:
    """Values that stand beside each other, as parts of one whole in one period."""

    parts: tuple[_Value, ...]
    said: str


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of wholes that their parts exceed, of one period or of the shorter ones within it."""
    parts: dict[str, list[Entry[Figure]]] = {}
    for entry in catalog.of(Figure):
        if entry.record.part_of and entry.record.status not in GIVEN_UP:
            parts.setdefault(catalog.present(entry.record.part_of), []).append(entry)
    for whole_id, listed in parts.items():
        whole = catalog.find(whole_id)
        if whole is None or not is_a(whole, Figure) or whole.record.status in GIVEN_UP:
            continue
        values = [value for entry in listed for value in _values(catalog, entry)]
        for total in _values(catalog, whole):
            for added in _sums(total, values):
                yield from _compared(total, added)


def _values(catalog: Catalog, entry: Entry[Figure]) -> Iterator[_Value]:
    """Return the numbers of a figure; one that is disputed may be any of those that are given."""
    figure = entry.record
    day = figure.as_of
    single = figure.covered() or (Period(label=day.edtf, span=day) if day else None)
    listed = [(period.label, period) for period, point in figure.timeline() if _stands(point)]
    for label, period in [*listed, *([("", single)] if single else [])]:
        quantity = figure.quantities()[label]
        unit = catalog.units.find(quantity.unit)
        others = [each.value.quantity(figure.unit or "") for each in figure.alternatives]
        ends = [extent(each, to_the_whole=_is_share(unit)) for each in (quantity, *others)]
        lows, highs = [each.low for each in ends], [each.high for each in ends]
        yield _Value(
            entry=entry,
            label=label,
            period=period,
            unit=unit,
            least=None if None in lows else min(each for each in lows if each is not None),
            most=None if None in highs else max(each for each in highs if each is not None),
        )


def _stands(point: object) -> bool:
    return getattr(point, "status", "") not in GIVEN_UP


def _sums(total: _Value, values: list[_Value]) -> Iterator[_Sum]:
    """Add up what is of the same period, and of each figure what is of shorter ones within it."""
    alike = [each for each in values if _when(each.period) == _when(total.period)]
    same = tuple(each for each in alike if each.unit == total.unit)
    if same:
        yield _Sum(parts=same, said=_named(same))
    shares = tuple(each for each in alike if _is_share(each.unit) and not _is_share(total.unit))
    if shares:
        yield _Sum(parts=shares, said=_named(shares))
    for entry in dict.fromkeys(each.entry.id for each in values):
        own = [each for each in values if each.entry.id == entry and each.unit == total.unit]
        for length in FINER.get(total.period.length, ()):
            within = tuple(each for each in own if _is_within(each.period, total.period, length))
            if within:
                yield _Sum(parts=within, said=f'the {_plural(length)} of "{entry}"')


def _compared(total: _Value, added: _Sum) -> Iterator[Problem]:
    least = [each.least for each in added.parts]
    is_share = _is_share(added.parts[0].unit) and not _is_share(total.unit)
    most = WHOLE_SHARE if is_share else total.most
    if None in least or most is None or total.unit is None:
        return
    if sum(each for each in least if each is not None) <= most:
        return
    last, figure = added.parts[-1], total.entry.record
    come = _shown(sum((_low(each) for each in added.parts), Decimal(0)))
    whole = "100%" if is_share else typed(figure, total.label)
    yield Problem(
        place=total.entry.place(*_path(total)),
        rule="parts-exceed-total",
        message=f"{added.said} {'come' if len(added.parts) > 1 else 'comes'} to {come}"
        f"{_unit_of(last)}, which is more than the whole, {whole} ({total.period.label})",
        hint='mend the value that is mistyped, or the "part_of" of what is counted twice',
        severity=Severity.WARNING,
        also=last.entry.place(*_path(last)),
    )


def _path(value: _Value) -> tuple[str, ...]:
    return ("points", value.label, "value") if value.label else ("value",)


def _named(parts: tuple[_Value, ...]) -> str:
    return " and ".join(f'"{each.entry.id}"' for each in parts)


def _plural(length: str) -> str:
    return "halves" if length == "half" else f"{length}s"


def _low(value: _Value) -> Decimal:
    return value.entry.record.quantities()[value.label].low


def _shown(number: Decimal) -> str:
    return f"{number.normalize():,f}"


def _unit_of(value: _Value) -> str:
    unit = value.entry.record.quantities()[value.label].unit
    return unit if unit == "%" else f" {unit}" if unit else ""


def _is_share(unit: Unit | None) -> bool:
    return unit is not None and unit.kind is UnitKind.PERCENT


def _when(period: Period) -> object:
    return period.fiscal, period.label if period.named else period.span


def _is_within(period: Period, whole: Period, length: str) -> bool:
    """Whether a period of that length is a piece of another; fiscal ones by their labels."""
    return (
        period.length == length
        and period.fiscal == whole.fiscal
        and whole.span.first_day <= period.span.first_day
        and period.span.last_day <= whole.span.last_day
    )
