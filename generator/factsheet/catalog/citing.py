"""What a fact rests on: where it names its sources, and which of them are one report."""

from collections.abc import Iterator

from factsheet.catalog.naming import point_of, record_id
from factsheet.catalog.records import Catalog, is_a
from factsheet.fields import Path
from factsheet.model import Claim, Fact, Figure, Source, SourceReference
from factsheet.reader import Entry


def citings(fact: Fact) -> Iterator[tuple[Path, SourceReference]]:
    """Find every place where a fact names a source: its own, its points', its alternatives'."""
    yield from _each(fact.sources, ())
    if isinstance(fact, Figure):
        for label, point in fact.points.items():
            yield from _each(point.sources, ("points", label))
        for index, alternative in enumerate(fact.alternatives):
            yield from _each(alternative.sources, ("alternatives", index))


def cited(fact: Fact) -> list[SourceReference]:
    """Return a fact's sources in the order they are numbered, each citation once."""
    listed = list(fact.sources)
    known = {(each.id, each.at, each.excerpt) for each in listed}
    ids = {each.id for each in listed}
    for _, each in citings(fact):
        says_no_more = each.at is None and each.excerpt is None
        if (each.id, each.at, each.excerpt) in known or (says_no_more and each.id in ids):
            continue
        listed.append(each)
        known.add((each.id, each.at, each.excerpt))
        ids.add(each.id)
    return listed


def number_of(listed: list[SourceReference], reference: SourceReference) -> int:
    """Return the number under which a reference is cited, 0 if it is not.

    One without place and excerpt of its own is served by any citation of the same source.
    """
    for number, each in enumerate(listed, 1):
        says_no_more = reference.at is None and reference.excerpt is None
        if each == reference or (each.id == reference.id and says_no_more):
            return number
    return 0


def report_of(catalog: Catalog, source_id: str) -> str:
    """Follow a source to the report it reprints; all in a circle are one report."""
    seen = list(originals(catalog, source_id))
    last = _original(catalog, seen[-1])
    return min(seen[seen.index(last) :]) if last else seen[-1]


def originals(catalog: Catalog, source_id: str) -> Iterator[str]:
    """Return a source, what it reprints, what that reprints and so on, each once."""
    seen: set[str] = set()
    present: str | None = catalog.present(source_id)
    while present is not None and present not in seen:
        seen.add(present)
        yield present
        present = _original(catalog, present)


def basis(catalog: Catalog, fact_id: str) -> frozenset[str]:
    """Return the sources a fact rests on in the end: its own, and those of a claim's evidence."""
    return frozenset(
        catalog.present(each.id)
        for entry, point in evidence_of(catalog, fact_id)
        for each in _at(entry.record, point)
    )


def evidence_of(catalog: Catalog, fact_id: str) -> Iterator[tuple[Entry[Fact], str]]:
    """Return a fact and all that it is held against, each once and with the point that is meant.

    Claims may be evidence for claims; what is not there is passed over.
    """
    seen: set[tuple[str, str]] = set()
    waiting = [fact_id]
    while waiting:
        reference = waiting.pop()
        entry, point = catalog.find(record_id(reference)), point_of(reference)
        if entry is None or not is_a(entry, Fact) or (entry.id, point) in seen:
            continue
        seen.add((entry.id, point))
        yield entry, point
        if isinstance(entry.record, Claim):
            waiting += entry.record.evidence


def _at(fact: Fact, point: str) -> list[SourceReference]:
    """Return the sources of one point of a series, or of a whole fact."""
    if isinstance(fact, Figure) and point in fact.points:
        return [*fact.sources, *fact.points[point].sources]
    return cited(fact)


def _each(listed: list[SourceReference], path: Path) -> Iterator[tuple[Path, SourceReference]]:
    for index, reference in enumerate(listed):
        yield (*path, "sources", index, "id"), reference


def _original(catalog: Catalog, source_id: str) -> str | None:
    entry = catalog.find(source_id)
    source = entry.record if entry else None
    if not isinstance(source, Source) or source.same_report_as is None:
        return None
    return catalog.present(source.same_report_as)
