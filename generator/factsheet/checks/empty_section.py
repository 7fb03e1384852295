"""A section of a sheet that asks for facts shows some."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog
from factsheet.model import Query, Sheet
from factsheet.problems import Problem


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Report sections whose list is empty or whose query finds nothing."""
    for entry in catalog.of(Sheet):
        for index, section in enumerate(entry.record.sections):
            is_query = isinstance(section.facts, Query)
            if section.facts is None or catalog.shown[entry.id][index] or (is_query and not catalog.is_complete):
                continue
            message = "no fact matches this query" if is_query else "the section lists no facts"
            hint = "widen the query, or remove the section" if is_query else "list ids, or remove the section"
            place = entry.place("sections", index, "facts")
            yield Problem(place=place, rule="empty-section", message=message, hint=hint)
