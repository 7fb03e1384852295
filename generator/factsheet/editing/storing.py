"""Replace several files, all or none.

Enters: files with what they held and what they are to hold. Every new content is written beside
its file and flushed to the disk before the first one is moved into its place; when a move
fails, those that were made are taken back.
"""

import codecs
import errno
import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from factsheet.workshops import workshop

REMEDIES = {
    errno.ENOSPC: "make room on the disk",
    errno.EDQUOT: "make room on the disk",
    errno.EFBIG: "make room on the disk",
    errno.EACCES: "check who may write there",
    errno.EPERM: "check who may write there",
    errno.EROFS: "check who may write there",
}


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
    """Make all changes or none. Raises `NotStoredError`, also when a file is not as it was read.

    Who else stores something waits, so that nothing is lost between reading a file again and
    replacing it.
    """
    reals = [_real(change) for change in changes]
    with ExitStack() as leftovers:
        shops = {
            folder: _shop(folder, changes, leftovers)
            for folder in sorted({path.parent for path in reals})
        }
        _replace(changes, [(path, shops[path.parent]) for path in reals])


def _shop(folder: Path, changes: Sequence[Change], leftovers: ExitStack) -> Path:
    shown = next(each.path for each in changes if _real(each).parent == folder)
    try:
        return leftovers.enter_context(workshop(folder))
    except OSError as error:
        raise _refused(shown, error) from None


def _replace(changes: Sequence[Change], places: Sequence[tuple[Path, Path]]) -> None:
    staged: list[tuple[Path, Path]] = []
    kept: dict[Path, Path] = {}
    for number, (change, (path, shop)) in enumerate(zip(changes, places, strict=True)):
        try:
            staged.append((path, _beside(change.after, path, shop / f"{number}.new")))
            now = path.read_bytes() if path.exists() else None
            if now is not None:
                kept[path] = Path(shutil.copy2(path, shop / f"{number}.old"))
        except OSError as error:
            raise _refused(change.path, error) from None
        if now != change.before:
            message = f"{change.path} has changed meanwhile"
            raise NotStoredError(message)
    _move(changes, staged, kept)
    for folder in sorted({path.parent for path, _ in staged}):
        _flush(folder)


def _move(
    changes: Sequence[Change], staged: Sequence[tuple[Path, Path]], kept: Mapping[Path, Path]
) -> None:
    moved: list[Path] = []
    try:
        for change, (path, new) in zip(changes, staged, strict=True):
            moved.append(path)
            try:
                new.replace(path)
            except OSError as error:
                raise _refused(change.path, error) from None
    except BaseException:
        for path in moved:
            if path in kept:
                kept[path].replace(path)
            else:
                path.unlink(missing_ok=True)
        raise


def _refused(path: Path, error: OSError) -> NotStoredError:
    remedy = REMEDIES.get(error.errno or 0)
    reason = f"{error.strerror or error}" + (f" ({remedy})" if remedy else "")
    return NotStoredError(f"cannot write {path}: {reason}")


def _real(change: Change) -> Path:
    """Return the file itself where its name is a link to it."""
    return Path(os.path.realpath(change.path))


def _beside(content: bytes, path: Path, new: Path) -> Path:
    with new.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        shutil.copymode(path, new)
    else:
        new.chmod(0o644)
    return new


def _flush(folder: Path) -> None:
    """Have the disk know the new names, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
