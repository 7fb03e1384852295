"""Cards: what they say, how it is broken into lines, and that every character is really drawn."""

import os
import re
import struct
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from factsheet.pipeline import FactBase, scopes
from factsheet.render import fonts
from factsheet.render.cards import COLOURS, NoCardsError, Painter, card_svg, painter, writable
from factsheet.render.fonts import Face, Font, Weights, families, find_font
from factsheet.render.wrapping import is_wide, wrapped
from factsheet.views.cards import CardView, card_views
from factsheet.views.imprint import Imprint
from support import ROOT

Load = Callable[..., FactBase]
FACTS = """\
sources: {s: {title: S, url: https://s.example/}}
entities: {ann: {kind: person, name: {en: Ann Lee, zh: 李安}}}
sheets:
  topic:
    title: {en: A topic, zh: 一个话题}
    summary: {en: What it is., zh: 说明。}
    sections: [{title: {en: All, zh: 全部}, facts: [opening, size, words, claim]}]
dates:
  opening: {date: 2024-03-18, title: {en: Opening, zh: 开幕}, sources: [s]}
figures:
  size: {of: ann, measure: {en: Size, zh: 规模}, value: 12000 USD, period: 2023, sources: [s]}
quotes:
  words:
    speaker: ann
    text: {en: Yes., zh: 是的。}
    original: en
    said: 2024-03
    verbatim: false
    sources: [s]
claims:
  claim:
    statement: {en: It fell, zh: 下降了}
    claimed_by: ann
    verdict: misleading
    finding: {en: "It **rose**.", zh: 其实**上升**了。}
    evidence: [size]
    status: retracted
    note: {en: Wrong., zh: 有误。}
"""
VIEW = CardView(
    id="claim",
    page="",
    language="zh",
    tag="zh-Hans",
    kicker=("说法", "误导"),
    title="下降了",
    detail="其实上升了。",
    is_value=False,
    mark="verdict-misleading",
    site_name="事实清单",
    alt="说法、误导：下降了",
)


class Every(dict[int, float]):
    """Widths of a font that has every character but those of private use."""

    def __missing__(self, character: int) -> float:
        if 0xE000 <= character < 0xF900 or chr(character) in "ğ\u0306א":
            raise KeyError(character)
        return 1 if is_wide(chr(character)) else 0.55

    def __contains__(self, character: object) -> bool:
        return isinstance(character, int) and self.get(character, 0) > 0

    def get(self, character: int, default: float = 0) -> float:  # type: ignore[override]
        try:
            return self[character]
        except KeyError:
            return default


ANY = Weights(Face("Any", Every()), Face("Any", Every()))
FONT = Font((), ANY, ANY)


def measure(text: str) -> float:
    return sum(Every()[ord(character)] for character in text)


def lines(text: str, width: float, most: int = 99) -> list[str]:
    return wrapped(text, width, most, measure)[0]


def drawn(view: CardView) -> list[str]:
    return re.findall(r"<text[^>]*>(.*?)</text>", card_svg(view, FONT))


@pytest.fixture(scope="module")
def brush() -> Painter:
    """The painter of this machine; without a font, the tests are skipped, or fail in CI."""
    try:
        return painter()
    except NoCardsError as error:
        give_up = pytest.fail if os.environ.get("CI") else pytest.skip
        give_up(str(error))


# What a card says


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "en",
            {
                "topic": ("Fact sheet", "A topic", "What it is.", ""),
                "opening": ("Event", "Opening", "18 March 2024", ""),
                "size": ("Figure", "Ann Lee: Size", "US$12,000 (2023)", ""),
                "words": ("Quote · paraphrase", "“Yes.”", "Ann Lee, March 2024", ""),
                "claim": (
                    "Claim · Misleading · Retracted",
                    "It fell",
                    "It rose.",
                    "status-retracted",
                ),
            },
        ),
        (
            "zh",
            {
                "topic": ("事实清单", "一个话题", "说明。", ""),
                "opening": ("事件", "开幕", "2024年3月18日", ""),
                "size": ("数据", "李安：规模", "1.2万美元（2023年）", ""),
                "words": ("引语 · 转述", "“是的。”", "李安，2024年3月", ""),
                "claim": ("说法 · 误导 · 已撤回", "下降了", "其实上升了。", "status-retracted"),
            },
        ),
    ],
)
def test_a_card_says_what_it_is_and_how_it_stands(
    base: Load, code: str, said: dict[str, tuple[str, ...]]
) -> None:
    views = list(card_views(scopes(base(FACTS), [code], Imprint(names={code: "Site"}))[code]))
    assert {
        view.id: (" · ".join(view.kicker), view.title, view.detail, view.mark) for view in views
    } == said
    assert {view.id: view.page for view in views if view.page} == {"topic": "sheets/topic"}


