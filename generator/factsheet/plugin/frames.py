"""The theme's frame around generated pages: made once for all pages that share it.

Enters: a page with its context, and the template that would show it. Leaves: the page's whole
HTML, byte for byte what the template gives. A frame is made by showing a page that has marks in
place of its own words, and is used only after a second page has come out of it as it comes out
of the template: so a theme that shows more of a page than is known here is slow and right.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import chain

from mkdocs.plugins import PluginCollection
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from factsheet.plugin.pages import FactPage

FEWEST = 4  # Pages that a frame is worth making for.
# Plugins that leave to other pages what belongs to them.
KNOWN = ("factsheet.plugin.events", "material.plugins.search.plugin")
# What the theme looks for in a page's content, to write the title where there is none.
TITLE = "<h1"
# The name of the list of problems, which comes and goes within a frame.
PROBLEMS = "problems"
MARKED = ("toc", "meta", "content", "canonical_url", "edit_url")
MARK = re.compile("\ue000([^\ue001]*)\ue001")

Words = Mapping[str, str]
# Shows a page: with the words of its own given by name, apart from those that mkdocs knows.
Show = Callable[[Page, Words], str]


class _State(Enum):
    UNKNOWN = auto()
    TRIED = auto()
    TRUSTED = auto()
    REFUSED = auto()


def _mark(name: str) -> str:
    return f"\ue000{name}\ue001"


PROBLEMS_MARK = _mark(PROBLEMS)


@dataclass(slots=True)
class Frame:
    """What is the same around pages, in pieces, and what stands between these, by name."""

    pieces: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    state: _State = _State.UNKNOWN

    def learn(self, html: str) -> None:
        """Take the frame from the HTML of a page with marks."""
        parts = MARK.split(html)
        self.pieces, self.names = tuple(parts[::2]), tuple(parts[1::2])

    def try_on(self, words: Words, html: str) -> None:
        """See whether a page comes out as the template gives it: trust needs two pages."""
        holds = self.filled(words) == html
        further = _State.TRIED if self.state is _State.UNKNOWN else _State.TRUSTED
        self.state = further if holds else _State.REFUSED

    def filled(self, words: Words) -> str:
        """Put a page's words into the frame."""
        between = (words[name] for name in self.names)
        return (
            "".join(chain.from_iterable(zip(self.pieces, between, strict=False))) + self.pieces[-1]
        )


@dataclass(slots=True)
class Frames:
    """The frames of one build, by what pages need to have in common to share one.

    `filled` says how many pages came out of one.
    """

    expected: Counter[object]
    is_serving: bool
    filled: int = 0
    frames: dict[tuple[object, ...], Frame] = field(default_factory=dict)

    @classmethod
    def around(cls, pages: Iterable[FactPage], *, is_serving: bool) -> "Frames":
        """Count the pages that may share frames."""
        return cls(Counter(_place(page) for page in pages), is_serving)

    def shown(self, page: FactPage, own: Words, show: Show) -> str:
        """Return a page's whole HTML, out of its frame where there is one to trust.

        `own` are the words of the page that mkdocs does not know of.
        """
        shape = self._shape(page, own)
        if shape is None:
            return show(page, own)
        frame, words = self.frames.setdefault(shape, Frame()), {**own, **_words(page)}
        if frame.state is _State.TRUSTED or (frame.state is _State.TRIED and self.is_serving):
            self.filled += 1
            return frame.filled(words)
        html = show(page, own)
        if frame.state is _State.UNKNOWN:
            marks = {
                name: _mark(name) if word or name == PROBLEMS else "" for name, word in own.items()
            }
            with _marked(page):
                frame.learn(show(page, marks))
        if frame.state is not _State.REFUSED:
            frame.try_on(words, html)
        return html

    def _shape(self, page: FactPage, own: Words) -> tuple[object, ...] | None:
        """Return what pages of one frame have in common; None for a page that has none.

        What a page has none of has no place in the frame. A page of the navigation shares none,
        and is worth one only while it is served again and again.
        """
        place = _place(page)
        is_alone = (
            self.expected[place] < FEWEST
            or page.previous_page is not None
            or page.next_page is not None
        )
        if (is_alone and not self.is_serving) or TITLE not in (page.content or ""):
            return None
        return (
            page.file.src_uri if is_alone else place,
            len(_headings(page)),
            any(heading.children for heading in _headings(page)),
            tuple(name for name, words in own.items() if words and name != PROBLEMS),
            tuple(page.meta.get("hide", ())),
            bool(page.canonical_url),
            bool(page.edit_url),
        )


def foreign_hands(plugins: PluginCollection, *events: str) -> bool:
    """Whether a plugin that is not known here takes part in any of these events."""
    methods = (each for event in events for each in plugins.events[event])
    return any(type(getattr(each, "__self__", None)).__module__ not in KNOWN for each in methods)


def _place(page: FactPage) -> tuple[object, ...]:
    """Where a page is: all addresses in its frame are relative to that."""
    return posixpath.dirname(page.file.src_uri), page.url.rstrip("/").count("/")


def _headings(page: Page) -> list[AnchorLink]:
    """Return the entries of a table of contents below that of the page's title."""
    top = list(page.toc)
    return top[0].children if len(top) == 1 else top


def _words(page: FactPage) -> dict[str, str]:
    """Return what a frame needs of a page, by name."""
    headings = _headings(page)
    return {
        "title": str(page.meta["title"]),
        "description": str(page.meta["description"]),
        TITLE: page.content or "",
        "canonical": page.canonical_url or "",
        "edit": page.edit_url or "",
        **{f"heading-{index}": each.title for index, each in enumerate(headings)},
        **{f"anchor-{index}": each.id for index, each in enumerate(headings)},
    }


@contextmanager
def _marked(page: FactPage) -> Iterator[None]:
    """Put marks in place of a page's words for a while."""
    before = {name: getattr(page, name) for name in MARKED}
    top, headings = list(page.toc), []
    for index, each in enumerate(_headings(page)):
        heading = AnchorLink(_mark(f"heading-{index}"), _mark(f"anchor-{index}"), each.level)
        headings.append(heading)
    if len(top) == 1:
        first = AnchorLink(top[0].title, top[0].id, top[0].level)
        first.children = headings
        headings = [first]
    page.toc = TableOfContents(headings)
    page.meta = {**page.meta, "title": _mark("title"), "description": _mark("description")}
    page.content = _mark(TITLE)
    page.canonical_url = page.canonical_url and _mark("canonical")
    page.edit_url = page.edit_url and _mark("edit")
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(page, name, value)
