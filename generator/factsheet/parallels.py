"""Which numbers two texts that say the same do not share, and which miss a value by powers of ten.

Enters: a text in two languages, or a text and the values it tells of, as plain words. Leaves:
the numbers that only one has, and those that differ by a power of ten. Knows no records. Numbers
in words are looked up, not read: where the other text may have one, nothing is said.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from factsheet.languages import every_language
from factsheet.mentions import Mention, mentions, named_numbers
from factsheet.precision import agree, digits, powers_apart
from factsheet.quantity import Quantity
from factsheet.units import Unit, UnitKind, UnitNames

# Larger ones are written in digits, by every style guide there is.
LARGEST_IN_WORDS = 100
SAID_EXACTLY = frozenset({UnitKind.PERCENT, UnitKind.POINTS, UnitKind.CURRENCY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """Two numbers with the same digits: the second is `power` powers of ten larger (or smaller)."""

    first: Mention
    second: Mention
    power: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What two texts do not share: slips, and the numbers that only one of them has."""

    slips: tuple[Slip, ...]
    only_first: tuple[Mention, ...]
    only_second: tuple[Mention, ...]


ALIKE = Comparison(slips=(), only_first=(), only_second=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Misplaced:
    """A number of a text with the digits of a value, `power` powers of ten larger (or smaller)."""

    mention: Mention
    value: Quantity
    power: int


def misplaced(
    text: str, values: Sequence[Quantity], units: UnitNames, *, known: Sequence[Quantity] = ()
) -> Iterator[Misplaced]:
    """Find numbers of a text that have the digits of a value, but not its size.

    A value that the text gives as it is, is not looked for again; `known` are other numbers that
    the text may mean. A table's bare numbers say nothing of their size. A single digit is enough
    only where nothing else can be meant.
    """
    found = mentions(text, units)
    missing = [
        (value, unit)
        for value in values
        if (unit := units.find(value.unit)) and not any(agree(m.quantity, value) for m in found)
    ]
    lone = [
        mention
        for mention in found
        if _tells_its_size(mention)
        and not any(agree(mention.quantity, value) for value in (*values, *known))
    ]
    for mention in lone:
        fitting = [value for value, unit in missing if mention.counts(unit)]
        is_only = len(lone) == len(fitting) == 1
        for value in fitting:
            power = powers_apart(mention.quantity, value)
            if power and (is_only or min(digits(mention.quantity), digits(value)) > 1):
                yield Misplaced(mention=mention, value=value, power=power)
                break


def compare(first: str, second: str, units: UnitNames) -> Comparison:
    """Hold the numbers of two texts against each other; 2.81亿 and 281 million are the same."""
    ones, others = mentions(first, units), mentions(second, units)
    return _compared(first, ones, second, others) if ones or others else ALIKE


def _compared(
    first: str, ones: tuple[Mention, ...], second: str, others: tuple[Mention, ...]
) -> Comparison:
    lone = [each for each in ones if not _is_shared(each, others, second)]
    alone = [each for each in others if not _is_shared(each, ones, first)]
    slips = tuple(_slips(lone, alone))
    slipped = {id(each) for slip in slips for each in (slip.first, slip.second)}
    return Comparison(
        slips=slips,
        only_first=_certain(lone, slipped, second, alone),
        only_second=_certain(alone, slipped, first, lone),
    )


def _is_shared(one: Mention, others: Iterable[Mention], text: str) -> bool:
    """Whether another text has a number too, in digits or, if it is small, in words."""
    return any(_agree(one, other) for other in others) or _is_in_words(one, text)


def _may_count_the_same(one: Mention, other: Mention) -> bool:
    """Whether two numbers may be of one unit; where it is left open, of any but a share."""
    if one.unit is None:
        return other.unit is None or (one.counts(other.unit) and not _is_share(other.unit))
    return other.counts(one.unit) and (other.unit is not None or not _is_share(one.unit))


def _is_share(unit: Unit) -> bool:
    return unit.kind in (UnitKind.PERCENT, UnitKind.POINTS)


def _tells_its_size(mention: Mention) -> bool:
    is_measure = mention.unit is not None and mention.unit.kind is not UnitKind.CURRENCY
    return mention.is_scaled or is_measure


def _slips(lone: list[Mention], alone: list[Mention]) -> Iterator[Slip]:
    """Pair each number with the first that has its digits; each is in one pair at most."""
    free = list(alone)
    for one in lone:
        for other in free:
            power = (
                powers_apart(other.quantity, one.quantity) if _may_count_the_same(one, other) else 0
            )
            if power:
                yield Slip(first=one, second=other, power=power)
                free.remove(other)
                break


def _agree(one: Mention, other: Mention) -> bool:
    """Whether two numbers are the same; without a scale word, a zero at the end is no rounding."""
    is_exact = not (one.is_scaled or other.is_scaled)
    return agree(one.quantity, other.quantity, to_the_whole=is_exact)


def _certain(
    found: list[Mention], slipped: set[int], other: str, others: list[Mention]
) -> tuple[Mention, ...]:
    if not found:
        return ()
    named = named_numbers(other)
    return tuple(
        each
        for each in found
        if id(each) not in slipped
        and not (each.is_plain and each.quantity.low in named)
        and not _may_be_in_words(each, other)
        and not any(_may_be_converted(each, one) for one in others)
    )


def _may_be_converted(one: Mention, other: Mention) -> bool:
    """Whether two numbers may be one measure in different units: 5 miles, 8 kilometres."""
    units = [each.unit for each in (one, other) if each.unit and each.unit.kind is UnitKind.CLDR]
    first, *rest = [unit.id for unit in units] or [""]
    # CLDR writes before a unit what it measures.
    return any(each != first and each.partition("-")[0] == first.partition("-")[0] for each in rest)


def _may_be_in_words(mention: Mention, text: str) -> bool:
    """Whether a text may say a number in words that are not read."""
    is_large = abs(mention.quantity.low) >= LARGEST_IN_WORDS and not _is_exact(mention)
    words = _scaled_words if mention.is_scaled or is_large else _unread_words  # 一百五十, 八千
    return words().search(text) is not None


def _is_in_words(mention: Mention, text: str) -> bool:
    low = abs(mention.quantity.low)
    is_small = low == int(low) and 0 < low <= LARGEST_IN_WORDS and not mention.is_scaled
    return is_small and not _is_exact(mention) and _is_said(int(low), text)


def _is_exact(mention: Mention) -> bool:
    return mention.unit is not None and mention.unit.kind in SAID_EXACTLY


def _is_said(number: int, text: str) -> bool:
    words = (each.number_words[number - 1].split() for each in every_language())
    return _any_of(word for listed in words for word in listed).search(text) is not None


@cache
def _scaled_words() -> re.Pattern[str]:
    """Match numbers like `two million` and `两亿`, and words like `millions`."""
    known = every_language()
    words = "|".join(
        _edged(word, rf"\b{word}")
        for each in known
        for listed in each.number_words
        for word in listed.split()
    )
    scales = "|".join(_edged(word, rf"{word}\b") for each in known for word in each.scales)
    return re.compile(rf"(?:{words})[ -]?(?:{scales})|{_unread_words().pattern}", re.IGNORECASE)


@cache
def _unread_words() -> re.Pattern[str]:
    return _any_of(word for each in every_language() for word in each.unread_numbers)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    edged = (_edged(word, rf"\b{word}\b") for word in words)
    return re.compile("|".join(edged), re.IGNORECASE)


def _edged(word: str, with_edge: str) -> str:
    """Return a pattern that finds no English word within another; Chinese ones have no edges."""
    return with_edge if word.isascii() else word
