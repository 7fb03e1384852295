"""Problems for code scanning: SARIF 2.1.0, as the standard's text has it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator, FormatChecker

from factsheet.cli import main
from factsheet.problems import Place, Problem, Severity
from factsheet.report import as_sarif

ROOT = Path(__file__).parents[1]
SCHEMA = json.loads((ROOT / "tests/judges/sarif-2.1.0.json").read_text("utf-8"))
JUDGE = Draft202012Validator(SCHEMA, format_checker=FormatChecker())


def log_of(*problems: Problem) -> Any:
    log = json.loads(as_sarif(problems, {}))
    assert refused(log) == []
    return log


def refused(log: object) -> list[str]:
    """Return the places in a log that the standard's schema refuses."""
    return [each.json_path for each in JUDGE.iter_errors(log)]


def test_the_schema_is_one_and_refuses_what_is_no_log() -> None:
    JUDGE.check_schema(SCHEMA)
    log = log_of(Problem(place=Place("facts/a.yaml", 1, 1), rule="no-facts", message="it is"))
    assert refused(log | {"version": "2.0.0"}) == ["$.version"]
    result = log["runs"][0]["results"][0]
    result["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert refused(log) == ["$.runs[0].results[0].locations[0].physicalLocation.region.startLine"]
    result["severity"] = result.pop("level")
    assert "$.runs[0].results[0]" in refused(log)


def test_a_log_without_results_is_a_run_that_found_nothing() -> None:
    log = log_of()
    assert log["version"] == "2.1.0"
    assert log["runs"] == [
        {
            "tool": {"driver": {"name": "factsheet", "rules": []}},
            "columnKind": "unicodeCodePoints",
            "results": [],
        }
    ]


def test_a_problem_is_a_result_with_its_rule_and_region() -> None:
    first = Place("facts/来源 1.yaml", 2, 3, 4)
    found = Problem(
        place=Place("facts/a.yaml", 12, 5, 8),
        rule="repeated-id",
        message="it is wrong",
        hint="mend it",
        also=first,
    )
    other = Problem(
        place=Place("facts"), rule="no-facts", message="it is empty", severity=Severity.WARNING
    )
    run = log_of(other, found)["runs"][0]
    assert run["tool"]["driver"]["rules"] == [{"id": "no-facts"}, {"id": "repeated-id"}]
    assert run["results"] == [
        {
            "ruleId": "no-facts",
            "ruleIndex": 0,
            "level": "warning",
            "message": {"text": "it is empty"},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": "facts"}}}],
        },
        {
            "ruleId": "repeated-id",
            "ruleIndex": 1,
            "level": "error",
            "message": {"text": "it is wrong\nmend it"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "facts/a.yaml"},
                        "region": {"startLine": 12, "startColumn": 5, "endColumn": 13},
                    }
                }
            ],
            "relatedLocations": [
                {
                    "id": 1,
                    "physicalLocation": {
                        "artifactLocation": {"uri": "facts/%E6%9D%A5%E6%BA%90%201.yaml"},
                        "region": {"startLine": 2, "startColumn": 3, "endColumn": 7},
                    },
                }
            ],
        },
    ]


def test_a_fault_planted_in_the_real_facts_is_told_at_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "facts", tmp_path / "facts")
    monkeypatch.chdir(tmp_path)
    sound = CliRunner().invoke(main, ["check", "--format", "sarif"])
    assert (sound.exit_code, json.loads(sound.output)["runs"][0]["results"]) == (0, [])
    file = Path("facts/quotes.yaml")
    text = file.read_text("utf-8")
    file.write_text(text.replace("speaker: gina-raimondo", "speaker: gina-raimundo", 1), "utf-8")
    broken = CliRunner().invoke(main, ["check", "--format", "sarif"])
    assert broken.exit_code == 1
    assert refused(json.loads(broken.output)) == refused(json.loads(sound.output)) == []
    (result,) = json.loads(broken.output)["runs"][0]["results"]
    assert result["ruleId"] == "unknown-reference"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "facts/quotes.yaml"}
    region = place["region"]
    line = file.read_text("utf-8").splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "gina-raimundo"
