"""A folder made to hold given files and no others, with as little writing as can be.

Enters: a folder as somebody has left it, and the files it is to hold. Leaves: these. Reading what
is there is far faster than writing it anew. Knows no site.
"""

import os
import shutil
from collections.abc import Container, Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath


def place(files: Iterable[tuple[str, bytes]], paths: frozenset[str], folder: Path) -> None:
    """Have files that are right stay, and all others go or be written.

    `paths` are the names of all files, with slashes. Hidden ones at the top that are not among
    them stay, as mkdocs leaves them too.
    """
    parents = {str(each) for path in paths for each in PurePosixPath(path).parents}
    _remove_others(folder, paths, parents)
    for parent in sorted(parents):
        (folder / parent).mkdir(parents=True, exist_ok=True)
    for path, content in files:
        _put(f"{folder}{os.sep}{path}", content)


def _remove_others(top: Path, files: Container[str], folders: Container[str]) -> None:
    for place, inner, names in os.walk(top):
        is_top = Path(place) == top
        within = "" if is_top else f"{Path(place).relative_to(top).as_posix()}/"
        seen = [name for name in (*inner, *names) if not (is_top and name.startswith("."))]
        inner[:] = [name for name in inner if name in seen and f"{within}{name}" in folders]
        for name in seen:
            path = Path(place, name)
            is_link = path.is_symlink()
            if path.is_dir() and not is_link:
                if f"{within}{name}" not in folders:
                    shutil.rmtree(path)
            elif is_link or f"{within}{name}" not in files:
                path.unlink()


def _put(path: str, content: bytes) -> None:
    """Write a file, unless it is there as it is to be."""
    with suppress(OSError):
        if Path(path).stat().st_size == len(content) and Path(path).read_bytes() == content:
            return
    Path(path).unlink(missing_ok=True)  # what it may be linked with stays as it is
    with open(path, "wb") as file:  # noqa: PTH123 many thousand times
        file.write(content)
