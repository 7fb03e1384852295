"""The text of a source that excerpts are compared with is the one that was kept."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog
from factsheet.catalog.excerpts import changed_texts
from factsheet.problems import Problem, Severity


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of texts that are not those `sources.lock` names: nothing is held against them."""
    for entry, kept, is_locked in changed_texts(catalog):
        keep = f'"factsheet archive {entry.id} --from {kept.file}"'
        state = "is not the one that sources.lock names" if is_locked else "is not in sources.lock"
        yield Problem(
            place=entry.key.place,
            rule="archive-changed",
            message=f'the stored text of "{entry.id}" {state}',
            hint=f"look at {kept.file}, and keep it as it is with {keep}",
            severity=Severity.WARNING,
        )
