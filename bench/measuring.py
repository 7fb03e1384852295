"""Run a command as a whole process, and say what it cost.

Enters: a command and a folder to run it in. Leaves: seconds by the clock and of the processors,
the memory of its largest process, all of them the kernel's own account (wait4), children
included. Whoever asks should be small: a child's peak begins with the memory of its parent.
"""

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MOST_SAID = 4000  # characters of a failed command
KILOBYTE = 1024


@dataclass(frozen=True, slots=True)
class Taken:
    """What one run took: seconds, seconds of the processors, bytes of memory at its peak."""

    wall: float
    cpu: float
    memory: int


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Taken:
    """Run a command and return what it took; end with what it said when it fails."""
    said = folder / "said.txt"
    with said.open("wb") as log:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        told = said.read_text("utf-8", "replace")[-MOST_SAID:]
        message = f"{' '.join(command)} failed in {folder}:\n{told}"
        raise SystemExit(message)
    return Taken(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * KILOBYTE)


@dataclass(frozen=True, slots=True)
class Summary:
    """Several runs of the same: medians, and the spread of the clock."""

    runs: tuple[Taken, ...]

    @property
    def wall(self) -> float:
        """The median by the clock."""
        return statistics.median(each.wall for each in self.runs)

    @property
    def cpu(self) -> float:
        """The median of the processors."""
        return statistics.median(each.cpu for each in self.runs)

    @property
    def memory(self) -> int:
        """The largest peak."""
        return max(each.memory for each in self.runs)

    @property
    def spread(self) -> tuple[float, float]:
        """The shortest and the longest by the clock."""
        walls = [each.wall for each in self.runs]
        return min(walls), max(walls)


def size_of(folder: Path) -> tuple[int, int]:
    """Return how many files a folder holds, and how many bytes."""
    sizes = [each.stat().st_size for each in folder.rglob("*") if each.is_file()]
    return len(sizes), sum(sizes)


def machine() -> str:
    """Say what the figures were measured on, and how busy it was."""
    names = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        if line.startswith("model name")
    ]
    busy = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    return f"{os.cpu_count()} cores ({names[0] if names else 'unknown'}), load {busy}"
