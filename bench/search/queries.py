"""Queries and what each should find first.

Enters: the YAML files in `queries/`, or queries derived from a generated fact base. Leaves:
`Query` records in order, of one half or of both.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from factsheet.catalog import Catalog
from factsheet.fields import EVERY_LANGUAGE
from factsheet.model import Entity, Sheet
from factsheet.pipeline import load

LANGUAGES = ("en", "zh")
HALVES = ("tune", "held")
WRITTEN = Path(__file__).parent / "queries"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a reader types, and the ids of the records of which one must come first."""

    kind: str
    half: str
    text: str
    expect: tuple[str, ...]


def catalog_of(facts: Path) -> Catalog:
    """Read a fact base that has no errors."""
    base = load([facts], EVERY_LANGUAGE)
    if base.has_errors:
        message = f"{facts} has errors; see `factsheet check {facts}`"
        raise SystemExit(message)
    return base.catalog


def written(language: str) -> list[Query]:
    """Return the queries that people wrote over the real fact base."""
    text = (WRITTEN / f"{language}.yaml").read_text("utf-8")
    return [_query(given) for given in yaml.safe_load(text)]


def unknown(queries: Iterable[Query], catalog: Catalog) -> list[str]:
    """Say which queries expect a record that the fact base lacks, or are marked wrongly."""
    said = []
    for query in queries:
        said += [
            f"{query.kind} {query.text!r}: there is no {record_id!r}"
            for record_id in query.expect
            if catalog.find(record_id) is None
        ]
        if query.half not in HALVES or not query.expect:
            said.append(f"{query.kind} {query.text!r}: half or expectation is missing")
    return said


def of_half(queries: Iterable[Query], half: str) -> list[Query]:
    """Return the queries of one half, or of both for "all"."""
    return [query for query in queries if half in {"all", query.half}]


def halved(kind: str, found: Sequence[tuple[str, tuple[str, ...]]]) -> list[Query]:
    """Make queries of one kind, their halves alternating."""
    return [
        Query(kind=kind, half=HALVES[number % len(HALVES)], text=text, expect=expect)
        for number, (text, expect) in enumerate(found)
    ]


def pages(catalog: Catalog) -> frozenset[str]:
    """Return the ids of the records that have a page of their own."""
    return frozenset(entry.id for model in (Entity, Sheet) for entry in catalog.of(model))


def _query(given: Mapping[str, object]) -> Query:
    expect = given["expect"]
    return Query(
        kind=str(given["kind"]),
        half=str(given["half"]),
        text=str(given["query"]),
        expect=tuple(map(str, expect)) if isinstance(expect, list) else (str(expect),),
    )
