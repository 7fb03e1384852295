"""The facts as the tables of one database, with what refers to what.

Enters: a `DataView`. Leaves: tables with their keys, each after those it refers to. Who is named
where (a fact's sources, entities and sheets) has tables of its own here, where CSV has lists.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from factsheet.render.data import columns
from factsheet.render.data.fields import Field, Kind, Table, table
from factsheet.render.data.rows import entity_row, facts_of, figure_rows, quote_row, source_row
from factsheet.views.data import DataView
from factsheet.views.data.values import Record

# The fields of a fact that name an entity, and so the roles an entity can have.
ROLES = ("of", "speaker", "claimed_by", "place")

FACT = (
    *columns.ID,
    Field("section", "section", Kind.TEXT, "The section it is in, which tells its kind."),
    *columns.STATUS,
    Field("name", "name", Kind.WORDS, "What it is called in one line."),
    *columns.BEHIND,
)
POINT = (
    Field("figure", "id", Kind.TEXT, "The figure."),
    Field("position", "position", Kind.COUNT, "Its place in the order of time, from 1."),
    *columns.VALUE,
)
FACT_SOURCE = (
    Field("fact", "fact", Kind.TEXT, "The fact."),
    Field("position", "position", Kind.COUNT, "Its place among the fact's sources, from 1."),
    Field("source", "id", Kind.TEXT, "The source."),
    Field("part", "part", Kind.TEXT, "fact, point, alternative or appears_in."),
    Field("point", "point", Kind.TEXT, "The period of the point that names it."),
    Field("at", "at", Kind.TEXT, "The place in the source."),
    Field("excerpt", "excerpt", Kind.TEXT, "The source's own words."),
)
FACT_ENTITY = (
    Field("fact", "fact", Kind.TEXT, "The fact."),
    Field("entity", "entity", Kind.TEXT, "The entity."),
    Field("role", "role", Kind.TEXT, "about, of, speaker, claimed_by or place."),
)
EVIDENCE = (
    Field("claim", "claim", Kind.TEXT, "The claim."),
    Field("position", "position", Kind.COUNT, "Its place in the list, from 1."),
    Field("fact", "fact", Kind.TEXT, "The fact it is held against."),
    Field("point", "point", Kind.TEXT, "The period of the point that is meant."),
)
SHEET = (
    *columns.ID,
    Field("title", "title", Kind.WORDS, "Its title."),
    Field("summary", "summary", Kind.WORDS, "What a reader should know first."),
    Field("about", "about", Kind.IDS, "The entities it is about."),
    Field("examines", "examines", Kind.TEXT, "The source it takes apart."),
    *columns.PAGE,
)
SHEET_FACT = (
    Field("sheet", "sheet", Kind.TEXT, "The sheet."),
    Field("section", "section", Kind.COUNT, "Which of its sections, from 1."),
    Field("position", "position", Kind.COUNT, "The fact's place in it, from 1."),
    Field("section_title", "title", Kind.WORDS, "The section's heading."),
    Field("fact", "fact", Kind.TEXT, "The fact."),
    Field("point", "point", Kind.TEXT, "The period of the point that is meant."),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A table of a database: the columns that tell its rows apart, and where columns lead."""

    table: Table
    key: tuple[str, ...]
    leads_to: Mapping[str, str]


