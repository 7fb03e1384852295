"""Sessions that the manual shows: every command is run in order, and says what the page says.

A block of `console` has commands behind `$ ` and what they print; what a person types stands
behind the question it answers. A block whose lead-in ends with a file's name is what that file
holds from then on, with one line changed if it was there. Other facts of a page are there from
the start; on a page that has none, those of this repository are.
"""

import difflib
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from factsheet.cli import main
from factsheet.model import SECTIONS
from factsheet.pipeline import load, rendered, scopes
from support import MKDOCS, ROOT, environment

LANGUAGES = ("en", "zh")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"`((?:facts|docs|drafts|energy)/[\w./-]+|[\w-]+\.yml)`[^`\n]*[:：]\s*\Z")
QUESTION = re.compile(r"^  (?!hint)(?:\w+(?: \(\w+\))?|id \[[\w-]*\]): ?(.*)$", re.MULTILINE)
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in ROOT.glob("docs/*/*.md")
    if "```console\n$ " in path.read_text("utf-8")
)
# Commands that are shown, and are tested elsewhere or need a network.
NOT_RUN = re.compile(
    r"git clone .*|cd .*|\. \.venv/bin/activate|mkdocs serve|pip (install|wheel) .*"
)


def read(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def steps(page: str) -> Iterator[tuple[str, str, str]]:
    """Return the blocks of a page in order: kind, text and, where one is a file, its name."""
    text = read(page)
    for found in FENCE.finditer(text):
        file = FILE.search(text[: found.start()])
        yield found[1], found[2], file[1] if file else ""


def commands(block: str) -> Iterator[tuple[str, str]]:
    """Return the commands of a block, each with what it prints."""
    for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = piece.partition("\n")
        yield command, output


def lines(text: str) -> list[str]:
    """Return the lines as an eye sees them: without spaces or empty lines at the end."""
    return [line.rstrip() for line in text.rstrip().splitlines()]


def as_shown(said: str, shown: str) -> list[str]:
    """Return the lines that a command says; dots at the end stand for what follows."""
    said_lines, end = lines(said), lines(shown)[-1:]
    return said_lines[: len(lines(shown)) - 1] + end if end == ["…"] else said_lines


def run(command: str, shown: str) -> str:
    """Run a command as its page shows it, with the answers that stand there."""
    program, *words = command.split()
    match program:
        case "factsheet":
            answers = "".join(f"{answer}\n" for answer in QUESTION.findall(shown))
            return CliRunner().invoke(main, shlex.split(command)[1:], input=answers).output
        case "make":
            targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
            assert set(words) <= set(targets)
            return shown
        case "mkdocs" if words[0] == "build":
            done = subprocess.run(
                [MKDOCS, *words, "--quiet"], env=environment(), capture_output=True, text=True,
                check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stderr
            return shown
        case _:
            assert NOT_RUN.fullmatch(command), command
            return shown


def start(page: str) -> None:
    """Put the page's facts, or those of this repository, in the present folder."""
    Path("docs").mkdir()
    whole = [text for kind, text, file in steps(page) if kind == "yaml" and not file]
    facts = [text for text in whole if yaml.safe_load(text).keys() <= SECTIONS.keys()]
    if not facts:
        shutil.copytree(ROOT / "facts", "facts")
        return
    Path("facts").mkdir()
    for number, text in enumerate(facts):
        Path(f"facts/{number:02}.yaml").write_text(text, "utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_a_session_goes_as_its_page_shows(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    start(page)
    for kind, text, file in steps(page):
        match kind, file:
            case "console", _:
                for command, shown in commands(text):
                    assert as_shown(run(command, shown), shown) == lines(shown), command
            case "python", _:
                printed = subprocess.run(
                    [sys.executable, "-c", text], capture_output=True, text=True, check=True
                ).stdout
                assert f"```python\n{text}```\n\n```text\n{printed}```" in read(page)
            case "yaml" | "text", str() if file:
                assert not Path(file).exists() or is_one_line_changed(file, text)
                Path(file).parent.mkdir(parents=True, exist_ok=True)
                Path(file).write_text(text, "utf-8")


def is_one_line_changed(file: str, text: str) -> bool:
    before = Path(file).read_text("utf-8").splitlines()
    marks = [line[0] for line in difflib.ndiff(before, text.splitlines())]
    return marks.count("+") <= 1 and marks.count("-") <= 1


def words_of(text: str) -> str:
    """Return the words of Markdown or HTML."""
    linked = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return " ".join(re.sub(r"<[^>]+>", " ", linked).replace("**", "").split())


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_first_fact_reads_on_its_page_as_shown(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = f"docs/{code}/first-fact.md"
    Path("facts").mkdir()
    for kind, text, file in steps(page):
        if kind == "yaml":
            Path(file).write_text(text, "utf-8")
    scope = scopes(load([Path("facts")], LANGUAGES), LANGUAGES)[code]
    figures = next(
        words_of(output.content.decode())
        for _, output in rendered(scope)
        if output.path.endswith("figures.md")
    )
    shown = [
        words_of(line.removeprefix("> ").removeprefix("1. "))
        for line in (ROOT / page).read_text("utf-8").splitlines()
        if line.startswith("> ")
    ]
    assert len(shown) == 3
    assert [line for line in shown if line not in figures] == []
