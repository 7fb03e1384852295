"""What tests and `bench/faults.py` share: commands that are stopped, and what must be left then.

A project of a few facts is made, a command is started and killed at a moment, and the state of
the project is judged: every file is as it was before or as the command leaves it, git sees no
other file, and the next run works.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from support import MKDOCS, ROOT, SMALL_FACTS, environment

FACTSHEET = MKDOCS.with_name("factsheet")
MANY = 60
PAGE = "---\ntitle: {title}\n---\n\n# {title}\n\n[revenue](fact:acme-revenue)\n"
TRANSLATIONS = "# empty\n"
State = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Command:
    """A command that changes a project; `again` must work after it was stopped anywhere."""

    name: str
    words: tuple[str | Path, ...]
    again: tuple[str | Path, ...]


STORE = "import sys; from pathlib import Path; sys.path.insert(0, {tests!r}); import interruptions"
COMMANDS = (
    Command("fix", (FACTSHEET, "check", "--fix"), (FACTSHEET, "check", "--fix")),
    Command("rename", (FACTSHEET, "rename", "acme", "acme-inc"), (FACTSHEET, "check")),
    Command(
        "new",
        (FACTSHEET, "new", "entity", "--kind", "person", "--name.en", "Ann Bee", "--name.zh", "安"),
        (FACTSHEET, "check"),
    ),
    Command("translated", (FACTSHEET, "translated", "--all"), (FACTSHEET, "translated", "--all")),
    Command(
        "archive",
        (FACTSHEET, "archive", "report", "--from", "page.html"),
        (FACTSHEET, "archive", "report", "--from", "page.html"),
    ),
    Command(
        "links",
        (sys.executable, "-c", "{stores}"),
        (FACTSHEET, "check"),
    ),
    Command("build", (MKDOCS, "build"), (MKDOCS, "build")),
)


def made(folder: Path) -> Path:
    """Make a project in a folder: untidy facts in several files, pages, and a git repository."""
    (folder / "facts/more").mkdir(parents=True)
    (folder / "facts/acme.yaml").write_text(SMALL_FACTS.replace("https://", "http://"), "utf-8")
    for number in range(MANY):
        lines = (
            "dates:",
            f"  day-{number}:   # one of many",
            f"    title: {{en: Day {number} of Acme, zh: 顶点第{number}天}}",
            "    date: 2001-02-03",
            "    about: [acme]",
            "    sources: [report]",
        )
        path = folder / f"facts/more/day-{number}.yaml"
        path.write_text("\n".join(lines) + "  \n\n\n", "utf-8")
    for code, title in (("en", "About"), ("zh", "关于")):
        page = folder / "docs" / code / "about.md"
        page.parent.mkdir(parents=True)
        page.write_text(PAGE.format(title=title), "utf-8")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "translations.lock").write_text(TRANSLATIONS, "utf-8")
    (folder / ".gitignore").write_text("/site/\n/archive/\n", "utf-8")
    (folder / "page.html").write_text("<html><p>Revenue was 60.922 billion.</p></html>", "utf-8")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-qm", "all")
    return folder


def git(folder: Path, *words: str) -> str:
    """Run git in a project, and return what it prints."""
    done = subprocess.run(
        ["git", "-c", "core.quotePath=false", *words],
        cwd=folder, capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    return done.stdout


def run(folder: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        words, cwd=folder, env=environment(), stdin=subprocess.DEVNULL, capture_output=True,
        text=True, encoding="utf-8", check=False, timeout=600,
    )  # fmt: skip


def words_of(command: Command) -> tuple[str | Path, ...]:
    """Return what starts a command."""
    code = STORE.format(tests=str(Path(__file__).parent)) + "; interruptions.store_copies()"
    return tuple(code if word == "{stores}" else word for word in command.words)


def store_copies() -> None:
    """Do what `factsheet links` does at its end: write addresses of copies into fact files."""
    from factsheet.linkcheck.archive import Wanted
    from factsheet.linkcheck.storing import store
    from factsheet.loading import load

    base = load([Path("facts")], ("en", "zh"))
    place = base.catalog.entries["report"].key.place
    wanted = Wanted(record="report", place=place, address="https://acme.example/report", day=None)
    store(base.texts, [wanted], {"report": "https://web.archive.org/web/1/https://acme.example/"})


def killed(folder: Path, words: tuple[str | Path, ...], until: Callable[[], bool]) -> bool:
    """Start a command and kill it as soon as something holds; whether it was still running."""
    with subprocess.Popen(
        words, cwd=folder, env=environment(), stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    ) as process:  # fmt: skip
        while process.poll() is None and not until():
            time.sleep(0.0005)
        is_running = process.poll() is None
        if is_running:
            os.killpg(process.pid, signal.SIGKILL)
    return is_running


def state(folder: Path) -> State:
    """Return all files that git has or would take, and the site that is there."""
    listed = git(folder, "ls-files", "--cached", "--others", "--exclude-standard").splitlines()
    files = {name: (folder / name).read_bytes() for name in listed if (folder / name).exists()}
    site = sorted(each for each in (folder / "site").rglob("*") if each.is_file())
    return files | {each.relative_to(folder).as_posix(): each.read_bytes() for each in site}


def faults(before: State, after: State, found: State) -> list[str]:
    """Say which files are neither as they were nor as they should become."""
    names = sorted({*before, *after, *found})
    wrong = [
        f"{name}: neither as before nor as after"
        for name in names
        if found.get(name) not in (before.get(name), after.get(name))
    ]
    site = {name: found[name] for name in found if name.startswith("site/")}
    states = [{n: s[n] for n in s if n.startswith("site/")} for s in (before, after)]
    return wrong if site in states else [*wrong, "the site is neither the one nor the other"]
