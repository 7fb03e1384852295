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
# Not with a user before the host ("https://good.example@evil.example"), nor with what browsers
# read as a slash: both hide where a link leads.
SAFE = re.compile(r"(?i:https?)://(?![^/?#]*(?:@|\\|%5[Cc]))[^/]|fact:")
# Text in which Markdown finds nothing to read, nor HTML anything to escape.
UNMARKED = re.compile(r"[^\\`*_\[\]<>&\"\r\n\0]*")
FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
CODE = re.compile(r"(?<!`)(`++).+?(?<!`)\1(?!`)")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
LINK = re.compile(
    r"!?\[(?P<text>(?:[^\[\]\\]|\\.)*)\]"
    r"\(\s*<?(?P<target>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?"
    r"(?:\s+[\"'(][^\n]*?)?\s*\)"
)
TARGET = re.compile(r"\]\((?:[^\s()]|\([^\s()]*\))*\)")
# Nothing but ASCII: Chinese text goes on right after an address.
ADDRESS = re.compile(r"https?://[!-~]+")

# `[name]: target`, to which `[text][name]` refers.
DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*<?(?P<target>[^\s<>]+)>?", re.MULTILINE)
INDENT = re.compile(r"(?: {4}|\t)")
LIST_ITEM = re.compile(r" {0,3}(?:[-*+]|\d+[.)])\s")

Resolve = Callable[[str], str | None]
Describe = Callable[[str], str]
# What marks a link whose title tells of the fact it leads to.
PREVIEWED = "fs-ref"


@dataclass(frozen=True, slots=True)
class Link:
    """A link in Markdown text: what it shows, where it leads, and where the target stands.

    `line` and `column` start at 1; `start` and `end` are the whole link's offsets, or just the
    target's where it is named apart (`[name]: target`) and `text` is None.
    """

    text: str | None
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


def html(text: str, resolve: Resolve, describe: Describe | None = None) -> str:
    """Return inline HTML; `resolve` turns a `fact:` target into an address, or None.

    `describe` says in a few lines what a `fact:` link leads to: its title, for a preview.
    """
    if UNMARKED.fullmatch(text):
        return text.strip()
    tokens = _inline.parseInline(text)
    for token in _links(tokens):
        target = str(token.attrGet("href") or "")
        if target.startswith(FACT_SCHEME):
            reference = target.removeprefix(FACT_SCHEME)
            token.attrSet("href", resolve(reference) or "#")
            title = describe(reference) if describe else ""
            if title:
                token.attrSet("class", PREVIEWED)
                token.attrSet("title", title)
    return str(_inline.renderer.render(tokens, _inline.options, {})).strip()


def escape(text: str) -> str:
    """Return text that shows as it is typed, in HTML."""
    return html_escape(text, quote=True).replace("\n", "<br>")


def plain(text: str) -> str:
    """Return the text without its markup, for titles and descriptions."""
    if UNMARKED.fullmatch(text):
        return text
    tokens = _inline.parseInline(text)
    inner = [child for token in tokens for child in token.children or []]
    return "".join(" " if each.type == "softbreak" else each.content for each in inner)


def targets(text: str) -> tuple[str, ...]:
    """Return where the links of a text lead, in order."""
    if "](" not in text:
        return ()
    return tuple(str(token.attrGet("href") or "") for token in _links(_inline.parseInline(text)))


def page_links(markdown: str) -> Iterator[Link]:
    """Find the links of a whole Markdown page in order, outside of code and comments."""
    if "](" not in markdown and "]:" not in markdown:
        return
    masked = without_code(markdown)
    found = [(match, match["text"], match.span()) for match in LINK.finditer(masked)]
    found += [(match, None, match.span("target")) for match in DEFINITION.finditer(masked)]
    for match, text, (start, end) in sorted(found, key=lambda each: each[2]):
        at = match.start("target")
        line = masked.count("\n", 0, at) + 1
        column = at - masked.rfind("\n", 0, at)
        yield Link(text, match["target"], line, column, start, end)


def without_code(markdown: str) -> str:
    """Blank out fenced and indented code, code spans and comments, keeping every offset."""
    lines, fence = [], ""
    is_after_gap, is_list = True, False
    for line in markdown.split("\n"):
        found = FENCE.match(line)
        is_indented = INDENT.match(line) is not None and is_after_gap and not is_list
        if fence:
            closes = found is not None and found[1].startswith(fence) and line.strip() == found[1]
            fence = "" if closes else fence
        elif found:
            fence = found[1]
        if fence or found or is_indented:
            lines.append(" " * len(line))
        else:
            lines.append(CODE.sub(lambda code: " " * len(code[0]), line))
            is_list = _goes_on_as_list(line, is_list=is_list)
            is_after_gap = not line.strip()
    blanked = "\n".join(lines)
    return COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), blanked)


def without_addresses(text: str) -> str:
    """Blank out what is no language in inline Markdown, keeping every offset.

    That is: code, where links lead, and bare web addresses.
    """
    if "`" in text:
        text = CODE.sub(lambda code: " " * len(code[0]), text)
    if "](" in text:
        text = TARGET.sub(lambda target: "]" + " " * (len(target[0]) - 1), text)
    if "://" in text:
        text = ADDRESS.sub(lambda address: " " * len(address[0]), text)
    return text


def _goes_on_as_list(line: str, *, is_list: bool) -> bool:
    """Whether indented lines below belong to a list; text at the margin ends one."""
    if LIST_ITEM.match(line):
        return True
    return is_list and (not line.strip() or line[0].isspace())


def _links(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from (child for child in token.children or [] if child.type == "link_open")
