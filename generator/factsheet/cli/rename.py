"""`factsheet rename`: another id for a record, everywhere."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factsheet.cli.sharing import existing, facts_option, languages_option, refuse_errors, stop

if TYPE_CHECKING:
    from factsheet.editing import Change
    from factsheet.loading import FactBase

PAGES = Path("docs")


@click.command()
@click.argument("old")
@click.argument("new")
@facts_option
@click.option(
    "--pages",
    multiple=True,
    metavar="PATH",
    type=click.Path(path_type=Path),
    help='Folders of pages written by hand; "docs" when left out and there.',
)
@languages_option
def rename(
    old: str,
    new: str,
    *,
    facts: tuple[Path, ...],
    pages: tuple[Path, ...],
    languages: tuple[str, ...],
) -> None:
    """Give the record OLD the id NEW, everywhere.

    Its key, every reference in facts and every "fact:" link in pages are changed, and nothing
    else; OLD is added to "formerly". All files are written or none.
    """
    from factsheet.editing import NotStoredError, store
    from factsheet.loading import load
    from factsheet.problems import MalformedError
    from factsheet.renaming import is_same_but_id, refuse_renaming, renamed_facts

    base = load(existing(facts), languages)
    if base.has_errors:
        refuse_errors(base)
    try:
        refuse_renaming(base.catalog, old, new)
    except MalformedError as error:
        stop(f"{error.message} ({error.hint})" if error.hint else error.message)
    changes = _fact_changes(base, renamed_facts(base.catalog, base.texts, old, new))
    instead = {str(change.path): change.after for change in changes}
    after = load(existing(facts), languages, instead=instead)
    if after.has_errors or not is_same_but_id(base.catalog, after.catalog, old, new):
        stop(f'"{old}" stands in a way that cannot be changed safely; nothing was written')
    changes += _lock_changes(existing(facts), base, after, languages)
    changes += _page_changes(pages, old, new)
    try:
        store(changes)
    except NotStoredError as error:
        stop(f"{error}; nothing was written")
    for change in changes:
        click.echo(change.path)
    count = f"{len(changes)} file{'s' if len(changes) > 1 else ''}"
    click.echo(f'"{old}" is "{new}" now: {count} changed')


def _fact_changes(base: "FactBase", changed: "Mapping[str, str]") -> "list[Change]":
    from factsheet.editing import Change, encoded
    from factsheet.source import decode

    changes = []
    for name, text in changed.items():
        path = Path(name)
        try:
            before = path.read_bytes()
        except OSError as error:
            stop(f"cannot read {name}: {error.strerror or error}")
        if decode(before, name)[0] != base.texts[name]:
            stop(f"{name} has changed meanwhile; nothing was written")
        changes.append(Change(path=path, before=before, after=encoded(text, before)))
    return changes


def _lock_changes(
    paths: tuple[Path, ...], base: "FactBase", after: "FactBase", languages: tuple[str, ...]
) -> "list[Change]":
    """Keep translations confirmed whose original is other only by the new id in its links."""
    from factsheet.catalog.translations import confirmed
    from factsheet.editing import Change
    from factsheet.reader.locked import lock_path, lock_text, locked

    path = lock_path(paths)
    if not path.exists():
        return []
    before = path.read_bytes()
    lines, _ = locked(before.decode(), path.name)
    present = {
        (each.id, each.field, each.language): each.original
        for each in confirmed(base.catalog, languages, tuple(base.catalog.entries))
    }
    renewed = {
        (each.id, each.field, each.language): each.original
        for each in confirmed(after.catalog, languages, tuple(after.catalog.entries))
    }
    kept = []
    for line in lines:
        was = base.catalog.present(line.id), line.field, line.language
        now = after.catalog.present(line.id), line.field, line.language
        is_up_to_date = present.get(was) == line.original
        original = renewed.get(now, line.original) if is_up_to_date else line.original
        kept.append(replace(line, id=now[0], original=original))
    after_bytes = lock_text(kept).encode()
    return [Change(path=path, before=before, after=after_bytes)] if after_bytes != before else []


def _page_changes(pages: tuple[Path, ...], old: str, new: str) -> "list[Change]":
    from factsheet.editing import Change
    from factsheet.renaming import renamed_page

    changes = []
    wanted = existing(pages) if pages else tuple(path for path in (PAGES,) if path.exists())
    found = [path for top in wanted for path in ([top] if top.is_file() else top.rglob("*.md"))]
    for path in sorted(set(found)):
        try:
            before = path.read_bytes()
            text = before.decode()
        except (OSError, UnicodeDecodeError):
            stop(f"cannot read {path} as UTF-8; nothing was written")
        after = renamed_page(text, old, new).encode()
        if after != before:
            changes.append(Change(path=path, before=before, after=after))
    return changes
