"""What holds for any text: facts or at least one problem, never an exception."""

import os
import re
import string
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factsheet.dates import Moment, Span, parse_date, parse_period
from factsheet.languages import every_language
from factsheet.model import PARTS, SECTIONS, field_names
from factsheet.pipeline import FactBase, load
from factsheet.problems import MalformedError
from factsheet.prose import html, page_links, plain, targets
from factsheet.quantity import Quantity, parse_quantity
from factsheet.report import REPORTERS, as_text
from factsheet.source import decode, read_yaml
from factsheet.units import UnitNames
from factsheet.wording import Wording

LANGUAGES = ("en", "zh")
T = TypeVar("T")
PYTHON = re.compile(r"\b(NoneType|str|dict|pydantic|Traceback)\b")
UNITS = UnitNames({"car": frozenset({"car", "cars", "辆"})})
WORDINGS = [Wording(each, {"car": {"one": "car", "other": "cars"}}) for each in every_language()]

FIELDS = sorted(
    {name for model in (*SECTIONS.values(), *PARTS.values()) for name in field_names(model)}
)
VALUES = [
    "a", "b", "a@2024", "2024", "2024-03-18", "FY2024", "2024/..", "soon", "5 USD", "1 km", "true",
    "en", "zh", "other", "ours", "https://a.example", "javascript:1", "+4% from 2023", "person",
    "date", "opinion", "disputed", "primary", "[x](fact:a)", "", "  ", "90d", "index", "x" * 70,
]  # fmt: skip
SCALARS = st.sampled_from(VALUES) | st.none() | st.integers() | st.booleans() | st.text(max_size=5)
KEYS = st.sampled_from([*FIELDS, "en", "zh", "2024", "xyzzy"]) | st.integers() | st.none()
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
RECORDS = {
    section: st.dictionaries(st.sampled_from(field_names(model)), TREES, max_size=8)
    for section, model in SECTIONS.items()
}
BASES = st.fixed_dictionaries(
    {},
    optional={
        section: st.dictionaries(st.sampled_from(["a", "b", "c d"]), records | TREES, max_size=3)
        for section, records in RECORDS.items()
    },
)
DIGITS = st.decimals(
    allow_nan=False, allow_infinity=False, places=3, min_value=-(10**15), max_value=10**15
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("facts")


def loaded(folder: Path, data: bytes) -> FactBase:
    (folder / "facts.yaml").write_bytes(data)
    return load([folder], LANGUAGES, root=folder.parent)


def refused_as(read: Callable[[str], T], text: str) -> T | str:
    """Return what a text means, or the rule that it breaks."""
    try:
        return read(text)
    except MalformedError as error:
        return error.rule


def is_worded(base: FactBase) -> None:
    """Word the problems in every way; no name of a Python type may get through."""
    for reporter in REPORTERS.values():
        reporter(base.problems, base.texts).encode()
    for problem in base.problems:
        words = f"{problem.message} {problem.hint}"
        assert "\n" not in words
        assert "another kind of value" not in words
        assert not PYTHON.search(words)
        assert len(words) < 600


@given(data=st.binary(max_size=200))
@example(data=b"\xff\xfe")
@example(data=b"a: \x00")
@example(data="a: \u2028".encode())
def test_any_bytes_are_read_or_explained(folder: Path, data: bytes) -> None:
    base = loaded(folder, data)
    is_worded(base)


@given(text=st.text(alphabet=st.sampled_from("ab:-? \t\n[]{},&*!|>'\"%@`#~<=.英0"), max_size=40))
def test_any_yaml_is_read_or_explained(folder: Path, text: str) -> None:
    node, problems = read_yaml(*[decode(text.encode(), "a")[0] or "", "a"])
    assert not any(problem.message.startswith("this is not YAML") for problem in problems), text
    base = loaded(folder, text.encode())
    is_worded(base)
    assert node is None or not problems or base.problems


@settings(max_examples=300)
@given(data=BASES)
def test_any_records_are_read_or_explained(
    folder: Path, data: dict[str, dict[str, object]]
) -> None:
    text = yaml.safe_dump(data, allow_unicode=True)
    base = loaded(folder, text.encode("utf-8", "replace"))
    is_worded(base)
    written = sum(len(records) for records in data.values())
    assert len(base.catalog.entries) == written or base.problems


@given(text=st.text(max_size=30) | st.text(alphabet="0123456789-/.~QHFY ", max_size=16))
def test_any_text_is_a_date_or_explained(text: str) -> None:
    for found in (refused_as(parse_date, text), refused_as(parse_period, text)):
        if isinstance(found, str):
            assert found in ("bad-date", "backwards-interval")
            continue
        assert found.sort_key
        for wording in WORDINGS:
            assert wording.span(found) if isinstance(found, Span) else wording.period(found)


@given(
    text=st.text(max_size=30) | st.text(alphabet="0123456789.,-+−–~ eE%$€¥kmUSD万亿约", max_size=16)
)
def test_any_text_is_a_number_or_explained(text: str) -> None:
    quantity = refused_as(parse_quantity, text)
    if isinstance(quantity, str):
        assert quantity == "bad-number"
        return
    unit = refused_as(UNITS.unit, quantity.unit)
    if isinstance(unit, str):
        assert unit == "unknown-unit"
        return
    for wording in WORDINGS:
        assert wording.quantity(quantity, unit)


def moments() -> st.SearchStrategy[Moment]:
    years, circa = st.integers(1, 9999), st.booleans()
    return (
        st.builds(Moment, year=years, circa=circa)
        | st.builds(Moment, year=years, quarter=st.integers(1, 4), circa=circa)
        | st.builds(Moment, year=years, half=st.integers(1, 2), circa=circa)
        | st.builds(Moment, year=years, month=st.integers(1, 12), circa=circa)
        | st.builds(
            Moment, year=years, month=st.integers(1, 12), day=st.integers(1, 28), circa=circa
        )
    )


@given(start=st.none() | moments(), end=st.none() | moments())
def test_a_span_runs_forward_and_its_edtf_is_read_back(
    start: Moment | None, end: Moment | None
) -> None:
    span = Span(start=start, end=end)
    try:
        assert parse_date(span.edtf) == span
    except MalformedError:
        is_backwards = start is not None and end is not None and end.latest < start.earliest
        assert is_backwards or (start is None and end is None)
    else:
        assert span.first_day <= span.last_day


@given(moment=moments())
def test_a_moment_lies_within_its_days(moment: Moment) -> None:
    assert moment.earliest <= moment.latest
    assert moment.earliest.year == moment.latest.year == moment.year
    assert parse_date(moment.edtf) == Span.of(moment)


def shown(number: Decimal) -> tuple[int, str]:
    """Return sign and digits, without the zeros that only say how big a number is."""
    sign, digits, exponent = number.as_tuple()
    text = "".join(map(str, digits)).lstrip("0")
    return sign, text.rstrip("0") if int(exponent) >= 0 else text


@given(
    number=DIGITS,
    decimals=st.integers(0, 3),
    scale=st.sampled_from(["", " thousand", " million", "万", "亿"]),
    unit=st.sampled_from(
        ["", " USD", " CNY", " CHF", " km", " km²", " %", " pp", " car", " l/100km"]
    ),
    qualifier=st.sampled_from(["", "about ", "over ", "不到"]),
    sign=st.sampled_from(["", "+"]),
)
def test_a_number_keeps_its_digits_in_every_language(  # noqa: PLR0913, PLR0917 the parts of a number
    number: Decimal, decimals: int, scale: str, unit: str, qualifier: str, sign: str
) -> None:
    digits = f"{number:.{decimals}f}"
    typed = f"{qualifier}{'' if number < 0 else sign}{digits}{scale}{unit}"
    quantity = parse_quantity(typed)
    for wording in WORDINGS:
        written = wording.quantity(quantity, UNITS.unit(quantity.unit))
        again = parse_quantity(written)
        assert (again.low, again.qualifier, again.signed) == (
            quantity.low,
            quantity.qualifier,
            quantity.signed,
        ), written
        assert UNITS.unit(again.unit) == UNITS.unit(quantity.unit), written
        # A scale may turn zeros after the point into zeros of the whole number, never others.
        assert shown(again.low)[1].rstrip("0") == shown(quantity.low)[1].rstrip("0"), written


@given(
    low=st.integers(-(10**9), 10**9),
    width=st.integers(0, 10**9),
    unit=st.sampled_from(["", " USD", " km", "%"]),
)
def test_a_range_keeps_both_numbers(low: int, width: int, unit: str) -> None:
    quantity = parse_quantity(f"{low}–{low + width}{unit}")
    assert (quantity.low, quantity.high) == (Decimal(low), Decimal(low + width))
    for wording in WORDINGS:
        assert wording.quantity(quantity, UNITS.unit(quantity.unit))


@given(
    text=st.text(max_size=60)
    | st.text(alphabet="[]()<>`*_\\!:/#ab&;\"' \n" + string.digits, max_size=40)
)
def test_any_prose_is_safe(text: str) -> None:
    written = html(text, lambda _: None)
    for mark in ("<script", "<img", '<a href="javascript', "<iframe"):
        assert mark not in written.lower()
    plain(text)
    targets(text)
    for link in page_links(text):
        lines = text.split("\n")
        assert lines[link.line - 1][link.column - 1 :].startswith(link.target.split("\n")[0])


def test_the_profile_of_continuous_integration_is_the_same_every_time() -> None:
    assert settings.get_profile("ci").derandomize
    assert settings().deadline is None
    assert settings().derandomize is bool(os.environ.get("CI"))


def test_quantities_are_values() -> None:
    assert parse_quantity("5 km") == Quantity(low=Decimal(5), unit="km")
    assert as_text([], {}) == "no problems\n"
