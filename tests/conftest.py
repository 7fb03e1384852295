"""What the tests share: how a case becomes three lines."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from factsheet.catalog import Catalog
from factsheet.pipeline import FactBase, load
from factsheet.report import as_text

LANGUAGES = ("en", "zh")

# Examples take as long as they take: two cores are shared with others.
SLOW = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)
settings.register_profile("local", deadline=None, suppress_health_check=SLOW)
settings.register_profile("ci", settings.get_profile("local"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")

Explain = Callable[..., str]
Write = Callable[..., Path]
ReadCatalog = Callable[[str], Catalog]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a fact file below `facts/` and return the folder."""

    def write_file(text: str | bytes, name: str = "facts.yaml") -> Path:
        path = tmp_path / "facts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path / "facts"

    return write_file


@pytest.fixture
def base(write: Write, tmp_path: Path) -> Callable[..., FactBase]:
    """Load a fact base from the text of its one file, or from several files by name."""

    def load_base(text: str | bytes = "", **others: str) -> FactBase:
        if text:
            write(text)
        for name, other in others.items():
            write(other, f"{name}.yaml")
        return load([tmp_path / "facts"], LANGUAGES, root=tmp_path)

    return load_base


@pytest.fixture
def explain(base: Callable[..., FactBase]) -> Explain:
    """Say what `factsheet check` would say about a fact file."""

    def explain_text(text: str | bytes = "", **others: str) -> str:
        found = base(text, **others)
        return as_text(found.problems, found.texts)

    return explain_text


@pytest.fixture
def catalog(base: Callable[..., FactBase]) -> ReadCatalog:
    """Return the catalog of a fact file that has no errors."""

    def read_catalog(text: str) -> Catalog:
        found = base(text)
        errors = [problem for problem in found.problems if problem.is_error]
        assert not errors, as_text(errors, found.texts)
        return found.catalog

    return read_catalog


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run what is quick first, and what needs a browser, which keeps an event loop, last."""
    items.sort(key=lambda item: "site" in item.path.parts)
