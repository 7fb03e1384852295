"""What pages show, where a golden page would be too large to tell."""

from collections.abc import Callable

import pytest

from factsheet.languages import language
from factsheet.pipeline import FactBase
from factsheet.views.page import PageView
from factsheet.views.site import pages

Load = Callable[..., FactBase]
SOURCES = """\
sources:
  a: {title: A, url: https://a.example/}
  b: {title: B, url: https://b.example/, same_report_as: a}
  c: {title: C, url: https://c.example/, same_report_as: b}
  d: {title: D, url: https://d.example/}
"""


def page(base: FactBase, path: str, code: str = "en") -> PageView:
    return next(each for each in pages(base.catalog, language(code)) if each.path == path)


def paths(base: FactBase) -> list[str]:
    return [each.path for each in pages(base.catalog, language("en"))]


def events(count: int) -> str:
    lines = (f"  e-{n}: {{date: {1900 + n % 3}, title: E, sources: [a]}}\n" for n in range(count))
    return SOURCES + "dates:\n" + "".join(lines)


def test_a_long_timeline_has_a_page_for_every_year(base: Load) -> None:
    loaded = base(events(201))
    assert [path for path in paths(loaded) if path.startswith("timeline")] == [
        "timeline",
        "timeline/1900",
        "timeline/1901",
        "timeline/1902",
    ]
    index, year = page(loaded, "timeline"), page(loaded, "timeline/1901")
    assert [(card.title.plain, card.href, card.count) for card in index.cards] == [
        ("1900", "1900/", "67"),
        ("1901", "1901/", "67"),
        ("1902", "1902/", "67"),
    ]
    assert [section.title.plain for section in year.sections] == ["1901"]
    assert [fact.id for section in year.sections for fact in section.facts][:2] == ["e-1", "e-4"]
    assert all(fact.is_home for section in year.sections for fact in section.facts)
    (source, *_) = page(loaded, "sources").sections[0].sources
    assert source.rests[1].href == "../timeline/1901/#e-1"


def test_a_short_timeline_is_one_page(base: Load) -> None:
    assert [path for path in paths(base(events(200))) if path.startswith("timeline")] == [
        "timeline"
    ]


@pytest.mark.parametrize(
    ("sources", "independent"),
    [("[a]", ""), ("[a, b, c]", "1 source"), ("[c, d]", "2 independent sources")],
)
def test_copies_of_one_report_count_as_one_source(
    base: Load, sources: str, independent: str
) -> None:
    loaded = base(f"{SOURCES}dates:\n  e: {{date: 2024, title: E, sources: {sources}}}\n")
    (section,) = page(loaded, "timeline").sections
    assert section.facts[0].independent == independent


def test_sources_that_claim_to_copy_each_other_count_as_one(base: Load) -> None:
    circle = SOURCES.replace("title: A,", "title: A, same_report_as: c,")
    loaded = base(circle + "dates:\n  e: {date: 2024, title: E, sources: [a, b, c]}\n")
    assert page(loaded, "timeline").sections[0].facts[0].independent == "1 source"


@pytest.mark.parametrize(
    ("points", "changes"),
    [
        ("2021: 903, 2022: 1091", ["", "+21%"]),
        ("2021: 26914, 2022: 26974", ["", "+0.2%"]),
        ("2021: 100, 2022: 95.5", ["", "-4.5%"]),
        ("2021-Q4: 10, 2022-Q1: 30", ["", "+200%"]),
        ("2021: 100, 2023: 200", ["", ""]),
        ("2021: 100, 2022-Q1: 200", ["", ""]),
        ("2021: 0, 2022: 200", ["", ""]),
        ("2021: about 100, 2022: 200", ["", ""]),
        ("2021: 100, 2022: 200 EUR", ["", ""]),
        ("2021: 100 %, 2022: 50 %", ["", ""]),
        ("2021: 100, 2022: {value: 200, change: +99% from 2021}", ["", "+99% from 2021"]),
    ],
)
def test_a_change_is_computed_where_it_can_be_and_none_is_stated(
    base: Load, points: str, changes: list[str]
) -> None:
    unit = "" if "%," in points else "unit: USD, "
    loaded = base(
        f"{SOURCES}figures:\n  f: {{measure: M, {unit}points: {{{points}}}, sources: [a]}}\n"
    )
    (section,) = page(loaded, "figures").sections
    body = section.facts[0].body
    assert [row.change for row in body.rows] == changes  # type: ignore[union-attr]  # a figure's


