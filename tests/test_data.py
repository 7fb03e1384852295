"""What the site says to programs: JSON, CSV, and what describes them."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from frictionless import system
from frictionless import validate as validate_package
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from conftest import LANGUAGES
from factsheet.model import (
    ACCESSES,
    ENTITY_KINDS,
    KIND_OF_SECTION,
    SECTIONS,
    SOURCE_KINDS,
    STATUSES,
    TIERS,
    VERDICTS,
    field_names,
)
from factsheet.outputs import write
from factsheet.pipeline import FactBase, data, load
from factsheet.render.data.csv_files import as_csv
from factsheet.render.data.fields import Column, Kind, Table

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden" / "facts"
BASES = [GOLDEN, ROOT / "facts"]
SITE_URL = "https://facts.example/base"
TABLES = ("dates", "figures", "quotes", "claims", "entities", "sources")
Base = Callable[..., FactBase]

REPORT = """\
sources:
  report: {title: Report, url: https://a.example/, language: en, published: 2024-03}
entities:
  acme: {kind: organization, name: {en: Acme, zh: 顶点}}
"""


@cache
def files(folder: Path = GOLDEN, site_url: str = SITE_URL) -> dict[str, bytes]:
    base = load([folder], LANGUAGES)
    return {each.path: each.content for each in data(base, LANGUAGES, site_url=site_url)}


def of(base: FactBase, path: str) -> Any:
    found = {each.path: each.content for each in data(base, LANGUAGES)}
    return json.loads(found[path])


def fact(base: FactBase, fact_id: str) -> Any:
    return of(base, f"f/{fact_id}.json")


def schema() -> Any:
    return json.loads(files()["api/schema.json"])


def judge(part: str = "") -> Draft202012Validator:
    described = schema()
    whole = {"$ref": f"#/$defs/{part}", "$defs": described["$defs"]} if part else described
    return Draft202012Validator(whole, format_checker=FormatChecker())


def described_files(made: dict[str, bytes]) -> dict[str, bytes]:
    others = ("api/schema.json", "api/datapackage.json")
    return {
        path: content
        for path, content in made.items()
        if path.endswith(".json") and path not in others
    }


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


# The schema


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("site_url", ["", SITE_URL])
@pytest.mark.parametrize("folder", BASES, ids=["golden", "facts"])
def test_every_file_is_as_the_schema_says(folder: Path, site_url: str) -> None:
    made, whole = files(folder, site_url), judge()
    faults = [
        f"{path}: {error.json_path}: {error.message}"
        for path, content in described_files(made).items()
        for error in whole.iter_errors(json.loads(content))
    ]
    assert faults == []


@pytest.mark.parametrize("folder", BASES, ids=["golden", "facts"])
def test_every_line_of_the_lines_is_a_record(folder: Path) -> None:
    record = judge("record")
    lines = files(folder)["api/facts.jsonl"].decode().splitlines()
    assert [error for line in lines for error in record.iter_errors(json.loads(line))] == []
    ids = json.loads(files(folder)["api/ids.json"])["ids"].values()
    assert {json.loads(line)["id"] for line in lines} == {
        each["id"] for each in ids if each["kind"] != "point"
    }


@pytest.mark.parametrize(
    "change",
    [
        {"status": "right"},
        {"unheard_of": 1},
        {"name": {"en": None}},
        {"sources": [{"id": "Not An Id"}]},
        {"points": []},
        {"schema_version": "2"},
        {"added": {"edtf": "2024", "from": "soon"}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_planted_fault_is_not_as_the_schema_says(change: dict[str, Any]) -> None:
    record = json.loads(files()["f/lamps-lit.json"])
    assert judge().is_valid(record)
    assert not judge().is_valid({**record, **change})


@pytest.mark.parametrize("field", ["id", "section", "status", "sources", "urls", "$schema"])
def test_a_fact_without_a_promised_field_is_not_as_the_schema_says(field: str) -> None:
    record = json.loads(files()["f/lamps-lit.json"])
    del record[field]
    assert not judge().is_valid(record)


def test_every_field_is_described() -> None:
    parts = schema()["$defs"]
    silent = [
        f"{name}.{field}"
        for name, part in parts.items()
        for field, said in part.get("properties", {}).items()
        if not (said.get("description") or parts[said["$ref"].split("/")[-1]].get("description"))
    ]
    assert silent == []


def test_the_words_that_can_be_chosen_are_those_of_the_format() -> None:
    parts = schema()["$defs"]
    sources, entities = parts["sources"]["properties"], parts["entities"]["properties"]
    assert parts["status"]["enum"] == list(STATUSES)
    assert parts["claims"]["properties"]["verdict"]["enum"] == list(VERDICTS)
    assert entities["kind"]["enum"] == list(ENTITY_KINDS)
    assert sources["kind"]["enum"] == list(SOURCE_KINDS)
    assert (sources["tier"]["enum"], sources["access"]["enum"]) == (list(TIERS), list(ACCESSES))
    kinds = set(KIND_OF_SECTION.values()) - {"unit", "tag"}
    assert set(parts["published_id"]["properties"]["kind"]["enum"]) == {*kinds, "point"}


# What a series is typed with, what becomes part of another field, what only the checker asks for.
TYPED = {"unit", "periods", "at", "allow"}


@pytest.mark.parametrize("section", [name for name in SECTIONS if name not in ("units", "tags")])
def test_no_field_of_the_format_is_kept_back(section: str) -> None:
    told = set(schema()["$defs"][section]["properties"])
    assert set(field_names(SECTIONS[section])) - told - TYPED == set()


# What a record says


def test_a_number_is_exact_and_keeps_its_place(base: Base) -> None:
    made = fact(
        base(
            REPORT + "figures:\n  revenue:\n    of: acme\n    measure: {en: Revenue, zh: 营收}\n"
            "    value: about 60.922 billion USD\n    period: FY2024\n    sources: [report]\n"
        ),
        "revenue",
    )
    assert made["name"] == {"en": "Acme: Revenue", "zh": "顶点：营收"}
    assert made["value"] == {
        "amount": "60922000000",
        "unit": "USD",
        "currency": "USD",
        "precision": "1000000",
        "qualifier": "about",
        "text": {"en": "about US$60.922 billion", "zh": "约609.22亿美元"},
    }
    assert made["period"] == {
        "label": "FY2024",
        "fiscal": True,
        "text": {"en": "fiscal 2024", "zh": "2024财年"},
    }
    assert "as_of" not in made


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("10–12 km", {"low": "10", "high": "12", "unit": "length-kilometer", "precision": "1"}),
        ("-4.50%", {"amount": "-4.50", "unit": "percent", "precision": "0.01"}),
        ("3 million", {"amount": "3000000", "unit": "count", "precision": "1000000"}),
        ("+2 pp", {"amount": "2", "unit": "points", "precision": "1"}),
        (
            "12345678901234567890.123456789",
            {
                "amount": "12345678901234567890.123456789",
                "unit": "count",
                "precision": "0.000000001",
            },
        ),
    ],
)
def test_every_number_is_said_in_its_unit(base: Base, typed: str, numbers: dict[str, str]) -> None:
    text = (
        f'{REPORT}figures:\n  it: {{measure: It, value: "{typed}", as_of: 2024, '
        "sources: [report], about: [acme]}\n"
    )
    value = fact(base(text), "it")["value"]
    assert {name: said for name, said in value.items() if name != "text"} == numbers


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2024-03", ("2024-03", "2024-03-01", "2024-03-31", "month", False)),
        ("2024-Q1", ("2024-33", "2024-01-01", "2024-03-31", "quarter", False)),
        ("2024-H2~", ("2024-41~", "2024-07-01", "2024-12-31", "half", True)),
        ("2018/..", ("2018/..", "2018-01-01", None, "year", False)),
        ("../2024-08-27", ("../2024-08-27", None, "2024-08-27", "day", False)),
        ("2023/2024-03-18~", ("2023/2024-03-18~", "2023-01-01", "2024-03-18", "year", True)),
    ],
)
def test_a_date_keeps_its_precision(base: Base, typed: str, said: tuple[object, ...]) -> None:
    text = f'{REPORT}dates:\n  it: {{title: It, date: "{typed}", sources: [report]}}\n'
    date = fact(base(text), "it")["date"]
    names = ("edtf", "from", "to", "precision", "approximate")
    assert tuple(date.get(name) for name in names) == said


def test_prose_is_plain_text_and_its_links_are_kept_apart(base: Base) -> None:
    made = fact(
        base(
            REPORT + "dates:\n  first: {title: First, date: 2024, sources: [report]}\n  second:\n"
            "    {title: Second, date: 2025, sources: [report], "
            "text: {en: 'After *the* [first](fact:first).', zh: '在*第一*之后。'}}\n"
        ),
        "second",
    )
    assert made["title"] == {"en": "Second", "zh": "Second"}
    assert made["text"] == {"en": "After the first.", "zh": "在第一之后。"}
    assert made["text_markdown"] == {"en": "After *the* [first](fact:first)."}


def test_prose_for_all_languages_has_its_links_in_each(base: Base) -> None:
    text = "dates:\n  it: {title: It, date: 2024, sources: [report], text: '[x](fact:it)'}\n"
    made = fact(base(REPORT + text), "it")
    assert made["text_markdown"] == {"en": "[x](fact:it)", "zh": "[x](fact:it)"}


def test_a_single_fact_tells_its_sources_in_full() -> None:
    made = json.loads(files()["f/keeper-on-stone.json"])
    assert made["sources"][0]["source"]["publisher"] == {
        "name": {"en": "The Gazette", "zh": "《公报》"}
    }
    assert made["translation_by"]["en"]["source"]["source"]["kind"] == "news"
    claim = json.loads(files()["f/gazette-many-lamps.json"])
    assert claim["appears_in"]["at"] == "P1"
    assert claim["appears_in"]["source"]["tier"] == "mirror"
    listed = json.loads(files()["api/facts.json"])["facts"]
    assert not [each for fact in listed for each in fact["sources"] if "source" in each]


def test_a_source_that_is_not_to_be_linked_has_no_address() -> None:
    everything = b"".join(files().values())
    assert b"gazette.example" not in everything
    sources = {each["id"]: each for each in json.loads(files()["api/sources.json"])["sources"]}
    assert sources["gazette"]["link"] is False
    assert sources["yearbook"]["url"] == "https://light.example/yearbook?a=1&b=2"


def test_a_title_of_one_language_is_in_that_of_its_source(base: Base) -> None:
    text = "sources:\n  own: {title: 年鉴, url: https://a.example/, language: zh-Hant}\n"
    made = of(base(text + "  no: {title: X, url: https://a.example/}\n"), "api/sources.json")
    assert [each["title"] for each in made["sources"]] == [
        {"zh-Hant": "年鉴"},
        {"en": "X", "zh": "X"},
    ]


def test_addresses_are_absolute_where_the_site_has_one() -> None:
    with_site = json.loads(files()["f/lamps-lit.json"])
    assert with_site["$schema"] == f"{SITE_URL}/api/schema.json"
    assert with_site["urls"] == {
        "permalink": f"{SITE_URL}/f/lamps-lit/",
        "json": f"{SITE_URL}/f/lamps-lit.json",
        "csv": f"{SITE_URL}/f/lamps-lit.csv",
        "pages": {
            code: f"{SITE_URL}/{code}/sheets/north-light-sheet/#lamps-lit" for code in LANGUAGES
        },
    }
    assert schema()["$id"] == f"{SITE_URL}/api/schema.json"
    without = files(GOLDEN, "")
    assert json.loads(without["f/lamps-lit.json"])["$schema"] == "../api/schema.json"
    assert json.loads(without["f/lamps-lit.json"])["urls"]["permalink"] == "f/lamps-lit/"
    assert json.loads(without["api/facts.json"])["$schema"] == "schema.json"


def test_a_former_id_has_the_present_record() -> None:
    made = files()
    assert made["f/lamps.json"] == made["f/lamps-lit.json"]
    ids = json.loads(made["api/ids.json"])["ids"]
    assert ids["lamps"] == ids["lamps-lit"]
    assert ids["lamps@FY2000"] == {
        "kind": "point",
        "id": "lamps-lit@FY2000",
        "status": "confirmed",
        "address": "f/lamps-lit/#FY2000",
    }
    assert ids["old-light"] == {
        "kind": "entity",
        "id": "north-light",
        "address": "en/entities/north-light/",
    }
    assert ids["almanac"]["address"] == "en/sources/#yearbook"
    assert ids["light-sheet"]["address"] == "en/sheets/north-light-sheet/"
    assert list(ids) == sorted(ids)


def test_an_id_that_is_taken_again_is_that_of_its_new_record(base: Base) -> None:
    text = (
        "dates:\n  one: {title: One, date: 2024, sources: [report], formerly: [two]}\n"
        "  two: {title: Two, date: 2024, sources: [report]}\n"
    )
    made = [each.path for each in data(base(REPORT + text), LANGUAGES)]
    assert len(made) == len(set(made))
    assert fact(base(REPORT + text), "two")["title"]["en"] == "Two"


def test_references_lead_to_present_ids(base: Base) -> None:
    text = (
        "figures:\n  new: {measure: New, unit: km, points: {2023: 1, 2024: 2}, formerly: [old],"
        " sources: [report]}\nclaims:\n  claim: {statement: More, claimed_by: acme, verdict: false,"
        " evidence: [old@2024, old], superseded_by: old@2023, status: superseded}\n"
        "sheets:\n  sheet: {title: Sheet, sections: [{title: All, facts: [old@2024]}]}\n"
    )
    made = base(REPORT + text)
    assert fact(made, "claim")["evidence"] == ["new@2024", "new"]
    assert fact(made, "claim")["superseded_by"] == "new@2023"
    assert of(made, "api/sheets.json")["sheets"][0]["sections"][0]["facts"] == ["new@2024"]
    assert fact(made, "new")["sheets"] == ["sheet"]


# Files


def test_a_list_has_a_line_for_every_record() -> None:
    lines = files()["api/facts.json"].decode().splitlines()
    assert lines[0] == (f'{{"$schema":"{SITE_URL}/api/schema.json","schema_version":"1","facts":[')
    assert lines[-1] == "]}"
    ids = [json.loads(line.rstrip(","))["id"] for line in lines[1:-1]]
    assert ids == [
        entry.id
        for entry in load([GOLDEN], LANGUAGES).catalog.entries.values()
        if entry.kind in ("date", "figure", "quote", "claim")
    ]


def test_no_facts_are_empty_lists(base: Base) -> None:
    assert of(base("sources:\n"), "api/facts.json")["facts"] == []
    assert of(base("sources:\n"), "api/ids.json")["ids"] == {}


def test_the_same_facts_give_the_same_bytes() -> None:
    again = data(load([GOLDEN], LANGUAGES), LANGUAGES, site_url=SITE_URL)
    assert {each.path: each.content for each in again} == files()


def test_the_licence_is_named_where_there_is_one(base: Base) -> None:
    made = {each.path: each.content for each in data(base(REPORT), LANGUAGES, licence="CC0-1.0")}
    assert json.loads(made["api/facts.json"])["licence"] == "CC0-1.0"
    assert json.loads(made["api/datapackage.json"])["licenses"] == [
        {"name": "CC0-1.0", "path": "https://spdx.org/licenses/CC0-1.0.html"}
    ]
    assert "licence" not in json.loads(files()["api/facts.json"])


# Tables


def test_a_series_has_a_row_for_every_point_and_a_dispute_for_every_value() -> None:
    found = rows(files()["api/figures.csv"])
    told = [
        (each["id"], each["row_kind"], each["period"], each["amount"], each["low"], each["sources"])
        for each in found
    ]
    assert told == [
        ("lamps-lit", "point", "1999-H1", "1000000", "", "yearbook"),
        ("lamps-lit", "point", "1999-H2", "1500000", "", "yearbook"),
        ("lamps-lit", "point", "FY2000", "2500000", "", "gazette"),
        ("light-height", "value", "", "", "10", "yearbook"),
        ("light-height", "alternative", "", "20", "", "gazette"),
        ("light-cost", "value", "the building years", "60922000000", "", "logbook"),
        ("lamps-of-oil", "value", "1999-H1", "400000", "", "yearbook"),
    ]
    assert [each["preferred_because_en"] for each in found if each["low"]] == ["Measured twice."]
    assert found[2]["permalink"] == f"{SITE_URL}/f/lamps-lit/#FY2000"


def test_another_value_has_nothing_that_is_said_of_the_preferred_one(base: Base) -> None:
    text = (
        "figures:\n  it: {measure: It, value: 3 km, period: 2024, change: +50% from 2023, "
        "projection: true, status: disputed, note: Both., sources: [report], about: [acme], "
        "alternatives: [{value: 2 km, sources: [report]}]}\n"
    )
    made = {each.path: each.content for each in data(base(REPORT + text), LANGUAGES)}
    names = ("amount", "period", "change", "change_from", "projection", "note_en")
    assert [[row[name] for name in names] for row in rows(made["api/figures.csv"])] == [
        ["3", "2024", "50", "2023", "true", "Both."],
        ["2", "2024", "", "", "", "Both."],
    ]


def test_words_in_another_script_of_a_language_stand_in_its_column(base: Base) -> None:
    text = "quotes:\n  it: {speaker: acme, original: zh-Hant, text: 燈, sources: [report]}\n"
    made = {each.path: each.content for each in data(base(REPORT + text), LANGUAGES)}
    row = rows(made["api/quotes.csv"])[0]
    assert (row["text_original"], row["text_zh"], row["text_en"]) == ("燈", "燈", "")


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("'tis", "''tis"),
        ("a=1", "a=1"),
    ],
)
def test_no_text_becomes_a_formula(base: Base, typed: str, cell: str) -> None:
    text = f'dates:\n  it: {{title: "{typed}", date: 2024, sources: [report]}}\n'
    made = {each.path: each.content for each in data(base(REPORT + text), LANGUAGES)}
    assert rows(made["api/dates.csv"])[0]["title_en"] == cell


@given(st.text(st.characters(codec="utf-8")))
def test_a_text_can_be_had_back_by_taking_one_apostrophe_away(text: str) -> None:
    made = Table(
        "it", "", (Column("text", Kind.TEXT, ""), Column("x", Kind.TEXT, "")), ((text, ""),)
    )
    cell = rows(as_csv(made))[0]["text"]
    assert cell[:1] not in tuple("=+-@\t\r\n＝＋－＠")
    assert cell.removeprefix("'") == text


def test_negative_numbers_stay_numbers(base: Base) -> None:
    text = "figures:\n  it: {measure: It, value: -4.5%, as_of: 2024, sources: [report]}\n"
    made = {each.path: each.content for each in data(base(REPORT + text), LANGUAGES)}
    assert rows(made["api/figures.csv"])[0]["amount"] == "-4.5"


def faults_of_package(folder: Path) -> Iterator[str]:
    with system.use_context(trusted=True):
        report = validate_package(str(folder / "datapackage.json"))
    for task in report.tasks:
        yield from (f"{task.name}: {error.message}" for error in task.errors)
    yield from (error.message for error in report.errors)


@pytest.mark.parametrize("folder", BASES, ids=["golden", "facts"])
def test_the_package_and_its_tables_are_as_frictionless_asks(folder: Path, tmp_path: Path) -> None:
    base = load([folder], LANGUAGES)
    write(data(base, LANGUAGES, site_url=SITE_URL, licence="CC-BY-4.0"), tmp_path)
    assert list(faults_of_package(tmp_path / "api")) == []


def test_a_planted_fault_in_a_table_is_found(tmp_path: Path) -> None:
    write(data(load([GOLDEN], LANGUAGES), LANGUAGES), tmp_path)
    table = tmp_path / "api" / "figures.csv"
    table.write_bytes(table.read_bytes().replace(b"60922000000", b"60.9 billion"))
    assert any("60.9 billion" in fault for fault in faults_of_package(tmp_path / "api"))


def test_the_package_names_every_file_of_data() -> None:
    package = json.loads(files()["api/datapackage.json"])
    paths = {f"api/{each['path']}" for each in package["resources"]}
    others = {"api/schema.json", "api/datapackage.json"}
    assert paths == {path for path in files() if path.startswith("api/")} - others
    assert {name for name in paths if name.endswith(".csv")} == {
        f"api/{name}.csv" for name in TABLES
    }
    assert (package["schema_version"], package["languages"]) == ("1", ["en", "zh"])
    assert package["sources"][0] == {
        "title": "Yearbook <1999>",
        "path": "https://light.example/yearbook?a=1&b=2",
    }


# The page about it


PAGES = [ROOT / "docs" / code / "data.md" for code in LANGUAGES]
HEADING = re.compile(r"^#+ (.+?)(?: \{#([\w-]+)\})?$", re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
FILE = {"$schema", "schema_version", "licence"}
DESCRIBED = {
    "numbers": {"quantity", "change"},
    "dates": {"date"},
    "periods": {"period"},
    "events": {"dates"},
    "figures": {"figures"},
    "quotes": {"quotes"},
    "claims": {"claims"},
    "entities": {"entities"},
    "sources": {"sources"},
    "fact-sheets": {"sheets"},
    "ids": {"published_id"},
}


def listed(page: Path, anchor: str) -> set[str]:
    """Return what the first cells of a table below a heading name."""
    text = page.read_text("utf-8")
    parts = re.split(r"^(?=#+ )", text, flags=re.MULTILINE)
    part = next(
        each
        for each in parts
        if (found := HEADING.match(each))
        and (found[2] or found[1].lower().replace(" ", "-")) == anchor
    )
    cells = [line.split("|")[1] for line in part.splitlines() if line.startswith("| `")]
    return {name for cell in cells for name in CODE.findall(cell)}


def common() -> set[str]:
    parts = schema()["$defs"]
    return set.intersection(
        *(set(parts[name]["properties"]) for name in ("dates", "figures", "quotes", "claims"))
    )


@pytest.mark.parametrize("page", PAGES, ids=LANGUAGES)
@pytest.mark.parametrize("anchor", DESCRIBED)
def test_the_page_lists_every_field_and_no_other(page: Path, anchor: str) -> None:
    parts = schema()["$defs"]
    fields = {field for name in DESCRIBED[anchor] for field in parts[name]["properties"]}
    is_fact = anchor in ("events", "figures", "quotes", "claims")
    assert listed(page, anchor) == (fields - common() if is_fact else fields)


@pytest.mark.parametrize("page", PAGES, ids=LANGUAGES)
def test_the_page_lists_what_every_fact_says(page: Path) -> None:
    assert listed(page, "what-every-fact-says") == common()


@pytest.mark.parametrize("page", PAGES, ids=LANGUAGES)
def test_the_page_lists_every_file(page: Path) -> None:
    made = {path for path in files() if path.startswith("api/")}
    assert listed(page, "the-files") == {*made, "f/ID.json", "f/ID.csv"}


@pytest.mark.parametrize("page", PAGES, ids=LANGUAGES)
def test_what_the_page_loads_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    named = set(re.findall(r"SITE/([\w./]+)", text))
    assert {"api/figures.csv", "api/facts.jsonl", "api/ids.json"} == named <= set(files())
    asked = re.search(r"SELECT (.+) FROM 'SITE/api/figures.csv' WHERE (\w+) = 'point'", text)
    assert asked is not None
    assert {*asked[1].split(", "), asked[2]} <= rows(files()["api/figures.csv"])[0].keys()
