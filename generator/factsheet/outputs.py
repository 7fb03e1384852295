"""Write finished files, whole or not at all.

Enters: `Output` values. Leaves: files below a folder. The only room that writes files for
the command line; mkdocs writes its own.
"""

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from factsheet.workshops import workshop


@dataclass(frozen=True, slots=True)
class Output:
    """A finished file: its path below the output folder (with "/"), and its bytes."""

    path: str
    content: bytes


def write(outputs: Iterable[Output], folder: Path, *, is_lasting: bool = True) -> int:
    """Write every output below a folder and return how many there were.

    Each file is written beside its place and then moved there, so that no reader ever sees
    half of one; a file that is there keeps its permissions. What `is_lasting` is on the disk when
    it is moved. Raises `OSError` when the folder cannot be written.
    """
    count = 0
    with workshop(folder) as shop:
        for output in outputs:
            path = folder / output.path
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, output.content, shop / "new", is_lasting=is_lasting)
            count += 1
    return count


def _replace(path: Path, content: bytes, beside: Path, *, is_lasting: bool) -> None:
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644
    with beside.open("wb") as file:
        file.write(content)
        if is_lasting:
            file.flush()
            os.fsync(file.fileno())
    beside.chmod(mode)
    beside.replace(path)
