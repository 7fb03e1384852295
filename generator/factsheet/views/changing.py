"""How much a series changed from one period to the next, where that can be said.

Enters: two neighbouring points. Leaves: the change in per cent, rounded to what a reader can
use: whole per cents, or a tenth below ten. Shares in per cent are not compared this way.
"""

from decimal import ROUND_HALF_EVEN, Decimal

from factsheet.dates import Period
from factsheet.quantity import Quantity

Point = tuple[Period, Quantity]
PERIODS_A_YEAR = {"year": 1, "half": 2, "quarter": 4, "month": 12}
FINE_BELOW = 10


def relative_change(before: Point, after: Point) -> Quantity | None:
    """Return the change in per cent from one point to the next, or None where it means nothing."""
    (earlier, old), (later, new) = before, after
    percent = exact_change(old, new) if _follows(earlier, later) else None
    return Quantity(low=readable(percent), unit="%", signed=True) if percent is not None else None


def readable(percent: Decimal) -> Decimal:
    """Round a computed change to what a reader can use: whole per cents, tenths below ten."""
    step = Decimal(1) if abs(percent) >= FINE_BELOW else Decimal("0.1")
    return percent.quantize(step, ROUND_HALF_EVEN)


def exact_change(old: Quantity, new: Quantity) -> Decimal | None:
    """Return the change between any two numbers in per cent, not rounded for readers yet."""
    are_exact = not (old.qualifier or new.qualifier or old.high or new.high)
    is_amount = old.unit == new.unit and old.unit not in ("%", "pp") and old.low > 0 and new.low > 0
    return (new.low - old.low) / old.low * 100 if are_exact and is_amount else None


def _follows(earlier: Period, later: Period) -> bool:
    first, second = _place(earlier), _place(later)
    if first is None or second is None:
        return False
    return first[0] == second[0] and second[1] - first[1] == 1


def _place(period: Period) -> tuple[tuple[str, bool], int] | None:
    """Number a period among all of its length: quarters from the first of year 0, say."""
    moment, length = period.span.start, period.length
    if moment is None or not length:
        return None
    part = moment.month or moment.quarter or moment.half or 0
    return (length, period.fiscal), moment.year * PERIODS_A_YEAR[length] + part
