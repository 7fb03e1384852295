"""Measure from a save until the changed page is served: `python bench/serving.py --facts 0 5000`.

Enters: how many facts, 0 for the repository's own, and how many saves. Leaves: a line for each
number of facts and program. `mkdocs serve` runs as anyone runs it; a value in a fact file is
changed, and the pages that show it are asked for by HTTP until they show the new one: the
entity's page in the first language, then the fact's own page and the entity's page in the
second, so that the last of them tells when the site has followed. Plain mkdocs gets a change of
the same page's Markdown. Afterwards a file is saved as it was, which should cost nothing.
"""

import argparse
import http.client
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import contenders
import measuring
import yaml
from build import prepared
from contenders import ROOT, Base

SIZES = (0, 5_000, 10_000)
QUICK = (0, 1_000)
PROGRAMS = ("ours", "stock")
PAUSE = 0.005  # seconds between two questions
PATIENCE = 900.0  # seconds to start, or to follow
CALM = 3.0  # seconds to let a server settle, and to watch it after a save without a change
STOCK_SAVES = 2
VALUE = re.compile(r"[\d.,]+ (billion USD|million USD|%)")
OK = 200


@dataclass(frozen=True, slots=True)
class Edit:
    """A file to save, how it reads for a number, and what pages then show."""

    file: Path
    written: Callable[[int], str]
    shown: Callable[[int], str]
    pages: tuple[str, ...]

    def save(self, number: int) -> None:
        """Save the file with another value, as an editor does."""
        self.file.write_text(self.written(number), "utf-8")


def value_edit(facts: Path) -> Edit:
    """Find the first figure of one value about an entity, to be given other values."""
    for file in sorted(facts.rglob("*.yaml")):
        text = file.read_text("utf-8")
        figures = (yaml.safe_load(text) or {}).get("figures") or {}
        for name, record in figures.items():
            found = VALUE.fullmatch(str(record.get("value", "")))
            if found and record.get("of") and not record.get("alternatives"):
                return _edit(file, text, name, record["of"], found[1])
    message = f"there is no figure to change in {facts}"
    raise SystemExit(message)


def _edit(file: Path, text: str, name: str, about: str, unit: str) -> Edit:
    before, key, after = text.partition(f"\n  {name}:\n")
    value = re.compile(r"(?<=\n    value: ).*")

    def written(number: int) -> str:
        return before + key + value.sub(f"{_number(number)} {unit}", after, count=1)

    pages = (f"/en/entities/{about}/", f"/f/{name}/", f"/zh/entities/{about}/")
    return Edit(file, written, lambda number: _digits(_number(number)), pages)


def _number(number: int) -> str:
    return f"41{number % 10}.{number:03}"


def _digits(text: str) -> str:
    """Take the points out of a text: Chinese counts in other units, but with the same digits."""
    return text.replace(".", "").replace(",", "")


def page_edit(markdown: Path) -> Edit:
    """Find an entity's page, to be given other words at its end."""
    file = min((markdown / "en/entities").glob("*.md"))
    text = file.read_text("utf-8")
    pages = (f"/en/entities/{file.stem}/",)
    return Edit(file, lambda number: f"{text}\nNew {number:03}.\n", lambda n: f"New {n:03}.", pages)


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs, and the process it runs in."""

    port: int
    process: subprocess.Popen[bytes]

    def page(self, path: str) -> bytes:
        """Ask for a page; nothing when there is none, or no answer yet."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with suppress(OSError, http.client.HTTPException):
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
            return body if answer.status == OK else b""
        return b""

    def wait(self, path: str, text: str) -> None:
        """Ask for a page until it shows a text."""
        wanted, end = _digits(text), time.perf_counter() + PATIENCE
        while wanted not in _digits(self.page(path).decode()):
            if self.process.poll() is not None or time.perf_counter() > end:
                message = f"{path} never showed {text!r}"
                raise SystemExit(message)
            time.sleep(PAUSE)

    def processor(self) -> float:
        """Return the seconds of the processors it has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("utf-8").rpartition(")")[2]
        user, system = map(int, fields.split()[11:13])
        return (user + system) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """Return the bytes of memory it holds."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) * measuring.KILOBYTE


