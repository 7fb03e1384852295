"""The texts of sources that are kept beside the facts, and what the lock says of them.

Enters: the paths of facts. Leaves: an `Archive` of the texts in `archive/`, which no repository
has, and of the lines of `sources.lock`, which it has; or the lock's text again. Knows no records:
a text or line may be of one that is gone.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from factsheet.problems import Place, Problem, Severity
from factsheet.reader.lock_lines import lock_lines
from factsheet.reader.locked import lock_path

LOCK, FOLDER, SUFFIX = "sources.lock", "archive", ".txt"
HEADER = """\
# The texts of sources that were kept: source, day, SHA-256 of the text, where it came from.
# Written by "factsheet archive", which keeps texts in a folder of their own, never in a commit.
"""
# What stands for an address where somebody gave the text.
BY_HAND = "-"
LINE = re.compile(r"(?P<id>\S+) (?P<day>\d{4}-\d\d-\d\d) (?P<digest>[0-9a-f]{64}) (?P<address>\S+)")


@dataclass(frozen=True, slots=True, order=True)
class Keeping:
    """One text that was kept: of which source, when, its digest, and the address it came from."""

    id: str
    day: str
    digest: str
    address: str


@dataclass(frozen=True, slots=True)
class KeptText:
    """A text as it is there now, and the name of its file in messages."""

    file: str
    text: str
    digest: str


@dataclass(frozen=True, slots=True)
class Archive:
    """What is kept of sources: the texts by source, and the lines of the lock."""

    texts: Mapping[str, KeptText] = field(default_factory=dict)
    lines: tuple[Keeping, ...] = ()


def sources_lock_path(paths: Sequence[Path]) -> Path:
    """Return where the lock stands: next to the first of the fact folders or files."""
    return lock_path(paths).with_name(LOCK)


def text_path(paths: Sequence[Path], source_id: str) -> Path:
    """Return where the text of a source is kept."""
    return sources_lock_path(paths).parent / FOLDER / f"{source_id}{SUFFIX}"


def digest_of(content: bytes) -> str:
    """Return what stands for a text in the lock."""
    return hashlib.sha256(content).hexdigest()


def kept_texts(paths: Sequence[Path]) -> Mapping[str, KeptText]:
    """Read the texts there are; one that cannot be read is as good as none."""
    folder = sources_lock_path(paths).parent / FOLDER
    found = {}
    for path in sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else ():
        try:
            content = path.read_bytes()
        except OSError:
            continue
        text = content.decode("utf-8", "replace")
        found[path.stem] = KeptText(path.as_posix(), text, digest_of(content))
    return found


def keepings(text: str, file: str) -> tuple[tuple[Keeping, ...], tuple[Problem, ...]]:
    """Read the lock; a line that cannot be read is a problem and stands for nothing."""
    return lock_lines(text, file, LINE, Keeping, _unreadable)


def sources_lock_text(lines: Iterable[Keeping]) -> str:
    """Return the text of a lock, with the lines in the order they are given."""
    written = (f"{each.id} {each.day} {each.digest} {each.address}\n" for each in lines)
    return HEADER + "".join(written)


def _unreadable(place: Place) -> Problem:
    return Problem(
        place=place,
        rule="archive-changed",
        message="this line does not say which text was kept",
        hint='remove it; "factsheet archive" writes the line of a source anew',
        severity=Severity.WARNING,
    )
