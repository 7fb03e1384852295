"""Dates as citations write them: as precise as known, in English words or in numbers.

Enters: a `Span`. Leaves: text, or the moments between which it lies.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from babel.dates import get_month_names

from factsheet.dates import HALF, QUARTER, Moment, Span

MONTHS = get_month_names("wide", locale="en")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateStyle:
    """How an English style writes dates: the whole moment, and what stands around intervals."""

    moment: Callable[[Moment], str]
    circa: str = "ca. "
    since: str
    until: str
    # What the end of an interval leaves out, as it is said already.
    is_year_first: bool


def bounds(span: Span) -> tuple[Moment | None, Moment | None]:
    """Return first and last moment; quarters and halves become their months."""
    return _edge(span.start, last=False), _edge(span.end, last=True)


def english(span: Span, style: DateStyle) -> str:
    """Write a date or interval in English words."""
    start, end = bounds(span)
    if start is None or end is None:
        return _open(start, end, style)
    if start == end:
        return _circa(start, style) + style.moment(start)
    circa = _circa(start, style) or _circa(end, style)
    return circa + _interval(start, end, style)


def numeric(span: Span) -> str:
    """Write a date as ISO 8601 has it: an interval with a slash, an open end with a dash.

    GB/T 7714-2015, 8.4.3 and 4.3.
    """
    start, end = bounds(span)
    if start and end:
        return "/".join(dict.fromkeys(map(_iso, (start, end))))
    return "-".join(_iso(each) if each else "" for each in (start, end))


def years(span: Span, joint: str = "–") -> str:
    """Write the year or years of a date: `2024`, `2018–2020`, `2018–`."""
    ends = [str(each.year) if each else "" for each in (span.start, span.end)]
    return joint.join(dict.fromkeys(ends))


def english_years(span: Span, style: DateStyle) -> str:
    """Write the year or years of a date that may be only about right: `ca. 2018`."""
    return (style.circa if is_circa(span) else "") + years(span)


def is_circa(span: Span) -> bool:
    """Whether a date is only about right."""
    return any(each.circa for each in (span.start, span.end) if each)


def month_day(moment: Moment) -> str:
    """Write what is known of a date below its year: `March`, `March 18`."""
    month = MONTHS[moment.month] if moment.month else ""
    return f"{month} {moment.day}" if moment.day else month


def year_last(moment: Moment) -> str:
    """Write a date as in running English: `March 18, 2024`, `March 2024`."""
    below = month_day(moment)
    return f"{below}{',' if moment.day else ''} {moment.year}" if below else str(moment.year)


def year_first(moment: Moment) -> str:
    """Write a date as lists by author and year do: `2024, March 18`."""
    below = month_day(moment)
    return f"{moment.year}, {below}" if below else str(moment.year)


def _interval(start: Moment, end: Moment, style: DateStyle) -> str:
    """Write an interval; what both ends share is said once."""
    if start.year != end.year or not (start.month and end.month):
        return f"{style.moment(start)}–{style.moment(end)}"
    is_one_month = start.month == end.month and start.day and end.day
    last = str(end.day) if is_one_month else month_day(end)
    if style.is_year_first:
        return f"{style.moment(start)}–{last}"
    comma = "," if end.day else ""
    return f"{month_day(start)}–{last}{comma} {end.year}"


def _open(start: Moment | None, end: Moment | None, style: DateStyle) -> str:
    if start:
        return _circa(start, style) + style.since.format(style.moment(start))
    return _circa(end, style) + style.until.format(style.moment(end)) if end else ""


def _circa(moment: Moment, style: DateStyle) -> str:
    return style.circa if moment.circa else ""


def _iso(moment: Moment) -> str:
    parts = [f"{moment.year:04}"]
    parts += [f"{part:02}" for part in (moment.month, moment.day) if part]
    return "-".join(parts)


def _edge(moment: Moment | None, *, last: bool) -> Moment | None:
    if moment is None or not (moment.quarter or moment.half):
        return moment
    length = QUARTER if moment.quarter else HALF
    first = ((moment.quarter or moment.half or 1) - 1) * length + 1
    month = first + length - 1 if last else first
    return replace(moment, quarter=None, half=None, month=month)
