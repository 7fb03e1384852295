"""Read YAML text into nodes that remember where they were written.

Enters: a file's bytes. Leaves: a tree of nodes and the problems found on the way. The only
room that imports `yaml`. Values stay the text that was typed (`no` is not False, `2024-05`
is not a date): what a value means is the reader's work. Never raises for what a file holds.
"""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from factsheet.problems import Place, Problem

MAX_BYTES = 5_000_000
MAX_DEPTH = 64
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
# What YAML 1.2 (5.1) allows in a stream, less the line ends that no editor counts as such.
FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
WORDING = (
    ("mapping values are not allowed", 'a ":" where none may stand', 'put text that contains ": " in quotes'),
    ("cannot start any token", "this character cannot start a value", "indent with spaces, and put the text in quotes"),
    ("could not find expected ':'", 'this line is neither "key: value" nor a list item', "check the line and the one above it"),
    ("unexpected end of stream", "a quote is opened and never closed", "close the quote"),
    ("unexpected document indicator", "a quote is opened and never closed", "close the quote"),
    ("did not find expected ',' or", "a list or mapping in brackets goes wrong here", "look for a missing comma or closing bracket, and put text with commas in quotes"),
    ("did not find expected key", "this line does not fit the indentation around it", "give the keys of one mapping the same indentation"),
    ("did not find expected '-'", "this line does not fit the list around it", "start every item of the list with a dash at the same indentation"),
    ("block sequence entries are not allowed", "a list item where none may stand", "put the list on the lines below its key"),
    ("unknown escape character", "a backslash in double quotes means something else", "use single quotes"),
)


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


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being read."""

    place: Place
    keys: "dict[str, tuple[Scalar, Node]] | None"
    nodes: "list[Node]"
    key: Scalar | None = None
    skipped_key: bool = False


def decode(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """Turn a file's bytes into text, or say why that cannot be done."""
    whole = Place(file)
    if len(data) > MAX_BYTES:
        message = f"the file has {len(data) / 1e6:.1f} MB; the most that is read is {MAX_BYTES / 1e6:.0f} MB"
        return None, [_problem(whole, "file-size", message, "split it into several files")]
    for mark, name in ENCODINGS:
        if data.startswith(mark):
            return None, [_problem(whole, "encoding", f"the file is saved as {name}", "save it as UTF-8")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"the file is not UTF-8: byte {error.start + 1} cannot be read"
        return None, [_problem(Place(file, line, 1), "encoding", message, "save it as UTF-8")]
    problems = []
    if text.startswith("\ufeff"):
        text = text[1:]
        message = "the file starts with an invisible byte order mark"
        problems.append(_problem(Place(file, 1, 1), "encoding", message, 'save it as "UTF-8" without BOM'))
    if found := FORBIDDEN.search(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        message = f"the character U+{ord(found[0]):04X} may not stand in YAML"
        problems.append(_problem(Place(file, line, column), "encoding", message, "delete it"))
        return None, problems
    return text, problems


def read_yaml(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """Read the one document of a file; None when it is empty or cannot be read."""
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if not builder.take(event):
                return None, builder.problems
    except yaml.MarkedYAMLError as error:
        builder.problems.append(_worded(error, text, file))
        return None, builder.problems
    return builder.root, builder.problems


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


class _Builder:
    """Put events together into nodes without recursion, however deep they nest."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.documents = 0
        self.stack: list[_Open] = []

    def take(self, event: yaml.Event) -> bool:
        """Take one event; False when the rest of the file cannot be used."""
        match event:
            case yaml.DocumentStartEvent():
                return self._start_document(event)
            case yaml.AliasEvent():
                return self._refuse(event, "alias", f'"*{event.anchor}" is an alias', "write the value out")
            case yaml.ScalarEvent() | yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                return self._value(event)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._close()
        return True

    def _start_document(self, event: yaml.DocumentStartEvent) -> bool:
        self.documents += 1
        if self.documents == 1:
            return True
        return self._refuse(
            event, "several-documents", "a second document starts here", 'remove the "---", or make it a file of its own'
        )

    def _value(self, event: yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent) -> bool:
        if event.anchor is not None:
            return self._refuse(event, "alias", f'"&{event.anchor}" is an anchor', "write the value out where it is needed")
        place = self._place(event)
        if event.tag not in (None, "!"):
            self.problems.append(_problem(place, "tag", f'"{event.tag}" is a YAML tag', "remove it; the field decides what a value means"))
        if isinstance(event, yaml.ScalarEvent):
            self._put(Scalar(event.value, event.style is None, place))
            return True
        if len(self.stack) == MAX_DEPTH:
            message = f"more than {MAX_DEPTH} lists or mappings inside each other"
            return self._refuse(event, "depth", message, "look for brackets that are never closed")
        is_table = isinstance(event, yaml.MappingStartEvent)
        self.stack.append(_Open(place, {} if is_table else None, []))
        return True

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
        elif parent.key is None and not parent.skipped_key:
            self._take_key(parent, node)
        else:
            if parent.key is not None:
                parent.keys[parent.key.text] = (parent.key, node)
            parent.key, parent.skipped_key = None, False

    def _take_key(self, parent: _Open, node: Node) -> None:
        if not isinstance(node, Scalar):
            message = "a list or mapping stands where a name belongs"
            self.problems.append(_problem(node.place, "wrong-kind", message, 'a key is a word followed by ":"'))
            parent.skipped_key = True
        elif parent.keys is not None and node.text in parent.keys:
            first = parent.keys[node.text][0].place
            message = f'"{node.text}" stands twice in the same mapping, first at {first}'
            hint = "keep one of the two"
            self.problems.append(Problem(place=node.place, rule="repeated-key", message=message, hint=hint, also=first))
            parent.skipped_key = True
        else:
            parent.key = node

    def _refuse(self, event: yaml.Event, rule: str, message: str, hint: str) -> bool:
        self.problems.append(_problem(self._place(event), rule, message, hint))
        return False

    def _place(self, event: yaml.Event) -> Place:
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column if end.line == start.line else 1
        return Place(self.file, start.line + 1, start.column + 1, max(width, 1))


def _worded(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    found = f"{error.context or ''} {error.problem or ''}".strip()
    mark = error.problem_mark or error.context_mark
    # What is never closed is best mended where it was opened.
    if error.context_mark and (mark is None or mark.index >= len(text.rstrip()) or "quoted scalar" in found):
        mark = error.context_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    if mark and text[mark.index : mark.index + 1] == "\t":
        return _problem(place, "yaml-syntax", "a tab stands where spaces belong", "indent with spaces")
    for pattern, message, hint in WORDING:
        if pattern in found:
            return _problem(place, "yaml-syntax", message, hint)
    return _problem(place, "yaml-syntax", f"this is not YAML: {found}", None)


def _problem(place: Place, rule: str, message: str, hint: str | None) -> Problem:
    return Problem(place=place, rule=rule, message=message, hint=hint)
