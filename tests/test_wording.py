"""Numbers, dates and periods as each language writes them."""

# ruff: noqa: E501  a case reads best on one line

import pytest

from factsheet.dates import Period, Span, parse_date, parse_period
from factsheet.languages import language
from factsheet.quantity import parse_quantity
from factsheet.units import UnitNames
from factsheet.wording import Wording

UNITS = UnitNames({"vehicle": frozenset({"vehicle", "vehicles", "辆"})})
EN = Wording(language("en"), {"vehicle": {"one": "vehicle", "other": "vehicles"}})
ZH = Wording(language("zh"), {"vehicle": {"other": "辆"}})


@pytest.mark.parametrize(
    ("typed", "english", "chinese"),
    [
        ("60.922 billion USD", "US$60.922 billion", "609.22亿美元"),
        ("1.50 million USD", "US$1.50 million", "150万美元"),
        ("-5 million USD", "-US$5 million", "-500万美元"),
        ("566 CNY", "CN¥566", "566元人民币"),
        ("5 CHF", "CHF\N{NO-BREAK SPACE}5", "5瑞士法郎"),
        ("126%", "126%", "126%"),
        ("+126.0%", "+126.0%", "+126.0%"),
        ("1 pp", "1 percentage point", "1个百分点"),
        ("+1.5 pp", "+1.5 percentage points", "+1.5个百分点"),
        ("1 km", "1 kilometre", "1公里"),
        ("10–12 km", "10–12 kilometres", "10～12公里"),
        ("-5–0 km", "-5–0 kilometres", "-5～0公里"),
        ("100 l/100km", "100 litres per 100 kilometres", "100 L/100km"),
        ("1.0 l/100km", "1.0 litres per 100 kilometres", "1.0 L/100km"),
        ("1 vehicle", "1 vehicle", "1辆"),
        ("0–1 vehicle", "0–1 vehicle", "0～1辆"),
        ("30.094 million vehicles", "30.094 million vehicles", "3009.4万辆"),
        ("1,234", "1,234", "1234"),
        ("12,345", "12,345", "1.2345万"),
        ("999999", "999,999", "99.9999万"),
        ("1500–2500000", "0.0015–2.5 million", "0.15～250万"),
        ("2 trillion", "2 trillion", "2万亿"),
        ("about 3 million", "about 3 million", "约300万"),
        ("more than 3%", "more than 3%", "超过3%"),
        ("less than US$3 million", "less than US$3 million", "不到300万美元"),
        ("0.000001", "0.000001", "0.000001"),
        (
            "123456789012345678901234567890123456789",
            "123,456,789,012,345,678,901,234,567.890123456789 trillion",
            "123456789012345678901234567.890123456789万亿",
        ),
    ],
)
def test_a_number_reads_as_its_language_writes_it(typed: str, english: str, chinese: str) -> None:
    quantity = parse_quantity(typed)
    unit = UNITS.unit(quantity.unit)
    assert (EN.quantity(quantity, unit), ZH.quantity(quantity, unit)) == (english, chinese)


def test_a_huge_exponent_is_written_out() -> None:
    quantity = parse_quantity("1e999 USD")
    assert EN.quantity(quantity, UNITS.unit("USD")).replace(",", "") == f"US$1{'0' * 987} trillion"


@pytest.mark.parametrize(
    ("typed", "english", "chinese"),
    [
        (["16.675 billion USD", "9.5 million USD"], ("16.675", "0.0095", "US$ billion"), ("166.75", "0.095", "亿美元")),
        (["4%", "-126.0%"], ("4", "-126.0", "%"), ("4", "-126.0", "%")),
        (["900", "20"], ("900", "20", ""), ("900", "20", "")),
    ],
)  # fmt: skip
def test_a_series_shares_one_scale_and_one_unit(
    typed: list[str], english: tuple[str, ...], chinese: tuple[str, ...]
) -> None:
    quantities = [parse_quantity(each) for each in typed]
    unit = UNITS.unit(quantities[0].unit)
    for wording, expected in ((EN, english), (ZH, chinese)):
        numbers, shared = wording.series([each.low for each in quantities], unit)
        assert (*numbers, shared) == expected


def test_a_change_says_from_when() -> None:
    quantity = parse_quantity("+126%")
    unit = UNITS.unit("%")
    assert EN.change(quantity, unit, "fiscal 2023") == "+126% from fiscal 2023"
    assert ZH.change(quantity, unit, "2023财年") == "较2023财年+126%"


@pytest.mark.parametrize(
    ("typed", "english", "chinese"),
    [
        ("2024", "2024", "2024年"),
        ("2024-03", "March 2024", "2024年3月"),
        ("2024-03-18", "18 March 2024", "2024年3月18日"),
        ("2024-Q1", "Q1 2024", "2024年第1季度"),
        ("2024-H1", "first half of 2024", "2024年上半年"),
        ("2024-H2", "second half of 2024", "2024年下半年"),
        ("2024-03~", "circa March 2024", "约2024年3月"),
        ("2024-03-18/2024-03-21", "18–21 March 2024", "2024年3月18日至21日"),
        ("2024-03-18/2024-04-01", "18 March 2024 – 1 April 2024", "2024年3月18日至2024年4月1日"),
        (
            "2024-03-18~/2024-03-21",
            "circa 18 March 2024 – 21 March 2024",
            "约2024年3月18日至2024年3月21日",
        ),
        ("2023/2024", "2023–2024", "2023年至2024年"),
        ("2018/..", "since 2018", "2018年起"),
        ("../2024-08-27", "until 27 August 2024", "至2024年8月27日"),
        ("2024/2024", "2024", "2024年"),
        ("0987-03-01", "1 March 987", "987年3月1日"),
    ],
)
def test_a_date_keeps_its_precision(typed: str, english: str, chinese: str) -> None:
    span = parse_date(typed)
    assert (EN.span(span), ZH.span(span)) == (english, chinese)


def test_a_span_without_ends_says_nothing() -> None:
    assert EN.span(Span(start=None, end=None)) == ""


@pytest.mark.parametrize(
    ("label", "english", "chinese"),
    [
        ("FY2024", "fiscal 2024", "2024财年"),
        ("FY2024-Q4", "Q4 fiscal 2024", "2024财年第4财季"),
        ("FY2024-H1", "first half of fiscal 2024", "2024财年上半年"),
        ("FY2024-H2", "second half of fiscal 2024", "2024财年下半年"),
        ("2024-Q4", "Q4 2024", "2024年第4季度"),
    ],
)
def test_a_period_reads_as_a_period(label: str, english: str, chinese: str) -> None:
    period = parse_period(label)
    assert (EN.period(period), ZH.period(period)) == (english, chinese)


def test_a_named_period_keeps_its_name() -> None:
    days = parse_date("2024-01-01/2024-02-01")
    assert EN.period(Period(label="the first run", span=days, named=True)) == "the first run"


@pytest.mark.parametrize(
    ("tag", "english", "chinese"),
    [
        ("zh", "Chinese", "中文"),
        ("zh-Hant", "Chinese (Traditional)", "中文 (繁体)"),
        ("de-1996", "German", "德语"),
        ("en-JP", "English (en-JP)", "英语 (en-JP)"),
        ("xx", "xx (xx)", "xx (xx)"),
    ],
)
def test_a_language_is_named(tag: str, english: str, chinese: str) -> None:
    assert (EN.language_name(tag), ZH.language_name(tag)) == (english, chinese)
