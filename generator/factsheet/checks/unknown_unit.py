"""Every number's unit is known, so that each language can name it."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog
from factsheet.model import Figure
from factsheet.problems import MalformedError, Problem
from factsheet.quantity import Quantity, parse_unit


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Report units that are no currency, no CLDR unit and none of the fact base's own."""
    if catalog.may_lack("unit"):
        return
    for entry in catalog.of(Figure):
        for path, quantity in _quantities(entry.record):
            try:
                catalog.units.unit(quantity.unit)
            except MalformedError as error:
                yield Problem(
                    place=entry.place(*path),
                    rule=error.rule,
                    message=error.message,
                    hint=error.hint,
                )


def _quantities(figure: Figure) -> Iterator[tuple[tuple[str | int, ...], Quantity]]:
    _, common_unit = parse_unit(figure.unit or "")
    for label, quantity in figure.quantities().items():
        path = ("points", label) if label else ("value",)
        is_common = bool(common_unit) and quantity.unit == common_unit
        yield (("unit",) if is_common else path), quantity
    for index, alternative in enumerate(figure.alternatives):
        yield ("alternatives", index, "value"), alternative.value.quantity(figure.unit or "")
    if figure.change:
        yield ("change",), figure.change.quantity
    for label, point in figure.points.items():
        if point.change:
            yield ("points", label, "change"), point.change.quantity
