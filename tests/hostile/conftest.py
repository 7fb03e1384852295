"""A fact base in which every text field is an attack, and all that is made of it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from factsheet.pipeline import FactBase, everything, load
from factsheet.report import as_text
from factsheet.views.imprint import Imprint
from hostile.filling import LANGUAGES, Attack, attacks, write_all
from support import SITE_URL

# The reader refuses some links in prose; a record can allow them, so the site must bear them.
SEVERITIES = {"prose-link": None}


@pytest.fixture(scope="session")
def texts() -> list[Attack]:
    """The attacks that no reader refuses, in the order of their numbers."""
    return [each for each in attacks("corpus.yaml") if not each.refused]


@pytest.fixture(scope="session")
def hostile_facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of fact files, each attack in one record of every section."""
    folder = tmp_path_factory.mktemp("hostile") / "facts"
    write_all(folder)
    return folder


@pytest.fixture(scope="session")
def hostile_base(hostile_facts: Path) -> FactBase:
    """The same, read and checked: without an error, so that a site is made of it."""
    base = load([hostile_facts], LANGUAGES, root=hostile_facts.parent, severities=SEVERITIES)
    errors = [each for each in base.problems if each.is_error]
    assert errors == [], as_text(errors, base.texts)
    return base


@pytest.fixture(scope="session")
def made(hostile_base: FactBase, texts: list[Attack]) -> Mapping[str, bytes]:
    """Every file that is made of it, by its path; the site's name is hostile, too."""
    name = next(each.text for each in texts if each.name == "script-closes-attribute")
    names = dict.fromkeys(LANGUAGES, name)
    imprint = Imprint(names=names, address=SITE_URL, licence="CC-BY-4.0")
    return {each.path: each.content for each in everything(hostile_base, LANGUAGES, imprint)}
