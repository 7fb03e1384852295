"""Texts, dates and numbers as plain data: exact, and worded in every language.

Enters: typed values. Leaves: dicts. What is not known is left out of them, never null. Knows
no records.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from factsheet import prose
from factsheet.dates import Moment, Period, Span
from factsheet.fields import EVERY_LANGUAGE, Prose, Text
from factsheet.model import Change
from factsheet.quantity import Quantity
from factsheet.units import UnitKind, UnitNames
from factsheet.wording import Wording

Record = dict[str, Any]
# From the finest to the coarsest.
PRECISIONS = ("day", "month", "quarter", "half", "year")


@dataclass(frozen=True, slots=True)
class Values:
    """How values are said to programs: the exact value, and its words by language code.

    The same dates occur again and again, and wording one takes long: each is worded once.
    """

    wordings: Mapping[str, Wording]
    units: UnitNames
    said: dict[Span, Record] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the site's languages."""
        return tuple(self.wordings)

    def text(self, text: Text | None) -> Record | None:
        """Return a text by language, without markup; one for all languages in each of them."""
        if text is None:
            return None
        is_prose = isinstance(text, Prose)
        words = {code: prose.plain(each) if is_prose else each for code, each in text.root.items()}
        whole = words.get(EVERY_LANGUAGE)
        return words if whole is None else dict.fromkeys(self.languages, whole)

    def prose(self, name: str, text: Prose | None) -> Record:
        """Return a field with a text, and with its Markdown where that has links."""
        if text is None:
            return {}
        markdown = {code: each for code, each in text.root.items() if prose.targets(each)}
        whole = markdown.get(EVERY_LANGUAGE)
        linked = markdown if whole is None else dict.fromkeys(self.languages, whole)
        return known(**{name: self.text(text), f"{name}_markdown": linked or None})

    def date(self, span: Span | None) -> Record | None:
        """Return a date or interval: its EDTF, its days, how precise it is, and its words."""
        if span is None:
            return None
        if span not in self.said:
            self.said[span] = known(
                edtf=span.edtf,
                **{"from": span.first_day.isoformat() if span.start else None},
                to=span.last_day.isoformat() if span.end else None,
                precision=_precision(moment for moment in (span.start, span.end) if moment),
                approximate=any(each.circa for each in (span.start, span.end) if each),
                text={code: wording.span(span) for code, wording in self.wordings.items()},
            )
        return self.said[span]

    def period(self, period: Period | None) -> Record | None:
        """Return what a number covers: its label, its days where they are known, its words."""
        if period is None:
            return None
        return known(
            label=period.label,
            fiscal=period.fiscal,
            covers=self.date(covers(period)),
            text={code: wording.period(period) for code, wording in self.wordings.items()},
        )

    def quantity(self, quantity: Quantity) -> Record:
        """Return a number or range as decimal texts in the unit itself, and its words.

        `precision` is the place of the last digit that is known: 1000000 for 60.922 billion; of
        a range, the finer end's, as the zero of 10–12 is known as well as the 2.
        """
        unit = self.units.unit(quantity.unit)
        is_range = quantity.high is not None
        return known(
            amount=None if is_range else decimal_text(quantity.low),
            low=decimal_text(quantity.low) if is_range else None,
            high=decimal_text(quantity.high) if quantity.high is not None else None,
            unit=unit.name,
            currency=unit.id if unit.kind is UnitKind.CURRENCY else None,
            precision=decimal_text(_last_place(quantity)),
            qualifier=quantity.qualifier or None,
            text={code: each.quantity(quantity, unit) for code, each in self.wordings.items()},
        )

    def change(self, change: Change | None) -> Record | None:
        """Return a change as its source states it, with the period it counts from."""
        if change is None:
            return None
        return {**self.quantity(change.quantity), "since": self.period(change.period)}


def known(**fields: object) -> Record:
    """Return the fields that say something."""
    return {name: value for name, value in fields.items() if value is not None}


def covers(period: Period) -> Span | None:
    """Return the days a period covers; a fiscal label alone does not tell them."""
    return period.covers or (None if period.fiscal else period.span)


def decimal_text(number: Decimal) -> str:
    """Write a number with all its digits and no exponent."""
    return format(number, "f")


def _last_place(quantity: Quantity) -> Decimal:
    numbers = (each for each in (quantity.low, quantity.high) if each is not None)
    return Decimal((0, (1,), min(int(each.as_tuple().exponent) for each in numbers)))


def _precision(moments: Iterable[Moment]) -> str:
    """Return how precise a date is; of an interval, its less precise end."""
    return max((_precision_of(moment) for moment in moments), key=PRECISIONS.index)


def _precision_of(moment: Moment) -> str:
    return next((name for name in PRECISIONS[:-1] if getattr(moment, name)), PRECISIONS[-1])
