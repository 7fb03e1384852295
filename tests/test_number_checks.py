"""The rules about numbers: what they tell, and where they keep silent."""

# ruff: noqa: E501  a record reads best on one line

from collections.abc import Callable

import pytest

Explain = Callable[..., str]

BASE = """\
sources:
  wire: {title: Wire, url: https://a.example}
entities:
  acme: {kind: organization, name: Acme}
  zone: {kind: place, name: Zone}
units:
  car: {name: {en: car, zh: 辆}}
figures:
  filler: {measure: Filler, of: acme, about: [zone], unit: car, points: {1990: 1}, sources: [wire]}
"""


def said(explain: Explain, text: str) -> list[str]:
    """Return the messages and hints, without places and quoted lines."""
    lines = explain(BASE + text).splitlines()
    told = [line for line in lines[:-1] if " | " not in line]
    return [line.partition(": ")[2] if "facts.yaml" in line else line for line in told]


def series(points: str, unit: str = "million USD", more: str = "") -> str:
    named = f'unit: "{unit}", ' if unit else ""
    return f"  revenue: {{measure: Revenue, of: acme, {named}points: {{{points}}}, sources: [wire]{more}}}\n"


def single(id_: str, value: str, period: str, more: str = "") -> str:
    return f'  {id_}: {{measure: Revenue, of: acme, value: "{value}", period: {period}, sources: [wire]{more}}}\n'


@pytest.mark.parametrize(
    ("old", "new", "unit", "change"),
    [
        ("26974", "60922", "million USD", "+126%"),
        ("26974", "60922", "million USD", "+125.9%"),
        ("26974", "60922", "million USD", "over 100%"),
        ("26974", "60922", "million USD", "about 130%"),
        ("26974", "60922", "million USD", "+33,948"),
        ("26974", "60922", "million USD", "+33.9 billion USD"),
        ("26974", "60922", "million USD", "+33948 km"),
        ("26974", "60922", "million USD", "+1 wyvern"),
        ("27 billion", "60.9 billion", "USD", "+128%"),
        ("-5", "5", "million USD", "+200%"),
        ("14", "19", "%", "+5 pp"),
        ("14", "19", "%", "+36%"),
        ("14", "19", "%", "+5"),
        ("0.14", "0.19", "", "+5 pp"),
        ("14", "19", "car", "+5 car"),
    ],
)
def test_a_change_that_the_values_allow_is_right(
    explain: Explain, old: str, new: str, unit: str, change: str
) -> None:
    points = f'2022: {old}, 2023: {{value: {new}, change: "{change} from 2022"}}'
    told = said(explain, series(points, unit))
    assert [line for line in told if "change-contradicts-values" in line] == []


@pytest.mark.parametrize(
    ("old", "new", "unit", "change", "computed"),
    [
        ("26974", "60922", "million USD", "+125%", "+126%"),
        ("26974", "60922", "million USD", "+126.1%", "+125.9%"),
        ("26974", "60922", "million USD", "-126%", "+126%"),
        ("26974", "60922", "million USD", "over 130%", "+126%"),
        ("20", "24", "million USD", "+30%", "+20%"),
        ("26974", "60922", "million USD", "+33,848", "+33,948,000,000 USD"),
        ("26974", "60922", "million USD", "+33.7 billion USD", "+33,948,000,000 USD"),
        ("14", "19", "%", "+7 pp", "+5 pp"),
        ("14", "19", "%", "+7%", "+36%"),
        ("14", "19", "car", "+8 car", "+5 car"),
    ],
)
def test_a_change_that_the_values_do_not_allow_is_told(  # noqa: PLR0913, PLR0917 a case's values
    explain: Explain, old: str, new: str, unit: str, change: str, computed: str
) -> None:
    points = f'2022: {old}, 2023: {{value: {new}, change: "{change} from 2022"}}'
    joint = "" if unit == "%" else " "
    assert said(explain, series(points, unit)) == [
        f'warning: the change is given as "{change}", but from {old}{joint}{unit} (2022) to '
        f"{new}{joint}{unit} it is {computed} [change-contradicts-values]",
        '  hint: mend "change", or the value that is mistyped',
    ]


