"""The whole fact base as one file or folder, in the form somebody works with.

Enters: a `DataView`. Leaves: outputs, named after where they are to be written.
"""

from collections.abc import Callable, Iterator, Mapping

from factsheet.outputs import Output
from factsheet.render.data.csv_files import csv_outputs
from factsheet.render.data.json_files import jsonl
from factsheet.render.data.package import package_output
from factsheet.render.data.parquet import parquet_outputs
from factsheet.render.data.sqlite import as_sqlite
from factsheet.render.data.tables import tables
from factsheet.views.data import DataView


def _jsonl(view: DataView) -> Iterator[Output]:
    yield Output("", jsonl(view))


def _csv(view: DataView) -> Iterator[Output]:
    made = tables(view)
    yield from csv_outputs(made)
    yield package_output(view, made)


def _sqlite(view: DataView) -> Iterator[Output]:
    yield Output("", as_sqlite(view))


def _parquet(view: DataView) -> Iterator[Output]:
    yield from parquet_outputs(tables(view))


# The file of a form that is no folder has no path of its own.
FORMS: Mapping[str, Callable[[DataView], Iterator[Output]]] = {
    "jsonl": _jsonl,
    "csv": _csv,
    "sqlite": _sqlite,
    "parquet": _parquet,
}
