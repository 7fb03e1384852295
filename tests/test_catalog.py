"""All records by id, and the ways between them."""

# ruff: noqa: E501  a case reads best on one line

from collections.abc import Callable

import pytest

from factsheet.catalog import Catalog, entity_id, record_id, time_of
from factsheet.fields import Text
from factsheet.model import Entity, Event, Fact, Source

FACTS = """
sources:
  wire: {title: Wire, url: https://a.example, publisher: acme, author: [jane, J. Doe]}
  reprint: {title: Reprint, url: https://b.example, same_report_as: wire, formerly: [copy]}
entities:
  acme: {kind: organization, name: Acme, formerly: [acme-inc], related: [jane]}
  jane: {kind: person, name: Jane, part_of: acme}
tags:
  money: {name: Money}
dates:
  founded: {date: 1999, title: A, sources: [wire], about: [acme-inc], place: paris}
  moved: {date: 2003-05, title: B, sources: [reprint], about: [jane], tags: [money],
    note: "see [this](fact:revenue@2003)", superseded_by: founded}
  undone: {date: 2003-05-02, title: C, sources: [copy], place: "Paris, France"}
figures:
  revenue:
    of: acme
    measure: Revenue
    points: {2004: 2, 2003: {value: 1, sources: [reprint]}}
    sources: [wire]
    formerly: [sales]
  staff:
    of: acme-inc
    measure: Staff
    value: 3
    as_of: 2003-12-31
    alternatives: [{value: 4, sources: [wire]}]
    sources: [wire]
quotes:
  said: {speaker: jane, text: A, original: en, translation_by: {zh: ours, de: wire}, sources: [wire], tags: [money]}
claims:
  claimed: {statement: A, claimed_by: jane, appears_in: copy, verdict: "false", evidence: [sales@2003]}
sheets:
  sheet:
    title: Sheet
    about: [acme]
    examines: reprint
    sections:
      - {title: Listed, facts: [sales@2004, founded, said]}
      - {title: Words, text: Only words}
      - {title: Found, facts: QUERY}
"""

Read = Callable[[str], Catalog]


def with_paris(query: str) -> str:
    paris = "entities:\n  paris: {kind: place, name: Paris}"
    return FACTS.replace("QUERY", query).replace("entities:", paris)


@pytest.fixture
def facts(catalog: Read) -> Catalog:
    return catalog(with_paris("{kind: claim}"))


def test_a_record_names_others_by_all_its_fields(facts: Catalog) -> None:
    named = [
        (reference.origin, ".".join(map(str, reference.path)), reference.target)
        for reference in facts.references
    ]
    assert named == [
        ("wire", "publisher", "acme"),
        ("wire", "author.0", "jane"),
        ("reprint", "same_report_as", "wire"),
        ("acme", "related.0", "jane"),
        ("jane", "part_of.0", "acme"),
        ("founded", "sources.0.id", "wire"),
        ("founded", "about.0", "acme-inc"),
        ("founded", "place", "paris"),
        ("moved", "sources.0.id", "reprint"),
        ("moved", "about.0", "jane"),
        ("moved", "tags.0", "money"),
        ("moved", "superseded_by", "founded"),
        ("moved", "note", "revenue@2003"),
        ("undone", "sources.0.id", "copy"),
        ("revenue", "sources.0.id", "wire"),
        ("revenue", "of", "acme"),
        ("revenue", "points.2003.sources.0.id", "reprint"),
        ("staff", "sources.0.id", "wire"),
        ("staff", "of", "acme-inc"),
        ("staff", "alternatives.0.sources.0.id", "wire"),
        ("said", "sources.0.id", "wire"),
        ("said", "tags.0", "money"),
        ("said", "speaker", "jane"),
        ("said", "translation_by.de", "wire"),
        ("claimed", "claimed_by", "jane"),
        ("claimed", "appears_in", "copy"),
        ("claimed", "evidence.0", "sales@2003"),
        ("sheet", "about.0", "acme"),
        ("sheet", "examines", "reprint"),
        ("sheet", "sections.0.facts.0", "sales@2004"),
        ("sheet", "sections.0.facts.1", "founded"),
        ("sheet", "sections.0.facts.2", "said"),
    ]


def test_a_reference_may_name_a_point(facts: Catalog) -> None:
    point = next(each for each in facts.references if each.path == ("evidence", 0))
    assert (point.target_id, point.point) == ("sales", "2003")
    assert [
        facts.has_point(each)
        for each in (
            "revenue",
            "revenue@2003",
            "sales@2004",
            "revenue@2005",
            "founded@2003",
            "nothing@1",
            "nothing",
        )
    ] == [
        True,
        True,
        True,
        False,
        False,
        False,
        True,
    ]


