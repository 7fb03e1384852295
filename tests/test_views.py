"""What pages show, where a golden page would be too large to tell."""

from collections.abc import Callable

import pytest

from factsheet.languages import language
from factsheet.pipeline import FactBase, everything
from factsheet.views.bodies import ClaimBody, QuoteBody
from factsheet.views.figures import FigureBody
from factsheet.views.page import PageView
from factsheet.views.site import pages, site_scope

Load = Callable[..., FactBase]
SOURCES = """\
sources:
  a: {title: A, url: https://a.example/}
  b: {title: B, url: https://b.example/, same_report_as: a}
  c: {title: C, url: https://c.example/, same_report_as: b}
  d: {title: D, url: https://d.example/}
"""


def page(base: FactBase, path: str, code: str = "en") -> PageView:
    return next(
        each for each in pages(site_scope(base.catalog, language(code))) if each.path == path
    )


def paths(base: FactBase) -> list[str]:
    return [each.path for each in pages(site_scope(base.catalog, language("en")))]


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


QUOTE = "quotes:\n  q: {speaker: bob, said: 2024, sources: [a], "
BOB = SOURCES + "entities:\n  bob: {kind: person, name: Bob}\n"


def quoted(base: Load, words: str, code: str) -> QuoteBody:
    (section,) = page(base(BOB + QUOTE + words + "}\n"), "quotes", code).sections
    body = section.facts[0].body
    assert isinstance(body, QuoteBody)
    return body


def test_words_without_a_language_are_not_passed_off_as_a_translation(base: Load) -> None:
    body = quoted(base, "text: Plain words, original: en", "zh")
    assert (body.original.plain, body.original.lang) == ("Plain words", "en")
    assert (body.translation, body.is_untranslated) == (None, True)


def test_a_quote_without_translation_says_so(base: Load) -> None:
    assert quoted(base, "text: {fr: Non, en: No}, original: fr", "zh").is_untranslated is True
    assert quoted(base, "text: {fr: Non, en: No}, original: fr", "en").is_untranslated is False
    assert quoted(base, "text: {fr: Non, en: No}, original: fr", "en").original.lang == "fr"


def test_a_close_language_serves_without_being_called_missing(base: Load) -> None:
    loaded = base(
        SOURCES + "dates:\n  e: {date: 2024, title: {en-US: Color, zh-Hant: 顏色}, sources: [a]}\n"
    )
    assert "missing-language" not in {problem.rule for problem in loaded.problems}
    heading = page(loaded, "timeline", "zh").sections[0].facts[0].heading
    assert (heading.plain, heading.lang, heading.is_missing) == ("顏色", "zh-Hant", False)


RENAMED = (
    "entities:\n  acme: {kind: organization, name: Acme, formerly: [acme-old]}\n"
    "figures:\n"
    "  f: {of: acme, measure: F, value: 1, period: 2023, sources: [a]}\n"
    "  g: {of: acme-old, measure: G, value: 1, period: 2023, sources: [a]}\n"
)


def test_a_renamed_entity_is_one_entity(base: Load) -> None:
    sections = page(base(SOURCES + RENAMED), "figures").sections
    assert [(each.anchor, len(each.facts)) for each in sections] == [("of-acme", 2)]


def test_a_retracted_point_is_neither_drawn_nor_compared_with(base: Load) -> None:
    wrong = "{value: 5000, status: retracted, note: {en: Slip, zh: 笔误}}"
    points = f"{{2020: 5, 2021: {wrong}, 2022: 6, 2023: 9}}"
    loaded = base(
        f"{SOURCES}figures:\n  f: {{measure: M, unit: USD, points: {points}, sources: [a]}}\n"
    )
    (section,) = page(loaded, "figures").sections
    body = section.facts[0].body
    assert isinstance(body, FigureBody)
    assert [row.change for row in body.rows] == ["", "", "", "+50%"]
    assert body.chart is not None
    assert [mark.number for mark in body.chart.marks] == ["5", "6", "9"]


def test_a_successor_is_linked_at_its_point(base: Load) -> None:
    loaded = base(
        SOURCES
        + "figures:\n  s: {measure: S, unit: USD, points: {2021: 1, 2022: 2}, sources: [a]}\n"
        + "  f: {measure: F, value: 1 USD, period: 2021, sources: [a], status: superseded, "
        + "superseded_by: s@2021}\n"
    )
    facts = {
        fact.id: fact for section in page(loaded, "figures").sections for fact in section.facts
    }
    successor = facts["f"].superseded_by
    assert successor is not None
    assert successor.href == "#s@2021"


def test_an_event_named_like_its_year_keeps_its_anchor(base: Load) -> None:
    loaded = base(events(201) + "  1901: {date: 1901, title: Year, sources: [a]}\n")
    (source, *_) = page(loaded, "sources").sections[0].sources
    assert source.rests[-1].href == "../timeline/1901/#1901"


def test_a_claim_names_the_source_it_stands_in_where_the_page_does_not(base: Load) -> None:
    claim = "claims:\n  k: {statement: It is, appears_in: a, at: P1, verdict: opinion}\n"
    sheet = "sheets:\n  x: {title: X, examines: a, sections: [{title: T, facts: [k]}]}\n"
    loaded = base(SOURCES + claim + sheet)
    shown = [page(loaded, path).sections[0].facts[0].body for path in ("claims", "sheets/x")]
    links = [body.appears_in for body in shown if isinstance(body, ClaimBody)]
    assert [link.passage.plain if link else None for link in links] == ["A", None]


def test_pages_of_former_ids_lead_to_the_present_ones(base: Load) -> None:
    loaded = base(
        SOURCES
        + "entities:\n  acme: {kind: organization, name: Acme, formerly: [acme-old]}\n"
        + "figures:\n  f: {of: acme, measure: M, unit: USD, points: {2021: 1}, sources: [a], "
        + "formerly: [f-old]}\n"
        + "sheets:\n  s: {title: S, sections: [{title: T, facts: [f]}], formerly: [s-old]}\n"
    )
    made = {output.path: output.content for output in everything(loaded, ["en", "zh"])}
    moved = made["zh/entities/acme-old/index.html"].decode()
    assert '<meta http-equiv="refresh" content="0; url=../acme/">' in moved
    assert '<link rel="canonical" href="../acme/">' in moved
    assert '<a href="../acme/">Acme</a>' in moved
    assert 'url=../s/"' in made["en/sheets/s-old/index.html"].decode()
    assert 'url=../f/"' in made["f/f-old/index.html"].decode()
    assert made["f/f-old.json"] == made["f/f.json"]
    assert made["f/f-old.csv"] == made["f/f.csv"]
    assert '<span id="f-old@2021"></span>' in made["en/sheets/s.md"].decode()
