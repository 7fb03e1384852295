"""A source is there for facts to rest on."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog
from factsheet.model import Source
from factsheet.problems import Problem, Severity


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of sources that nothing names."""
    for entry in catalog.unused(Source):
        yield Problem(
            place=entry.key.place,
            rule="unused-source",
            message=f'nothing rests on "{entry.id}"',
            hint='name it under "sources" of a fact, or remove it',
            severity=Severity.WARNING,
        )
