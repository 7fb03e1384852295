"""What is run that others wrote: locked by hash, pinned by commit, with no more rights than needed.

The rules are those of GitHub's "Security hardening for GitHub Actions" and of OpenSSF Scorecard.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").iterdir())
LOCKS = sorted((ROOT / "requirements").iterdir())
PINNED = re.compile(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
LOCKED = re.compile(
    r"^([a-z0-9][a-z0-9-]*)==(\S+)( ; [^\\]+)? \\((?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)+)"
)
# Each right that is more than reading the repository, and the job that has it.
RIGHTS = {
    ("pages", "build"): {"contents": "read", "pages": "read"},
    ("pages", "deploy"): {"pages": "write", "id-token": "write"},
}

Job = Mapping[str, Any]


def loaded(path: Path) -> dict[str, Any]:
    workflow = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 builds text only
    assert isinstance(workflow, dict)
    return workflow


def jobs() -> Iterator[tuple[str, str, Job]]:
    for path in WORKFLOWS:
        for name, job in loaded(path)["jobs"].items():
            yield path.stem, name, job


JOBS = [pytest.param(*each, id=f"{each[0]}-{each[1]}") for each in jobs()]


def steps_with(job: Job, action: str) -> list[Mapping[str, str]]:
    """Return what the steps of a job that use an action give it."""
    return [
        step.get("with", {})
        for step in job["steps"]
        if step.get("uses", "").startswith(f"actions/{action}@")
    ]


def locked(name: str) -> dict[str, str]:
    """Return the packages of a lock file with their versions; every line of it is one's."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    blocks = re.split(r"\n(?! )", text.rstrip("\n"))
    found = [LOCKED.fullmatch(block) for block in blocks]
    assert [block for block, match in zip(blocks, found, strict=True) if not match] == []
    return {match[1]: match[2] for match in found if match}


# Workflows


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_by_commit_and_says_its_version(path: Path) -> None:
    used = re.findall(r"^\s*(?:- )?uses: *(.*?) *$", path.read_text("utf-8"), re.MULTILINE)
    assert used
    assert [use for use in used if not PINNED.fullmatch(use)] == []


def test_one_action_has_one_pin() -> None:
    text = "".join(path.read_text("utf-8") for path in WORKFLOWS)
    pins = set(PINNED.findall(text))
    assert len({pin.partition("@")[0] for pin in pins}) == len(pins)


@pytest.mark.parametrize(("workflow", "name", "job"), JOBS)
def test_a_job_has_no_right_that_it_does_not_need(workflow: str, name: str, job: Job) -> None:
    assert job["permissions"] == RIGHTS.get((workflow, name), {"contents": "read"})


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_gives_no_right_to_all_its_jobs(path: Path) -> None:
    assert loaded(path)["permissions"] == {}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_nothing_runs_for_a_stranger_with_the_rights_of_the_repository(path: Path) -> None:
    asked = set(loaded(path)["on"])
    assert asked <= {"push", "pull_request", "schedule", "workflow_dispatch"}
    assert "secrets." not in path.read_text("utf-8")


@pytest.mark.parametrize(("workflow", "name", "job"), JOBS)
def test_no_expression_is_pasted_into_a_script(workflow: str, name: str, job: Job) -> None:
    """Not even a harmless one: names of branches and titles are whatever a stranger types."""
    del workflow, name
    assert [step["run"] for step in job["steps"] if "${{" in step.get("run", "")] == []
    assert "shell" not in str(job)


@pytest.mark.parametrize(("workflow", "name", "job"), JOBS)
def test_a_checkout_leaves_no_token_behind(workflow: str, name: str, job: Job) -> None:
    del workflow, name
    given = [each.get("persist-credentials") for each in steps_with(job, "checkout")]
    assert given in ([], ["false"])


@pytest.mark.parametrize(("workflow", "name", "job"), JOBS)
def test_what_is_published_is_built_without_a_cache(workflow: str, name: str, job: Job) -> None:
    """A cache is filled by whatever ran before, so a poisoned one would be published."""
    del name
    caches = [each for each in steps_with(job, "setup-python") if "cache" in each]
    assert not (workflow == "pages" and caches)
    assert "actions/cache" not in str(job)


@pytest.mark.parametrize(("workflow", "name", "job"), JOBS)
def test_a_job_ends_by_itself(workflow: str, name: str, job: Job) -> None:
    del workflow, name
    assert int(job["timeout-minutes"]) <= 60


