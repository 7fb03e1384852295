"""A fact rests on the original rather than on a copy of it."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog, citings, is_a, originals
from factsheet.model import Fact, Source
from factsheet.problems import Problem, Severity
from factsheet.reader import Entry

MIRROR = "mirror"


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of a mirror that is cited without its original, where the fact base has that."""
    for entry in _citing_mirrors(catalog):
        named = list(citings(entry.record))
        all_cited = {catalog.present(reference.id) for _, reference in named}
        for path, reference in named:
            if _tier(catalog, reference.id) != MIRROR:
                continue
            better = [
                each
                for each in originals(catalog, reference.id)
                if _tier(catalog, each) not in (MIRROR, None)
            ]
            if better and all_cited.isdisjoint(better):
                yield Problem(
                    place=entry.place(*path),
                    rule="mirror-preferred",
                    message=f'"{reference.id}" is a copy of "{better[0]}", which is not cited',
                    hint=f'cite "{better[0]}" instead, or besides',
                    severity=Severity.WARNING,
                )


def _citing_mirrors(catalog: Catalog) -> Iterator[Entry[Fact]]:
    mirrors = (entry.id for entry in catalog.of(Source) if entry.record.tier == MIRROR)
    citing = {entry.id: entry for mirror in mirrors for entry in catalog.naming(mirror)}
    yield from (entry for entry in citing.values() if is_a(entry, Fact))


def _tier(catalog: Catalog, source_id: str) -> str | None:
    """Return how near a source is; a source that does not say so is no mirror."""
    entry = catalog.find(source_id)
    source = entry.record if entry else None
    return source.tier or "" if isinstance(source, Source) else None
