"""Numbers as running text mentions them, and whether one agrees with an exact number.

Enters: a short text in any language (`up 126% to $60.9bn`). Leaves: its numbers, each with scale
and unit as far as they are said; years, dates and numbers within names (`A100`) are left out.
Knows no facts. Numbers written as words alone (`sixty billion`, `六百亿`) are not read.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from babel import Locale

from factsheet.languages import every_language
from factsheet.problems import MalformedError
from factsheet.quantity import LONGEST, NUMBER, SIGN, Quantity, parse_quantity, parse_unit
from factsheet.units import AMBIGUOUS, Unit, UnitKind, UnitNames, folded, may_mean

# What may belong to a number behind it, and before it: no further than this, nor past a comma.
REACH = 40
UNIT_WORDS = 4
LONGEST_HAN_UNIT = 8
# A single letter is likelier part of the sentence than a unit, and "in" no inch.
SHORTEST_UNIT = 2
NO_UNITS = frozenset({"in"})
YEARS = (1500, 2200)
SLIPS = 12
# A text is held against its translations, its sources and its evidence, each by another check.
KEPT = 20_000
# "over 60 billion" is said of 60.9 billion, not of 900 billion.
FAR = 2
SENTENCE_MARK = re.compile(r"[,;:()\"“”‘’，。；：（）、《》]")
WORD = re.compile(r"[^\W\d_]+|[%°$€£¥‰]", re.ASCII)
BEHIND_LETTERS = re.compile(r"[A-Za-z]-?([0-9]+)", re.ASCII)
# As every number has one, unlike names (R35), be it only once a date before it is left out. The
# digit comes first: what may not stand before it is asked for when there is one.
FREE_DIGIT = re.compile(r"[0-9](?:(?<![A-Za-z0-9][0-9])|\s?[A-Za-z]+[0-9])")
# Most texts are nothing but these letters and marks: none is a digit in any form of Unicode's.
NO_DIGITS = re.compile(r"[\x00-/:-\x7f\u2010-\u2027\u3000-\u303f\u4e00-\u9fff！（），：；？]*")
HAN_RUN = re.compile(r"[\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A number in running text.

    `text` is how it is written, `unit` what it is said to count, None where that is left open;
    `sign` is a currency sign that stands for several currencies. `is_scaled` tells that a word
    for a power of ten is said, `is_plain` that neither this nor a unit is; `beside` are the words
    around it.
    """

    text: str
    quantity: Quantity
    unit: Unit | None = None
    sign: str = ""
    is_scaled: bool = False
    is_plain: bool = False
    beside: str = ""

    @property
    def tells_change(self) -> bool:
        """Whether words of rise or fall stand next to it, or it has a sign."""
        return self.quantity.signed or _tells_change(self.beside)

    @property
    def is_change_in_percent(self) -> bool:
        """Whether it is told by how many per cent something rose or fell."""
        is_percent = self.unit is not None and self.unit.kind is UnitKind.PERCENT
        return is_percent and self.tells_change

    def counts(self, unit: Unit) -> bool:
        """Whether it may be a number of that unit."""
        if self.sign:
            return may_mean(self.sign, unit)
        if self.unit is not None:
            return self.unit == unit
        return self.is_plain or unit.kind not in (UnitKind.PERCENT, UnitKind.POINTS)

    def agrees(self, value: Quantity) -> bool:
        """Whether the text says that value, rounded to the digits it gives; signs aside."""
        said = self.quantity
        low, high = abs(value.low), abs(value.low if value.high is None else value.high)
        if said.qualifier == "over":
            return abs(said.low) <= high <= FAR * abs(said.low)
        if said.qualifier == "under":
            return low <= abs(said.low) <= FAR * low
        if said.high is None:
            return low - _half(said.low) <= abs(said.low) <= high + _half(said.low)
        if value.high is None:
            return abs(said.low) <= low <= abs(said.high)
        ends = ((said.low, low), (said.high, high))
        return all(abs(abs(each) - end) <= _half(each) for each, end in ends)

    def slip(self, value: Quantity) -> int:
        """Return by what power of ten the text is too large (or, below 0, too small), or 0."""
        for power in range(1, SLIPS + 1):
            for signed in (power, -power):
                if self._shifted(-signed).agrees(value):
                    return signed
        return 0

    def _shifted(self, power: int) -> "Mention":
        said = self.quantity
        high = said.high.scaleb(power) if said.high is not None else None
        moved = Quantity(low=said.low.scaleb(power), high=high, qualifier=said.qualifier)
        return Mention(text=self.text, quantity=moved)