@pytest.mark.parametrize(
    ("others", "is_told"),
    [
        (single("old", "10.0 million USD", "2022"), True),
        (single("old", "10.0 million EUR", "2022"), False),
        (single("old", "10.0 million USD", "2021"), False),
        (single("old", "10.0 million USD", "FY2022"), False),
        (single("old", "10.0 million USD", "2022", ", about: [zone]"), False),
        (single("old", "10.0 million USD", "2022", ", status: retracted, note: Wrong."), False),
        (single("old", "10.0 million USD", "2022", ", status: disputed, alternatives: [{value: 9.23 million USD, sources: [wire]}]"), False),
        (single("old", "10.0 million USD", "2022").replace("Revenue", "Profit"), False),
        (single("old", "10.0 million USD", "2022").replace("of: acme, ", ""), False),
        (series("2022: 10.0, 2021: {value: 9, status: superseded, note: Old.}"), True),
        (series("2022: {value: 10.0, status: retracted, note: Wrong.}"), False),
        (series("2022: 10.0", "million wyverns"), False),
    ],
)  # fmt: skip
def test_the_earlier_value_may_be_that_of_a_figure_of_the_same_name(
    explain: Explain,
    others: str,
    is_told: bool,  # noqa: FBT001 a case's value
) -> None:
    now = single("now", "12.0 million USD", "2023", ", change: +30% from 2022")
    told = [line for line in said(explain, others + now) if "change-contradicts-values" in line]
    assert bool(told) is is_told


def test_the_earlier_value_may_be_of_a_day(explain: Explain) -> None:
    old = single("old", "10.0 million USD", "x").replace("period: x", "as_of: 2022-12-31")
    now = single("now", "12.0 million USD", "2023", ", change: +30% from 2022-12-31")
    assert "it is +20%" in "".join(said(explain, old + now))


@pytest.mark.parametrize(
    "figure",
    [
        single("now", "12.0 million USD", "2023", ", change: +30% from 2022, status: retracted, note: Wrong."),
        series("2022: 10.0, 2023: {value: 12.0, change: +30% from 2022, status: retracted, note: Wrong.}"),
    ],
)  # fmt: skip
def test_what_was_given_up_is_not_held_to_its_change(explain: Explain, figure: str) -> None:
    assert said(explain, single("old", "10.0 million USD", "2022") + figure) == []


@pytest.mark.parametrize(
    ("change", "message", "hint"),
    [
        ("+5%", '"+5%" is given in %, but from 14% (2022) to 19% it is that much in percentage points', 'write "+5 pp from 2022"'),
        ("+36 pp", '"+36 pp" is given in percentage points, but from 14% (2022) to 19% it is that much in %', 'write "+36% from 2022"'),
    ],
)  # fmt: skip
def test_points_and_per_cents_are_not_taken_for_each_other(
    explain: Explain, change: str, message: str, hint: str
) -> None:
    points = f'2022: 14, 2023: {{value: 19, change: "{change} from 2022"}}'
    assert said(explain, series(points, "%")) == [
        f"warning: {message} [percent-or-points]",
        f"  hint: {hint}",
    ]


def test_a_sum_of_money_cannot_change_by_points(explain: Explain) -> None:
    assert said(explain, single("now", "12 million USD", "2023", ", change: -4 pp from 2022")) == [
        'error: "12 million USD" is no percentage: it cannot change by percentage points [percent-or-points]',
        "  hint: write the change in %, or in the unit of the value",
    ]


