"""The programs that make a site of the same facts, each with a project folder of its own.

Enters: a folder of facts and the Markdown that `factsheet render` made of them. Leaves: for every
contender a folder that is ready, the command to run in it, and what to remove before a cold run.
All get the same pages and the same data as static files; what they do with them differs, and
each says so in `makes`.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FRAMES = HERE / "frames"
TOOLS = Path(os.environ.get("TOOLS", HERE / "judges/.tools"))
ELEVENTY = TOOLS / "node_modules/@11ty/eleventy/cmd.cjs"
SITE_URL = "https://facts.example/"
MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")
SEPARATOR = r'[\s\u200b\-_,:!=\[\]()"/，。、：；？！“”‘’（）《》·…]+|\.(?!\d)'
EXTENSIONS = ["attr_list", "tables", {"toc": {"permalink": "#", "toc_depth": 2}}]
FEATURES = ["navigation.tabs", "navigation.top", "search.highlight", "search.suggest", "toc.follow"]


@dataclass(frozen=True, slots=True)
class Base:
    """A fact base to build: its facts, its Markdown, and a folder to work in."""

    facts: Path
    markdown: Path
    work: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A program with its settings.

    `folder` is that of its project, which a warm contender shares with its cold one. `forget`
    are the parts of it to remove before each run. A `warm` contender needs a run before its
    first one that counts. `missing` says what is needed and not there.
    """

    name: str
    title: str
    makes: str
    folder: str
    command: tuple[str, ...]
    prepare: Callable[[Base, Path], None]
    forget: tuple[str, ...] = ("site",)
    warm: bool = False
    missing: str = ""
    environment: dict[str, str] = field(default_factory=dict)

    def place(self, base: Base) -> Path:
        """Return its folder, made ready when it is not there."""
        place = base.work / self.folder
        if not (place / "ready").is_file():
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
            self.prepare(base, place)
            (place / "ready").touch()
        return place

    def clear(self, place: Path) -> None:
        """Remove what an earlier run left and this one should not find."""
        for name in self.forget:
            shutil.rmtree(place / name, ignore_errors=True)


def surroundings(place: Path) -> dict[str, str]:
    """Return the variables a contender runs with: our program, and a cache of its own."""
    search_path = [str(ROOT / "generator"), os.environ.get("PYTHONPATH", "")]
    return {
        "PYTHONPATH": os.pathsep.join(filter(None, search_path)),
        "XDG_CACHE_HOME": str(place / "cache"),
        "NO_MKDOCS_2_WARNING": "1",
        "SITE_URL": SITE_URL,
        "REPO_URL": "",
        "EDIT_URI": "",
    }


def ours(base: Base, place: Path, **options: object) -> None:
    """Write a project for the plugin: this repository's settings without pages of its own."""
    (place / "docs").mkdir()
    config = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), _Loader)  # noqa: S506 a safe one
    config["site_url"] = SITE_URL
    config["validation"] = {"nav": {"omitted_files": "ignore"}}
    for plugin in config["plugins"]:
        if isinstance(plugin, dict) and "factsheet" in plugin:
            plugin["factsheet"] |= {"facts_dir": str(base.facts), "cards": False, **options}
    _write(config, place)


def plain(base: Base, place: Path) -> None:
    """Write the same with the fast path turned off."""
    ours(base, place, fast=False)


def with_cards(base: Base, place: Path) -> None:
    """Write the same with images for link previews."""
    ours(base, place, cards=True)


def stock(base: Base, place: Path) -> None:
    """Write a project for plain mkdocs with Material and its own search."""
    (place / "docs").symlink_to(base.markdown, target_is_directory=True)
    config: dict[str, Any] = {
        "site_name": "Facts",
        "site_url": SITE_URL,
        "validation": {"nav": {"omitted_files": "ignore"}},
        "theme": {
            "name": "material",
            "font": False,
            "features": [*FEATURES, "navigation.prune"],
            "palette": [
                {"scheme": "default", "toggle": {"icon": "material/brightness-7", "name": "Light"}},
                {"scheme": "slate", "toggle": {"icon": "material/brightness-4", "name": "Dark"}},
            ],
        },
        "markdown_extensions": EXTENSIONS,
        "plugins": [{"search": {"lang": ["en", "zh"], "separator": SEPARATOR}}],
    }
    _write(config, place)


