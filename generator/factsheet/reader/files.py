"""Find the fact files below some folders, and read them to text.

Enters: paths. Leaves: texts by the names that messages use. Every file that cannot be read,
or that a curator may think is read, is a problem; none is passed over in silence.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from factsheet.file_names import folded, is_refused
from factsheet.problems import Place, Problem, Severity, quoted
from factsheet.reader.entries import Findings
from factsheet.reader.kept import Archive, keepings, kept_texts, sources_lock_path
from factsheet.reader.locked import Locked, lock_path, locked
from factsheet.source import Node, decode, read_yaml

SUFFIX = ".yaml"
OTHER_SUFFIXES = (".yml", ".yaml")


def fact_files(
    paths: Sequence[Path], root: Path | None, findings: Findings
) -> Iterator[tuple[Path, str]]:
    """Find every fact file once, in the order of names, each with its name in messages.

    Messages name files relative to `root` where they are below it, otherwise as given.
    """
    seen: set[str] = set()
    named: dict[str, str] = {}
    for path in paths:
        name = _shown(path, root)
        before = len(findings.problems)
        files = list(_below(path, name, findings))
        if not files and len(findings.problems) == before:
            hint = f'write the first one, for example "{name}/first{SUFFIX}"'
            findings.add_unread(Place(name), "no-facts", "there are no fact files here", hint)
        for file, shown in files:
            real = os.path.realpath(file)
            if real not in seen:
                seen.add(real)
                findings.problems += _awkward(shown, named.setdefault(folded(shown), shown))
                yield file, shown
    there = {os.path.realpath(name) for name in findings.instead} - seen
    yield from ((Path(name), name) for name in findings.instead if os.path.realpath(name) in there)


def nodes_of(data: bytes, file: str, findings: Findings) -> Node | None:
    """Read the bytes of a file to its root node; None when it is empty or cannot be read."""
    text = _text_of(data, file, findings)
    if text is None:
        return None
    root, problems = read_yaml(text, file)
    findings.problems += problems
    if root is None and problems:
        findings.is_complete = False
    return root


def lock_of(
    paths: Sequence[Path], root: Path | None, findings: Findings
) -> tuple[Locked, ...] | None:
    """Read what translations were made from; None where no lock stands next to the facts."""
    path = lock_path(paths) if paths else None
    if path is None or not path.is_file():
        return None
    file = _shown(path, root)
    data = bytes_of(path, file, findings)
    text = None if data is None else _text_of(data, file, findings)
    if text is None:
        return None
    lines, problems = locked(text, file)
    findings.problems += problems
    return lines


def archive_of(paths: Sequence[Path], root: Path | None, findings: Findings) -> Archive:
    """Read what is kept of sources beside the facts."""
    if not paths:
        return Archive()
    path = sources_lock_path(paths)
    file = _shown(path, root)
    data = bytes_of(path, file, findings) if path.is_file() else None
    text = None if data is None else _text_of(data, file, findings)
    lines, problems = keepings(text or "", file)
    findings.problems += problems
    return Archive(kept_texts(paths), lines)


def _text_of(data: bytes, file: str, findings: Findings) -> str | None:
    text, problems = decode(data, file)
    findings.problems += problems
    if text is None:
        findings.is_complete = False
        return None
    findings.texts[file] = text
    return text


def bytes_of(path: Path, file: str, findings: Findings) -> bytes | None:
    """Return what a file holds; None, with a problem, when it cannot be read."""
    if file in findings.instead:
        return findings.instead[file]
    try:
        # A device or pipe would never end.
        if path.is_file():
            return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
    else:
        reason = "it is not a file" if path.exists() else "there is no such file"
    message = f"the file cannot be read: {reason}"
    findings.add_unread(Place(file), "unreadable-file", message, "check who may read it")
    return None


def _shown(path: Path, root: Path | None) -> str:
    real = Path(os.path.realpath(path))
    base = Path(os.path.realpath(root)) if root is not None else None
    is_below = base is not None and real.is_relative_to(base)
    return _printable((real.relative_to(base) if base and is_below else path).as_posix())


def _below(top: Path, name: str, findings: Findings) -> Iterator[tuple[Path, str]]:
    """Find the fact files below a folder, each with its name in messages."""
    if not top.is_dir():
        yield top, name
        return

    def note(error: OSError) -> None:
        folder = Path(str(error.filename)).relative_to(top)
        place = Place(_printable(f"{name}/{folder.as_posix()}"))
        reason = (error.strerror or "it cannot be opened").lower()
        message = f"the folder cannot be read: {reason}"
        findings.add_unread(place, "unreadable-file", message, "check who may read it")

    real_top = os.path.realpath(top)
    for directory, folders, files in os.walk(top, onerror=note):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for each in sorted((*folders, *files)):
            path = Path(directory, each)
            shown = _printable(f"{name}/{path.relative_to(top).as_posix()}")
            if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(real_top):
                message = "the link leads out of the fact folder"
                hint = "copy the file here instead of linking to it"
                findings.add_unread(Place(shown), "unreadable-file", message, hint)
            elif each in files and _is_fact_file(path, shown, findings):
                yield path, shown


def _is_fact_file(path: Path, shown: str, findings: Findings) -> bool:
    if path.name.startswith("."):
        return False
    if path.suffix.lower() in OTHER_SUFFIXES and path.suffix != SUFFIX:
        message = f'only files that end in "{SUFFIX}" are read'
        hint = f"rename it to {quoted(_printable(path.stem) + SUFFIX)}"
        findings.add_unread(Place(shown), "file-name", message, hint)
    return path.suffix == SUFFIX


def _awkward(name: str, first: str) -> Iterator[Problem]:
    """Report a name that other systems take for another file's, warn of one they cannot have."""
    if first != name:
        message = f"Windows and macOS take this file and {quoted(first)} for the same"
        hint = "rename one of the two: a checkout there would have only one"
        yield Problem(place=Place(name), rule="file-name", message=message, hint=hint)
    # Of a name from the top, only what is above the site is known to be refused.
    parts = () if Path(name).is_absolute() else name.split("/")
    for part in (each for each in parts if is_refused(each) and each != ".."):
        yield Problem(
            place=Place(name),
            rule="file-name",
            message=f"Windows allows no file or folder called {quoted(part)}",
            hint="rename it: the repository cannot be checked out there",
            severity=Severity.WARNING,
        )


def _printable(name: str) -> str:
    """Return a file's name as text that can be printed, whatever bytes it is made of."""
    return os.fsencode(name).decode("utf-8", "replace")
