"""Write addresses of archived copies into fact files, and change no other character.

Enters: the texts as they were read, and what to add. Leaves: the files with `archive_url` right
behind `url`. An edit that would not read as the same records plus that field is not made.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from factsheet.linkcheck.archive import Wanted
from factsheet.linkcheck.citations import ARCHIVE_URL, URL
from factsheet.outputs import Output, write
from factsheet.problems import Place
from factsheet.source import Node, Scalar, Table, decode, plain_data, read_yaml, walk

SOURCES = "sources"
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
LINE_END = re.compile(r"\r\n|\r|\n")
# What plain text in brackets must not hold; in quotes an address may hold anything it can.
NEEDS_QUOTES = re.compile(r"[,\[\]{}]|:\Z")


class NotStoredError(Exception):
    """A file or source that was left as it is; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """Where the address of a source stands: its key and value, in brackets or on lines."""

    key: Place
    value: Place
    in_brackets: bool


def store(
    texts: Mapping[str, str], sources: Sequence[Wanted], copies: Mapping[str, str]
) -> tuple[frozenset[str], tuple[NotStoredError, ...]]:
    """Add copies to the files of their sources, and return which were and why others were not.

    `texts` are the files as they were read: one that has changed since is left alone.
    """
    stored: set[str] = set()
    errors: list[NotStoredError] = []
    for file in sorted({each.place.file for each in sources if each.record in copies}):
        wanted = {
            each.record: copies[each.record]
            for each in sources
            if each.place.file == file and each.record in copies
        }
        try:
            text, added = with_copies(texts[file], wanted)
            errors += [
                NotStoredError(f'{file}: write the archive_url of "{record}" by hand: {address}')
                for record, address in wanted.items()
                if record not in added
            ]
            if added:
                _replace(file, texts[file], text)
        except NotStoredError as error:
            errors.append(error)
        else:
            stored |= added
    return frozenset(stored), tuple(errors)


def with_copies(text: str, copies: Mapping[str, str]) -> tuple[str, frozenset[str]]:
    """Return a text with copies added to its sources, and to which it was possible."""
    added: set[str] = set()
    for record, address in copies.items():
        changed = _with_copy(text, record, address)
        if changed is not None:
            text = changed
            added.add(record)
    return text, frozenset(added)


def _with_copy(text: str, record: str, address: str) -> str | None:
    root, _ = read_yaml(text, "")
    spot = _spot(root, text, record)
    if root is None or spot is None:
        return None
    lines = LINE.findall(text)
    line = lines[spot.value.line - 1]
    if spot.in_brackets:
        end = spot.value.column - 1 + spot.value.width
        lines[spot.value.line - 1] = f"{line[:end]}, {_field(address)}{line[end:]}"
    else:
        break_ = LINE_END.search(line) or LINE_END.search(text)
        end_of_line = break_[0] if break_ else "\n"
        indent = " " * (spot.key.column - 1)
        is_last = LINE_END.search(line) is None
        before, after = (end_of_line, "") if is_last else ("", end_of_line)
        lines[spot.value.line - 1] = f"{line}{before}{indent}{_field(address)}{after}"
    changed = "".join(lines)
    return changed if _is_same_but(root, changed, record, address) else None


def _spot(root: Node | None, text: str, record: str) -> _Spot | None:
    steps = list(walk(root, (SOURCES, record, URL))) if root is not None else []
    match steps:
        case [_, (_, Table() as table), (Scalar() as key, Scalar() as value)]:
            line = LINE.findall(text)[table.place.line - 1]
            in_brackets = line[table.place.column - 1] == "{"
            return _Spot(key=key.place, value=value.place, in_brackets=in_brackets)
    return None


def _field(address: str) -> str:
    value = f'"{address}"' if NEEDS_QUOTES.search(address) else address
    return f"{ARCHIVE_URL}: {value}"


def _is_same_but(before: Node, changed: str, record: str, address: str) -> bool:
    """Whether a text reads as before, with that one field more."""
    after, problems = read_yaml(changed, "")
    if after is None or problems:
        return False
    expected, found = plain_data(before), plain_data(after)
    match expected:
        case {"sources": dict(sources)} if isinstance(sources.get(record), dict):
            sources[record][ARCHIVE_URL] = address
            return expected == found
    return False


def _replace(file: str, before: str, after: str) -> None:
    """Write a file, unless it is not any more what was read."""
    path = Path(file).resolve()
    try:
        now, _ = decode(path.read_bytes(), file)
        if now != before:
            message = f"{file} has changed while addresses were asked; it is left as it is"
            raise NotStoredError(message)
        write([Output(path.name, after.encode())], path.parent)
    except OSError as error:
        message = f"cannot write {file}: {error.strerror or error}"
        raise NotStoredError(message) from None
