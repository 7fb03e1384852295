"""Every fact rests on something."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog
from factsheet.model import Claim, Fact, Figure
from factsheet.problems import Problem


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Report facts without a source; claims answer to `verdict_without_evidence`."""
    for entry in catalog.of(Fact):
        if not _is_sourced(entry.record):
            yield Problem(
                place=entry.place("sources"),
                rule="missing-source",
                message=f'"{entry.id}" names no source',
                hint='add at least one under "sources"',
            )


def _is_sourced(record: Fact) -> bool:
    match record:
        case Claim():
            return True
        case Figure(sources=[], points=points) if points:
            return all(point.sources for point in points.values())
        case _:
            return bool(record.sources)
