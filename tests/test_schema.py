"""The format as a JSON Schema: true of all facts and examples, and of no mistake."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from editors import as_editors_read
from factsheet.cli import main
from factsheet.languages import available, language
from factsheet.reader import read
from factsheet.schema import explained, fact_schema
from test_documentation import PAGES, facts_of

ROOT = Path(__file__).parents[1]
COMMITTED = ROOT / "facts.schema.json"
FACT_FILES = sorted(ROOT.glob("facts/**/*.yaml"))
EXAMPLES = [(page, number) for page in PAGES for number in range(len(facts_of(page)))]

# Every short form there is, in one fact base that the checker takes.
SHORT = """\
sources:
  1984:
    title: 1984
    author: George Orwell
    locator: 978
    published: 1949
    language: en
    kind: book
  paper: {title: {en: true, zh-Hant: 論文}, author: [acme, {en: A, zh: 甲}],
    url: " https://a.example/纸?a=(b)", link: false, published: 2024-33}
entities:
  acme: {kind: organization, name: Acme, part_of: union, links: {wikidata: Q42}}
  union: {kind: organization, name: {en: Union}, aliases: {en: [U, 5]}}
units:
  vehicle: {name: {en: {one: vehicle, other: vehicles}, zh: 辆}}
tags:
  new: {name: New}
dates:
  founded: {date: 1999, title: A, sources: [1984, {id: paper, at: 4, excerpt: 12.5}], place: acme}
  later: {date: 2018/.., title: A, sources: [paper], corrections: [{on: 2024, was: 1, now: 2}]}
  about: {date: 2024-03~, title: A, sources: [paper], recheck: 1y}
figures:
  output: {measure: Output, value: 126%, period: FY2024, change: +1% from FY2023, sources: [paper]}
  stock: {measure: Stock, value: {amount: 3, unit: vehicle}, as_of: 2024-Q1, sources: [paper],
    alternatives: [{value: 4 vehicles, sources: [1984]}], projection: true}
  year: {measure: Year, value: 3, period: {label: FY1, from: 2023, to: 2024}, sources: [paper]}
  series: {measure: S, unit: vehicles, points: {2021: 5, FY2022-Q1: {value: 6}}, sources: [paper]}
quotes:
  words: {speaker: acme, text: We will., original: en, translation_by: {zh: ours}, sources: [paper],
    verbatim: false}
claims:
  said: {statement: It did., appears_in: paper, at: 4, verdict: false, evidence: [series@2021]}
sheets:
  sheet: {title: S, sections: [{title: A, facts: [said, series@2021]},
    {title: B, facts: {kind: dates, from: 1990}}, {title: C, text: Words.}]}
