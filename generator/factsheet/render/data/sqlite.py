"""The facts as one SQLite database.

Enters: a `DataView`. Leaves: the bytes of a database file, the same for the same facts. SQLite
has no decimal numbers: a number is its exact text, and `number` beside `amount` is the nearest
binary number, for sorting and drawing. The database's `user_version` is the schema's version.
"""

import sqlite3
from collections.abc import Iterator

from factsheet.render.data.csv_files import SEPARATORS
from factsheet.render.data.fields import Cell, Column, Kind
from factsheet.render.data.json_files import SCHEMA_VERSION
from factsheet.render.data.relational import Relation, relations
from factsheet.views.data import DataView

TYPES = {Kind.COUNT: "INTEGER", Kind.FLAG: "INTEGER"}
NUMBER = '"number" REAL GENERATED ALWAYS AS (CAST("amount" AS REAL)) VIRTUAL'


def as_sqlite(view: DataView) -> bytes:
    """Return a database with a table for every kind of record and for what refers to what."""
    database = sqlite3.connect(":memory:")
    try:
        # Sources may lead to later ones: what leads where is looked at once all are there.
        database.execute("PRAGMA foreign_keys = ON")
        database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        with database:
            database.execute("BEGIN")
            for relation in relations(view):
                _fill(database, relation)
        return database.serialize()
    finally:
        database.close()


def _fill(database: sqlite3.Connection, relation: Relation) -> None:
    made = relation.table
    database.execute(f"CREATE TABLE {_name(made.name)} ({', '.join(_parts(relation))})")
    columns = ", ".join(_name(column.name) for column in made.columns)
    places = ", ".join("?" for _ in made.columns)
    # Names are our own and quoted; values go the safe way.
    insert = f"INSERT INTO {_name(made.name)} ({columns}) VALUES ({places})"  # noqa: S608
    database.executemany(insert, (tuple(map(_value, made.columns, row)) for row in made.rows))
    for column in relation.leads_to:
        if column not in relation.key[:1]:
            index = _name(f"{made.name}_{column}")
            database.execute(f"CREATE INDEX {index} ON {_name(made.name)} ({_name(column)})")


def _parts(relation: Relation) -> Iterator[str]:
    for column in relation.table.columns:
        yield f"{_name(column.name)} {TYPES.get(column.kind, 'TEXT')}"
        if column.name == "amount":
            yield NUMBER
    yield f"PRIMARY KEY ({', '.join(map(_name, relation.key))})"
    for column_name, other in relation.leads_to.items():
        yield (
            f"FOREIGN KEY ({_name(column_name)}) REFERENCES {_name(other)} (id) "
            "DEFERRABLE INITIALLY DEFERRED"
        )


def _name(name: str) -> str:
    return f'"{name}"'


def _value(column: Column, cell: Cell) -> str | int | None:
    return SEPARATORS[column.kind].join(cell) if isinstance(cell, tuple) else cell