def test_what_is_locked_is_audited_weekly_and_when_it_changes() -> None:
    audit = loaded(ROOT / ".github" / "workflows" / "audit.yml")
    paths = ["requirements/*.txt", ".github/workflows/audit.yml"]
    assert audit["on"]["push"] == audit["on"]["pull_request"] == {"paths": paths}
    (schedule,) = audit["on"]["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", schedule["cron"])
    assert audit["jobs"]["audit"]["steps"][-1] == {"run": "make audit"}


def test_new_versions_are_proposed_for_actions_and_for_locked_packages() -> None:
    config = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text("utf-8"))
    asked = {each["package-ecosystem"]: each["directory"] for each in config["updates"]}
    assert asked == {"github-actions": "/", "pip": "/requirements"}
    assert all(each["cooldown"]["default-days"] >= 7 for each in config["updates"])


# Lock files


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.stem)
def test_every_locked_package_has_its_hashes(path: Path) -> None:
    assert locked(path.stem)


def test_all_lock_files_lock_the_same_version_of_a_package() -> None:
    versions: dict[str, set[str]] = {}
    for path in LOCKS:
        for name, version in locked(path.stem).items():
            versions.setdefault(name, set()).add(version)
    assert {name: each for name, each in versions.items() if len(each) > 1} == {}


def asked_for() -> Iterator[tuple[str, str]]:
    """Give what pyproject.toml asks for, with the lock file that has it."""
    data = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project, groups = data["project"], data["dependency-groups"]
    extras = project["optional-dependencies"]
    for name, asked in (
        ("build", groups["build"]),
        ("build", data["build-system"]["requires"]),
        ("run", [*project["dependencies"], *extras["archive"], *extras["cards"], *extras["links"]]),
        ("dev", [*project["dependencies"], *groups["dev"]]),
        ("audit", groups["audit"]),
    ):
        yield from ((name, each) for each in asked if isinstance(each, str))


@pytest.mark.parametrize(("lock", "asked"), list(asked_for()))
def test_what_is_asked_for_is_locked_in_a_version_that_was_asked_for(lock: str, asked: str) -> None:
    requirement = Requirement(asked)
    version = locked(lock)[canonicalize_name(requirement.name)]
    assert Version(version) in requirement.specifier


def test_nothing_is_installed_without_its_hash_but_the_program_itself() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    installs = [line for line in text.splitlines() if re.search(r"\binstall --", line)]
    assert len(installs) == 5
    own = "\t$(PIP) install --no-deps --no-build-isolation --editable ."
    others = [line for line in installs if line != own]
    assert [line for line in others if "--require-hashes" not in line] == []
    isolated = ("--only-binary :all:", "--no-build-isolation")
    assert [line for line in others if not any(option in line for option in isolated)] == []
    scripts = "".join(path.read_text("utf-8") for path in WORKFLOWS)
    assert re.findall(r"(?:pip|uv|pipx|npm|npx|curl|wget) .*", scripts) == []


# The package


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_a_package_built_twice_has_the_same_bytes(kind: str, tmp_path: Path) -> None:
    """At other times, in other places, under another umask and in another time zone."""
    made = []
    for day, mask, zone in ((1, 0o022, "Asia/Shanghai"), (9, 0o077, "America/Los_Angeles")):
        folder = tmp_path / str(day)
        copied(folder, mask, time=1_700_000_000 + day * 86_400)
        env = {**os.environ, "TZ": zone, "SOURCE_DATE_EPOCH": "1763769600"}
        build = [sys.executable, "-m", "hatchling", "build", "--target", kind]
        subprocess.run(build, cwd=folder, env=env, check=True, capture_output=True, umask=mask)
        (package,) = (folder / "dist").iterdir()
        made.append((package.name, package.read_bytes()))
    assert made[0] == made[1]


def copied(folder: Path, mask: int, time: int) -> None:
    """Copy what packages are made of, as a checkout at a time under a umask would be."""
    before = os.umask(mask)
    try:
        shutil.copytree(
            ROOT / "generator", folder / "generator",
            ignore=shutil.ignore_patterns("__pycache__"), copy_function=shutil.copyfile,
        )  # fmt: skip
        names = ("pyproject.toml", "README.md", "LICENSE", "LICENSE-facts.md", "CHANGELOG.md")
        for name in names:
            shutil.copyfile(ROOT / name, folder / name)
    finally:
        os.umask(before)
    for path in folder.rglob("*"):
        os.utime(path, (time, time))