"""


def faults(text: str | bytes, schema: dict[str, Any] | None = None) -> list[str]:
    """Return what an editor would mark in a fact file, as paths."""
    data = as_editors_read(text if isinstance(text, bytes) else text.encode())
    checker = Draft202012Validator(schema or fact_schema(language("en")))
    return sorted("/".join(map(str, each.absolute_path)) for each in checker.iter_errors(data))


def test_the_schema_is_a_schema() -> None:
    for code in available():
        Draft202012Validator.check_schema(fact_schema(language(code)))


def test_the_committed_schema_is_up_to_date() -> None:
    result = CliRunner().invoke(main, ["schema"])
    assert result.exit_code == 0
    assert COMMITTED.read_text("utf-8") == result.output, (
        "run: factsheet schema > facts.schema.json"
    )


def test_the_command_needs_nothing_but_the_format(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from factsheet.cli import main; main()", "schema"]
    done = subprocess.run(
        [*command, "--language", "zh"], cwd=tmp_path, capture_output=True, check=True
    )
    described = json.loads(done.stdout)
    assert described["properties"]["quotes"]["description"] == "某人的原话。"
    assert described["$defs"]["Quote"]["properties"]["note"]["description"] == "读者还应知道什么。"
    assert described["properties"].keys() == fact_schema(language("en"))["properties"].keys()


def test_editors_find_the_schema() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    assert settings == {"yaml.schemas": {"./facts.schema.json": "facts/**/*.yaml"}}


@pytest.mark.parametrize("code", [code for code in available() if language(code).fields])
def test_every_field_is_explained_in_every_language(code: str) -> None:
    fields = language(code).fields
    assert sorted(fields) == sorted(explained())
    assert [key for key, words in fields.items() if not words.strip()] == []


def test_every_field_is_explained_in_english() -> None:
    assert [key for key, words in explained().items() if not words.endswith((".", "…"))] == []
    assert [code for code in available() if not language(code).fields] == ["en"]


@pytest.mark.parametrize("path", FACT_FILES, ids=lambda path: path.stem)
def test_the_schema_holds_of_every_fact_file(path: Path) -> None:
    assert faults(path.read_bytes()) == []


@pytest.mark.parametrize(("page", "number"), EXAMPLES)
def test_the_schema_holds_of_every_example(page: str, number: int) -> None:
    assert faults(facts_of(page)[number]) == []


def test_every_short_form_is_allowed(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(SHORT, "utf-8")
    reading = read([tmp_path])
    assert [problem.message for problem in reading.problems] == []
    assert faults(SHORT) == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("source: {}\n", ""),
        ("sources: []\n", "sources"),
        ("sources:\n  Paper: {title: A, url: https://a.example}\n", "sources"),
        ("sources:\n  index: {title: A, url: https://a.example}\n", "sources"),
        (f"sources:\n  {'a' * 101}: {{title: A, url: https://a.example}}\n", "sources"),
        ("sources:\n  paper: {titel: A, url: https://a.example}\n", "sources/paper"),
        ("sources:\n  paper: {title: A}\n", "sources/paper"),
        ("sources:\n  paper: {url: https://a.example}\n", "sources/paper"),
        ("sources:\n  paper: {title: A, url: ftp://a.example}\n", "sources/paper/url"),
        ("sources:\n  paper: {title: [A], url: https://a.example}\n", "sources/paper/title"),
        ("sources:\n  paper: {title: '', url: https://a.example}\n", "sources/paper/title"),
        ("sources:\n  paper: {title: A, locator: 1, link: never}\n", "sources/paper/link"),
        ("sources:\n  paper: {title: A, locator: 1, kind: novel}\n", "sources/paper/kind"),
        ("dates:\n  one: {date: soon, title: A}\n", "dates/one/date"),
        ("dates:\n  one: {date: 2024-3, title: A}\n", "dates/one/date"),
        ("dates:\n  one: {date: ../.., title: A, about: acme}\n", "dates/one/about"),
        ("dates:\n  one: {date: 1999, title: A, sources: {a: b}}\n", "dates/one/sources"),
        ("dates:\n  one: {date: 1999, title: A, sources: [{at: 4}]}\n", "dates/one/sources/0"),
        ("figures:\n  one: {measure: A, value: 1}\n", "figures/one"),
        ("figures:\n  one: {measure: A, period: FY2024}\n", "figures/one"),
        ("figures:\n  one: {measure: A, points: {soon: 1}}\n", "figures/one/points"),
        ("figures:\n  one: {measure: A, points: {2021: [1]}}\n", "figures/one/points/2021"),
        ("claims:\n  one: {statement: A, claimed_by: a, verdict: fals}\n", "claims/one/verdict"),
        ("claims:\n  one: {statement: A, verdict: false}\n", "claims/one"),
        ("sheets:\n  one: {title: A, sections: []}\n", "sheets/one/sections"),
        ("sheets:\n  one: {title: A, sections: [{title: B}]}\n", "sheets/one/sections/0"),
        (
            "sheets:\n  one: {title: A, sections: [{title: B, facts: {}}]}\n",
            "sheets/one/sections/0/facts",
        ),
    ],
)
def test_a_planted_mistake_is_marked(text: str, marked: str, tmp_path: Path) -> None:
    assert marked in faults(text)
    (tmp_path / "facts.yaml").write_text(text, "utf-8")
    assert read([tmp_path]).problems


def test_a_field_that_is_left_empty_is_marked() -> None:
    text = "sources:\n  paper: {title: A, locator: 1, published: }\n"
    assert faults(text) == ["sources/paper/published"]


def test_a_schema_that_is_wrong_would_be_found() -> None:
    schema = fact_schema(language("en"))
    schema["$defs"]["Claim"]["properties"]["verdict"]["enum"].remove("misleading")
    assert any(faults(path.read_bytes(), schema) for path in FACT_FILES)
