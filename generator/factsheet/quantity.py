"""Exact numbers with their unit, read from text as people write it.

`60.922 billion USD`, `609.22亿美元`, `-4 %`, `about 3 million`, `10–12 km`. Nothing is
rounded, and the digits that were typed are the digits that are kept. Which words exist
comes from the language files; what a unit means is `units`' work.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from factsheet.languages import every_language
from factsheet.problems import MalformedError, quoted

SIGN = r"[+\-−]"
NUMBER = r"(?:[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)(?:e[+-]?[0-9]{1,3})?"
GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One number, or a range when `high` is there, in `unit` (as typed; empty for a count).

    `low` and `high` carry their scale, so `60.922 billion` is `Decimal("60.922E+9")` with
    five significant digits. Zeros typed after a decimal point are kept as significant.
    `qualifier` is "about", "over" or "under" where one was typed; `signed` tells that a plus or
    minus was.
    """

    low: Decimal
    high: Decimal | None = None
    unit: str = ""
    qualifier: str = ""
    signed: bool = False


@lru_cache(maxsize=100_000)
def parse_quantity(text: str, *, default_unit: str = "") -> Quantity:
    """Read a number with scale word and unit.

    `default_unit` ("million USD") stands for what the text itself does not name of unit and
    scale, as in the points of a series. There, 220 is exact to the million, zero included; in
    "220 million" the zero may be rounding. Raises `MalformedError` (rule `bad-number`).
    """
    if len(text) > LONGEST:
        message = f"a number of {len(text)} characters is not one"
        raise MalformedError("bad-number", message, f"the longest allowed is {LONGEST}")
    found = _quantity_pattern().fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None or _has_odd_number(text):
        raise MalformedError(
            "bad-number",
            f"{quoted(text)} is not a number with an optional unit",
            'write it like "60.922 billion USD", "609.22亿美元", "126%" or "about 3 million"',
        )
    scale, unit = _written_unit(found)
    is_to_the_unit = False
    if not unit and default_unit:
        default_scale, unit = parse_unit(default_unit)
        is_to_the_unit = not scale and default_scale > 0
        scale = scale or default_scale
    low_text = (found["sign"] or "") + found["low"]
    low = _number(low_text, scale, keep_zeros=is_to_the_unit)
    high = _number(found["high"], scale, keep_zeros=is_to_the_unit) if found["high"] else None
    if high is not None and high < low:
        message = f"the range {quoted(text)} runs backwards"
        raise MalformedError("bad-number", message, "write the smaller number first")
    return Quantity(
        low=low,
        high=high,
        unit=unit,
        qualifier=_qualifiers()[found["about"].casefold()] if found["about"] else "",
        signed=low_text[0] in "+-−",
    )


def parse_unit(text: str) -> tuple[int, str]:
    """Split `million USD` into its power of ten and the unit: `(6, "USD")`."""
    return _scale_and_unit(unicodedata.normalize("NFKC", text))


def _has_odd_number(text: str) -> bool:
    """Whether it has a `½` or a raised `²` other than in a unit, where `10²` would become 102."""
    return any(
        unicodedata.category(character) == "No" and not before.isalpha()
        for before, character in zip(" " + text, text, strict=False)
    )


def _written_unit(found: re.Match[str]) -> tuple[int, str]:
    """Return scale and unit; the unit stands before the number ("US$") or after it, not both."""
    scale, unit = _scale_and_unit(found["rest"] or "")
    symbol = found["symbol"] or ""
    if symbol and unit:
        message = f"the number has two units, {quoted(symbol)} and {quoted(unit)}"
        raise MalformedError("bad-number", message, "keep one of them")
    return scale, symbol or unit


def _number(text: str, scale: int, *, keep_zeros: bool = False) -> Decimal:
    digits = text.replace("−", "-")
    whole = re.split(r"[.eE]", digits.lstrip("+-"))[0]
    if "," in whole and not GROUPED.fullmatch(whole):
        raise MalformedError(
            "bad-number",
            f"{quoted(text)} has a comma where no thousands end",
            "use a point for decimals and commas only between groups of three digits",
        )
    sign, coefficient, exponent = Decimal(digits.replace(",", "")).as_tuple()
    power = int(exponent) + scale
    if "." not in digits and not keep_zeros:  # The zeros of 300万 are no decimals of 3 million.
        while len(coefficient) > 1 and coefficient[-1] == 0:
            coefficient, power = coefficient[:-1], power + 1
    # Built from its parts: Decimal arithmetic would round to the context's precision.
    return Decimal((sign, coefficient, power))


def _scale_and_unit(text: str) -> tuple[int, str]:
    rest = text.strip()
    if rest[:1].casefold()[:1] not in _scale_beginnings():
        return 0, rest
    for word, power in _scale_words():
        head, tail = rest[: len(word)], rest[len(word) :]
        if head.casefold() != word.casefold():
            continue
        if head[-1].isascii() and tail[:1].isascii() and tail[:1].isalpha():
            continue  # "million" is not the start of "millionaires"
        return power, tail.strip()
    return 0, rest


@cache
def _scale_words() -> tuple[tuple[str, int], ...]:
    words = {word: power for known in every_language() for word, power in known.scales.items()}
    return tuple(sorted(words.items(), key=lambda item: (-len(item[0]), item[0])))


@cache
def _scale_beginnings() -> frozenset[str]:
    """Return the letters that words for powers of ten begin with; most units do not."""
    return frozenset(word[0].casefold()[0] for word, _ in _scale_words())


@cache
def _qualifiers() -> dict[str, str]:
    """Map the words for "about", "over" and "under" in every language to their meaning."""
    return {
        word.casefold(): meaning
        for known in every_language()
        for meaning, words in known.qualifiers.items()
        for word in words
    }


@cache
def _quantity_pattern() -> re.Pattern[str]:
    qualifiers = "|".join(re.escape(word) for word in sorted(_qualifiers(), key=len, reverse=True))
    return re.compile(
        rf"(?:(?P<about>{qualifiers})\s*)?"
        rf"(?:(?P<sign>{SIGN})(?=[^0-9.\s]))?"  # -$5: a sign before the symbol
        r"(?P<symbol>[A-Z]{0,3}[$¥]|[€£₩₹]|(?-i:[A-Z]{3}))?\s*"
        rf"(?P<low>(?(sign)|{SIGN}?){NUMBER})"
        rf"(?:\s*(?:–|—|~|-|至|到|to\b)\s*(?P<high>{SIGN}?{NUMBER}))?"
        r"\s*(?P<rest>[^\d\s.,].*)?",
        re.IGNORECASE | re.DOTALL,
    )
