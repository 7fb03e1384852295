"""A number is not ten, a thousand or a million times itself elsewhere.

亿 is a hundred million and 万 ten thousand: a slip between these words, or between million and
billion, leaves all digits right. Only numbers whose digits agree, of what may be one unit, count.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from factsheet.catalog import GIVEN_UP, Apart, Catalog, is_a, point_of, record_id, typed
from factsheet.fields import Path
from factsheet.model import Claim, Figure, SourceReference
from factsheet.parallels import misplaced
from factsheet.problems import Place, Problem, Severity, narrowed, quoted
from factsheet.prose import plain
from factsheet.quantity import Quantity
from factsheet.reader import Entry

MOST_PAIRED = 200
HINT = "count the zeros: 1万 is 10 thousand, 1亿 is 100 million, 10亿 is 1 billion"
# A value of a figure: its point, the way to it, and the references to its sources.
Valued = tuple[Quantity, Path, list[tuple[Path, SourceReference]]]


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of slips between languages, between value and excerpt, and finding and evidence."""
    told: set[str] = set()
    for claim in catalog.of(Claim):
        for problem in _against_evidence(catalog, claim):
            told.add(claim.id)
            yield problem
    for figure in catalog.of(Figure):
        if figure.record.status not in GIVEN_UP:
            yield from _against_excerpts(catalog, figure)
    for each in catalog.apart:
        # What was told of a finding is not told again.
        if not (each.path[0] == "finding" and each.entry.id in told):
            yield from _between_languages(each)


def _between_languages(apart: Apart) -> Iterator[Problem]:
    """Report the slips between two languages of a text."""
    (code, _), (other, translated) = apart.first, apart.second
    for slip in apart.found.slips:
        said, origin = quoted(slip.second.text), quoted(slip.first.text)
        yield _problem(
            narrowed(apart.entry.place(*apart.path, other), translated, slip.second.text),
            f'{said} is {_times(slip.power)}: in "{code}" it is {origin}',
            apart.entry.place(*apart.path, code),
        )


def _against_excerpts(catalog: Catalog, entry: Entry[Figure]) -> Iterator[Problem]:
    """Hold the values of a figure against the words of its sources, which are the truth."""
    known = _numbers(entry.record)
    for value, path, listed in _valued(entry.record):
        for where, reference in listed:
            found = misplaced(reference.excerpt or "", [value], catalog.units, known=known)
            for slip in found:
                yield _problem(
                    entry.place(*path),
                    f"the value is {_times(-slip.power)}: the excerpt of "
                    f'"{reference.id}" says {quoted(slip.mention.text)}',
                    entry.place(*where, "excerpt"),
                )


def _valued(figure: Figure) -> Iterator[Valued]:
    quantities, own = figure.quantities(), _referenced(figure.sources, ("sources",))
    if figure.value is not None:
        yield quantities[""], ("value",), own
    for label, point in figure.points.items():
        path = ("points", label)
        listed = _referenced(point.sources, (*path, "sources")) or own
        yield quantities[label], (*path, "value"), listed
    for index, each in enumerate(figure.alternatives):
        listed = _referenced(each.sources, ("alternatives", index, "sources"))
        yield each.value.quantity(figure.unit or ""), ("alternatives", index, "value"), listed


def _referenced(sources: list[SourceReference], path: Path) -> list[tuple[Path, SourceReference]]:
    return [((*path, index), each) for index, each in enumerate(sources) if each.excerpt]


def _against_evidence(catalog: Catalog, entry: Entry[Claim]) -> Iterator[Problem]:
    """Hold what a claim's finding says against the figures that it rests on."""
    finding, evidence = entry.record.finding, tuple(_evidence(catalog, entry.record))
    if finding is None or not evidence:
        return
    values = [value for value, *_ in evidence]
    known = [number for _, _, figure in evidence for number in _numbers(figure.record)]
    for code, words in finding.root.items():
        for slip in misplaced(plain(words), values, catalog.units, known=known):
            _, reference, figure = next(each for each in evidence if each[0] is slip.value)
            point = point_of(reference)
            path = ("points", point, "value") if point else ("value",)
            place = entry.place("finding", code) if code else entry.place("finding")
            yield _problem(
                narrowed(place, words, slip.mention.text),
                f"{quoted(slip.mention.text)} is {_times(slip.power)}: "
                f'the evidence "{reference}" says {quoted(typed(figure.record, point))}',
                figure.place(*path),
            )


def _evidence(catalog: Catalog, claim: Claim) -> Iterator[tuple[Quantity, str, Entry[Figure]]]:
    for reference in claim.evidence:
        entry = catalog.find(record_id(reference))
        if entry is None or not is_a(entry, Figure) or not catalog.has_point(reference):
            continue
        quantities = entry.record.quantities()
        for label in [point_of(reference)] if point_of(reference) else quantities:
            yield quantities[label], f"{entry.id}@{label}" if label else entry.id, entry


def _numbers(figure: Figure) -> list[Quantity]:
    """Return all that a text may say of a figure: its values, and what lies between them."""
    values = list(figure.quantities().values())
    others = [each.value.quantity(figure.unit or "") for each in figure.alternatives]
    # Of very many points, texts compare neighbours.
    pairs = combinations(values, 2) if len(values) <= MOST_PAIRED else pairwise(values)
    between = (
        Quantity(low=after.low - before.low, unit=after.unit)
        for before, after in pairs
        if before.unit == after.unit
    )
    return [*values, *others, *between]


def _times(power: int) -> str:
    return f"{10 ** abs(power):,} times too {'large' if power > 0 else 'small'}"


def _problem(place: Place, message: str, also: Place) -> Problem:
    return Problem(
        place=place,
        rule="power-of-ten",
        message=message,
        hint=HINT,
        severity=Severity.WARNING,
        also=also,
    )
