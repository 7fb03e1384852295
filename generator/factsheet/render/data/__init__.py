"""The facts as files for programs: JSON, JSON Lines, CSV, and what describes them.

Enters: a `DataView`. Leaves: outputs below `f/` and `api/`. `schema.json` is the promise of what
the JSON files hold, and stands on the site as it is here.
"""

from collections.abc import Iterator

from factsheet.outputs import Output
from factsheet.render.data.csv_files import csv_outputs
from factsheet.render.data.json_files import json_outputs, jsonl, schema_output
from factsheet.render.data.package import package_output
from factsheet.render.data.tables import tables
from factsheet.views.data import DataView

__all__ = ["data_outputs"]

FOLDER = "api"
JSON = "application/json"
JSON_FILES = {
    "facts.json": JSON,
    "entities.json": JSON,
    "sources.json": JSON,
    "sheets.json": JSON,
    "ids.json": JSON,
    "facts.jsonl": "application/jsonl",
}


def data_outputs(view: DataView) -> Iterator[Output]:
    """Make every file of data, in a fixed order."""
    made = tables(view)
    yield from json_outputs(view, FOLDER)
    yield Output(f"{FOLDER}/facts.jsonl", jsonl(view))
    yield from csv_outputs(made, FOLDER)
    yield schema_output(view, FOLDER)
    package = package_output(view, made, JSON_FILES)
    yield Output(f"{FOLDER}/{package.path}", package.content)
