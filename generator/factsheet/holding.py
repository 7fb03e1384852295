"""Keep others of our kind out of a folder while it is changed.

Enters: a folder. Leaves: a hold on it, which ends with the process at the latest, however that
ends. Nothing is written for it; programs of other kinds, editors say, are not kept out. Where the
system knows no such holds (Windows, some network drives), everybody has one.
"""

import os
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # pragma: no cover  # Windows
    fcntl = None  # type: ignore[assignment]


class OccupiedError(Exception):
    """Somebody else holds the folder."""


class Hold:
    """A hold on a folder that is there."""

    def __init__(self, folder: Path, *, is_patient: bool = False) -> None:
        """Take it, at once or when it is free. Raises `OccupiedError`, or `OSError`."""
        self._handle: int | None = None
        if fcntl is None:  # pragma: no cover  # Windows
            return
        self._handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | (0 if is_patient else fcntl.LOCK_NB))
        except BlockingIOError:
            self.release()
            raise OccupiedError(folder) from None
        except OSError:  # pragma: no cover  # a drive that knows no holds
            return
        if not _is_same(self._handle, folder):
            # It was removed, and may have been made again, by who held it before.
            self.release()
            raise OccupiedError(folder)

    def release(self) -> None:
        """Let others have it; may be called again."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _is_same(handle: int, folder: Path) -> bool:
    with suppress(OSError):
        return os.path.samestat(os.fstat(handle), folder.stat())
    return False
