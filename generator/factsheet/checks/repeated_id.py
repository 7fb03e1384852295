"""Every id stands for one record, in the whole fact base and for good."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog
from factsheet.problems import Problem


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Report ids that two records have, or that one has and another had."""
    for entry, first in catalog.repeats:
        place = first.key.place
        yield Problem(
            place=entry.key.place,
            rule="repeated-id",
            message=f'the id "{entry.id}" is taken by the {first.kind} at {place}',
            hint="give one of the two another id",
            also=place,
        )
    for old, present in catalog.renamed.items():
        if old in catalog.entries:
            owner, taken = catalog.entries[present], catalog.entries[old]
            index = list(getattr(owner.record, "formerly", ())).index(old)
            yield Problem(
                place=owner.place("formerly", index),
                rule="repeated-id",
                message=f'the former id "{old}" is taken by the {taken.kind} at {taken.key.place}',
                hint="give that record another id: old addresses lead here",
                also=taken.key.place,
            )
