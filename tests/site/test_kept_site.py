"""A build of what was built before takes the kept site, byte for byte, and makes nothing."""

import shutil
import subprocess
from pathlib import Path

import pytest

from support import MKDOCS, ROOT, SITE_URL, Project, environment

TAKEN = "INFO    -  factsheet: nothing has changed: the site was taken from the cache\n"
FACTS_READ = "DEBUG   -  Running `env` event from plugin 'factsheet'"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def build(
    folder: Path, cache: Path | str, *arguments: str, site_url: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [MKDOCS, *(arguments or ("build",))],
        cwd=folder,
        env={**environment(site_url), "SITE_CACHE": str(cache)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )


def kept(cache: Path) -> list[Path]:
    return sorted(cache.glob("*.site"))


def read(site: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes() if path.is_file() else None
        for path in site.rglob("*")
    }


def test_the_real_site_is_taken_as_a_clean_build_makes_it(
    real_site: Path, tmp_path: Path, cache: Path
) -> None:
    site = tmp_path / "site"
    arguments = ("-v", "build", "--strict", "--site-dir", str(site))
    made = build(ROOT, cache, *arguments, site_url=SITE_URL)
    assert (made.returncode, TAKEN in made.stdout, FACTS_READ in made.stdout) == (0, False, True)
    before = read(site)
    shutil.rmtree(site)
    again = build(ROOT, cache, *arguments, site_url=SITE_URL)
    assert (again.returncode, TAKEN in again.stdout, FACTS_READ in again.stdout) == (0, True, False)
    assert "Building page" not in again.stdout
    assert read(site) == before == read(real_site)


def test_a_taken_site_replaces_all_that_stood_there(project: Project, cache: Path) -> None:
    build(project.folder, cache)
    before = read(project.folder / "site")
    project.write("site/index.html", "changed in place")
    project.write("site/en/stray.html", "left from another build")
    again = build(project.folder, cache)
    assert TAKEN in again.stdout
    assert read(project.folder / "site") == before


def test_a_change_is_a_miss_and_back_again_a_hit(project: Project, cache: Path) -> None:
    build(project.folder, cache)
    project.change("facts/acme.yaml", "60.922", "70.922")
    changed = build(project.folder, cache)
    assert TAKEN not in changed.stdout
    assert "70.922" in project.page("en/figures/index.html")
    project.change("facts/acme.yaml", "70.922", "60.922")
    assert TAKEN in build(project.folder, cache).stdout
    assert "60.922" in project.page("en/figures/index.html")


UNUSED = "entities:\n  nobody:\n    kind: person\n    name: {en: Nobody, zh: 无名}\n"


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("facts/more.yaml", UNUSED, "[unused-entity]"),
        ("docs/en/about.md", "# About\n\n[Here](#nowhere)\n", "'#nowhere'"),
    ],
)
def test_a_site_of_which_something_was_told_is_not_kept(
    project: Project, cache: Path, path: str, text: str, told: str
) -> None:
    project.write(path, text)
    for _ in range(2):
        run = build(project.folder, cache)
        assert (run.returncode, "WARNING" in run.stdout, told in run.stdout) == (0, True, True)
    assert kept(cache) == []
    assert build(project.folder, cache, "build", "--strict").returncode == 1


def test_a_build_that_hears_no_warning_keeps_nothing(project: Project, cache: Path) -> None:
    project.write("facts/more.yaml", UNUSED)
    assert build(project.folder, cache, "build", "--quiet").returncode == 0
    assert kept(cache) == []


def test_broken_facts_keep_nothing_and_stop_the_build(project: Project, cache: Path) -> None:
    project.change("facts/acme.yaml", "2023", "soon")
    for _ in range(2):
        assert build(project.folder, cache).returncode == 1
    assert kept(cache) == []


@pytest.mark.parametrize("damage", [b"", b"not a site at all", None])
def test_a_damaged_site_is_made_anew(project: Project, cache: Path, damage: bytes | None) -> None:
    build(project.folder, cache)
    before = read(project.folder / "site")
    (path,) = kept(cache)
    content = path.read_bytes()
    path.write_bytes(content[:-100] + b"!" + content[-99:] if damage is None else damage)
    again = build(project.folder, cache, "-v", "build")
    assert (again.returncode, TAKEN in again.stdout) == (0, False)
    assert "DEBUG   -  factsheet: no site is taken from the cache: its digest" in again.stdout
    assert read(project.folder / "site") == before
    assert kept(cache) == [path]
    assert path.read_bytes() == content


def test_a_cache_that_cannot_be_written_stops_no_build(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("in the way")
    run = build(project.folder, tmp_path / "a file/cache", "-v", "build")
    assert run.returncode == 0
    assert "factsheet: the site is not kept: " in run.stdout
    assert "WARNING" not in run.stdout


def test_hidden_files_of_somebody_else_are_not_taken_for_the_site(
    project: Project, cache: Path
) -> None:
    project.write("site/.git/HEAD", "ref: refs/heads/gh-pages\n")
    build(project.folder, cache)
    assert kept(cache) == []
    shutil.rmtree(project.folder / "site")
    build(project.folder, cache)
    project.write("site/.git/HEAD", "ref: refs/heads/gh-pages\n")
    assert TAKEN in build(project.folder, cache).stdout
    assert project.page(".git/HEAD") == "ref: refs/heads/gh-pages\n"


def test_without_a_cache_and_with_dirty_builds_every_site_is_made(
    project: Project, cache: Path
) -> None:
    build(project.folder, cache)
    assert TAKEN not in build(project.folder, "false").stdout
    dirty = build(project.folder, cache, "build", "--dirty")
    assert TAKEN not in dirty.stdout
    assert len(kept(cache)) == 1


def test_the_cache_is_in_the_users_folder(project: Project, tmp_path: Path) -> None:
    for _ in range(2):
        run = subprocess.run(
            [MKDOCS, "build"],
            cwd=project.folder,
            env={**environment(), "SITE_CACHE": "true", "XDG_CACHE_HOME": str(tmp_path / "user")},
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            timeout=300,
            check=True,
        )
    assert TAKEN in run.stderr
    assert len(kept(tmp_path / "user/factsheet/sites")) == 1


@pytest.mark.parametrize("where", [".", "cache", "site/../sites"])
def test_a_cache_beside_the_facts_is_refused(project: Project, where: str) -> None:
    run = build(project.folder, where)
    assert run.returncode == 1
    assert f"{where} is in the folder of mkdocs.yml; kept sites must stand outside it" in run.stdout


def test_a_cache_is_true_false_or_a_folder(project: Project) -> None:
    run = build(project.folder, "12")
    assert run.returncode == 1
    assert "expected true, false or a folder" in run.stdout


def test_builds_at_once_make_the_same_site(project: Project, cache: Path, tmp_path: Path) -> None:
    command = [str(MKDOCS), "build", "--site-dir"]
    environ = {**environment(), "SITE_CACHE": str(cache)}
    for _ in range(2):
        runs = [
            subprocess.Popen(
                [*command, str(tmp_path / name)],
                cwd=project.folder,
                env=environ,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for name in ("one", "two")
        ]
        assert [run.wait(timeout=300) for run in runs] == [0, 0]
        assert read(tmp_path / "one") == read(tmp_path / "two")
    assert [path.suffix for path in cache.iterdir()] == [".site"]
