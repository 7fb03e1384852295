"""What commands share that rewrite facts: the changes of fact files and of the lock."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from factsheet.cli.sharing import stop

if TYPE_CHECKING:
    from factsheet.editing import Change
    from factsheet.loading import FactBase


def fact_changes(
    base: "FactBase", changed: Mapping[str, str], *, keep_mark: bool = True
) -> "list[Change]":
    """Return how files that were read get other texts; end the command if one is not as read."""
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
        after = encoded(text, before) if keep_mark else text.encode()
        changes.append(Change(path=path, before=before, after=after))
    return changes


def lock_changes(
    paths: tuple[Path, ...], base: "FactBase", after: "FactBase", languages: tuple[str, ...]
) -> "list[Change]":
    """Keep translations confirmed whose original changes by nothing a translation shows."""
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
