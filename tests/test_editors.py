"""The schema in the language server that editors use, asked as an editor asks."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from factsheet.cli import main
from language_server import LanguageServer, running

ROOT = Path(__file__).parents[1]
SERVER = "yaml-language-server@1.25.0"

GOOD = """\
sources:
  1984:
    title: 1984
    author: George Orwell
    locator: ISBN 978-0-452-28423-4
    published: 1949
quotes:
  big-brother:
    speaker: acme
    text: {en: Big Brother is watching you., zh: 老大哥在看着你。}
    original: en
    sources: [1984]
claims:
  said:
    statement: {zh: 英伟达营收下降}
    appears_in: 1984
    verdict: false
    evidence: [series@FY2024]
figures:
  series:
    measure: Revenue
    unit: million USD
    points: {FY2023: 903, FY2024: {value: 1091, change: +21% from FY2023}}
    sources:
      - {id: 1984, at: 4}
"""
BAD = """\
sources:
  paper:
    titel: {zh: 标题}
    title: A
    locator: 1
quotes: [words]
claims:
  said:
    statement: It did.
    appears_in: paper
    verdict: fasle
"""
TYPING = """\
claims:
  said:
    statement: It did.
    appears_in: paper
    verdict:\x20
    ver
"""


@pytest.fixture(scope="session")
def command(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Install the server, and return how it is started."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("npm is not there")
    folder = tmp_path_factory.mktemp("server")
    quiet = ("--silent", "--ignore-scripts", "--no-audit", "--no-fund")
    install = [npm, "install", *quiet, "--prefix", str(folder)]
    done = subprocess.run([*install, SERVER], capture_output=True, text=True, check=False)
    if done.returncode and not os.environ.get("CI"):
        pytest.skip("npm could not install the server")
    assert done.returncode == 0, done.stderr
    program = folder / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    return [node, str(program), "--stdio"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project that has the schema, as `factsheet schema` prints it."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "facts").mkdir()
    for code in ("en", "zh"):
        schema = CliRunner().invoke(main, ["schema", "--language", code]).output
        (folder / f"{code}.schema.json").write_text(schema, "utf-8")
    shutil.copy(ROOT / "facts.schema.json", folder)
    return folder


@pytest.fixture(scope="module")
def server(command: list[str], project: Path) -> Iterator[LanguageServer]:
    """Run the server with the settings that are in the repository."""
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    schemas = settings["yaml.schemas"]
    yaml = {"schemas": schemas, "validate": True, "completion": True, "hover": True}
    yaml |= {"schemaStore": {"enable": False}}
    with running(command, project, {"yaml": yaml}) as started:
        yield started


def written(project: Path, name: str, text: str) -> Path:
    path = project / "facts" / name
    path.write_text(text, "utf-8")
    return path


def lines(diagnostics: list[dict[str, Any]]) -> list[tuple[int, str]]:
    return sorted((each["range"]["start"]["line"] + 1, each["message"]) for each in diagnostics)


def test_good_facts_have_no_mark(server: LanguageServer, project: Path) -> None:
    assert server.open(written(project, "good.yaml", GOOD)) == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("facts/**/*.yaml")), ids=lambda path: path.stem)
def test_the_real_facts_have_no_mark(server: LanguageServer, project: Path, path: Path) -> None:
    text = path.read_text("utf-8")
    assert server.open(written(project, f"real-{path.stem}.yaml", text)) == []


def test_mistakes_are_marked_at_their_lines(server: LanguageServer, project: Path) -> None:
    marked = lines(server.open(written(project, "bad.yaml", BAD)))
    assert [line for line, _ in marked] == [3, 6, 11]
    assert "titel" in marked[0][1]
    assert "object" in marked[1][1]
    assert "misleading" in marked[2][1]


def test_a_field_is_offered_while_it_is_typed(server: LanguageServer, project: Path) -> None:
    path = written(project, "typing.yaml", TYPING)
    server.open(path)
    offered = server.at("completion", path, 5, 7)["items"]
    labels = [each["label"] for each in offered]
    assert "finding" in labels
    assert "statement" not in labels


def test_the_words_of_a_field_are_offered(server: LanguageServer, project: Path) -> None:
    path = written(project, "verdict.yaml", TYPING)
    server.open(path)
    offered = [each["label"] for each in server.at("completion", path, 4, 13)["items"]]
    assert {"confirmed", "misleading", "unverifiable"} <= set(offered)


@pytest.mark.parametrize(
    ("line", "character", "words"),
    [
        (6, 2, "Somebody's words."),
        (8, 6, "Who said it."),
        (9, 6, "The words, in the original and translated."),
        (16, 6, "How it holds against the facts."),
        (22, 60, "Against an earlier point."),
        (24, 19, "Page, table or paragraph."),
    ],
)
def test_a_field_is_explained(
    server: LanguageServer, project: Path, line: int, character: int, words: str
) -> None:
    path = written(project, f"hover-{line}.yaml", GOOD)
    server.open(path)
    assert words in server.at("hover", path, line, character)["contents"]["value"].replace("\\", "")


def test_a_line_in_the_file_chooses_the_language(server: LanguageServer, project: Path) -> None:
    first = "# yaml-language-server: $schema=../zh.schema.json\n"
    path = written(project, "chinese.yaml", first + GOOD)
    assert server.open(path) == []
    assert "谁说的。" in server.at("hover", path, 9, 6)["contents"]["value"]
