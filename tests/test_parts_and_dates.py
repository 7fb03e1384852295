"""Parts against their whole, and deeds against the days of who did them."""

# ruff: noqa: E501  a record reads best on one line

from collections.abc import Callable

import pytest

Explain = Callable[..., str]

SOURCE = "sources:\n  wire: {title: Wire, url: https://a.example}\n"


def figures(*records: str) -> str:
    lines = (f"  {record}, sources: [wire]}}\n" for record in records)
    return f"{SOURCE}figures:\n{''.join(lines)}"


def whole(value: str, period: str = "FY2024") -> str:
    return f"all: {{measure: All, value: {value}, period: {period}"


def part(name: str, value: str, period: str = "FY2024", more: str = "") -> str:
    return f"{name}: {{measure: {name}, part_of: all, value: {value}, period: {period}{more}"


def test_parts_that_come_to_more_than_their_whole_are_told_at_the_whole(explain: Explain) -> None:
    text = figures(whole("101 USD"), part("one", "61 USD"), part("two", "51 USD"))
    assert explain(text) == (
        'facts/facts.yaml:4:30: warning: "one" and "two" come to 112 USD, which is more than the whole, 101 USD (FY2024) [parts-exceed-total]\n'
        "    4 |   all: {measure: All, value: 101 USD, period: FY2024, sources: [wire]}\n"
        "      |                              ^^^^^^^\n"
        '  hint: mend the value that is mistyped, or the "part_of" of what is counted twice\n'
        "1 warning\n"
    )


@pytest.mark.parametrize(
    ("records", "said"),
    [
        ((whole("9 USD"), part("one", "12 USD")), '"one" comes to 12 USD, which is more than the whole, 9 USD (FY2024)'),
        ((whole("12.3 billion USD"), part("one", "7.2 billion USD"), part("two", "5.3 billion USD")), '"one" and "two" come to 12,500,000,000 USD, which is more than the whole, 12.3 billion USD (FY2024)'),
        ((whole("50%"), part("one", "30%"), part("two", "31%")), '"one" and "two" come to 61%, which is more than the whole, 50% (FY2024)'),
        ((whole("9 USD"), part("one", "61%"), part("two", "41%")), '"one" and "two" come to 102%, which is more than the whole, 100% (FY2024)'),
        ((whole("9 USD", "2024"), "parts: {measure: Parts, part_of: all, unit: USD, points: {2024-Q1: 5, 2024-Q2: 6}"), 'the quarters of "parts" come to 11 USD, which is more than the whole, 9 USD (2024)'),
        ((whole("9 USD", "2024-H1"), "parts: {measure: Parts, part_of: all, unit: USD, points: {2024-05: 12}"), 'the months of "parts" comes to 12 USD, which is more than the whole, 9 USD (2024-H1)'),
        ((whole("9 USD", "2024"), part("one", "11 USD", "2024-H2")), 'the halves of "one" comes to 11 USD, which is more than the whole, 9 USD (2024)'),
        (("all: {measure: All, value: 3 cars, as_of: 2024-03-18", "one: {measure: One, part_of: all, value: 5 cars, as_of: 2024-03-18"), '"one" comes to 5 cars, which is more than the whole, 3 cars (2024-03-18)'),
    ],
)  # fmt: skip
def test_what_is_more_than_its_whole_is_told(
    explain: Explain, records: tuple[str, ...], said: str
) -> None:
    unit = "units: {car: {name: {en: {one: car, other: cars}, zh: 辆}}}\n"
    assert f"warning: {said} [parts-exceed-total]\n" in explain(figures(*records) + unit)


@pytest.mark.parametrize(
    "records",
    [
        (whole("100 USD"), part("one", "60 USD"), part("two", "40 USD")),
        (whole("1.1 billion USD"), part("one", "1,091 million USD")),
        (whole("9 USD"), part("one", "33.4%"), part("two", "33.4%"), part("three", "33.3%")),
        (whole("9 USD"), part("one", "12 EUR")),
        (whole("9 USD"), part("one", "12 USD", "FY2023")),
        (whole("9 USD", "2024"), part("one", "12 USD", "FY2024-Q1")),
        (whole("9 USD"), part("one", "12 USD", more=", status: retracted, note: {en: a, zh: 甲}")),
        (whole("9 USD"), part("one", "under 12 USD")),
        (whole("over 9 USD"), part("one", "12 USD")),
        (whole("9 USD"), part("one", "60%"), part("two", "41%", more=", status: retracted, note: {en: a, zh: 甲}")),
        (whole("9 USD") + ", alternatives: [{value: 13 USD, sources: [wire]}]", part("one", "12 USD")),
        (whole("9 USD") + ", status: retracted, note: {en: a, zh: 甲}", part("one", "12 USD")),
        (whole("9 USD", "2024"), part("one", "5 USD", "2024-Q1"), part("two", "6 USD", "2024-Q1")),
        ("all: {measure: All, unit: USD, points: {FY2023: 9, FY2024: {value: 8, status: retracted, note: {en: a, zh: 甲}}}", part("one", "12 USD")),
    ],
)  # fmt: skip
def test_what_may_be_right_is_not_told(explain: Explain, records: tuple[str, ...]) -> None:
    assert "parts-exceed-total" not in explain(figures(*records))


