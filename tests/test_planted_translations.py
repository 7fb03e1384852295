"""Faults of language, planted in a copy of the real fact base, are seen there and nowhere else."""

# ruff: noqa: E501  a text reads best on one line

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from factsheet.pipeline import load
from factsheet.problems import Problem

ROOT = Path(__file__).parents[1]
LANGUAGES = ("en", "zh")

Plant = Callable[[str, str, str], tuple[Problem, ...]]


@pytest.fixture
def plant(tmp_path: Path) -> Plant:
    """Replace text that is there once in a copy of the real facts, and check them."""
    shutil.copytree(ROOT / "facts", tmp_path / "facts")
    shutil.copy(ROOT / "translations.lock", tmp_path)

    def planted(file: str, old: str, new: str) -> tuple[Problem, ...]:
        path = tmp_path / "facts" / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, old
        path.write_text(text.replace(old, new), "utf-8")
        return load([tmp_path / "facts"], LANGUAGES, root=tmp_path).problems

    return planted


def told(problems: tuple[Problem, ...]) -> str:
    return "\n".join(
        f"{each.place}: {each.message} [{each.rule}]\n  hint: {each.hint}" for each in problems
    )


def place(file: str, old: str, new: str, wrong: str) -> str:
    """Return where the first wrong character of the new text stands."""
    text = (ROOT / "facts" / file).read_text("utf-8").replace(old, new)
    at = text.index(new) + new.index(wrong)
    return f"facts/{file}:{text.count(chr(10), 0, at) + 1}:{at - text.rfind(chr(10), 0, at)}"


def test_the_real_facts_have_no_such_fault() -> None:
    problems = load([ROOT / "facts"], LANGUAGES, root=ROOT).problems
    assert told(problems) == ""


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "dates/nvidia.yaml",
            "比亚迪、小鹏、长城汽车、理想汽车、极氪和小米为",
            "比亚迪,小鹏、长城汽车、理想汽车、极氪和小米为",
            '"text" of "nvidia-reports-fy2024" has half-width "," beside Chinese characters [halfwidth-punctuation]\n'
            '  hint: write "，"',
        ),
        (
            "entities/people.yaml",
            "zh: 美国商务部长（2024年3月时任）",
            "zh: 美国商务部长(2024年3月时任)",
            '"role" of "gina-raimondo" has half-width "(" and ")" beside Chinese characters [halfwidth-punctuation]\n'
            '  hint: write "（" and "）"',
        ),
        (
            "claims/netease-nvidia-china-2024-p1-p4.yaml",
            "原话限于可能增强中国军队的尖端半导体和人工智能技术，她还",
            "原话限于可能增强中国军队的尖端半导体和人工智能技术;她还",
            '"finding" of "netease-raimondo-china-does-not-have" has half-width ";" beside Chinese characters [halfwidth-punctuation]\n'
            '  hint: write "；"',
        ),
        (
            "dates/nvidia.yaml",
            "zh: 英伟达公布2024财年业绩",
            "zh: 英伟達公布2024财年業绩",
            '"title" of "nvidia-reports-fy2024" has the traditional "達業" in zh [traditional-in-simplified]\n'
            '  hint: write "达业", or put words that are to stay so under "zh-Hant"',
        ),
        (
            "entities/people.yaml",
            "name: {en: Jensen Huang, zh: 黄仁勋}",
            "name: {en: Jensen Huang, zh: 黃仁勳}",
            '"name" of "jensen-huang" has the traditional "黃勳" in zh [traditional-in-simplified]\n'
            '  hint: write "黄勋", or put words that are to stay so under "zh-Hant"',
        ),
        (
            "claims/netease-nvidia-china-2024-p1-p4.yaml",
            "英伟达作为全球芯片行业的领军企业之一",
            "英伟达作為全球芯片行业的领军企业之一",
            '"statement" of "netease-chip-industry-leader" has the traditional "為" in zh [traditional-in-simplified]\n'
            '  hint: write "为", or put words that are to stay so under "zh-Hant"',
        ),
        (
            "sources/carmakers.yaml",
            "zh-Hant: 小鵬汽車",
            "zh: 小鵬汽車",
            '"title" of "china-business-journal-xpeng-mirror" has the traditional "鵬車偉達賭場" in zh [traditional-in-simplified]\n'
            '  hint: write "鹏车伟达赌场", or put words that are to stay so under "zh-Hant"',
        ),
    ],
)  # fmt: skip
def test_a_slip_in_chinese_is_found_at_its_character(
    plant: Plant, file: str, old: str, new: str, said: str
) -> None:
    wrong = next(after for before, after in zip(old, new, strict=False) if before != after)
    wrong = "鵬" if old.startswith("zh-Hant") else wrong
    # Who is called otherwise in an entity is no longer found in texts.
    others = ("translation-behind", "name-in-one-language")
    found = tuple(each for each in plant(file, old, new) if each.rule not in others)
    assert told(found) == f"{place(file, old, new, wrong)}: {said}"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("quotes.yaml", "中美科技合作本质上是互利共赢的。据我了解，", "中美科技合作本质上是互利共赢的。据我了解,"),
        ("entities/people.yaml", "zh: 美国商务部长（2024年3月时任）", "zh: 美国商务部长，依据第744.23(a)(1)条，比例3:1"),
        ("entities/people.yaml", "zh: 美国商务部长（2024年3月时任）", "zh: 著名的瞭望者，乾隆、皇后，见《臺灣時報》"),
        ("dates/nvidia.yaml", "zh: 英伟达公布2024财年业绩", "zh: 英伟达公布2024财年业绩：“Hello, world!”"),
    ],
    ids=["words-of-others", "law-and-ratio", "both-and-titles", "western-words"],
)  # fmt: skip
def test_what_is_right_as_it_stands_is_no_slip(plant: Plant, file: str, old: str, new: str) -> None:
    others = ("translation-behind", "number-in-one-language")
    found = tuple(each for each in plant(file, old, new) if each.rule not in others)
    assert told(found) == ""


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "entities/people.yaml",
            "en: Jensen Huang, zh: 黄仁勋",
            "en: Jen-Hsun Huang, zh: 黄仁勋",
            '"name" of "jensen-huang" has changed in en since it was put into zh [translation-behind]\n'
            '  hint: bring "zh" up to date where it needs it, then run "factsheet translated jensen-huang"',
        ),
        (
            "quotes.yaml",
            "中美科技合作本质上是互利共赢的。据我了解，",
            "中美科技合作是互利共赢的。据我了解，",
            '"text" of "mao-ning-science-cooperation" has changed in zh since it was put into en [translation-behind]\n'
            '  hint: bring "en" up to date where it needs it, then run "factsheet translated mao-ning-science-cooperation"',
        ),
        (
            "claims/netease-nvidia-china-2024-p1-p4.yaml",
            "英伟达作为全球芯片行业的领军企业之一",
            "英伟达作为全球芯片行业的领军企业",
            '"statement" of "netease-chip-industry-leader" has changed in zh since it was put into en [translation-behind]\n'
            '  hint: bring "en" up to date where it needs it, then run "factsheet translated netease-chip-industry-leader"',
        ),
    ],
)  # fmt: skip
def test_a_translation_left_behind_is_found(
    plant: Plant, file: str, old: str, new: str, said: str
) -> None:
    where, _, what = told(plant(file, old, new)).partition(": ")
    assert where.startswith(f"facts/{file}:")
    assert what == said
