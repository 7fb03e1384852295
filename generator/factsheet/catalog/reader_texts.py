"""Find the texts for readers in a record, wherever its model has one."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from factsheet.fields import Part, Text, is_close
from factsheet.model import Claim, Quote, Source

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


def worded(record: Part, code: str) -> Iterator[tuple[Path, str, str]]:
    """Find the words of a record in a language, in whatever script or region.

    Each comes with its path and the language as the record spells it, the path's last step.
    """
    for path, text in texts(record):
        for key in text.languages:
            if is_close(key, code):
                yield (*path, key), key, text.root[key]


def own_language(record: Part, path: Path) -> str:
    """Return the language in which somebody else wrote or said a text; nothing if it is ours."""
    match record, path:
        case (Quote(original=code), ("text",)) | (Claim(original=code), ("statement",)):
            return code or ""
        case Source(language=code), ("title",):
            return code or ""
    return ""


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


def side_by_side(record: Part) -> Iterator[tuple[Path, tuple[str, str], tuple[str, str]]]:
    """Find every text that is there in several languages, two at a time.

    Each is `(language, words)`, as typed; the language of the original comes first.
    """
    for path, text in texts(record):
        own = own_language(record, path)
        first = own if own in text.languages else next(iter(text.root))
        for code in text.languages:
            if code != first and first:
                yield path, (first, text.root[first]), (code, text.root[code])
