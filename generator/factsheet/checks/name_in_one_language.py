"""A text names nobody in one language where another language names somebody else.

Names that one language merely leaves out are no mistake: each refers back in its own way. Only a
swap is told: a name that the other text lacks, where that has another of the same kind instead.
Places are left out, for languages use them as adjectives (US, Chinese), and so are short names.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from factsheet.catalog import Catalog, side_by_side
from factsheet.model import Entity
from factsheet.problems import Problem, Severity, narrowed, quoted
from factsheet.prose import plain

KINDS = frozenset({"person", "organization", "product"})
# Fields that are names themselves.
NAMES = frozenset({"name", "publisher", "author"})
SHORTEST, SHORTEST_HAN = 3, 2
BEGINNING = min(SHORTEST, SHORTEST_HAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Whose each name is, and the names by what they begin with, the longest first.

    `first` finds the letters that any name begins with: one pattern of all names would try every
    one of them at every letter.
    """

    ids: Mapping[str, str]
    by_beginning: Mapping[str, Sequence[str]]
    first: re.Pattern[str]

    def named(self, text: str) -> Mapping[str, str]:
        """Return the entities that a text names: their ids, each with the name as it stands."""
        found: dict[str, str] = {}
        at = 0
        while letter := self.first.search(text, at):
            start = letter.start()
            name = self._longest(text, start)
            is_whole = name != "" and not _runs_on(text, start, start + len(name))
            at = start + (len(name) if is_whole else 1)
            if is_whole:
                found.setdefault(self.ids[name], name)
        return found

    def _longest(self, text: str, start: int) -> str:
        listed = self.by_beginning.get(text[start : start + BEGINNING], ())
        return next((name for name in listed if text.startswith(name, start)), "")


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of people, organizations and products that are swapped for others."""
    known = _known(catalog)
    if known is None:
        return
    for entry in catalog.entries.values():
        for path, (code, words), (other, translated) in side_by_side(entry.record):
            if NAMES.intersection(path):
                continue
            texts = plain(words), plain(translated)
            first, second = (known.named(text) for text in texts)
            for one, another in _swapped(catalog, first, second, texts):
                yield Problem(
                    place=narrowed(entry.place(*path, other), translated, second[another]),
                    rule="name-in-one-language",
                    message=f'{quoted(second[another])} stands in "{other}" only: '
                    f'"{code}" names {quoted(first[one])} instead',
                    hint="name the same in both",
                    severity=Severity.WARNING,
                    also=entry.place(*path, code),
                )


def _swapped(
    catalog: Catalog, first: Mapping[str, str], second: Mapping[str, str], texts: tuple[str, str]
) -> Iterator[tuple[str, str]]:
    """Pair what only one text names with what only the other does, one of each kind."""
    by_kind: dict[str, tuple[list[str], list[str]]] = {kind: ([], []) for kind in sorted(KINDS)}
    for side, (found, other) in enumerate(((first, texts[1]), (second, texts[0]))):
        for each in found:
            record = catalog.entries[each].record
            if isinstance(record, Entity) and record.kind in KINDS and not _is_in(record, other):
                by_kind[record.kind][side].append(each)
    for lone, alone in by_kind.values():
        if lone and alone:
            yield lone[0], alone[0]


def _is_in(entity: Entity, text: str) -> bool:
    """Whether a text has any name of an entity at all, be it short or part of another name."""
    folded = text.casefold()
    return any(name.casefold() in folded for name in _names(entity))


def _known(catalog: Catalog) -> _Known | None:
    """Gather the names that only one entity has, of all kinds: one may be part of another."""
    ids: dict[str, str] = {}
    shared: set[str] = set()
    for entry in catalog.of(Entity):
        for name in filter(_is_clear, _names(entry.record)):
            if ids.setdefault(name, entry.id) != entry.id:
                shared.add(name)
    kept = sorted((each for each in ids if each not in shared), key=lambda each: (-len(each), each))
    if not kept:
        return None
    by_beginning: dict[str, list[str]] = {}
    for name in kept:
        by_beginning.setdefault(name[:BEGINNING], []).append(name)
    letters = "".join(sorted({name[0] for name in kept}))
    first = re.compile(f"[{re.escape(letters)}]")
    return _Known(ids=ids, by_beginning=by_beginning, first=first)


def _names(entity: Entity) -> Iterator[str]:
    aliases = entity.aliases.root.values() if entity.aliases else ()
    yield from entity.name.root.values()
    yield from (each for listed in aliases for each in listed)


def _is_clear(name: str) -> bool:
    return len(name) >= (SHORTEST if name.isascii() else SHORTEST_HAN)


def _runs_on(text: str, start: int, end: int) -> bool:
    """Whether a Western name is only a part of a longer word."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    return _are_one_word(before, text[start]) or _are_one_word(text[end - 1], after)


def _are_one_word(one: str, other: str) -> bool:
    return all(each.isascii() and each.isalnum() for each in (one, other))
