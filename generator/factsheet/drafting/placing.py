"""Where in which file a record belongs: behind the others of its section."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factsheet.drafting.answers import section_of
from factsheet.editing import Edit, Value, applied, end_of_line, line_end, spelled_record
from factsheet.problems import MalformedError
from factsheet.source import Node, Scalar, Table, extents, read_yaml

RULE = "new"
STEP = "  "


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A file's text with a new record in it, and the line the record begins in."""

    text: str
    line: int


def file_of(texts: Mapping[str, str], kind: str, folder: str) -> str:
    """Return the file that holds most records of a kind, or a new one below a folder."""
    section = section_of(kind)
    counts: dict[str, int] = {}
    for file, text in texts.items():
        root, _ = read_yaml(text, "")
        if isinstance(root, Table) and section in root.entries:
            _, records = root.entries[section]
            counts[file] = len(records.entries) if isinstance(records, Table) else 0
    return min(counts, key=lambda file: (-counts[file], file), default=f"{folder}/{section}.yaml")


def drafted(text: str, kind: str, record_id: str, record: Mapping[str, Value]) -> Drafted:
    """Return a file's text with a record behind the others of its section, and its line.

    Raises `MalformedError` where the section stands in brackets, or holds something else.
    """
    section = section_of(kind)
    root, _ = read_yaml(text, "")
    known = isinstance(root, Table) and section in root.entries
    before: Sequence[str]
    if not known or not isinstance(root, Table):
        margin = " " * (root.place.column - 1) if isinstance(root, Table) else ""
        at, indent, before = len(text.rstrip()), margin + STEP, [f"{margin}{section}:"]
        before = ["", *before] if at else before
    else:
        at, indent, before = _behind(text, section, *root.entries[section])
    lines = [*before, *spelled_record(record_id, record, indent)]
    end = line_end(text)
    is_last = not text[at:].strip() and not text[at:].startswith(("\r", "\n"))
    added = (end if at else "") + end.join(lines) + (end if is_last else "")
    above = len(re.findall(r"\r\n|\r|\n", text[:at])) + (1 if at else 0)
    return Drafted(text=applied(text, [Edit(at, at, added)]), line=above + len(before) + 1)


def _behind(text: str, section: str, key: Scalar, node: Node) -> tuple[int, str, Sequence[str]]:
    """Return the offset behind a section's last line, its indentation, and the gap there."""
    if isinstance(node, Scalar) and node.is_null:
        margin = " " * (key.place.column - 1)
        return end_of_line(text, extents(text).of_scalar(key.place)[1]), margin + STEP, ()
    if not isinstance(node, Table) or not node.entries:
        message = f'the section "{section}" holds no records'
        raise MalformedError(RULE, message, "mend it, or name another file with --file")
    begin, end = extents(text).of_group(node.place)
    if text[begin] == "{":
        message = f'the section "{section}" stands in brackets'
        raise MalformedError(RULE, message, "name another file with --file")
    first = next(key for key, _ in node.entries.values())
    gap = [""] if _has_gaps(text, node) else []
    return end_of_line(text, end), " " * (first.place.column - 1), gap


def _has_gaps(text: str, section: Table) -> bool:
    """Whether empty lines stand between the records of a section; one record tells nothing."""
    keys = [key.place.line for key, _ in section.entries.values()]
    lines = re.split(r"\r\n|\r|\n", text)
    between = [lines[line - 2] for line in keys[1:]]
    return not between or any(not line.strip() for line in between)
