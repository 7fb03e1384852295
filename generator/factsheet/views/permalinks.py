"""A fact's own page: the fact in all languages, whatever sheet or list shows it besides.

Enters: a fact and the scopes of all languages. Leaves: a `Permalink`, with links relative to
`f/<id>/`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from factsheet.catalog import is_a
from factsheet.content_policy import Sources
from factsheet.languages import Language
from factsheet.model import Claim, Fact, Figure
from factsheet.prose import escape
from factsheet.reader import Entry
from factsheet.views.addresses import LISTS, fact_data_path, fact_path, table_path
from factsheet.views.facts import FactView, fact_view, without_anchor
from factsheet.views.linked_data import linked_data
from factsheet.views.own_references import page_reference
from factsheet.views.parts import LinkView, Passage
from factsheet.views.references import Reference
from factsheet.views.scope import Scope
from factsheet.views.sheets import shortened

# From f/<id>/ up to the site's root.
UP = "../../"
EMBEDDING_PATH = "f/{}.oembed.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A fact in one language; `contexts` are the pages that show it among others."""

    language: Language
    site_name: str
    kind_word: str
    title: str
    description: str
    fact: FactView
    contexts: tuple[LinkView, ...]
    reference: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedCitation:
    """A numbered source as readers of all languages need it: its date is EDTF."""

    number: int
    title: Passage
    publishers: tuple[Passage, ...]
    published: str
    at: str
    excerpt: Passage | None
    href: str
    archive_href: str
    marks: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Permalink:
    """A fact's own page; the first face is the site's first language.

    `address` is the page's own and `embedding` that of its oEmbed file: absolute, or empty when
    the site does not know where it is. Other addresses are relative. `allowed` is as in an imprint.
    """

    id: str
    formerly: tuple[str, ...]
    kind: str
    faces: tuple[Face, ...]
    sources: tuple[SharedCitation, ...]
    address: str
    embedding: str
    site_address: str
    data_href: str
    table_href: str
    image: str
    linked_data: dict[str, Any]
    modified: str
    allowed: Sources | None


def permalinks(scopes: Sequence[Scope]) -> Iterator[Permalink]:
    """Make the page of every fact, in the languages of the scopes."""
    outside = [scope.outside(UP) for scope in scopes]
    for entry in scopes[0].catalog.of(Fact):
        yield _permalink(outside, entry)


def _permalink(scopes: Sequence[Scope], entry: Entry[Fact]) -> Permalink:
    site = scopes[0].imprint.address
    faces = tuple(_face(scope, entry) for scope in scopes)
    issued = faces[0].reference.issued
    is_series = is_a(entry, Figure) and bool(entry.record.points)
    return Permalink(
        id=entry.id,
        formerly=tuple(entry.record.formerly),
        kind=entry.kind,
        faces=faces,
        sources=tuple(_shared(faces)),
        address=f"{site}{fact_path(entry.id)}" if site else "",
        embedding=f"{site}{EMBEDDING_PATH.format(entry.id)}" if site else "",
        site_address=site,
        data_href=UP + fact_data_path(entry.id),
        table_href=UP + table_path(entry.id) if is_series else "",
        image=scopes[0].imprint.pictures.get(entry.id, ""),
        linked_data=linked_data(scopes, entry),
        modified=issued.edtf if issued else "",
        allowed=scopes[0].imprint.allowed,
    )


def _face(scope: Scope, entry: Entry[Fact]) -> Face:
    line, imprint = scope.line(entry), scope.imprint
    name = imprint.names.get(scope.language.code, "")
    return Face(
        language=scope.language,
        site_name=name,
        kind_word=scope.word(f"kind_{entry.kind}"),
        title=line.what.plain,
        description=shortened(_description(scope, entry)),
        fact=without_anchor(fact_view(scope, entry)),
        contexts=tuple(_contexts(scope, entry)),
        reference=page_reference(scope, entry),
    )


def _shared(faces: Sequence[Face]) -> Iterator[SharedCitation]:
    """Put the sources of all faces together: they differ in words, not in what they are."""
    tags = ["", *(face.language.tag for face in faces[1:])]
    for versions in zip(*(face.fact.citations for face in faces), strict=True):
        first = versions[0]
        publishers: dict[str, Passage] = {}
        marks: dict[str, Passage] = {}
        for tag, each in zip(tags, versions, strict=True):
            if each.publisher:
                name = each.publisher.passage
                publishers.setdefault(name.plain, replace(name, lang=name.lang or tag))
            for mark in each.marks:
                marks.setdefault(mark, Passage(escape(mark), mark, tag))
        yield SharedCitation(
            number=first.number,
            title=first.title,
            publishers=tuple(publishers.values()),
            published=first.published,
            at=first.at,
            excerpt=first.excerpt,
            href=first.href,
            archive_href=first.archive_href,
            marks=tuple(marks.values()),
        )


def _description(scope: Scope, entry: Entry[Fact]) -> str:
    """Say in a line what the fact is: its value, who said it and when, or what was found."""
    line = scope.line(entry)
    finding = entry.record.finding if is_a(entry, Claim) else None
    told = scope.passage(finding).plain if finding else line.value or line.when
    return scope.word("title_separator").join(part for part in (line.mark_word, told) if part)


def _contexts(scope: Scope, entry: Entry[Fact]) -> Iterator[LinkView]:
    """Link the places where the fact stands among others, its home first."""
    sheets = scope.catalog.shown_in.get(entry.id, ())
    home = scope.addresses.page_of(entry.id)
    listed = home if home.startswith(LISTS[entry.kind]) else ""
    for sheet in sheets:
        entry_of_sheet = scope.catalog.entries[sheet]
        href = f"{scope.to_page(scope.addresses.page_of(sheet))}#{entry.id}"
        yield LinkView(scope.name(entry_of_sheet), href)
    if listed:
        words = scope.words(scope.word(LISTS[entry.kind]))
        yield LinkView(words, f"{scope.to_page(listed)}#{entry.id}")
    for use in scope.uses.get(entry.id, ()):
        yield LinkView(scope.words(use.title), scope.to_page(use.path))
