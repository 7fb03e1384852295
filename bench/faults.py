"""Kill commands in the midst of their work: `python bench/faults.py --times 50 --seed 1`.

Enters: how often, and which commands. Leaves: a line a command with how many were killed, and at
how many of these the work had begun. After every kill each file must be as before or as the
command leaves it, git must see no other file, the site must be the old or the new one as a whole,
and the next run must work. Exits with 1 where one of these does not hold.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from interruptions import COMMANDS, Command, faults, killed, made, run, state, words_of

WORKSHOPS = (".factsheet", "facts/.factsheet", "facts/more/.factsheet", ".site.building")


def main() -> int:
    """Try every command, and say how it went."""
    arguments = _arguments()
    chance = random.Random(arguments.seed)
    wrong: list[str] = []
    for command in COMMANDS:
        if not arguments.command or command.name in arguments.command:
            with tempfile.TemporaryDirectory(prefix="faults-") as folder:
                wrong += _tried(command, Path(folder), arguments.times, chance)
    for each in wrong:
        print(each)
    return 1 if wrong else 0


def _tried(command: Command, top: Path, times: int, chance: random.Random) -> list[str]:
    origin = made(top / "origin")
    if command.name == "build":
        run(origin, *command.words)
        _change(origin)
    whole = top / "whole"
    shutil.copytree(origin, whole, symlinks=True)
    began = time.monotonic()
    done = run(whole, *words_of(command))
    lasts = time.monotonic() - began
    before, after = state(origin), state(whole)
    if done.returncode != 0 or before == after:
        return [f"{command.name} does not do its work: {done.stdout}{done.stderr}"]
    wrong, stopped, at_work = [], 0, 0
    for number in range(times):
        folder = top / f"try-{number}"
        shutil.copytree(origin, folder, symlinks=True)
        moment = _moment(folder, lasts, chance, by_time=number % 2 == 0)
        stopped += killed(folder, words_of(command), moment)
        found = state(folder)
        at_work += found != before or any((folder / each).exists() for each in WORKSHOPS)
        wrong += [f"{command.name} {number}: {each}" for each in faults(before, after, found)]
        again = run(folder, *command.again)
        if again.returncode:
            wrong.append(f"{command.name} {number}: the next run fails: {again.stdout[-300:]}")
        shutil.rmtree(folder)
    print(
        f"{command.name:<11} {stopped:>3} killed, {at_work:>3} at work, {len(wrong)} wrong",
        flush=True,
    )
    return wrong


def _change(folder: Path) -> None:
    path = folder / "facts/acme.yaml"
    path.write_text(path.read_text("utf-8").replace("60.922", "60.923"), "utf-8")


def _moment(folder: Path, lasts: float, chance: random.Random, *, by_time: bool):  # noqa: ANN202
    """Return when to kill: at any time, or a little after the first file is written."""
    started = time.monotonic()
    wait = chance.uniform(0, lasts) if by_time else chance.expovariate(1 / (lasts / 40))
    seen: list[float] = []

    def is_now() -> bool:
        if by_time:
            return time.monotonic() - started > wait
        if not seen and any((folder / each).exists() for each in WORKSHOPS):
            seen.append(time.monotonic())
        return bool(seen) and time.monotonic() - seen[0] > wait

    return is_now


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--command", action="append", help="one of them; all when left out")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
