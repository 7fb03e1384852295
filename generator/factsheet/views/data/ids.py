"""Every id the fact base keeps a promise for: what it means now, and where that is."""

from collections.abc import Iterator

from factsheet.catalog import is_a
from factsheet.fields import Part
from factsheet.model import Entity, Fact, Figure, Sheet, Source
from factsheet.reader import Entry
from factsheet.views.addresses import fact_path
from factsheet.views.data.scope import DataScope
from factsheet.views.data.values import Record, known


def ids(scope: DataScope) -> dict[str, Record]:
    """Return ids, present and former, and the points of series, in the order of the alphabet."""
    catalog, found = scope.catalog, dict[str, Record]()
    former: dict[str, list[str]] = {}
    for old, present in catalog.renamed.items():
        former.setdefault(present, []).append(old)
    for entry in catalog.entries.values():
        if isinstance(entry.record, Fact | Entity | Source | Sheet):
            for reference, record in _of(scope, entry):
                for name in (entry.id, *former.get(entry.id, ())):
                    found[name + reference] = record
    return dict(sorted(found.items()))


def _of(scope: DataScope, entry: Entry[Part]) -> Iterator[tuple[str, Record]]:
    """Yield what a record's id means, and what each of its points' does: `""` and `@FY2024`."""
    first = next(iter(scope.values.languages))
    is_fact = is_a(entry, Fact)
    address = fact_path(entry.id) if is_fact else scope.page(entry.id, first)
    status = entry.record.status if isinstance(entry.record, Fact) else None
    yield "", known(kind=entry.kind, id=entry.id, status=status, address=address)
    points = entry.record.points if isinstance(entry.record, Figure) else {}
    for label, point in points.items():
        yield (
            f"@{label}",
            {
                "kind": "point",
                "id": f"{entry.id}@{label}",
                "status": point.status,
                "address": f"{address}#{label}",
            },
        )
