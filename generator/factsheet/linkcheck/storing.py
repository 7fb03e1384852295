"""Write addresses of archived copies into fact files, and change no other character.

Enters: the texts as they were read, and what to add. Leaves: the files with `archive_url` right
behind `url`. An edit that would not read as the same records plus that field is not made.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from factsheet.editing import (
    Change,
    Edit,
    NotStoredError,
    applied,
    encoded,
    end_of_line,
    line_end,
    spelled,
    spelled_in_brackets,
)
from factsheet.editing import store as store_changes
from factsheet.linkcheck.archive import Wanted
from factsheet.linkcheck.citations import ARCHIVE_URL, URL
from factsheet.source import Node, Scalar, Table, decode, extents, plain_data, read_yaml, walk

SOURCES = "sources"


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
    root, problems = read_yaml(text, "")
    if root is None or problems:
        return None
    match list(walk(root, (SOURCES, record, URL))):
        case [_, (_, Table() as source), (Scalar() as key, Scalar() as value)]:
            known = extents(text)
            behind = known.of_scalar(value.place)[1]
            if text[known.of_group(source.place)[0]] == "{":
                added = f", {spelled_in_brackets(ARCHIVE_URL, address)}"
            else:
                behind = end_of_line(text, behind)
                (line,) = spelled(ARCHIVE_URL, address, " " * (key.place.column - 1))
                added = line_end(text) + line
            changed = applied(text, [Edit(behind, behind, added)])
            return changed if _is_same_but(root, changed, record, address) else None
    return None


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
    path = Path(file)
    try:
        content = path.read_bytes()
    except OSError as error:
        message = f"cannot write {file}: {error.strerror or error}"
        raise NotStoredError(message) from None
    if decode(content, file)[0] != before:
        message = f"{file} has changed while addresses were asked; it is left as it is"
        raise NotStoredError(message)
    store_changes([Change(path=path, before=content, after=encoded(after, content))])
