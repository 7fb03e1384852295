"""What makes checking quick, and that it changes no answer."""

import gc
import html as html_words
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factsheet.collection import no_collection
from factsheet.fields import Part, Text
from factsheet.model import Entity, Fact, Figure
from factsheet.pipeline import load
from factsheet.prose import html, page_links, plain, targets

HEAVY = ("jieba", "pypinyin", "mkdocs", "jinja2", "httpx", "markdown")
LOADED = """
import json, sys
from factsheet.cli import main
main(sys.argv[1:], standalone_mode=False) if sys.argv[1:] == ["--help"] else None
if sys.argv[1] == "check":
    try:
        main(sys.argv[1:])
    except SystemExit:
        pass
print(json.dumps([name for name in sys.modules if "." not in name]))
"""
FACTS = """\
sources:
  wire: {title: Wire, url: https://a.example}
entities:
  acme: {kind: organization, name: {en: Acme, zh: 甲}}
figures:
  sales:
    of: acme
    measure: {en: Sales, zh: 营收}
    points:
      2023: 5 USD
      2024: {value: 6 USD, note: {en: Rounded., zh: 约数。}}
    alternatives: []
    sources: [wire]
sheets:
  all:
    title: {en: All, zh: 全部}
    sections:
      - {title: {en: One, zh: 一}, text: {en: Words, zh: 词}, facts: [sales]}
"""


def loaded(*words: str) -> set[str]:
    """Return what Python has loaded once a command has run."""
    run = subprocess.run(
        [sys.executable, "-c", LOADED, *words], capture_output=True, check=True, text=True
    )
    return set(json.loads(run.stdout.splitlines()[-1]))


def test_help_loads_nothing_heavy() -> None:
    assert loaded("--help").isdisjoint({*HEAVY, "opencc", "pydantic", "yaml", "markdown_it"})


def test_checking_loads_nothing_that_only_pages_need(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(FACTS, "utf-8")
    assert loaded("check", str(tmp_path)).isdisjoint(HEAVY)


@given(st.text(alphabet=" *_[]()`\\\n\r&<>!#ab:/，字", max_size=12))
@example("a*b*")
@example("[a](https://b.example)")
def test_what_is_plain_already_shows_no_markup(text: str) -> None:
    if plain(text) == text:
        shown = html(text, lambda _: None)
        assert html_words.unescape(shown) == text.strip()
    assert len(targets(text)) == html(text, lambda _: None).count("<a ")


@pytest.mark.parametrize("text", ["[a](b)", "[a]: b", "x\n\n  [a]: b"])
def test_links_of_both_kinds_are_found(text: str) -> None:
    assert [link.target for link in page_links(text)] == ["b"]


def test_no_text_of_a_record_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(FACTS, "utf-8")
    catalog = load([tmp_path], ["en", "zh"]).catalog
    listed = {each: [text for _, text in catalog.entries[each].texts] for each in catalog.entries}
    assert listed == {
        each: list(every_text(entry.record)) for each, entry in catalog.entries.items()
    }
    assert [len(listed[each]) for each in ("wire", "acme", "sales", "all")] == [1, 1, 2, 3]


def every_text(value: object) -> Iterator[Text]:
    """Find the texts in a value by looking everywhere."""
    match value:
        case Text():
            yield value
        case Part():
            for name in type(value).model_fields:
                yield from every_text(getattr(value, name))
        case list():
            for each in value:
                yield from every_text(each)
        case dict():
            for each in value.values():
                yield from every_text(each)


def test_records_of_a_kind_are_gathered_once_and_in_order(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(FACTS, "utf-8")
    catalog = load([tmp_path], ["en", "zh"]).catalog
    assert catalog.of(Figure) is catalog.of(Figure)
    found = [[each.id for each in catalog.of(model)] for model in (Fact, Entity, Part)]
    assert found == [["sales"], ["acme"], ["wire", "acme", "sales", "all"]]


def test_python_looks_for_circles_again_whatever_happens() -> None:
    def fail() -> None:
        with no_collection():
            assert not gc.isenabled()
            message = "broken"
            raise ValueError(message)

    with pytest.raises(ValueError, match="broken"):
        fail()
    assert gc.isenabled()


def test_who_has_turned_the_search_for_circles_off_finds_it_off() -> None:
    gc.disable()
    try:
        with no_collection():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
