"""`factsheet check --fix`: mend what needs no judgement, and say what was mended."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factsheet.cli.rewriting import fact_changes, lock_changes
from factsheet.cli.sharing import stop

if TYPE_CHECKING:
    from factsheet.editing import Change
    from factsheet.mending import Mended
    from factsheet.strictness import Severities


def fix(
    paths: tuple[Path, ...],
    languages: tuple[str, ...],
    severities: "Severities",
    *,
    only_show: bool,
) -> bool:
    """Mend fact files, all or none, and say it on standard error; or print what would change.

    Returns whether there is anything to mend.
    """
    from factsheet.editing import NotStoredError, store
    from factsheet.loading import load, mended

    base, files = mended(paths, languages, severities=severities)
    _tell(files)
    texts = {name: each.text for name, each in files.items() if each.is_changed}
    changes = fact_changes(base, texts, keep_mark=False)
    if changes:
        instead = {str(change.path): change.after for change in changes}
        after = load(paths, languages, instead=instead)
        changes += lock_changes(paths, base, after, languages)
    if only_show:
        click.echo("".join(_diff(changes)), nl=False)
        return bool(changes)
    try:
        store(changes)
    except NotStoredError as error:
        stop(f"{error}; nothing was written")
    return bool(changes)


def _tell(files: "Mapping[str, Mended]") -> None:
    for name, each in sorted(files.items()):
        for note in each.left:
            click.echo(f"{note.place}: {note.message}", err=True)
        if each.notes:
            click.echo(f"{name}: {len(each.notes)} mended", err=True)
        for note in each.notes:
            click.echo(f"{note.place.line:>5} | {note.message}", err=True)


def _diff(changes: "Sequence[Change]") -> Iterator[str]:
    """Return changes the way `diff -u` writes them, for people and for `patch`."""
    for change in changes:
        before, after = (_lines(content or b"") for content in (change.before, change.after))
        name = change.path.as_posix()
        for line in difflib.unified_diff(before, after, name, name):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(content: bytes) -> Sequence[str]:
    """Return the lines of a file with their ends; only a line feed ends one for `patch`."""
    return re.findall(r"[^\n]*\n|[^\n]+", content.decode())
