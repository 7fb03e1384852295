"""What is stopped in the midst of its work leaves nothing half done, and the next run works."""

import os
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from factsheet.editing import Change, NotStoredError, store
from factsheet.outputs import Output, write
from factsheet.plugin.staging import Staging
from factsheet.workshops import Hold, OccupiedError, workshop
from interruptions import (
    COMMANDS,
    FACTSHEET,
    Command,
    faults,
    git,
    killed,
    made,
    run,
    state,
    words_of,
)
from support import MKDOCS, environment

WRITING = tuple(each for each in COMMANDS if each.name != "build")
FIX = (FACTSHEET, "check", "--fix")
SHOP = ".factsheet"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with untidy facts, in git."""
    return made(tmp_path / "事实 base")


def changed(folder: Path) -> list[str]:
    """Return what git sees that is not as it was committed."""
    return git(folder, "status", "--porcelain").splitlines()


# Killed


@pytest.mark.parametrize("command", WRITING, ids=lambda each: each.name)
def test_a_command_killed_while_it_writes_leaves_every_file_whole(
    project: Path, tmp_path: Path, command: Command
) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(project, whole)
    assert run(whole, *words_of(command)).returncode == 0
    before, after = state(project), state(whole)
    assert before != after

    def is_writing() -> bool:
        return any((project / each / SHOP).exists() for each in ("", "facts", "facts/more"))

    killed(project, words_of(command), is_writing)
    assert faults(before, after, state(project)) == []
    assert not any(SHOP in line for line in changed(project))
    assert run(project, *command.again).returncode == 0


def test_the_site_that_is_there_outlives_a_build_that_is_killed(project: Path) -> None:
    assert run(project, MKDOCS, "build").returncode == 0
    before = state(project)
    (project / "site/.nojekyll").touch()
    new = project / ".site.building/new"
    assert killed(project, (MKDOCS, "build"), (new / "404.html").exists)
    assert {name: each for name, each in state(project).items() if "nojekyll" not in name} == before
    assert changed(project) == []
    assert run(project, MKDOCS, "build").returncode == 0
    assert (project / "site/.nojekyll").is_file()
    assert not new.parent.exists()
    assert {name: each for name, each in state(project).items() if "nojekyll" not in name} == before


LONE = "entities:\n  lone: {kind: person, name: {en: Lone, zh: 独}}\n"


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("docs/en/more.md", "[gone](gone.md)\n", 'the link to "gone.md" leads to no page'),
        ("facts/lone.yaml", LONE, "Aborted with 1 warnings in strict mode"),
        ("facts/lone.yaml", LONE.replace("kind", "kidn"), "is not a field of an entity"),
    ],
    ids=["page", "warning", "facts"],
)
def test_a_build_that_fails_leaves_the_site_that_is_there(
    project: Path, file: str, text: str, told: str
) -> None:
    assert run(project, MKDOCS, "build").returncode == 0
    before = state(project)
    (project / file).write_text(text, "utf-8")
    failed = run(project, MKDOCS, "build", "--strict")
    assert failed.returncode == 1
    assert told in failed.stdout + failed.stderr
    found = state(project)
    assert faults(before, before, {name: found[name] for name in found if name != file}) == []
    assert not (project / ".site.building").exists()


def test_a_build_that_only_adds_is_made_in_place(project: Path) -> None:
    (project / "site").mkdir()
    (project / "site/kept.txt").touch()
    done = run(project, MKDOCS, "build", "--dirty")
    assert done.returncode == 0
    assert (project / "site/kept.txt").is_file()
    assert "is whole" not in done.stderr


def test_building_beside_the_site_can_be_turned_off(project: Path) -> None:
    path = project / "mkdocs.yml"
    text = path.read_text("utf-8")
    option = "  - factsheet:\n"
    assert option in text
    path.write_text(text.replace(option, f"{option}      staged: false\n"), "utf-8")
    done = run(project, MKDOCS, "build")
    assert done.returncode == 0, done.stderr
    assert "is whole" not in done.stderr
    assert (project / "site/index.html").is_file()


def test_two_builds_of_one_site_do_not_meet(project: Path) -> None:
    workshop_of_another = Staging(project / "site")
    refused = run(project, MKDOCS, "build")
    assert refused.returncode == 1
    assert f"another build is writing {project / 'site'}; wait for it, or stop it" in refused.stderr
    workshop_of_another.drop()
    assert run(project, MKDOCS, "build").returncode == 0


@pytest.mark.parametrize("stopped", ["before", "between", "moving", "behind"])
def test_a_site_is_exchanged_as_a_whole_wherever_it_is_stopped(
    tmp_path: Path, stopped: str
) -> None:
    site = tmp_path / "site"
    for name in ("old.html", ".git/HEAD"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).touch()
    shop = tmp_path / ".site.building"
    (shop / "new").mkdir(parents=True)
    (shop / "new/new.html").touch()
    if stopped in ("between", "moving"):
        site.rename(shop / "previous")
    if stopped == "moving":
        (shop / "previous/.git").rename(shop / "new/.git")
    if stopped == "behind":
        shutil.copytree(site, shop / "previous")
    Staging(site).drop()
    assert sorted(each.name for each in site.iterdir()) == [".git", "old.html"]
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


# Two at once


def test_two_runs_at_once_lose_nothing(project: Path) -> None:
    def started(number: int) -> "subprocess.Popen[str]":
        words = (FACTSHEET, "new", "entity", "--kind", "person")
        names = ("--name.en", f"Ann {number}", "--name.zh", f"安{number}")
        return subprocess.Popen(
            [*words, *names], cwd=project, env=environment(), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip

    runs = [started(number) for number in range(4)]
    ends = [(*each.communicate(timeout=120), each.returncode) for each in runs]
    text = (project / "facts/acme.yaml").read_text("utf-8")
    for number, (told, warned, code) in enumerate(ends):
        assert code in (0, 2), warned
        assert (f"ann-{number}:" in text) is (code == 0)
        if code == 2:
            assert told == ""
            assert warned.startswith("facts/acme.yaml has changed meanwhile; nothing was written")
    assert 0 in [code for *_, code in ends]


def test_who_stores_waits_for_who_is_storing(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a")
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom factsheet.workshops import workshop\n"
        "with workshop(Path(sys.argv[1])):\n"
        "    print('in', flush=True)\n    time.sleep(1)\n"
        "    Path(sys.argv[1], 'a.yaml').write_bytes(b'b')\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, tmp_path], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"in\n"
        with pytest.raises(NotStoredError, match=r"a\.yaml has changed meanwhile"):
            store([Change(path=path, before=b"a", after=b"c")])
    assert path.read_bytes() == b"b"
    assert [each.name for each in tmp_path.iterdir()] == ["a.yaml"]


def test_a_hold_ends_with_its_process_and_not_before(tmp_path: Path) -> None:
    first = Hold(tmp_path)
    with pytest.raises(OccupiedError, match="somebody else is writing there"):
        Hold(tmp_path)
    first.release()
    first.release()
    second = Hold(tmp_path)
    second.release()


def test_what_a_stopped_run_left_is_swept_away(tmp_path: Path) -> None:
    left = tmp_path / SHOP
    left.mkdir()
    (left / "0.new").touch()
    with workshop(tmp_path) as place:
        assert sorted(each.name for each in place.iterdir()) == [".gitignore"]
    assert [*tmp_path.iterdir()] == []


def test_an_editors_save_during_fix_is_not_overwritten(project: Path) -> None:
    path = project / "facts/more/day-59.yaml"
    started = subprocess.Popen(
        FIX, cwd=project, env=environment(), stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    mine = b""
    while started.poll() is None:
        mine += b"# mine\n"
        path.write_bytes(mine)
        time.sleep(0.001)
    _, warned = started.communicate()
    if path.read_bytes() != mine:  # It was mended between two saves, from what was saved then.
        assert b"# mine" in path.read_bytes()
    assert "Traceback" not in warned


# Full disks, folders that are not ours


def limited(size: int) -> None:
    """Let a process write no file longer than this, as a full disk would."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def writing_nothing_else() -> dict[str, str]:
    """Return an environment in which neither bytecode nor coverage is written beside."""
    kept = {name: value for name, value in environment().items() if "COVERAGE" not in name}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.mark.parametrize("command", WRITING, ids=lambda each: each.name)
