"""What a typed number may stand for, given the digits that it has.

Enters: quantities. Leaves: the stretch of numbers that each may be rounded from, and exact
arithmetic on such stretches. Knows neither units nor texts.
"""

from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from factsheet.quantity import Quantity

HUNDRED = 100
MOST_POWERS = 12
MOST_DECIMALS = 6
# More than any number has that can be typed.
ALL_DIGITS = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """All numbers between `low` and `high`; None is an end that nobody knows."""

    low: Fraction | None
    high: Fraction | None

    def meets(self, other: "Extent") -> bool:
        """Whether one number can be meant by both: 1.6 and 1.7 only touch."""
        return not (_is_below(self, other) or _is_below(other, self))


def extent(quantity: Quantity, *, to_the_whole: bool = False) -> Extent:
    """Return what a number may be rounded from: 60.9 is anything from 60.85 to 60.95.

    Zeros at the end may be rounding, unless the number is known `to_the_whole`, as per cents
    are: 20% is no 24%. "About" allows one more of the last digit, "over" and "under" all beyond.
    """
    last = quantity.low if quantity.high is None else quantity.high
    low = Fraction(quantity.low) - _slack(quantity.low, quantity, to_the_whole=to_the_whole)
    high = Fraction(last) + _slack(last, quantity, to_the_whole=to_the_whole)
    return Extent(
        low=None if quantity.qualifier == "under" else low,
        high=None if quantity.qualifier == "over" else high,
    )


def difference(before: Extent, after: Extent) -> Extent:
    """Return by how much the second may exceed the first."""
    low = None if after.low is None or before.high is None else after.low - before.high
    high = None if after.high is None or before.low is None else after.high - before.low
    return Extent(low=low, high=high)


def growth(before: Extent, after: Extent) -> Extent | None:
    """Return by how many per cent the second may exceed the first; None from zero or less."""
    if before.low is None or before.low <= 0:
        return None
    return Extent(
        low=_percent(after.low, before, fall=False), high=_percent(after.high, before, fall=True)
    )


def agree(one: Quantity, other: Quantity, *, to_the_whole: bool = False) -> bool:
    """Whether two numbers are one, rounded to the digits that both have; signs do not count."""
    if one.high is None and other.high is None and abs(one.low) == abs(other.low):
        return True
    first, second = (_bare(each, to_the_whole=to_the_whole) for each in (one, other))
    return first.meets(second)


def powers_apart(said: Quantity, value: Quantity) -> int:
    """Return by what power of ten a number is larger (or, below 0, smaller) than another.

    0 when they agree as they are, or when their digits do not: those that both have are held
    against each other. Signs and words like "about" do not count.
    """
    if agree(said, value):
        return 0
    one, other = _bare(said), _bare(value)
    signed = (each for power in range(1, MOST_POWERS + 1) for each in (power, -power))
    return next((power for power in signed if one.meets(_shifted(other, power))), 0)


def digits(quantity: Quantity) -> int:
    """Count the significant digits, those of a range's longer end."""
    ends = (quantity.low,) if quantity.high is None else (quantity.low, quantity.high)
    return max(len(each.as_tuple().digits) for each in ends)


def rounded(number: Decimal, like: Decimal) -> Decimal:
    """Round a number to the last digit of another, or to the whole where that is coarser."""
    place = max(min(_last_place(like), 0), -MOST_DECIMALS)
    with localcontext(prec=ALL_DIGITS):
        return number.quantize(Decimal(1).scaleb(place))


def _is_below(one: Extent, other: Extent) -> bool:
    return one.high is not None and other.low is not None and one.high <= other.low


def _slack(number: Decimal, quantity: Quantity, *, to_the_whole: bool) -> Fraction:
    place = _last_place(number)
    fine = Fraction(10) ** (min(place, 0) if to_the_whole else place)
    coarse = Fraction(10) ** place
    return max(fine, coarse / 2) if quantity.qualifier == "about" else fine / 2


def _last_place(number: Decimal) -> int:
    return int(number.as_tuple().exponent)


def _percent(number: Fraction | None, before: Extent, *, fall: bool) -> Fraction | None:
    """Return the change from the end of `before` that makes it highest (or lowest) to a number."""
    if number is None:
        return None
    is_from_low = (number >= 0) is fall
    start = before.low if is_from_low else before.high
    return (number / start - 1) * HUNDRED if start else None


def _bare(quantity: Quantity, *, to_the_whole: bool = False) -> Extent:
    low, high = abs(quantity.low), abs(quantity.low if quantity.high is None else quantity.high)
    bare = Quantity(low=min(low, high), high=max(low, high))
    return extent(bare, to_the_whole=to_the_whole)


def _shifted(one: Extent, power: int) -> Extent:
    factor = Fraction(10) ** power
    low, high = one.low or Fraction(0), one.high or Fraction(0)
    return Extent(low=low * factor, high=high * factor)
