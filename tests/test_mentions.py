"""Numbers in running text, and whether they are those of a figure."""

from collections.abc import Callable

import pytest

from factsheet.catalog import Catalog
from factsheet.languages import language
from factsheet.mentions import mentions
from factsheet.quantity import parse_quantity
from factsheet.units import UnitNames
from factsheet.views.contradicting import contradicting
from factsheet.views.site import site_scope

UNITS = UnitNames({"vehicle": frozenset({"vehicle", "vehicles", "辆"})})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("60.9 billion", [("60.9 billion", "6.09E+10", "-")]),
        ("609亿美元", [("609亿美元", "6.09E+10", "USD")]),
        ("６０９亿美元", [("609亿美元", "6.09E+10", "USD")]),
        ("$60.9bn", [("$60.9bn", "6.09E+10", "$")]),
        ("$60.9m, €3k", [("$60.9m", "6.09E+7", "$"), ("€3k", "3E+3", "EUR")]),
        ("$60.9 million a year", [("$60.9 million", "6.09E+7", "$")]),
        ("US$60.9 billion in fiscal 2024", [("US$60.9 billion", "6.09E+10", "USD")]),
        ("USD 60.922 billion", [("USD 60.922 billion", "6.0922E+10", "USD")]),
        ("over 60 billion dollars", [("over 60 billion dollars", "6E+10", "dollars")]),
        ("more than 1,091 million US dollars in all",
         [("more than 1,091 million US dollars", "1.091E+9", "USD")]),
        ("约609亿", [("约609亿", "6.09E+10", "-")]),
        ("up 126%", [("126%", "126", "percent")]),
        ("-4 %", [("-4 %", "-4", "percent")]),
        ("2.81亿美元，下降了4%", [("2.81亿美元", "2.81E+8", "USD"), ("4%", "4", "percent")]),
        ("30.094 million vehicles", [("30.094 million vehicles", "3.0094E+7", "vehicle")]),
        ("3009.4万辆新车", [("3009.4万辆", "3.0094E+7", "vehicle")]),
        ("10–12 km away", [("10–12 km", "1E+1", "length-kilometer")]),
        ("12 inches of 60 in all", [("12 inches", "12", "length-inch"), ("60", "6E+1", "-")]),
        ("12 of 2,024", [("12", "12", "-"), ("2,024", "2024", "-")]),
        ("60.9 billion in revenue", [("60.9 billion", "6.09E+10", "-")]),
        ("60 all told", [("60", "6E+1", "-")]),
        ("60 ALL", [("60 ALL", "6E+1", "ALL")]),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(
    text: str, found: list[tuple[str, str, str]]
) -> None:
    assert [
        (each.text, str(each.quantity.low), each.sign or (each.unit.name if each.unit else "-"))
        for each in mentions(text, UNITS)
    ] == found


@pytest.mark.parametrize(
    "text",
    [
        "", "no number", "2024", "the 2022 rules", "FY2024", "fiscal 2024", "Q4", "2024-03-18",
        "18 March 2024", "March 18, 2024", "in May 2024", "2024年3月18日", "2024财年", "3月18日",
        "第3季度", "A100", "H20 chips", "COVID-19", "P4", "v1.2.3", "#12", "id@2024", "10,00,0",
        "六百亿", "sixty billion",
    ],
)  # fmt: skip
def test_years_dates_and_names_are_no_numbers(text: str) -> None:
    assert list(mentions(text, UNITS)) == []


@pytest.mark.parametrize(
    ("text", "value", "agrees", "slip"),
    [
        ("60.922", "60.922", True, 0),
        ("60.9", "60.922", True, 0),
        ("61", "60.922", True, 0),
        ("60", "60.922", True, 0),
        ("60.8", "60.922", False, 0),
        ("60.922", "60.9", False, 0),
        ("60.9 million", "60.922 billion", False, -3),
        ("609亿", "60.922 million", False, 3),
        ("6.09", "60.922", False, -1),
        ("over 60", "60.922", True, 0),
        ("over 61", "60.922", False, 0),
        ("over 20", "60.922", False, 0),
        ("不到61", "60.922", True, 0),
        ("under 60", "60.922", False, 0),
        ("10–12", "10–12", True, 0),
        ("10–13", "10–12", False, 0),
        ("11", "10–12", True, 0),
        ("10–12", "11", True, 0),
        ("100–120", "11", False, 1),
        ("4", "-4", True, 0),
    ],
)
def test_a_number_agrees_when_it_is_the_value_rounded_to_its_digits(
    text: str,
    value: str,
    agrees: bool,  # noqa: FBT001 a case's value
    slip: int,
) -> None:
    (mention,) = mentions(text, UNITS)
    exact = parse_quantity(value)
    assert (mention.agrees(exact), 0 if agrees else mention.slip(exact)) == (agrees, slip)


