"""When facts are: the time that sorts them and that queries ask for."""

from factsheet.dates import Span
from factsheet.fields import Part
from factsheet.model import Event, Fact, Figure, Quote
from factsheet.reader import Entry


def time_of(record: Part) -> Span | None:
    """Return when a fact happened, was said, or what time it covers; None if it has no time."""
    match record:
        case Event():
            return record.date
        case Quote():
            return record.said
        case Figure(as_of=Span() as day):
            return day
        case Figure():
            return _covered(record)
    return None


def time_key(entry: Entry[Fact]) -> tuple[bool, object]:
    """Order facts by time, those without a time last."""
    span = time_of(entry.record)
    return (span is None, span.sort_key if span else ())


def _covered(figure: Figure) -> Span:
    """Return the time from a figure's first period to its last."""
    single = figure.covered()
    periods = [single] if single else [period for period, _ in figure.timeline()]
    spans = [period.covers or period.span for period in periods]
    first = min(spans, key=lambda span: span.sort_key)
    last = max(spans, key=lambda span: (span.last_day, span.first_day))
    return Span(start=first.start, end=last.end)
