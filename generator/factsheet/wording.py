"""Say numbers, dates and periods the way a language writes them.

Enters: exact values and a `Language`. Leaves: text with every digit that was typed and no
other. Number and date patterns are CLDR's through Babel; style choices are in the language
files. Knows no records.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, localcontext
from functools import cache, lru_cache
from typing import Literal, cast

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import (
    NumberPattern,
    format_decimal,
    format_percent,
    get_currency_name,
    get_currency_symbol,
    parse_pattern,
)
from babel.units import format_unit

from factsheet.dates import Moment, Period, Span
from factsheet.languages import Language
from factsheet.quantity import Quantity
from factsheet.units import Unit, UnitKind

UNSCALED = frozenset({UnitKind.PERCENT, UnitKind.POINTS})
PluralNames = Mapping[str, str]
# More digits than any number of a fact has, so that no arithmetic rounds.
EXACT = 5000
# Tells a number from digits in the name of its unit ("per 100 kilometres").
MARK = "\ue000"
Style = Literal["long", "short", "narrow"]


@dataclass(frozen=True, slots=True)
class Wording:
    """How one language writes values.

    `units` are the fact base's own units: id → CLDR plural category → name.
    """

    language: Language
    units: Mapping[str, PluralNames] = field(default_factory=dict)

    @property
    def _locale(self) -> Locale:
        return _locale_of(self.language.locale)

    def quantity(self, quantity: Quantity, unit: Unit) -> str:
        """Write a number or range with its unit: `US$60.922 billion`, `609.22亿美元`."""
        with localcontext(prec=EXACT):
            number = self._number(quantity, unit)
            written = self._with_unit(number, quantity, unit)
        return self._style(quantity.qualifier, number=written) if quantity.qualifier else written

    def change(self, quantity: Quantity, unit: Unit, period: str) -> str:
        """Write a change as its source states it: `+126% from FY2023`."""
        return self._style("change_from", change=self.quantity(quantity, unit), period=period)

    def series(self, numbers: Sequence[Decimal], unit: Unit) -> tuple[tuple[str, ...], str]:
        """Write numbers in one common scale, and the unit they share: `16.675`, `US$ billion`."""
        with localcontext(prec=EXACT):
            largest = max(numbers, key=abs)
            whole = Quantity(low=largest)
            power = 0 if unit.kind in UNSCALED else self._scale(abs(largest))
            written = tuple(self._digits(_shifted(number, -power)) for number in numbers)
            shared = self._with_unit(self._compact_word(power).format(MARK), whole, unit)
        return written, " ".join(shared.replace(MARK, " ").split())

    def moment(self, moment: Moment) -> str:
        """Write a date with its own precision: `March 2024`, `2024年3月`."""
        written = self._pattern(moment, self._moment_pattern(moment))
        return self._date("circa", date=written) if moment.circa else written

    def span(self, span: Span) -> str:
        """Write a date or interval: `18–21 March 2024`, `2024年3月18日至21日`."""
        start, end = span.start, span.end
        if start is None or end is None:
            return self._open_span(start, end)
        if start == end:
            return self.moment(start)
        if self._within_a_month(start, end):
            first = self._pattern(start, self.language.dates["same_month_start"])
            last = self._pattern(end, self.language.dates["same_month_end"])
            return self._date("same_month", start=first, end=last)
        are_years = start.edtf.isdigit() and end.edtf.isdigit()
        key = "interval_of_years" if are_years else "interval"
        return self._date(key, start=self.moment(start), end=self.moment(end))

    def _open_span(self, start: Moment | None, end: Moment | None) -> str:
        if start:
            return self._date("since", start=self.moment(start))
        return self._date("until", end=self.moment(end)) if end else ""

    def period(self, period: Period) -> str:
        """Write a period: `fiscal 2024`, `2024财年第四财季`, `2024`, `March 2024`."""
        moment = period.span.start
        if period.named:
            return period.label
        if not period.fiscal or moment is None:
            return self.span(period.span)
        if moment.quarter:
            return self._date("fiscal_quarter", year=moment.year, quarter=moment.quarter)
        if moment.half:
            half = "fiscal_first_half" if moment.half == 1 else "fiscal_second_half"
            return self._date(half, year=moment.year)
        return self._date("fiscal_year", year=moment.year)

    def plural(self, number: int) -> str:
        """Return `one` or `other`, the CLDR plural categories the interface words have."""
        return "one" if _plural(number, self.language.locale) == "one" else "other"

    def language_name(self, tag: str) -> str:
        """Return what this language calls a language: `Chinese`, `中文`."""
        own = self._locale
        try:
            return Locale.parse(tag, sep="-").get_display_name(own) or tag
        except (ValueError, UnknownLocaleError):
            # A region or variant that CLDR does not pair with the language.
            language = tag.partition("-")[0]
            return f"{own.languages.get(language, language)} ({tag})"

    def _number(self, quantity: Quantity, unit: Unit) -> str:
        low = self._plain(quantity.low, quantity, unit)
        sign = "+" if quantity.signed and not quantity.low.is_signed() else ""
        if quantity.high is None:
            return sign + low
        return self._style("range", low=sign + low, high=self._plain(quantity.high, quantity, unit))

    def _plain(self, number: Decimal, quantity: Quantity, unit: Unit) -> str:
        """Write a number, in the scale that the largest number of a range asks for."""
        largest = max(abs(quantity.low), abs(_last(quantity)))
        power = 0 if unit.kind in UNSCALED else self._scale(largest)
        digits = self._digits(_shifted(number, -power))
        is_last = quantity.high is None or number == quantity.high
        return self._compact_word(power).format(digits) if is_last else digits

    def _digits(self, number: Decimal) -> str:
        decimals = max(-int(number.as_tuple().exponent), 0)
        pattern = str(self.language.numbers["pattern"]) + ("." + "0" * decimals if decimals else "")
        return _digits(str(number), pattern, self.language.locale)

    def _scale(self, largest: Decimal) -> int:
        if largest < int(self.language.numbers["compact_from"]):
            return 0
        return max(power for power in self._compact_patterns() if largest >= Decimal(10) ** power)

    def _compact_patterns(self) -> Mapping[int, str]:
        return _compact_patterns(self.language.locale, str(self.language.numbers["compact_style"]))

    def _compact_word(self, power: int) -> str:
        return self._compact_patterns()[power] if power else "{}"

    def _with_unit(self, number: str, quantity: Quantity, unit: Unit) -> str:
        match unit.kind:
            case UnitKind.COUNT:
                return number
            case UnitKind.PERCENT:
                return _hundred_percent(self.language.locale).replace("100", number)
            case UnitKind.POINTS:
                singular = abs(quantity.low) == 1 and quantity.high is None
                key = "percentage_point" if singular else "percentage_points"
                return self._style(key, number=number)
            case UnitKind.CURRENCY:
                return self._currency(number, unit.id)
            case UnitKind.CLDR:
                return self._cldr_unit(number, quantity, unit.id)
            case UnitKind.OWN:
                return self._own_unit(number, quantity, unit.id)

    def _currency(self, number: str, code: str) -> str:
        symbol, cldr_name = _currency_words(code, self.language.locale)
        name = self.language.currencies.get(code) or cldr_name
        sign, digits = (number[0], number[1:]) if number[0] in "+-" else ("", number)
        return sign + self._style("currency", symbol=symbol, number=digits, name=name)

    def _cldr_unit(self, number: str, quantity: Quantity, unit_id: str) -> str:
        style = cast("Style", self.language.numbers["unit_style"])
        written = _with_cldr_unit(str(_last(quantity)), unit_id, style, self.language.locale)
        return written.replace(MARK, number)

    def _own_unit(self, number: str, quantity: Quantity, unit_id: str) -> str:
        names = self.units[unit_id]
        locale = self._locale
        category = locale.plural_form(abs(_last(quantity)))
        name = names.get(category) or names["other"]
        joint = "" if _is_han(name[0]) else " "
        return f"{number}{joint}{name}"

    def _moment_pattern(self, moment: Moment) -> str:
        dates = self.language.dates
        if moment.day:
            return dates["day"]
        if moment.month:
            return dates["month"]
        if moment.quarter:
            return dates["quarter"]
        if moment.half:
            return dates["first_half" if moment.half == 1 else "second_half"]
        return dates["year"]

    def _pattern(self, moment: Moment, pattern: str) -> str:
        return _date(moment.earliest, pattern, self.language.locale)

    def _within_a_month(self, start: Moment, end: Moment) -> bool:
        precise = start.day is not None and end.day is not None
        certain = not (start.circa or end.circa)
        return precise and certain and (start.year, start.month) == (end.year, end.month)

    def _date(self, key: str, **values: object) -> str:
        return self.language.dates[key].format(**values)

    def _style(self, key: str, **values: object) -> str:
        return str(self.language.numbers[key]).format(**values)


@cache
def _locale_of(name: str) -> Locale:
    """Read a locale's data once: Babel looks it up anew every time it is named."""
    return Locale.parse(name)


