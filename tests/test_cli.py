"""The door for the terminal."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factsheet import __version__
from factsheet.cli import main

SOUND = """\
sources:
  wire: {title: Wire, url: https://a.example}
dates:
  founded: {date: 1999, title: {en: A, zh: 甲}, sources: [wire]}
"""
WARNED = SOUND.replace(", zh: 甲", "")
BROKEN = SOUND.replace("1999", "soon")

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a folder whose `facts/facts.yaml` holds a text."""
    monkeypatch.chdir(tmp_path)

    def run_in_folder(*words: str, facts: str | None = SOUND) -> Result:
        if facts is not None:
            Path("facts").mkdir(exist_ok=True)
            Path("facts/facts.yaml").write_text(facts, "utf-8")
        return CliRunner().invoke(main, words)

    return run_in_folder


def test_sound_facts_are_fine(run: Run) -> None:
    result = run("check")
    assert (result.exit_code, result.output) == (0, "no problems\n")


def test_problems_are_told_and_fail(run: Run) -> None:
    result = run("check", facts=BROKEN)
    assert (result.exit_code, result.output) == (
        1,
        'facts/facts.yaml:4:19: error: "soon" is not a date [bad-date]\n'
        "    4 |   founded: {date: soon, title: {en: A, zh: 甲}, sources: [wire]}\n"
        "      |                   ^^^^\n"
        '  hint: write it like 2024, 2024-03, 2024-03-18, 2024-Q1, "2024-03~" or 2018/..\n'
        "1 error\n",
    )


def test_warnings_fail_only_when_strict(run: Run) -> None:
    assert run("check", facts=WARNED).exit_code == 0
    strict = run("check", "--strict", facts=WARNED)
    assert strict.exit_code == 1
    assert strict.output.endswith("1 warning\n")
    assert run("check", "--strict").exit_code == 0


def test_a_sites_languages_can_be_named(run: Run) -> None:
    assert run("check", "--strict", "--languages", "en", facts=WARNED).exit_code == 0
    assert run("check", "--strict", "--languages", "en, zh,en", facts=WARNED).exit_code == 1
    unknown = run("check", "--languages", "en,EN")
    assert unknown.exit_code == 2
    assert (
        "Invalid value for '--languages': \"EN\" is not a language this site can be written in"
        ' (did you mean "en"?)'
    ) in unknown.output


def test_github_gets_annotations(run: Run) -> None:
    result = run("check", "--format", "github", facts=BROKEN)
    assert (result.exit_code, result.output) == (
        1,
        "::error file=facts/facts.yaml,title=bad-date,line=4,col=19,endColumn=23"
        '::"soon" is not a date (write it like 2024, 2024-03, 2024-03-18, 2024-Q1, '
        '"2024-03~" or 2018/..)\n',
    )
    assert run("check", "--format", "github").output == ""


def test_programs_get_json(run: Run) -> None:
    data = json.loads(run("check", "--format", "json", facts=BROKEN).output)
    assert (data["errors"], data["problems"][0]["rule"]) == (1, "bad-date")


def test_several_paths_are_one_fact_base(run: Run) -> None:
    sources, _, dates = SOUND.partition("dates:")
    run(facts=sources)
    Path("more.yaml").write_text(f"dates:{dates}", "utf-8")
    assert run("check", "facts", "more.yaml", facts=None).output == "no problems\n"
    alone = run("check", "more.yaml", facts=None)
    assert (alone.exit_code, alone.output.splitlines()[0]) == (
        1,
        'more.yaml:2:58: error: there is no source "wire" [unknown-reference]',
    )


@pytest.mark.parametrize("command", [["check"], ["render", "--out", "out"]])
def test_a_path_that_is_not_there_cannot_be_read(run: Run, command: list[str]) -> None:
    result = run(*command, "gone", facts=None)
    assert (result.exit_code, result.output) == (2, 'there is no file or folder "gone"\n')
    assert run(*command, facts=None).output == 'there is no file or folder "facts"\n'


def test_pages_are_written_for_every_language(run: Run) -> None:
    result = run("render", "--out", "out")
    written = sorted(path.as_posix() for path in Path("out").rglob("*.*"))
    pages = [path for path in written if path.endswith(".md")]
    assert (result.exit_code, result.output) == (0, f"{len(written)} files written to out\n")
    assert {"out/en/timeline.md", "out/zh/timeline.md"} <= set(pages)
    assert [path for path in Path("out").rglob("*") if path.name.startswith(".")] == []


def test_only_the_named_languages_are_written(run: Run) -> None:
    run("render", "--out", "out", "--languages", "zh,zh")
    assert sorted(path.name for path in Path("out").iterdir()) == ["api", "f", "objects.inv", "zh"]


def test_warnings_are_told_while_pages_are_written(run: Run) -> None:
    result = run("render", "--out", "out", facts=WARNED)
    assert result.exit_code == 0
    assert "1 warning" in result.stderr
    assert "files written to out" in result.stdout


def test_nothing_is_written_while_there_are_errors(run: Run) -> None:
    result = run("render", "--out", "out", facts=BROKEN)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith("1 error\nnothing was written\n")
    assert not Path("out").exists()


def test_a_folder_that_cannot_be_written_is_named(run: Run) -> None:
    Path("file").write_text("")
    result = run("render", "--out", "file/out")
    assert (result.exit_code, result.stderr) == (2, "cannot write to file/out: Not a directory\n")


@pytest.mark.parametrize(
    "words", [["render"], ["check", "--format", "xml"], ["xyzzy"], ["check", "--xyzzy"]]
)
def test_what_cannot_be_understood_is_not_run(run: Run, words: list[str]) -> None:
    assert run(*words).exit_code == 2


def test_help_is_there(run: Run) -> None:
    for words in (["-h"], ["check", "--help"], ["render", "-h"]):
        assert run(*words).output.startswith("Usage: ")


def test_the_installed_command_works(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(BROKEN, "utf-8")
    command = str(Path(sys.executable).with_name("factsheet"))

    def done(*words: str) -> tuple[int, str, str]:
        run = subprocess.run([command, *words], cwd=tmp_path, capture_output=True, check=False)
        return run.returncode, run.stdout.decode(), run.stderr.decode()

    assert done("--version") == (0, f"factsheet, version {__version__}\n", "")
    code, out, err = done("check", "facts.yaml")
    assert (code, out.splitlines()[-1], err) == (1, "1 error", "")
    assert done("check", "gone") == (2, "", 'there is no file or folder "gone"\n')


# Severities


def test_a_rule_can_be_turned_off_or_made_an_error(run: Run) -> None:
    off = run("check", "--strict", "--severity", "missing-language=off", facts=WARNED)
    assert (off.exit_code, off.output) == (0, "no problems\n")
    severe = run("check", "--severity", "missing-language=error", facts=WARNED)
    assert (severe.exit_code, severe.output.splitlines()[-1]) == (1, "1 error")


@pytest.mark.parametrize(
    "words", [["render", "--out", "out"], ["export", "--format", "jsonl", "--out", "out"]]
)
def test_what_is_written_is_checked_with_the_same_severities(run: Run, words: list[str]) -> None:
    facts = SOUND.replace("[wire]", "[]")
    refused = run(*words, facts=facts)
    assert (refused.exit_code, refused.stderr.splitlines()[-1]) == (1, "nothing was written")
    rules = ["--severity", "missing-source=warning", "--severity", "unused-source=off"]
    written = run(*words, *rules, facts=facts)
    assert (written.exit_code, written.stderr.splitlines()[-1]) == (0, "1 warning")


def test_a_lost_id_has_the_severity_of_the_site(run: Run) -> None:
    before = {
        "schema_version": "1",
        "ids": {"gone": {"kind": "date", "address": "f/gone/"}},
    }
    Path("ids.json").write_text(json.dumps(before), "utf-8")
    assert run("check", "--against", "ids.json").exit_code == 1
    mild = run("check", "--against", "ids.json", "--severity", "lost-id=warning")
    assert (mild.exit_code, mild.output.splitlines()[-1]) == (0, "1 warning")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("mising-language=off", 'severity can be set (did you mean "missing-language"?)'),
        ("bad-date=off", 'there is no rule "bad-date" whose severity can be set'),
        ("missing-language=of", '"of" is not a severity (did you mean "off"?)'),
        ("missing-language", '"" is not a severity (it can be error, warning, off)'),
    ],
)
def test_a_severity_that_cannot_be_set_is_refused(run: Run, value: str, said: str) -> None:
    result = run("check", "--severity", value)
    assert result.exit_code == 2
    assert said in result.output
