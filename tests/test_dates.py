"""Dates and periods with exactly the precision that was typed."""

import datetime as dt

import pytest

from factsheet.dates import EXAMPLES, Moment, Period, Span, parse_date, parse_period
from factsheet.problems import MalformedError


def refusal(text: str, parse: object = parse_date) -> tuple[str, str, str | None]:
    assert callable(parse)
    with pytest.raises(MalformedError) as caught:
        parse(text)
    return caught.value.rule, caught.value.message, caught.value.hint


@pytest.mark.parametrize(
    ("text", "first", "last", "edtf"),
    [
        ("2024", (2024, 1, 1), (2024, 12, 31), "2024"),
        ("2024-02", (2024, 2, 1), (2024, 2, 29), "2024-02"),
        ("2023-02", (2023, 2, 1), (2023, 2, 28), "2023-02"),
        ("2024-03-18", (2024, 3, 18), (2024, 3, 18), "2024-03-18"),
        ("2024-Q1", (2024, 1, 1), (2024, 3, 31), "2024-33"),
        ("2024-Q4", (2024, 10, 1), (2024, 12, 31), "2024-36"),
        ("2024-H1", (2024, 1, 1), (2024, 6, 30), "2024-40"),
        ("2024-H2", (2024, 7, 1), (2024, 12, 31), "2024-41"),
        ("2024-03~", (2024, 3, 1), (2024, 3, 31), "2024-03~"),
        (" 2024 ", (2024, 1, 1), (2024, 12, 31), "2024"),
        ("2024-03-18/2024-03-21", (2024, 3, 18), (2024, 3, 21), "2024-03-18/2024-03-21"),
        ("2024-03-18/2024-03-18", (2024, 3, 18), (2024, 3, 18), "2024-03-18"),
        ("2024/2024-Q2", (2024, 1, 1), (2024, 6, 30), "2024/2024-34"),
        ("2018/..", (2018, 1, 1), (9999, 12, 31), "2018/.."),
        ("../2024-08-27", (1, 1, 1), (2024, 8, 27), "../2024-08-27"),
        ("9999", (9999, 1, 1), (9999, 12, 31), "9999"),
    ],
)
def test_a_date_covers_the_days_it_can_mean(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int], edtf: str
) -> None:
    span = parse_date(text)
    assert (span.first_day, span.last_day, span.edtf) == (dt.date(*first), dt.date(*last), edtf)


@pytest.mark.parametrize(
    ("spelling", "edtf"), [("2024-Q1", "2024-33"), ("2024-Q4", "2024-36"), ("2024-H2~", "2024-41~")]
)
def test_edtf_spells_quarters_and_halves_its_own_way(spelling: str, edtf: str) -> None:
    assert parse_date(edtf) == parse_date(spelling)


def test_circa_is_kept() -> None:
    assert parse_date("2024-03~") == Span.of(Moment(year=2024, month=3, circa=True))


def test_an_interval_of_one_day_is_a_moment() -> None:
    assert [
        parse_date(text).is_moment for text in ("2024", "2024/2024", "2024/2025", "2024/..")
    ] == [
        True,
        True,
        False,
        False,
    ]


def test_dates_sort_by_time_and_the_more_precise_first() -> None:
    texts = ["2025", "2024", "2024-Q1", "2024-01", "2024-01-01", "../2023", "2024-02"]
    assert sorted(texts, key=lambda text: parse_date(text).sort_key) == [
        "../2023",
        "2024-01-01",
        "2024-01",
        "2024-Q1",
        "2024",
        "2024-02",
        "2025",
    ]


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "24-03", "2024-3", "2024/03/18", "18.03.2024", "2024-Q5", "2024-H3", "2024-",
     "2024-03-18T10:00", "-2024", "2024~~", "２０２４", "٢٠٢٤", "2024/", "/2024", ".."],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_examples(text: str) -> None:
    assert refusal(text) == ("bad-date", f'"{text}" is not a date', EXAMPLES)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("2024-13", '"2024-13" has a month that does not exist', "months go from 01 to 12"),
        ("2024-33-01", '"2024-33-01" has a month that does not exist', "months go from 01 to 12"),
        ("2023-02-29", '"2023-02-29" has a day that does not exist', "that month has 28 days"),
        ("2024-02-00", '"2024-02-00" has a day that does not exist', "that month has 29 days"),
        ("0000", '"0000" has a year that does not exist', "years go from 0001 to 9999"),
        ("../..", '"../.." is open at both ends', EXAMPLES),
        (
            "2018/2024-02-30",
            '"2018/2024-02-30" has a day that does not exist',
            "that month has 29 days",
        ),
    ],
)
def test_a_date_that_cannot_be_is_refused(text: str, message: str, hint: str) -> None:
    assert refusal(text) == ("bad-date", message, hint)


def test_an_interval_that_runs_backwards_is_turned_around() -> None:
    assert refusal("2024-05/2024-03") == (
        "backwards-interval",
        'the interval "2024-05/2024-03" ends before it starts',
        'did you mean "2024-03/2024-05"?',
    )


@pytest.mark.parametrize(
    ("label", "moment"),
    [
        ("FY2024", Moment(year=2024)),
        ("FY2024-Q4", Moment(year=2024, quarter=4)),
        ("FY2024-H1", Moment(year=2024, half=1)),
    ],
)
def test_a_fiscal_label_is_a_period_without_days(label: str, moment: Moment) -> None:
    assert parse_period(f" {label} ") == Period(label=label, span=Span.of(moment), fiscal=True)


def test_a_calendar_period_is_a_date() -> None:
    assert parse_period("2024-Q4") == Period(label="2024-Q4", span=parse_date("2024-Q4"))


@pytest.mark.parametrize("label", ["FY24", "fy2024", "FY2024-Q5", "FY2024/FY2025"])
def test_a_malformed_fiscal_label_is_refused(label: str) -> None:
    assert refusal(label, parse_period) == (
        "bad-date",
        f'"{label}" is not a fiscal period',
        "write it like FY2024, FY2024-Q4 or FY2024-H1",
    )


def test_periods_sort_by_time_whatever_their_spelling() -> None:
    labels = ["FY2024-Q4", "2023", "FY2024", "2024-Q1", "FY2023-H2", "2022/2023"]
    assert sorted(labels, key=lambda label: parse_period(label).sort_key) == [
        "2022/2023",
        "2023",
        "FY2023-H2",
        "2024-Q1",
        "FY2024",
        "FY2024-Q4",
    ]


def test_the_days_a_label_covers_decide_its_order() -> None:
    fiscal = Period(
        label="FY2024",
        span=parse_period("FY2024").span,
        fiscal=True,
        covers=parse_date("2023-01-30/2024-01-28"),
    )
    assert fiscal.sort_key < parse_period("2023-02").sort_key
