"""An address names a page, not the way by which somebody came to it."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog, addresses
from factsheet.problems import Problem, Severity
from factsheet.web_addresses import tracking, without_tracking


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of parameters that only follow readers around.

    Archived copies are left alone: theirs is the address that was archived, as it was.
    """
    for entry in catalog.entries.values():
        for each in addresses(entry):
            found = tracking(each.address)
            if found and each.path != ("archive_url",):
                names = " and ".join(f'"{name.partition("=")[0]}"' for name in found)
                follow = "follow" if len(found) > 1 else "follows"
                better = without_tracking(each.address)
                yield Problem(
                    place=each.place.within(each.address, found[0]),
                    rule="tracking-parameter",
                    message=f"{names} in the address {follow} readers around",
                    hint=f"write {better}",
                    severity=Severity.WARNING,
                    mends=each.readdressed(better),
                )
