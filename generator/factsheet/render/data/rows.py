"""What stands in one row of a table, where that is not simply a record."""

from collections.abc import Iterator

from factsheet.views.data import DataView
from factsheet.views.data.values import Record

OWN = ("period", "value", "change", "projection", "sources")


def facts_of(view: DataView, section: str) -> Iterator[Record]:
    """Find the facts of one section."""
    return (fact for fact in view.facts if fact["section"] == section)


def figure_rows(figure: Record) -> Iterator[Record]:
    """Make a row of a figure's value, or of every point of a series, and of every other value."""
    whole = {name: value for name, value in figure.items() if name != "preferred_because"}
    if "value" in figure:
        yield {**whole, "row_kind": "value", "preferred": figure.get("preferred_because")}
    for point in figure.get("points", ()):
        own = {name: point.get(name) for name in OWN}
        address = f"{figure['urls']['permalink']}#{point['period']['label']}"
        yield {
            **whole,
            **own,
            "row_kind": "point",
            "sources": point["sources"] or figure["sources"],
            "row_status": point["status"],
            "row_note": point.get("note"),
            "urls": {"permalink": address},
        }
    for other in figure["alternatives"]:
        yield {
            **whole,
            "row_kind": "alternative",
            "value": other["value"],
            # What is said of the preferred value alone.
            "change": None,
            "projection": None,
            "sources": other["sources"],
            "row_note": other.get("note"),
            "preferred": other.get("preferred_because"),
        }


def quote_row(quote: Record) -> Record:
    """Add the words as they were said."""
    words = quote["text"]
    return {**quote, "text_original": words.get(quote["original"], next(iter(words.values())))}


def entity_row(entity: Record) -> Record:
    """Put the other names of all languages together, each once."""
    names = (name for listed in entity.get("aliases", {}).values() for name in listed)
    return {**entity, "alias_names": list(dict.fromkeys(names))}


def source_row(source: Record) -> Record:
    """Add title and authors as the source itself writes them, where that is known."""
    own = source.get("language", "")
    return {
        **source,
        "title_original": _own(source.get("title", {}), own),
        "author_names": [_own(author["name"], own) for author in source["author"]],
    }


def _own(words: Record, language: str) -> str | None:
    return words.get(language, next(iter(words.values()), None))