def test_a_full_disk_is_told_and_changes_nothing(project: Path, command: Command) -> None:
    before = state(project)
    # Python ignores the signal, and the write fails with the system's error.
    done = subprocess.run(
        words_of(command), cwd=project, env=writing_nothing_else(),
        stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", check=False,
        preexec_fn=lambda: limited(30),
    )  # fmt: skip
    assert state(project) == before
    assert [*project.rglob(SHOP)] == []
    if command.name != "links":
        assert done.returncode == 2
        assert re.search(r"cannot write \S+: File too large \(make room on the disk\)", done.stderr)
        assert "nothing was written" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_full_disk_leaves_the_site_that_is_there(project: Path) -> None:
    assert run(project, MKDOCS, "build").returncode == 0
    before = state(project)
    done = subprocess.run(
        (MKDOCS, "build"), cwd=project,
        env=writing_nothing_else(), stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False, preexec_fn=lambda: limited(20_000),
    )  # fmt: skip
    assert done.returncode == 1
    assert state(project) == before
    assert changed(project) == []


@pytest.fixture
def read_only(project: Path) -> Iterator[Path]:
    """The same project, in folders nobody may write to; root may, whatever they say."""
    folders = [project, *(each for each in project.rglob("*") if each.is_dir())]
    for each in folders:
        each.chmod(0o555)
    yield project
    for each in folders:
        each.chmod(0o755)


