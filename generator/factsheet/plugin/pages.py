"""Generated pages as mkdocs' own pages, with HTML that is not parsed back from Markdown.

Enters: a page's view and its Markdown. Leaves: a `FactPage`, with the content, the table of
contents and the front matter that mkdocs would have read from the Markdown, byte for byte.

The Markdown stays the truth: between its headings stands plain HTML, which Markdown hands
through as it is. So only headings are converted, and how the site's Markdown writes those is
learned from it. Whatever is not surely so is left to mkdocs.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from markdown import Markdown
from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

# Extensions that leave blocks of plain HTML as they are.
HARMLESS = frozenset(
    {
        "abbr",
        "admonition",
        "attr_list",
        "def_list",
        "fenced_code",
        "footnotes",
        "meta",
        "pymdownx.caret",
        "pymdownx.details",
        "pymdownx.emoji",
        "pymdownx.highlight",
        "pymdownx.inlinehilite",
        "pymdownx.keys",
        "pymdownx.magiclink",
        "pymdownx.mark",
        "pymdownx.superfences",
        "pymdownx.tabbed",
        "pymdownx.tasklist",
        "pymdownx.tilde",
        "tables",
        "toc",
    }
)
HEADING = re.compile(r"^(#{1,6}) (.+) \{ #(\S+) \}\n\n?", re.MULTILINE)
# Nothing in such a title is markup to any of these extensions.
PLAIN_TITLE = re.compile(r"(?!.*www\.)[\w\u2e80-\u9fff ,.%/()·，。：；、？！（）《》“”’—–-]+")
# A fence, which is one even within HTML, and what Markdown normalizes before it reads.
NOT_PLAIN = re.compile(
    r"^ *(?:```|~~~)|[\t\r\x02\x03\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", re.MULTILINE
)
BLANK_LINES = re.compile(r"\n{3,}")
ANCHOR = re.compile(r'\s(?:id|name)="([^"]*)"')
TITLE_MARK, ANCHOR_MARK = "factsheettitle", "factsheetanchor"

Token = dict[str, Any]


@dataclass(slots=True)
class Headings:
    """How the site's Markdown writes headings: learned once a build, by level."""

    markdown: Markdown
    learned: dict[int, tuple[str, Token | None]] = field(default_factory=dict)
    converted: dict[tuple[int, str], tuple[str, Token | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, config: MkDocsConfig) -> "Headings | None":
        """Learn from the site's configuration; None if its Markdown may change plain HTML."""
        if not HARMLESS.issuperset(map(str, config.markdown_extensions)):
            return None
        made = Markdown(
            extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
        )
        return cls(made)

    def written(self, level: int, title: str, anchor: str) -> tuple[str, Token | None]:
        """Return a heading as HTML, and its entry in the table of contents if it has one."""
        if PLAIN_TITLE.fullmatch(title):
            html, token = self._pattern(level)
            html = html.replace(TITLE_MARK, title)
        else:
            html, token = self._converted(level, title)
        if token is not None:
            token = {**token, "id": anchor, "name": token["name"].replace(TITLE_MARK, title)}
        return html.replace(ANCHOR_MARK, anchor), token

    def _pattern(self, level: int) -> tuple[str, Token | None]:
        if level not in self.learned:
            self.learned[level] = self._convert(level, TITLE_MARK)
        return self.learned[level]

    def _converted(self, level: int, title: str) -> tuple[str, Token | None]:
        if (level, title) not in self.converted:
            self.converted[level, title] = self._convert(level, title)
        return self.converted[level, title]

    def _convert(self, level: int, title: str) -> tuple[str, Token | None]:
        self.markdown.reset()
        html = self.markdown.convert(f"{'#' * level} {title} {{ #{ANCHOR_MARK} }}")
        tokens: list[Token] = getattr(self.markdown, "toc_tokens", [])
        return html, tokens[0] if tokens else None


class FactPage(Page):
    """A generated page.

    `headings` are how the site writes them, or None where mkdocs is to read the Markdown.
    `is_framed` is set when the page's whole HTML is finished.
    """

    def __init__(
        self,
        file: File,
        config: MkDocsConfig,
        headings: Headings | None,
        front_matter: Mapping[str, Any],
    ) -> None:
        """Become the page of a file whose front matter is known."""
        super().__init__(None, file, config)
        self.headings = headings
        self.front_matter = front_matter
        self.written = ""
        self.is_framed = False

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the Markdown without its front matter, which is known."""
        if self.headings is None:
            super().read_source(config)
        else:
            text = self.file.content_string
            self.written = self.markdown = text[text.index("\n---\n") + 5 :].lstrip("\n")
            self.meta = dict(self.front_matter)

    def edit_at(self, uri: str, config: MkDocsConfig) -> bool:
        """Lead to another place to edit the page; whether that changes anything on it."""
        before, self.file.edit_uri = self.edit_url, uri
        self._set_edit_url(config.repo_url, config.edit_uri, config.edit_uri_template)
        return self.edit_url != before

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Make the HTML, or have mkdocs make it if another plugin has changed the Markdown."""
        text = self.markdown
        if self.headings is None or not self.written or text != self.written:
            super().render(config, files)
            return
        if NOT_PLAIN.search(text):
            super().render(config, files)
            return
        tokens: list[Token] = []
        self.content = "".join(_converted(text, self.headings, tokens)).rstrip("\n")
        self.toc = get_toc(nest_toc_tokens(tokens))  # type: ignore[arg-type]  # the stubs name its keys
        self.links_to_anchors = {}

    @property
    def present_anchor_ids(self) -> set[str] | None:
        """The anchors that written pages may link to; only looked for when one does."""
        if self._anchors is None and self.content is not None:
            self._anchors = set(ANCHOR.findall(self.content))
        return self._anchors

    @present_anchor_ids.setter
    def present_anchor_ids(self, anchors: set[str] | None) -> None:
        self._anchors = anchors

    _anchors: set[str] | None = None


def _converted(text: str, headings: Headings, tokens: list[Token]) -> Iterator[str]:
    """Convert headings and hand the rest through; collect the table of contents."""
    done = 0
    for found in HEADING.finditer(text):
        yield BLANK_LINES.sub("\n\n", text[done : found.start()])
        html, token = headings.written(len(found[1]), found[2], found[3])
        if token is not None:
            tokens.append(token)
        yield f"{html}\n"
        done = found.end()
    yield BLANK_LINES.sub("\n\n", text[done:])
