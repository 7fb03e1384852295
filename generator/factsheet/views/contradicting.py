"""Whether the text of a link to a figure says another number than the figure.

Enters: a reference to a fact and the words that link to it. Leaves: what they say wrongly, in
a sentence, and the remedy. Only figures are judged, and only numbers that can be theirs: of
their unit, or of none while they have a scale. A number may be any of a series' points (one of
them, if the link leads there), another value of a dispute, or a change between points; it is
held against the digits that the text gives.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from factsheet.catalog import is_a, point_of, record_id
from factsheet.mentions import Mention, mentions
from factsheet.model import Figure
from factsheet.problems import quoted
from factsheet.quantity import Quantity
from factsheet.reader import Entry
from factsheet.units import UnitKind
from factsheet.views.changing import exact_change, readable
from factsheet.views.scope import Scope

# What may be written as a mere number: elsewhere one is likelier the number of something else.
PLAIN_KINDS = frozenset({UnitKind.COUNT, UnitKind.OWN})
MEND = "mend the number, or link the fact it is from"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """What a text says wrongly: a lower-case sentence, and the remedy."""

    message: str
    hint: str


def contradicting(scope: Scope, reference: str, text: str) -> Contradiction | None:
    """Return what a text that links to a fact says against it, or None.

    `reference` is a present or former id, with or without a point; `scope` words the remedy.
    """
    entry = scope.catalog.find(record_id(reference))
    if entry is None or not is_a(entry, Figure) or not scope.catalog.has_point(reference):
        return None
    figure, point = entry.record, point_of(reference)
    values = tuple(_values(figure, point))
    found = tuple(mentions(text, scope.catalog.units))
    wrong = next((each for each in found if _is_wrong(scope, figure, point, values, each)), None)
    if wrong is None and not any(_is_right(each, values) for each in found):
        wrong = next((each for each in found if _is_wrong_plainly(scope, values, each)), None)
    return _worded(scope, entry, point, wrong) if wrong else None


def _values(figure: Figure, point: str) -> Iterator[Quantity]:
    """Return the numbers a text may give for the figure: its own first."""
    quantities = figure.quantities()
    yield from [quantities[point]] if point else quantities.values()
    if not point:
        yield from (each.value.quantity(figure.unit or "") for each in figure.alternatives)


def _is_right(mention: Mention, values: tuple[Quantity, ...]) -> bool:
    return any(mention.agrees(value) for value in values)


def _is_wrong(
    scope: Scope, figure: Figure, point: str, values: tuple[Quantity, ...], mention: Mention
) -> bool:
    """Whether a number with a scale or a unit is not the figure's, though it should be."""
    if mention.is_plain or _is_right(mention, values):
        return False
    if not any(mention.counts(scope.catalog.units.unit(value.unit)) for value in values):
        return mention.is_change_in_percent and _is_wrong_change(figure, point, mention)
    # "up $33.9bn to $60.9bn from $27.0bn": both ends and the difference are meant.
    others = tuple(figure.quantities().values())
    return not (mention.tells_change and _is_right(mention, (*others, *_differences(others))))


def _is_wrong_change(figure: Figure, point: str, mention: Mention) -> bool:
    changes = tuple(_changes(figure, point))
    return bool(changes) and not _is_right(mention, changes)


def _is_wrong_plainly(scope: Scope, values: tuple[Quantity, ...], mention: Mention) -> bool:
    """Whether a mere number stands where the figure's, which is one, should."""
    kinds = {scope.catalog.units.unit(value.unit).kind for value in values}
    return mention.is_plain and kinds <= PLAIN_KINDS


def _changes(figure: Figure, point: str) -> Iterator[Quantity]:
    """Return every change in per cent that a text can tell: as stated, or from point to point."""
    stated = figure.points[point].change if point else figure.change
    if stated is not None:
        yield stated.quantity
    if not point:
        yield from (each.change.quantity for each in figure.points.values() if each.change)
    quantities = figure.quantities()
    series = [(period.label, quantities[period.label]) for period, _ in figure.timeline()]
    for (_, before), (label, after) in combinations(series, 2):
        percent = exact_change(before, after) if point in ("", label) else None
        if percent is not None:
            yield Quantity(low=percent, unit="%")


def _differences(values: tuple[Quantity, ...]) -> Iterator[Quantity]:
    for before, after in combinations(values, 2):
        if before.unit == after.unit and before.high is None and after.high is None:
            yield Quantity(low=after.low - before.low, unit=after.unit)


def _worded(scope: Scope, entry: Entry[Figure], point: str, wrong: Mention) -> Contradiction:
    figure, said = entry.record, quoted(wrong.text)
    value = scope.figure_value(figure, point)
    if wrong.is_change_in_percent and (changes := tuple(_changes(figure, point))):
        nearest = min(changes, key=lambda each: abs(abs(each.low) - abs(wrong.quantity.low)))
        is_computed = not nearest.signed
        low = readable(nearest.low) if is_computed else nearest.low
        change = scope.value(Quantity(low=low, unit="%", signed=True))
        return Contradiction(message=f"the text says {said}, the change is {change}", hint=MEND)
    slip = next((power for each in _values(figure, point) if (power := wrong.slip(each))), 0)
    if slip:
        how = f"{10 ** abs(slip):,} times too {'large' if slip > 0 else 'small'}"
        return Contradiction(message=f"{said} is {how}: the fact says {value}", hint=MEND)
    others = (label for label, each in figure.quantities().items() if wrong.agrees(each))
    other = next(others, "")
    hint = f"that is its value of {other}: link that point, or mend the number" if other else MEND
    return Contradiction(message=f"the text says {said}, the fact {value}", hint=hint)