FACTS = """\
sources:
  report: {title: Report, url: https://a.example/r}
units:
  lamp: {name: {en: {one: lamp, other: lamps}, zh: 盏灯}}
entities:
  acme: {kind: organization, name: {en: Acme, zh: 顶点}}
figures:
  revenue:
    of: acme
    measure: {en: Revenue, zh: 营收}
    unit: million USD
    points: {FY2022: 26914, FY2023: {value: 26974, change: +0.2% from FY2022}, FY2024: 60922}
    sources: [report]
    formerly: [sales]
  share: {measure: {en: Share, zh: 份额}, value: 80%, as_of: 2024, sources: [report]}
  lamps: {measure: {en: Lamps, zh: 灯}, value: 12 lamps, as_of: 2024, sources: [report]}
  people: {measure: {en: People, zh: 人}, value: 3 million, as_of: 2024, sources: [report]}
  height:
    measure: {en: Height, zh: 高度}
    value: 10–12 m
    change: +4% from 2023
    as_of: 2024
    status: disputed
    alternatives: [{value: 20 m, sources: [report]}]
    sources: [report]
dates:
  founded: {date: 1999, title: {en: Founded, zh: 成立}, sources: [report]}
"""
THOUSANDTH = (
    '"60.9 million" is 1,000 times too small: the fact says US$60.922 billion (fiscal 2024)'
)


@pytest.mark.parametrize(
    ("reference", "text", "message"),
    [
        ("revenue", "60.9 billion", ""),
        ("revenue", "US$26,974 million", ""),
        ("revenue", "609亿美元", ""),
        ("revenue", "rose 126% to $60.9bn from $27.0bn", ""),
        ("revenue", "$33.9bn more", ""),
        ("revenue", "60.9 billion euros", ""),
        ("revenue", "40% of the group’s", ""),
        ("revenue", "12 analysts", ""),
        ("revenue", "of fiscal 2024", ""),
        ("revenue@FY2024", "60.9 million", THOUSANDTH),
        ("sales@FY2024", "60.9 million", THOUSANDTH),
        ("revenue@FY2024", "27.0 billion",
         'the text says "27.0 billion", the fact US$60.922 billion (fiscal 2024)'),
        ("revenue@FY2024", "增长125%", 'the text says "125%", the change is +126%'),
        ("revenue", "up 0.2% and 126%", ""),
        ("revenue@FY2022", "up 7%", ""),
        ("share", "80%", ""),
        ("share", "rose to 90%", 'the text says "90%", the fact 80% (as of 2024)'),
        ("share", "8%", '"8%" is 10 times too small: the fact says 80% (as of 2024)'),
        ("share", "90 million", ""),
        ("lamps", "12", ""),
        ("lamps", "all 12 in 3 rooms", ""),
        ("lamps", "13", 'the text says "13", the fact 12 lamps (as of 2024)'),
        ("lamps", "13 lamps", 'the text says "13 lamps", the fact 12 lamps (as of 2024)'),
        ("lamps", "13盏灯", 'the text says "13盏灯", the fact 12 lamps (as of 2024)'),
        ("people", "300万", ""),
        ("people", "400万", 'the text says "400万", the fact 3 million (as of 2024)'),
        ("height", "11 metres", ""),
        ("height", "20 metres", ""),
        ("height", "up 4%", ""),
        ("height", "up 5%", 'the text says "5%", the change is +4%'),
        ("height", "30 m", ""),
        ("height", "30 metres", 'the text says "30 metres", the fact 10–12 metres (as of 2024)'),
        ("founded", "in 60 billion BC", ""),
        ("nothing", "60 billion", ""),
        ("revenue@FY2030", "60 billion", ""),
    ],
)  # fmt: skip
def test_a_text_contradicts_a_figure_when_a_number_of_its_kind_is_not_its(
    catalog: Callable[[str], Catalog], reference: str, text: str, message: str
) -> None:
    found = contradicting(site_scope(catalog(FACTS), language("en")), reference, text)
    assert (found.message if found else "") == message
