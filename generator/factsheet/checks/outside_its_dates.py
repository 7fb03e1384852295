"""Nobody speaks, publishes or is counted before they began or after they ended.

The days are those of an entity's `existed` and `in_role`. Dates are as precise as they were
typed: what may overlap does. What is written `~` is known too loosely to be held against anything.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factsheet.catalog import Catalog, entity_id, is_a
from factsheet.dates import Period, Span
from factsheet.fields import Part, Path
from factsheet.model import Claim, Entity, Figure, Quote, Source
from factsheet.problems import Problem, Severity, quoted
from factsheet.reader import Entry

HINT = "mend the date that is wrong, or name who it really was"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deed:
    """When an entity did something, what dates it needs for that, and whether it may have ended."""

    who: str
    path: Path
    when: Span
    needs: tuple[str, ...] = ("existed",)
    may_follow: bool = False


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of what an entity did when it was not there, or said when it had not its role."""
    for entity in catalog.of(Entity):
        if entity.record.existed or entity.record.in_role:
            for entry in catalog.naming(entity.id):
                for deed in _deeds(catalog, entry.record):
                    if catalog.present(deed.who) == entity.id:
                        yield from _misplaced(entry, deed, entity)


def _misplaced(entry: Entry[Part], deed: _Deed, entity: Entry[Entity]) -> Iterator[Problem]:
    for field in deed.needs:
        span: Span | None = getattr(entity.record, field)
        how = _outside(deed.when, span, may_follow=deed.may_follow) if span else ""
        if span is not None and how:
            days = f"the days of {quoted(entity.id)}"
            yield Problem(
                place=entry.place(*deed.path),
                rule="outside-its-dates",
                message=f'{deed.when.edtf} is {how} {days}: "{field}" is {quoted(span.edtf)}',
                hint=HINT,
                severity=Severity.WARNING,
                also=entity.place(field),
            )
            return


def _outside(when: Span, span: Span, *, may_follow: bool) -> str:
    """Return whether something is surely before or after a span, or nothing."""
    if any(each is not None and each.circa for each in (when.start, when.end)):
        return ""
    if span.start and not span.start.circa and when.last_day < span.first_day:
        return "before"
    is_after = span.end and not span.end.circa and when.first_day > span.last_day
    return "after" if is_after and not may_follow else ""


def _deeds(catalog: Catalog, record: Part) -> Iterator[_Deed]:
    match record:
        case Quote(speaker=who, said=Span() as said):
            yield _Deed(who=who, path=("said",), when=said, needs=("existed", "in_role"))
        case Claim(claimed_by=str() as who, appears_in=str() as source):
            found = catalog.find(source)
            if found is not None and is_a(found, Source) and found.record.published:
                when = found.record.published
                yield _Deed(who=who, path=("claimed_by",), when=when, may_follow=True)
        case Figure(of=str() as who):
            for path, period in _periods(record):
                if (days := _days(period)) is not None:
                    yield _Deed(who=who, path=path, when=days)
        case Source(published=Span() as published):
            yield from _publishing(record, published)


def _publishing(source: Source, published: Span) -> Iterator[_Deed]:
    if who := entity_id(source.publisher):
        yield _Deed(who=who, path=("publisher",), when=published)
    for index, author in enumerate(source.author):
        if who := entity_id(author):
            path = ("author", index)
            yield _Deed(who=who, path=path, when=published, may_follow=True)


def _periods(figure: Figure) -> Iterator[tuple[Path, Period]]:
    """Return what a figure covers that is no forecast."""
    if figure.projection:
        return
    if figure.as_of:
        yield ("as_of",), Period(label=figure.as_of.edtf, span=figure.as_of)
    single = figure.covered()
    if single:
        yield ("period",), single
    for period, point in figure.timeline():
        if not point.projection:
            yield ("points", period.label), period


def _days(period: Period) -> Span | None:
    """Return the days of a period; a fiscal label alone does not say which they are."""
    if period.covers:
        return period.covers
    return None if period.fiscal or period.named else period.span