def mentions(text: str, units: UnitNames) -> tuple[Mention, ...]:
    """Find the numbers of a text, in order."""
    if NO_DIGITS.fullmatch(text):
        return ()
    normal = unicodedata.normalize("NFKC", text)
    return _found(normal, units) if FREE_DIGIT.search(normal) else ()


@lru_cache(maxsize=KEPT)
def _found(normal: str, units: UnitNames) -> tuple[Mention, ...]:
    return tuple(_each(_without_dates(" ".join(normal.split())), units))


def _each(line: str, units: UnitNames) -> Iterator[Mention]:
    for found in _numbers(line):
        following = SENTENCE_MARK.split(line[found.end() : found.end() + REACH])[0]
        start = found.start()
        before = SENTENCE_MARK.split(line[max(start - REACH, 0) : start])[-1]
        mention = _mention(found, following, units, f"{before} {following}")
        if mention is not None:
            yield mention


def named_numbers(text: str) -> frozenset[int]:
    """Return the numbers that are no amounts: those in dates, in ordinals and behind letters.

    `第3页`, `10号` and `L4` have them, where another language may write `page 3`, `No. 10` and
    `level 4`.
    """
    line = _on_one_line(text)
    dates = (found[0] for found in _date_pattern().finditer(line))
    listed = [number for each in dates for number in re.findall(r"[0-9]+", each)]
    found = (*listed, *BEHIND_LETTERS.findall(line))
    return frozenset(int(each) for each in found if len(each) <= LONGEST)


def _on_one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _numbers(line: str) -> Iterator[re.Match[str]]:
    """Find what is written like a number.

    "In 2023 to 14%" is a year and a number, no range; "2-1" and "from 14 to 9" are two numbers.
    """
    found = _pattern().search(line)
    while found:
        is_year, is_backwards = _starts_with_year(found), _runs_backwards(found)
        if is_backwards:
            low = _pattern().search(line, found.start(), found.end("low"))
            yield from [low] if low else []
        elif not is_year:
            yield found
        is_one = is_year or is_backwards
        found = _pattern().search(line, found.end("low") if is_one else found.end())


def _starts_with_year(found: re.Match[str]) -> bool:
    low, high = found["low"], found["high"]
    return high is not None and _reads_as_year(low) and not _reads_as_year(high)


def _runs_backwards(found: re.Match[str]) -> bool:
    low, high = (each and each.replace(",", "") for each in (found["low"], found["high"]))
    return bool(high) and low.isdecimal() and high.isdecimal() and Decimal(high) < Decimal(low)


def _mention(found: re.Match[str], following: str, units: UnitNames, beside: str) -> Mention | None:
    if _is_name(found["symbol"] or "", units):
        return None
    symbol, number = found["symbol"] or "", found[0].replace(found["symbol"] or "", "", 1)
    letter = _money_scales().get(following[:1].casefold()) if symbol else None
    if letter is not None and not following[1:2].isalpha():
        scale_text, rest, number = following[:1], following[1:], f"{number}e{letter}"
        said = number
    else:
        # 12千米 is 12 kilometres, though 千 is a thousand.
        is_unit = _unit(following, units)[1] is not None
        rest = following.strip() if is_unit else parse_unit(following)[1]
        scale_text = following[: following.rindex(rest)] if rest else following
        said = number + scale_text
    try:
        quantity = parse_quantity(said)
    except MalformedError:
        return None
    unit_text, unit, sign = _unit(symbol or rest, units)
    is_scaled = bool(scale_text.strip())
    is_plain = not (symbol or is_scaled or unit or sign)
    if is_plain and _is_year(found["low"], quantity):
        return None
    tail = "" if symbol else rest[: rest.index(unit_text) + len(unit_text)] if unit_text else ""
    written = f"{found[0]}{scale_text}{tail}".strip()
    return Mention(
        text=written,
        quantity=quantity,
        unit=unit,
        sign=sign,
        is_scaled=is_scaled,
        is_plain=is_plain,
        beside=beside,
    )


def _unit(text: str, units: UnitNames) -> tuple[str, Unit | None, str]:
    """Return the unit a text begins with: as written, what it is, or the sign it may be."""
    text = text.strip()
    if not units.may_begin(text):
        return "", None, ""
    for words in _beginnings(text):
        if folded(words) in AMBIGUOUS:
            return words, None, words
        unit = units.find(words)
        if unit is not None and (
            unit.id != words.upper() or words.isupper()
        ):  # ALL is a currency, "all" a word
            return words, unit, ""
    return "", None, ""


def _beginnings(text: str) -> Iterator[str]:
    """Say with what words a text begins, the most words first."""
    if han := HAN_RUN.match(text):
        yield from (han[0][:end] for end in range(min(len(han[0]), LONGEST_HAN_UNIT), 0, -1))
        return
    ends = [found.end() for found in WORD.finditer(text)][:UNIT_WORDS]
    for end in reversed(ends):
        words = text[:end]
        is_word = len(words) < SHORTEST_UNIT and words.isalpha()
        if not is_word and words.casefold() not in NO_UNITS:
            yield words


