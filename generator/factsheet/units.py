"""What a unit is called, and which unit a text means.

Enters: a unit as typed (`USD`, `美元`, `%`, `km`, `vehicles`). Leaves: a `Unit`. Knows
ISO 4217 and CLDR through Babel, and the fact base's own units as given. Knows no numbers.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from itertools import groupby
from typing import Literal

from babel import Locale
from babel.numbers import get_currency_name, get_currency_symbol, list_currencies
from babel.units import UnknownUnitError, format_unit, get_unit_name

from factsheet.languages import every_language
from factsheet.problems import MalformedError, quoted

PERCENT = frozenset({"%", "percent", "per cent"})
POINTS = frozenset({"pp", "percentage points", "percentage point", "个百分点", "百分点"})
# Each stands for several currencies: which one must be said.
AMBIGUOUS = frozenset({"$", "¥", "圓", "dollar", "dollars"})
# The same few words are asked for again and again.
KEPT = 10_000
# A word of this many letters may be told to be a slip of one that is this much alike.
SHORTEST_SLIP = 5
CLOSE = 0.83
# CLDR's name for what is measured in moles, parts per million and the like.
CHEMISTRY = "concentr-"
Style = Literal["long", "short", "narrow"]
STYLES: tuple[Style, ...] = ("long", "short", "narrow")


class UnitKind(StrEnum):
    """Where a unit's name comes from."""

    COUNT = "count"
    PERCENT = "percent"
    POINTS = "points"
    CURRENCY = "currency"
    CLDR = "cldr"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by kind and id: an ISO 4217 code, a CLDR id, or the fact base's own id."""

    kind: UnitKind
    id: str = ""

    @property
    def name(self) -> str:
        """Its name for programs: the id, or `percent`, `points`, `count`."""
        return self.id or str(self.kind)


@dataclass(frozen=True)
class UnitNames:
    """The names of the fact base's own units, by id, and the lookup over all units."""

    own: Mapping[str, frozenset[str]] = field(default_factory=dict, hash=False)

    def unit(self, text: str) -> Unit:
        """Return what `text` means; empty text is a plain count.

        Raises `MalformedError` (rule `unknown-unit`) with the nearest known name.
        """
        found = self.find(text)
        if found is None:
            raise MalformedError(
                "unknown-unit", f"{quoted(text)} is not a unit", self._remedy(text)
            )
        return found

    def find(self, text: str) -> Unit | None:
        """Return what `text` means, or None: quickly, for words that need not be units at all."""
        if not text:
            return Unit(UnitKind.COUNT)
        name = folded(text)
        for unit_id, names in self.own.items():
            if text == unit_id or name in names:
                return Unit(UnitKind.OWN, unit_id)
        return _standard_unit(text)

    def may_begin(self, text: str) -> bool:
        """Whether a unit, or a word for several, may begin as a text does; quicker than `find`."""
        letter = folded(text[:1])[:1]
        return letter in _standard_beginnings() or letter in self._beginnings

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(
            each[:1] for unit_id, names in self.own.items() for each in (unit_id, *names)
        )

    def _remedy(self, text: str) -> str:
        if folded(text) in AMBIGUOUS:
            return "say which currency by its code, like USD, CNY or JPY"
        own = {name for names in self.own.values() for name in names} | set(self.own)
        meant = _slip_of(text, own) or _slip_of(text, _offered()) or self._with_scale(text)
        add = 'use a currency code like USD, or add it under "units"'
        return f'did you mean "{meant}"?' if meant else add

    def _with_scale(self, text: str) -> str:
        """Return what a scale word and a unit are slips of: `milion USD`; nothing for others."""
        scale, _, unit = text.partition(" ")
        scales = {word for language in every_language() for word in language.scales}
        meant = _slip_of(scale, scales)
        return f"{meant} {unit}".strip() if meant and self.find(unit) else ""


def may_mean(text: str, unit: Unit) -> bool:
    """Whether a word that stands for several currencies (`$`, `dollars`) may mean this one."""
    name = folded(text)
    if name not in AMBIGUOUS or unit.kind is not UnitKind.CURRENCY:
        return False
    forms = (
        form
        for language in every_language()
        for form in (
            get_currency_symbol(unit.id, locale=language.locale),
            get_currency_name(unit.id, count=2, locale=language.locale),
        )
    )
    return any(name in folded(form) for form in forms)


@lru_cache(maxsize=KEPT)
def folded(name: str) -> str:
    """Return a name as it is compared: without case, and `km²` the same as `km2`."""
    return unicodedata.normalize("NFKC", name).casefold()


