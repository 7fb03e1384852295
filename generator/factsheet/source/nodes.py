"""What a YAML file holds, as values that know their place.

Enters: nothing. Leaves: the kinds of node, and ways to walk them. Knows no syntax.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from factsheet.problems import Place

NULLS = frozenset({"", "~", "null", "Null", "NULL"})

# Nodes are tuples, and make their `Place` when it is asked for: a fact base has as many of them
# as words, and is asked for the places of a few.


class Scalar(NamedTuple):
    """A single value: the text as typed, and whether it stood without quotes."""

    text: str
    plain: bool
    file: str
    line: int
    column: int
    width: int

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.file, self.line, self.column, self.width)

    @property
    def is_null(self) -> bool:
        """Whether it means "nothing" in YAML."""
        return self.plain and self.text in NULLS


class Items(NamedTuple):
    """A list."""

    nodes: "tuple[Node, ...]"
    file: str
    line: int
    column: int
    width: int

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(self.file, self.line, self.column, self.width)


class Table(NamedTuple):
    """A mapping; of a repeated key the first is kept, and the second reported."""

    entries: "Mapping[str, tuple[Scalar, Node]]"
    file: str
    line: int
    column: int
    width: int

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(self.file, self.line, self.column, self.width)


Node = Scalar | Items | Table


def plain_data(node: Node) -> object:
    """Return the node as lists, dicts and texts, with None for an empty value."""
    if isinstance(node, Scalar):
        return None if node.plain and node.text in NULLS else node.text
    if isinstance(node, Table):
        return {name: plain_data(value) for name, (_, value) in node.entries.items()}
    return [plain_data(item) for item in node.nodes]


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