def test_backlinks_lead_to_the_present_id(facts: Catalog) -> None:
    assert {
        target: [each.origin for each in listed]
        for target, listed in facts.backlinks.items()
        if target in ("acme", "revenue", "reprint", "money")
    } == {
        "acme": ["wire", "jane", "founded", "revenue", "staff", "sheet"],
        "money": ["moved", "said"],
        "reprint": ["moved", "undone", "revenue", "claimed", "sheet"],
        "revenue": ["moved", "claimed", "sheet"],
    }


def test_a_record_is_found_by_its_present_and_its_former_id(facts: Catalog) -> None:
    assert [
        entry.id if (entry := facts.find(each)) else None
        for each in ("acme", "acme-inc", "nothing")
    ] == ["acme", "acme", None]


def test_records_of_a_kind_come_in_the_order_of_the_file(facts: Catalog) -> None:
    assert [entry.id for entry in facts.of(Event)] == ["founded", "moved", "undone"]
    assert [entry.id for entry in facts.of(Fact)] == [
        "founded",
        "moved",
        "undone",
        "revenue",
        "staff",
        "said",
        "claimed",
    ]


def test_what_nothing_names_is_unused(catalog: Read) -> None:
    facts = catalog(
        "sources:\n  a: {title: A, url: https://a.example}\n  b: {title: B, url: https://a.example}\n"
        "entities:\n  c: {kind: term, name: C}\n"
        "dates:\n  d: {date: 2024, title: D, sources: [a]}\n"
    )
    assert [entry.id for entry in facts.unused(Source)] == ["b"]
    assert [entry.id for entry in facts.unused(Entity)] == ["c"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("{kind: claim}", ["claimed"]),
        ("{kind: claims}", ["claimed"]),
        ("{kind: date}", ["founded", "moved", "undone"]),
        ("{about: acme}", ["founded", "revenue", "staff"]),
        ("{about: acme-inc}", ["founded", "revenue", "staff"]),
        ("{about: jane}", ["moved", "said", "claimed"]),
        ("{about: paris}", ["founded"]),
        ("{of: acme}", ["revenue", "staff"]),
        ("{of: acme-inc}", ["revenue", "staff"]),
        ("{tag: money}", ["moved", "said"]),
        ("{appears_in: reprint}", ["claimed"]),
        ("{appears_in: copy}", ["claimed"]),
        ("{from: 2003}", ["revenue", "moved", "undone", "staff"]),
        ("{to: 2003}", ["founded", "moved", "undone", "staff"]),
        ("{from: 2003-05, to: 2003-05}", ["moved", "undone"]),
        ("{from: 2003-05-02}", ["undone", "staff"]),
        ("{kind: date, about: jane, tag: money, from: 2003}", ["moved"]),
    ],
)
def test_a_query_finds_facts_in_the_order_of_time(
    catalog: Read, query: str, found: list[str]
) -> None:
    assert catalog(with_paris(query)).shown["sheet"][2] == tuple(found)


def test_listed_facts_keep_their_order_and_go_by_their_present_id(facts: Catalog) -> None:
    assert facts.shown == {"sheet": (("revenue@2004", "founded", "said"), (), ("claimed",))}
    assert facts.sheets_showing(["revenue"]) == ("sheet",)
    assert facts.sheets_showing(["staff", "moved"]) == ()


@pytest.mark.parametrize(
    ("record_id", "time"),
    [
        ("founded", "1999"),
        ("revenue", "2003/2004"),
        ("staff", "2003-12-31"),
        ("said", None),
        ("claimed", None),
    ],
)
def test_a_fact_has_the_time_it_is_about(facts: Catalog, record_id: str, time: str | None) -> None:
    span = time_of(facts.entries[record_id].record)
    assert (span.edtf if span else None) == time


def test_a_figure_of_one_period_has_its_time(catalog: Read) -> None:
    facts = catalog(
        "sources:\n  a: {title: A, url: https://a.example}\nfigures:\n"
        "  f: {measure: A, value: 1, period: FY2024, periods: {FY2024: 2023-01-30/2024-01-28}, sources: [a]}\n"
    )
    span = time_of(facts.entries["f"].record)
    assert span is not None
    assert span.edtf == "2023-01-30/2024-01-28"


def test_own_units_are_known_by_all_their_names(catalog: Read) -> None:
    facts = catalog("units:\n  car: {name: {en: {one: Car, other: cars}, zh: 辆}}\n")
    assert {facts.units.unit(name).id for name in ("car", "CARS", "辆")} == {"car"}


def test_an_id_in_a_field_for_text_is_an_entity() -> None:
    assert [
        entity_id(text)
        for text in (
            Text.model_validate("san-jose"),
            Text.model_validate("San Jose"),
            Text({"en": "san-jose"}),
            None,
        )
    ] == [
        "san-jose",
        None,
        None,
        None,
    ]


def test_a_point_is_taken_from_a_reference() -> None:
    assert [record_id(each) for each in ("a@FY2024", "a")] == ["a", "a"]