@lru_cache(maxsize=KEPT)
def _standard_unit(text: str) -> Unit | None:
    known = _standard_names()
    return known.get(unicodedata.normalize("NFKC", text)) or known.get(folded(text))


def _slip_of(word: str, known: Iterable[str]) -> str:
    """Return the known name that a word is surely a slip of, or nothing: cars are no ARS.

    Surely is, where both begin alike: the same letters in another order or number or, in longer
    words, a letter too many, too few or wrong.
    """
    name = folded(word)
    names = {folded(each): each for each in sorted(known, reverse=True)}
    candidates = {each: names[each] for each in names if each[:1] == name[:1]}
    alike = [each for each in candidates if _spelled_alike(each, name)]
    long = [each for each in candidates if len(each) >= SHORTEST_SLIP]
    near = get_close_matches(name, long, n=1, cutoff=CLOSE) if len(name) >= SHORTEST_SLIP else []
    return next((candidates[each] for each in (*sorted(alike), *near)), "")


def _spelled_alike(one: str, other: str) -> bool:
    if sorted(one) == sorted(other):
        return True
    single = ("".join(letter for letter, _ in groupby(each)) for each in (one, other))
    return len(set(single)) == 1


@cache
def _offered() -> tuple[str, ...]:
    """Return the standard names that a hint may offer: none that only chemists use."""
    return tuple(
        name for name, unit in _standard_names().items() if not unit.id.startswith(CHEMISTRY)
    )


@cache
def _standard_beginnings() -> frozenset[str]:
    return frozenset(folded(each[:1])[:1] for each in (*_standard_names(), *AMBIGUOUS) if each)


@cache
def _standard_names() -> Mapping[str, Unit]:
    """Every way to write a currency or CLDR unit in the languages there are.

    As written and without case: `G` is the pull of gravity, `g` a gram.
    """
    names = dict.fromkeys(PERCENT, Unit(UnitKind.PERCENT))
    names |= dict.fromkeys(POINTS, Unit(UnitKind.POINTS))
    listed = (*_said_by_people(), *_cldr_names(), *_currency_names())
    for text, unit in listed:
        names.setdefault(unicodedata.normalize("NFKC", text), unit)
    for text, unit in listed:
        names.setdefault(folded(text), unit)
    return {name: unit for name, unit in names.items() if name not in AMBIGUOUS}


def _said_by_people() -> Iterator[tuple[str, Unit]]:
    """Words that mean something else to people than CLDR has it (吨 is a tonne)."""
    for language in every_language():
        for word, unit_id in language.unit_words.items():
            kind = UnitKind.CLDR if "-" in unit_id else UnitKind.CURRENCY
            yield word, Unit(kind, unit_id)


def _currency_names() -> Iterator[tuple[str, Unit]]:
    codes = sorted(list_currencies())
    yield from ((code, Unit(UnitKind.CURRENCY, code)) for code in codes)
    for language in every_language():
        for code, name in language.currencies.items():
            yield name, Unit(UnitKind.CURRENCY, code)
        locale = Locale.parse(language.locale)
        for code in codes:
            unit = Unit(UnitKind.CURRENCY, code)
            yield get_currency_name(code, locale=locale), unit
            yield get_currency_name(code, count=2, locale=locale), unit
            symbol = get_currency_symbol(code, locale=locale)
            yield symbol, unit


def _cldr_names() -> Iterator[tuple[str, Unit]]:
    """Name CLDR's units, the clearest style first: a lone `m` is a metre, not a minute."""
    ids = sorted(Locale("en").unit_display_names)
    # CLDR prefixes each unit with what it measures: "duration-day" is what people call "day".
    yield from ((cldr_id.partition("-")[2], Unit(UnitKind.CLDR, cldr_id)) for cldr_id in ids)
    locales = [Locale.parse(language.locale) for language in every_language()]
    for style in STYLES:
        for cldr_id in ids:
            for locale in locales:
                for name in _cldr_forms(cldr_id, style, locale):
                    yield name, Unit(UnitKind.CLDR, cldr_id)


def _cldr_forms(cldr_id: str, style: Style, locale: Locale) -> Iterator[str]:
    try:
        yield get_unit_name(cldr_id, length=style, locale=locale) or cldr_id
    except UnknownUnitError:
        return
    for count in (1, 2):
        written = format_unit(count, cldr_id, length=style, locale=locale)
        yield written.replace(str(count), "", 1).strip()