@contextmanager
def served(place: Path) -> Iterator[Server]:
    """Run `mkdocs serve` in a folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = ["--dev-addr", f"127.0.0.1:{port}"]
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", *address]
    here = contenders.surroundings(place) | {"SITE_URL": ""}
    with (place / "said.txt").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=place, env={**os.environ, **here}, stdout=log, stderr=log
        )
    try:
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait()


def measured(place: Path, edit: Edit, saves: int) -> str:
    """Serve a project, save a file again and again, and say what it took."""
    with served(place) as server:
        start = time.perf_counter()
        server.wait(edit.pages[0], "</html>")
        ready = time.perf_counter() - start
        first, every, cpu = [], [], []
        memory = server.memory()
        for number in range(1, saves + 1):
            time.sleep(CALM / 3)
            used, start = server.processor(), time.perf_counter()
            edit.save(number)
            server.wait(edit.pages[0], edit.shown(number))
            first.append(time.perf_counter() - start)
            for page in edit.pages[1:]:
                server.wait(page, edit.shown(number))
            every.append(time.perf_counter() - start)
            cpu.append(server.processor() - used)
        time.sleep(CALM)
        used = server.processor()
        edit.save(saves)
        time.sleep(CALM)
        idle, grown = server.processor() - used, server.memory() - memory
    cells = [
        str(saves),
        *(f"{number:.2f} s" for number in (*_median_and_worst(first), *_median_and_worst(every))),
        f"{statistics.median(cpu):.2f} s",
        f"{idle:.2f} s",
        f"{ready:.1f} s",
        f"{memory / 1e6:.0f} + {grown / 1e6:.0f} MB",
    ]
    return " | ".join(cells)


def _median_and_worst(times: Sequence[float]) -> tuple[float, float]:
    """Return the median and the time that 95 of 100 do not exceed."""
    ordered = sorted(times)
    return statistics.median(ordered), ordered[max(0, -(-len(ordered) * 95 // 100) - 1)]


def own_project(place: Path) -> Edit:
    """Copy this repository's site, to be edited."""
    for name in ("docs", "facts"):
        shutil.copytree(ROOT / name, place / name)
    for name in ("mkdocs.yml", "translations.lock", "sources.lock"):
        if (ROOT / name).is_file():
            shutil.copy(ROOT / name, place / name)
    return value_edit(place / "facts")


def made_project(base: Base, place: Path) -> Edit:
    """Copy a fact base that is made up, to be edited."""
    shutil.copytree(base.facts, place / "facts")
    contenders.ours(Base(place / "facts", base.markdown, base.work), place)
    return value_edit(place / "facts")


def stock_project(base: Base, place: Path) -> Edit:
    """Copy the Markdown for plain mkdocs, to be edited."""
    contenders.stock(base, place)
    (place / "docs").unlink()
    shutil.copytree(base.markdown, place / "docs")
    return page_edit(place / "docs")


def report(given: argparse.Namespace, work: Path) -> None:
    """Serve every project, and print a row for each."""
    print(f"{measuring.machine()}\n")
    print(
        "| | saves | page, median | 95 of 100 | all, median | 95 of 100 | CPU a save "
        "| CPU of a save without a change | start | memory |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for facts in given.facts:
        for program in given.only:
            if not facts and program == "stock":
                continue
            place = work / f"serving-{program}-{facts}"
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
            name = f"{facts:,} facts" if facts else "the real facts"
            if program == "stock":
                edit, saves = stock_project(prepared(facts, work), place), STOCK_SAVES
                name += ", plain mkdocs"
            else:
                edit = made_project(prepared(facts, work), place) if facts else own_project(place)
                saves = given.saves
            print(f"| {name} | {measured(place, edit, saves)} |", flush=True)
    print(f"\nAfterwards: {measuring.machine()}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description="Measure from a save until it is served.")
    parser.add_argument("--facts", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--saves", type=int, default=20)
    parser.add_argument("--only", nargs="+", default=list(PROGRAMS), choices=PROGRAMS)
    parser.add_argument("--quick", action="store_true", help="small sizes, ten saves, ours only")
    parser.add_argument("--keep", type=Path, help="a folder for fact bases and projects")
    given = parser.parse_args(arguments)
    if given.quick:
        given.facts, given.saves, given.only = list(QUICK), 10, ["ours"]
    with tempfile.TemporaryDirectory() as temporary:
        report(given, (given.keep or Path(temporary)).resolve())
    return 0


if __name__ == "__main__":
    sys.exit(main())
