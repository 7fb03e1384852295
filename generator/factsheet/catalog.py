"""All records by id, and what refers to what.

Enters: a `Reading`. Leaves: a `Catalog` with backlinks: from every source, entity, tag or fact
to the records that name it. Knows nothing of languages, pages or what is a mistake.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import singledispatch
from typing import TypeGuard, TypeVar

from factsheet.dates import Span
from factsheet.fields import EVERY_LANGUAGE, ID, Part, Prose, Text
from factsheet.model import (
    FACT_KINDS,
    Claim,
    Entity,
    Event,
    Fact,
    Figure,
    OwnUnit,
    Query,
    Quote,
    Sheet,
    SheetSection,
    Source,
    SourceReference,
)
from factsheet.prose import FACT_SCHEME, targets
from factsheet.reader import Entry, Reading
from factsheet.units import UnitNames

Path = tuple[str | int, ...]
ENTITY, SOURCE, TAG = frozenset({"entity"}), frozenset({"source"}), frozenset({"tag"})
FACT = frozenset(FACT_KINDS)
OURS = "ours"
R = TypeVar("R", bound=Part)


@dataclass(frozen=True, slots=True)
class Reference:
    """A record naming another: where it does, which one, and what kinds may stand there."""

    origin: str
    path: Path
    target: str
    kinds: frozenset[str]

    @property
    def target_id(self) -> str:
        """The id without the point of a series (`nvidia-revenue@FY2024`)."""
        return self.target.partition("@")[0]

    @property
    def point(self) -> str:
        """The point of a series, or an empty text."""
        return self.target.partition("@")[2]


Backlinks = Mapping[str, tuple[Reference, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """Every record that was read, and the ways between them.

    `repeats` are the records whose id was taken already, each with the one that has it.
    `renamed` maps old ids to the present ones. `shown` has, for every sheet, the references
    of the facts that each of its sections shows: as listed, or found, in the order of time.
    """

    entries: Mapping[str, Entry[Part]]
    references: tuple[Reference, ...]
    backlinks: Backlinks
    repeats: tuple[tuple[Entry[Part], Entry[Part]], ...]
    renamed: Mapping[str, str]
    shown: Mapping[str, tuple[tuple[str, ...], ...]]
    units: UnitNames
    declared: frozenset[str]
    is_complete: bool

    def find(self, record_id: str) -> Entry[Part] | None:
        """Return a record by its present or a former id."""
        return self.entries.get(self.renamed.get(record_id, record_id))

    def of(self, model: type[R]) -> tuple[Entry[R], ...]:
        """Return the records of one kind (all facts: `Fact`), in the order of files and lines."""
        return tuple(entry for entry in self.entries.values() if is_a(entry, model))

    def unused(self, model: type[R]) -> tuple[Entry[R], ...]:
        """Return the records that nothing names; none while some record could not be read."""
        unread = self.declared - self.entries.keys() - self.renamed.keys()
        if unread or not self.is_complete:
            return ()
        return tuple(entry for entry in self.of(model) if entry.id not in self.backlinks)

    def has_point(self, reference: str) -> bool:
        """Whether a reference with a point (`id@FY2024`) names one that the series has."""
        record_id, _, point = reference.partition("@")
        entry = self.find(record_id)
        figure = entry.record if entry else None
        return not point or (isinstance(figure, Figure) and point in figure.points)

    def sheets_showing(self, record_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the sheets that show any of those facts."""
        wanted = set(record_ids)
        return tuple(sheet for sheet, sections in self.shown.items() if any(wanted & {record_id(each) for each in section} for section in sections))


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
    renamed = {old: entry.id for entry in entries.values() for old in getattr(entry.record, "formerly", ())}
    backlinks = _backlinks(found, renamed)
    return Catalog(
        entries=entries,
        references=found,
        backlinks=backlinks,
        repeats=tuple(repeats),
        renamed=renamed,
        shown=_shown(entries, backlinks),
        units=UnitNames({entry.id: _unit_names(entry.record) for entry in entries.values() if is_a(entry, OwnUnit)}),
        declared=reading.declared | renamed.keys(),
        is_complete=reading.is_complete,
    )


