"""Dates and periods with exactly the precision that was typed.

Enters: text. Leaves: typed dates, or `MalformedError`. Spelled as EDTF (ISO 8601-2:2019)
where EDTF has it: `2024`, `2024-03`, `2024-03-18`, `~` for circa, `a/b` intervals, `..` for an
open end; besides `2024-Q1` and `2024-H1`, which EDTF writes as 2024-33 and 2024-40 (read as
well), and fiscal labels (`FY2024-Q4`). `2024-03` is never a first of March. How a language
writes a date is not decided here.
"""

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from factsheet.problems import MalformedError, quoted

MOMENT = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2}))?|Q(?P<quarter>[1-4])|H(?P<half>[12])))?"
    r"(?P<circa>~)?",
    re.ASCII,
)
FISCAL = re.compile(r"FY(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])))?", re.ASCII)
EDTF_QUARTER, EDTF_HALF = 32, 39
# What stands in the month's place for a quarter or half: code → (quarter, half).
EDTF_PARTS: Mapping[int | None, tuple[int | None, int | None]] = {
    **{EDTF_QUARTER + quarter: (quarter, None) for quarter in (1, 2, 3, 4)},
    **{EDTF_HALF + half: (None, half) for half in (1, 2)},
}
MONTHS, QUARTER, HALF = 12, 3, 6
EXAMPLES = 'write it like 2024, 2024-03, 2024-03-18, 2024-Q1, "2024-03~" or 2018/..'


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A year, half, quarter, month or day; the finer fields are None when unknown."""

    year: int
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    half: int | None = None
    circa: bool = False

    @property
    def earliest(self) -> dt.date:
        """The first day it can mean."""
        return dt.date(self.year, self._first_month, self.day or 1)

    @property
    def latest(self) -> dt.date:
        """The last day it can mean."""
        month = self._first_month + self._months - 1
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def edtf(self) -> str:
        """The EDTF spelling."""
        parts = [f"{self.year:04}"]
        if self.quarter or self.half:
            code = EDTF_QUARTER + self.quarter if self.quarter else EDTF_HALF + (self.half or 1)
            parts.append(str(code))
        parts += [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts) + ("~" if self.circa else "")

    @property
    def _first_month(self) -> int:
        if self.month:
            return self.month
        if self.quarter:
            return (self.quarter - 1) * QUARTER + 1
        return (self.half - 1) * HALF + 1 if self.half else 1

    @property
    def _months(self) -> int:
        if self.month:
            return 1
        if self.quarter:
            return QUARTER
        return HALF if self.half else MONTHS


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A moment (`start` and `end` the same) or an interval; an open end is None."""

    start: Moment | None
    end: Moment | None

    @classmethod
    def of(cls, moment: Moment) -> Self:
        """Return the span of a single moment."""
        return cls(start=moment, end=moment)

    @property
    def is_moment(self) -> bool:
        """Whether it is one date and no interval."""
        return self.start == self.end

    @property
    def first_day(self) -> dt.date:
        """The earliest day it can touch; the calendar's first where the start is open."""
        return self.start.earliest if self.start else dt.date.min

    @property
    def last_day(self) -> dt.date:
        """The latest day it can touch; the calendar's last where the end is open."""
        return self.end.latest if self.end else dt.date.max

    @property
    def year(self) -> int:
        """The year it begins in or, where the start is open, ends in."""
        moment = self.start or self.end
        return moment.year if moment else self.first_day.year

    @property
    def edtf(self) -> str:
        """The EDTF spelling."""
        if self.is_moment and self.start:
            return self.start.edtf
        return "/".join(moment.edtf if moment else ".." for moment in (self.start, self.end))

    @property
    def sort_key(self) -> tuple[dt.date, dt.date]:
        """Order by the first day; at the same day the less precise date comes later."""
        return self.first_day, self.last_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What a figure covers: a label as typed, and its days as far as they are known.

    A `fiscal` label (`FY2024-Q4`) says nothing about days: its span is the label read as if
    fiscal years were calendar years, for sorting only. A `named` one means nothing but its
    label. `covers` are the days it was said to cover, where the label does not tell them.
    """

    label: str
    span: Span
    fiscal: bool = False
    named: bool = False
    covers: Span | None = None

    @property
    def length(self) -> str:
        """Whether it is one year, half, quarter or month; empty for a day or any other length."""
        moment = self.span.start
        if moment is None or not self.span.is_moment or moment.day or self.named:
            return ""
        parts = {"month": moment.month, "quarter": moment.quarter, "half": moment.half}
        return next((length for length, part in parts.items() if part), "year")

    @property
    def sort_key(self) -> tuple[dt.date, dt.date, str]:
        """Order by time, whatever the spelling."""
        return *(self.covers or self.span).sort_key, self.label


@lru_cache(maxsize=10_000)
def parse_date(text: str) -> Span:
    """Read a date or interval.

    Raises `MalformedError`: rule `bad-date`, or `backwards-interval` when it ends before it starts.
    """
    start_text, slash, end_text = text.strip().partition("/")
    if not slash:
        return Span.of(_moment(start_text, text))
    start, end = _open_or_moment(start_text, text), _open_or_moment(end_text, text)
    if start is None and end is None:
        message = f"{quoted(text)} is open at both ends"
        raise MalformedError("bad-date", message, EXAMPLES)
    if start and end and end.latest < start.earliest:
        message = f"the interval {quoted(text)} ends before it starts"
        hint = f'did you mean "{end_text}/{start_text}"?'
        raise MalformedError("backwards-interval", message, hint)
    return Span(start=start, end=end)


@lru_cache(maxsize=10_000)
def parse_period(text: str) -> Period:
    """Read a period label: a date, an interval, or a fiscal year, half or quarter.

    Raises `MalformedError` (rule `bad-date`).
    """
    label = text.strip()
    if found := FISCAL.fullmatch(label):
        moment = Moment(
            year=_year(found["year"], text),
            quarter=_int(found["quarter"]),
            half=_int(found["half"]),
        )
        return Period(label=label, span=Span.of(moment), fiscal=True)
    if label.upper().startswith("FY"):
        message = f"{quoted(text)} is not a fiscal period"
        raise MalformedError("bad-date", message, "write it like FY2024, FY2024-Q4 or FY2024-H1")
    return Period(label=label, span=parse_date(label))


def _open_or_moment(text: str, whole: str) -> Moment | None:
    return None if text == ".." else _moment(text, whole)


def _moment(text: str, whole: str) -> Moment:
    found = MOMENT.fullmatch(text)
    if found is None:
        raise MalformedError("bad-date", f"{quoted(whole)} is not a date", EXAMPLES)
    month, day = _int(found["month"]), _int(found["day"])
    quarter, half = _int(found["quarter"]), _int(found["half"])
    if month in EDTF_PARTS and day is None:
        quarter, half = EDTF_PARTS[month]
        month = None
    moment = Moment(
        year=_year(found["year"], whole),
        month=month,
        day=day,
        quarter=quarter,
        half=half,
        circa=found["circa"] is not None,
    )
    _refuse_impossible(moment, whole)
    return moment


def _refuse_impossible(moment: Moment, whole: str) -> None:
    if moment.month is not None and not 1 <= moment.month <= MONTHS:
        message = f"{quoted(whole)} has a month that does not exist"
        raise MalformedError("bad-date", message, "months go from 01 to 12")
    if moment.day is not None and moment.month is not None:
        days = calendar.monthrange(moment.year, moment.month)[1]
        if not 1 <= moment.day <= days:
            message = f"{quoted(whole)} has a day that does not exist"
            raise MalformedError("bad-date", message, f"that month has {days} days")


def _year(text: str, whole: str) -> int:
    if not int(text):
        message = f"{quoted(whole)} has a year that does not exist"
        raise MalformedError("bad-date", message, "years go from 0001 to 9999")
    return int(text)


def _int(text: str | None) -> int | None:
    return int(text) if text is not None else None
