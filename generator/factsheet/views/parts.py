"""The small things every view is made of: passages, links, lines.

Passages carry the language they are in, so that a reader's voice and fonts follow.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text: its HTML, and its BCP 47 tag when it is not the page's language.

    `is_missing` marks text that should be in the page's language, but is not there yet,
    `is_behind` a translation whose original has changed since it was made.
    """

    html: str
    plain: str
    lang: str = ""
    is_missing: bool = False
    is_behind: bool = False


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link, or just its text when `href` is empty."""

    passage: Passage
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A fact in one line of a list: what, when, and how it stands."""

    id: str
    kind: str
    what: Passage
    href: str
    when: str = ""
    value: str = ""
    mark: str = ""
    mark_word: str = ""
