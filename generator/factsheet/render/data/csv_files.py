"""Tables as CSV (RFC 4180), safe to open in a spreadsheet.

A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV
injection). So does a text that begins with an apostrophe itself: whoever removes one
apostrophe from the beginning of a text has the text as it was. Numbers, days and flags are
written as they are.
"""

import csv
import io
import posixpath
import re
from collections.abc import Iterator, Sequence

from factsheet.outputs import Output
from factsheet.render.data.fields import Cell, Column, Kind, Table

MARK = "'"
# Behind what a program may skip as blank, too.
FORMULA = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠']|[\t\r\n]")
SEPARATORS = {Kind.IDS: " ", Kind.NAMES: "; "}


def csv_outputs(made: Sequence[Table], folder: str = "") -> Iterator[Output]:
    """Write every table as a file."""
    for each in made:
        yield Output(posixpath.join(folder, f"{each.name}.csv"), as_csv(each))


def as_csv(made: Table) -> bytes:
    """Write a table with a head."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(column.name for column in made.columns)
    for row in made.rows:
        writer.writerow(map(_written, made.columns, row))
    return text.getvalue().encode()


def _written(column: Column, cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).lower()
        case tuple():
            return _harmless(SEPARATORS[column.kind].join(cell))
        case str() if column.kind is Kind.TEXT:
            return _harmless(cell)
    return str(cell)


def _harmless(text: str) -> str:
    return MARK + text if FORMULA.match(text) else text
