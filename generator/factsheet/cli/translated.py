"""`factsheet translated`: confirm that translations say what their originals say now."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factsheet.cli.sharing import existing, languages_option, refuse_errors, stop

if TYPE_CHECKING:
    from factsheet.catalog import Catalog


@click.command()
@click.argument("words", nargs=-1, metavar="[PATH]... ID...")
@click.option("--all", "is_all", is_flag=True, help="Confirm the translations of every record.")
@languages_option
def translated(words: tuple[str, ...], *, is_all: bool, languages: tuple[str, ...]) -> None:
    """Confirm that the translations of records say what their originals say now.

    Writes what they are made from to "translations.lock" next to the first PATH; from then on
    "factsheet check" tells which original has changed since. A PATH is whatever is there as a
    file or folder, or has a "/" or a "." in it.
    """
    from factsheet.catalog.translations import confirmed
    from factsheet.editing import Change, NotStoredError, store
    from factsheet.loading import load
    from factsheet.reader.locked import lock_path, lock_text

    paths = tuple(Path(word) for word in words if _is_path(word))
    named = [word for word in words if not _is_path(word)]
    if is_all == bool(named):
        stop('name the ids of the records, or "--all" for every record, but not both')
    paths = existing(paths)
    base = load(paths, languages)
    if base.has_errors:
        refuse_errors(base)
    ids = tuple(base.catalog.entries) if is_all else _present(base.catalog, named)
    lock = lock_path(paths)
    lines = confirmed(base.catalog, languages, ids)
    try:
        before = lock.read_bytes() if lock.exists() else None
        store([Change(path=lock, before=before, after=lock_text(lines).encode())])
    except OSError as error:
        stop(f"cannot read {lock}: {error.strerror or error}")
    except NotStoredError as error:
        stop(f"{error}; nothing was written")
    click.echo(_told(sum(line.id in set(ids) for line in lines), lock))


def _is_path(word: str) -> bool:
    return "/" in word or "." in word or Path(word).exists()


def _present(catalog: "Catalog", named: Sequence[str]) -> tuple[str, ...]:
    """Return the present ids of records; end the command when there is no such record."""
    from factsheet.problems import did_you_mean, quoted

    for word in named:
        if catalog.find(word) is None:
            remedy = did_you_mean(word, catalog.entries) or "it may be a file that is not there"
            stop(f"there is no record {quoted(word)} ({remedy})")
    return _each_once(catalog.present(word) for word in named)


def _each_once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _told(count: int, lock: Path) -> str:
    return f"{count} translation{'' if count == 1 else 's'} confirmed in {lock}"
