"""Measure `factsheet check` on one core: `python bench/check.py --facts 100 1000 10000`.

Enters: how many facts. Leaves: a table on the terminal. Beside the command runs what no reader
of the same files can do without, PyYAML's C loader that makes plain data of them, in turn with
it and as often; the ratio of the two says more on another machine than the seconds do.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
COMMAND = "import sys; from factsheet.cli import main; sys.argv[0] = 'factsheet'; main()"
YAML = """
import sys
from pathlib import Path
import yaml
for file in sorted(Path(sys.argv[1]).glob("*.yaml")):
    yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one process took: seconds on the clock, seconds of the processor, and most memory."""

    wall: float
    processor: float
    megabytes: float


def main() -> None:
    """Write the fact bases, run both programs on each, and print what they took."""
    parser = argparse.ArgumentParser(description="Measure `factsheet check` on one core.")
    parser.add_argument("--facts", type=int, nargs="+", default=[100, 1_000, 10_000])
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    print("| what | wall, best | median | processor, best | most memory |")
    print("|---|--:|--:|--:|--:|")
    _print("`factsheet --help`", [_run(COMMAND, "--help") for _ in range(asked.runs)])
    for facts in asked.facts:
        with tempfile.TemporaryDirectory() as folder:
            _write(folder, facts)
            pairs = [
                (_run(COMMAND, "check", folder), _run(YAML, folder)) for _ in range(asked.runs)
            ]
        checked, loaded = [each for each, _ in pairs], [each for _, each in pairs]
        _print(f"{facts:,} facts, `factsheet check`", checked)
        _print(f"{facts:,} facts, `yaml.load` alone", loaded)
        ratio = min(each.processor for each in checked) / min(each.processor for each in loaded)
        print(f"| {facts:,} facts, ratio of the two | | | {ratio:.2f} | |", flush=True)


def _write(folder: str, facts: int) -> None:
    writer = HERE / "factbases.py"
    subprocess.run(
        [sys.executable, writer, folder, "--facts", str(facts)],
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _run(program: str, *arguments: str) -> Run:
    """Run a program in a process of its own; the problems it finds are no failure."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments], stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode not in (0, 1):
        sys.exit(process.returncode)
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(
        wall=wall,
        processor=used.ru_utime + used.ru_stime,
        megabytes=used.ru_maxrss * unit / 1e6,
    )


def _print(name: str, runs: Sequence[Run]) -> None:
    walls = [each.wall for each in runs]
    processor = min(each.processor for each in runs)
    most = max(each.megabytes for each in runs)
    figures = f"{min(walls):.2f} s | {statistics.median(walls):.2f} s | {processor:.2f} s"
    print(f"| {name} | {figures} | {most:.0f} MB |", flush=True)


if __name__ == "__main__":
    main()
