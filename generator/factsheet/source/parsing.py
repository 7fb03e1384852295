"""Put the events of the YAML library together into nodes.

Enters: text. Leaves: the root node, and the problems. Builds without recursion, and refuses
what a fact file has no use for: aliases, anchors, tags, several documents, deep nesting.
"""

from dataclasses import dataclass

import yaml

from factsheet.problems import Place, Problem, quoted
from factsheet.source.nodes import Items, Node, Scalar, Table
from factsheet.source.syntax import WITH_SPACES, WRONG_SPACE, worded

MAX_DEPTH = 64


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being read; a list has no `keys`."""

    place: Place
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
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if not builder.take(event):
                return None, builder.problems
    except yaml.MarkedYAMLError as error:
        opened = builder.stack[-1].place if builder.stack else None
        builder.problems.append(worded(error, text, file, opened))
        return None, builder.problems
    return builder.root, builder.problems


class _Builder:
    """Put events together into nodes without recursion, however deep they nest."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.documents = 0
        self.stack: list[_Open] = []

    def take(self, event: yaml.Event) -> bool:
        """Take one event; False when the rest of the file cannot be used."""
        if place := self._lost_remark(event):
            message = 'a "#" without a space before it'
            hint = "put a space before a remark, and a text as a whole in quotes"
            self._note(place, "yaml-syntax", message, hint)
            return False
        match event:
            case yaml.DocumentStartEvent():
                return self._start_document(event)
            case yaml.AliasEvent():
                message, hint = f"{quoted(f'*{event.anchor}')} is an alias", "write the value out"
                return self._refuse(event, "alias", message, hint)
            case yaml.ScalarEvent() | yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                return self._start_value(event)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._close()
        return True

    def _start_document(self, event: yaml.DocumentStartEvent) -> bool:
        self.documents += 1
        if self.documents == 1:
            return True
        hint = 'remove the "---", or make it a file of its own'
        return self._refuse(event, "several-documents", "a second document starts here", hint)

    def _start_value(
        self, event: yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent
    ) -> bool:
        if event.anchor is not None:
            message = f"{quoted(f'&{event.anchor}')} is an anchor"
            return self._refuse(event, "alias", message, "write the value out where it is needed")
        place = self._place(event)
        if event.tag not in (None, "!"):
            message = f"{quoted(str(event.tag))} is a YAML tag"
            self._note(place, "tag", message, "remove it; the field decides what a value means")
        if isinstance(event, yaml.ScalarEvent):
            return self._take_text(event, Scalar(event.value, not event.style, place))
        if len(self.stack) == MAX_DEPTH:
            message = f"more than {MAX_DEPTH} lists or mappings inside each other"
            return self._refuse(event, "depth", message, "look for brackets that are never closed")
        is_table = isinstance(event, yaml.MappingStartEvent)
        self.stack.append(_Open(place, {} if is_table else None, []))
        return True

    def _take_text(self, event: yaml.ScalarEvent, text: Scalar) -> bool:
        parent = self.stack[-1] if self.stack else None
        is_name = parent and parent.keys is not None and not (parent.key or parent.skipped_key)
        if is_name and text.plain and text.text[:1].isspace():
            return self._refuse(event, "yaml-syntax", WRONG_SPACE, WITH_SPACES)
        self._put(text)
        return True

    def _lost_remark(self, event: yaml.Event) -> Place | None:
        """Return where a "#" follows quotes or brackets at once: YAML 1.2 (6.6) asks for a space.

        The library would take it for a remark, and a part of the text would be lost.
        """
        is_quoted = isinstance(event, yaml.ScalarEvent) and event.style in ("'", '"')
        is_closing = isinstance(event, yaml.CollectionEndEvent)
        end = event.end_mark if is_quoted or is_closing else None
        if end is None or self.text[end.index : end.index + 1] != "#":
            return None
        return Place(self.file, end.line + 1, end.column + 1)

    def _close(self) -> None:
        done = self.stack.pop()
        if done.keys is None:
            self._put(Items(tuple(done.nodes), done.place))
        else:
            self._put(Table(done.keys, done.place))

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
            self._take_key(parent, parent.keys, node)

    def _take_key(self, parent: _Open, keys: "dict[str, tuple[Scalar, Node]]", node: Node) -> None:
        if not isinstance(node, Scalar):
            message = "a list or mapping stands where a name belongs"
            self._note(node.place, "wrong-kind", message, 'write a name followed by ":"')
            parent.skipped_key = True
        elif node.text in keys:
            first = keys[node.text][0].place
            message = f"{quoted(node.text)} stands twice in the same mapping, first at {first}"
            self._note(node.place, "repeated-key", message, "keep one of the two", also=first)
            parent.skipped_key = True
        else:
            parent.key = node

    def _refuse(self, event: yaml.Event, rule: str, message: str, hint: str) -> bool:
        self._note(self._place(event), rule, message, hint)
        return False

    def _note(
        self, place: Place, rule: str, message: str, hint: str, *, also: Place | None = None
    ) -> None:
        self.problems.append(Problem(place=place, rule=rule, message=message, hint=hint, also=also))

    def _place(self, event: yaml.Event) -> Place:
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:  # Only events that were made by hand have no marks.
            return Place(self.file)
        width = end.column - start.column if end.line == start.line else 1
        return Place(self.file, start.line + 1, start.column + 1, max(width, 1))
