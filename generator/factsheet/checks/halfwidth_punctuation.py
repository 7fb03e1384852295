"""Among Chinese characters stands the punctuation of Chinese, in full width."""

import re
from collections.abc import Iterator, Mapping, Sequence

from factsheet.catalog import Catalog, own_language
from factsheet.fields import is_close
from factsheet.han import IDEOGRAPH
from factsheet.languages import language
from factsheet.model import Entity
from factsheet.problems import Problem, Severity
from factsheet.prose import without_addresses

# What a stretch of Chinese text ends or begins with: a mark right beside it is Chinese too.
ENDS = f"[{IDEOGRAPH}》」』】〉）]"
BEGINS = f"[{IDEOGRAPH}《「『【〈（]"
PAIR = re.compile(r"\([^()]*\)")
# The parts of a paragraph of law: 第744.23(a)(1)条.
LABEL = re.compile(r"(?<=[0-9A-Za-z)])\((?:[a-z0-9]{1,4}|[A-Z])\)")


def check(catalog: Catalog, languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of half-width marks beside Chinese characters; words of others stand as they are."""
    for code in languages:
        marks = language(code).punctuation
        if marks:
            yield from _in_language(catalog, code, marks)


def _in_language(catalog: Catalog, code: str, marks: Mapping[str, str]) -> Iterator[Problem]:
    some = f"[{re.escape(''.join(marks))}]"
    wrong = re.compile(f"(?<={ENDS}){some}|{some}(?={BEGINS})")
    names = _names_with(marks, catalog)
    for entry, path, key, words in catalog.worded(code):
        own = own_language(entry.record, path[:-1])
        if own and is_close(own, key):
            continue
        if not wrong.search(words):
            continue
        found = _found(wrong, _blanked(without_addresses(words), LABEL, names))
        if found:
            field = next(step for step in reversed(path[:-1]) if isinstance(step, str))
            each_once = dict.fromkeys(words[at] for at in found)
            yield Problem(
                place=entry.place_within((found[0], found[0] + 1), *path),
                rule="halfwidth-punctuation",
                message=f'"{field}" of "{entry.id}" has half-width {_listed(each_once)} '
                f"beside Chinese characters",
                hint=f"write {_listed(marks[mark] for mark in each_once)}",
                severity=Severity.WARNING,
                mends=tuple(
                    mend
                    for span, by in _replacements(words, found, marks)
                    for mend in entry.mends(words, span, by, *path)
                ),
            )


def _found(wrong: re.Pattern[str], words: str) -> list[int]:
    """Return where the marks stand; of brackets that belong together, both."""
    found = {match.start() for match in wrong.finditer(words)}
    for pair in PAIR.finditer(words):
        both = {pair.start(), pair.end() - 1}
        found |= both if both & found else set()
    return sorted(found)


def _replacements(
    words: str, found: Sequence[int], marks: Mapping[str, str]
) -> Iterator[tuple[tuple[int, int], str]]:
    """Return which stretches give way to which marks; these bring their own space with them."""
    for at in found:
        is_opening = words[at] == "("
        aside = at - 1 if is_opening else at + 1
        yield (at, at + 1), marks[words[at]]
        if words[aside : aside + 1] == " " and aside > 0:
            yield (aside, aside + 1), ""


def _names_with(marks: Mapping[str, str], catalog: Catalog) -> re.Pattern[str]:
    """Find names that have such a mark in themselves, like "Yahoo!"."""
    names = {
        name
        for entry in catalog.of(Entity)
        for name in _names(entry.record)
        if any(mark in name for mark in marks)
    }
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, longest_first)) or "(?!)")


def _names(entity: Entity) -> Iterator[str]:
    """Return names by which an entity is written in other scripts than Chinese."""
    yield from (name for name in entity.name.root.values() if name.isascii())
    for listed in entity.aliases.root.values() if entity.aliases else ():
        yield from (name for name in listed if name.isascii())


def _blanked(words: str, *patterns: re.Pattern[str]) -> str:
    for pattern in patterns:
        words = pattern.sub(lambda found: " " * len(found[0]), words)
    return words


def _listed(marks: Iterator[str] | Mapping[str, None]) -> str:
    return " and ".join(f'"{mark}"' for mark in marks)
