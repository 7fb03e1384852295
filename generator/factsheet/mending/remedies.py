"""Make the mends that problems bring: stretches of texts that give way to others."""

import re
from collections.abc import Iterable, Sequence

from factsheet.editing import Edit, applied
from factsheet.mending.values import Draft, Note
from factsheet.problems import Mend, Place, Problem, quoted
from factsheet.source import Extents, Items, Node, Scalar, extents, plain_data

BREAKS = " \t\r\n"
LINE_END = re.compile(r"\r\n|\r|\n")
Texts = dict[tuple[int, int], str]


def remedied(text: str, root: Node, *, problems: Iterable[Problem]) -> Draft:
    """Make the mends of problems in a file; those that meet others, or escapes, are left out."""
    known, file = extents(text), root.place.file
    made: dict[Mend, Edit] = {}
    notes = []
    for problem in problems:
        done = []
        for mend in sorted({*problem.mends} - {*made}):
            edit = _edit(text, known, mend) if mend.place.file == file else None
            if edit and not _meets(edit, made):
                made[mend] = edit
                done.append(mend)
        if done:
            place = Place(file, len(LINE_END.split(text[: made[done[0]].start])))
            notes.append(Note(place, f"{_worded(done)} [{problem.rule}]"))
    return Draft(
        text=applied(text, made.values()),
        expected=_data(root, _texts(made)),
        notes=tuple(notes),
    )


def located(raw: str, words: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where in a value as it is typed a stretch stands of what it reads as.

    `raw` has its quotes or block sign. None where that cannot be told for certain: the value
    has escapes, or the line is broken within the stretch.
    """
    begin, behind = _inner(raw)
    typed = [at for at in range(begin, behind) if raw[at] not in BREAKS]
    read = [at for at, each in enumerate(words) if each not in BREAKS]
    if [raw[at] for at in typed] != [words[at] for at in read]:
        return None
    before = sum(at <= start for at in read)
    if not before:
        return None
    first = typed[before - 1] + start - read[before - 1]
    last = first + end - start
    return (first, last) if raw[first:last] == words[start:end] else None


def _inner(raw: str) -> tuple[int, int]:
    """Return where the text itself stands, without quotes or block sign."""
    if raw[:1] in ("'", '"'):
        return 1, len(raw) - 1
    if raw[:1] in ("|", ">"):
        return len(raw.splitlines()[0]), len(raw)
    return 0, len(raw)


def _edit(text: str, known: Extents, mend: Mend) -> Edit | None:
    start, end = known.of_scalar(mend.place)
    found = located(text[start:end], mend.whole, mend.start, mend.end)
    return Edit(start + found[0], start + found[1], mend.text) if found else None


def _meets(edit: Edit, made: dict[Mend, Edit]) -> bool:
    return any(edit.start < each.end and each.start < edit.end for each in made.values())


def _texts(made: Iterable[Mend]) -> Texts:
    """Return what texts shall read as, by line and column of where they begin."""
    by_place: dict[Place, list[Mend]] = {}
    for mend in made:
        by_place.setdefault(mend.place, []).append(mend)
    return {
        (place.line, place.column): applied(
            mends[0].whole, [Edit(each.start, each.end, each.text) for each in mends]
        )
        for place, mends in by_place.items()
    }


def _data(node: Node, texts: Texts) -> object:
    """Return a node as plain data, with other texts in some places."""
    if isinstance(node, Scalar):
        return texts.get((node.place.line, node.place.column), plain_data(node))
    if isinstance(node, Items):
        return [_data(each, texts) for each in node.nodes]
    return {name: _data(value, texts) for name, (_, value) in node.entries.items()}


def _worded(mends: Sequence[Mend]) -> str:
    return ", ".join(dict.fromkeys(_change(mend) for mend in mends))


def _change(mend: Mend) -> str:
    was = mend.whole[mend.start : mend.end]
    if not was:
        return f"{quoted(mend.text)} added"
    shown = quoted(was) if was.strip() else "space"
    return f"{shown} → {quoted(mend.text)}" if mend.text else f"{shown} removed"
