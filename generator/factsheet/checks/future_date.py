"""Nothing has happened that nobody could know of yet, unless it is marked as a projection."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog
from factsheet.dates import Period, Span
from factsheet.fields import Part, Path
from factsheet.model import Claim, Event, Fact, Figure, Quote, Source
from factsheet.problems import Problem, Severity

Dated = Iterator[tuple[Path, Span]]


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of dates after the latest day on which, as the fact base says, somebody worked on it.

    That day stands for today, which no check asks for: the same facts give the same problems.
    Without any such day there is nothing to compare with.
    """
    worked = [span for entry in catalog.entries.values() for span in _worked_on(entry.record)]
    if not worked:
        return
    latest = max(worked, key=lambda span: (span.last_day, span.first_day))
    for entry in catalog.entries.values():
        for path, span in _dated(entry.record):
            if span.first_day > latest.last_day:
                yield Problem(
                    place=entry.place(*path),
                    rule="future-date",
                    message=f"{span.edtf} is later than {latest.edtf}, "
                    "the latest day the fact base was worked on",
                    hint=_remedy(entry.record),
                    severity=Severity.WARNING,
                )


def _worked_on(record: Part) -> Iterator[Span]:
    listed: list[Span | None] = []
    if isinstance(record, Source):
        listed = [record.accessed]
    elif isinstance(record, Fact):
        listed = [record.added, record.checked, *(each.on for each in record.corrections)]
    if isinstance(record, Claim):
        listed.append(record.reviewed)
    yield from (each for each in listed if each)


def _dated(record: Part) -> Dated:
    match record:
        case Source(published=Span() as published, accessed=None):
            yield ("published",), published
        case Event(date=date):
            yield ("date",), date
        case Quote(said=Span() as said):
            yield ("said",), said
        case Figure(projection=False):
            yield from _of_figure(record)


def _of_figure(figure: Figure) -> Dated:
    if figure.as_of:
        yield ("as_of",), figure.as_of
    single = figure.covered()
    if single:
        yield from _days(("period",), single)
    for period, point in figure.timeline():
        if not point.projection:
            yield from _days(("points", period.label), period)


def _days(path: Path, period: Period) -> Dated:
    """Return the days of a period; a fiscal label alone does not say which they are."""
    if period.covers:
        yield path, period.covers
    elif not (period.fiscal or period.named):
        yield path, period.span


def _remedy(record: Part) -> str:
    if isinstance(record, Figure):
        return 'mend the date, or mark a forecast with "projection: true"'
    return 'mend it, or, if it is right, the day under "checked" or "added" of what you worked on'