@lru_cache(maxsize=20_000)
def _digits(number: str, pattern: str, locale: str) -> str:
    """Write a number; given as text, since 1.0 and 1 are equal but not written alike."""
    with localcontext(prec=EXACT):
        return format_decimal(
            Decimal(number),
            format=_number_pattern(pattern),
            locale=_locale_of(locale),
            decimal_quantization=False,
        )


@cache
def _number_pattern(pattern: str) -> NumberPattern:
    return parse_pattern(pattern)


@lru_cache(maxsize=20_000)
def _date(day: date, pattern: str, locale: str) -> str:
    return format_date(day, format=pattern, locale=_locale_of(locale))


@lru_cache(maxsize=1000)
def _plural(number: int, locale: str) -> str:
    return _locale_of(locale).plural_form(number)


@cache
def _hundred_percent(locale: str) -> str:
    return format_percent(1, locale=_locale_of(locale))


@cache
def _currency_words(code: str, locale: str) -> tuple[str, str]:
    """Return a currency's symbol, with a space where it is a word, and its name."""
    symbol = get_currency_symbol(code, locale=_locale_of(locale))
    joint = "\N{NO-BREAK SPACE}" if symbol == code else ""
    return symbol + joint, get_currency_name(code, locale=_locale_of(locale))


@lru_cache(maxsize=20_000)
def _with_cldr_unit(sample: str, unit_id: str, style: Style, locale: str) -> str:
    """Write `MARK` with a unit, in the form it has after a number."""
    known, pattern, number = _locale_of(locale), f"{MARK}0", Decimal(sample)
    written = format_unit(number, unit_id, length=style, format=pattern, locale=known)
    return written.replace(format_decimal(number, format=pattern, locale=known), MARK)


@cache
def _compact_patterns(locale: str, style: str) -> Mapping[int, str]:
    """Map powers of ten to CLDR's compact pattern: `{6: "{} million"}`, `{8: "{}亿"}`."""
    formats = _locale_of(locale).compact_decimal_formats[style]["other"]
    patterns: dict[int, str] = {}
    for size, pattern in formats.items():
        zeros = pattern.pattern.count("0")
        power = len(size) - zeros
        if power and zeros:
            patterns[power] = pattern.pattern.replace("0" * zeros, "{}")
    return patterns


def _last(quantity: Quantity) -> Decimal:
    """Return the number that stands next to the unit, and so decides its plural."""
    return quantity.low if quantity.high is None else quantity.high


def _shifted(number: Decimal, power: int) -> Decimal:
    sign, digits, exponent = number.as_tuple()
    return Decimal((sign, digits, int(exponent) + power))


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"
