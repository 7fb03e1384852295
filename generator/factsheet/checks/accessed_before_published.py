"""A source cannot have been read before it was published."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog
from factsheet.model import Source
from factsheet.problems import Problem


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Compare the dates as far as they are known: the latest reading with the earliest day."""
    for entry in catalog.of(Source):
        source = entry.record
        if source.published and source.accessed and source.accessed.last_day < source.published.first_day:
            yield Problem(
                place=entry.place("accessed"),
                rule="accessed-before-published",
                message=f'"{entry.id}" was read on {source.accessed.edtf}, before it was published on {source.published.edtf}',
                hint="mend one of the two dates",
                also=entry.place("published"),
            )
