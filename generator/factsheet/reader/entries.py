"""What reading leaves: records with their places, and what is gathered on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Generic, TypeVar

from factsheet.fields import Part, Path, Text, texts
from factsheet.problems import Mend, Place, Problem
from factsheet.reader.kept import Archive
from factsheet.reader.locked import Locked
from factsheet.source import Node, Scalar, walk

R_co = TypeVar("R_co", bound=Part, covariant=True)


@dataclass(frozen=True)
class Entry(Generic[R_co]):
    """One record under its id, with the node it was read from."""

    id: str
    kind: str
    record: R_co
    key: Scalar
    node: Node

    @cached_property
    def texts(self) -> tuple[tuple[Path, Text], ...]:
        """Every text for readers with its path; a dozen checks ask for them."""
        return tuple(texts(self.record))

    def place(self, *path: str | int) -> Place:
        """Return where a field stands, as near as the file has it; the id when it has not."""
        return place_of_value(self.key, self.node, path)

    def place_within(self, span: tuple[int, int], *path: str | int) -> Place:
        """Return where a stretch of a text stands: exactly, where its line has it as it is read.

        Text in several lines, or with escapes, is only known as a whole.
        """
        whole = self.place(*path)
        *_, (_, node) = walk(self.node, path)
        if not isinstance(node, Scalar):
            return whole
        quotes = 0 if node.plain else 1
        if whole.width != len(node.text) + 2 * quotes:
            return whole
        start, end = span
        return replace(whole, column=whole.column + quotes + start, width=end - start)

    def mends(self, words: str, span: tuple[int, int], by: str, *path: str | int) -> list[Mend]:
        """Return how a stretch of a text gives way to another: one mend.

        None where the text does not stand in the file as `words`.
        """
        *_, (_, node) = walk(self.node, path)
        if not isinstance(node, Scalar) or node.text != words:
            return []
        return [Mend(node.place, words, *span, by)]

    def key_place(self, *path: str | int) -> Place:
        """Return where the name of a field stands, as near as the file has it."""
        return place_of_key(self.key, self.node, path)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read.

    `declared` are the ids of all records, also of those that did not hold together, and
    `broken` the kinds of these; `is_complete` is False when some file could not be read to its
    end, so that nothing may be said about what is missing. `lock` is what translations were made
    from, or None where nobody keeps it; `archive` is what is kept of sources.
    """

    entries: tuple[Entry[Part], ...]
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]
    declared: frozenset[str]
    is_complete: bool
    broken: frozenset[str] = frozenset()
    lock: tuple[Locked, ...] | None = None
    archive: Archive = field(default_factory=Archive)


@dataclass(slots=True)
class Findings:
    """What is gathered while reading, file after file."""

    entries: list[Entry[Part]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    declared: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    is_complete: bool = True
    lock: tuple[Locked, ...] | None = None
    archive: Archive = field(default_factory=Archive)
    instead: Mapping[str, bytes] = field(default_factory=dict)

    def add(self, place: Place, rule: str, message: str, hint: str | None = None) -> None:
        """Note a mistake."""
        self.problems.append(Problem(place=place, rule=rule, message=message, hint=hint))

    def add_unread(self, place: Place, rule: str, message: str, hint: str | None = None) -> None:
        """Note a mistake that keeps some records from being read at all."""
        self.add(place, rule, message, hint)
        self.is_complete = False

    def include(self, other: "Findings") -> None:
        """Add what was gathered from one more file."""
        self.entries += other.entries
        self.problems += other.problems
        self.texts |= other.texts
        self.declared |= other.declared
        self.broken |= other.broken
        self.is_complete = self.is_complete and other.is_complete

    def reading(self) -> Reading:
        """Return all that was gathered."""
        return Reading(
            entries=tuple(self.entries),
            problems=tuple(self.problems),
            texts=self.texts,
            declared=frozenset(self.declared),
            is_complete=self.is_complete,
            broken=frozenset(self.broken),
            lock=self.lock,
            archive=self.archive,
        )


def place_of_value(key: Scalar, node: Node, path: tuple[str | int, ...]) -> Place:
    """Return the value's place where it is one word or text, else that of its key."""
    last = node
    for _, step in walk(node, path):
        last = step
    is_text = isinstance(last, Scalar) and not last.is_null
    return last.place if is_text else place_of_key(key, node, path)


def place_of_key(key: Scalar, node: Node, path: tuple[str | int, ...]) -> Place:
    """Return the place of the last key or list item on a path that the file has."""
    found: Scalar | Node = key
    for step_key, step in walk(node, path):
        found = step_key or step
    return found.place
