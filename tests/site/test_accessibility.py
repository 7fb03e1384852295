"""The real site for readers who hear it, use the keyboard, or need contrast: axe and our own."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

KINDS = ["", "sheets/", "sheets/nvidia-china-article-2024/", "sheets/nvidia-in-numbers/"]
KINDS += ["entities/", "entities/nvidia/", "timeline/", "figures/", "quotes/", "claims/"]
KINDS += ["sources/", "changes/", "names/", "about/", "method/", "format/"]
PAGES = ["", "404.html", *(f"{code}/{kind}" for code in ("en", "zh") for kind in KINDS)]
LOOKS: list[dict[str, Any]] = [
    {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"},
]
AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}}
# What the theme causes and no template or style of ours can mend: (rule, part of the selector),
# each with its reason.
ALLOWED: set[tuple[str, str]] = set()

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]{2,}")
# Words an English text speaks about; its author has no way to mark their language.
SPOKEN_OF = {"培训", "训练", "竞赢", "大家上午好"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input"}
VOID |= {"link", "meta", "source", "track", "wbr"}
UNSEEN = {"head", "script", "style", "template", "code", "pre"}  # and code, which is no language


@pytest.fixture(scope="module")
def looks(chromium: Browser) -> list[Page]:
    """A tab for each look."""
    return [_tab(chromium, look) for look in LOOKS]


def _tab(running: Browser, look: dict[str, Any]) -> Page:
    return running.new_context(**look, reduced_motion="reduce").new_page()


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(looks: list[Page], real_address: str, path: str) -> None:
    found: dict[str, list[str]] = {}
    for page, look in zip(looks, LOOKS, strict=True):
        page.goto(real_address + path, wait_until="load")
        # Two frames on, the theme has measured its sidebars.
        page.evaluate("new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)))")
        page.evaluate(AXE)
        result = page.evaluate("options => axe.run(document, options)", OPTIONS)
        seen = f"{look['viewport']['width']} {look['color_scheme']}"
        for violation in result["violations"]:
            for node in violation["nodes"]:
                target = " ".join(map(str, node["target"]))
                if not _is_allowed(violation["id"], target):
                    what = f"{violation['id']}: {target}: {node['html'][:120]}"
                    found.setdefault(what, []).append(seen)
    assert not found, "\n".join(f"{what} ({', '.join(seen)})" for what, seen in found.items())


def _is_allowed(rule: str, target: str) -> bool:
    return any(rule == each and part in target for each, part in ALLOWED)


@pytest.mark.browser
@pytest.mark.parametrize("code", ["en", "zh"])
def test_the_first_key_press_offers_to_skip_to_the_text(
    looks: list[Page], real_address: str, code: str
) -> None:
    for page in looks:
        page.goto(f"{real_address}{code}/sheets/nvidia-china-article-2024/", wait_until="load")
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.get_attribute("class", timeout=5000) in ("md-skip", "md-skip focus-visible")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('h1') !== null")


@dataclass(slots=True)
class _Element:
    tag: str
    lang: str
    is_unseen: bool


@dataclass(slots=True)
class _Text:
    """A page's headings, and the Chinese in it that no element says is Chinese."""

    levels: list[int] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = _Text()
        self.open: list[_Element] = [_Element("", "", is_unseen=False)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        inside = self.open[-1]
        if tag not in VOID:
            lang = dict(attrs).get("lang") or inside.lang
            self.open.append(_Element(tag, lang, inside.is_unseen or tag in UNSEEN))
        if re.fullmatch("h[1-6]", tag):
            self.text.levels.append(int(tag[1]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if any(each.tag == tag for each in self.open):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        inside = self.open[-1]
        if not inside.is_unseen and not inside.lang.startswith("zh"):
            self.text.unmarked += HAN.findall(data)


@pytest.fixture(scope="module")
def texts(real_site: Path) -> dict[str, _Text]:
    """Every page's text by its address below the site's root."""
    found = {}
    for path in sorted(real_site.rglob("*.html")):
        reader = _Reader()
        reader.feed(path.read_text("utf-8"))
        found[path.relative_to(real_site).as_posix().removesuffix("index.html")] = reader.text
    return found


def test_headings_go_down_a_step_at_a_time(texts: dict[str, _Text]) -> None:
    for address, text in texts.items():
        assert text.levels[:1] == [1], address
        assert text.levels.count(1) == 1, address
        steps = zip(text.levels, text.levels[1:], strict=False)
        assert all(after - before <= 1 for before, after in steps), address


def test_chinese_outside_chinese_pages_says_that_it_is(texts: dict[str, _Text]) -> None:
    unmarked = {
        (address, words)
        for address, text in texts.items()
        for words in text.unmarked
        if words not in SPOKEN_OF
    }
    assert not unmarked
