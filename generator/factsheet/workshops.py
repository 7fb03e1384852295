"""Folders in which files are made before they take their places.

Enters: the folder whose files are to be changed. Leaves: a hidden folder in it, for the time of
the change, which no reader of facts and no git looks into; what a stopped run left in it is
swept away by the next one. Meanwhile others of our kind are kept out; programs of other kinds,
editors say, are not. Where the system knows no such holds (Windows, some network drives),
everybody comes in.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

NAME, IGNORED, NOTHING = ".factsheet", ".gitignore", b"*\n"


class OccupiedError(OSError):
    """Somebody else holds the folder."""


class Hold:
    """A hold on a folder that is there; it ends with the process at the latest."""

    def __init__(self, folder: Path, *, is_patient: bool = False) -> None:
        """Take it, at once or when it is free. Raises `OccupiedError`, or another `OSError`."""
        self._handle: int | None = None
        if sys.platform == "win32":
            return
        self._handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | (0 if is_patient else fcntl.LOCK_NB))
        except BlockingIOError as error:
            self.release()
            raise OccupiedError(
                error.errno, "somebody else is writing there", str(folder)
            ) from None
        except OSError:  # pragma: no cover  # a drive that knows no holds
            return
        if not _is_same(self._handle, folder):
            # It was removed, and may have been made again, by who held it before.
            self.release()
            raise OccupiedError(0, "somebody else is writing there", str(folder))

    def release(self) -> None:
        """Let others have it; may be called again."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


@contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """Make a workshop in a folder, which may have to be made itself. Raises `OSError`."""
    folder.mkdir(parents=True, exist_ok=True)
    hold = Hold(folder, is_patient=True)
    place = folder / NAME
    try:
        if place.exists():
            shutil.rmtree(place)
        place.mkdir()
        hide(place)
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
        hold.release()


def hide(place: Path) -> None:
    """Have git pass over a folder and all that is in it."""
    if not _hidden_at_once(place):
        (place / IGNORED).write_bytes(NOTHING)


def _hidden_at_once(place: Path) -> bool:
    """Let the file appear with what it says, so that git never sees it empty; Linux can."""
    if sys.platform != "linux":
        return False
    folder = os.open(place, os.O_RDONLY)
    try:
        file = os.open(place, os.O_TMPFILE | os.O_WRONLY, 0o644)
        try:
            os.write(file, NOTHING)
            # With a folder's handle Python follows the link that stands for the file.
            os.link(f"/proc/self/fd/{file}", IGNORED, dst_dir_fd=folder)
        finally:
            os.close(file)
    except OSError:
        return False
    finally:
        os.close(folder)
    return True


def _is_same(handle: int, folder: Path) -> bool:
    with suppress(OSError):
        return os.path.samestat(os.fstat(handle), folder.stat())
    return False
