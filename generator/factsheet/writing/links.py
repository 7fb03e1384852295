"""Find the links of a text, each with what it shows and where its target stands.

Enters: Markdown or HTML. Leaves: links in order. In Markdown, links in brackets, definitions,
HTML and bare addresses count, code does not; in HTML, whatever has an `href` or `src`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from factsheet.problems import Place
from factsheet.prose import page_links, plain, without_code
from factsheet.writing.files import Writing
from factsheet.writing.markup import LenientParser

ADDRESS = re.compile(r"https?://[^\s<>\"'`|\\()\[\]{}，。；：！？、（）《》“”]+", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"""\s(?:href|src)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))""",
    re.IGNORECASE,
)
# What ends a sentence ends no address.
TRAILING = ".,;:!?*_~"


@dataclass(frozen=True, slots=True)
class WrittenLink:
    """A link: the words it shows (nothing for a bare address), its target as typed, its offset.

    `text_start` is the offset of the words, or the target's where there are none.
    """

    text: str
    target: str
    start: int
    text_start: int


def links(writing: Writing) -> tuple[WrittenLink, ...]:
    """Return the links of a text in the order of their targets."""
    found = _in_html(writing.text) if writing.is_html else _in_markdown(writing.text)
    return tuple(sorted(found, key=lambda link: link.start))


def place_of(writing: Writing, start: int, width: int) -> Place:
    """Return the place of some characters of a text."""
    before = writing.text[:start]
    line_start = max(before.rfind("\n"), before.rfind("\r")) + 1
    line = len(re.findall(r"\r\n|\r|\n", before)) + 1
    return Place(writing.name, line, start - line_start + 1, max(width, 1))


def _in_markdown(text: str) -> Iterator[WrittenLink]:
    rest, lines = without_code(text), _line_starts(text)
    for link in page_links(text):
        start = lines[link.line - 1] + link.column - 1
        shown = plain(link.text) if link.text else ""
        yield WrittenLink(shown, link.target, start, link.start + 1 if shown else start)
        rest = rest[: link.start] + " " * (link.end - link.start) + rest[link.end :]
    for each in _in_html(rest):
        yield each
        end = each.start + len(each.target)
        rest = rest[: each.start] + " " * len(each.target) + rest[end:]
    for found in ADDRESS.finditer(rest):
        target = found[0].rstrip(TRAILING)
        yield WrittenLink("", target, found.start(), found.start())


def _line_starts(text: str) -> list[int]:
    """Return the offset of every line, as line feeds end them."""
    return [0, *(found.end() for found in re.finditer("\n", text))]


def _in_html(text: str) -> list[WrittenLink]:
    finder = _Finder(text)
    finder.feed(text)
    finder.close()
    return finder.found


class _Finder(LenientParser):
    """Collects links; the words of an `<a>` are known when it ends."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.lines = _line_starts(text)
        self.found: list[WrittenLink] = []
        self.open: int | None = None
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raw = self.get_starttag_text() or ""
        attribute = ATTRIBUTE.search(raw)
        if attribute is None or not {"href", "src"}.intersection(name for name, _ in attrs):
            return
        line, column = self.getpos()
        at = self.lines[line - 1] + column
        name = next(key for key, value in attribute.groupdict().items() if value is not None)
        self.found.append(
            WrittenLink("", attribute[name], at + attribute.start(name), at + len(raw))
        )
        if tag == "a":
            self.open, self.words = len(self.found) - 1, []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag != "a" or self.open is None:
            return
        link, shown = self.found[self.open], " ".join("".join(self.words).split())
        start = link.text_start if shown else link.start
        self.found[self.open] = WrittenLink(shown, link.target, link.start, start)
        self.open = None


def address_of(target: str) -> str:
    """Return the address that a target as typed in HTML or Markdown stands for."""
    return unescape(target)
