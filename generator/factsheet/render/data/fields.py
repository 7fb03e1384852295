"""Which columns a table has, and what stands in them: one line a column.

Enters: records as dicts. Leaves: tables of plain cells. Numbers stay decimal texts, so that
whoever writes a format decides how it holds them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from factsheet.fields import is_close
from factsheet.views.data.values import Record

Cell = str | bool | int | tuple[str, ...] | None


class Kind(Enum):
    """What stands in a column. `WORDS` is text by language and becomes a column for each."""

    TEXT = auto()
    WORDS = auto()
    NUMBER = auto()
    COUNT = auto()
    DAY = auto()
    FLAG = auto()
    IDS = auto()
    NAMES = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """A column to be: its name, where it stands in a record ("place.id"), and what it says."""

    name: str
    path: str
    kind: Kind
    description: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    kind: Kind
    description: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a name that is a file's or a database table's."""

    name: str
    description: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table(
    name: str,
    description: str,
    fields: Sequence[Field],
    records: Iterable[Record],
    languages: Sequence[str],
) -> Table:
    """Put records into a table; a field of words becomes a column a language, `title_en`."""
    columns: list[Column] = []
    ways: list[tuple[tuple[str, ...], Kind, str]] = []
    for field in fields:
        codes = languages if field.kind is Kind.WORDS else ("",)
        kind = Kind.TEXT if field.kind is Kind.WORDS else field.kind
        for code in codes:
            in_language = f" In {code}." if code else ""
            title = f"{field.name}_{code}" if code else field.name
            columns.append(Column(title, kind, f"{field.description}{in_language}"))
            ways.append((tuple(field.path.split(".")), kind, code))
    rows = tuple(tuple(_cell(record, *way) for way in ways) for record in records)
    return Table(name, description, tuple(columns), rows)


def _cell(record: Record, path: tuple[str, ...], kind: Kind, code: str) -> Cell:
    value: object = record
    for name in path:
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    if code:
        return _in_language(value, code)
    if kind in (Kind.IDS, Kind.NAMES) and isinstance(value, list):
        return tuple(each["id"] if isinstance(each, dict) else each for each in value)
    return value if isinstance(value, str | bool | int) else None


def _in_language(words: object, code: str) -> str | None:
    """Return words in a language or a close one, as the pages do."""
    if not isinstance(words, dict):
        return None
    close = (language for language in words if is_close(language, code))
    found = code if code in words else next(close, None)
    return None if found is None else str(words[found])
