"""The numbered sources of a fact.

Enters: a fact and a `Scope`. Leaves: its citations, each source once with the most it says,
and the numbers by which the parts of a figure name theirs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factsheet.catalog import is_a
from factsheet.model import Fact, Figure, Source, SourceReference
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


def citations(scope: Scope, fact: Fact) -> tuple[Citation, ...]:
    """Number a fact's sources, then those that only its points or alternatives name."""
    return tuple(_citations(scope, listed(fact)))


def numbers(fact: Fact, references: Sequence[SourceReference]) -> tuple[int, ...]:
    """Return the numbers under which a part of a fact finds its sources."""
    cited = listed(fact)
    return tuple(sorted({_number(cited, reference) for reference in references}))


def independent(scope: Scope, fact: Fact) -> int:
    """Count a fact's sources, all that tell the same report as one."""
    return len({_report(scope, reference.id) for reference in listed(fact)})


def _report(scope: Scope, source_id: str) -> str:
    """Follow a source to the report it reprints; a circle ends where it closes."""
    seen = [source_id]
    while True:
        entry = scope.catalog.find(seen[-1])
        source = entry.record if entry else None
        original = source.same_report_as if isinstance(source, Source) else None
        if original is None or original in seen:
            return min(seen) if original else seen[-1]
        seen.append(original)


def _citations(scope: Scope, cited: Sequence[SourceReference]) -> Iterator[Citation]:
    for number, reference in enumerate(cited, 1):
        entry = scope.catalog.find(reference.id)
        if entry is None or not is_a(entry, Source):
            continue
        source = entry.record
        excerpt = (
            scope.words(reference.excerpt, source.language or "") if reference.excerpt else None
        )
        yield Citation(
            number=number,
            title=scope.source_title(source),
            publisher=scope.entity_or_text(source.publisher),
            date=scope.span(source.published),
            published=source.published.edtf if source.published else "",
            at=reference.at or "",
            excerpt=excerpt,
            href=(source.url or source.archive_url or "") if source.link else "",
            archive_href=(source.archive_url or "") if source.link else "",
            marks=scope.source_marks(source),
        )


def listed(fact: Fact) -> list[SourceReference]:
    """Return a fact's sources in the order they are numbered, each citation once."""
    cited = list(fact.sources)
    if isinstance(fact, Figure):
        named = [each for point in fact.points.values() for each in point.sources]
        named += (each for alternative in fact.alternatives for each in alternative.sources)
        for reference in named:
            if not _number(cited, reference):
                cited.append(reference)
    return cited


def _number(cited: list[SourceReference], reference: SourceReference) -> int:
    """Return the number under which a reference is cited, 0 if it is not.

    One without place and excerpt of its own is served by any citation of the same source.
    """
    for number, each in enumerate(cited, 1):
        says_no_more = reference.at is None and reference.excerpt is None
        if each == reference or (each.id == reference.id and says_no_more):
            return number
    return 0
