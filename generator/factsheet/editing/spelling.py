"""Spell values as YAML that reads as exactly these values.

Enters: texts, lists and mappings. Leaves: lines. A text is plain where YAML takes it for text
as it stands, and in quotes where not; short groups stand in brackets on one line.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from factsheet.source import Items, Node, Scalar, Table, read_yaml

WIDTH = 100
STEP = "  "
LAST_OF_FOUR = 0xFFFF
# What YAML forbids, takes for a line end or a mark, or nobody can see.
UNSEEN = re.compile("[\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]")
Value = str | Sequence["Value"] | Mapping[str, "Value"]


def spelled_record(record_id: str, fields: Mapping[str, Value], indent: str) -> Iterator[str]:
    """Return the lines of a record, its fields on lines of their own."""
    yield f"{indent}{_text(record_id, in_brackets=False)}:"
    for name, value in fields.items():
        yield from spelled(name, value, indent + STEP)


def spelled(name: str, value: Value, indent: str) -> Iterator[str]:
    """Return the lines of a field, as far in as `indent`, without line ends."""
    line = f"{indent}{_text(name, in_brackets=False)}: {_in_brackets(value, nested=False)}"
    if isinstance(value, str) or not value or _fits(line, value):
        yield line
        return
    yield f"{indent}{_text(name, in_brackets=False)}:"
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from spelled(key, each, indent + STEP)
        return
    for each in value:
        yield from _item(each, indent + STEP)


def spelled_in_brackets(name: str, value: Value) -> str:
    """Return a field as it stands among others in brackets."""
    return f"{_text(name)}: {_in_brackets(value)}"


def _item(value: Value, indent: str) -> Iterator[str]:
    line = f"{indent}- {_in_brackets(value, nested=False)}"
    if not isinstance(value, Mapping) or _fits(line, value):
        yield line
        return
    dash = "- "
    for key, each in value.items():
        first, *rest = spelled(key, each, indent + STEP)
        yield indent + dash + first.removeprefix(indent + STEP)
        yield from rest
        dash = STEP


def _fits(line: str, value: Value) -> bool:
    """Whether a group may stand on one line: short, and no group within a group."""
    groups = value.values() if isinstance(value, Mapping) else value
    return len(line) <= WIDTH and all(isinstance(each, str) for each in groups)


def _in_brackets(value: Value, *, nested: bool = True) -> str:
    if isinstance(value, str):
        return _text(value, in_brackets=nested)
    if isinstance(value, Mapping):
        pairs = (f"{_text(key)}: {_in_brackets(each)}" for key, each in value.items())
        return f"{{{', '.join(pairs)}}}"
    return f"[{', '.join(_in_brackets(each) for each in value)}]"


def _text(text: str, *, in_brackets: bool = True) -> str:
    """Return a text so that YAML reads it as that text."""
    frame = "k: [{}]\n" if in_brackets else "k: {}\n"
    root, problems = read_yaml(frame.format(text), "") if _is_line(text) else (None, [])
    found = _value(root)
    if not problems and isinstance(found, Scalar) and found.plain and found.text == text:
        return text
    # A JSON string is one of YAML's in double quotes (YAML 1.2.2, 1.2).
    return UNSEEN.sub(_escaped, json.dumps(text, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04X}" if code <= LAST_OF_FOUR else f"\\U{code:08X}"


def _is_line(text: str) -> bool:
    return bool(text) and text.isprintable() and text not in ("~", "null", "Null", "NULL")


def _value(root: Node | None) -> Node | None:
    value = root.entries["k"][1] if isinstance(root, Table) and "k" in root.entries else None
    if isinstance(value, Items):
        return value.nodes[0] if len(value.nodes) == 1 else None
    return value
