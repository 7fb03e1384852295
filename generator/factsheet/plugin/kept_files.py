"""Whole sites in the user's folder for such things, one file each: kept, found, put in place.

Enters: a site's key and folder. Leaves: an open file whose content was verified, or none. One
file, as reading it is far faster than opening thousands; copies, not links, as whoever changes
a site where it stands must not change what is kept. All of it may be deleted at any time.
"""

import hashlib
import json
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from factsheet.plugin.placing import place

MAGIC = b"factsheet site 1\n"
SUFFIX, UNFINISHED = ".site", ".part"
MOST = 3
MOST_BYTES = 1_000_000_000
CHUNK = 1 << 20
LENGTH, DIGEST = 8, 32
DAY = 86_400
OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


class DamagedError(Exception):
    """A file is not, or no more, what it was written as."""


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """A site that was found, read to its end and stands ready."""

    file: BinaryIO
    listed: tuple[tuple[str, int], ...]

    def place(self, folder: Path) -> None:
        """Make a folder the site."""
        with self.file:
            place(((path, self.file.read(size)) for path, size in self.listed), self.paths, folder)

    @property
    def paths(self) -> frozenset[str]:
        """The names of all files."""
        return frozenset(path for path, _ in self.listed)


def find(folder: Path, key: str) -> KeptFiles | None:
    """Return the site of a key.

    None where there is none. Raises `DamagedError`, and removes the file, where it cannot be
    trusted.
    """
    path = folder / f"{key}{SUFFIX}"
    try:
        file = os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb")
    except FileNotFoundError:
        return None
    try:
        kept = KeptFiles(file, _verified(file, key))
    except (DamagedError, OSError, ValueError, KeyError, TypeError) as error:
        file.close()
        with suppress(OSError):
            path.unlink()
        raise DamagedError(str(error)) from error
    with suppress(OSError):
        os.utime(path)
    return kept


def keep(folder: Path, key: str, site: Path) -> bool:
    """Keep a site, and let the oldest go; False where it is too large. Raises `OSError`."""
    files = sorted(_files(site))
    if sum(size for _, size in files) > MOST_BYTES:
        return False
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=folder, prefix=f"{key}.", suffix=UNFINISHED)
    try:
        # Not synced: a file that a power failure has cut short is found out by its digest.
        with os.fdopen(handle, "wb") as file:
            _write(file, key, site, files)
        Path(beside).replace(folder / f"{key}{SUFFIX}")
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    clear(folder)
    return True


def clear(folder: Path, *, most: int = MOST, most_bytes: int = MOST_BYTES) -> None:
    """Let go what is too much, the oldest first, and what builds that were killed have left."""
    found = ((path, path.stat()) for path in folder.glob(f"*{SUFFIX}"))
    with suppress(OSError):  # another build clears too
        newest = sorted(found, key=lambda each: each[1].st_mtime_ns, reverse=True)
        total = 0
        for count, (path, state) in enumerate(newest, 1):
            total += state.st_size
            if count > most or total > most_bytes:
                path.unlink(missing_ok=True)
        for path in folder.glob(f"*{UNFINISHED}"):
            if path.stat().st_mtime < time.time() - DAY:
                path.unlink(missing_ok=True)


def _files(site: Path) -> Iterator[tuple[str, int]]:
    for folder, _, files in os.walk(site):
        for name in files:
            path = Path(folder, name)
            yield path.relative_to(site).as_posix(), path.stat().st_size


def _write(file: BinaryIO, key: str, site: Path, files: list[tuple[str, int]]) -> None:
    index = json.dumps({"key": key, "files": files}).encode()
    digest = hashlib.sha256()

    def put(data: bytes) -> None:
        digest.update(data)
        file.write(data)

    put(MAGIC + len(index).to_bytes(LENGTH) + index)
    start = f"{site}{os.sep}"
    for path, size in files:
        with open(start + path, "rb", buffering=0) as each:  # noqa: PTH123 many thousand times
            data = each.read()
        if len(data) != size:
            message = f"{path} changes while it is read"
            raise OSError(message)
        put(data)
    file.write(digest.digest())


def _verified(file: BinaryIO, key: str) -> tuple[tuple[str, int], ...]:
    """Read a file to its end, and once more to where the content begins."""
    state = os.fstat(file.fileno())
    _demand(stat.S_ISREG(state.st_mode), "it is no file")
    _demand(_is_own(state), "somebody else may have written it")
    left, digest = state.st_size - DIGEST, hashlib.sha256()
    while left > 0 and (data := file.read(min(CHUNK, left))):
        digest.update(data)
        left -= len(data)
    _demand(left == 0 and file.read() == digest.digest(), "its digest is another one")
    file.seek(0)
    _demand(file.read(len(MAGIC)) == MAGIC, "it is of another form")
    index = json.loads(file.read(int.from_bytes(file.read(LENGTH))))
    _demand(index["key"] == key, "it is another site")
    listed = tuple((path, size) for path, size in index["files"])
    _demand(all(_is_inside(path) for path, _ in listed), "it leads outside")
    return listed


def _demand(holds: bool, otherwise: str) -> None:  # noqa: FBT001 reads as what it demands
    if not holds:
        raise DamagedError(otherwise)


def _is_own(state: os.stat_result) -> bool:
    if not hasattr(os, "geteuid"):  # elsewhere a user's folder is closed to others by itself
        return True
    return state.st_uid == os.geteuid() and not state.st_mode & OTHERS_MAY_WRITE


def _is_inside(path: str) -> bool:
    return not path.startswith("/") and "\\" not in path and ".." not in path.split("/")
