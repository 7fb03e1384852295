"""What a typed number may stand for, and what lies between two of them."""

from decimal import Decimal
from fractions import Fraction

import pytest

from factsheet.precision import agree, difference, digits, extent, growth, powers_apart, rounded
from factsheet.quantity import parse_quantity


def ends(text: str, *, to_the_whole: bool = False) -> tuple[str, str]:
    found = extent(parse_quantity(text), to_the_whole=to_the_whole)
    return tuple("-" if end is None else str(float(end)) for end in (found.low, found.high))  # type: ignore[return-value]  # two ends


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("60.9", "60.85", "60.95"),
        ("60.90", "60.895", "60.905"),
        ("120", "115.0", "125.0"),
        ("-4", "-4.5", "-3.5"),
        ("10–12", "5.0", "12.5"),
        ("about 277", "276.0", "278.0"),
        ("about 120", "110.0", "130.0"),
        ("over 11", "10.5", "-"),
        ("under 11", "-", "11.5"),
    ],
)
def test_a_number_may_be_rounded_from_half_of_its_last_digit_around(
    text: str, low: str, high: str
) -> None:
    assert ends(text) == (low, high)


def test_a_number_known_to_the_whole_is_rounded_no_coarser() -> None:
    assert ends("120", to_the_whole=True) == ("119.5", "120.5")
    assert ends("about 20", to_the_whole=True) == ("15.0", "25.0")


@pytest.mark.parametrize(
    ("before", "after", "low", "high"),
    [
        ("10.0", "20.0", 98.5, 101.5),
        ("20.0", "10.0", -50.4, -49.6),
        ("10.0", "-20.0", -301.5, -298.5),
        ("over 10.0", "20.0", None, 101.0),
        ("10.0", "over 20.0", 98.5, None),
        ("over 10.0", "-20.0", -301.5, None),
    ],
)
def test_growth_allows_for_rounding_on_both_sides(
    before: str, after: str, low: float | None, high: float | None
) -> None:
    found = growth(extent(parse_quantity(before)), extent(parse_quantity(after)))
    assert found is not None
    for end, expected in ((found.low, low), (found.high, high)):
        assert (end is None) == (expected is None)
        assert end is None or expected is None or abs(end - Fraction(expected)) < 1


def test_nothing_grows_by_per_cents_from_zero_or_less() -> None:
    for before in ("0", "-5", "under 3"):
        assert growth(extent(parse_quantity(before)), extent(parse_quantity("5"))) is None


def test_a_difference_is_open_where_one_of_its_ends_is() -> None:
    found = difference(extent(parse_quantity("10.0")), extent(parse_quantity("12.0")))
    assert (found.low, found.high) == (Fraction("1.9"), Fraction("2.1"))
    found = difference(extent(parse_quantity("over 10")), extent(parse_quantity("12.0")))
    assert found.low is None
    found = difference(extent(parse_quantity("under 10")), extent(parse_quantity("12.0")))
    assert found.high is None


@pytest.mark.parametrize(
    ("said", "value", "same", "apart"),
    [
        ("60.9 billion", "60.922 billion", True, 0),
        ("60.922 billion", "60.9 billion", True, 0),
        ("60.8 billion", "60.922 billion", False, 0),
        ("1.6万", "17,000", False, 0),
        ("609亿", "60.922 million", False, 3),
        ("6.09亿", "60.922 billion", False, -2),
        ("-4", "4", True, 0),
        ("over 60 million", "60.9 billion", False, -3),
        ("100–120", "10–12", False, 1),
    ],
)
def test_numbers_agree_or_are_powers_of_ten_apart_by_the_digits_both_have(
    said: str,
    value: str,
    same: bool,  # noqa: FBT001 a case's value
    apart: int,
) -> None:
    one, other = parse_quantity(said), parse_quantity(value)
    assert (agree(one, other), powers_apart(one, other)) == (same, apart)


@pytest.mark.parametrize(
    ("text", "count"), [("4 billion", 1), ("60.922", 5), ("10–12", 2), ("2.10", 3)]
)
def test_significant_digits_are_those_that_are_no_mere_zeros(text: str, count: int) -> None:
    assert digits(parse_quantity(text)) == count


@pytest.mark.parametrize(
    ("number", "like", "text"),
    [("125.86", "126", "126"), ("125.86", "12E+1", "126"), ("125.86", "125.9", "125.9"),
     ("1E+90", "1E-900", f"1{'0' * 90}.000000")],
)  # fmt: skip
def test_a_number_is_rounded_like_another(number: str, like: str, text: str) -> None:
    assert f"{rounded(Decimal(number), Decimal(like)):f}" == text
