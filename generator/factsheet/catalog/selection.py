"""Which facts a sheet shows: those its sections list, and those its queries find."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from factsheet.catalog.naming import Reference, record_id
from factsheet.catalog.times import time_of
from factsheet.dates import Span
from factsheet.model import Fact, Query, SheetSection
from factsheet.reader import Entry

Backlinks = Mapping[str, tuple[Reference, ...]]


@dataclass(frozen=True, slots=True)
class Selector:
    """What a query is answered from: all facts in the order of time, and who names whom.

    `renamed` maps former ids to the present ones: a query may use either.
    """

    facts: Sequence[Entry[Fact]]
    backlinks: Backlinks
    renamed: Mapping[str, str]

    def shown(self, section: SheetSection) -> Iterator[str]:
        """Return references to the facts of a section, by their present ids."""
        if isinstance(section.facts, Query):
            yield from self._found(section.facts)
            return
        for reference in section.facts or ():
            listed = record_id(reference)
            yield self._present(listed) + reference.removeprefix(listed)

    def _found(self, query: Query) -> Iterator[str]:
        about = self.backlinks.get(self._present(query.about or ""), ())
        naming = {reference.origin for reference in about}
        for entry in self.facts:
            fits = (
                query.kind in (None, entry.kind),
                query.about is None or entry.id in naming,
                self._is(query.of, getattr(entry.record, "of", None)),
                query.tag is None or query.tag in entry.record.tags,
                self._is(query.appears_in, getattr(entry.record, "appears_in", None)),
                _is_within(time_of(entry.record), query),
            )
            if all(fits):
                yield entry.id

    def _is(self, wanted: str | None, given: str | None) -> bool:
        return wanted is None or self._present(wanted) == self._present(given or "")

    def _present(self, record_id: str) -> str:
        return self.renamed.get(record_id, record_id)


def _is_within(span: Span | None, query: Query) -> bool:
    if query.start is None and query.end is None:
        return True
    if span is None:
        return False
    after_start = query.start is None or span.first_day >= query.start.first_day
    before_end = query.end is None or span.last_day <= query.end.last_day
    return after_start and before_end