def entity_id(text: Text | None) -> str | None:
    """Return the entity id that a field for "an entity id, or text" holds, if it does."""
    words = text.root.get(EVERY_LANGUAGE, "") if text else ""
    return words if ID.fullmatch(words) else None


def texts(part: Part, path: Path = ()) -> Iterator[tuple[Path, Text]]:
    """Find every text for readers in a record, with its path."""
    for name, info in type(part).model_fields.items():
        yield from _texts_in(getattr(part, name), (*path, info.alias or name))


def _texts_in(value: object, path: Path) -> Iterator[tuple[Path, Text]]:
    match value:
        case Text():
            yield path, value
        case Part():
            yield from texts(value, path)
        case list():
            for index, item in enumerate(value):
                yield from _texts_in(item, (*path, index))
        case dict():
            for key, item in value.items():
                yield from _texts_in(item, (*path, key))


def time_of(record: Part) -> Span | None:
    """Return when a fact happened, was said, or what time it covers; None if it has no time."""
    match record:
        case Event():
            return record.date
        case Quote():
            return record.said
        case Figure(as_of=Span() as day):
            return day
        case Figure():
            single = record.covered()
            periods = [single] if single else [period for period, _ in record.timeline()]
            spans = [period.covers or period.span for period in periods]
            first = min(spans, key=lambda span: span.sort_key)
            last = max(spans, key=lambda span: (span.last_day, span.first_day))
            return Span(start=first.start, end=last.end)
    return None


def references(entry: Entry[Part]) -> Iterator[Reference]:
    """Find everything a record refers to, `fact:` links in its texts included."""
    for path, target, kinds in _named(entry.record):
        yield Reference(entry.id, path, target, kinds)
    for path, text in texts(entry.record):
        if isinstance(text, Prose):
            for code, words in text.root.items():
                where = (*path, code) if code != EVERY_LANGUAGE else path
                for target in targets(words):
                    if target.startswith(FACT_SCHEME):
                        yield Reference(entry.id, where, target.removeprefix(FACT_SCHEME), FACT)


Named = Iterator[tuple[Path, str, frozenset[str]]]


@singledispatch
def _named(_record: Part) -> Named:
    yield from ()


@_named.register
def _(record: Source) -> Named:
    if record.same_report_as:
        yield ("same_report_as",), record.same_report_as, SOURCE
    yield from _entity_or_text(record.publisher, ("publisher",))
    for index, author in enumerate(record.author):
        yield from _entity_or_text(author, ("author", index))


@_named.register
def _(record: Entity) -> Named:
    yield from _each(record.part_of, "part_of", ENTITY)
    yield from _each(record.related, "related", ENTITY)


@_named.register
def _(record: Event) -> Named:
    yield from _of_any_fact(record)
    yield from _entity_or_text(record.place, ("place",))


@_named.register
def _(record: Figure) -> Named:
    yield from _of_any_fact(record)
    if record.of:
        yield ("of",), record.of, ENTITY
    for label, point in record.points.items():
        yield from _sources(point.sources, ("points", label, "sources"))
    for index, alternative in enumerate(record.alternatives):
        yield from _sources(alternative.sources, ("alternatives", index, "sources"))


@_named.register
def _(record: Quote) -> Named:
    yield from _of_any_fact(record)
    yield ("speaker",), record.speaker, ENTITY
    yield from _entity_or_text(record.place, ("place",))
    for code, by in record.translation_by.items():
        if by != OURS:
            yield ("translation_by", code), by, SOURCE


@_named.register
def _(record: Claim) -> Named:
    yield from _of_any_fact(record)
    if record.claimed_by:
        yield ("claimed_by",), record.claimed_by, ENTITY
    if record.appears_in:
        yield ("appears_in",), record.appears_in, SOURCE
    yield from _each(record.evidence, "evidence", FACT)