def test_the_colours_of_cards_are_those_of_the_badges() -> None:
    folder = ROOT / "generator/factsheet/plugin/theme/assets"
    css = (folder / "factsheet.css").read_text("utf-8")
    for mark, colour in COLOURS.items():
        rule = re.search(rf"\.fs-badge--{mark}\b(?!-)[^{{]*{{ --fs-badge: var\((--fs-\w+)\)", css)
        assert rule is not None, mark
        assert f"{rule[1]}: {colour};" in css


# Lines


def test_western_text_breaks_at_spaces() -> None:
    assert lines("the quick brown fox jumps", 6) == ["the quick", "brown fox", "jumps"]


def test_chinese_text_breaks_anywhere_but_before_punctuation() -> None:
    assert lines("一二三四五六七", 3) == ["一二三", "四五六", "七"]
    for mark in "，。、；：？！”）》":
        assert lines(f"一二三{mark}四", 3) == ["一二", f"三{mark}四"]


def test_an_opening_mark_never_ends_a_line() -> None:
    assert lines("一二“三四”", 2.6) == ["一二", "“三", "四”"]
    assert lines("一二（三四）", 3) == ["一二", "（三", "四）"]


def test_a_number_stays_with_what_it_counts() -> None:
    assert lines("共有609.22亿美元", 6) == ["共有", "609.22亿美", "元"]


def test_a_word_wider_than_a_line_is_cut() -> None:
    assert lines("a " + "x" * 25, 5.5) == ["a", "x" * 10, "x" * 10, "x" * 5]


def test_what_has_no_room_ends_in_an_ellipsis() -> None:
    assert lines("one two three four five six", 6, 2) == ["one two", "three…"]
    assert lines("一二三四，五六七八", 6, 1) == ["一二三四…"]
    assert lines("“一二三四五六七八”", 4, 1) == ["“一二…”"]
    assert lines("x" * 30, 5.5, 1) == ["x" * 9 + "…"]


@pytest.mark.parametrize("most", [1, 2, 3])
def test_no_line_is_wider_than_asked(most: int) -> None:
    text = (
        "2024财年（截至1月28日），NVIDIA营收609.22亿美元，“同比增长126%”；unbelievably-long-words。"
    )
    for width in range(4, 30):
        found, is_whole = wrapped(text, width, most, measure)
        assert [line for line in found if measure(line) > width] == []
        assert is_whole == (not any("…" in line for line in found))


# Characters


def test_what_a_font_lacks_is_never_drawn() -> None:
    assert writable("英\ue123伟\U0001f600达\u200b\x00", FONT).text == "英伟\U0001f600达"
    assert writable("Erdoğan", FONT).text == "Erdogan"
    assert writable("ab א", FONT).text == ""
    assert writable(" a\n\t b ", FONT).text == "a b"


def test_western_text_has_no_quotes_as_wide_as_han() -> None:
    wide = Every({ord("’"): 1, ord("“"): 1, ord("”"): 1})
    weights = Weights(Face("Wide", wide), Face("Wide", wide))
    font = Font((), weights, weights)
    assert writable("Nvidia’s “AI” (训练)", font).text == 'Nvidia\'s "AI" (训练)'
    assert writable("英伟达的“AI”训练", font).text == "英伟达的“AI”训练"


def test_a_title_that_cannot_be_written_makes_no_card() -> None:
    assert card_svg(replace(VIEW, title="א"), FONT) == ""
    assert drawn(replace(VIEW, detail="א")) == ["说法 · 误导", "下降了", "事实清单"]


def test_hostile_text_is_escaped() -> None:
    hostile = '</text><image href="file:///etc/passwd"/>&'
    markup = card_svg(replace(VIEW, title=hostile, site_name=hostile, tag='"><a'), FONT)
    assert "<image" not in markup
    assert "<a" not in markup
    assert "&lt;/text&gt;&lt;image" in markup


def test_a_long_title_is_set_smaller_and_then_cut() -> None:
    short, long = card_svg(VIEW, FONT), card_svg(replace(VIEW, title="长标题" * 40), FONT)
    assert 'font-size="72"' in short
    assert 'font-size="72"' not in long
    shown = drawn(replace(VIEW, title="长标题" * 40, detail="短。" * 90))
    assert [line[-1] for line in shown if line.endswith("…")] == ["…", "…"]
    places = [int(each) for each in re.findall(r'<text x="\d+" y="(\d+)"', long)]
    assert places == sorted(places)
    assert places[-2] <= 512


