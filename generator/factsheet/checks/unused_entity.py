"""An entity is there for facts to be about."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog
from factsheet.model import Entity
from factsheet.problems import Problem, Severity


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of entities that nothing names."""
    for entry in catalog.unused(Entity):
        yield Problem(
            place=entry.key.place,
            rule="unused-entity",
            message=f'nothing is about "{entry.id}"',
            hint='name it under "about" of a fact, or remove it',
            severity=Severity.WARNING,
        )