@pytest.mark.parametrize(
    ("points", "told"),
    [
        ("FY2023: 1, FY2024: 2, FY2024-Q4: 1", "a quarter (FY2024-Q4) stands among years in one series"),
        ("2023-Q1: 1, 2023-Q2: 2, 2023: 8", "a year (2023) stands among quarters in one series"),
        ("2023-H1: 1, 2023-H2: 2, 2023-07: 1", "a month (2023-07) stands among halves in one series"),
        ("FY2024: 2, FY2024-Q4: 1", "a quarter (FY2024-Q4) stands among years in one series"),
        ("2023: 1, 2024-05-31: 2", ""),
        ("2023: 1, 2024/2025: 2", ""),
        ("FY2023: 1, FY2024-Q4: {value: 1, note: One quarter.}", ""),
        ("FY2023: 1, 2024: 1", ""),
    ],
)  # fmt: skip
def test_a_series_has_points_of_one_length(explain: Explain, points: str, told: str) -> None:
    assert [line.partition(" [")[0] for line in said(explain, series(points))[:1]] == [
        f"warning: {told}" for told in [told] if told
    ]


def test_a_point_may_say_what_it_covers_by_its_days(explain: Explain) -> None:
    days = ", periods: {FY2024-Q4: 2023-10-30/2024-01-28}"
    assert said(explain, series("FY2023: 1, FY2024-Q4: 1", more=days)) == []


@pytest.mark.parametrize(
    ("facts", "is_told"),
    [
        ("[a, b]", True),
        ("[c@FY2023, b]", True),
        ("{tag: x}", True),
        ("[a, c]", False),
        ("[b]", False),
        ("[a, d]", False),
        ("[b, happened]", False),
        ("[b, e]", False),
    ],
)
def test_a_section_shows_a_quarter_and_a_year_under_different_names(
    explain: Explain,
    facts: str,
    is_told: bool,  # noqa: FBT001 a case's value
) -> None:
    text = (
        single("a", "1 million USD", "FY2024", ", tags: [x]")
        + single("b", "1 million USD", "FY2024-Q4", ", tags: [x]")
        + series("FY2023: 1").replace("revenue:", "c:")
        + single("d", "1 million USD", "FY2024-Q4").replace("Revenue", "Revenue by quarter")
        + single("e", "1 million USD", "2024/2025")
        + "dates:\n  happened: {date: 1999, title: A, sources: [wire]}\n"
        + "tags: {x: {name: X}}\n"
        + f"sheets:\n  sheet: {{title: A, sections: [{{title: A, facts: {facts}}}]}}\n"
    )
    told = [line for line in said(explain, text) if "mixed-periods" in line]
    start = 'warning: "b", of a quarter (FY2024-Q4), is shown under the same name as '
    assert bool(told) is is_told
    assert all(line.startswith(start) for line in told)


CLAIM = """\
  year: {{measure: Revenue, of: acme, unit: million USD, points: {{FY2023: 903, FY2024: 1091}}, sources: [wire]}}
  quarter: {{measure: Revenue, of: acme, value: 281 million USD, period: FY2024-Q4, sources: [wire]}}
dates:
  happened: {{date: 1999, title: A, sources: [wire]}}
claims:
  fell: {{statement: {{en: A, zh: 甲}}, claimed_by: acme, verdict: misleading, finding: {finding}, evidence: [year@FY2024, quarter, happened]}}
"""


