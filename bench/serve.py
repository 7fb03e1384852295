"""Serve the facts for a day: `python bench/serve.py --saves 2000`.

Enters: how many saves. Leaves: a table of memory and open files of `mkdocs serve` every hundred
saves, and how long it took from a save until the changed page was served. Every save changes one
value of a copy of the real facts and waits until its page shows it. Exits with 1 where a save is
never served, memory grows by more than a tenth after the first hundred saves, or open files do.
"""

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120.0  # seconds until a save counts as lost
MOST_GROWTH = 1.1
STEP = 0.02
FIGURE = "nvidia-revenue"
SLACK = 2  # open files: connections that are just being closed


@dataclass(frozen=True, slots=True)
class Mark:
    """How the server is after so many saves."""

    saves: int
    memory: int
    handles: int
    median: float
    slowest: float


def main() -> int:
    """Save and look, again and again, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saves", type=int, default=2000)
    parser.add_argument("--every", type=int, default=100)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="serve-") as name:
        folder = _copied(Path(name))
        port = _free_port()
        with (folder / "log").open("wb") as log, _serving(folder, port, log) as process:
            try:
                marks, times = _saved(folder, process, port, arguments)
            finally:
                process.terminate()
    return _told(marks, times, arguments.saves)


def _copied(folder: Path) -> Path:
    for each in ("facts", "docs"):
        shutil.copytree(ROOT / each, folder / each)
    for each in ("mkdocs.yml", "translations.lock"):
        shutil.copy(ROOT / each, folder)
    return folder


def _serving(folder: Path, port: int, log: object) -> subprocess.Popen[bytes]:
    mkdocs = Path(sys.executable).with_name("mkdocs")
    return subprocess.Popen(
        [mkdocs, "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=log,  # type: ignore[arg-type]
        stderr=log,  # type: ignore[arg-type]
    )


def _saved(
    folder: Path, process: subprocess.Popen[bytes], port: int, arguments: argparse.Namespace
) -> tuple[list[Mark], list[float]]:
    """Save so many times; stop early where a save is not served."""
    path, old = _value(folder)
    text = path.read_text("utf-8")
    address = f"http://127.0.0.1:{port}/f/{FIGURE}.json"
    if _until(address, old, process) is None:
        sys.exit(f"nothing is served:\n{(folder / 'log').read_text('utf-8')}")
    marks: list[Mark] = []
    times: list[float] = []
    for number in range(1, arguments.saves + 1):
        new = str(100_000 + number)
        path.write_text(text.replace(old, new, 1), "utf-8")
        took = _until(address, new, process)
        if took is None:
            print(f"save {number} was never served")
            break
        times.append(took)
        if number % arguments.every == 0:
            last = sorted(times[-arguments.every :])
            mark = Mark(
                number, _memory(process.pid), _handles(process.pid), last[len(last) // 2], last[-1]
            )
            marks.append(mark)
            print(_row(mark), flush=True)
    return marks, times


def _value(folder: Path) -> tuple[Path, str]:
    """Find a value of the figure: the file it stands in, and its digits."""
    for path in sorted((folder / "facts").rglob("*.yaml")):
        text = path.read_text("utf-8")
        found = re.search(rf"^  {FIGURE}:\n(?:    .*\n)*?        value: (\d+)$", text, re.MULTILINE)
        if found:
            return path, found[1]
    sys.exit(f"{FIGURE} has no points")


def _until(address: str, text: str, process: subprocess.Popen[bytes]) -> float | None:
    """Wait until an address shows a text; return how long that took."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 our own
                if text in answer.read().decode("utf-8"):
                    return time.monotonic() - began
        except OSError:
            pass
        time.sleep(STEP)
    return None


def _memory(pid: int) -> int:
    """Return how many KiB a process has in memory."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) if found else 0


def _handles(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def _row(mark: Mark) -> str:
    return (
        f"| {mark.saves} | {mark.memory / 1024:.1f} MB | {mark.handles} "
        f"| {mark.median:.2f} s | {mark.slowest:.2f} s |"
    )


def _told(marks: list[Mark], times: list[float], wanted: int) -> int:
    if len(marks) < 1 or len(times) < 2:  # noqa: PLR2004 quantiles need two
        print("too few saves to say anything")
        return 1
    cuts = quantiles(times, n=100, method="inclusive")
    print(
        f"{len(times)} saves: median {cuts[49]:.2f} s, 95 % {cuts[94]:.2f} s, 99 % {cuts[98]:.2f} s"
    )
    growth = max(each.memory for each in marks) / marks[0].memory
    more = max(each.handles for each in marks) - marks[0].handles
    print(f"memory × {growth:.3f}, open files + {more} after the first {marks[0].saves} saves")
    return 0 if len(times) == wanted and growth <= MOST_GROWTH and more <= SLACK else 1


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
