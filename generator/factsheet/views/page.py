"""What a page is made of, whatever it is about."""

from dataclasses import dataclass

from factsheet.views.facts import FactView
from factsheet.views.parts import Line, LinkView, Passage
from factsheet.views.references import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One verdict's part of a tally: `percent` of the bar, after `before` percent of others."""

    verdict: str
    word: str
    count: int
    before: str
    percent: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a reader may want to see alone: a trait of facts, and where a plain link leads."""

    trait: str
    word: Passage
    count: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A source, and what rests on it."""

    id: str
    formerly: tuple[str, ...]
    title: Passage
    is_description: bool
    publisher: LinkView | None
    authors: tuple[LinkView, ...]
    published: str
    accessed: str
    kind: str
    tier: str
    language: str
    locator: str
    href: str
    archive_href: str
    marks: tuple[str, ...]
    same_report_as: LinkView | None
    traits: tuple[str, ...]
    rests: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityView:
    """What is known of an entity besides the facts about it.

    `names` are its name in the other languages and its aliases, each in its own language.
    """

    names: tuple[Passage, ...]
    role: Passage | None
    in_role: str
    existed: str
    links: tuple[tuple[str, str], ...]
    part_of: tuple[LinkView, ...]
    related: tuple[LinkView, ...]
    mentioned_in: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A page as another page introduces it."""

    title: Passage
    href: str
    text: Passage | None = None
    count: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameView:
    """A name as an index shows it, with a link to what bears it.

    `main` is what the page there is called, if that is another name; `kind` tells namesakes
    apart.
    """

    shown: Passage
    href: str
    main: Passage | None = None
    kind: Passage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A part of a page under a heading of its own; `more` leads to all of what it shows some."""

    anchor: str
    title: Passage
    text: Passage | None = None
    facts: tuple[FactView, ...] = ()
    lines: tuple[Line, ...] = ()
    sources: tuple[SourceView, ...] = ()
    cards: tuple[Card, ...] = ()
    names: tuple[NameView, ...] = ()
    more: Card | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """A page: where it is, what it is called, and its parts.

    `path` is below the language's root, without suffix; `template` names the renderer's
    template; `heading` stands on the page where that differs from its title; `edit` is the
    record that an editor should open; `boost` lifts it in search; `more` leads to what lists
    more than the page.
    """

    path: str
    template: str
    title: Passage
    description: str
    heading: Passage | None = None
    kind_word: str = ""
    lead: Passage | None = None
    more: Card | None = None
    boost: float = 1
    edit: str = ""
    formerly: tuple[str, ...] = ()
    sections: tuple[SectionView, ...] = ()
    cards: tuple[Card, ...] = ()
    filters: tuple[Filter, ...] = ()
    tally: tuple[Share, ...] = ()
    tally_word: str = ""
    examines: LinkView | None = None
    reference: Reference | None = None
    entity: EntityView | None = None
    about: tuple[LinkView, ...] = ()