def _half(number: Decimal) -> Decimal:
    """Return half of what the last digit of a number stands for."""
    return Decimal(5).scaleb(int(number.as_tuple().exponent) - 1)


def _is_year(typed: str, quantity: Quantity) -> bool:
    return _reads_as_year(typed) and quantity.low == int(typed)


def _reads_as_year(typed: str) -> bool:
    first, last = YEARS
    return typed.isdigit() and len(typed) == len(str(first)) and first <= int(typed) <= last


def _is_name(symbol: str, units: UnitNames) -> bool:
    """Whether three capitals before a number are no currency: `GTC 2024`, `RTX 4090`."""
    return symbol.isalpha() and symbol.isascii() and units.find(symbol) is None


def _tells_change(text: str) -> bool:
    return _change_pattern().search(text) is not None


def _without_dates(line: str) -> str:
    return _date_pattern().sub(lambda found: " " * len(found[0]), line)


@cache
def _money_scales() -> dict[str, int]:
    return {
        letter: power
        for language in every_language()
        for letter, power in language.money_scales.items()
    }


@cache
def _pattern() -> re.Pattern[str]:
    words = {
        word
        for language in every_language()
        for listed in language.qualifiers.values()
        for word in listed
    }
    qualifiers = "|".join(re.escape(word) for word in sorted(words, key=lambda word: -len(word)))
    initials = re.escape("".join(sorted({word[0] for word in words})))
    return re.compile(
        # What a number may begin with comes first: it is tried at every letter of a text.
        rf"(?=[\s0-9.+−\-$¥€£₩₹{initials}]|(?-i:[A-Z])|[A-Z]{{1,3}}[$¥])"
        rf"(?:(?<![A-Za-z])(?:{qualifiers})\s*)?"
        r"(?<![A-Za-z0-9.,/@#_·])(?<![A-Za-z]-)"
        r"(?P<symbol>[A-Z]{0,3}[$¥]|[€£₩₹]|(?-i:(?<![A-Za-z0-9])[A-Z]{3}(?= ?[0-9])))?\s*"
        rf"(?P<low>(?<![A-Za-z0-9]){SIGN}?{NUMBER})"
        rf"(?:\s*(?:–|—|~|-|至|到|to\b)\s*(?P<high>{SIGN}?{NUMBER}))?(?![0-9A-Za-z]*[0-9])"
        r"(?![/·][0-9]|-(?-i:[A-Z])(?![a-z]))",  # 24/7, 9·11, Form 10-K
        re.IGNORECASE,
    )


@cache
def _change_pattern() -> re.Pattern[str]:
    words = (word for language in every_language() for word in language.change_words)
    edged = (rf"\b{word}\b" if word.isascii() else word for word in words)
    return re.compile("|".join(edged), re.IGNORECASE | re.ASCII)


@cache
def _date_pattern() -> re.Pattern[str]:
    """Match dates as the languages write them: `18 March 2024`, `2024年3月18日`, `2024-03-18`."""
    names = {
        re.escape(name)
        for language in every_language()
        for name in Locale.parse(language.locale).months["format"]["wide"].values()
        if name.isalpha() and name.isascii()
    }
    months = "|".join(sorted(names))
    initials = "".join(sorted({name[0] for name in names}))
    endings = "|".join(
        ending for language in every_language() for ending in language.ordinal_endings
    )
    # Days may be several: "11 and 12 March", "March 11–12"; how many has an end, so that a long
    # row of numbers is not tried from each of them on.
    more = r"\s*(?:[–—~,-]|\b[a-z]{2,3}\b)\s*"
    return re.compile(
        # What any of them begins with comes first: it is tried at every letter of a text.
        rf"(?=[0-9第{initials}])(?:"
        rf"(?:(?<!\d)\d{{1,2}}(?:{more}\d{{1,2}}){{0,9}}\s+)?\b(?:{months})\b"
        rf"(?:\s+\d{{1,2}}(?:{more}\d{{1,2}}){{0,9}}\b)?(?:,?\s*\d{{4}})?"
        rf"|(?<![\d.,])\d{{1,4}}\s?(?:{endings})(?![A-Za-z])"
        r"|\d{4}-\d{2}(?:-\d{2})?|\d{4}[–—]\d{2}(?!\d)"
        r"|\d{4}\s?(?:年|财年|財年)(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月(?:\d{1,2}日)?"
        r"|第\s?\d+(?:\s?[至、–—-]\s?第?\d+)*(?!\.?\d))",
        re.ASCII,
    )