def within_permissions(folder: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command for which permissions hold, also for root."""
    if os.geteuid():
        return run(folder, *words)
    if shutil.which("setpriv") is None:
        pytest.skip("permissions do not hold for root, and there is no setpriv to have them")
    bounds = ("--bounding-set=-dac_override", "--inh-caps=-dac_override")
    return run(folder, "setpriv", *bounds, *words)


@pytest.mark.parametrize("command", WRITING[:5], ids=lambda each: each.name)
def test_folders_that_may_not_be_written_are_told(read_only: Path, command: Command) -> None:
    before = state(read_only)
    done = within_permissions(read_only, *words_of(command))
    assert done.returncode == 2, done.stderr
    told = r"cannot write \S+: Permission denied \(check who may write there\); nothing was written"
    assert re.search(told, done.stderr)
    assert state(read_only) == before


def test_where_nothing_can_stand_beside_it_the_site_is_built_in_place(project: Path) -> None:
    (project / "site").mkdir()
    project.chmod(0o555)
    try:
        done = within_permissions(project, MKDOCS, "build")
    finally:
        project.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert "built in place, as there can be no folder beside it: " in done.stderr
    assert (project / "site/index.html").is_file()


# What changes or vanishes while it is read


def test_a_file_that_vanishes_while_it_is_read_is_a_problem(project: Path) -> None:
    (project / "facts/gone.yaml").symlink_to(project / "facts/nowhere.yaml")
    done = run(project, FACTSHEET, "check")
    assert done.returncode == 1
    assert "facts/gone.yaml: error: " in done.stdout
    assert "Traceback" not in done.stderr


def test_checking_while_files_come_and_go_has_no_traceback(project: Path) -> None:
    path = project / "facts/more/day-30.yaml"
    text = path.read_bytes()
    started = subprocess.Popen(
        (FACTSHEET, "check"), cwd=project, env=environment(), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    while started.poll() is None:
        path.unlink()
        path.write_bytes(text[:40])
        path.write_bytes(text)
    told, warned = started.communicate()
    assert started.returncode in (0, 1)
    assert warned == ""
    assert told.endswith("\n")


def test_outputs_are_whole_when_the_disk_is_full(tmp_path: Path) -> None:
    write([Output("a.md", b"old")], tmp_path)
    code = (
        "import resource, sys\nfrom pathlib import Path\n"
        "from factsheet.outputs import Output, write\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (30, 30))\n"
        "write([Output('a.md', b'x' * 60)], Path(sys.argv[1]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=False
    )
    assert "File too large" in done.stderr
    assert (tmp_path / "a.md").read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]
