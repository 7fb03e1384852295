"""Word problems for a terminal, for GitHub's annotations, as JSON or as SARIF.

Enters: problems and the files' texts. Leaves: text. Decides nothing about what is a problem.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from urllib.parse import quote

from factsheet.problems import Place, Problem, Severity, visible

Reporter = Callable[[Sequence[Problem], Mapping[str, str]], str]
LINE_END = re.compile(r"\r\n|\r|\n")
WIDEST = 160
SCHEMA_VERSION = 1
SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def as_text(problems: Sequence[Problem], texts: Mapping[str, str]) -> str:
    """Word problems for a person: each with its line, a caret below, and the remedy."""
    blocks = [*(problem_as_text(problem, texts) for problem in problems), summary(problems)]
    return "\n".join(blocks) + "\n"


def as_github(problems: Sequence[Problem], _texts: Mapping[str, str]) -> str:
    """Word problems as GitHub workflow commands, which annotate a pull request's lines."""
    return "".join(_annotation(problem) + "\n" for problem in problems)


def as_json(problems: Sequence[Problem], _texts: Mapping[str, str]) -> str:
    """Word problems for other programs: `{schema_version, errors, warnings, problems: […]}`."""
    data = {
        "schema_version": SCHEMA_VERSION,
        "errors": sum(problem.is_error for problem in problems),
        "warnings": sum(not problem.is_error for problem in problems),
        "problems": [_as_data(problem) for problem in problems],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_sarif(problems: Sequence[Problem], _texts: Mapping[str, str]) -> str:
    """Word problems for code scanning, as SARIF 2.1.0 (OASIS Standard)."""
    rules = sorted({problem.rule for problem in problems})
    run = {
        "tool": {"driver": {"name": "factsheet", "rules": [{"id": rule} for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "results": [_as_result(problem, rules) for problem in problems],
    }
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


REPORTERS: Mapping[str, Reporter] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
    "sarif": as_sarif,
}


def problem_as_text(problem: Problem, texts: Mapping[str, str]) -> str:
    """Word one problem, without an end of line."""
    lines = [f"{problem.place}: {problem.severity}: {problem.message} [{problem.rule}]"]
    lines += excerpt(problem.place, texts)
    if problem.hint:
        lines.append(f"  hint: {problem.hint}")
    return "\n".join(map(visible, lines))


def excerpt(place: Place, texts: Mapping[str, str]) -> list[str]:
    """Return the line a place is in and a line of carets below it, or nothing."""
    source_lines = _lines(texts.get(place.file, ""))
    if not 1 <= place.line <= len(source_lines):
        return []
    line = source_lines[place.line - 1]
    if not line or line.isspace():
        return []
    start = max(place.column - 1 - WIDEST // 2, 0) if len(line) > WIDEST else 0
    shown = line[start : start + WIDEST].replace("\t", " ")
    before = shown[: place.column - 1 - start]
    marked = shown[len(before) : len(before) + place.width] or " "
    number = f"{place.line:>5} | "
    return [
        number + shown,
        " " * (len(number) - 2) + "| " + " " * _cells(before) + "^" * _cells(marked),
    ]


@lru_cache(maxsize=2)
def _lines(text: str) -> list[str]:
    """Return a file's lines; problems stand in the order of files, so a few files are enough."""
    return LINE_END.split(text)


def summary(problems: Sequence[Problem]) -> str:
    """Count the problems: `2 errors, 1 warning`."""
    counts = {
        severity: sum(each.severity is severity for each in problems) for severity in Severity
    }
    parts = [
        f"{count} {severity}{'s' if count != 1 else ''}"
        for severity, count in counts.items()
        if count
    ]
    return ", ".join(parts) or "no problems"


def as_json_with(text: str, more: Mapping[str, object]) -> str:
    """Return what `as_json` made, with more to tell."""
    return json.dumps(json.loads(text) | more, ensure_ascii=False, indent=2) + "\n"


def _annotation(problem: Problem) -> str:
    place = problem.place
    values = {"file": place.file, "title": problem.rule}
    if place.line:
        values |= {
            "line": str(place.line),
            "col": str(place.column),
            "endColumn": str(place.column + place.width),
        }
    properties = ",".join(f"{name}={_escaped(value, ',:')}" for name, value in values.items())
    message = problem.message + (f" ({problem.hint})" if problem.hint else "")
    return visible(f"::{problem.severity} {properties}::{_escaped(message)}")


def _escaped(text: str, also: str = "") -> str:
    return "".join(
        f"%{ord(character):02X}" if character in "%\r\n" + also else character for character in text
    )


def _as_data(problem: Problem) -> dict[str, object]:
    return {
        "severity": problem.severity,
        "rule": problem.rule,
        "message": problem.message,
        "hint": problem.hint,
        "place": _place_as_data(problem.place),
        "also": _place_as_data(problem.also) if problem.also else None,
    }


def _place_as_data(place: Place) -> dict[str, object]:
    return {"file": place.file, "line": place.line, "column": place.column, "width": place.width}


def _as_result(problem: Problem, rules: Sequence[str]) -> dict[str, object]:
    hint = f"\n{problem.hint}" if problem.hint else ""
    result: dict[str, object] = {
        "ruleId": problem.rule,
        "ruleIndex": rules.index(problem.rule),
        "level": str(problem.severity),
        "message": {"text": problem.message + hint},
        "locations": [{"physicalLocation": _as_location(problem.place)}],
    }
    if problem.also:
        related = {"id": 1, "physicalLocation": _as_location(problem.also)}
        result["relatedLocations"] = [related]
    return result


def _as_location(place: Place) -> dict[str, object]:
    """Return a place as SARIF has it (3.29): a relative URI, and a region if there is a line."""
    location: dict[str, object] = {"artifactLocation": {"uri": quote(place.file)}}
    if place.line:
        location["region"] = {
            "startLine": place.line,
            "startColumn": place.column,
            "endColumn": place.column + place.width,
        }
    return location


def _cells(text: str) -> int:
    """Count terminal cells: a Chinese character takes two, a combining mark none."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.combining(character) > 0 for character in text)
