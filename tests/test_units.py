"""Which unit a text means."""

import pytest

from factsheet.problems import MalformedError
from factsheet.units import Unit, UnitKind, UnitNames, folded

# What people count, none of it a slip of a unit that a program knows: cars are no ARS.
WORDS = [
    "cars",
    "chips",
    "people",
    "GPUs",
    "wafers",
    "employees",
    "shares",
    "jobs",
    "patents",
    "seats",
    "countries",
    "companies",
    "tokens",
    "units",
    "cores",
    "models",
    "copies",
    "cents",
    "page",
    "pages",
    "votes",
    "Teslas",
    "RNB",
    "次",
    "家",
    "人",
    "辆车",
]
OWN = UnitNames(
    {"vehicle": frozenset({"vehicle", "vehicles", "辆"}), "km": frozenset({"kilometer"})}
)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("", Unit(UnitKind.COUNT)),
        ("%", Unit(UnitKind.PERCENT)),
        ("percent", Unit(UnitKind.PERCENT)),
        ("pp", Unit(UnitKind.POINTS)),
        ("个百分点", Unit(UnitKind.POINTS)),
        ("USD", Unit(UnitKind.CURRENCY, "USD")),
        ("usd", Unit(UnitKind.CURRENCY, "USD")),
        ("US$", Unit(UnitKind.CURRENCY, "USD")),
        ("US dollars", Unit(UnitKind.CURRENCY, "USD")),
        ("美元", Unit(UnitKind.CURRENCY, "USD")),
        ("元人民币", Unit(UnitKind.CURRENCY, "CNY")),
        ("人民币", Unit(UnitKind.CURRENCY, "CNY")),
        ("€", Unit(UnitKind.CURRENCY, "EUR")),
        ("day", Unit(UnitKind.CLDR, "duration-day")),
        ("days", Unit(UnitKind.CLDR, "duration-day")),
        ("元", Unit(UnitKind.CURRENCY, "CNY")),
        ("吨", Unit(UnitKind.CLDR, "mass-tonne")),
        ("m", Unit(UnitKind.CLDR, "length-meter")),
        ("g", Unit(UnitKind.CLDR, "mass-gram")),
        ("G", Unit(UnitKind.CLDR, "acceleration-g-force")),
        ("天", Unit(UnitKind.CLDR, "duration-day")),
        ("km²", Unit(UnitKind.CLDR, "area-square-kilometer")),
        ("km2", Unit(UnitKind.CLDR, "area-square-kilometer")),
        ("°C", Unit(UnitKind.CLDR, "temperature-celsius")),
        ("litres per 100 kilometres", Unit(UnitKind.CLDR, "consumption-liter-per-100-kilometer")),
        ("Vehicles", Unit(UnitKind.OWN, "vehicle")),
        ("辆", Unit(UnitKind.OWN, "vehicle")),
    ],
)
def test_a_unit_is_known_by_its_names(text: str, unit: Unit) -> None:
    assert OWN.unit(text) == unit


def test_the_fact_bases_own_unit_comes_first() -> None:
    assert OWN.unit("km") == Unit(UnitKind.OWN, "km")
    assert UnitNames().unit("km") == Unit(UnitKind.CLDR, "length-kilometer")


def test_names_are_compared_without_case_and_width() -> None:
    assert folded("ＫＭ²") == "km2"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("vehicels", 'did you mean "vehicles"?'),
        ("USDD", 'did you mean "USD"?'),
        ("UDS", 'did you mean "USD"?'),
        ("yaun", 'did you mean "yuan"?'),
        ("minuets", 'did you mean "minutes"?'),
        ("percnt", 'did you mean "percent"?'),
        ("milion USD", 'did you mean "million USD"?'),
        ("bilion", 'did you mean "billion"?'),
        *((word, 'use a currency code like USD, or add it under "units"') for word in WORDS),
        ("xqzzqx", 'use a currency code like USD, or add it under "units"'),
        ("$", "say which currency by its code, like USD, CNY or JPY"),
        ("¥", "say which currency by its code, like USD, CNY or JPY"),
        ("Dollars", "say which currency by its code, like USD, CNY or JPY"),
    ],
)
def test_an_unknown_unit_gets_a_remedy(text: str, hint: str) -> None:
    with pytest.raises(MalformedError) as caught:
        OWN.unit(text)
    error = caught.value
    assert (error.rule, error.message, error.hint) == (
        "unknown-unit",
        f'"{text}" is not a unit',
        hint,
    )
