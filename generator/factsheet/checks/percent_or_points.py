"""A share that rises from 14% to 19% rises by 5 percentage points, or by 36%."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import SHARES, Catalog, StatedChange, stated_changes
from factsheet.model import Figure
from factsheet.precision import extent
from factsheet.problems import Problem, Severity, quoted
from factsheet.units import UnitKind, UnitNames

NO_SHARES = frozenset({UnitKind.CURRENCY, UnitKind.CLDR, UnitKind.OWN})


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of one written as the other; points of what is no share are an error."""
    for stated in stated_changes(catalog.of(Figure), catalog.units):
        kind = change_kind(stated, catalog.units)
        if kind is UnitKind.POINTS and stated.unit.kind in NO_SHARES:
            yield _problem(
                stated,
                f"{quoted(stated.typed)} is no percentage: it cannot change by percentage points",
                "write the change in %, or in the unit of the value",
                Severity.ERROR,
            )
        elif is_mixed_up(stated, kind):
            is_percent = kind is UnitKind.PERCENT
            said, since = stated.change.amount, stated.change.since
            given, meant = ("%", "percentage points") if is_percent else ("percentage points", "%")
            yield _problem(
                stated,
                f"{quoted(said)} is given in {given}, but from {stated.earlier[0].typed} ({since}) "
                f"to {stated.typed} it is that much in {meant}",
                f'write "{_exchanged(stated, is_percent=is_percent)} from {since}"',
                Severity.WARNING,
            )


def change_kind(stated: StatedChange, units: UnitNames) -> UnitKind | None:
    """Return what a change is given in; None for a unit that nobody knows."""
    unit = units.find(stated.change.quantity.unit)
    return unit.kind if unit else None


def is_mixed_up(stated: StatedChange, kind: UnitKind | None) -> bool:
    """Whether a change of a share only holds if it was meant the other way."""
    if stated.unit.kind not in SHARES or kind not in SHARES:
        return False
    said = extent(stated.change.quantity, to_the_whole=True)
    relative = any(said.meets(each) for each in stated.growths())
    absolute = any(said.meets(each) for each in stated.differences())
    return absolute and not relative if kind is UnitKind.PERCENT else relative and not absolute


def _exchanged(stated: StatedChange, *, is_percent: bool) -> str:
    amount, unit = stated.change.amount, stated.change.quantity.unit
    number = amount.rstrip().removesuffix(unit).rstrip()
    return f"{number} pp" if is_percent else f"{number}%"


def _problem(stated: StatedChange, message: str, hint: str, severity: Severity) -> Problem:
    return Problem(
        place=stated.entry.place(*stated.path),
        rule="percent-or-points",
        message=message,
        hint=hint,
        severity=severity,
        also=stated.earlier[0].place if stated.earlier else None,
    )
