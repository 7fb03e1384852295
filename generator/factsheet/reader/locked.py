"""What translations were made from, as the lock file beside the facts holds it.

Enters: the text of `translations.lock`. Leaves: a `Locked` for each of its lines, and the
mistakes in it; or the text again. Knows no records: a line may tell of one that is gone.
"""

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from factsheet.problems import Place, Problem, Severity
from factsheet.reader.lock_lines import lock_lines

LOCK = "translations.lock"
HEADER = """\
# What each translation was made from: record, field, language, digest of the original words.
# Written by "factsheet translated", which confirms translations; not meant to be edited.
"""
# A field may hold spaces, as the label of a period may: the other three do not.
LINE = re.compile(r"(?P<id>\S+) (?P<field>\S.*) (?P<language>\S+) (?P<original>[0-9a-f]{16})")


@dataclass(frozen=True, slots=True, order=True)
class Locked:
    """One translation that was confirmed.

    `field` is the way to the text in its record, without the positions in lists, so that a part
    put in before others moves none of them. `original` is the digest of the words that the
    translation was made from.
    """

    id: str
    field: str
    language: str
    original: str


def lock_path(paths: Sequence[Path]) -> Path:
    """Return where the lock stands: next to the first of the fact folders or files."""
    first = paths[0]
    named = first.name not in ("", os.pardir)
    return (first if named else Path(os.path.normpath(first.absolute()))).parent / LOCK


def locked(text: str, file: str) -> tuple[tuple[Locked, ...], tuple[Problem, ...]]:
    """Read a lock file; a line that cannot be read is a problem and stands for nothing."""
    return lock_lines(text, file, LINE, Locked, _unreadable)


def lock_text(lines: Iterable[Locked]) -> str:
    """Return the text of a lock file, with the lines in the order they are given."""
    written = (f"{each.id} {each.field} {each.language} {each.original}\n" for each in lines)
    return HEADER + "".join(written)


def _unreadable(place: Place) -> Problem:
    return Problem(
        place=place,
        rule="translation-behind",
        message="this line does not say what a translation was made from",
        hint='remove it; "factsheet translated" writes the line of a record anew',
        severity=Severity.WARNING,
    )
