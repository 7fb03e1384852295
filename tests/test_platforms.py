"""Other systems than the one this was written on: their terminals, line ends and file names."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from factsheet.cli import main
from factsheet.file_names import folded, is_refused
from factsheet.pipeline import FactBase
from factsheet.report import as_text
from support import SMALL_FACTS

FACTSHEET = Path(sys.executable).with_name("factsheet")
# What a terminal takes from its surroundings; without them it is C's, of ASCII alone.
OF_TERMINALS = ("LANG", "LC_ALL", "LC_CTYPE", "LANGUAGE", "PYTHONUTF8", "PYTHONIOENCODING")
TERMINALS: Mapping[str, Mapping[str, str]] = {
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "POSIX": {"LC_ALL": "POSIX"},
    "none": {},
    "ASCII": {"PYTHONIOENCODING": "ascii"},
    "Windows, into a file": {"PYTHONIOENCODING": "cp1252"},
    "Windows, Chinese": {"PYTHONIOENCODING": "gbk"},
}
COMMANDS = (("check",), ("show", "report"), ("schema", "--language", "zh"), ("--help",))


def run(folder: Path, terminal: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    plain = {name: value for name, value in os.environ.items() if name not in OF_TERMINALS}
    environment = {**plain, **TERMINALS[terminal]}
    return subprocess.run(
        [FACTSHEET, *words], cwd=folder, env=environment, capture_output=True, check=False
    )


# Terminals


@pytest.mark.parametrize("terminal", TERMINALS)
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_terminal_is_too_poor(tmp_path: Path, terminal: str, words: tuple[str, ...]) -> None:
    (tmp_path / "facts").mkdir()
    facts = SMALL_FACTS.replace("Yearly report", "Yearly “report” 年报 🎉")
    (tmp_path / "facts" / "事实.yaml").write_text(facts, "utf-8")
    done = run(tmp_path, terminal, *words)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout


@pytest.mark.parametrize(
    ("terminal", "line"),
    [
        ("C", "facts/事实.yaml:13:22: error".encode()),
        ("Windows, into a file", rb"facts/\u4e8b\u5b9e.yaml:13:22: error"),
        ("Windows, Chinese", "facts/事实.yaml:13:22: error".encode("gbk")),
    ],
)
def test_a_problem_is_told_whatever_the_terminal_can_write(
    tmp_path: Path, terminal: str, line: bytes
) -> None:
    (tmp_path / "facts").mkdir()
    facts = SMALL_FACTS.replace("{en: Acme, zh: 顶点公司}", "{en: Acme, zh: [顶点公司]}")
    (tmp_path / "facts" / "事实.yaml").write_text(facts, "utf-8")
    done = run(tmp_path, terminal, "check")
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.splitlines()[0].startswith(line)


# Line ends


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_and_columns_are_the_same_with_the_line_ends_of_windows(
    explain: Callable[..., str], end: str
) -> None:
    facts = SMALL_FACTS.replace("    of: acme", "    of: acne")
    assert explain(facts.replace("\n", end).encode()).startswith(
        'facts/facts.yaml:16:9: error: there is no entity "acne" [unknown-reference]\n'
        "   16 |     of: acne\n"
        "      |         ^^^^\n"
        '  hint: did you mean "acme"?\n'
    )


# File names


@pytest.mark.parametrize(
    "name",
    ["con", "CON", "aux.yaml", "nul.tar.gz", "com1", "LPT9.yaml", "com¹", "a:b", "what?", 'a"b',
     "a.", "a ", "a\\b", "a\nb", "*"],
)  # fmt: skip
def test_windows_refuses(name: str) -> None:
    assert is_refused(name)


@pytest.mark.parametrize("name", ["acme", "con-1", "com", "com10", "lpt0", "事实.yaml", ".a"])
def test_windows_allows(name: str) -> None:
    assert not is_refused(name)


def test_names_are_the_same_whatever_their_case_and_composition() -> None:
    assert folded("Caf\u00e9/Straße.yaml") == folded("CAFE\u0301/STRASSE.yaml")
    assert folded("a.yaml") != folded("b.yaml")


def said(base: FactBase) -> str:
    return as_text([each for each in base.problems if each.rule == "file-name"], base.texts)


def test_files_that_differ_only_in_case_are_an_error(
    base: Callable[..., FactBase], write: Callable[..., Path]
) -> None:
    write("", "news/A.yaml")
    write("", "News/a.yaml")
    assert said(base(SMALL_FACTS)) == (
        'facts/news/A.yaml: error: Windows and macOS take this file and "facts/News/a.yaml" for '
        "the same [file-name]\n"
        "  hint: rename one of the two: a checkout there would have only one\n"
        "1 error\n"
    )


def test_a_file_that_windows_cannot_have_is_warned_of(
    base: Callable[..., FactBase], write: Callable[..., Path]
) -> None:
    write("", "aux.yaml")
    write("", "why?/a.yaml")
    assert said(base(SMALL_FACTS)) == (
        'facts/aux.yaml: warning: Windows allows no file or folder called "aux.yaml" [file-name]\n'
        "  hint: rename it: the repository cannot be checked out there\n"
        'facts/why?/a.yaml: warning: Windows allows no file or folder called "why?" [file-name]\n'
        "  hint: rename it: the repository cannot be checked out there\n"
        "2 warnings\n"
    )


def test_the_names_of_folders_above_the_site_are_nobodys_business(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = tmp_path / "what?" / "facts"
    facts.mkdir(parents=True)
    (facts / "acme.yaml").write_text(SMALL_FACTS, "utf-8")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["check", str(facts)])
    assert (done.exit_code, done.output) == (0, "no problems\n")


# What is installed


def test_a_yaml_library_that_reads_otherwise_is_refused() -> None:
    """PyYAML's own parser takes for errors what libyaml reads, and tells errors elsewhere."""
    code = "import yaml; yaml.__with_libyaml__ = False; import factsheet.source"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "ImportError: PyYAML is installed without libyaml, which reads the facts: install libyaml "
        "with its headers (libyaml-dev), then: pip install --force-reinstall --no-binary pyyaml "
        "pyyaml"
    )
