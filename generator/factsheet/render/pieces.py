"""The smallest pieces of HTML: texts, links, badges, lines, sources.

Enters: small views. Leaves: HTML that is safe as it is. A page has thousands of them, and a
template's macro takes several times as long for each: so they are written here, and what they
are put together to is in the templates.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup
from markupsafe import escape as _escape

from factsheet.languages import Language
from factsheet.views.citations import Citation
from factsheet.views.figures import Row
from factsheet.views.page import SourceView
from factsheet.views.parts import Line, LinkView, Passage

Piece = Callable[..., Markup]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of pages in one language, with the words they need."""

    language: Language

    def functions(self) -> Mapping[str, Piece]:
        """Return the pieces by the names that templates know them by."""
        return {
            "missing": lambda passage: _safe(self._missing(passage)),
            "text": lambda passage: _safe(self._text(passage)),
            "link": lambda view: _safe(self._link(view)),
            "links": lambda views: _safe(self._links(views)),
            "lines": lambda views: _safe(self._lines(views)),
            "citations": lambda views: _safe(self._citations(views)),
        }

    def _text(self, passage: Passage) -> str:
        return _text(passage) + self._missing(passage)

    def _missing(self, passage: Passage) -> str:
        if not (passage.is_missing or passage.is_behind):
            return ""
        word = self._word("untranslated" if passage.is_missing else "translation_behind")
        return f' <small class="fs-untranslated">{word}</small>'

    def _link(self, view: LinkView) -> str:
        text = self._text(view.passage)
        return f'<a href="{escaped(view.href)}">{text}</a>' if view.href else text

    def _links(self, views: Iterable[LinkView]) -> str:
        return self._word("list_separator").join(map(self._link, views))

    def _lines(self, views: Iterable[Line]) -> str:
        return f'<ul class="fs-lines">\n{"".join(map(self._line, views))}</ul>\n'

    def _line(self, line: Line) -> str:
        when = f'<span class="fs-line__when">{escaped(line.when)}</span> ' if line.when else ""
        name = f'<a href="{escaped(line.href)}">{self._text(line.what)}</a>'
        number = f' <strong class="fs-line__value">{escaped(line.value)}</strong>'
        mark = f" {_badge(line.mark, line.mark_word)}" if line.mark else ""
        return f"<li>{when}{name}{number if line.value else ''}{mark}</li>\n"

    def _citations(self, views: Iterable[Citation]) -> str:
        rows = "".join(map(self._citation, views))
        return f'<ol class="fs-sources" aria-label="{self._word("source_heading")}">\n{rows}</ol>\n'

    def _citation(self, view: Citation) -> str:
        place = f' <span class="fs-meta">{escaped(view.at)}</span>' if view.at else ""
        excerpt = _element("q", view.excerpt, "fs-excerpt") if view.excerpt else ""
        return (
            f"<li>{self._source_title(view)}{self._published(view)}{place}{_marks(view)}\n"
            f"{excerpt}</li>\n"
        )

    def _source_title(self, view: Citation) -> str:
        title = _element("span", view.title)
        if view.href:
            language = _lang(view.title)
            link = f'<a class="fs-source-link" href="{escaped(view.href)}"{language}>'
            title = f"{link}{view.title.html}</a>"
        archived = ""
        if view.archive_href and view.archive_href != view.href:
            archived = f' <a href="{escaped(view.archive_href)}">{self._word("archived")}</a>'
        return title + self._missing(view.title) + archived

    def _published(self, view: Citation) -> str:
        parts = [self._link(view.publisher)] if view.publisher else []
        parts += [escaped(view.date)] if view.date else []
        words = self._word("detail_separator").join(parts)
        return f' <span class="fs-meta">· {words}</span>' if parts else ""

    def _word(self, key: str) -> str:
        return escaped(self.language.word(key))


def lang(passage: Passage) -> Markup:
    """Return the attribute for words in another language than the page's."""
    return _safe(_lang(passage))


def text(passage: Passage) -> Markup:
    """Return words, without a remark on their translation."""
    return _safe(_text(passage))


def link(view: LinkView) -> Markup:
    """Return a link, without a remark on the translation of its words."""
    words = _text(view.passage)
    return _safe(f'<a href="{escaped(view.href)}">{words}</a>' if view.href else words)


def badge(mark: str, label: str) -> Markup:
    """Return how a fact stands, as a badge."""
    return _safe(_badge(mark, label))


def marks(view: Citation | SourceView) -> Markup:
    """Return what a reader should know before following a source's link."""
    return _safe(_marks(view))


def numbers(row: Row) -> Markup:
    """Return the numbers of the sources of a value."""
    listed = ", ".join(map(str, row.numbers))
    return _safe(f'<sup class="fs-number">{listed}</sup>' if listed else "")


@lru_cache(maxsize=20_000)
def escaped(text: str) -> str:
    """Escape text as templates do."""
    return str(_escape(text))


def _safe(html: str) -> Markup:
    return Markup(html)  # noqa: S704  # made of what is escaped here, and of passages


def _text(passage: Passage) -> str:
    return _element("span", passage) if passage.lang else passage.html


def _lang(passage: Passage) -> str:
    return f' lang="{escaped(passage.lang)}"' if passage.lang else ""


def _element(name: str, passage: Passage, kind: str = "") -> str:
    classes = f' class="{kind}"' if kind else ""
    return f"<{name}{classes}{_lang(passage)}>{passage.html}</{name}>"


def _badge(mark: str, label: str) -> str:
    return f'<span class="fs-badge fs-badge--{escaped(mark)}">{escaped(label)}</span>'


def _marks(view: Citation | SourceView) -> str:
    return "".join(f' <span class="fs-mark">{escaped(mark)}</span>' for mark in view.marks)
