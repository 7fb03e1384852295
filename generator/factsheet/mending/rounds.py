"""Mend files until nothing is left to mend, and none that would come to have an error."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from factsheet.mending.steps import Mended, mended
from factsheet.mending.values import Note
from factsheet.problems import Place, Problem

# One mend may stand in the way of another, or uncover one; no more than a few follow each other.
ROUNDS = 5
Find = Callable[[Mapping[str, bytes]], Sequence[Problem]]


def mend_all(
    texts: Mapping[str, str], problems: Sequence[Problem], find: Find
) -> Mapping[str, Mended]:
    """Return files by name as they should be.

    `find` tells the problems there would be if files held what it is given.
    """
    files = {name: Mended(text=text, notes=(), left=()) for name, text in texts.items()}
    found = problems
    for _ in range(ROUNDS):
        again = {name: mended(each.text, name, found) for name, each in files.items()}
        files = {name: _joined(each, again[name]) for name, each in files.items()}
        if not any(each.is_changed for each in again.values()):
            break
        found = find(_contents(files))
    spoilt = _spoilt(problems, found)
    return {
        name: Mended(text=texts[name], notes=(), left=spoilt[name]) if name in spoilt else each
        for name, each in files.items()
    }


def _contents(files: Mapping[str, Mended]) -> Mapping[str, bytes]:
    return {name: each.text.encode() for name, each in files.items() if each.is_changed}


def _joined(before: Mended, after: Mended) -> Mended:
    return Mended(text=after.text, notes=(*before.notes, *after.notes), left=after.left)


def _spoilt(before: Iterable[Problem], after: Iterable[Problem]) -> Mapping[str, tuple[Note, ...]]:
    """Return files that would come to have errors, with these."""
    had = Counter(_key(each) for each in before if each.is_error)
    has = Counter(_key(each) for each in after if each.is_error)
    spoilt: dict[str, tuple[Note, ...]] = {}
    for file, message in sorted(has - had):
        note = Note(Place(file), f"left as it is: mended, it would say that {message}")
        spoilt[file] = (*spoilt.get(file, ()), note)
    return spoilt


def _key(problem: Problem) -> tuple[str, str]:
    return problem.place.file, problem.message
