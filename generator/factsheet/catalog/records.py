"""All records by id, with the ways between them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeGuard, TypeVar

from factsheet.catalog.by_language import Parallel, Worded, side_by_side, worded
from factsheet.catalog.naming import Reference, point_of, record_id, references
from factsheet.catalog.selection import Backlinks, Selector
from factsheet.catalog.times import time_key
from factsheet.fields import Part
from factsheet.model import Fact, Figure, OwnUnit, Sheet
from factsheet.parallels import ALIKE, Comparison, compare
from factsheet.prose import plain
from factsheet.reader import Archive, Entry, Locked, Reading
from factsheet.units import UnitNames, folded

R = TypeVar("R", bound=Part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart(Parallel):
    """A text whose languages do not give the same numbers."""

    found: Comparison


@dataclass(frozen=True, kw_only=True)
class Catalog:
    """Every record that was read, and the ways between them.

    `repeats` are the records whose id was taken already, each with the one that has it.
    `renamed` maps old ids to the present ones. `shown` has, for every sheet, the references
    of the facts that each of its sections shows: as listed, or found, in the order of time;
    `shown_in` has the sheets that show a fact.
    `declared` are all ids, present and former, also of records that did not hold together, and
    `broken` the kinds of these; `is_complete` is False when some file could not be read.
    `lock` is what translations were made from, or None where nobody keeps it; `archive` is what
    is kept of sources.
    """

    entries: Mapping[str, Entry[Part]]
    references: tuple[Reference, ...]
    backlinks: Backlinks
    repeats: tuple[tuple[Entry[Part], Entry[Part]], ...]
    renamed: Mapping[str, str]
    shown: Mapping[str, tuple[tuple[str, ...], ...]]
    shown_in: Mapping[str, tuple[str, ...]]
    units: UnitNames
    declared: frozenset[str]
    is_complete: bool
    broken: frozenset[str]
    lock: tuple[Locked, ...] | None = None
    archive: Archive = field(default_factory=Archive)

    def find(self, record_id: str) -> Entry[Part] | None:
        """Return a record by its present or a former id."""
        return self.entries.get(self.present(record_id))

    def present(self, record_id: str) -> str:
        """Return the present id of a record, given its present or a former one."""
        return self.renamed.get(record_id, record_id)

    def of(self, model: type[R]) -> tuple[Entry[R], ...]:
        """Return the records of one kind (all facts: `Fact`), in the order of files and lines."""
        found: tuple[Entry[R], ...] | None = self._of.get(model)
        if found is None:
            found = tuple(entry for entry in self.entries.values() if is_a(entry, model))
            self._of[model] = found
        return found

    @cached_property
    def _of(self) -> dict[type[Part], Any]:
        """What was asked for by kind: the catalog never changes, and pages and checks ask often."""
        return {}

    def worded(self, code: str) -> tuple[Worded, ...]:
        """Return all words for readers of one language, in the order of records."""
        found = self._worded.get(code)
        if found is None:
            found = tuple(each for entry in self.entries.values() for each in worded(entry, code))
            self._worded[code] = found
        return found

    @cached_property
    def _worded(self) -> dict[str, tuple[Worded, ...]]:
        return {}

    @cached_property
    def parallel(self) -> tuple[Parallel, ...]:
        """The texts in several languages, two at a time, in the order of records."""
        return tuple(each for entry in self.entries.values() for each in side_by_side(entry))

    @cached_property
    def apart(self) -> tuple[Apart, ...]:
        """Those whose languages do not give the same numbers."""
        return tuple(
            Apart(
                entry=each.entry, path=each.path, first=each.first, second=each.second, found=found
            )
            for each in self.parallel
            if (found := compare(plain(each.first[1]), plain(each.second[1]), self.units)) != ALIKE
        )

    def naming(self, record_id: str) -> tuple[Entry[Part], ...]:
        """Return the records that name one, given its present id, each once."""
        origins = dict.fromkeys(each.origin for each in self.backlinks.get(record_id, ()))
        return tuple(self.entries[origin] for origin in origins)

    def unused(self, model: type[R]) -> tuple[Entry[R], ...]:
        """Return the records that nothing names; none while some record could not be read."""
        if self.may_lack():
            return ()
        return tuple(entry for entry in self.of(model) if entry.id not in self.backlinks)

    def may_lack(self, *kinds: str) -> bool:
        """Whether records of these kinds, or of any, may be written but could not be read."""
        broken = self.broken.intersection(kinds) if kinds else self.broken
        return bool(broken) or not self.is_complete

    def has_point(self, reference: str) -> bool:
        """Whether a reference with a point (`id@FY2024`) names one that the series has."""
        point = point_of(reference)
        entry = self.find(record_id(reference)) if point else None
        figure = entry.record if entry else None
        return not point or (isinstance(figure, Figure) and point in figure.points)

    def sheets_showing(self, record_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the sheets that show any of those facts."""
        found = {sheet for each in record_ids for sheet in self.shown_in.get(each, ())}
        return tuple(sheet for sheet in self.shown if sheet in found)