# Images


def test_a_card_is_a_png_of_the_size_previews_ask_for(brush: Painter) -> None:
    output = brush.paint(VIEW)
    assert output is not None
    assert output.path == "cards/zh/claim.png"
    assert output.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", output.content[16:24]) == (1200, 630)
    assert brush.paint(VIEW) == output


def test_different_characters_look_different_and_unknown_ones_are_left_out(
    brush: Painter,
) -> None:
    titles = ("英", "达", "A", "B", "英\ue123")
    one, other, a, b, private = (brush.paint(replace(VIEW, title=title)) for title in titles)
    assert len({each.content for each in (one, other, a, b) if each}) == 4
    assert private == one


def test_a_card_without_a_title_in_the_font_is_none(brush: Painter) -> None:
    assert brush.paint(replace(VIEW, title="\U00012000")) is None


# Fonts


def font_file(family: str, characters: str) -> bytes:
    """Make a font without shapes: character n of the text is glyph n + 1, n + 1 tenths wide."""
    codes = sorted(map(ord, characters))
    glyphs = {code: index for index, code in enumerate(codes, 1)}
    firsts = [*codes, 0xFFFF]
    shifts = [*((glyphs[code] - code) % 0x10000 for code in codes), 1]
    count = len(firsts)
    segments = struct.pack(
        f">7H{count}HH{count}H{count}H{count}H",
        *(4, 16 + 8 * count, 0, 2 * count, 0, 0, 0),
        *(*firsts, 0, *firsts, *shifts, *[0] * count),
    )
    name = family.encode("utf-16-be")
    tables = {
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 1, 12) + segments,
        b"head": bytes(18) + struct.pack(">H", 1000) + bytes(34),
        b"hhea": bytes(34) + struct.pack(">H", len(codes) + 1),
        b"hmtx": b"".join(struct.pack(">HH", 100 * each, 0) for each in range(len(codes) + 1)),
        b"name": struct.pack(">9H", 0, 1, 18, 3, 1, 0x409, 1, len(name), 0) + name,
    }
    head, body = struct.pack(">IHHHH", 0x10000, len(tables), 0, 0, 0), b""
    for tag, content in tables.items():
        at = 12 + 16 * len(tables) + len(body)
        head += tag + struct.pack(">III", 0, at, len(content))
        body += content
    return head + body


@pytest.fixture
def only_fonts_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder that is all the system has, and no fontconfig."""
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr(fonts, "FOLDERS", (str(tmp_path), str(tmp_path / "none")))
    return tmp_path


def test_a_font_with_chinese_characters_is_found_with_its_bold(only_fonts_in: Path) -> None:
    file = font_file("Probe SC", fonts.SAMPLE + "ab")
    assert families(file).keys() == {"Probe SC"}
    (only_fonts_in / "deep").mkdir()
    regular, bold = (
        only_fonts_in / "deep" / f"NotoSansSC-{weight}.ttf" for weight in ("Regular", "Bold")
    )
    regular.write_bytes(file)
    (only_fonts_in / "simhei.ttf").write_bytes(font_file("Other", fonts.SAMPLE))
    found = find_font()
    assert found is not None
    assert (found.files, found.han.regular.family) == ((regular,), "Probe SC")
    assert found.han.regular.widths[ord("a")] == 0.1
    assert found.han.regular.widths[ord("b")] == 0.2
    assert ord("c") not in found.han.regular.widths
    bold.write_bytes(file)
    found = find_font()
    assert found is not None
    assert found.files == (regular, bold)


def test_fonts_without_chinese_and_broken_ones_are_passed_over(only_fonts_in: Path) -> None:
    (only_fonts_in / "NotoSansCJK-Regular.ttc").write_bytes(b"ttcf broken")
    (only_fonts_in / "msyh.ttc").write_bytes(font_file("Latin", "ab"))
    (only_fonts_in / "unknown.ttf").write_bytes(font_file("Unknown", fonts.SAMPLE))
    assert find_font() is None


def test_without_a_font_there_are_no_cards_and_it_is_said(only_fonts_in: Path) -> None:
    assert list(only_fonts_in.iterdir()) == []
    message = (
        "no font with Chinese characters found: no link preview images; "
        "on Debian install fonts-noto-cjk"
    )
    with pytest.raises(NoCardsError, match=re.escape(message)):
        painter()


def test_without_the_library_there_are_no_cards_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(NoCardsError, match="no link preview images: they need resvg-py"):
        painter()
