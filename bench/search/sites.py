"""Sites to search in, built once for what they are made of.

Enters: a folder of facts. Leaves: the folder of a built site, ours (this repository's
`mkdocs.yml` and plugin) or stock (the pages of `factsheet render` under plain mkdocs with
Material and its own search plugin). Builds are kept under a hash of their ingredients.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT / "facts"
FACTSHEET = "from factsheet.cli import main; main()"
LINK = re.compile(r"\[([^\[\]]*)\]\((?:fact:|sheets/|entities/)[^()]*\)")
MOST_SAID = 4000  # characters of a failed command
KEPT = 3  # builds of one kind and fact base
# Material's own search, set up as well as its options allow for two languages: cut at white
# space, at the marks jieba leaves, at punctuation of both scripts.
STOCK = {
    "site_name": "Facts",
    # Every page carries the whole navigation; the search does not need it.
    "nav": ["en/index.md", "zh/index.md"],
    "validation": {"nav": {"omitted_files": "ignore"}},
    "theme": {"name": "material", "font": False, "features": ["search.suggest"]},
    "markdown_extensions": ["attr_list", "tables", {"toc": {"permalink": "#", "toc_depth": 2}}],
    "plugins": [
        {
            "search": {
                "lang": ["en", "zh"],
                "separator": r'[\s\u200b\-_,:!=\[\]()"/，。、：；？！“”‘’（）《》·…]+|\.(?!\d)',
            }
        }
    ],
}


def built(kind: str, facts: Path, keep: Path) -> Path:
    """Return the folder of a site, "ours" or "stock", building it if need be."""
    ingredients = [facts]
    if kind == "ours":
        ingredients += [ROOT / "generator/factsheet", ROOT / "docs", ROOT / "mkdocs.yml"]
    name = f"{kind}-{_hash([facts.resolve()])[:8]}"
    place = keep / f"{name}-{_hash(ingredients, extra=repr(STOCK) if kind == 'stock' else '')}"
    site = place / "site"
    if not (place / "done").is_file():
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        print(f"building {kind} of {facts} …", file=sys.stderr, flush=True)
        _build_ours(facts, place) if kind == "ours" else _build_stock(facts, place)
        (place / "done").touch()
        _forget_older(keep, name)
    return site


def _build_ours(facts: Path, place: Path) -> None:
    config = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), _Loader)  # noqa: S506 a safe one
    docs = ROOT / "docs" if facts.resolve() == REAL else _without_links_to_facts(place)
    config.update(site_url="", docs_dir=str(docs), site_dir=str(place / "site"))
    for plugin in config["plugins"]:
        if isinstance(plugin, dict) and "factsheet" in plugin:
            plugin["factsheet"] |= {"facts_dir": str(facts.resolve()), "cards": False}
    _mkdocs(config, place)


def _without_links_to_facts(place: Path) -> Path:
    """Copy the pages written by hand; their links are to facts of the real fact base."""
    docs = place / "docs"
    shutil.copytree(ROOT / "docs", docs)
    for page in docs.rglob("*.md"):
        page.write_text(LINK.sub(r"\1", page.read_text("utf-8")), "utf-8")
    return docs


def _build_stock(facts: Path, place: Path) -> None:
    out = str(place / "docs")
    _run([sys.executable, "-c", FACTSHEET, "render", str(facts.resolve()), "--out", out], place)
    _mkdocs({**STOCK, "site_dir": str(place / "site")}, place)


def _mkdocs(config: dict[str, Any], place: Path) -> None:
    text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
    (place / "mkdocs.yml").write_text(text, "utf-8")
    _run([sys.executable, "-m", "mkdocs", "build", "--quiet"], place)


def _run(command: list[str], place: Path) -> None:
    search_path = os.pathsep.join(filter(None, [str(ROOT / "generator"), os.getenv("PYTHONPATH")]))
    environment = {**os.environ, "PYTHONPATH": search_path, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        command,
        cwd=place,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = (done.stdout + done.stderr)[-MOST_SAID:]
        message = f"{' '.join(command)} failed in {place}:\n{said}"
        raise SystemExit(message)


def _hash(paths: Iterable[Path], *, extra: str = "") -> str:
    digest = hashlib.sha256(extra.encode())
    for path in paths:
        files = sorted(each for each in path.rglob("*") if each.is_file()) or [path]
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(str(file).encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _forget_older(keep: Path, name: str) -> None:
    places = sorted(keep.glob(f"{name}-*"), key=lambda place: place.stat().st_mtime, reverse=True)
    for place in places[KEPT:]:
        shutil.rmtree(place, ignore_errors=True)


class _Loader(yaml.SafeLoader):
    """Reads mkdocs' own tag as its last value: what holds where no variable is set."""


def _unset(loader: yaml.SafeLoader, node: yaml.Node) -> object:
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node)[-1]
    return ""


_Loader.add_constructor("!ENV", _unset)
