"""Feed the program what nobody would type: `python bench/fuzz.py --minutes 60 --seed 1`.

Enters: for how long, and which targets of `tests/fuzzing`. Leaves: a line a target with its
executions, and for every crash the input that caused it, below `--out`. With `atheris` installed,
what is mutated is chosen by the code it reaches; otherwise by chance alone. Exits with 1 where
something crashed or hung.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[1]
SLOW = 20  # seconds of computing for one input
ROUND = 150.0  # seconds a target has its turn; to watch the code takes 20 of them
LARGEST = 20_000
sys.path.insert(0, str(ROOT / "tests"))


class TooSlowError(Exception):
    """One input took longer than any may."""


@dataclass(slots=True)
class Run:
    """One target's turn: what was executed, and the crashes by where they happened."""

    target: str
    out: Path
    executions: int = 0
    began: float = field(default_factory=time.monotonic)
    crashes: dict[str, str] = field(default_factory=dict)
    noted: float = 0

    def take(self, data: bytes) -> None:
        """Execute one input; keep it where it crashes in a new place."""
        from fuzzing.targets import TARGETS

        self.executions += 1
        signal.setitimer(signal.ITIMER_VIRTUAL, SLOW)
        try:
            TARGETS[self.target](data)
        except Exception as error:  # noqa: BLE001 whatever it is, is what we look for
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            place = _place_of(error)
            if place not in self.crashes:
                name = f"{self.target}-{len(self.crashes)}-{os.getpid()}"
                self.crashes[place] = name
                self.noted = 0
                (self.out / f"{name}.input").write_bytes(data)
                (self.out / f"{name}.txt").write_text(traceback.format_exc(), "utf-8")
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        if time.monotonic() > self.noted + 1:  # libFuzzer ends the process without a word.
            self.noted = time.monotonic()
            self.note.write_text(self.told(), "utf-8")

    @property
    def note(self) -> Path:
        """Where the turn is noted while it goes on."""
        return self.out / f"{self.target}.turn"

    def told(self) -> str:
        """Return the turn as a line of JSON."""
        seconds = round(time.monotonic() - self.began, 1)
        data = {"target": self.target, "executions": self.executions, "seconds": seconds}
        return json.dumps({**data, "crashes": self.crashes})


def main() -> int:
    """Give every target its turn, round after round, until the time is over."""
    arguments = _arguments()
    out = arguments.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    if arguments.turn:
        return _turn(Run(arguments.target[0], out), arguments)
    from fuzzing.targets import TARGETS

    names = arguments.target or list(TARGETS)
    end = time.monotonic() + arguments.minutes * 60
    number, failed = 0, False
    while time.monotonic() < end:
        name = names[number % len(names)]
        seconds = max(1, min(ROUND, end - time.monotonic()))
        failed = _run_apart(name, arguments, number, seconds) or failed
        number += 1
    _sum_up(out)
    return 1 if failed else 0


def _run_apart(name: str, arguments: argparse.Namespace, number: int, seconds: float) -> bool:
    """Give a target its turn in a process of its own, which may die; return whether it failed."""
    out, seed = arguments.out.resolve(), arguments.seed + number
    words = [sys.executable, __file__, "--target", name, "--seed", str(seed), "--out", str(out)]
    words += ["--by-chance"] if arguments.by_chance else []
    note = Run(name, out).note
    note.unlink(missing_ok=True)
    done = subprocess.run(
        [*words, "--turn", str(seconds)], capture_output=True, text=True, check=False
    )
    found = (
        json.loads(note.read_text("utf-8"))
        if note.exists()
        else {"target": name, "executions": 0, "seconds": 0}
    )
    if done.returncode:
        end = "\n".join(done.stderr.splitlines()[-30:])
        (out / f"{name}-died-{seed}.txt").write_text(end, "utf-8")
        found["died"] = seed
    line = json.dumps(found)
    with (out / "runs.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    print(line, flush=True)
    return bool(found.get("crashes") or "died" in found)


def _turn(run: Run, arguments: argparse.Namespace) -> int:
    signal.signal(signal.SIGVTALRM, _too_slow)
    folder = tempfile.mkdtemp(prefix="fuzz-")
    os.chdir(folder)
    if find_spec("atheris") and not arguments.by_chance:
        _guided(run, arguments.seed, arguments.turn)
    else:
        _by_chance(run, arguments.seed, arguments.turn)
    run.note.write_text(run.told(), "utf-8")
    return 0


def _by_chance(run: Run, seed: int, seconds: float) -> None:
    from fuzzing.mutation import mutated
    from fuzzing.targets import seeds

    chance = random.Random(seed)
    known = seeds(run.target)
    while time.monotonic() - run.began < seconds:
        run.take(mutated(known, chance)[:LARGEST])


def _guided(run: Run, seed: int, seconds: float) -> None:
    """Have libFuzzer choose; its own way of mutating and ours take turns."""
    import atheris

    with atheris.instrument_imports(include=["factsheet", "markdown_it"]):
        from fuzzing.targets import seeds
    from fuzzing.mutation import mutated

    known = list(seeds(run.target))
    corpus = run.out / "corpus" / run.target
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(known):
        (corpus / f"seed-{number}").write_bytes(data)

    def mutate(data: bytes, most: int, number: int) -> bytes:
        chance = random.Random(number)
        if chance.random() < 1 / 4:
            return bytes(atheris.Mutate(data, most))
        pool = [data, data, chance.choice(known)]
        return mutated(pool, chance)[:most]

    words = [f"-max_total_time={int(seconds)}", f"-seed={seed}", f"-max_len={LARGEST}"]
    atheris.Setup(
        [sys.argv[0], *words, "-print_final_stats=1", f"-timeout={SLOW * 3}", str(corpus)],
        run.take,
        custom_mutator=mutate,
    )
    atheris.Fuzz()


def _too_slow(_number: int, _frame: FrameType | None) -> None:
    raise TooSlowError


def _place_of(error: BaseException) -> str:
    """Return where an error happened: its kind, and the last lines of our own."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [
        f"{Path(each.filename).name}:{each.lineno}"
        for each in frames
        if "factsheet" in each.filename or "fuzzing" in each.filename
    ]
    return f"{type(error).__name__} {' '.join(own[-2:])}"


def _sum_up(out: Path) -> None:
    totals: dict[str, list[float]] = {}
    for line in (out / "runs.jsonl").read_text("utf-8").splitlines():
        run = json.loads(line)
        total = totals.setdefault(run["target"], [0, 0, 0])
        total[0] += run["executions"]
        total[1] += run["seconds"]
        total[2] += len(run.get("crashes", ())) + ("died" in run)
    for name, (executions, seconds, crashes) in sorted(totals.items()):
        print(
            f"{name:<12} {executions:>10.0f} executions {seconds:>8.0f} s {crashes:>4.0f} crashes"
        )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", action="append", help="one of them; all when left out")
    parser.add_argument("--out", type=Path, default=Path(tempfile.gettempdir()) / "fuzz")
    parser.add_argument("--by-chance", action="store_true", help="without atheris")
    parser.add_argument("--turn", type=float, default=0, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
