"""Facts as JSON, with one record a line so that a difference reads well.

Enters: a `DataView`. Leaves: files in UTF-8. Nothing is decided here about what a record says.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources

from factsheet.outputs import Output
from factsheet.render.data.citing import told_in_full
from factsheet.views.addresses import fact_data_path
from factsheet.views.data import DataView
from factsheet.views.data.values import Record

SCHEMA_VERSION = "1"
SCHEMA = "schema.json"
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def json_outputs(view: DataView, folder: str) -> Iterator[Output]:
    """Make a file for every fact, also under its former ids, and one for every kind of record."""
    former: dict[str, list[str]] = {}
    for old, present in view.renamed.items():
        former.setdefault(present, []).append(old)
    sources = {each["id"]: each for each in view.sources}
    schema = f"{folder}/{SCHEMA}"
    head = _head(view, schema, f"../{schema}")
    for fact in view.facts:
        content = _fields({**head, **told_in_full(fact, sources)})
        for name in (fact["id"], *former.get(fact["id"], ())):
            yield Output(fact_data_path(name), content)
    head = _head(view, schema, SCHEMA)
    for name in ("facts", "entities", "sources", "sheets"):
        listed = [_write(each) for each in getattr(view, name)]
        yield Output(f"{folder}/{name}.json", _file(head, name, ("[", "]"), listed))
    meanings = (f"{_write(each)}:{_write(record)}" for each, record in view.ids.items())
    yield Output(f"{folder}/ids.json", _file(head, "ids", ("{", "}"), meanings))


def jsonl(view: DataView) -> bytes:
    """Write every record, one a line; `section` tells them apart."""
    listed = (*view.entities, *view.sources, *view.facts, *view.sheets)
    version = {"schema_version": SCHEMA_VERSION}
    return "".join(_write({**version, **record}) + "\n" for record in listed).encode()


def schema_output(view: DataView, folder: str) -> Output:
    """Make the file of the schema, which bears its own address where the site has one."""
    text = (resources.files(__name__.rpartition(".")[0]) / SCHEMA).read_text("utf-8")
    own, address = f'"$id": "{SCHEMA}"', f"{view.site_url}{folder}/{SCHEMA}"
    named = text.replace(own, f'"$id": {_write(address)}') if view.site_url else text
    return Output(f"{folder}/{SCHEMA}", named.encode())


def _head(view: DataView, schema: str, way: str) -> Record:
    """Say what describes a file: by its address, or by the way to it from the file."""
    address = f"{view.site_url}{schema}" if view.site_url else way
    head = {"$schema": address, "schema_version": SCHEMA_VERSION}
    return {**head, "licence": view.licence} if view.licence else head


def _file(head: Record, name: str, brackets: tuple[str, str], lines: Iterable[str]) -> bytes:
    """Write a file with a line for its head and one for every record."""
    before, after = brackets
    body = ",\n".join(lines)
    inside = f"\n{body}\n" if body else ""
    return f'{_write(head)[:-1]},"{name}":{before}{inside}{after}}}\n'.encode()


def _fields(record: Mapping[str, object]) -> bytes:
    """Write a single record with a line for every field."""
    body = ",\n".join(f'"{name}":{_write(value)}' for name, value in record.items())
    return f"{{\n{body}\n}}\n".encode()
