"""`factsheet export`: the facts as one file or folder to work with."""

import csv
import json
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

from factsheet.cli import main

GOLDEN = Path(__file__).parent / "golden" / "facts"
REAL = Path(__file__).parents[1] / "facts"
TABLES = ["claims", "dates", "entities", "figures", "quotes", "sources"]
HUGE = """\
sources:
  report: {title: Report, url: https://a.example/}
figures:
  it: {measure: It, value: NUMBER, as_of: 2024, sources: [report]}
"""
Export = Callable[..., Result]


@pytest.fixture
def export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Export:
    """Export a fact base to a file or folder in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(form: str, out: str, *words: str, facts: Path = GOLDEN) -> Result:
        arguments = ["export", str(facts), "--format", form, "--out", out, *words]
        return CliRunner().invoke(main, arguments)

    return run


def asked(path: str, question: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(question).fetchall()


def test_lines_are_one_file(export: Export) -> None:
    result = export("jsonl", "out/facts.jsonl", "--site", "https://facts.example/base")
    assert (result.exit_code, result.stdout) == (0, "1 file written to out/facts.jsonl\n")
    lines = Path("out/facts.jsonl").read_text("utf-8").splitlines()
    sections = [json.loads(line)["section"] for line in lines]
    assert list(dict.fromkeys(sections)) == [
        "entities", "sources", "dates", "figures", "quotes", "claims", "sheets",
    ]  # fmt: skip
    assert json.loads(lines[0])["urls"]["pages"]["zh"] == (
        "https://facts.example/base/zh/entities/north-light/"
    )


def test_tables_are_a_folder_with_what_describes_them(export: Export) -> None:
    result = export("csv", "tables", "--licence", "CC-BY-4.0")
    assert (result.exit_code, result.stdout) == (0, "7 files written to tables\n")
    names = sorted(path.name for path in Path("tables").iterdir())
    assert names == sorted([*(f"{name}.csv" for name in TABLES), "datapackage.json"])
    package = json.loads(Path("tables/datapackage.json").read_text("utf-8"))
    assert sorted(each["name"] for each in package["resources"]) == TABLES
    assert package["licenses"][0]["name"] == "CC-BY-4.0"


def test_a_licence_is_named_as_the_list_of_licences_does(export: Export) -> None:
    result = export("csv", "tables", "--licence", "CC BY 4.0")
    assert result.exit_code == 2
    assert '"CC BY 4.0" is not the identifier of a licence' in result.stderr
    assert not Path("tables").exists()


@pytest.mark.parametrize("facts", [GOLDEN, REAL], ids=["golden", "facts"])
def test_the_database_holds_together_and_every_time_has_the_same_bytes(
    export: Export, facts: Path
) -> None:
    for name in ("one.sqlite", "two.sqlite"):
        assert export("sqlite", name, facts=facts).exit_code == 0
    assert Path("one.sqlite").read_bytes() == Path("two.sqlite").read_bytes()
    assert asked("one.sqlite", "PRAGMA integrity_check") == [("ok",)]
    assert asked("one.sqlite", "PRAGMA foreign_key_check") == []
    assert asked("one.sqlite", "PRAGMA user_version") == [(1,)]
    tables = asked("one.sqlite", "SELECT name FROM sqlite_master WHERE type = 'table'")
    assert [name for (name,) in tables] == [
        "entities", "sources", "facts", "dates", "figures", "figure_points", "quotes", "claims",
        "fact_sources", "fact_entities", "claim_evidence", "sheets", "sheet_facts",
    ]  # fmt: skip


def test_the_database_refuses_what_leads_nowhere(export: Export) -> None:
    export("sqlite", "facts.sqlite")
    with closing(sqlite3.connect("facts.sqlite")) as database:
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("UPDATE fact_sources SET source = 'gone'")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            database.commit()


def test_the_database_answers_questions(export: Export) -> None:
    export("sqlite", "facts.sqlite")
    assert asked(
        "facts.sqlite",
        "SELECT period, amount, number, value_zh, projection FROM figure_points "
        "WHERE figure = 'lamps-lit' ORDER BY position",
    ) == [
        ("1999-H1", "1000000", 1000000.0, "100万盏灯", 0),
        ("1999-H2", "1500000", 1500000.0, "150万盏灯", 0),
        ("FY2000", "2500000", 2500000.0, "约250万盏灯", 1),
    ]
    assert asked(
        "facts.sqlite",
        "SELECT source, part, point, at FROM fact_sources "
        "WHERE fact IN ('lamps-lit', 'gazette-many-lamps') ORDER BY fact, position",
    ) == [
        ("gazette", "appears_in", None, "P1"),
        ("yearbook", "fact", None, None),
        ("gazette", "point", "FY2000", None),
    ]
    assert asked(
        "facts.sqlite",
        "SELECT entity, role FROM fact_entities WHERE fact = 'keeper-on-stone' ORDER BY role",
    ) == [("north-light", "place"), ("keeper", "speaker")]
    assert asked(
        "facts.sqlite", "SELECT fact, point FROM claim_evidence ORDER BY claim, position"
    ) == [("lamps-lit", "1999-H1"), ("keeper-on-lamps", None), ("light-built", None)]
    assert asked(
        "facts.sqlite",
        "SELECT section, section_title_en, position, fact, point FROM sheet_facts "
        "WHERE section = 2",
    ) == [
        (2, "Words and numbers", 1, "keeper-on-stone", None),
        (2, "Words and numbers", 2, "lamps-lit", None),
        (2, "Words and numbers", 3, "lamps-lit", "1999-H2"),
    ]


def test_an_entity_that_is_named_twice_in_a_list_stands_once_in_the_database(
    export: Export, tmp_path: Path
) -> None:
    facts = tmp_path / "twice.yaml"
    facts.write_text(
        "sources: {report: {title: Report, url: https://a.example/}}\n"
        "entities: {acme: {kind: organization, name: Acme}}\n"
        "dates: {it: {title: It, date: 2024, sources: [report, report], about: [acme, acme]}}\n",
        "utf-8",
    )
    assert export("sqlite", "facts.sqlite", facts=facts).exit_code == 0
    assert asked("facts.sqlite", "SELECT fact, entity, role FROM fact_entities") == [
        ("it", "acme", "about")
    ]


def test_parquet_has_types_and_exact_numbers(export: Export) -> None:
    result = export("parquet", "out")
    assert (result.exit_code, result.stdout) == (0, "6 files written to out\n")
    assert sorted(path.stem for path in Path("out").iterdir()) == TABLES
    made = parquet.read_table("out/figures.parquet")
    types = {name: str(made.schema.field(name).type) for name in made.column_names}
    assert {
        name: types[name] for name in ("amount", "first_day", "projection", "sources", "id")
    } == {
        "amount": "decimal128(38, 12)",
        "first_day": "date32[day]",
        "projection": "bool",
        "sources": "list<element: string>",
        "id": "string",
    }
    assert made.column("amount").to_pylist()[2] == Decimal(2500000)
    assert made.column("sheets").to_pylist()[0] == ["north-light-sheet"]
    assert made.schema.metadata[b"schema_version"] == b"1"


def test_a_folder_can_be_the_one_one_is_in(export: Export) -> None:
    result = export("csv", ".")
    assert (result.exit_code, result.stdout) == (0, "7 files written to .\n")
    assert Path("figures.csv").is_file()


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_every_form_has_the_same_bytes_every_time(export: Export, form: str) -> None:
    for out in ("one", "two"):
        assert export(form, out).exit_code == 0
    one, two = (
        [path.read_bytes() for path in sorted([Path(out), *Path(out).rglob("*")]) if path.is_file()]
        for out in ("one", "two")
    )
    assert one == two != []


@pytest.mark.parametrize("typed", ["123456789012345678901234567", "-0.1234567890123"])
def test_parquet_refuses_a_number_that_it_would_have_to_round(
    export: Export, tmp_path: Path, typed: str
) -> None:
    (tmp_path / "huge.yaml").write_text(HUGE.replace("NUMBER", typed), "utf-8")
    result = export("parquet", "out", facts=tmp_path / "huge.yaml")
    assert result.exit_code == 2
    assert result.stderr.endswith(
        f'the number "{typed}" of "it" does not fit into Parquet\'s decimals, which have 26 digits '
        "before the point and 12 after it\n"
        "  hint: choose another format, which keeps numbers as text\n"
    )
    assert not Path("out").exists()
    assert export("sqlite", "out", facts=tmp_path / "huge.yaml").exit_code == 0
    assert asked("out", "SELECT amount FROM figure_points") == [(typed,)]


def test_parquet_without_its_library_says_what_to_install(
    export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = export("parquet", "out", facts=REAL)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(
        "parquet needs pyarrow, which is not installed\n  hint: pip install 'factsheet[parquet]'\n"
    )


def test_nothing_is_exported_while_there_are_errors(export: Export, tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text(HUGE.replace("2024", "soon").replace("NUMBER", "1"))
    result = export("jsonl", "out.jsonl", facts=tmp_path / "broken.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith("1 error\nnothing was written\n")
    assert not Path("out.jsonl").exists()


def test_an_export_that_cannot_be_written_leaves_what_was_there(export: Export) -> None:
    Path("folder").mkdir()
    result = export("jsonl", "folder")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("cannot write to folder: Is a directory\n")
    assert list(Path().iterdir()) == [Path("folder")]


def test_an_export_has_a_row_for_every_record_in_every_form(export: Export) -> None:
    for form in ("csv", "parquet"):
        assert export(form, form, facts=REAL).exit_code == 0
    assert export("sqlite", "facts.sqlite", facts=REAL).exit_code == 0
    for name in TABLES:
        with Path(f"csv/{name}.csv").open(encoding="utf-8", newline="") as file:
            count = len(list(csv.DictReader(file)))
        table = "figure_points" if name == "figures" else name
        assert asked("facts.sqlite", f"SELECT count(*) FROM {table}") == [(count,)]  # noqa: S608
        assert parquet.read_metadata(f"parquet/{name}.parquet").num_rows == count