def test_the_newest_changes_come_first_and_corrections_before_additions(base: Load) -> None:
    loaded = base(
        SOURCES
        + "dates:\n"
        + "  old: {date: 2001, title: Old, sources: [a], added: 2024-01-01}\n"
        + "  new: {date: 2002, title: New, sources: [a], added: 2024-03-01}\n"
        + "  mended: {date: 2003, title: Mended, sources: [a], corrections: "
        + "[{on: 2024-03-01, was: x, now: y}]}\n"
    )
    shown = [
        (each.title.plain, [line.what.plain for line in each.lines])
        for each in page(loaded, "changes").sections
    ]
    assert shown == [("1 March 2024", ["Mended", "New"]), ("1 January 2024", ["Old"])]
    (newest,) = [each for each in page(loaded, "index", "zh").sections if each.anchor == "newest"]
    assert [line.when for line in newest.lines] == ["事件，更正", "事件，新增", "事件，新增"]


def test_without_changes_the_page_says_so(base: Load) -> None:
    lead = page(base(events(1)), "changes").lead
    assert lead is not None
    assert lead.plain == "Nothing has changed yet."


def test_sources_are_filtered_by_tier_and_publisher(base: Load) -> None:
    loaded = base(
        "entities:\n  acme: {kind: organization, name: Acme}\n"
        "sources:\n"
        "  a: {title: A, url: https://a.example/, tier: primary, publisher: acme}\n"
        "  b: {title: B, url: https://b.example/, tier: primary, publisher: acme}\n"
        "  c: {title: C, url: https://c.example/, tier: mirror, publisher: Somebody}\n"
        "dates:\n  e: {date: 2024, title: E, sources: [a, b, c]}\n"
    )
    shown = page(loaded, "sources")
    assert [(each.trait, each.word.plain, each.count, each.href) for each in shown.filters] == [
        ("tier:primary", "primary source", 2, "#a"),
        ("publisher:acme", "Acme", 2, "../entities/acme/#_sources"),
    ]
    traits = {source.id: source.traits for source in shown.sections[0].sources}
    assert traits["a"] == ("tier:primary", "publisher:acme")
    assert traits["c"] == ("tier:mirror",)


def test_what_all_or_only_one_entry_has_is_no_filter(base: Load) -> None:
    dates = "dates:\n" + "".join(
        f"  e-{n}: {{date: 2024, title: E, sources: [a], tags: [{tags}]}}\n"
        for n, tags in enumerate(("all, some", "all, some", "all, one"))
    )
    tags = "tags: {all: {name: All}, some: {name: Some}, one: {name: One}}\n"
    assert [each.trait for each in page(base(SOURCES + tags + dates), "timeline").filters] == [
        "tag:some"
    ]


def test_the_months_of_a_timeline_are_named_once(base: Load) -> None:
    dated = ["2024", "2024-03", "2024-03-05", "2024-03-06~", "2024-04-01", "2024-Q4"]
    lines = "".join(
        f"  e-{n}: {{date: {day}, title: E, sources: [a]}}\n" for n, day in enumerate(dated)
    )
    (section,) = page(base(SOURCES + "dates:\n" + lines), "timeline").sections
    assert [(fact.id, fact.label) for fact in section.facts] == [
        ("e-0", ""),
        ("e-5", ""),
        ("e-1", "March 2024"),
        ("e-2", ""),
        ("e-3", ""),
        ("e-4", "April 2024"),
    ]


def test_an_open_start_stands_in_the_year_it_ends(base: Load) -> None:
    dates = "dates:\n  e: {date: ../2024-08-27, title: E, sources: [a]}\n"
    (section,) = page(base(SOURCES + dates), "timeline").sections
    assert (section.title.plain, section.facts[0].label) == ("2024", "August 2024")