# Each after those it leads to: name, columns, key, and the tables that columns lead to.
RELATIONS: tuple[tuple[str, tuple[Field, ...], tuple[str, ...], Mapping[str, str]], ...] = (
    ("entities", (*columns.ID, *columns.ENTITY, *columns.PAGE), ("id",), {}),
    (
        "sources",
        (*columns.ID, *columns.SOURCE, *columns.PAGE),
        ("id",),
        {"publisher": "entities", "same_report_as": "sources"},
    ),
    ("facts", FACT, ("id",), {}),
    ("dates", (*columns.ID, *columns.DATE), ("id",), {"id": "facts", "place": "entities"}),
    ("figures", (*columns.ID, *columns.FIGURE), ("id",), {"id": "facts", "of": "entities"}),
    ("figure_points", POINT, ("figure", "position"), {"figure": "figures"}),
    (
        "quotes",
        (*columns.ID, *columns.QUOTE),
        ("id",),
        {"id": "facts", "speaker": "entities", "place": "entities"},
    ),
    (
        "claims",
        (*columns.ID, *columns.CLAIM),
        ("id",),
        {"id": "facts", "claimed_by": "entities", "appears_in": "sources"},
    ),
    (
        "fact_sources",
        FACT_SOURCE,
        ("fact", "position"),
        {"fact": "facts", "source": "sources"},
    ),
    (
        "fact_entities",
        FACT_ENTITY,
        ("fact", "entity", "role"),
        {"fact": "facts", "entity": "entities"},
    ),
    ("claim_evidence", EVIDENCE, ("claim", "position"), {"claim": "claims", "fact": "facts"}),
    ("sheets", SHEET, ("id",), {"examines": "sources"}),
    (
        "sheet_facts",
        SHEET_FACT,
        ("sheet", "section", "position"),
        {"sheet": "sheets", "fact": "facts"},
    ),
)


def relations(view: DataView) -> Iterator[Relation]:
    """Make the tables of a database, in an order in which they can be filled."""
    records = _records(view)
    for name, fields, key, leads_to in RELATIONS:
        yield Relation(table(name, "", fields, records[name], view.languages), key, leads_to)


def _records(view: DataView) -> Mapping[str, Iterable[Record]]:
    """Return what the rows of every table are made from."""
    figures, claims = list(facts_of(view, "figures")), list(facts_of(view, "claims"))
    return {
        "entities": map(entity_row, view.entities),
        "sources": map(source_row, view.sources),
        "facts": view.facts,
        "dates": facts_of(view, "dates"),
        "figures": figures,
        "figure_points": (row for each in figures for row in _numbered(figure_rows(each))),
        "quotes": map(quote_row, facts_of(view, "quotes")),
        "claims": claims,
        "fact_sources": (row for each in view.facts for row in _numbered(_sources(each))),
        "fact_entities": (row for each in view.facts for row in _entities(each)),
        "claim_evidence": (row for each in claims for row in _numbered(_evidence(each))),
        "sheets": view.sheets,
        "sheet_facts": (row for each in view.sheets for row in _shown(each)),
    }


def _numbered(rows: Iterable[Record]) -> Iterator[Record]:
    return ({**row, "position": position} for position, row in enumerate(rows, 1))


def _sources(fact: Record) -> Iterator[Record]:
    """Find every place where a fact names a source."""
    name = fact["id"]
    yield from ({**each, "fact": name, "part": "fact"} for each in fact["sources"])
    for point in fact.get("points", ()):
        part = {"fact": name, "part": "point", "point": point["period"]["label"]}
        yield from ({**each, **part} for each in point["sources"])
    for other in fact.get("alternatives", ()):
        yield from ({**each, "fact": name, "part": "alternative"} for each in other["sources"])
    if "appears_in" in fact:
        yield {**fact["appears_in"], "fact": name, "part": "appears_in"}


def _entities(fact: Record) -> Iterator[Record]:
    """Find every entity that a fact names in a field, once for each role it has."""
    named = [("about", each["id"]) for each in fact["about"]]
    named += [(role, fact[role]["id"]) for role in ROLES if "id" in fact.get(role, {})]
    for role, entity in dict.fromkeys(named):
        yield {"fact": fact["id"], "entity": entity, "role": role}


def _evidence(claim: Record) -> Iterator[Record]:
    return ({"claim": claim["id"], **_apart(each)} for each in claim["evidence"])


def _shown(sheet: Record) -> Iterator[Record]:
    for number, section in enumerate(sheet["sections"], 1):
        head = {"sheet": sheet["id"], "section": number, "title": section["title"]}
        yield from _numbered({**head, **_apart(each)} for each in section["facts"])


def _apart(reference: str) -> Record:
    """Take a reference apart: `id@FY2024` is a fact and the period of a point."""
    fact, _, point = reference.partition("@")
    return {"fact": fact, "point": point or None}
