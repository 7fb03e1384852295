"""The commit of the facts, asked of real git repositories."""

import os
import subprocess
from pathlib import Path

import pytest

from factsheet.checkout import Checkout, find_checkout
from factsheet.problems import Place

NOBODY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "nobody",
    "GIT_AUTHOR_EMAIL": "nobody@a.example",
    "GIT_COMMITTER_NAME": "nobody",
    "GIT_COMMITTER_EMAIL": "nobody@a.example",
}


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **NOBODY}, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a repository with a site in a folder of it, its two fact files committed."""
    for name in [each for each in os.environ if each.startswith("GIT_")]:
        monkeypatch.delenv(name)
    facts = tmp_path / "site" / "facts"
    facts.mkdir(parents=True)
    (facts / "a.yaml").write_text("# a\n")
    (facts / "事实 b.yaml").write_text("# b\n")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "Facts")
    return tmp_path


def checkout_of(repository: Path) -> Checkout:
    site = repository / "site"
    found = find_checkout(site, [site / "facts"])
    assert found is not None
    return found


def test_a_clean_checkout_names_its_commit_and_holds_every_file(repository: Path) -> None:
    found = checkout_of(repository)
    assert found == Checkout(
        commit=git(repository, "rev-parse", "HEAD"), prefix="site/", changed=frozenset()
    )
    assert found.commit.startswith(found.short)
    assert len(found.short) == 10
    assert found.holds("facts/a.yaml")
    assert found.holds("facts/事实 b.yaml")


def test_files_that_are_not_as_committed_are_not_held(repository: Path) -> None:
    facts = repository / "site" / "facts"
    (facts / "事实 b.yaml").write_text("# changed\n")
    (facts / "new.yaml").write_text("# new\n")
    (facts / "folder").mkdir()
    (facts / "folder" / "new.yaml").write_text("# new\n")
    (facts / "ignored.yaml").write_text("# ignored\n")
    (repository / ".git" / "info" / "exclude").write_text("ignored.yaml\n")
    git(repository, "mv", "site/facts/a.yaml", "site/facts/moved.yaml")
    found = checkout_of(repository)
    names = ("a", "moved", "事实 b", "new", "folder/new", "ignored")
    assert [found.holds(f"facts/{name}.yaml") for name in names] == [False] * 6


def test_what_changed_outside_the_facts_does_not_count(repository: Path) -> None:
    (repository / "site" / "mkdocs.yml").write_text("site_name: x\n")
    assert checkout_of(repository).changed == frozenset()


def test_a_file_outside_of_the_repository_is_not_held(repository: Path) -> None:
    found = checkout_of(repository)
    assert not found.holds("../../elsewhere.yaml")
    assert not found.holds("/elsewhere.yaml")


def test_asking_changes_nothing(repository: Path) -> None:
    index = repository / ".git" / "index"
    os.utime(repository / "site" / "facts" / "a.yaml", (0, 0))
    before = index.read_bytes()
    checkout_of(repository)
    assert index.read_bytes() == before


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://github.com/who/facts", "https://github.com/who/facts/blob/{}/{}#L7"),
        ("https://github.com/who/facts.git/", "https://github.com/who/facts/blob/{}/{}#L7"),
        ("https://gitlab.com/who/facts", "https://gitlab.com/who/facts/-/blob/{}/{}#L7"),
        ("https://git.example/who/facts", ""),
        ("", ""),
    ],
)
def test_a_line_of_a_commit_has_an_address_where_hosts_are_known(
    repository: Path, remote: str, address: str
) -> None:
    found = checkout_of(repository)
    place = Place("facts/a.yaml", 7, 3)
    assert found.address(remote, place) == address.format(found.commit, "site/facts/a.yaml")


def test_the_address_of_a_line_is_an_address_whatever_the_file_is_called(repository: Path) -> None:
    found = checkout_of(repository)
    address = found.address("https://github.com/who/facts", Place("facts/事实 b.yaml", 1, 1))
    assert address == (
        f"https://github.com/who/facts/blob/{found.commit}/site/facts/"
        "%E4%BA%8B%E5%AE%9E%20b.yaml#L1"
    )


def test_a_changed_file_has_no_address(repository: Path) -> None:
    (repository / "site" / "facts" / "a.yaml").write_text("# changed\n")
    found = checkout_of(repository)
    assert found.address("https://github.com/who/facts", Place("facts/a.yaml", 1, 1)) == ""


def test_a_folder_that_is_no_checkout_has_no_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert find_checkout(tmp_path, [tmp_path]) is None
    assert find_checkout(tmp_path / "missing", [tmp_path]) is None
    assert capfd.readouterr() == ("", "")


def test_a_repository_without_commit_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    git(tmp_path, "init", "--quiet")
    assert find_checkout(tmp_path, [tmp_path]) is None


def test_without_git_there_is_no_commit(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    assert find_checkout(repository, [repository]) is None
