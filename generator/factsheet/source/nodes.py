"""What a YAML file holds, as values that know their place.

Enters: nothing. Leaves: the kinds of node, and ways to walk them. Knows no syntax.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from factsheet.problems import Place

NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value: the text as typed, and whether it stood without quotes."""

    text: str
    plain: bool
    place: Place

    @property
    def is_null(self) -> bool:
        """Whether it means "nothing" in YAML."""
        return self.plain and self.text in NULLS


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    nodes: "tuple[Node, ...]"
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping; of a repeated key the first is kept, and the second reported."""

    entries: "Mapping[str, tuple[Scalar, Node]]"
    place: Place


Node = Scalar | Items | Table


def plain_data(node: Node) -> object:
    """Return the node as lists, dicts and texts, with None for an empty value."""
    match node:
        case Scalar():
            return None if node.is_null else node.text
        case Items():
            return [plain_data(item) for item in node.nodes]
        case Table():
            return {name: plain_data(value) for name, (_, value) in node.entries.items()}


def walk(node: Node, path: tuple[str | int, ...]) -> Iterator[tuple[Scalar | None, Node]]:
    """Follow a path as far as it goes, yielding each step's key (if any) and node."""
    for step in path:
        match node:
            case Table() if isinstance(step, str) and step in node.entries:
                key, node = node.entries[step]
                yield key, node
            case Items() if isinstance(step, int) and step < len(node.nodes):
                node = node.nodes[step]
                yield None, node
            case _:
                return
