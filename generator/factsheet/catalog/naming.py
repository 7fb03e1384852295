"""What a record names: other records, each with the field that names it.

A new field that names records is told here, in the function of its record.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatch

from factsheet.catalog.by_language import prose
from factsheet.fields import EVERY_LANGUAGE, ID, OURS, Part, Path, Text
from factsheet.model import (
    FACT_KINDS,
    Claim,
    Entity,
    Event,
    Fact,
    Figure,
    Query,
    Quote,
    Sheet,
    Source,
    SourceReference,
)
from factsheet.prose import FACT_SCHEME, targets
from factsheet.reader import Entry

ENTITY, SOURCE, TAG = frozenset({"entity"}), frozenset({"source"}), frozenset({"tag"})
FACT, FIGURE = frozenset(FACT_KINDS), frozenset({"figure"})


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
        return record_id(self.target)

    @property
    def point(self) -> str:
        """The point of a series, or an empty text."""
        return point_of(self.target)


def record_id(reference: str) -> str:
    """Return the id of a reference, without the point of a series: `id@FY2024` → `id`."""
    return reference.partition("@")[0]


def point_of(reference: str) -> str:
    """Return the point of a series that a reference names: `id@FY2024` → `FY2024`, or nothing."""
    return reference.partition("@")[2]


def entity_id(text: Text | None) -> str | None:
    """Return the entity id that a field for "an entity id, or text" holds, if it does."""
    words = text.root.get(EVERY_LANGUAGE, "") if text else ""
    return words if ID.fullmatch(words) else None


def references(entry: Entry[Part]) -> Iterator[Reference]:
    """Find everything a record refers to, `fact:` links in its texts included."""
    for path, target, kinds in _named(entry.record):
        yield Reference(entry.id, path, target, kinds)
    for path, words in prose(entry):
        for target in targets(words):
            if target.startswith(FACT_SCHEME):
                yield Reference(entry.id, path, target.removeprefix(FACT_SCHEME), FACT)


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
    if record.part_of:
        yield ("part_of",), record.part_of, FIGURE
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
            for place, target in enumerate(section.facts or ()):
                yield (*path, place), target, FACT


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
    for index, reference in enumerate(listed):
        yield (*path, index, "id"), reference.id, SOURCE


def _each(listed: list[str], field: str, kinds: frozenset[str]) -> Named:
    for index, target in enumerate(listed):
        yield (field, index), target, kinds


def _entity_or_text(text: Text | None, path: Path) -> Named:
    target = entity_id(text)
    if target:
        yield path, target, ENTITY
