"""A section of a sheet that asks for facts shows some."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog
from factsheet.model import FACT_KINDS, Query, Sheet
from factsheet.problems import Problem


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Report sections whose list is empty or whose query finds nothing."""
    for entry in catalog.of(Sheet):
        for index, section in enumerate(entry.record.sections):
            if section.facts is None or catalog.shown[entry.id][index]:
                continue
            message, hint = "the section lists no facts", "list ids, or remove the section"
            if isinstance(section.facts, Query):
                if catalog.may_lack(*FACT_KINDS):
                    continue
                message, hint = "no fact fits this query", "widen the query, or remove the section"
            place = entry.place("sections", index, "facts")
            yield Problem(place=place, rule="empty-section", message=message, hint=hint)
