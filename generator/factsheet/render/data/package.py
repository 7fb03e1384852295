"""What the data files are, for programs: a Frictionless Data Package, version 1.

Enters: a `DataView` and its tables. Leaves: `datapackage.json`, with a table schema for every
CSV file.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

from factsheet.outputs import Output
from factsheet.render.data.fields import Column, Kind, Table
from factsheet.render.data.json_files import SCHEMA_VERSION
from factsheet.views.data import DataView
from factsheet.views.data.values import Record

NAME = "datapackage.json"
TYPES = {Kind.NUMBER: "number", Kind.DAY: "date", Kind.FLAG: "boolean"}
NO_FILES: Mapping[str, str] = {}


def package_output(
    view: DataView, made: Sequence[Table], files: Mapping[str, str] = NO_FILES
) -> Output:
    """Describe tables, and JSON files that lie beside them; `files` are their paths and types."""
    resources = [*map(_table_resource, made), *_json_resources(files)]
    package = {
        "profile": "data-package",
        "name": "facts",
        "title": "Facts with their sources",
        "schema_version": SCHEMA_VERSION,
        "languages": list(view.languages),
        **({"homepage": view.site_url} if view.site_url else {}),
        **({"licenses": [_licence(view.licence)]} if view.licence else {}),
        "sources": list(_sources(view)),
        "resources": resources,
    }
    text = json.dumps(
        {key: each for key, each in package.items() if each}, ensure_ascii=False, indent=1
    )
    return Output(NAME, f"{text}\n".encode())


def _table_resource(made: Table) -> Record:
    key = {} if made.name == "figures" else {"primaryKey": "id"}
    return {
        "profile": "tabular-data-resource",
        "name": made.name,
        "path": f"{made.name}.csv",
        "description": made.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": {"fields": [_field(each) for each in made.columns], **key},
    }


def _field(column: Column) -> Record:
    return {
        "name": column.name,
        "type": TYPES.get(column.kind, "string"),
        "description": column.description,
    }


def _json_resources(files: Mapping[str, str]) -> Iterator[Record]:
    """Describe the JSON files, under names that the tables have not taken."""
    for path, mediatype in files.items():
        yield {
            "profile": "data-resource",
            "name": path.replace(".", "-"),
            "path": path,
            "format": path.partition(".")[2],
            "mediatype": mediatype,
            "encoding": "utf-8",
        }


def _licence(identifier: str) -> Record:
    return {"name": identifier, "path": f"https://spdx.org/licenses/{identifier}.html"}


def _sources(view: DataView) -> Iterator[Record]:
    """Name the sources of the facts; a package asks each for a title in one language."""
    first = view.languages[0]
    for source in view.sources:
        words = source.get("title") or source.get("description") or {}
        title = words.get(source.get("language", first)) or next(iter(words.values()), source["id"])
        yield {"title": title, **({"path": source["url"]} if "url" in source else {})}
