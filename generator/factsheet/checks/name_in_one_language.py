"""A text names nobody in one language where another language names somebody else.

Names that one language merely leaves out are no mistake: each refers back in its own way. Only a
swap is told: a name that the other text lacks, where that has another of the same kind instead.
Places are left out, for languages use them as adjectives (US, Chinese), and so are short names.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from factsheet.catalog import Catalog
from factsheet.model import Entity
from factsheet.problems import Problem, Severity, narrowed, quoted
from factsheet.prose import plain

KINDS = frozenset({"person", "organization", "product"})
SHORTEST, SHORTEST_HAN = 3, 2
# What a name begins with: a Western one with a whole word, another with two characters.
BEGINNING = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]+|[^A-Za-z0-9].", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Whose each name is, and the names by what they begin with, the longest first.

    `beginnings` finds them: one pattern of all names would try every one of them at every letter.
    """

    ids: Mapping[str, str]
    by_beginning: Mapping[str, Sequence[str]]
    beginnings: re.Pattern[str]

    def named(self, text: str) -> Mapping[str, str]:
        """Return the entities that a text names: their ids, each with the name as it stands."""
        found: dict[str, str] = {}
        at = 0
        while beginning := self.beginnings.search(text, at):
            start = beginning.start()
            at = start + 1
            names = self.by_beginning.get(beginning[0])
            name = _longest(names, text, start) if names else ""
            if name:
                at = start + len(name)
                found.setdefault(self.ids[name], name)
        return found


def _longest(names: Sequence[str], text: str, start: int) -> str:
    """Return the longest name there; nothing where a Western one is part of a longer word."""
    for name in names:
        if text.startswith(name, start):
            end = start + len(name)
            return "" if _are_one_word(text[end - 1], text[end : end + 1]) else name
    return ""


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of people, organizations and products that are swapped for others."""
    known = _known(catalog)
    if known is None:
        return
    for each in catalog.parallel:
        if each.is_name:
            continue
        (code, words), (other, translated) = each.first, each.second
        texts = plain(words), plain(translated)
        first, second = (known.named(text) for text in texts)
        for one, another in _swapped(catalog, first, second, texts):
            place = each.entry.place(*each.path, other)
            yield Problem(
                place=narrowed(place, translated, second[another]),
                rule="name-in-one-language",
                message=f'{quoted(second[another])} stands in "{other}" only: '
                f'"{code}" names {quoted(first[one])} instead',
                hint="name the same in both",
                severity=Severity.WARNING,
                also=each.entry.place(*each.path, code),
            )


def _swapped(
    catalog: Catalog, first: Mapping[str, str], second: Mapping[str, str], texts: tuple[str, str]
) -> Iterator[tuple[str, str]]:
    """Pair what only one text names with what only the other does, one of each kind."""
    if first.keys() == second.keys():
        return
    by_kind: dict[str, tuple[list[str], list[str]]] = {kind: ([], []) for kind in sorted(KINDS)}
    for side, (found, other) in enumerate(((first, texts[1]), (second, texts[0]))):
        for each in (one for one in found if one not in first or one not in second):
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
        by_beginning.setdefault(_beginning(name), []).append(name)
    return _Known(ids=ids, by_beginning=by_beginning, beginnings=_beginnings(kept))


def _beginning(name: str) -> str:
    found = BEGINNING.match(name)
    return found[0] if found else name


def _beginnings(names: Iterable[str]) -> re.Pattern[str]:
    """Match what names may begin with, of which many letters are not."""
    letters = {name[0] for name in names}
    others = re.escape("".join(sorted(each for each in letters if not _is_western(each))))
    western = "".join(sorted(each for each in letters if _is_western(each)))
    either = (
        rf"(?<![A-Za-z0-9])[{western}][A-Za-z0-9]*" if western else "",
        f"[{others}]." if others else "",
    )
    return re.compile("|".join(filter(None, either)), re.DOTALL)


def _names(entity: Entity) -> Iterator[str]:
    aliases = entity.aliases.root.values() if entity.aliases else ()
    yield from entity.name.root.values()
    yield from (each for listed in aliases for each in listed)


def _is_clear(name: str) -> bool:
    return len(name) >= (SHORTEST if name.isascii() else SHORTEST_HAN)


def _are_one_word(one: str, other: str) -> bool:
    return _is_western(one) and _is_western(other)


def _is_western(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()
