"""An id is no name that Windows keeps for its devices."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog
from factsheet.file_names import is_refused
from factsheet.problems import Problem, Severity


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of ids that no folder can have under Windows; facts have a folder by their id."""
    for entry in catalog.entries.values():
        if is_refused(entry.id):
            yield Problem(
                place=entry.key.place,
                rule="windows-name",
                message=f'Windows allows no folder called "{entry.id}"',
                hint="choose another id, if nobody links to this one yet",
                severity=Severity.WARNING,
            )
