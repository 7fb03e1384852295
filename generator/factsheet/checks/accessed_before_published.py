"""A source cannot have been read before it was published."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog
from factsheet.model import Source
from factsheet.problems import Problem


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Compare the dates as far as they are known: the latest reading with the earliest day."""
    for entry in catalog.of(Source):
        published, accessed = entry.record.published, entry.record.accessed
        if published and accessed and accessed.last_day < published.first_day:
            dates = f"read {accessed.edtf}, before it was published {published.edtf}"
            yield Problem(
                place=entry.place("accessed"),
                rule="accessed-before-published",
                message=f'"{entry.id}" was {dates}',
                hint="mend one of the two dates",
                also=entry.place("published"),
            )