@pytest.mark.parametrize(
    ("finding", "told"),
    [
        ("{en: It was $1.1 billion., zh: 为10.91亿美元。}", []),
        ("{en: It rose by $188 million., zh: 增加1.88亿美元。}", []),
        ("It was $1.09 million.", ['warning: "$1.09 million" is 1,000 times too small: the evidence "year@FY2024" says "1091 million USD" [power-of-ten]']),
        ("{en: It was $28.1 million., zh: 为0.281亿美元。}", [
            'warning: "$28.1 million" is 10 times too small: the evidence "quarter" says "281 million USD" [power-of-ten]',
            'warning: "0.281亿美元" is 10 times too small: the evidence "quarter" says "281 million USD" [power-of-ten]',
        ]),
    ],
)  # fmt: skip
def test_a_finding_says_the_numbers_of_its_evidence(
    explain: Explain, finding: str, told: list[str]
) -> None:
    lines = said(explain, CLAIM.format(finding=finding))
    assert [line for line in lines if "hint" not in line] == told


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        ('value: "281 million USD", sources: [{id: wire, excerpt: It was $281 million}]', ""),
        ('value: "281 billion USD", sources: [{id: wire, excerpt: It was $281 million}]', "large"),
        ('value: "281 billion USD", sources: [{id: wire, excerpt: Total $ 281}]', ""),
        ('value: "28.1 million USD", sources: [{id: wire, excerpt: It was $281 million}]', "small"),
        ('value: "281 billion USD", status: retracted, note: Wrong., sources: [{id: wire, excerpt: It was $281 million}]', ""),
        ('value: "7 billion USD", status: disputed, sources: [wire], alternatives: [{value: "281 billion USD", sources: [{id: wire, excerpt: It was $281 million}]}]', "large"),
        ('value: "281 billion wyverns", sources: [{id: wire, excerpt: It was $281 million}]', ""),
    ],
)  # fmt: skip
def test_a_value_has_the_size_that_its_excerpt_gives(
    explain: Explain, figure: str, told: str
) -> None:
    text = f"  now: {{measure: A, of: acme, period: 2023, {figure}}}\n"
    lines = [line for line in said(explain, text) if "power-of-ten" in line]
    factor = "10" if "28.1" in figure else "1,000"
    assert lines == [
        f"warning: the value is {factor} times too {told}: the excerpt of "
        '"wire" says "$281 million" [power-of-ten]'
        for told in [told]
        if told
    ]


def test_the_original_is_right_and_the_translation_told(explain: Explain) -> None:
    text = "quotes:\n  said: {speaker: acme, original: zh, text: {en: $28.1 million, zh: 2.81亿美元}, sources: [wire]}\n"
    assert explain(BASE + text) == (
        'facts/facts.yaml:11:50: warning: "$28.1 million" is 10 times too small: in "zh" it is "2.81亿美元" [power-of-ten]\n'
        "   11 |   said: {speaker: acme, original: zh, text: {en: $28.1 million, zh: 2.81亿美元}, sources: [wire]}\n"
        "      |                                                  ^^^^^^^^^^^^^\n"
        "  hint: count the zeros: 1万 is 10 thousand, 1亿 is 100 million, 10亿 is 1 billion\n"
        "1 warning\n"
    )


@pytest.mark.parametrize(
    ("text", "caret"),
    [
        ("{en: up 7%, zh: 上升}", "^^"),
        ('{en: "up 7%", zh: 上升}', "^^"),
        ('{en: "up \\x37%", zh: 上升}', "^^^^^^^^^^"),
        ("{en: 7% of 7%, zh: 上升}", "^^^^^^^^"),
        ("{en: to 7%2, zh: 上升2}", "^^"),
    ],
)
def test_the_caret_is_under_the_number_where_it_can_be_told(
    explain: Explain, text: str, caret: str
) -> None:
    found = explain(f"{BASE}dates:\n  event: {{date: 1999, title: {text}, sources: [wire]}}\n")
    assert '"7%" stands in "en" only: the text has no such number in "zh"' in found
    assert found.splitlines()[2].removeprefix("      | ").strip() == caret


def test_names_are_not_held_against_each_other(explain: Explain) -> None:
    text = "dates:\n  event: {date: 1999, title: A, sources: [paper]}\n"
    paper = "  paper: {title: A, publisher: {en: HK01, zh: 香港01}, url: https://b.example}\n"
    assert explain((BASE + text).replace("entities:", paper + "entities:")) == "no problems\n"
