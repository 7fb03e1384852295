"""Which facts are due: those whose `recheck` has passed since somebody looked at them.

Enters: a catalog and a day. Leaves: a problem for every such fact, the oldest first.
"""

import calendar
import datetime as dt
from collections.abc import Iterator

from factsheet.catalog import Catalog
from factsheet.model import Fact
from factsheet.problems import Problem, Severity
from factsheet.reader import Entry

DAYS = {"d": 1, "w": 7}
MONTHS = {"m": 1, "y": 12}
YEAR = 12


def due(catalog: Catalog, on: dt.date) -> tuple[Problem, ...]:
    """Return the facts that are due on a day; those without a day to count from come first."""
    found = sorted(_due(catalog, on), key=lambda pair: (pair[0], pair[1].sort_key))
    return tuple(problem for _, problem in found)


def day_due(seen: dt.date, interval: str) -> dt.date:
    """Return the day when an interval like `90d` or `1y` has passed; at most the calendar's last.

    A month after the last of January is the last of February.
    """
    count, unit = int(interval[:-1]), interval[-1]
    try:
        if unit in DAYS:
            return seen + dt.timedelta(days=count * DAYS[unit])
        years, month = divmod(seen.month - 1 + count * MONTHS[unit], YEAR)
        last = calendar.monthrange(seen.year + years, month + 1)[1]
        return dt.date(seen.year + years, month + 1, min(seen.day, last))
    except (OverflowError, ValueError):
        return dt.date.max


def _due(catalog: Catalog, on: dt.date) -> Iterator[tuple[dt.date, Problem]]:
    for entry in catalog.of(Fact):
        fact = entry.record
        seen = fact.checked or fact.added
        if fact.recheck is None:
            continue
        if seen is None:
            message = f'"{entry.id}" is to be checked again, but nothing says since when'
            yield dt.date.min, _problem(entry, message)
            continue
        # Of "2024-03" nobody knows the day; it was seen by the last of them.
        day = day_due(seen.last_day, fact.recheck)
        if day <= on:
            verb = "checked" if fact.checked else "added"
            message = f'"{entry.id}" was due on {day}: {verb} {seen.edtf}, recheck {fact.recheck}'
            yield day, _problem(entry, message)


def _problem(entry: Entry[Fact], message: str) -> Problem:
    return Problem(
        place=entry.place("recheck"),
        rule="due",
        message=message,
        hint='look at it again, and write the day under "checked"',
        severity=Severity.WARNING,
    )
