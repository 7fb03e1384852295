"""Reduce a page to its readable text.

Enters: the bytes of a page or file, and what is said of their kind. Leaves: text, a line for
every block. Everything readable stays, in the page's order: where an excerpt stands is not known
yet. The only room that imports lxml and w3lib, which are an extra; plain text needs neither.
"""

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_BYTES = 20 * 1024 * 1024
HTML, PLAIN = "text/html", "text/plain"
KINDS = {HTML: HTML, "application/xhtml+xml": HTML, PLAIN: PLAIN, "text/markdown": PLAIN}
UNREADABLE = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a packed document",
    b"\xd0\xcf\x11\xe0": "a document of an office program",
    b"{\\rtf": "an RTF document",
}
BY_HAND = "copy its text into a text file and give that with --from"
LOOKS_LIKE_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype html|html)\b", re.IGNORECASE
)
SILENT = frozenset({"script", "style", "noscript", "template", "svg", "math", "iframe", "object"})
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
BEGINNING = 2048
# Of a hundred characters one may be damaged, as on many pages; more is another encoding.
MOST_DAMAGED = 0.01


class UnreadableError(Exception):
    """Bytes of which no text can be made; the message continues "the page is" or "has"."""


def text_of(content: bytes, declared: str = "") -> str:
    """Return the text of a page; `declared` is its media type, with the encoding if known.

    Raises `UnreadableError` for what is no page of text, is not all there, or says nothing.
    """
    if len(content) > MOST_BYTES:
        message = f"is larger than {MOST_BYTES // 1024 // 1024} MB"
        raise UnreadableError(message)
    for beginning, what in UNREADABLE.items():
        if content.startswith(beginning):
            message = f"is {what}, which cannot be read here; {BY_HAND}"
            raise UnreadableError(message)
    text = "\n".join(_lines(_read(content, declared)))
    if not text:
        message = f"has no text, as pages do that are drawn by scripts; {BY_HAND}"
        raise UnreadableError(message)
    return text + "\n"


def is_html(content: bytes) -> bool:
    """Whether a file is a page of the web, as far as its beginning shows."""
    return bool(LOOKS_LIKE_HTML.match(content[:BEGINNING]))


def _read(content: bytes, declared: str) -> str:
    media_type = declared.partition(";")[0].strip().lower()
    if media_type and media_type not in KINDS:
        message = f"is of the kind {media_type}, which cannot be read here; {BY_HAND}"
        raise UnreadableError(message)
    is_page = KINDS.get(media_type) == HTML or is_html(content)
    text = _of_html(content, declared) if is_page else _decoded(content, declared)
    if "\0" in text or text.count("\ufffd") > MOST_DAMAGED * len(text):
        message = "is in an encoding that cannot be told; save it as UTF-8 and give it with --from"
        raise UnreadableError(message)
    return text


def _decoded(content: bytes, declared: str) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    named = re.search(r"charset=[\"']?([\w-]+)", declared, re.IGNORECASE)
    try:
        return content.decode(named[1] if named else "utf-8-sig", "replace")
    except LookupError:
        return content.decode("utf-8-sig", "replace")


def _of_html(content: bytes, declared: str) -> str:
    from lxml import etree
    from w3lib.encoding import html_to_unicode

    _, text = html_to_unicode(declared or None, content)
    # What a page says of its encoding has been heeded, and would be again.
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    return "" if root is None else "".join(_pieces(root))


def _pieces(root: "_Element") -> Iterator[str]:
    """Return the texts of a page; what begins or ends a block breaks the line."""
    from lxml import etree

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        is_block = element.tag not in INLINE
        if event == "start":
            is_silent = element.tag in SILENT or _is_footnote_mark(element)
            if is_silent:
                walk.skip_subtree()
            yield "\n" if is_block else ""
            # A line break in the file is none on the page.
            yield "" if is_silent else _folded(element.text, element.tag)
        else:
            yield "\n" if is_block else ""
            yield _folded(element.tail, "")


def _is_footnote_mark(element: "_Element") -> bool:
    links = element.findall(".//a") if element.tag == "sup" else []
    return any(link.get("href", "").startswith("#") for link in links)


def _folded(text: str | None, tag: str) -> str:
    return (text or "") if tag == "pre" else re.sub(r"\s+", " ", text or "")


def _lines(text: str) -> Iterator[str]:
    """Return what is not empty, white space folded."""
    folded = (" ".join(line.split()) for line in text.splitlines())
    return (line for line in folded if line)
