"""Numbers with their unit, as people write them."""

from decimal import Decimal

import pytest

from factsheet.problems import MalformedError
from factsheet.quantity import LONGEST, Quantity, parse_quantity, parse_unit


def refusal(text: str) -> tuple[str, str | None]:
    with pytest.raises(MalformedError) as caught:
        parse_quantity(text)
    assert caught.value.rule == "bad-number"
    return caught.value.message, caught.value.hint


@pytest.mark.parametrize(
    ("text", "digits", "unit"),
    [
        ("60.922 billion USD", "60.922E9", "USD"),
        ("609.22亿美元", "609.22E8", "美元"),
        ("US$60.922 billion", "60.922E9", "US$"),
        ("€ 1,234.50", "1234.50", "€"),
        ("126%", "126", "%"),
        ("-4 %", "-4", "%"),
        ("−4%", "-4", "%"),
        ("USD 60.9 billion", "60.9E9", "USD"),
        ("CN¥5", "5", "CN¥"),
        ("-$5 million", "-5E6", "$"),
        ("$-5", "-5", "$"),
        ("30.094 million vehicles", "30.094E6", "vehicles"),
        ("300万", "3E6", ""),
        ("10 km²", "1E1", "km2"),
        ("1.0 l/100km", "1.0", "l/100km"),
        (".5", "0.5", ""),
        ("1,234,567", "1234567", ""),
        ("60.9e9", "60.9E9", ""),
        ("2 Millionaires", "2", "Millionaires"),
        ("2万亿", "2E12", ""),
        ("１２３", "123", ""),
        ("0", "0", ""),
        ("-0.00", "-0.00", ""),
    ],
)
def test_a_number_keeps_its_digits_and_its_unit(text: str, digits: str, unit: str) -> None:
    quantity = parse_quantity(text)
    assert (quantity.low.as_tuple(), quantity.unit) == (Decimal(digits).as_tuple(), unit)


def test_more_digits_than_arithmetic_keeps_are_kept() -> None:
    digits = "12345678901234567890123456789012345678901"
    assert parse_quantity(f"{digits} million").low == Decimal(f"{digits}E6")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10–12 km", "10", "12"),
        ("10 to 12 km", "10", "12"),
        ("10至12公里", "10", "12"),
        ("-5–-3 km", "-5", "-3"),
        ("1.5-2 million km", "1.5E6", "2E6"),
    ],
)
def test_a_range_has_two_numbers(text: str, low: str, high: str) -> None:
    quantity = parse_quantity(text)
    assert (quantity.low, quantity.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("about 3 million", "about"),
        ("About 3 million", "about"),
        ("approx. 3 million", "about"),
        ("~3 million", "about"),
        ("约300万", "about"),
        ("more than US$3 million", "over"),
        ("超过300万", "over"),
        ("< 3 million", "under"),
        ("不到300万", "under"),
        ("3 million", ""),
    ],
)
def test_a_word_before_the_number_says_how_sure_it_is(text: str, qualifier: str) -> None:
    quantity = parse_quantity(text)
    assert (quantity.low, quantity.qualifier) == (Decimal("3E6"), qualifier)


@pytest.mark.parametrize(
    ("text", "signed"), [("+4%", True), ("-4%", True), ("−$4", True), ("4%", False)]
)
def test_a_typed_sign_is_remembered(text: str, signed: bool) -> None:  # noqa: FBT001 a case's value
    assert parse_quantity(text).signed is signed


@pytest.mark.parametrize(
    ("text", "default_unit", "quantity"),
    [
        ("566", "million USD", Quantity(low=Decimal("566E6"), unit="USD")),
        ("5 million", "USD", Quantity(low=Decimal("5E6"), unit="USD")),
        ("5 million", "billion USD", Quantity(low=Decimal("5E6"), unit="USD")),
        ("5 EUR", "million USD", Quantity(low=Decimal(5), unit="EUR")),
        ("5", "", Quantity(low=Decimal(5))),
    ],
)
def test_a_series_gives_its_points_their_unit(
    text: str, default_unit: str, quantity: Quantity
) -> None:
    assert parse_quantity(text, default_unit=default_unit) == quantity


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("million USD", (6, "USD")),
        ("亿美元", (8, "美元")),
        ("km", (0, "km")),
        ("millionaires", (0, "millionaires")),
    ],
)
def test_a_unit_is_split_from_its_scale(text: str, unit: tuple[int, str]) -> None:
    assert parse_unit(text) == unit


@pytest.mark.parametrize(
    "text",
    ["", "many", "km 5", "1 000 km", "5..6", "٣", "-", "1.2.3", "½", "2½ km", "10² km", "5."],
)
def test_what_is_no_number_is_refused_with_examples(text: str) -> None:
    assert refusal(text) == (
        f'"{text}" is not a number with an optional unit',
        'write it like "60.922 billion USD", "609.22亿美元", "126%" or "about 3 million"',
    )


@pytest.mark.parametrize("number", ["12,5", "1,00,000", "1,,000", "1,000,"])
def test_a_comma_that_ends_no_thousands_is_refused(number: str) -> None:
    assert refusal(f"{number} km") == (
        f'"{number}" has a comma where no thousands end',
        "use a point for decimals and commas only between groups of three digits",
    )


def test_a_range_that_runs_backwards_is_refused() -> None:
    assert refusal("12–10 km") == (
        'the range "12–10 km" runs backwards',
        "write the smaller number first",
    )


def test_two_units_are_refused() -> None:
    assert refusal("€5 km") == ('the number has two units, "€" and "km"', "keep one of them")


def test_a_very_long_number_is_refused() -> None:
    assert refusal("1" * (LONGEST + 1)) == (
        "a number of 201 characters is not one",
        "the longest allowed is 200",
    )
