"""Put the events of the YAML library together into nodes.

Enters: text. Leaves: the root node, and the problems. Builds without recursion, and refuses
what a fact file has no use for: aliases, anchors, tags, several documents, deep nesting.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from sys import intern
from typing import Any

import yaml

from factsheet.problems import Place, Problem, quoted
from factsheet.source.nodes import Items, Node, Scalar, Table
from factsheet.source.syntax import WITH_SPACES, WRONG_SPACE, worded

MAX_DEPTH = 64
QUOTES = frozenset({"'", '"'})

# Events are asked for as much as a file has words. Typed as they are in YAML's stubs, every mark
# of theirs would have to be asked whether it is there; those of events that were parsed are.
Event = Any
# Line, column and width.
Extent = tuple[int, int, int]


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being read; a list has no `keys`."""

    extent: Extent
    keys: "dict[str, tuple[Scalar, Node]] | None"
    nodes: "list[Node]"
    key: Scalar | None = None
    skipped_key: bool = False


def read_yaml(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """Read the one document of a file; None when it is empty or cannot be read.

    `text` has only characters that YAML allows, as `decode` sees to.
    """
    builder = _Builder(file, text)
    try:
        is_read = builder.take_all()
    except yaml.MarkedYAMLError as error:
        opened = builder.place(builder.stack[-1].extent) if builder.stack else None
        builder.problems.append(worded(error, text, file, opened))
        return None, builder.problems
    return builder.root if is_read else None, builder.problems


class _Builder:
    """Put events together into nodes without recursion, however deep they nest."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.documents = 0
        self.stack: list[_Open] = []

    def take_all(self) -> bool:
        """Take every event; False when the rest of the file cannot be used."""
        take: Mapping[type, Callable[[Event], bool]] = {
            yaml.StreamStartEvent: self._pass,
            yaml.DocumentStartEvent: self._start_document,
            yaml.AliasEvent: self._refuse_alias,
            yaml.ScalarEvent: self._take_scalar,
            yaml.SequenceStartEvent: self._start_list,
            yaml.MappingStartEvent: self._start_mapping,
            yaml.SequenceEndEvent: self._close,
            yaml.MappingEndEvent: self._close,
            yaml.DocumentEndEvent: self._pass,
        }
        parser = yaml.CBaseLoader(self.text)
        try:
            next_event = parser.get_event
            while type(event := next_event()) is not yaml.StreamEndEvent:
                if not take[type(event)](event):
                    return False
        finally:
            parser.dispose()
        return True

    @staticmethod
    def _pass(_event: Event) -> bool:
        return True

    def _start_document(self, event: Event) -> bool:
        self.documents += 1
        if self.documents == 1:
            return True
        hint = 'remove the "---", or make it a file of its own'
        return self._refuse(event, "several-documents", "a second document starts here", hint)

    def _refuse_alias(self, event: Event) -> bool:
        message, hint = f"{quoted(f'*{event.anchor}')} is an alias", "write the value out"
        return self._refuse(event, "alias", message, hint)

    def _take_scalar(self, event: Event) -> bool:
        style, typed = event.style, event.value
        if style in QUOTES and self._loses_remark(event):
            return False
        if (event.anchor is not None or event.tag is not None) and not self._may_be(event):
            return False
        parent = self.stack[-1] if self.stack else None
        if parent is None or parent.keys is None or parent.key is not None or parent.skipped_key:
            self._put(_scalar(typed, event, self.file))
        elif not style and typed[:1].isspace():
            return self._refuse(event, "yaml-syntax", WRONG_SPACE, WITH_SPACES)
        else:
            # Names recur: each is kept once.
            self._take_key(parent, parent.keys, _scalar(intern(typed), event, self.file))
        return True

    def _start_list(self, event: Event) -> bool:
        return self._open(event, None)

    def _start_mapping(self, event: Event) -> bool:
        return self._open(event, {})

    def _open(self, event: Event, keys: "dict[str, tuple[Scalar, Node]] | None") -> bool:
        if not self._may_be(event):
            return False
        if len(self.stack) == MAX_DEPTH:
            message = f"more than {MAX_DEPTH} lists or mappings inside each other"
            return self._refuse(event, "depth", message, "look for brackets that are never closed")
        self.stack.append(_Open(_extent(event), keys, []))
        return True

    def _may_be(self, event: Event) -> bool:
        """Refuse anchors, and note tags."""
        if event.anchor is not None:
            message = f"{quoted(f'&{event.anchor}')} is an anchor"
            return self._refuse(event, "alias", message, "write the value out where it is needed")
        if event.tag not in (None, "!"):
            message = f"{quoted(str(event.tag))} is a YAML tag"
            place = self.place(_extent(event))
            self._note(place, "tag", message, "remove it; the field decides what a value means")
        return True

    def _loses_remark(self, event: Event) -> bool:
        """Refuse a "#" that follows quotes or brackets at once: YAML 1.2 (6.6) asks for a space.

        The library would take it for a remark, and a part of the text would be lost.
        """
        end = event.end_mark
        if self.text[end.index : end.index + 1] != "#":
            return False
        message = 'a "#" without a space before it'
        hint = "put a space before a remark, and a text as a whole in quotes"
        self._note(Place(self.file, end.line + 1, end.column + 1), "yaml-syntax", message, hint)
        return True

    def _close(self, event: Event) -> bool:
        if self._loses_remark(event):
            return False
        done = self.stack.pop()
        if done.keys is None:
            self._put(Items(tuple(done.nodes), self.file, *done.extent))
        else:
            self._put(Table(done.keys, self.file, *done.extent))
        return True

    def _put(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if parent.keys is None:
            parent.nodes.append(node)
        elif parent.key is not None:
            parent.keys[parent.key.text] = (parent.key, node)
            parent.key = None
        elif parent.skipped_key:
            parent.skipped_key = False
        else:
            message = "a list or mapping stands where a name belongs"
            self._note(node.place, "wrong-kind", message, 'write a name followed by ":"')
            parent.skipped_key = True

    def _take_key(self, parent: _Open, keys: "dict[str, tuple[Scalar, Node]]", key: Scalar) -> None:
        if key.text in keys:
            first = keys[key.text][0].place
            message = f"{quoted(key.text)} stands twice in the same mapping, first at {first}"
            self._note(key.place, "repeated-key", message, "keep one of the two", also=first)
            parent.skipped_key = True
        else:
            parent.key = key

    def _refuse(self, event: Event, rule: str, message: str, hint: str) -> bool:
        self._note(self.place(_extent(event)), rule, message, hint)
        return False

    def _note(
        self, place: Place, rule: str, message: str, hint: str, *, also: Place | None = None
    ) -> None:
        self.problems.append(Problem(place=place, rule=rule, message=message, hint=hint, also=also))

    def place(self, extent: Extent) -> Place:
        """Return where something stands in the file."""
        return Place(self.file, *extent)


def _scalar(text: str, event: Event, file: str) -> Scalar:
    # As the type's own constructor does, in half of its time.
    return Scalar._make((text, not event.style, file, *_extent(event)))


def _extent(event: Event) -> Extent:
    """Return line, column and width of an event; of more than one line, only where it begins."""
    start, end = event.start_mark, event.end_mark
    line, column = start.line, start.column
    width = end.column - column if end.line == line else 1
    return line + 1, column + 1, width or 1
