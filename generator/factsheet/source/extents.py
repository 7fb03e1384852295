"""Where each node of a YAML text begins and ends, for those who change it in place.

Enters: text that `read_yaml` reads without a problem. Leaves: offsets. An end is right behind
the last character of a node, without remarks and empty lines that follow it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from factsheet.problems import Place


@dataclass(slots=True)
class _Open:
    place: tuple[int, int]
    start: int
    is_flow: bool
    end: int


@dataclass(frozen=True, slots=True)
class Extents:
    """The extents of a text's nodes, by the place a node has; a list's or mapping's own is apart.

    A list or mapping on lines of its own begins where its first item or name does.
    """

    scalars: Mapping[tuple[int, int], tuple[int, int]]
    groups: Mapping[tuple[int, int], tuple[int, int]]

    def of_scalar(self, place: Place) -> tuple[int, int]:
        """Return the offsets of a single value, its quotes and block sign included."""
        return self.scalars[place.line, place.column]

    def of_group(self, place: Place) -> tuple[int, int]:
        """Return the offsets of a list or mapping, its brackets included."""
        return self.groups[place.line, place.column]


def extents(text: str) -> Extents:
    """Find where the nodes of a text begin and end."""
    scalars: dict[tuple[int, int], tuple[int, int]] = {}
    groups: dict[tuple[int, int], tuple[int, int]] = {}
    stack: list[_Open] = []
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        first, last = event.start_mark, event.end_mark
        if first is None or last is None:  # Only events that were made by hand have no marks.
            continue
        start, end = first.index, last.index
        place = first.line + 1, first.column + 1
        if isinstance(event, yaml.ScalarEvent):
            end = start + len(text[start:end].rstrip())
            scalars[place] = start, end
            _reach(stack, end)
        elif isinstance(event, yaml.CollectionStartEvent):
            stack.append(_Open(place, start, is_flow=bool(event.flow_style), end=end))
        elif isinstance(event, yaml.CollectionEndEvent):
            done = stack.pop()
            reached = end if done.is_flow else done.end
            groups[done.place] = done.start, reached
            _reach(stack, reached)
    return Extents(scalars, groups)


def _reach(stack: list[_Open], end: int) -> None:
    if stack:
        stack[-1].end = max(stack[-1].end, end)
