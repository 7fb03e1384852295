"""The wheel: what is in it, and that a site outside this repository can be made with it alone."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from factsheet import __version__
from factsheet.plugin.options import FactsheetOptions
from support import ROOT, environment

BIN = "Scripts" if os.name == "nt" else "bin"
PAGES = [f"docs/{code}/plugin.md" for code in ("en", "zh")]
PACKAGE = ROOT / "generator"
# Beside these, factsheet is said to build as usual.
BESIDE = ("tags", "meta", "blog")


def run(*command: str | Path, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command that must succeed, without this repository's code on any path."""
    plain = {key: value for key, value in environment().items() if key != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=folder, env={**plain, **more}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def fenced(page: str) -> list[str]:
    return re.findall(
        r"^```yaml\n(.*?)^```$", (ROOT / page).read_text("utf-8"), re.MULTILINE | re.DOTALL
    )


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made as the manual says."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation")
    run(*pip, "--wheel-dir", folder, ROOT, folder=folder)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="session")
def fresh(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment with the locked packages and the wheel."""
    folder = tmp_path_factory.mktemp("fresh")
    run(sys.executable, "-m", "venv", folder / "venv", folder=folder)
    programs = folder / "venv" / BIN
    pip = (programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    locked = ROOT / "requirements" / "run.txt"
    run(*pip, "--require-hashes", "--requirement", locked, folder=folder)
    run(*pip, "--no-deps", wheel, folder=folder)
    return programs


def test_the_wheel_holds_every_file_of_the_program_and_the_licences(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    program = {
        path.relative_to(PACKAGE).as_posix()
        for path in (PACKAGE / "factsheet").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    about = f"factsheet-{__version__}.dist-info"
    licences = {f"{about}/licenses/{name}" for name in ("LICENSE", "LICENSE-facts.md")}
    assert (program | licences) - held == set()
    assert {name for name in held if not name.startswith((f"{about}/", "factsheet/"))} == set()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("others", [(), BESIDE])
def test_a_site_is_made_from_the_wheel_as_the_manual_says(
    fresh: Path, page: str, others: tuple[str, ...], tmp_path: Path
) -> None:
    configuration, facts = fenced(page)
    if others:
        configuration += "".join(f"  - {name}\n" for name in others)
        (tmp_path / "docs" / "blog" / "posts").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(configuration, "utf-8")
    for code in ("en", "zh"):
        (tmp_path / "docs" / code).mkdir(parents=True)
        note = "# Note\n\nIt was [](fact:acme-revenue).\n"
        (tmp_path / "docs" / code / "note.md").write_text(note, "utf-8")
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "acme.yaml").write_text(facts, "utf-8")
    run(fresh / "factsheet", "check", folder=tmp_path)
    run(fresh / "mkdocs", "build", "--strict", folder=tmp_path)
    where = "import factsheet; print(factsheet.__file__)"
    assert str(ROOT) not in run(fresh / "python", "-c", where, folder=tmp_path).stdout
    site = tmp_path / "site"
    assert "US$12.5 million" in (site / "en/figures/index.html").read_text("utf-8")
    assert "1250万美元" in (site / "zh/figures/index.html").read_text("utf-8")
    assert "US$12.5 million" in (site / "en/note/index.html").read_text("utf-8")
    assert "US$12.5 million" in (site / "f/acme-revenue/index.html").read_text("utf-8")
    assert (site / "en" / "search").is_dir()


@pytest.mark.parametrize("page", PAGES)
def test_the_options_in_the_manual_are_those_there_are_with_their_defaults(page: str) -> None:
    table = next(
        part
        for part in (ROOT / page).read_text("utf-8").split("\n## ")
        if "| `facts_dir` |" in part
    )
    told = dict(re.findall(r"^\| `(\w+)` \|.*\| ([^|]+) \|$", table, re.MULTILINE))
    known = dict(FactsheetOptions._schema)  # noqa: SLF001 mkdocs has no other way
    assert told.keys() == known.keys()
    for name, said in told.items():
        if found := re.fullmatch(r"`(.+)`", said):
            assert yaml.safe_load(found[1]) == known[name].default
        else:
            assert not known[name].default