def is_a(entry: Entry[Part], model: type[R]) -> TypeGuard[Entry[R]]:
    """Whether an entry holds a record of that model."""
    return isinstance(entry.record, model)


def build(reading: Reading) -> Catalog:
    """Put the records together; of a repeated id the first record counts."""
    entries: dict[str, Entry[Part]] = {}
    repeats: list[tuple[Entry[Part], Entry[Part]]] = []
    for entry in reading.entries:
        first = entries.setdefault(entry.id, entry)
        if first is not entry:
            repeats.append((entry, first))
    found = tuple(reference for entry in entries.values() for reference in references(entry))
    renamed = _renamed(entries)
    backlinks = _backlinks(found, renamed)
    shown = _shown(entries, backlinks, renamed)
    return Catalog(
        entries=entries,
        references=found,
        backlinks=backlinks,
        repeats=tuple(repeats),
        renamed=renamed,
        shown=shown,
        shown_in=_shown_in(shown),
        units=_units(entries.values()),
        declared=reading.declared | renamed.keys(),
        is_complete=reading.is_complete,
        broken=reading.broken,
        lock=reading.lock,
        archive=reading.archive,
    )


def _renamed(entries: Mapping[str, Entry[Part]]) -> Mapping[str, str]:
    """Map former ids to the present ones; an id that is taken again leads to who has it now."""
    renamed: dict[str, str] = {}
    for entry in entries.values():
        for old in getattr(entry.record, "formerly", ()):
            if old not in entries:
                renamed.setdefault(old, entry.id)
    return renamed


def _backlinks(found: tuple[Reference, ...], renamed: Mapping[str, str]) -> Backlinks:
    backlinks: dict[str, list[Reference]] = {}
    for reference in found:
        target = renamed.get(reference.target_id, reference.target_id)
        backlinks.setdefault(target, []).append(reference)
    return {target: tuple(listed) for target, listed in backlinks.items()}


def _shown(
    entries: Mapping[str, Entry[Part]], backlinks: Backlinks, renamed: Mapping[str, str]
) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    facts = sorted((entry for entry in entries.values() if is_a(entry, Fact)), key=time_key)
    selector = Selector(facts, backlinks, renamed)
    return {
        entry.id: tuple(tuple(selector.shown(section)) for section in entry.record.sections)
        for entry in entries.values()
        if is_a(entry, Sheet)
    }


def _shown_in(shown: Mapping[str, tuple[tuple[str, ...], ...]]) -> Mapping[str, tuple[str, ...]]:
    sheets: dict[str, dict[str, None]] = {}
    for sheet, sections in shown.items():
        for reference in (each for section in sections for each in section):
            sheets.setdefault(record_id(reference), {})[sheet] = None
    return {fact: tuple(listed) for fact, listed in sheets.items()}


def _units(entries: Iterable[Entry[Part]]) -> UnitNames:
    return UnitNames(
        {entry.id: _unit_names(entry.record) for entry in entries if is_a(entry, OwnUnit)}
    )


def _unit_names(record: OwnUnit) -> frozenset[str]:
    return frozenset(folded(name) for names in record.name.values() for name in names.root.values())
