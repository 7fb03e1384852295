"""Faults planted in a copy of the real facts, held against texts made of their own excerpts."""

# ruff: noqa: E501  what a curator sees reads best on one line

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from factsheet.catalog.excerpts import Coverage, excerpts
from factsheet.model import Fact
from factsheet.pipeline import FactBase, load
from factsheet.reader import Keeping
from factsheet.reader.kept import digest_of, sources_lock_text

ROOT = Path(__file__).parents[1]
LANGUAGES = ("en", "zh")
BEFORE, AFTER = "It was a cold day. ", " Nothing else happened that week.\n"
Plant = Callable[[str, str, str], FactBase]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Make a text for every source that something is quoted from."""
    catalog = load([ROOT / "facts"], LANGUAGES, root=ROOT).catalog
    found: dict[str, str] = {}
    for entry in catalog.of(Fact):
        for each in excerpts(catalog, entry):
            for source in each.sources:
                found[source] = found.get(source, BEFORE) + each.words + AFTER
    return found


@pytest.fixture
def plant(tmp_path: Path, texts: dict[str, str]) -> Plant:
    """Change one word in a source's text, keep it, and check a copy of the real facts."""
    shutil.copytree(ROOT / "facts", tmp_path / "facts")
    shutil.copy(ROOT / "translations.lock", tmp_path)

    def planted(source: str, old: str, new: str) -> FactBase:
        changed = dict(texts)
        if source:
            assert old in changed[source]
            changed[source] = changed[source].replace(old, new)
        (tmp_path / "archive").mkdir()
        for name, text in changed.items():
            (tmp_path / "archive" / f"{name}.txt").write_text(text, "utf-8")
        lines = [
            Keeping(name, "2026-11-22", digest_of(text.encode()), "-")
            for name, text in sorted(changed.items())
        ]
        (tmp_path / "sources.lock").write_text(sources_lock_text(lines), "utf-8")
        return load([tmp_path / "facts"], LANGUAGES, root=tmp_path)

    return planted


def told(base: FactBase) -> list[str]:
    return [f"{each.message} [{each.rule}]\n  hint: {each.hint}" for each in base.problems]


def test_the_real_facts_are_in_texts_made_of_them(plant: Plant, texts: dict[str, str]) -> None:
    base = plant("", "", "")
    assert told(base) == []
    assert len(texts) > 10
    assert base.excerpts.compared > 50
    assert base.excerpts.unchecked == 0


def test_without_texts_the_real_facts_are_silent_and_that_is_said() -> None:
    base = load([ROOT / "facts"], LANGUAGES, root=ROOT)
    assert told(base) == []
    assert base.excerpts == Coverage(0, base.excerpts.unchecked)
    assert base.excerpts.unchecked > 50


@pytest.mark.parametrize(
    ("source", "old", "new", "said"),
    [
        (
            "nvidia-results-q4-fy2024",
            "revenue was up 126%",
            "revenue was up 162%",
            'the excerpt of "nvidia-revenue" is not in the stored text of "nvidia-results-q4-fy2024" [excerpt-not-in-source]\n'
            "  hint: the source says “… 2024, revenue was up 162 [not: 126] % to $60.9 billion”",
        ),
        (
            "nvidia-10k-fy2025",
            "Automotive 1,694 1,091 903",
            "Automotive 1,649 1,091 903",
            'the excerpt of "nvidia-automotive-revenue" is not in the stored text of "nvidia-10k-fy2025" [excerpt-not-in-source]\n'
            "  hint: the source says “Automotive 1,649 [not: 1,694] 1,091 903”",
        ),
        (
            "guancha-mao-ning",
            "据我了解，目前双方就续签",
            "据瞭解，目前雙方就延长",
            'the "text" of "mao-ning-science-cooperation" is not in the stored text of "guancha-mao-ning" [excerpt-not-in-source]\n'
            "  hint: the source says “… 共赢的。据 [not: 我] 瞭解，目前雙方就延长 [not: 续签] 中美科技合 …”",
        ),
        (
            "creaders-raimondo-manila",
            "不惜一切代价",
            "不惜代价",
            'the "text" of "raimondo-whatever-it-takes" is not in the stored text of "creaders-raimondo-manila" [excerpt-not-in-source]\n'
            "  hint: the source says “… 我们将不惜 [not: 一切] 代价保护我 …”",
        ),
        (
            "creaders-raimondo-manila",
            "（技术出口）",
            "",
            'the "text" of "raimondo-whatever-it-takes" is not in the stored text of "creaders-raimondo-manila" [excerpt-not-in-source]\n'
            "  hint: the source says “… 扩大我们的 [not: （技术出口）] 控制”",
        ),
    ],
)
def test_a_word_changed_in_a_source_is_found_in_the_facts(
    plant: Plant, source: str, old: str, new: str, said: str
) -> None:
    assert told(plant(source, old, new)) == [said]


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        ("guancha-mao-ning", "据我了解，目前双方就续签", "據我\n了解,目前雙方就 續簽"),
        ("nvidia-results-q4-fy2024", "rose 21% to $1.1", "rose\u00a021 % to\n$\u20091.1"),
    ],
)
def test_what_only_looks_different_is_no_fault(
    plant: Plant, source: str, old: str, new: str
) -> None:
    assert told(plant(source, old, new)) == []
