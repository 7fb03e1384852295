"""A site brought up to date after edits is the site a clean build gives, byte by byte."""

import filecmp
import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from factsheet.plugin.events import FactsheetPlugin
from factsheet.plugin.refreshing import Refresh
from factsheet.views.partition import MOST, MOST_EVENTS

ROOT = Path(__file__).parents[2]
ADDRESS = "http://127.0.0.1:8000/"
EDITS = 200
COMPARED_EVERY = 50
WORDS = re.compile(r"^( +(?:en|zh): )([^\"'|>\[{#\n]+)$", re.MULTILINE)
VALUE = re.compile(r"^( +value: )(\d+)(\.\d+)?( .+)$", re.MULTILINE)
ADDED = "added.yaml"
WRITTEN = """\
# Words

It was [](fact:nvidia-automotive-revenue-quarterly@FY2023-Q1),
says [it](fact:raimondo-whatever-it-takes).
"""


def long_lists() -> str:
    """Write more events, figures, quotes and sources than a page has."""
    return (
        "units: {lamp: {name: {en: {one: lamp, other: lamps}, zh: 盏灯}}}\n"
        + _records(
            "dates",
            MOST_EVENTS + 1,
            lambda n: f"date: {2023 + n % 2}-02, title: {{en: Thing {n}, zh: 第{n}件事}}",
        )
        + _records(
            "figures",
            MOST + 1,
            lambda n: (
                f"of: {'byd' if n % 2 else 'nvidia'}, measure: {{en: Lamps, zh: 灯}}, "
                f"value: {n} lamps, as_of: 2024-03-01"
            ),
        )
        + _records(
            "quotes",
            MOST + 1,
            lambda n: (
                f"speaker: jensen-huang, text: {{en: So {n}, zh: 是{n}}}, original: en, "
                f"said: {2020 + n % 3}"
            ),
        )
        + "sources:\n"
        + "".join(
            f"  report-{n}: {{title: Report {n}, locator: Volume {n}, published: {2019 + n % 4}}}\n"
            for n in range(MOST + 1)
        )
    )


def _records(section: str, count: int, written: Callable[[int], str]) -> str:
    lines = (
        f"  {section}-{n}: {{{written(n)}, sources: [report-{n % MOST}]}}\n" for n in range(count)
    )
    return f"{section}:\n{''.join(lines)}"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Copy the real facts, with a few hand-written pages that use them."""
    site = tmp_path / "site"
    shutil.copytree(ROOT / "facts", site / "facts")
    for name in ("mkdocs.yml", "translations.lock"):
        shutil.copy(ROOT / name, site)
    for code in ("en", "zh"):
        (site / "docs" / code).mkdir(parents=True)
        (site / "docs" / code / "words.md").write_text(WRITTEN, "utf-8")
    return site


@dataclass
class Served:
    """A site as `mkdocs serve` has it: its plugin stays over all builds."""

    project: Path
    site: Path
    plugins: dict[str, Any] = field(default_factory=dict)
    is_started: bool = False

    def build(self) -> Refresh:
        """Make the whole site."""
        MkDocsConfig.plugins.plugin_cache = self.plugins  # type: ignore[attr-defined]
        config = load_config(str(self.project / "mkdocs.yml"), site_dir=str(self.site))
        config.site_url = ADDRESS
        if not self.is_started:
            config.plugins.on_startup(command="serve", dirty=False)
            self.is_started = True
        build(config, serve_url=ADDRESS)
        plugin = config.plugins["factsheet"]
        assert isinstance(plugin, FactsheetPlugin)
        return Refresh(plugin.site)

    def saved(self, refresh: Refresh) -> tuple[bool, Refresh]:
        """Take over what was saved; whether pages were refreshed, or else the site made again."""
        if not refresh.refresh():
            return False, self.build()
        refresh.finish()
        return True, refresh

    def differences(self, folder: Path) -> list[str]:
        """Find what is not as in a clean build, which is made in a folder meanwhile."""
        clean = Served(self.project, folder)
        clean.build()
        found = list(_differences(self.site, clean.site))
        shutil.rmtree(folder)
        return found


@pytest.fixture(autouse=True)
def _own_plugins() -> Iterator[None]:
    """Leave mkdocs' plugins to other tests as they were."""
    option = MkDocsConfig.plugins
    before = option.plugin_cache  # type: ignore[attr-defined]
    yield
    option.plugin_cache = before  # type: ignore[attr-defined]


