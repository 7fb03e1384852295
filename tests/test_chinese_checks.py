"""Chinese text as it should be set: what is a slip, what only looks like one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.han import simplified
from factsheet.pipeline import load
from factsheet.prose import without_addresses

Explain = Callable[..., str]
Write = Callable[..., Path]

FACTS = """\
sources:
  wire: {title: Wire, url: https://a.example}
entities:
  yahoo: {kind: organization, name: {en: Yahoo!, zh: 雅虎}, aliases: {en: ["Y!", YHOO]}}
  yu: {kind: person, name: {en: Yu Ji, zh: 於吉}}
dates:
  founded:
    date: 1999
    title: {en: A, zh: "TEXT"}
    about: [yahoo, yu]
    sources: [wire]
"""


@pytest.fixture
def said(explain: Explain) -> Callable[..., str]:
    """Say what is wrong with a Chinese title: hints and messages, without the quoted line."""

    def of_title(text: str, english: str = "A") -> str:
        return explain(FACTS.replace("en: A", f"en: {english}").replace('"TEXT"', text))

    return of_title


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("'甲,乙'", "，"),
        ("'甲;乙'", "；"),
        ("'甲:乙'", "："),
        ("'甲?'", "？"),
        ("'甲!'", "！"),
        ("'NVIDIA,甲'", "，"),
        ("'《甲》,NVIDIA'", "，"),
        ("'NVIDIA:《甲》'", "："),
        ("'甲(2024)'", "（ ）"),
        ("'NVIDIA(NVDA)甲'", "（ ）"),
        ("'甲,乙;丙,丁'", "， ；"),
        ("'雅虎!'", "！"),
        ("'𠀀,A'", "，"),
    ],
)
def test_a_half_width_mark_beside_chinese_characters_is_a_slip(
    said: Callable[[str], str], text: str, marks: str
) -> None:
    hint = " and ".join(f'"{mark}"' for mark in marks.split())
    told = said(text)
    assert "[halfwidth-punctuation]" in told
    assert f"  hint: write {hint}\n1 warning\n" in told


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("'甲，乙；丙：丁？戊！（2024）'", "A"),
        ("'A, B (C): D'", "A"),
        ("'比例3:1，共1,000个'", "'3:1, 1,000 in all'"),
        ("'于12:30'", "'At 12:30'"),
        ("'《What Is It?》'", "A"),
        ("'Yahoo!公司和Y!公司'", "A"),
        ("'第744.23(a)(1)(iv)条'", "Section 744.23(a)(1)(iv)"),
        ("'U.S. 甲'", "A"),
        ("'甲 , A'", "A"),
    ],
)
def test_a_mark_of_western_text_stays(said: Callable[..., str], text: str, english: str) -> None:
    assert said(text, english) == "no problems\n"


def test_each_text_is_told_once_at_its_first_slip(said: Callable[[str], str]) -> None:
    assert said("'成立,后,迁出'") == (
        'facts/facts.yaml:9:27: warning: "title" of "founded" has half-width "," beside Chinese '
        "characters [halfwidth-punctuation]\n"
        "    9 |     title: {en: A, zh: '成立,后,迁出'}\n"
        "      |                             ^\n"
        '  hint: write "，"\n'
        "1 warning\n"
    )


@pytest.mark.parametrize(
    ("lines", "column"),
    [
        ("title: {en: A, zh: 成立;迁出}", 26),
        ('title: {en: A, zh: "成\\u7acb;迁出"}', 24),
        ("title:\n      en: A\n      zh: >-\n        成立;\n        迁出", 11),
    ],
    ids=["plain", "escaped", "folded"],
)
def test_the_caret_is_at_the_mark_or_else_at_the_text(
    explain: Explain, lines: str, column: int
) -> None:
    told = explain(FACTS.replace('title: {en: A, zh: "TEXT"}', lines))
    assert told.split(": ")[0].rpartition(":")[2] == str(column)


def test_a_text_that_stands_where_a_list_may_is_told_at_its_field(explain: Explain) -> None:
    source = "title: Wire, author: {en: A, zh: '甲,乙'}"
    told = explain(FACTS.replace('"TEXT"', "甲").replace("title: Wire", source))
    assert told.startswith('facts/facts.yaml:2:23: warning: "author" of "wire" has half-width ","')


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("公司成立於上海", "於", "于"),
        ("關於乾燥", "關於乾", "关于干"),
        ("關關", "關", "关"),
        ("後來的皇后", "後來", "后来"),
    ],
)
def test_a_traditional_character_is_a_slip(
    said: Callable[[str], str], text: str, old: str, new: str
) -> None:
    told = said(text)
    assert f'has the traditional "{old}" in zh [traditional-in-simplified]' in told
    assert f'hint: write "{new}", or put words that are to stay so under "zh-Hant"' in told


@pytest.mark.parametrize(
    "text",
    [
        "乾隆与乾坤",
        "瞭望",
        "著名的著作",
        "皇后",
        "《關於後來》",
        "於吉其人",
        "见[文](https://a.example/關)",
    ],
)
def test_what_is_both_and_what_is_a_title_or_a_name_stays(
    said: Callable[[str], str], text: str
) -> None:
    assert said(f"'{text}'") == "no problems\n"


def test_a_name_is_held_to_the_characters_no_simplified_text_has(explain: Explain) -> None:
    told = explain(FACTS.replace("zh: 雅虎", "zh: 雅虎網於").replace('"TEXT"', "甲"))
    assert '"name" of "yahoo" has the traditional "網" in zh' in told


def test_texts_in_traditional_chinese_may_be_so(explain: Explain) -> None:
    text = FACTS.replace('zh: "TEXT"', "zh: 甲, zh-Hant: 關於")
    assert explain(text) == "no problems\n"
    told = explain(FACTS.replace('zh: "TEXT"', "zh-Hans: 關於"))
    assert '"title" of "founded" has the traditional "關於" in zh-Hans' in told
    told = explain(FACTS.replace('zh: "TEXT"', 'zh-Hant: "關於,甲"'))
    assert "halfwidth-punctuation" in told


def test_a_source_keeps_the_title_it_has_in_its_own_language(explain: Explain) -> None:
    plain = FACTS.replace('"TEXT"', "甲")
    own = "title: {zh: '關於,後來', en: A}, language: {}"
    simplified_source = own.replace("{}", "zh")
    assert explain(plain.replace("title: Wire", simplified_source)) == "no problems\n"
    told = explain(plain.replace("title: Wire", own.replace("{}", "en")))
    assert told.endswith("2 warnings\n")


def test_a_site_without_chinese_is_not_checked(write: Write, tmp_path: Path) -> None:
    write(FACTS.replace('"TEXT"', "'關於,後來'"))
    assert load([tmp_path / "facts"], ["en"], root=tmp_path).problems == ()


def test_a_fact_base_without_names_is_checked(explain: Explain) -> None:
    told = explain(
        "sources:\n  wire: {title: Wire, url: https://a.example}\n"
        "dates:\n  founded: {date: 1999, title: {en: A, zh: '關,於'}, sources: [wire]}\n"
    )
    assert told.endswith("2 warnings\n")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("见`a,b`。", "见     。"),
        ("[甲](fact:b@FY2024)乙", "[甲]               乙"),
        ("[甲](https://a.example/b(c),d)乙", "[甲]                          乙"),
        ("https://a.example/,b甲", "                    甲"),
        ("甲[乙]（丙）", "甲[乙]（丙）"),
    ],
)
def test_addresses_and_code_are_blanked_in_place(text: str, left: str) -> None:
    assert without_addresses(text) == left


@pytest.mark.parametrize(
    ("text", "converted"), [("關於", "关于"), ("乾隆", "乾隆"), ("", ""), ("A b。", "A b。")]
)
def test_words_are_put_into_simplified_characters(text: str, converted: str) -> None:
    assert simplified(text) == converted


@given(st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF)))
def test_simplified_text_has_the_same_length(text: str) -> None:
    assert len(simplified(text)) == len(text)
