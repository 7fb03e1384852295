"""Which addresses the facts cite, and where each is written.

Enters: a catalog. Leaves: citations. Also those of sources whose link is not published: they
are cited all the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from factsheet.catalog import Catalog
from factsheet.model import Entity, Source
from factsheet.problems import Place

URL, ARCHIVE_URL, LINKS = "url", "archive_url", "links"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Citation:
    """An address as a record gives it: in which field, and where that is written."""

    place: Place
    address: str
    record: str
    field: str


def citations(catalog: Catalog) -> tuple[Citation, ...]:
    """Return every address of every source and entity, in the order of files and lines."""
    return tuple(sorted((*_of_sources(catalog), *_of_entities(catalog))))


def _of_sources(catalog: Catalog) -> Iterator[Citation]:
    for entry in catalog.of(Source):
        fields = ((URL, entry.record.url), (ARCHIVE_URL, entry.record.archive_url))
        for field, address in fields:
            if address:
                place = entry.place(field)
                yield Citation(place=place, address=address, record=entry.id, field=field)


def _of_entities(catalog: Catalog) -> Iterator[Citation]:
    for entry in catalog.of(Entity):
        for name, address in entry.record.links.items():
            place = entry.place(LINKS, name)
            yield Citation(place=place, address=address, record=entry.id, field=LINKS)
