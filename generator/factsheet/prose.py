"""Read the inline Markdown that facts and pages may use: emphasis, links, `fact:` links.

Enters: text. Leaves: safe HTML, plain text, or the links with their places. Raw HTML is shown
as text; an address that is not a web address is no link. Knows no records: where a `fact:`
link leads is asked of whoever calls.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape as html_escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

FACT_SCHEME = "fact:"
SAFE = re.compile(r"(?i:https?)://[^/]|fact:")
FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
LINK = re.compile(
    r"!?\[(?P<text>(?:[^\[\]\\]|\\.)*)\]"
    r"\(\s*<?(?P<target>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?"
    r"(?:\s+[\"'(][^\n]*?)?\s*\)"
)

Resolve = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Link:
    """A link in Markdown text: what it shows, where it leads, and where the target stands.

    `line` and `column` start at 1; `start` and `end` are the whole link's offsets.
    """

    text: str
    target: str
    line: int
    column: int
    start: int
    end: int


def is_safe(target: str) -> bool:
    """Whether a link in a fact may lead there: to a web address or to another fact."""
    return SAFE.match(target) is not None


class _Inline(MarkdownIt):
    """Markdown's inline rules, with only such links as a fact may have."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 markdown-it's own name
        """Whether a link is one."""
        return is_safe(url)


_inline = _Inline("zero").enable(["emphasis", "link", "escape", "backticks", "newline"])


def html(text: str, resolve: Resolve) -> str:
    """Return inline HTML; `resolve` turns a `fact:` target into an address, or None."""
    tokens = _inline.parseInline(text)
    for token in _links(tokens):
        target = str(token.attrGet("href") or "")
        if target.startswith(FACT_SCHEME):
            token.attrSet("href", resolve(target.removeprefix(FACT_SCHEME)) or "#")
    return str(_inline.renderer.render(tokens, _inline.options, {})).strip()


def escape(text: str) -> str:
    """Return text that shows as it is typed, in HTML."""
    return html_escape(text, quote=True).replace("\n", "<br>")


def plain(text: str) -> str:
    """Return the text without its markup, for titles and descriptions."""
    tokens = _inline.parseInline(text)
    inner = [child for token in tokens for child in token.children or []]
    return "".join(" " if each.type == "softbreak" else each.content for each in inner)


def targets(text: str) -> tuple[str, ...]:
    """Return where the links of a text lead, in order."""
    return tuple(str(token.attrGet("href") or "") for token in _links(_inline.parseInline(text)))


def page_links(markdown: str) -> Iterator[Link]:
    """Find the inline links of a whole Markdown page, outside of code and comments."""
    masked = _without_code(markdown)
    for found in LINK.finditer(masked):
        before = masked[: found.start("target")]
        line = before.count("\n") + 1
        column = found.start("target") - (before.rfind("\n") + 1) + 1
        yield Link(found["text"], found["target"], line, column, found.start(), found.end())


def _without_code(markdown: str) -> str:
    """Blank out fenced code, code spans and comments, keeping every offset."""
    lines, fence = [], ""
    for line in markdown.split("\n"):
        found = FENCE.match(line)
        if fence:
            closes = found is not None and found[1].startswith(fence) and line.strip() == found[1]
            lines.append(" " * len(line))
            fence = "" if closes else fence
        elif found:
            fence = found[1]
            lines.append(" " * len(line))
        else:
            lines.append(CODE.sub(lambda code: " " * len(code[0]), line))
    blanked = "\n".join(lines)
    return COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), blanked)


def _links(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from (child for child in token.children or [] if child.type == "link_open")
