"""A quarter is not set beside a year as if both were the same.

Told for certain are: a series whose points are of several lengths, a change from a period of
another length, and a section of a sheet that shows a quarter and a year under one name. A claim
may rest on both: that is how this very mistake is shown in others.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factsheet.catalog import Catalog, is_a, point_of, record_id, stated_changes
from factsheet.dates import parse_period
from factsheet.model import Figure, Sheet
from factsheet.problems import Place, Problem, Severity
from factsheet.reader import Entry

LENGTHS = ("year", "half", "quarter", "month")
PLURALS = {"half": "halves"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A value in a section: of what length of time, which one, and where it is listed."""

    length: str
    label: str
    figure: Entry[Figure]
    place: Place


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of periods of different length where a reader compares them."""
    for entry in catalog.of(Figure):
        yield from _series(entry)
    for stated in stated_changes(catalog.of(Figure), catalog.units):
        covered, since = stated.covered, stated.change.period
        if covered and covered.length and since.length and covered.length != since.length:
            yield _problem(
                stated.entry.place(*stated.path),
                f"the value is of a {covered.length} ({covered.label}), "
                f"its change from a {since.length} ({since.label})",
                f"name the {covered.length} that the change starts from",
            )
    for sheet in catalog.of(Sheet):
        for index, references in enumerate(catalog.shown[sheet.id]):
            yield from _section(tuple(_shown(catalog, sheet, index, references)))


def _series(entry: Entry[Figure]) -> Iterator[Problem]:
    """Report the lengths that fewer points have, unless the page tells readers what they cover.

    It does by a note of the point's own, or by its days under "periods".
    """
    lengths = {period.label: period.length for period, _ in entry.record.timeline()}
    counted = Counter(length for length in lengths.values() if length)
    most = max(counted, key=lambda each: (counted[each], -LENGTHS.index(each)), default="")
    told = {most, ""}
    for label, length in lengths.items():
        is_said = label in entry.record.periods or entry.record.points[label].note
        if length not in told and not is_said:
            told.add(length)
            yield _problem(
                entry.place("points", label, "value"),
                f"a {length} ({label}) stands among {PLURALS.get(most, most + 's')} in one series",
                f"make a figure of its own for each {length}, "
                'or say what the point covers in its own "note"',
            )


def _shown(
    catalog: Catalog, sheet: Entry[Sheet], index: int, references: Sequence[str]
) -> Iterator[_Shown]:
    """Return the values of a section that cover a certain length of time."""
    is_list = isinstance(sheet.record.sections[index].facts, list)
    for number, reference in enumerate(references):
        figure, point = catalog.find(record_id(reference)), point_of(reference)
        if figure is None or not is_a(figure, Figure) or not catalog.has_point(reference):
            continue
        covered = figure.record.covered()
        labels = [point] if point else figure.record.points
        periods = [covered] if covered else [parse_period(label) for label in labels]
        place = sheet.place("sections", index, "facts", *([number] if is_list else []))
        for period in periods:
            if period.length:
                yield _Shown(length=period.length, label=period.label, figure=figure, place=place)


def _section(shown: Sequence[_Shown]) -> Iterator[Problem]:
    """Report every figure that is of another length than one of the same name before it."""
    first: dict[object, _Shown] = {}
    told: set[str] = set()
    for each in shown:
        figure = each.figure.record
        before = first.setdefault((figure.of, frozenset(figure.measure.root.items())), each)
        is_another = before.figure.id != each.figure.id and each.figure.id not in told
        if is_another and before.length != each.length:
            told.add(each.figure.id)
            measure = each.figure.place("measure")
            yield _problem(
                each.place,
                f'"{each.figure.id}", of a {each.length} ({each.label}), is shown under the same '
                f'name as "{before.figure.id}", of a {before.length} ({before.label})',
                f'say in its "measure" that it is of a {each.length}: {measure}',
                also=measure,
            )


def _problem(place: Place, message: str, hint: str, also: Place | None = None) -> Problem:
    return Problem(
        place=place,
        rule="mixed-periods",
        message=message,
        hint=hint,
        severity=Severity.WARNING,
        also=also,
    )
