"""The numbered sources of a fact.

Enters: a fact and a `Scope`. Leaves: its citations, each source once with the most it says,
and the numbers by which the parts of a figure name theirs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factsheet.catalog import cited, is_a, number_of, report_of
from factsheet.model import Fact, Source, SourceReference
from factsheet.reader import Entry
from factsheet.views.parts import LinkView, Passage
from factsheet.views.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A numbered source of a fact, with the place in it and its own words.

    `date` is worded, `published` the same as EDTF.
    """

    number: int
    title: Passage
    publisher: LinkView | None
    date: str
    published: str
    at: str
    excerpt: Passage | None
    href: str
    archive_href: str
    marks: tuple[str, ...]


def citations(scope: Scope, entry: Entry[Fact]) -> tuple[Citation, ...]:
    """Number a fact's sources, then those that only its points or alternatives name."""
    return tuple(_citations(scope, listed(scope, entry)))


def listed(scope: Scope, entry: Entry[Fact]) -> tuple[SourceReference, ...]:
    """Return a fact's sources in the order they are numbered."""
    return scope.remembered(("listed", entry.id), lambda: tuple(cited(entry.record)))


def numbers(fact: Fact, references: Sequence[SourceReference]) -> tuple[int, ...]:
    """Return the numbers under which a part of a fact finds its sources."""
    if not references:
        return ()
    own = cited(fact)
    return tuple(sorted({number_of(own, reference) for reference in references}))


def independent(scope: Scope, entry: Entry[Fact]) -> int:
    """Count a fact's sources, all that tell the same report as one."""

    def counted() -> int:
        reports = {report_of(scope.catalog, each.id) for each in listed(scope, entry)}
        return len(reports)

    return scope.remembered(("independent", entry.id), counted)


def _citations(scope: Scope, references: Sequence[SourceReference]) -> Iterator[Citation]:
    for number, reference in enumerate(references, 1):
        entry = scope.catalog.find(reference.id)
        if entry is None or not is_a(entry, Source):
            continue
        source = entry.record
        title, date, marks = _of_source(scope, entry)
        excerpt = (
            scope.words(reference.excerpt, source.language or "") if reference.excerpt else None
        )
        yield Citation(
            number=number,
            title=title,
            publisher=scope.entity_or_text(source.publisher),
            date=date,
            published=source.published.edtf if source.published else "",
            at=reference.at or "",
            excerpt=excerpt,
            href=(source.url or source.archive_url or "") if source.link else "",
            archive_href=(source.archive_url or "") if source.link else "",
            marks=marks,
        )


def _of_source(scope: Scope, entry: Entry[Source]) -> tuple[Passage, str, tuple[str, ...]]:
    """Return what all facts that rest on a source say of it alike: title, date and marks."""
    source = entry.record

    def made() -> tuple[Passage, str, tuple[str, ...]]:
        return scope.source_title(source), scope.span(source.published), scope.source_marks(source)

    return scope.remembered(("cited", entry.id, scope.record), made)
