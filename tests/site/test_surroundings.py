"""The same facts give the same site wherever it is built: only the facts may tell."""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from support import MKDOCS, ROOT, SMALL_FACTS, environment

PAGES = {
    "facts/acme.yaml": SMALL_FACTS,
    "docs/en/about.md": "---\ntitle: About\n---\n\n# About\n\nHello.\n",
    "docs/zh/about.md": "---\ntitle: 关于\n---\n\n# 关于\n\n你好。\n",
}


def write(folder: Path, end: str = "\n") -> None:
    for name, text in PAGES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.replace("\n", end).encode())
    shutil.copy(ROOT / "mkdocs.yml", folder)


def built(folder: Path, **other: str) -> Mapping[str, bytes]:
    """Build a site and return its files."""
    done = subprocess.run(
        [MKDOCS, "build", "--strict"], cwd=folder, env=environment() | other,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout.decode("utf-8", "replace")
    site = folder / "site"
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def in_a_folder_with_spaces_and_chinese_characters(folder: Path) -> Mapping[str, bytes]:
    inner = folder / "事实 库" / "我的 site"
    write(inner)
    return built(inner)


def in_shanghai(folder: Path) -> Mapping[str, bytes]:
    write(folder)
    return built(folder, TZ="Asia/Shanghai")


def in_los_angeles_without_git_in_the_c_locale(folder: Path) -> Mapping[str, bytes]:
    write(folder)
    (folder / "empty").mkdir()
    poor = {"PATH": str(folder / "empty"), "LC_ALL": "C", "PYTHONUTF8": "0"}
    return built(folder, TZ="America/Los_Angeles", PYTHONCOERCECLOCALE="0", **poor)


def with_the_line_ends_of_windows(folder: Path) -> Mapping[str, bytes]:
    write(folder, "\r\n")
    return built(folder)


def with_pages_and_facts_linked_from_elsewhere(folder: Path) -> Mapping[str, bytes]:
    write(folder / "kept")
    (folder / "project").mkdir()
    for name in ("docs", "facts", "mkdocs.yml"):
        (folder / "project" / name).symlink_to(folder / "kept" / name)
    return built(folder / "project")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Build the site where nothing is special."""
    folder = tmp_path_factory.mktemp("plain")
    write(folder)
    return built(folder, TZ="UTC", LC_ALL="C.UTF-8")


@pytest.mark.parametrize(
    "surroundings",
    [
        in_a_folder_with_spaces_and_chinese_characters,
        in_shanghai,
        in_los_angeles_without_git_in_the_c_locale,
        with_the_line_ends_of_windows,
        with_pages_and_facts_linked_from_elsewhere,
    ],
)
def test_a_site_is_the_same(
    surroundings: Callable[[Path], Mapping[str, bytes]],
    plain: Mapping[str, bytes],
    tmp_path: Path,
) -> None:
    other = surroundings(tmp_path)
    assert other.keys() == plain.keys()
    assert [name for name, content in other.items() if content != plain[name]] == []
