"""What an editor takes a fact file for: YAML 1.2 with numbers, truth values and nothing."""

import re

from factsheet.source import Items, Node, Scalar, Table, decode, read_yaml

# YAML 1.2.2, 10.3.2: the core schema.
WHOLE = re.compile(r"[-+]?[0-9]+")
DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


def as_editors_read(data: bytes) -> object:
    """Return what a YAML 1.2 reader makes of a file."""
    text, _ = decode(data, "")
    root, problems = read_yaml(text or "", "")
    assert problems == []
    return None if root is None else core(root)


def core(node: Node) -> object:
    """Return a node's value by the core schema."""
    match node:
        case Items():
            return [core(item) for item in node.nodes]
        case Table():
            return {name: core(value) for name, (_, value) in node.entries.items()}
        case Scalar():
            return value_of(node)


def value_of(scalar: Scalar) -> object:
    """Return what a plain scalar is resolved to; a quoted one is text."""
    text = scalar.text
    if not scalar.plain:
        return text
    if scalar.is_null:
        return None
    if text in TRUTH:
        return TRUTH[text]
    if WHOLE.fullmatch(text):
        return int(text)
    return float(text) if DECIMAL.fullmatch(text) else text
