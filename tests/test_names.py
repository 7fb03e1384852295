"""The index of names: what stands under which letter, in which order, and where it leads."""

from collections.abc import Callable

import pytest

from factsheet.languages import language
from factsheet.pipeline import FactBase, rendered
from factsheet.views.names import letter_of, spelled
from factsheet.views.page import NameView, PageView
from factsheet.views.site import pages, site_scope

Load = Callable[..., FactBase]
NVIDIA = """\
entities:
  nvidia:
    kind: organization
    name: {en: NVIDIA, zh: 英伟达}
    aliases: {en: [Nvidia, NVDA], zh-Hant: [輝達, 英偉達]}
"""


def index(base: FactBase, code: str) -> PageView:
    return next(
        each for each in pages(site_scope(base.catalog, language(code))) if each.path == "names"
    )


def written(name: NameView) -> str:
    main = f" → {name.main.plain}" if name.main else ""
    kind = f" ({name.kind.plain})" if name.kind else ""
    return f"{name.shown.plain}{main}{kind}"


def listed(base: FactBase, code: str) -> dict[str, list[str]]:
    """Return the names of a page by their letter, as a reader sees them."""
    sections = index(base, code).sections
    found = {section.title.plain: [written(name) for name in section.names] for section in sections}
    # A letter stands once, in its place in the alphabet; what is no letter comes last.
    letters = [section.title.plain for section in sections]
    assert letters == sorted(found, key=lambda letter: (letter == "#", letter))
    return found


def entities(*names: str) -> str:
    lines = (f"  e-{n}: {{kind: person, name: {name}}}\n" for n, name in enumerate(names))
    return "entities:\n" + "".join(lines)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "en",
            {
                "H": ["輝達 → NVIDIA"],
                "N": ["NVDA → NVIDIA", "NVIDIA"],
                "Y": ["英伟达 → NVIDIA"],
            },
        ),
        (
            "zh",
            {
                "H": ["輝達 → 英伟达"],
                "N": ["NVDA → 英伟达", "NVIDIA → 英伟达"],
                "Y": ["英伟达"],
            },
        ),
    ],
)
def test_every_name_in_every_language_leads_to_the_page_and_the_same_name_only_once(
    base: Load, code: str, expected: dict[str, list[str]]
) -> None:
    loaded = base(NVIDIA)
    assert listed(loaded, code) == expected
    names = [name for section in index(loaded, code).sections for name in section.names]
    assert {name.href for name in names} == {"../entities/nvidia/"}


def test_names_and_what_they_lead_to_say_their_language(base: Load) -> None:
    loaded = base(NVIDIA)
    english = [name for section in index(loaded, "en").sections for name in section.names]
    assert [(name.shown.plain, name.shown.lang) for name in english] == [
        ("輝達", "zh-Hant"),
        ("NVDA", ""),
        ("NVIDIA", ""),
        ("英伟达", "zh-Hans"),
    ]
    (text,) = (
        output.content.decode()
        for view, output in rendered(site_scope(loaded.catalog, language("zh")))
        if output.path == "zh/names.md"
    )
    assert text == (
        "---\n"
        'title: "名称索引"\n'
        'description: "本站有专页的一切，都按其各种名称列在这里；中文名称按拼音排列。"\n'
        'hide: ["navigation"]\n'
        "---\n\n"
        "# 名称索引 { #_page }\n\n"
        '<p class="fs-lead">本站有专页的一切，都按其各种名称列在这里；中文名称按拼音排列。</p>\n\n'
        '<nav class="fs-letters" aria-label="首字母">'
        '<a href="#_h">H</a> <a href="#_n">N</a> <a href="#_y">Y</a></nav>\n\n'
        "## H { #_h }\n\n"
        '<ul class="fs-names">\n'
        '<li><a href="../entities/nvidia/" lang="zh-Hant">輝達</a> '
        '<span class="fs-names__main">→ 英伟达</span></li>\n'
        "</ul>\n\n"
        "## N { #_n }\n\n"
        '<ul class="fs-names">\n'
        '<li><a href="../entities/nvidia/" lang="en">NVDA</a> '
        '<span class="fs-names__main">→ 英伟达</span></li>\n'
        '<li><a href="../entities/nvidia/" lang="en">NVIDIA</a> '
        '<span class="fs-names__main">→ 英伟达</span></li>\n'
        "</ul>\n\n"
        "## Y { #_y }\n\n"
        '<ul class="fs-names">\n'
        '<li><a href="../entities/nvidia/">英伟达</a></li>\n'
        "</ul>\n"
    )