@_named.register
def _(record: Sheet) -> Named:
    yield from _each(record.about, "about", ENTITY)
    if record.examines:
        yield ("examines",), record.examines, SOURCE
    for index, section in enumerate(record.sections):
        path: Path = ("sections", index, "facts")
        if isinstance(section.facts, Query):
            yield from _in_query(section.facts, path)
        else:
            yield from (((*path, place), target, FACT) for place, target in enumerate(section.facts or ()))


def _in_query(query: Query, path: Path) -> Named:
    for name, kinds in (("about", ENTITY), ("of", ENTITY), ("tag", TAG), ("appears_in", SOURCE)):
        target = getattr(query, name)
        if target:
            yield (*path, name), target, kinds


def _of_any_fact(record: Fact) -> Named:
    yield from _sources(record.sources, ("sources",))
    yield from _each(record.about, "about", ENTITY)
    yield from _each(record.tags, "tags", TAG)
    if record.superseded_by:
        yield ("superseded_by",), record.superseded_by, FACT


def _sources(listed: list[SourceReference], path: Path) -> Named:
    yield from (((*path, index, "id"), reference.id, SOURCE) for index, reference in enumerate(listed))


def _each(listed: list[str], field: str, kinds: frozenset[str]) -> Named:
    yield from (((field, index), target, kinds) for index, target in enumerate(listed))


def _entity_or_text(text: Text | None, path: Path) -> Named:
    target = entity_id(text)
    if target:
        yield path, target, ENTITY


def _backlinks(found: tuple[Reference, ...], renamed: Mapping[str, str]) -> Backlinks:
    backlinks: dict[str, list[Reference]] = {}
    for reference in found:
        target = renamed.get(reference.target_id, reference.target_id)
        backlinks.setdefault(target, []).append(reference)
    return {target: tuple(listed) for target, listed in backlinks.items()}


def _unit_names(record: OwnUnit) -> frozenset[str]:
    return frozenset(name.casefold() for names in record.name.values() for name in names.root.values())


def _shown(entries: Mapping[str, Entry[Part]], backlinks: Backlinks) -> dict[str, tuple[tuple[str, ...], ...]]:
    facts = sorted((entry for entry in entries.values() if is_a(entry, Fact)), key=time_key)
    return {
        entry.id: tuple(tuple(_selected(section, facts, backlinks)) for section in entry.record.sections)
        for entry in entries.values()
        if is_a(entry, Sheet)
    }


def _selected(section: SheetSection, facts: list[Entry[Fact]], backlinks: Backlinks) -> Iterator[str]:
    query = section.facts
    if not isinstance(query, Query):
        yield from query or ()
        return
    about = {reference.origin for reference in backlinks.get(query.about or "", ())}
    for entry in facts:
        wanted = (
            query.kind in (None, entry.kind),
            query.about is None or entry.id in about,
            query.of in (None, getattr(entry.record, "of", None)),
            query.tag is None or query.tag in entry.record.tags,
            query.appears_in in (None, getattr(entry.record, "appears_in", None)),
        )
        if all(wanted) and _is_within(time_of(entry.record), query):
            yield entry.id


def _is_within(span: Span | None, query: Query) -> bool:
    if query.start is None and query.end is None:
        return True
    if span is None:
        return False
    after_start = query.start is None or span.first_day >= query.start.first_day
    before_end = query.end is None or span.last_day <= query.end.last_day
    return after_start and before_end


def time_key(entry: Entry[Fact]) -> tuple[bool, object]:
    """Order facts by time, those without a time last."""
    span = time_of(entry.record)
    return (span is None, span.sort_key if span else ())


def record_id(reference: str) -> str:
    """Return the id of a reference, without the point of a series: `id@FY2024` → `id`."""
    return reference.partition("@")[0]
