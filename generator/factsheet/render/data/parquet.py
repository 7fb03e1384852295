"""Tables as Parquet, with types. The only room that knows pyarrow, which is an extra.

Numbers are decimal128 with 38 digits, 12 of them after the point: what computes with them gets
exact sums without a conversion, in every program that reads Parquet, where texts would have to be
converted and most would be made into binary numbers. A number that does not fit is refused, not
rounded.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from types import ModuleType

from factsheet.outputs import Output
from factsheet.problems import quoted
from factsheet.render.data.fields import Cell, Kind, Table
from factsheet.render.data.json_files import SCHEMA_VERSION

DIGITS, DECIMALS = 38, 12
REMEDY = "pip install 'factsheet[parquet]'"


class NoParquetError(Exception):
    """Parquet cannot be written; the message says why, and the remedy."""


def parquet_outputs(made: Sequence[Table]) -> Iterator[Output]:
    """Write every table as a file.

    Raises `NoParquetError` without pyarrow, or when a number has too many digits.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        message = f"parquet needs pyarrow, which is not installed\n  hint: {REMEDY}"
        raise NoParquetError(message) from None
    types = _types(pa)
    for each in made:
        schema = pa.schema(
            [
                pa.field(
                    column.name, types[column.kind], metadata={"description": column.description}
                )
                for column in each.columns
            ],
            metadata={"schema_version": SCHEMA_VERSION, "description": each.description},
        )
        cells = [
            [_value(column.kind, row[index], str(row[0])) for row in each.rows]
            for index, column in enumerate(each.columns)
        ]
        content = io.BytesIO()
        parquet.write_table(pa.table(cells, schema=schema), content, compression="zstd")
        yield Output(f"{each.name}.parquet", content.getvalue())


def _types(pa: ModuleType) -> dict[Kind, object]:
    listed = pa.list_(pa.string())
    return {
        Kind.TEXT: pa.string(),
        Kind.NUMBER: pa.decimal128(DIGITS, DECIMALS),
        Kind.DAY: pa.date32(),
        Kind.FLAG: pa.bool_(),
        Kind.IDS: listed,
        Kind.NAMES: listed,
    }


def _value(kind: Kind, cell: Cell, record_id: str) -> object:
    if kind is Kind.NUMBER and isinstance(cell, str):
        return _decimal(cell, record_id)
    if kind is Kind.DAY and isinstance(cell, str):
        return date.fromisoformat(cell)
    return list(cell) if isinstance(cell, tuple) else cell


def _decimal(text: str, record_id: str) -> Decimal:
    before, _, after = text.lstrip("-").partition(".")
    if len(before) > DIGITS - DECIMALS or len(after) > DECIMALS:
        message = (
            f'the number {quoted(text)} of "{record_id}" does not fit into Parquet\'s decimals, '
            f"which have {DIGITS - DECIMALS} digits before the point and {DECIMALS} after it\n"
            "  hint: choose another format, which keeps numbers as text"
        )
        raise NoParquetError(message)
    return Decimal(text)
