"""Which fields a new record is asked for, and what the answers mean."""

import re
from collections.abc import Mapping
from typing import get_args

from factsheet.editing import Value
from factsheet.fields import Text
from factsheet.model import KIND_OF_SECTION, SECTIONS, field_names
from factsheet.problems import MalformedError, did_you_mean, quoted
from factsheet.schema import choices
from factsheet.source import Items, Table, plain_data, read_yaml

RULE = "new"
# The few fields without which a record says too little.
ASKED: Mapping[str, tuple[str, ...]] = {
    "source": ("title", "publisher", "url", "published", "language", "kind", "tier"),
    "entity": ("kind", "name", "role"),
    "date": ("date", "title", "sources", "about"),
    "figure": ("of", "measure", "value", "period", "sources"),
    "quote": ("speaker", "text", "original", "said", "sources"),
    "claim": ("statement", "original", "appears_in", "verdict", "finding", "evidence"),
    "sheet": ("title", "summary", "about", "sections"),
}
IN_ONE_LANGUAGE = frozenset({("source", "title"), ("source", "publisher")})


def section_of(kind: str) -> str:
    """Return the section that holds records of a kind."""
    return next(section for section, name in KIND_OF_SECTION.items() if name == kind)


def is_by_language(kind: str, field: str) -> bool:
    """Whether a field is asked for in every language."""
    return _takes(kind, field, Text) and (kind, field) not in IN_ONE_LANGUAGE


def choices_of(kind: str, field: str) -> tuple[str, ...]:
    """Return the words that a field takes; none where it takes any."""
    return choices(SECTIONS[section_of(kind)], field)


def value_of(kind: str, field: str, typed: str) -> Value:
    """Return what was typed for a field: text, a list with commas, or YAML in brackets.

    Raises `MalformedError` for a field that there is not, and for brackets that do not close.
    """
    known = field_names(SECTIONS[section_of(kind)])
    if field not in known:
        hint = did_you_mean(field, known) or f"there are {', '.join(known)}"
        raise MalformedError(RULE, f"{quoted(field)} is not a field of a {kind}", hint)
    typed = typed.strip()
    if typed[:1] in ("{", "["):
        return _in_brackets(field, typed)
    if _takes(kind, field, list) and not _takes(kind, field, Text):
        return [each.strip() for each in re.split(r"[,，、]", typed) if each.strip()]
    return typed


def _in_brackets(field: str, typed: str) -> Value:
    root, problems = read_yaml(f"k: {typed}\n", "")
    value = root.entries["k"][1] if isinstance(root, Table) and "k" in root.entries else None
    if problems or not isinstance(value, Table | Items):
        message = f"{quoted(typed)} cannot be read as the value of {quoted(field)}"
        raise MalformedError(RULE, message, "look at its brackets and commas")
    return _values(plain_data(value))


def _values(data: object) -> Value:
    match data:
        case list():
            return [_values(each) for each in data]
        case dict():
            return {name: _values(each) for name, each in data.items()}
    return str(data or "")


def _takes(kind: str, field: str, wanted: type) -> bool:
    """Whether a field's type is, or is made of, another: a text for readers, a list."""
    model = SECTIONS[section_of(kind)]
    info = next(info for name, info in model.model_fields.items() if (info.alias or name) == field)
    return any(_is_of(each, wanted) for each in _types(info.annotation))


def _types(annotation: object) -> list[object]:
    parts = [each for part in get_args(annotation) for each in _types(part)]
    return [annotation, getattr(annotation, "__origin__", None), *parts]


def _is_of(found: object, wanted: type) -> bool:
    return isinstance(found, type) and issubclass(found, wanted)
