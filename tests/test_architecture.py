"""The house has floors: a room imports only from lower ones."""

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import factsheet

HOUSE = Path(factsheet.__file__).parent
PACKAGE = "factsheet"

FLOORS = {
    "problems": 0,
    "collection": 0,
    "workshops": 1,
    "han": 1,
    "languages": 1,
    "web_addresses": 1,
    "dates": 1,
    "tracing": 1,
    "file_names": 1,
    "content_policy": 0,
    "quantity": 2,
    "source": 2,
    "checkout": 2,
    "page_text": 2,
    "report": 2,
    "verbatim": 2,
    "outputs": 2,
    "editing": 3,
    "precision": 3,
    "units": 3,
    "fields": 3,
    "prose": 3,
    "wording": 4,
    "mentions": 4,
    "model": 4,
    "schema": 5,
    "parallels": 5,
    "reader": 5,
    "catalog": 6,
    "checks": 7,
    "published": 7,
    "due": 7,
    "views": 7,
    "renaming": 7,
    "mending": 7,
    "drafting": 7,
    "render": 8,
    "strictness": 8,
    "writing": 8,
    "linkcheck": 8,
    "loading": 9,
    "settings": 9,
    "pipeline": 10,
    "cli": 11,
    "plugin": 11,
}
GUARDED = {
    "yaml": {"source"},
    "mkdocs": {"plugin"},
    "click": {"cli"},
    "jinja2": {"render", "plugin"},  # mkdocs' events pass Jinja's types
    "resvg_py": {"render"},
    "jieba": {"han"},
    "opencc": {"han"},
    "pypinyin": {"han"},
    "pydantic": {"fields", "model", "reader"},
    "pyarrow": {"render"},
    "sqlite3": {"render"},
    "httpx": {"linkcheck"},
    "lxml": {"page_text"},
    "w3lib": {"page_text"},
    "platformdirs": {"cli", "plugin"},
    "rich": {"cli"},
    "watchdog": {"cli", "plugin"},
    "pydantic_core": {"fields", "model", "reader"},
}


def test_a_room_imports_only_from_lower_floors() -> None:
    assert list(faults(HOUSE)) == []


def test_every_room_has_a_floor() -> None:
    assert sorted(room_of(path, HOUSE) for path in top_level(HOUSE)) == sorted(FLOORS)


@pytest.mark.parametrize(
    ("file", "line", "fault"),
    [
        (
            "dates.py",
            "from factsheet.reader import Entry",
            "dates.py:1: dates (floor 1) imports reader (floor 5): a room imports only from "
            "lower floors",
        ),
        (
            "views/home.py",
            "def late():\n    import factsheet.checks.prose_link",
            "views/home.py:2: views (floor 7) imports checks (floor 7): a room imports only from "
            "lower floors",
        ),
        (
            "reader/files.py",
            "from factsheet import cli",
            "reader/files.py:1: reader (floor 5) imports cli (floor 11): a room imports only from "
            "lower floors",
        ),
        (
            "reader/files.py",
            "import yaml",
            "reader/files.py:1: only source imports yaml",
        ),
        (
            "pipeline.py",
            "def late():\n    from mkdocs.structure.files import Files",
            "pipeline.py:2: only plugin imports mkdocs",
        ),
        (
            "catalog/records.py",
            "from .times import time_of",
            "catalog/records.py:1: a relative import hides its floor",
        ),
    ],
)
def test_a_planted_import_is_found(tmp_path: Path, file: str, line: str, fault: str) -> None:
    house = tmp_path / PACKAGE
    shutil.copytree(HOUSE, house, ignore=shutil.ignore_patterns("__pycache__"))
    planted = house / file
    planted.write_text(f"{line}\n{planted.read_text('utf-8')}", "utf-8")
    assert fault in list(faults(house))


def test_a_room_without_a_floor_is_found(tmp_path: Path) -> None:
    house = tmp_path / PACKAGE
    shutil.copytree(HOUSE, house, ignore=shutil.ignore_patterns("__pycache__"))
    (house / "attic.py").write_text("")
    assert list(faults(house)) == ["attic.py:1: attic has no floor in tests/test_architecture.py"]


def faults(house: Path) -> Iterator[str]:
    """Say every import that breaks the order of the house."""
    for path in sorted(house.rglob("*.py")):
        if path == house / "__init__.py":
            continue
        room, shown = room_of(path, house), path.relative_to(house).as_posix()
        if room not in FLOORS:
            yield f"{shown}:1: {room} has no floor in tests/test_architecture.py"
            continue
        for line, module in imports(ast.parse(path.read_text("utf-8"))):
            fault = fault_of(room, module)
            if fault:
                yield f"{shown}:{line}: {fault}"


def fault_of(room: str, module: str) -> str | None:
    """Say why a room must not import a module, or None when it may."""
    if module.startswith("."):
        return "a relative import hides its floor"
    package, _, rest = module.partition(".")
    if package in GUARDED and room not in GUARDED[package]:
        return f"only {' and '.join(sorted(GUARDED[package]))} imports {package}"
    other = rest.partition(".")[0]
    if package != PACKAGE or other not in FLOORS or other == room:
        return None
    if FLOORS[other] < FLOORS[room]:
        return None
    return (
        f"{room} (floor {FLOORS[room]}) imports {other} (floor {FLOORS[other]}): "
        "a room imports only from lower floors"
    )


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Find every import, also those inside functions: line and module with what is taken."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, name.name) for name in names)
            case ast.ImportFrom(level=0, module=str() as module, names=names):
                yield from ((node.lineno, f"{module}.{name.name}") for name in names)
            case ast.ImportFrom():
                yield node.lineno, "."


def room_of(path: Path, house: Path) -> str:
    """Return the module or package at the top of the house that a file belongs to."""
    return path.relative_to(house).parts[0].removesuffix(".py")


def top_level(house: Path) -> list[Path]:
    """List the rooms: the modules, and the folders that hold some."""
    modules = [path for path in house.glob("*.py") if path.name != "__init__.py"]
    return modules + [path for path in house.iterdir() if (path / "__init__.py").is_file()]
