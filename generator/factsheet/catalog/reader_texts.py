"""Find the texts for readers in a record, wherever its model has one."""

from collections.abc import Iterator

from factsheet.fields import Part, Text

Path = tuple[str | int, ...]


def texts(part: Part, path: Path = ()) -> Iterator[tuple[Path, Text]]:
    """Find every text for readers in a record, with its path."""
    for name, info in type(part).model_fields.items():
        yield from _texts_in(getattr(part, name), (*path, info.alias or name))


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