def zensical(base: Base, place: Path) -> None:
    """Write the same for Zensical, which reads the settings of mkdocs."""
    stock(base, place)
    (place / "docs").unlink()
    shutil.copytree(base.markdown, place / "docs")


def hugo(base: Base, place: Path) -> None:
    """Write a project for Hugo, to which `index.md` beside other pages means `_index.md`."""
    shutil.copytree(FRAMES / "hugo", place, dirs_exist_ok=True)
    _parted(base.markdown, place)
    for page in sorted((place / "content").rglob("index.md")):
        page.rename(page.with_name("_index.md"))


def eleventy(base: Base, place: Path) -> None:
    """Write a project for Eleventy."""
    shutil.copy(FRAMES / "eleventy/eleventy.config.mjs", place)
    (place / "layouts").mkdir()
    shutil.copy(FRAMES / "eleventy/frame.11ty.cjs", place / "layouts")
    (place / "node_modules").symlink_to(TOOLS / "node_modules", target_is_directory=True)
    _parted(base.markdown, place)


def _parted(markdown: Path, place: Path) -> None:
    """Copy pages to one folder and everything else to another."""
    for file in sorted(markdown.rglob("*")):
        if file.is_file():
            part = "content" if file.suffix == ".md" else "static"
            target = place / part / file.relative_to(markdown)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)


def _write(config: dict[str, Any], place: Path) -> None:
    text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
    (place / "mkdocs.yml").write_text(text, "utf-8")


class _Loader(yaml.SafeLoader):
    """Reads mkdocs' own tag as its last value: what holds where no variable is set."""


def _unset(loader: yaml.SafeLoader, node: yaml.Node) -> object:
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node)[-1]
    return ""


_Loader.add_constructor("!ENV", _unset)


def _without(command: str) -> str:
    return "" if shutil.which(command) else f"`{command}` is not on the path"


OURS = "pages, a page of its own for every fact, data, feeds, search in two languages; checks first"
EVERY = (
    Contender(
        name="stock",
        title="mkdocs + Material, `navigation.prune`, jieba",
        makes="pages, one search for both languages",
        folder="stock",
        command=MKDOCS,
        prepare=stock,
    ),
    Contender(
        name="ours",
        title="factsheet, cold",
        makes=OURS,
        folder="ours",
        command=MKDOCS,
        prepare=ours,
        forget=("site", "cache"),
    ),
    Contender(
        name="unchanged",
        title="factsheet, nothing changed",
        makes=OURS,
        folder="ours",
        command=MKDOCS,
        prepare=ours,
        forget=(),
        warm=True,
    ),
    Contender(
        name="plain",
        title="factsheet, `fast: false`",
        makes=OURS,
        folder="plain",
        command=MKDOCS,
        prepare=plain,
        forget=("site", "cache"),
    ),
    Contender(
        name="hugo",
        title="Hugo, section navigation",
        makes="pages; no search",
        folder="hugo",
        command=("hugo", "--quiet", "--destination", "site"),
        prepare=hugo,
        forget=("site", "resources", "cache"),
        missing=_without("hugo"),
    ),
    Contender(
        name="zensical",
        title="Zensical, cold",
        makes="pages, one search for both languages",
        folder="zensical",
        command=("zensical", "build"),
        prepare=zensical,
        forget=("site", ".cache", "cache"),
        missing=_without("zensical"),
    ),
    Contender(
        name="zensical-warm",
        title="Zensical, nothing changed",
        makes="pages, one search for both languages",
        folder="zensical",
        command=("zensical", "build"),
        prepare=zensical,
        forget=(),
        warm=True,
        missing=_without("zensical"),
    ),
    Contender(
        name="eleventy",
        title="Eleventy, section navigation",
        makes="pages; no search",
        folder="eleventy",
        command=("node", str(ELEVENTY)),
        prepare=eleventy,
        missing=_without("node") if ELEVENTY.is_file() else f"there is no {ELEVENTY}",
    ),
)
CARDS = Contender(
    name="cards",
    title="factsheet, cold, with cards",
    makes=f"{OURS}; images for link previews",
    folder="cards",
    command=MKDOCS,
    prepare=with_cards,
    forget=("site", "cache"),
)


def chosen(names: Iterable[str]) -> list[Contender]:
    """Return contenders by their names, all of them for none, in the order of the table."""
    wanted = set(names)
    return [each for each in (*EVERY, CARDS) if each.name in wanted] if wanted else list(EVERY)
