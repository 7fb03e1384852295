"""The lines of a lock file: one thing a line, remarks after "#".

Enters: the text of a lock. Leaves: what its lines say, and a problem for each that says nothing.
Knows no lock: what a line looks like, and what it stands for, is told by whoever asks.
"""

import re
from collections.abc import Callable
from typing import TypeVar

from factsheet.problems import Place, Problem

L = TypeVar("L")


def lock_lines(
    text: str,
    file: str,
    line: re.Pattern[str],
    make: Callable[..., L],
    unreadable: Callable[[Place], Problem],
) -> tuple[tuple[L, ...], tuple[Problem, ...]]:
    """Read a lock; a line that cannot be read is a problem and stands for nothing.

    `make` is called with the named groups of `line`.
    """
    lines, problems = [], []
    for number, typed in enumerate(text.split("\n"), 1):
        words = typed.rstrip("\r")
        if words.startswith("#") or not words.strip():
            continue
        found = line.fullmatch(words)
        if found:
            lines.append(make(**found.groupdict()))
        else:
            problems.append(unreadable(Place(file, number, 1, len(words))))
    return tuple(lines), tuple(problems)
