"""What a whole site is made from, as one key: the same key, the same site.

Enters: mkdocs' configuration, the plugin's options, and the folders they name. Leaves: `Inputs`,
or `UnknownInputError` where a site is made from more than can be known. Knows nothing of where
sites are kept.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from babel import Locale
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme
from pathspec import PathSpec

import factsheet
from factsheet.checkout import find_checkout
from factsheet.plugin.frames import KNOWN
from factsheet.plugin.options import FactsheetOptions, root_of_site
from factsheet.reader.kept import FOLDER, sources_lock_path
from factsheet.reader.locked import lock_path
from factsheet.render.fonts import font_files

FORM = "1"
PROGRAM = Path(factsheet.__file__).parent
THEME = "material"
# Options with paths of this machine, which are found out in other ways or change no site.
ASIDE = frozenset(
    {"config_file_path", "docs_dir", "site_dir", "watch", "facts_dir", "cache", "plugins", "hooks"}
)
# Extensions that make HTML from a page's Markdown alone; others read further files.
EXTENSIONS = frozenset(
    f"{home}.{name}"
    for home, names in {
        "markdown.extensions": "abbr admonition attr_list codehilite def_list extra fenced_code "
        "footnotes md_in_html meta nl2br sane_lists smarty tables toc wikilinks",
        "pymdownx": "arithmatex betterem caret critic details highlight inlinehilite keys "
        "magiclink mark smartsymbols superfences tabbed tasklist tilde",
    }.items()
    for name in names.split()
)
LIBRARIES = ("material.", "pymdownx.", "markdown.")
DICTIONARIES = ("jieba_dict", "jieba_dict_user")
# What a template of the site's own may write that is not the same at every build, or elsewhere.
FLEETING = (b"build_date", b"update_date", b"random", b"lipsum", b"_dir", b"config_file_path")


class UnknownInputError(Exception):
    """Nobody can tell what a site is made from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """The key of a site, and the state of its files when it was taken."""

    key: str
    state: str
    places: tuple[tuple[str, Path], ...]

    def hold(self) -> bool:
        """Whether no file was touched since: a site made meanwhile is the key's."""
        return _state(self.places) == self.state


def inputs_of(config: MkDocsConfig, options: FactsheetOptions) -> Inputs:
    """Read all that a site is made from.

    Raises `UnknownInputError` where that cannot be known, and `OSError` where it cannot be read.
    """
    _refuse_what_is_foreign(config)
    places = tuple(_places(config, options))
    state = _state(places)  # before anything is read
    root, facts = root_of_site(config), Path(options.facts_dir)
    digest = hashlib.sha256(f"{FORM}\n{sys.version}\n{sys.platform}\n".encode())
    said = {"": config, **{name: each.config for name, each in config.plugins.items()}}
    digest.update(json.dumps(_plain(said)).encode())
    paths = [os.path.relpath(path, root) for path in (config.docs_dir, facts)]
    checkout = find_checkout(root, [facts])
    commit = checkout and (checkout.commit, checkout.prefix, sorted(checkout.changed))
    moment = os.environ.get("SOURCE_DATE_EPOCH")
    digest.update(json.dumps([paths, commit, moment]).encode("utf-8", "surrogateescape"))
    for distribution in _distributions():
        digest.update(distribution)
    for name, path in _files(places):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{name}\0{content}\n".encode("utf-8", "surrogateescape"))
    if options.cards and config.site_url:
        digest.update(_fonts().encode("utf-8", "surrogateescape"))
    _refuse_what_is_fleeting(config)
    return Inputs(key=digest.hexdigest(), state=state, places=places)


def _refuse_what_is_foreign(config: MkDocsConfig) -> None:
    foreign: list[str] = []
    for name, plugin in config.plugins.items():
        if type(plugin).__module__ not in KNOWN:  # a hook is among them
            foreign.append(name)
        else:
            foreign += [option for option in DICTIONARIES if plugin.config.get(option)]
    for each in config.markdown_extensions:
        if not {each, f"markdown.extensions.{each}"} & EXTENSIONS:
            foreign.append(each)
    if config.theme.name != THEME:
        foreign.append(f"theme {config.theme.name}")
    if foreign:
        message = f"what these read is not known: {', '.join(foreign)}"
        raise UnknownInputError(message)


