"""Measure building a site, beside other programs: `python bench/build.py --facts 1000 5000`.

Enters: how many facts, and how many rounds. Leaves: a table for every number of facts. In each
round every program runs once, one after another, as a whole process, so that whatever else the
machine does meets all of them; ratios are to mkdocs with Material on the same Markdown.
"""

import argparse
import importlib.metadata
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import contenders
import measuring
from contenders import Base, Contender
from measuring import Summary, Taken

SIZES = (100, 1_000, 5_000, 10_000)
QUICK = (1_000,)
USUAL = 1_000  # facts, to whose time per page others are compared
FACTSHEET = "from factsheet.cli import main; main()"
MEGA = 1e6


@dataclass(frozen=True, slots=True)
class Result:
    """What a program took, and the files and bytes it made."""

    contender: Contender
    taken: Summary
    files: int
    size: int


def prepared(facts: int, work: Path) -> Base:
    """Write a fact base and its Markdown, unless they are there."""
    place = work / str(facts)
    base = Base(facts=place / "facts", markdown=place / "markdown", work=place)
    place.mkdir(parents=True, exist_ok=True)
    if not (place / "ready").is_file():
        here = contenders.surroundings(place)
        writer = contenders.HERE / "factbases.py"
        python = sys.executable
        arguments = [writer, base.facts, "--facts", facts]
        measuring.run([python, *map(str, arguments)], place, here)
        arguments = ["render", base.facts, "--out", base.markdown, "--site", contenders.SITE_URL]
        measuring.run([python, "-c", FACTSHEET, *map(str, arguments)], place, here)
        (place / "ready").touch()
    return base


def measured(base: Base, programs: Sequence[Contender], rounds: int) -> dict[str, Result]:
    """Run every program once a round, and return what each took and made, by its name."""
    runs: dict[str, list[Taken]] = {each.name: [] for each in programs}
    warmed: set[str] = set()
    for number in range(rounds):
        for each in programs:
            place = each.place(base)
            each.clear(place)
            here = contenders.surroundings(place) | each.environment
            if each.warm and each.folder not in warmed:
                measuring.run(each.command, place, here)
            taken = measuring.run(each.command, place, here)
            warmed.add(each.folder)
            runs[each.name].append(taken)
            told = f"{number + 1}/{rounds} {each.name}: {taken.wall:.1f} s, {taken.cpu:.1f} s CPU"
            print(told, file=sys.stderr, flush=True)
    return {
        each.name: Result(
            each, Summary(tuple(runs[each.name])), *measuring.size_of(each.place(base) / "site")
        )
        for each in programs
    }


def table(results: dict[str, Result]) -> str:
    """Return the results as a table in Markdown."""
    reference = results["stock"].taken if "stock" in results else None
    lines = [
        "| | wall, median (range) | CPU | memory | files | MB | wall, ratio | CPU, ratio |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for result in results.values():
        found = result.taken
        shortest, longest = found.spread
        ratios = ["", ""]
        if reference:
            ratios = [f"{found.wall / reference.wall:.2f}", f"{found.cpu / reference.cpu:.2f}"]
        cells = [
            result.contender.title,
            f"{found.wall:.1f} s ({shortest:.1f}–{longest:.1f})",
            f"{found.cpu:.1f} s",
            f"{found.memory / MEGA:.0f} MB",
            f"{result.files:,}",
            f"{result.size / MEGA:.1f}",
            *ratios,
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def versions(programs: Sequence[Contender]) -> str:
    """Name what ran, with versions."""
    packages = ("mkdocs", "mkdocs-material", "jieba")
    found = [f"Python {sys.version.split()[0]}"]
    found += [f"{name} {importlib.metadata.version(name)}" for name in packages]
    asked = {"hugo": ["hugo", "version"], "zensical": ["zensical", "--version"]}
    asked["eleventy"] = ["node", str(contenders.ELEVENTY), "--version"]
    for each in programs:
        if each.name in asked:
            said = subprocess.run(asked[each.name], capture_output=True, text=True, check=True)
            version = re.search(r"\d+\.\d+\.\d+", said.stdout)
            found.append(f"{each.name} {version[0] if version else 'of an unknown version'}")
    return ", ".join(found)


def cards(base: Base, rounds: int) -> str:
    """Say what one image for link previews costs: builds with them, less builds without."""
    both = contenders.chosen(["ours", "cards"])
    results = measured(base, both, rounds)
    site = next(each for each in both if each.name == "cards").place(base) / "site"
    images = sum(1 for _ in site.glob("cards/**/*.png"))
    more = results["cards"].taken.cpu - results["ours"].taken.cpu
    return f"cards: {images:,} images, {more:.1f} s of CPU more, {more / images * 1000:.0f} ms each"


def report(given: argparse.Namespace, work: Path) -> None:
    """Build at every size, and print what it took."""
    programs = [each for each in contenders.chosen(given.only) if not each.missing]
    for each in contenders.chosen(given.only):
        if each.missing:
            print(f"left out: {each.title} ({each.missing})")
    print(f"{measuring.machine()}; {versions(programs)}; {given.runs} rounds")
    a_page: dict[int, float] = {}
    for facts in given.facts:
        base = prepared(facts, work)
        pages = sum(1 for _ in base.markdown.rglob("*.md"))
        results = measured(base, programs, given.runs)
        print(f"\n{facts:,} facts, {pages:,} pages\n\n{table(results)}", flush=True)
        if "ours" in results:
            a_page[facts] = results["ours"].taken.cpu / pages
    for facts, seconds in a_page.items():
        told = f"{facts:,} facts: {seconds * 1000:.1f} ms of CPU a page"
        if USUAL in a_page:
            told += f", {seconds / a_page[USUAL]:.2f} × that at {USUAL:,}"
        print(told)
    if given.cards:
        print(cards(prepared(given.facts[0], work), given.runs))
    print("\nWhat each makes:\n")
    for each in programs:
        print(f"- {each.title}: {each.makes}.")
    print(f"\nAfterwards: {measuring.machine()}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description="Measure building a site, beside other programs.")
    parser.add_argument("--facts", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--runs", type=int, default=3, help="rounds")
    names = [each.name for each in (*contenders.EVERY, contenders.CARDS)]
    parser.add_argument("--only", nargs="+", default=[], choices=names)
    parser.add_argument("--cards", action="store_true", help="also what an image costs")
    parser.add_argument("--quick", action="store_true", help="one size, two rounds, no fast: false")
    parser.add_argument("--keep", type=Path, help="a folder for fact bases and projects")
    given = parser.parse_args(arguments)
    if given.quick:
        given.facts, given.runs = list(QUICK), 2
    os.environ.pop("SITE_URL", None)
    with tempfile.TemporaryDirectory() as temporary:
        report(given, (given.keep or Path(temporary)).resolve())
    return 0


if __name__ == "__main__":
    sys.exit(main())
