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
    for entry in catalog.entries.values():
        for index, old in enumerate(getattr(entry.record, "formerly", ())):
            other = catalog.entries.get(old) or catalog.entries[catalog.renamed[old]]
            if other is not entry or old == entry.id:
                taker = f"the {other.kind} at {other.key.place}"
                yield Problem(
                    place=entry.place("formerly", index),
                    rule="repeated-id",
                    message=f'the former id "{old}" is taken by {taker}',
                    hint="an old address can lead to one record only",
                    also=other.key.place,
                )