def test_a_whole_that_is_no_figure_is_told_as_such(explain: Explain) -> None:
    text = (
        figures(part("one", "12 USD")) + "dates:\n  all: {date: 2024, title: A, sources: [wire]}\n"
    )
    assert '"all" is a date, where a figure belongs [unknown-reference]' in explain(text)
    assert 'there is no figure "all" [unknown-reference]' in explain(figures(part("one", "12 USD")))


PEOPLE = (
    "entities:\n"
    "  acme: {kind: organization, name: Acme, existed: 1999-03/2020}\n"
    "  jane: {kind: person, name: Jane, existed: 1955-02-24/2021-05, in_role: 2001/2011-10}\n"
)


def quote(said: str) -> str:
    return f"{SOURCE}{PEOPLE}quotes:\n  words: {{speaker: jane, text: Words, original: en, said: {said}, sources: [wire]}}\n"


def test_words_said_out_of_office_are_told_at_their_day(explain: Explain) -> None:
    assert (
        'facts/facts.yaml:7:59: warning: 2012 is after the days of "jane": "in_role" is "2001/2011-10" [outside-its-dates]\n'
        "    7 |   words: {speaker: jane, text: Words, original: en, said: 2012, sources: [wire]}\n"
        "      |                                                           ^^^^\n"
        "  hint: mend the date that is wrong, or name who it really was\n"
    ) in explain(quote("2012"))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (quote("2000-12"), '2000-12 is before the days of "jane": "in_role" is "2001/2011-10"'),
        (quote("2011-11-01"), '2011-11-01 is after the days of "jane": "in_role" is "2001/2011-10"'),
        (quote("2022"), '2022 is after the days of "jane": "existed" is "1955-02-24/2021-05"'),
        (figures("a: {measure: A, of: acme, value: 3 USD, period: 1998") + PEOPLE, '1998 is before the days of "acme": "existed" is "1999-03/2020"'),
        (figures("a: {measure: A, of: acme, value: 3 USD, as_of: 2021-01-01") + PEOPLE, '2021-01-01 is after the days of "acme"'),
        (figures("a: {measure: A, of: acme, unit: USD, points: {2020: 3, 2021: 4}") + PEOPLE, '2021 is after the days of "acme"'),
        (figures("a: {measure: A, of: acme, unit: USD, periods: {FY1999: 1998-01/1998-12}, points: {FY1999: 3}") + PEOPLE, '1998-01/1998-12 is before the days of "acme"'),
        (SOURCE.replace("a.example", "a.example, publisher: acme, published: 1999-02-28") + PEOPLE, '1999-02-28 is before the days of "acme"'),
        (SOURCE.replace("a.example", "a.example, author: [jane], published: 1954") + PEOPLE, '1954 is before the days of "jane"'),
        (SOURCE.replace("a.example", "a.example, published: 1954") + PEOPLE + "claims:\n  said: {statement: A, claimed_by: jane, appears_in: wire, verdict: opinion}\n", '1954 is before the days of "jane"'),
    ],
)  # fmt: skip
def test_what_was_done_outside_the_days_of_who_did_it_is_told(
    explain: Explain, facts: str, said: str
) -> None:
    assert f"warning: {said}" in explain(facts)


@pytest.mark.parametrize(
    "facts",
    [
        quote("2011"),
        quote("2001"),
        quote("2011-10-31"),
        quote("2012~"),
        quote("2010/2012"),
        quote("2012").replace("2001/2011-10", "2001/2011-10~"),
        quote("2000").replace("2001/2011-10", "2001~/.."),
        quote("2012").replace(", in_role: 2001/2011-10", ""),
        figures("a: {measure: A, of: acme, value: 3 USD, period: FY1998") + PEOPLE,
        figures("a: {measure: A, of: acme, value: 3 USD, period: 2030, projection: true") + PEOPLE,
        figures("a: {measure: A, of: acme, unit: USD, points: {2030: {value: 3, projection: true}}") + PEOPLE,
        figures("a: {measure: A, of: acme, value: 3 USD, period: 1999") + PEOPLE,
        SOURCE.replace("a.example", "a.example, author: [jane], published: 2022") + PEOPLE,
        SOURCE.replace("a.example", "a.example, published: 2022") + PEOPLE + "claims:\n  said: {statement: A, claimed_by: jane, appears_in: wire, verdict: opinion}\n",
    ],
)  # fmt: skip
def test_what_may_overlap_is_not_told(explain: Explain, facts: str) -> None:
    assert "outside-its-dates" not in explain(facts)


def test_a_life_has_two_ends(explain: Explain) -> None:
    assert (
        'error: "existed" has a beginning and an end: "1999-03" is one date [bad-date]'
    ) in explain(PEOPLE.replace("1999-03/2020", "1999-03"))
    assert 'hint: write it like "1999-03/.." or "1999-03/2000"' in explain(
        PEOPLE.replace("1999-03/2020", "1999-03")
    )
