"""A fact that is disputed, superseded or retracted says why, or what took its place."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog
from factsheet.model import STATUSES_WITH_REASON, Fact, Figure
from factsheet.problems import Problem


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Report such facts without `note` or `superseded_by`, and such points without `note`."""
    yield from _points(catalog)
    for entry in catalog.of(Fact):
        fact = entry.record
        if fact.status not in STATUSES_WITH_REASON:
            continue
        is_explained = fact.note or fact.superseded_by
        has_alternatives = isinstance(fact, Figure) and fact.alternatives
        if not (is_explained or has_alternatives):
            is_superseded = fact.status == "superseded"
            successor = 'name its successor under "superseded_by"'
            yield Problem(
                place=entry.place("status"),
                rule="unexplained-status",
                message=f'"{entry.id}" is {fact.status}, but does not say why',
                hint=successor if is_superseded else 'say why under "note"',
            )


def _points(catalog: Catalog) -> Iterator[Problem]:
    for entry in catalog.of(Figure):
        for label, point in entry.record.points.items():
            if point.status in STATUSES_WITH_REASON and not (point.note or entry.record.note):
                yield Problem(
                    place=entry.place("points", label, "status"),
                    rule="unexplained-status",
                    message=f'"{entry.id}@{label}" is {point.status}, but does not say why',
                    hint='say why under "note" of the point',
                )
