"""Replace several files, all or none.

Enters: files with what they held and what they are to hold. Every new content is written beside
its file and flushed to the disk before the first one is moved into its place; when a move
fails, those that were made are taken back.
"""

import codecs
import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path


class NotStoredError(Exception):
    """No file was changed; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A file, what it held when it was read (None: it was not there), and what it shall hold."""

    path: Path
    before: bytes | None
    after: bytes


def encoded(text: str, before: bytes) -> bytes:
    """Return text as bytes of a file, with a byte order mark if it had one."""
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    return mark + text.encode()


def store(changes: Sequence[Change]) -> None:
    """Make all changes or none. Raises `NotStoredError`, also when a file is not as it was read."""
    try:
        with ExitStack() as leftovers:
            _replace(changes, leftovers)
    except OSError as error:
        message = f"cannot write {error.filename}: {error.strerror or error}"
        raise NotStoredError(message) from None


def _replace(changes: Sequence[Change], leftovers: ExitStack) -> None:
    staged = [(_real(change), _beside(change, leftovers)) for change in changes]
    kept = {path: _kept(path, leftovers) for path, _ in staged if path.exists()}
    for change, (path, _) in zip(changes, staged, strict=True):
        now = path.read_bytes() if path.exists() else None
        if now != change.before:
            message = f"{change.path} has changed meanwhile"
            raise NotStoredError(message)
    moved: list[Path] = []
    try:
        for path, new in staged:
            moved.append(path)
            new.replace(path)
    except BaseException:
        for path in moved:
            if path in kept:
                kept[path].replace(path)
            else:
                path.unlink(missing_ok=True)
        raise
    for folder in sorted({path.parent for path, _ in staged}):
        _flush(folder)


def _real(change: Change) -> Path:
    """Return the file itself where its name is a link to it."""
    return Path(os.path.realpath(change.path))


def _beside(change: Change, leftovers: ExitStack) -> Path:
    path = _real(change)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    beside = Path(name)
    leftovers.callback(beside.unlink, missing_ok=True)
    with os.fdopen(handle, "wb") as file:
        file.write(change.after)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        shutil.copymode(path, beside)
    else:
        beside.chmod(0o644)
    return beside


def _kept(path: Path, leftovers: ExitStack) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    leftovers.callback(Path(name).unlink, missing_ok=True)
    shutil.copy2(path, name)
    return Path(name)


def _flush(folder: Path) -> None:
    """Have the disk know the new names, where the system can."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
