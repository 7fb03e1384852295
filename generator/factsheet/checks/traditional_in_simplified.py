"""Text for readers of simplified characters is written in these."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from factsheet.catalog import Catalog, is_a, own_language
from factsheet.fields import Part, Path
from factsheet.han import is_in_simplified_set, simplified
from factsheet.languages import language
from factsheet.model import Entity, Source
from factsheet.problems import Problem, Severity
from factsheet.prose import without_addresses
from factsheet.reader import Entry

# RFC 5646, 2.2.3: ISO 15924 names the script.
SIMPLIFIED = "Hans"
QUOTED_TITLE = re.compile("《[^》]*》")


def check(catalog: Catalog, languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of traditional characters; titles in 《》 and names of entities may have them."""
    for code in languages:
        if SIMPLIFIED in language(code).tag.split("-"):
            yield from _in_language(catalog, code)


def _in_language(catalog: Catalog, code: str) -> Iterator[Problem]:
    names = cache(lambda: _names(catalog))
    for entry, path, key, words in catalog.worded(code):
        if (key != code and SIMPLIFIED not in key.split("-")) or _is_own_title(entry, path):
            continue
        is_name = path[:-1] == ("name",)
        found = _traditional(words, None if is_name else names)
        if found:
            field = next(step for step in reversed(path[:-1]) if isinstance(step, str))
            old = "".join(dict.fromkeys(words[at] for at in found))
            new = "".join(dict.fromkeys(found.values()))
            yield Problem(
                place=entry.place_within((min(found), min(found) + 1), *path),
                rule="traditional-in-simplified",
                message=f'"{field}" of "{entry.id}" has the traditional "{old}" in {key}',
                hint=f'write "{new}", or put words that are to stay so under "{code}-Hant"',
                severity=Severity.WARNING,
            )


def _is_own_title(entry: Entry[Part], path: Path) -> bool:
    """Whether a text is a source's title in its own language: that is as the source has it."""
    return is_a(entry, Source) and own_language(entry.record, path[:-1]) == path[-1]


def _traditional(words: str, names: Callable[[], re.Pattern[str]] | None) -> dict[int, str]:
    """Return where traditional characters stand, each with its simplified form.

    What `names` finds may have them. A name itself is only told apart by characters no simplified
    text ever has: some are both.
    """
    shown = without_addresses(words)
    new = simplified(shown)
    if new == shown:
        return {}
    if names is None:
        allowed = {at for at, each in enumerate(shown) if is_in_simplified_set(each)}
    else:
        spans = [match.span() for each in (QUOTED_TITLE, names()) for match in each.finditer(shown)]
        allowed = {at for start, end in spans for at in range(start, end)}
    return {
        at: after
        for at, (before, after) in enumerate(zip(shown, new, strict=True))
        if before != after and at not in allowed
    }


def _names(catalog: Catalog) -> re.Pattern[str]:
    named = {name for entry in catalog.of(Entity) for name in entry.record.name.root.values()}
    return re.compile("|".join(sorted(map(re.escape, named), key=len, reverse=True)) or "(?!)")
