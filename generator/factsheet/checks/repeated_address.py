"""A page is one source, however often it is cited."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog
from factsheet.model import Source
from factsheet.problems import Problem, Severity
from factsheet.reader import Entry
from factsheet.web_addresses import page_key

FIELDS = ("url", "archive_url")


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of two sources with one address, in whatever way it is written."""
    known: dict[str, tuple[Entry[Source], str]] = {}
    for entry in catalog.of(Source):
        for field in FIELDS:
            address = getattr(entry.record, field)
            if address is None:
                continue
            first, first_field = known.setdefault(page_key(address), (entry, field))
            if first is not entry:
                yield Problem(
                    place=entry.place(field),
                    rule="repeated-address",
                    message=f'"{entry.id}" has the address of "{first.id}"',
                    hint=f'cite "{first.id}", with the place in it under "at", and put '
                    f'"{entry.id}" under its "formerly"',
                    severity=Severity.WARNING,
                    also=first.place(first_field),
                )
