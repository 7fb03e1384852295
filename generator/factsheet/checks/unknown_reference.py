"""Whatever a record refers to exists, and is of a kind that can stand there."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import FACT, Catalog, Reference
from factsheet.fields import Part
from factsheet.model import KIND_OF_SECTION, Figure
from factsheet.problems import Place, Problem, did_you_mean, quoted
from factsheet.reader import Entry

MOST_GUESSED = 200


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Report references to nothing, to the wrong kind of record, or to no point of a series."""
    guess = _Guess(catalog)
    for reference in catalog.references:
        target = catalog.find(reference.target_id)
        if target is not None:
            yield from _misfit(catalog, reference, target)
        elif catalog.is_complete and reference.target_id not in catalog.declared:
            yield _unknown(guess, reference, _place(catalog, reference))


class _Guess:
    """What an unknown id is a slip of.

    Only the first ones are guessed at: where hundreds are unknown, a file is missing, and to
    hold each id against thousands would take minutes.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.made: dict[tuple[str, frozenset[str]], str | None] = {}

    def hint(self, reference: Reference) -> str | None:
        """Say which id may be meant, if one is near."""
        key = reference.target_id, reference.kinds
        if key not in self.made and len(self.made) < MOST_GUESSED:
            entries = self.catalog.entries.values()
            known = (entry.id for entry in entries if entry.kind in reference.kinds)
            self.made[key] = did_you_mean(reference.target_id, known)
        return self.made.get(key)


def _unknown(guess: _Guess, reference: Reference, place: Place) -> Problem:
    kind, section = _kind(reference.kinds), _section(reference.kinds)
    return Problem(
        place=place,
        rule="unknown-reference",
        message=f"there is no {kind} {quoted(reference.target_id)}",
        hint=guess.hint(reference) or f"add it under {section}",
    )


def _misfit(catalog: Catalog, reference: Reference, target: Entry[Part]) -> Iterator[Problem]:
    if target.kind in reference.kinds and catalog.has_point(reference.target):
        return
    place = _place(catalog, reference)
    if target.kind not in reference.kinds:
        message = f'"{target.id}" is {_a(target.kind)}, where {_a(_kind(reference.kinds))} belongs'
        hint = f"it stands at {target.key.place}"
        also = target.key.place
        yield Problem(place=place, rule="unknown-reference", message=message, hint=hint, also=also)
    else:
        points = target.record.points if isinstance(target.record, Figure) else {}
        there_are = f"there are {', '.join(points)}" if points else None
        yield Problem(
            place=place,
            rule="unknown-reference",
            message=f'"{target.id}" has no point {quoted(reference.point)}',
            hint=did_you_mean(reference.point, points) or there_are,
        )


def _place(catalog: Catalog, reference: Reference) -> Place:
    return catalog.entries[reference.origin].place(*reference.path)


def _kind(kinds: frozenset[str]) -> str:
    return "fact" if kinds == FACT else "".join(kinds)


def _section(kinds: frozenset[str]) -> str:
    names = [f'"{section}"' for section, kind in KIND_OF_SECTION.items() if kind in kinds]
    return " or ".join(names)


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeio" else f"a {kind}"
