"""A stated change is the one between the two values, where the fact base has both.

All that the digits on either side may be rounded from is allowed: 26,974 to 60,922 is +126%,
+125.9% or +130%, but not +125%.
"""

from collections.abc import Iterator, Sequence

from factsheet.catalog import SHARES, Catalog, StatedChange, stated_changes
from factsheet.checks.percent_or_points import NO_SHARES, change_kind, is_mixed_up
from factsheet.model import Figure
from factsheet.precision import Extent, extent, rounded
from factsheet.problems import Problem, Severity, quoted
from factsheet.quantity import Quantity, parse_quantity
from factsheet.units import UnitKind, UnitNames

HUNDRED = 100


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of changes that no earlier value of the same figure, or of one like it, allows."""
    for stated in stated_changes(catalog.of(Figure), catalog.units):
        kind = change_kind(stated, catalog.units)
        if is_mixed_up(stated, kind):
            continue
        possible = _possible(stated, catalog.units)
        if not possible or any(said.meets(each) for said, each in possible):
            continue
        since, start = stated.change.since, stated.earlier[0]
        computed = _computed(stated, kind)
        yield Problem(
            place=stated.entry.place(*stated.path),
            rule="change-contradicts-values",
            message=f"the change is given as {quoted(stated.change.amount)}, but from "
            f"{start.typed} ({since}) to {stated.typed} it is {computed}",
            hint='mend "change", or the value that is mistyped',
            severity=Severity.WARNING,
            also=start.place,
        )


def _possible(stated: StatedChange, units: UnitNames) -> list[tuple[Extent, Extent]]:
    """Pair every way to read the change with every change that the values allow."""
    change, kind = stated.change.quantity, change_kind(stated, units)
    if kind is UnitKind.PERCENT:
        said = extent(change, to_the_whole=True)
        return [(said, each) for each in stated.growths()]
    if kind is UnitKind.POINTS and stated.unit.kind in NO_SHARES | {UnitKind.COUNT}:
        return []
    if kind is UnitKind.COUNT and stated.unit.kind is UnitKind.PERCENT:
        return []
    return [
        (extent(each, to_the_whole=stated.unit.kind in SHARES), between)
        for each in _readings(stated, units)
        for between in stated.differences()
    ]


def _readings(stated: StatedChange, units: UnitNames) -> list[Quantity]:
    """Return what a change in the value's own unit may mean, in that unit.

    Without a unit it may be in that of the series, scale included, or in none.
    """
    change = stated.change.quantity
    if not change.unit:
        default = stated.entry.record.unit or ""
        return [change, parse_quantity(stated.change.amount, default_unit=default)]
    unit = units.find(change.unit)
    is_same = unit == stated.unit or (unit and {unit.kind, stated.unit.kind} <= SHARES)
    return [change] if is_same else []


def _computed(stated: StatedChange, kind: UnitKind | None) -> str:
    """Word the change between the values, with as many decimals as the one that is given."""
    change, old, new = stated.change.quantity, stated.earlier[0].value.low, stated.value.low
    if kind is UnitKind.PERCENT:
        return f"{rounded((new - old) / old * HUNDRED, change.low):+f}%"
    unit = change.unit or stated.value.unit
    return f"{new - old:+,f} {unit}".rstrip()
