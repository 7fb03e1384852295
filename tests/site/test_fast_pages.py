"""Pages made the short way are those that mkdocs makes, byte by byte."""

import filecmp
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from factsheet.plugin.events import FactsheetPlugin
from factsheet.plugin.frames import Frames
from support import MKDOCS, ROOT, SITE_URL, environment

OPTION = "      facts_dir: facts\n"
EXTENSIONS = "  - attr_list\n"


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """A copy of the real site."""
    for name in ("facts", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("mkdocs.yml", "translations.lock"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


@pytest.fixture
def generated(tmp_path: Path) -> Path:
    """A site of made-up facts, with more than a thousand pages."""
    return site_of(tmp_path, facts=1000, entities=500)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A site of a few made-up facts, with enough pages to share frames."""
    return site_of(tmp_path, facts=20, entities=20)


def site_of(folder: Path, *, facts: int, entities: int) -> Path:
    numbers = ["--facts", str(facts), "--entities", str(entities)]
    writer: list[str | Path] = [
        sys.executable,
        ROOT / "bench/factbases.py",
        folder / "facts",
        *numbers,
    ]
    subprocess.run(writer, check=True)
    for code in ("en", "zh"):
        (folder / "docs" / code).mkdir(parents=True)
        (folder / "docs" / code / "about.md").write_text("# About\n\nWords.\n", "utf-8")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def configure(folder: Path, old: str, new: str) -> None:
    path = folder / "mkdocs.yml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def built(folder: Path, name: str, option: str) -> Path:
    """Build the site with an option of the plugin, and without the cache of whole sites."""
    path = folder / f"mkdocs-{name}.yml"
    options = f"{OPTION}      cache: false\n      {option}\n"
    path.write_text((folder / "mkdocs.yml").read_text("utf-8").replace(OPTION, options), "utf-8")
    site = folder / name
    done = subprocess.run(
        [MKDOCS, "build", "--config-file", path, "--site-dir", site],
        cwd=folder,
        env=environment(SITE_URL),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return site


def differences(folder: Path) -> Iterator[str]:
    """Build a site both ways, and find what is not the same."""
    short, long = (built(folder, name, f"fast: {name}") for name in ("true", "false"))
    files = [{path.relative_to(top) for path in top.rglob("*")} for top in (short, long)]
    yield from map(str, sorted(files[0] ^ files[1]))
    for path in sorted(files[0] & files[1]):
        if (short / path).is_file() and not filecmp.cmp(short / path, long / path, shallow=False):
            yield str(path)


def trusted(folder: Path) -> int:
    """Build a site here, and count the pages that came out of frames."""
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "here"))
    build(config)
    plugin = config.plugins["factsheet"]
    assert isinstance(plugin, FactsheetPlugin)
    shown = plugin.site.themed().frames
    return shown.filled if isinstance(shown, Frames) else 0


def test_every_kind_of_page_of_the_real_site_is_the_same(real: Path) -> None:
    assert list(differences(real)) == []


def test_more_than_a_thousand_made_up_pages_are_the_same(generated: Path) -> None:
    assert list(differences(generated)) == []
    assert len(list((generated / "true").glob("*/**/index.html"))) > 1000


def test_most_pages_come_out_of_frames(small: Path) -> None:
    assert trusted(small) > 20


def test_a_theme_that_shows_more_of_a_page_is_asked_for_every_page(small: Path) -> None:
    (small / "theme/partials").mkdir(parents=True)
    (small / "theme/partials/copyright.html").write_text("<p>{{ page.file.src_uri if page }}</p>")
    configure(small, "  name: material\n", "  name: material\n  custom_dir: theme\n")
    assert trusted(small) == 0
    assert list(differences(small)) == []
    entity = next((small / "true/en/entities").glob("*/index.html"))
    assert f"<p>en/entities/{entity.parent.name}.md</p>" in entity.read_text("utf-8")


def test_markdown_that_may_change_plain_html_is_left_to_mkdocs(small: Path) -> None:
    configure(small, EXTENSIONS, f"{EXTENSIONS}  - md_in_html\n  - smarty\n")
    assert list(differences(small)) == []


def test_headings_are_as_the_sites_markdown_writes_them(small: Path) -> None:
    configure(
        small, 'toc: {permalink: "#", toc_depth: 2}', "toc: {permalink: true, anchorlink: true}"
    )
    assert list(differences(small)) == []
