"""One record in the terminal, with its sources and what names it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factsheet.cli import main
from factsheet.pipeline import load

ROOT = Path(__file__).parents[1]
LANGUAGES = ("en", "zh")
Run = Callable[..., Result]

FACTS = """\
sources:
  wire: {title: Wire, url: https://a.example, publisher: acme, published: 2024-03, kind: news,
    tier: primary, language: en}
  book: {title: {en: Book}, locator: ISBN 1, author: [acme, {en: Someone, zh: 某人}]}
entities:
  acme: {kind: organization, name: {en: Acme, zh: 顶点}, role: {en: Maker, zh: 厂商},
    links: {wikidata: Q42}, formerly: [old-acme]}
figures:
  output:
    of: acme
    measure: {en: Output, zh: 产量}
    unit: million USD
    points:
      FY2023: 903
      FY2024: {value: 1091, change: +21% from FY2023, sources: [book], note: {en: All., zh: 全部。}}
    sources: [{id: wire, at: p. 4, excerpt: "Output: 903"}]
quotes:
  words:
    speaker: acme
    text: {en: We will., zh: 我们会的。}
    original: en
    said: 2024-03-18
    sources: [wire]
claims:
  said:
    statement: {zh: 产量下降, en: Output fell}
    original: zh
    appears_in: wire
    verdict: "false"
    finding: {en: "It [rose](fact:output@FY2024).", zh: "其实[上升](fact:output@FY2024)。"}
    evidence: [output@FY2024]
    status: superseded
    superseded_by: words
dates:
  founded: {date: 1999, title: {en: Founded, zh: 成立}, sources: [wire], about: [acme], place: acme}
sheets:
  all:
    title: {en: All, zh: 全部}
    sections: [{title: {en: A, zh: 甲}, facts: {kind: date}}]
tags:
  new: {name: {en: New, zh: 新}}
"""


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Show a record of one fact file."""
    monkeypatch.chdir(tmp_path)
    Path("facts").mkdir()
    Path("facts/facts.yaml").write_text(FACTS, "utf-8")
    return lambda *words: CliRunner().invoke(main, ["show", *words])


def test_a_series_is_shown_with_its_sources_and_what_names_it(show: Run) -> None:
    assert show("output").output == (
        "output (Figure) facts/facts.yaml:9:3\n"
        "Acme: Output\n"
        "  fiscal 2023, US$903 million\n"
        "  fiscal 2024, US$1.091 billion, +21% from fiscal 2023, All.\n"
        "\n"
        "Sources\n"
        "  1. Wire, Acme, March 2024, p. 4\n"
        "     “Output: 903”\n"
        "     Not compared with the source: no stored text\n"
        "     https://a.example\n"
        "  2. Book\n"
        "\n"
        "Mentioned in\n"
        "  said: Output fell\n"
    )


def test_a_point_is_shown_with_its_own_sources(show: Run) -> None:
    assert show("output@FY2024", "--language", "zh").output == (
        "output@FY2024 (数据) facts/facts.yaml:9:3\n"
        "顶点：产量\n"
        "  2024财年，10.91亿美元，较2023财年+21%，全部。\n"
        "\n"
        "来源\n"
        "  1. Book\n"
        "\n"
        "出现于\n"
        "  said: 产量下降\n"
    )
    assert "Mentioned in" not in show("output@FY2023").output


def test_a_former_id_will_do(show: Run) -> None:
    assert show("old-acme").output == (
        "acme (Entity) facts/facts.yaml:6:3\n"
        "Acme\n"
        "  Organization\n"
        "  Maker\n"
        "  https://www.wikidata.org/wiki/Q42\n"
        "\n"
        "Mentioned in\n"
        "  book: Book\n"
        "  founded: Founded\n"
        "  output: Acme: Output\n"
        "  wire: Wire\n"
        "  words: We will.\n"
    )


def test_a_claim_shows_its_verdict_and_evidence(show: Run) -> None:
    lines = show("said").output.splitlines()
    assert lines[1:9] == [
        "Output fell",
        "  产量下降",
        "  False",
        "  It rose.",
        "  Wire",
        "  Evidence output: US$1.091 billion (fiscal 2024)",
        "  Superseded",
        "  Superseded by words: “We will.”",
    ]


def test_every_kind_can_be_shown(show: Run) -> None:
    assert "  Acme, 18 March 2024\n" in show("words").output
    assert "  1999\n  Acme\n" in show("founded").output
    assert "  news, primary source, March 2024\n" in show("wire").output
    assert "  Acme\n  Someone\n" in show("book").output
    assert show("new").output == "new (tag) facts/facts.yaml:41:3\nNew\n"
    assert show("all").output == ("all (Fact sheet) facts/facts.yaml:37:3\nAll\n  A\n    founded\n")


def test_what_is_not_there_is_said_with_the_nearest(show: Run) -> None:
    cases = {
        "outptu": 'there is no record "outptu" (did you mean "output"?)\n',
        "old-acm": 'there is no record "old-acm" (did you mean "old-acme"?)\n',
        "zzzzzz": 'there is no record "zzzzzz"\n',
        "output@FY2042": '"output" has no point "FY2042" (did you mean "FY2024"?)\n',
        "output@now": '"output" has no point "now" (there are FY2023, FY2024)\n',
        "said@FY2024": '"said" has no point "FY2024"\n',
    }
    for words, message in cases.items():
        result = show(words)
        assert (result.exit_code, result.output) == (2, message)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_real_record_can_be_shown(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from factsheet.pipeline import at_a_glance

    monkeypatch.chdir(ROOT)
    base = load([Path("facts")], LANGUAGES)
    for record in base.catalog.entries:
        text = at_a_glance(base, record, code)
        assert text.startswith(f"{record} (")
        assert "\x1b" not in text
