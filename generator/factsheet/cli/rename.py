"""`factsheet rename`: another id for a record, everywhere."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from factsheet.cli.rewriting import fact_changes, lock_changes
from factsheet.cli.sharing import existing, facts_option, languages_option, refuse_errors, stop

if TYPE_CHECKING:
    from factsheet.editing import Change

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
        stop(error.in_a_line)
    renamed = renamed_facts(base.catalog, base.texts, old, new)
    changes = fact_changes(base, renamed)
    instead = {str(change.path): change.after for change in changes}
    after = load(existing(facts), languages, instead=instead)
    if after.has_errors or not is_same_but_id(base.catalog, after.catalog, old, new):
        stop(f'"{old}" stands in a way that cannot be changed safely; nothing was written')
    changes += lock_changes(existing(facts), base, after, languages)
    changes += _page_changes(pages, old, new)
    try:
        store(changes)
    except NotStoredError as error:
        stop(f"{error}; nothing was written")
    for change in changes:
        click.echo(change.path)
    count = f"{len(changes)} file{'s' if len(changes) > 1 else ''}"
    click.echo(f'"{old}" is "{new}" now: {count} changed')


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
