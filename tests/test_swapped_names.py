"""Names that one language swaps for others."""

from collections.abc import Callable

import pytest

Explain = Callable[..., str]
FACTS = """\
sources:
  wire: {title: Wire, url: https://a.example}
entities:
  nvidia: {kind: organization, name: {en: NVIDIA, zh: 英伟达}, aliases: {en: [Nvidia]}}
  intel: {kind: organization, name: {en: Intel, zh: 英特尔}}
  orin: {kind: product, name: {en: DRIVE Orin, zh: 英伟达DRIVE Orin}}
  china: {kind: place, name: {en: China, zh: 中国}}
  america: {kind: place, name: {en: America, zh: 美国}}
  bo: {kind: organization, name: {en: Bo, zh: 博}}
  east: {kind: organization, name: {en: Eastern, zh: 东方}}
  far: {kind: organization, name: {en: Far Company, zh: 东方}}
dates:
  told:
    date: 2024
    title: {en: EN, zh: ZH}
    about: [nvidia, intel, orin, china, america, bo, east, far]
    sources: [wire]
"""


def said(explain: Explain, english: str, chinese: str) -> str:
    return explain(FACTS.replace("EN, zh: ZH", f"{english}, zh: {chinese}"))


def test_a_swapped_name_is_told_where_it_stands(explain: Explain) -> None:
    assert said(explain, "Nvidia grows", "昨天英特尔增长") == (
        'facts/facts.yaml:15:37: warning: "英特尔" stands in "zh" only: '
        '"en" names "Nvidia" instead [name-in-one-language]\n'
        "   15 |     title: {en: Nvidia grows, zh: 昨天英特尔增长}\n"
        "      |                                       ^^^^^^\n"
        "  hint: name the same in both\n"
        "1 warning\n"
    )


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("NVIDIA and Intel", "英特尔和英伟达"),
        ("the firm grows", "英伟达增长"),
        ("Nvidia grows", "该公司增长"),
        ("Nvidia sells Orin", "英伟达DRIVE Orin面世，英特尔"),
        ("Nvidia sells in China", "英伟达在美国销售"),
        ("Intelligence of Nvidia", "英伟达的情报"),
        ("Bo grows", "英特尔增长"),
        ("Nvidia grows", "东方增长"),
        ("DRIVE Orin sells", "英特尔销售"),
    ],
)
def test_what_names_the_same_or_less_is_not_told(
    explain: Explain, english: str, chinese: str
) -> None:
    assert "name-in-one-language" not in said(explain, english, chinese)


def test_without_entities_nothing_is_compared(explain: Explain) -> None:
    text = FACTS[: FACTS.index("entities:")] + FACTS[FACTS.index("dates:") :]
    found = explain(
        text.replace("    about: [nvidia, intel, orin, china, america, bo, east, far]\n", "")
    )
    assert found == "no problems\n"
