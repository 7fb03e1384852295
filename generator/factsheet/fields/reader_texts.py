"""The texts for readers in a part of a record, wherever its model has one.

A way through a record is the names of its fields and the positions in its lists.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from factsheet.fields.parts import Part
from factsheet.fields.texts import Text

Path = tuple[str | int, ...]


def texts(part: Part, path: Path = ()) -> Iterator[tuple[Path, Text]]:
    """Find every text for readers in a record, with its path."""
    for name, step in _fields_with_texts(type(part)):
        value = getattr(part, name)
        if isinstance(value, Text):
            yield (*path, step), value
        elif value:
            yield from _texts_in(value, (*path, step))


@cache
def _fields_with_texts(model: type[Part]) -> tuple[tuple[str, str], ...]:
    """Return the fields that may hold texts, each with its name in the file."""
    return tuple(
        (name, info.alias or name)
        for name, info in model.model_fields.items()
        if _may_hold_texts(info.annotation)
    )


def _may_hold_texts(kind: Any) -> bool:  # noqa: ANN401 whatever may stand behind a field's name
    if isinstance(kind, type) and issubclass(kind, Part):
        return bool(_fields_with_texts(kind))
    return (isinstance(kind, type) and issubclass(kind, Text)) or any(
        map(_may_hold_texts, get_args(kind))
    )


def _texts_in(value: object, path: Path) -> Iterator[tuple[Path, Text]]:
    match value:
        case Text():
            yield path, value
        case Part():
            yield from texts(value, path)
        case list():
            for index, item in enumerate(value):
                yield from _texts_in(item, (*path, index))
        case dict():
            for key, item in value.items():
                yield from _texts_in(item, (*path, key))