def test_english_names_sort_without_case_accents_marks_and_their_article(base: Load) -> None:
    names = ["zoe", "Émile", "The Economist", "emil", "eBay", "Østersund", "O’Brien", "The", "7"]
    names += ["U.S. Steel", "usher", "US Air"]
    assert listed(base(entities(*names)), "en") == {
        "E": ["eBay", "The Economist", "emil", "Émile"],
        "O": ["O’Brien", "Østersund"],
        "T": ["The"],
        "U": ["US Air", "U.S. Steel", "usher"],
        "Z": ["zoe"],
        "#": ["7"],
    }


def test_chinese_names_sort_by_pinyin_a_syllable_at_a_time_then_by_character(base: Load) -> None:
    names = ["先锋", "西安", "重庆", "长安", "重庆大学", "《芯片法》", "吕布", "路透社", "石", "时"]
    assert listed(base(entities(*names)), "zh") == {
        "C": ["长安", "重庆", "重庆大学"],
        "L": ["路透社", "吕布"],
        "S": ["时", "石"],
        "X": ["西安", "先锋", "《芯片法》"],
    }


@pytest.mark.parametrize(
    ("name", "letter", "spelling"),
    [
        ("重庆", "C", "chong qing"),
        ("重要", "Z", "zhong yao"),
        ("单位", "D", "dan wei"),
        ("“一带一路”", "Y", "yi dai yi lu"),
        ("英伟达DRIVE Orin", "Y", "ying wei da drive orin"),
        ("10-K表", "#", "10 k biao"),
        ("Łódź", "L", "lodz"),
        ("Ærø", "A", "aero"),
        ("Ⓝvidia", "N", "nvidia"),
        ("Путин", "#", "путин"),
        ("†", "#", ""),
    ],
)
def test_a_name_stands_where_it_is_spelled(name: str, letter: str, spelling: str) -> None:
    assert (letter_of(spelled(name)), spelled(name)) == (letter, spelling)


def test_namesakes_say_what_they_are_and_sheets_that_they_are_sheets(base: Load) -> None:
    text = """\
entities:
  apple: {kind: organization, name: Apple, role: {en: Maker of phones, zh: 手机制造商}}
  fruit: {kind: term, name: {en: apple, zh: 苹果}}
  records: {kind: organization, name: Apple Records, aliases: {en: [APPLE]}}
  pear: {kind: term, name: Pear}
sheets:
  phones:
    title: {en: The phones, zh: 手机}
    about: [apple]
    sections: [{title: {en: None, zh: 无}, text: {en: None., zh: 无。}}]
"""
    loaded = base(text)
    assert listed(loaded, "en") == {
        "A": [
            "APPLE → Apple Records",
            "Apple (Maker of phones)",
            "apple (Term)",
            "Apple Records",
        ],
        "P": ["Pear", "The phones (Fact sheet)", "苹果 → apple"],
    }
    assert listed(loaded, "zh")["S"] == ["手机 (事实清单)"]


def test_a_long_letter_is_several_short_lists(base: Load) -> None:
    loaded = base(entities(*(f"Ann {n:03}" for n in range(121))))
    (text,) = (
        output.content.decode()
        for view, output in rendered(site_scope(loaded.catalog, language("en")))
        if output.path == "en/names.md"
    )
    assert [part.count("<li>") for part in text.split('<ul class="fs-names">')] == [0, 60, 60, 1]


def test_without_names_there_are_no_letters(base: Load) -> None:
    (text,) = (
        output.content.decode()
        for view, output in rendered(site_scope(base("").catalog, language("en")))
        if view.path == "names"
    )
    assert "fs-letters" not in text


@pytest.mark.parametrize(("path", "href"), [("index", "names/"), ("entities/index", "../names/")])
def test_the_first_page_and_the_list_of_entities_lead_to_all_names(
    base: Load, path: str, href: str
) -> None:
    (more,) = (
        page.more
        for page in pages(site_scope(base(NVIDIA).catalog, language("en")))
        if page.path == path
    )
    assert more is not None
    assert (more.title.plain, more.href) == ("All names A–Z", href)


def test_a_person_stands_under_the_surname_as_it_is_read() -> None:
    assert spelled("曾国藩", is_person=True) == "zeng guo fan"
    assert spelled("曾国藩") == "ceng guo fan"
    assert spelled("Zeng Guofan", is_person=True) == "zeng guofan"
