"""Charts: the shapes are the numbers, and the words say them too."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from factsheet.languages import language
from factsheet.model import Figure
from factsheet.pipeline import FactBase
from factsheet.render.charts import svg
from factsheet.views.charts import ChartView, chart_of
from factsheet.views.site import site_scope

Load = Callable[..., FactBase]
Chart = Callable[..., ChartView | None]
NS = {"s": "http://www.w3.org/2000/svg"}
HEAD = "sources: {s: {title: S, url: https://s.example/}}\nfigures:\n  f:\n    sources: [s]\n"


@pytest.fixture
def chart(base: Load) -> Chart:
    """The chart of a figure given by its points, in a language."""

    def make(points: str, unit: str = "million USD", code: str = "en") -> ChartView | None:
        measure = "measure: {en: Revenue, zh: 营收}"
        loaded = base(f"{HEAD}    {measure}\n    unit: {unit}\n    points: {{{points}}}\n")
        assert not any(problem.is_error for problem in loaded.problems)
        (entry,) = loaded.catalog.of(Figure)
        return chart_of(site_scope(loaded.catalog, language(code)), entry.id, entry.record)

    return make


def drawn(view: ChartView | None) -> ET.Element:
    assert view is not None
    markup = str(svg(view)).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return ET.fromstring(markup)  # noqa: S314 what we have just written


def bars(root: ET.Element) -> tuple[list[float], list[float]]:
    found = root.findall(".//s:rect", NS)
    tops, heights = ([float(bar.get(name, "0")) for bar in found] for name in ("y", "height"))
    return tops, heights


def texts(root: ET.Element, css_class: str) -> list[str]:
    return [each.text or "" for each in root.iterfind(f".//s:text[@class='{css_class}']", NS)]


def test_the_bars_are_as_high_as_the_values(chart: Chart) -> None:
    root = drawn(chart("FY2022: 100, FY2023: 50, FY2024: 200"))
    tops, heights = bars(root)
    assert heights == [75, 37.5, 150]
    feet = [top + height for top, height in zip(tops, heights, strict=True)]
    zero = root.find(".//s:line[@class='fs-chart__zero']", NS)
    assert zero is not None
    assert set(feet) == {float(zero.get("y1", "0"))}


def test_a_chart_says_its_values_in_words_in_the_order_of_time(
    chart: Chart,
) -> None:
    points = "FY2024: 60922, FY2022: 26914, FY2023: 26974"
    english, chinese = drawn(chart(points)), drawn(chart(points, code="zh"))
    assert english.findtext(".//s:title", "", NS) == "Revenue"
    assert english.findtext(".//s:desc", "", NS) == (
        "fiscal 2022: US$26.914 billion; fiscal 2023: US$26.974 billion; "
        "fiscal 2024: US$60.922 billion"
    )
    assert chinese.findtext(".//s:desc", "", NS) == (
        "2022财年：269.14亿美元；2023财年：269.74亿美元；2024财年：609.22亿美元"
    )
    image = english.find("s:svg", NS)
    assert image is not None
    assert image.get("aria-labelledby") == "f-chart_title f-chart_desc"
    assert {each.get("id") for each in image if each.get("id")} == {"f-chart_title", "f-chart_desc"}


def test_numbers_stand_in_one_scale_with_the_digits_of_the_source(
    chart: Chart,
) -> None:
    root = drawn(chart("2021: 981.50, 2022: 60922, 2023: 130497"))
    assert texts(root, "fs-chart__unit") == ["US$ billion"]
    assert texts(root, "fs-chart__number") == ["0.98150", "60.922", "130.497"]
    root = drawn(chart("2021: 19, 2022: 14, 2023: -4.5", unit="'%'", code="zh"))
    assert texts(root, "fs-chart__unit") == ["%"]
    assert texts(root, "fs-chart__number") == ["19", "14", "-4.5"]


def test_values_below_zero_hang_from_the_zero_line(chart: Chart) -> None:
    root = drawn(chart("2021: 100, 2022: -50, 2023: 50"))
    assert bars(root) == ([40, 140, 90], [100, 50, 50])


def test_quarters_name_their_year_once(chart: Chart) -> None:
    root = drawn(chart("FY2023-Q3: 1, FY2023-Q4: 2, FY2024-Q1: 3, FY2024-Q2: 4"))
    assert texts(root, "fs-chart__tick") == ["Q3", "Q4", "Q1", "Q2"]
    groups = [each for each in root.iter() if "fs-chart__group" in each.get("class", "")]
    assert [each.text for each in groups] == ["fiscal 2023", "fiscal 2024"]


def test_a_label_never_leaves_the_drawing(chart: Chart) -> None:
    root = drawn(chart("FY2023-Q2: 1, FY2023-Q3: 2, FY2023-Q4: 3, FY2024-Q1: 4"))
    last = [each for each in root.iter() if "fs-chart__group" in each.get("class", "")][-1]
    assert (last.get("class"), last.get("x")) == ("fs-chart__group fs-chart__group--end", "336")


def test_the_zeros_of_a_series_are_digits(chart: Chart) -> None:
    points = "2021: 220, 2022: 251, 2023: 570"
    root = drawn(chart(points, code="zh"))
    assert texts(root, "fs-chart__number") == ["2.20", "2.51", "5.70"]
    assert "2021年：2.20亿美元" in root.findtext(".//s:desc", "", NS)


def test_a_long_series_is_a_line_with_few_labels(chart: Chart) -> None:
    root = drawn(chart(", ".join(f"{1980 + year}: {year + 1}" for year in range(40))))
    line = root.find(".//s:polyline", NS)
    assert line is not None
    heights = [float(point.split(",")[1]) for point in line.get("points", "").split()]
    assert len(heights) == 40
    assert heights == sorted(heights, reverse=True)
    assert (heights[-1], heights[0]) == (40, 186.2)
    assert len(texts(root, "fs-chart__tick")) <= 12
    assert root.findall(".//s:rect", NS) == []


def test_a_projection_is_marked(chart: Chart) -> None:
    root = drawn(chart("2023: 1, 2024: 2, 2025: {value: 3, projection: true}"))
    marked = [each.get("class", "") for each in root.iterfind(".//s:g", NS)]
    assert marked == [
        "fs-chart__mark",
        "fs-chart__mark",
        "fs-chart__mark fs-chart__mark--projection",
    ]


@pytest.mark.parametrize(
    "points",
    [
        "2023: 1, 2024: 2",
        "2022: 1, 2023: 2, FY2024: 3",
        "2022: 1, 2023: 2, 2024-Q1: 3",
        "2022: 1, 2023: 2, 2024: 3–4",
        "2022: 1, 2023: 2, 2024: 3 EUR",
        "2022: 1, 2023: 2, 2024/2025: 3",
    ],
    ids=["two points", "fiscal", "quarter", "range", "unit", "interval"],
)
def test_what_cannot_be_compared_is_left_to_the_table(chart: Chart, points: str) -> None:
    assert chart(points) is None


def test_a_chart_has_no_colour_of_its_own(chart: Chart) -> None:
    view = chart("2022: 1, 2023: 2, 2024: 3")
    assert view is not None
    assert not re.search(r"#[0-9a-f]{3}|rgb|style=|fill=|stroke=", svg(view))
