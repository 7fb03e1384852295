"""A catalog that notes what it is asked, and what two catalogs answer differently."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import TypeVar

from factsheet.catalog.records import Catalog
from factsheet.fields import Part
from factsheet.model import OwnUnit
from factsheet.reader import Entry
from factsheet.tracing import Asked, Question, Traced, other_answers

R = TypeVar("R", bound=Part)

# Mappings that are asked key by key.
ENTRIES = "entries"
MAPPINGS = (ENTRIES, "backlinks", "renamed", "shown", "shown_in")
OF = "of"


@dataclass(frozen=True, kw_only=True)
class _TracedCatalog(Catalog):
    inner: Catalog
    asked: Asked = field(repr=False)

    def of(self, model: type[R]) -> tuple[Entry[R], ...]:
        self.asked.note((OF, model))
        return self.inner.of(model)


def traced(catalog: Catalog, asked: Asked) -> Catalog:
    """Return the same catalog, which notes what it is asked."""
    parts = {each.name: getattr(catalog, each.name) for each in fields(Catalog)}
    parts |= {name: Traced(name, parts[name], asked) for name in MAPPINGS}
    return _TracedCatalog(inner=catalog, asked=asked, **parts)


def changed_records(before: Catalog, after: Catalog) -> Iterator[Question]:
    """Find the questions that two catalogs answer differently; where records stand is none.

    Raises `ValueError` if units differ, in which all values are written.
    """
    if _of(before, OwnUnit) != _of(after, OwnUnit):
        message = "the units are others"
        raise ValueError(message)
    for name in MAPPINGS:
        is_same = _is_same if name == ENTRIES else _is_equal
        yield from other_answers(name, getattr(before, name), getattr(after, name), is_same)
    for model in {
        type(entry.record) for entry in (*before.entries.values(), *after.entries.values())
    }:
        if _of(before, model) != _of(after, model):
            yield from ((OF, kind) for kind in model.__mro__)


def _of(catalog: Catalog, model: type[Part]) -> list[tuple[str, Part]]:
    return [(entry.id, entry.record) for entry in catalog.of(model)]


def _is_same(one: Entry[Part], other: Entry[Part]) -> bool:
    return one is other or (one.kind == other.kind and one.record == other.record)


def _is_equal(one: object, other: object) -> bool:
    return one is other or one == other