def _refuse_what_is_fleeting(config: MkDocsConfig) -> None:
    own = [Path(config.docs_dir, str(name)) for name in config.extra_templates]
    if config.theme.custom_dir:
        own += [path for _, path in _files([("theme", Path(config.theme.custom_dir))])]
    for path in own:
        text = path.read_bytes() if path.is_file() else b""
        if any(word in text for word in FLEETING):
            message = f"what {path.name} shows may differ from build to build"
            raise UnknownInputError(message)


def _places(config: MkDocsConfig, options: FactsheetOptions) -> Iterator[tuple[str, Path]]:
    """Name the folders and files a site is made from, whether they are there or not."""
    facts = [Path(options.facts_dir)]
    yield "program", PROGRAM
    yield "docs", Path(config.docs_dir)
    yield "facts", facts[0]
    yield "translations", lock_path(facts)
    yield "sources", sources_lock_path(facts)
    yield "archive", sources_lock_path(facts).parent / FOLDER
    if config.theme.custom_dir:
        yield "theme", Path(config.theme.custom_dir)


def _files(places: Iterable[tuple[str, Path]]) -> Iterator[tuple[str, Path]]:
    """List all files of places in an order that is always the same."""
    for name, place in places:
        if place.is_file():
            yield name, place
        for folder, folders, files in os.walk(place, followlinks=True):
            # What Python has compiled follows from the files beside it.
            folders[:] = sorted(each for each in folders if each != "__pycache__")
            for file in sorted(files):
                path = Path(folder, file)
                yield f"{name}/{path.relative_to(place).as_posix()}", path


def _state(places: tuple[tuple[str, Path], ...]) -> str:
    """Return what changes whenever a file comes, goes or is written."""
    digest = hashlib.sha256()
    for name, path in _files(places):
        digest.update(f"{name}\0{_touched(path)}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _touched(path: Path) -> tuple[int, ...]:
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _distributions() -> list[bytes]:
    """Return what is installed: names, versions and, where they are listed, digests of files."""
    return sorted(_installed(each) for each in distributions())


def _installed(distribution: Distribution) -> bytes:
    origin = distribution.read_text("direct_url.json") or "{}"
    is_editable = json.loads(origin).get("dir_info", {}).get("editable")
    if is_editable and distribution.name != factsheet.__name__:
        message = f"the files of {distribution.name} may change where they are"
        raise UnknownInputError(message)
    told = distribution.read_text("METADATA") or distribution.read_text("PKG-INFO") or ""
    listed = distribution.read_text("RECORD") or ""
    return hashlib.sha256(f"{told}\0{listed}\0{origin}".encode()).digest()


def _fonts() -> str:
    """Return which fonts images may be drawn with; they are too large to be read each time."""
    found = {folder: _touched(folder) for path in font_files() for folder in (path, path.parent)}
    return repr(sorted(found.items()))


def _plain(value: object) -> object:
    """Return a value of the configuration as JSON can hold it."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case list() | tuple():
            return [_plain(each) for each in value]
        case Theme():
            return [value.name, sorted(value.static_templates), _plain(dict(value))]
        case Mapping():
            return [[str(name), _plain(each)] for name, each in value.items() if name not in ASIDE]
        case PathSpec():
            return [[each.include, str(each.regex)] for each in value.patterns]
    return {"named": _named(value)}


def _named(value: Any) -> str:  # noqa: ANN401 whatever a tag of YAML has made
    """Return what stands for a single thing; a library's function does what its version does."""
    if isinstance(value, Enum | date | Locale):
        return str(value)
    home, name = getattr(value, "__module__", ""), getattr(value, "__qualname__", "<?>")
    if not str(home).startswith(LIBRARIES) or "<" in name:
        message = f"mkdocs.yml holds {type(value).__name__}"
        raise UnknownInputError(message)
    return f"{home}.{name}"