def test_after_many_edits_the_site_is_that_of_a_clean_build(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Pages then lead to the line in which they are edited, which edits above it move.
    monkeypatch.setenv("REPO_URL", "https://git.example/facts")
    monkeypatch.setenv("EDIT_URI", "edit/main/docs/")
    served = Served(project, tmp_path / "served")
    refresh = served.build()
    editor = Editor(project / "facts", random.Random(20261122))  # noqa: S311  # no secret
    refreshed = 0
    for number in range(1, EDITS + 1):
        editor.edit()
        is_refreshed, refresh = served.saved(refresh)
        refreshed += is_refreshed
        if number % COMPARED_EVERY == 0:
            editor.mend()
            _, refresh = served.saved(refresh)
            assert served.differences(tmp_path / f"clean-{number}") == []
    assert refreshed > EDITS * 0.6  # the others change which pages there are


def test_a_list_that_is_split_is_brought_up_to_date_part_by_part(
    project: Path, tmp_path: Path
) -> None:
    long = project / "facts" / "long.yaml"
    long.write_text(long_lists(), "utf-8")
    served = Served(project, tmp_path / "served")
    refresh = served.build()
    edits = (
        ("en: Thing 7,", "en: Something else,"),
        ("dates-9: {date: 2024-02", "dates-9: {date: 2023-02"),  # into another part, as below
        ("value: 12 lamps", "value: 13 lamps"),
        ("figures-14: {of: nvidia", "figures-14: {of: byd"),
        ("en: So 5,", "en: Not so,"),
        ("title: Report 5,", "title: Another report,"),
        ("locator: Volume 6, published: 2021", "locator: Volume 6, published: 2022"),
    )
    done = []
    for old, new in edits:
        text = long.read_text("utf-8")
        assert text.count(old) == 1
        long.write_text(text.replace(old, new), "utf-8")
        is_refreshed, refresh = served.saved(refresh)
        done.append(is_refreshed)
    assert served.differences(tmp_path / "clean") == []
    assert done == [True] * len(edits)


class Editor:
    """Edits facts as curators do, by chance; the same chance gives the same edits."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder, self.chance = folder, chance
        self.broken: tuple[Path, str] | None = None
        self.added: list[str] = []
        self.number = 0

    def edit(self) -> None:
        """Make one edit, or mend what the last one broke."""
        if self.broken is not None:
            self.mend()
            return
        ways: list[Callable[[], None]] = [
            *[self._words] * 6,
            *[self._value] * 3,
            self._remark,
            self._add,
            self._add,
            self._rename,
            self._delete,
            self._break,
            self._nothing,
        ]
        self.chance.choice(ways)()

    def mend(self) -> None:
        """Mend what was broken, if anything is."""
        if self.broken is not None:
            path, text = self.broken
            path.write_text(text, "utf-8")
            self.broken = None

    def _words(self) -> None:
        self._replace(WORDS, lambda found: f"{found[1]}{found[2].rstrip()} ({self._next()})")

    def _value(self) -> None:
        def other(found: re.Match[str]) -> str:
            return f"{found[1]}{int(found[2]) + 1}{found[3] or ''}{found[4]}"

        self._replace(VALUE, other)

    def _remark(self) -> None:
        path = self._file()
        path.write_text(f"# {self._next()}\n{path.read_text('utf-8')}", "utf-8")

    def _add(self) -> None:
        number = self._next()
        self.added.append(f"added-{number}")
        self._write_added({f"added-{number}": ""})

    def _rename(self) -> None:
        if self.added:
            old = self.added.pop()
            self.added.append(f"{old}-again")
            self._write_added({f"{old}-again": f"    formerly: [{old}]\n"})

    def _delete(self) -> None:
        if self.added:
            self.added.remove(self.chance.choice(self.added))
            self._write_added({})

    def _break(self) -> None:
        path = self._file()
        text = path.read_text("utf-8")
        self.broken = path, text
        path.write_text(f"{text}\n: [\n", "utf-8")

    def _nothing(self) -> None:
        path = self._file()
        path.write_text(path.read_text("utf-8"), "utf-8")

    def _write_added(self, more: dict[str, str]) -> None:
        """Write the file of added records: a figure each, of an entity each."""
        path = self.folder / ADDED
        if not self.added:
            path.unlink(missing_ok=True)
            return
        entities = "".join(
            f"  {each}:\n    kind: product\n    name: {{en: Thing {each}, zh: 事物{each}}}\n"
            f"{more.get(each, '')}"
            for each in self.added
        )
        figures = "".join(
            f"  figure-of-{each}:\n    of: {each}\n    measure: {{en: Size, zh: 规模}}\n"
            "    value: 12 million USD\n    as_of: 2024-03-01\n    added: 2024-05-01\n"
            "    sources: [nvidia-10k-fy2024]\n"
            for each in self.added
        )
        path.write_text(f"entities:\n{entities}figures:\n{figures}", "utf-8")

    def _replace(self, pattern: re.Pattern[str], other: Callable[[re.Match[str]], str]) -> None:
        path = self._file()
        text = path.read_text("utf-8")
        found = list(pattern.finditer(text))
        if found:
            match = self.chance.choice(found)
            path.write_text(text[: match.start()] + other(match) + text[match.end() :], "utf-8")

    def _file(self) -> Path:
        return self.chance.choice(sorted(self.folder.rglob("*.yaml")))

    def _next(self) -> int:
        self.number += 1
        return self.number


def _differences(one: Path, other: Path) -> Iterator[str]:
    """Find the files that are in one folder only or not the same."""
    files = [
        {path.relative_to(top) for path in top.rglob("*") if path.is_file()} for top in (one, other)
    ]
    yield from (f"only once: {path}" for path in sorted(files[0] ^ files[1]))
    for path in sorted(files[0] & files[1]):
        if not filecmp.cmp(one / path, other / path, shallow=False):
            yield f"not the same: {path}"
