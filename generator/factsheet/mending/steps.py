"""The steps of mending, one after the other, each held against what it may change."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from factsheet.mending.layout import tidied
from factsheet.mending.order import ordered
from factsheet.mending.remedies import remedied
from factsheet.mending.values import Draft, Note
from factsheet.problems import Place, Problem
from factsheet.source import Node, extents, plain_data, read_yaml

# Text that could be read all the same: the file only begins with a byte order mark.
MARKED = "encoding"
REMARK = re.compile(r"#[^\r\n]*")
Step = Callable[[str, Node], Draft]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A file's text as it should be, what was mended in it, and what was left and why."""

    text: str
    notes: tuple[Note, ...]
    left: tuple[Note, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the file is to be written."""
        return bool(self.notes)


def mended(text: str, file: str, problems: Iterable[Problem]) -> Mended:
    """Mend a file; one that is no YAML, or has something twice, is left as it is.

    Lines are told by their numbers before. A byte order mark is told here and left to those
    who write the file.
    """
    in_file = [each for each in problems if each.place.file == file]
    notes = [
        Note(Place(file, 1), "byte order mark removed") for each in in_file if each.rule == MARKED
    ]
    left: list[Note] = []
    gone: tuple[int, ...] = ()
    steps: Sequence[Step] = (partial(remedied, problems=in_file), tidied, ordered)
    for step in steps:
        root, mistakes = read_yaml(text, file)
        if root is None or mistakes:
            break
        draft = step(text, root)
        left += _before(draft.left, gone)
        if draft.text == text:
            continue
        if not is_as_meant(text, draft):
            message = "something here would have come to mean something else, and was left"
            left.append(Note(Place(file), message))
            continue
        notes += _before(draft.notes, gone)
        text, gone = draft.text, draft.gone or gone
    return Mended(text=text, notes=tuple(sorted(notes)), left=tuple(sorted(left)))


def is_as_meant(text: str, draft: Draft) -> bool:
    """Whether a draft reads as it should, and has all remarks of the text it was made from."""
    root, mistakes = read_yaml(draft.text, "")
    if root is None or mistakes or plain_data(root) != draft.expected:
        return False
    return sorted(remarks(text)) == sorted(remarks(draft.text))


def remarks(text: str) -> Iterator[str]:
    """Find the remarks of a text that `read_yaml` reads without a problem, in order."""
    at = 0
    for start, end in (*sorted(extents(text).scalars.values()), (len(text), len(text))):
        yield from (found[0].rstrip() for found in REMARK.finditer(text, at, start))
        at = end


def _before(notes: Iterable[Note], gone: Sequence[int]) -> Iterator[Note]:
    """Give notes the line numbers of before some lines were removed."""
    kept = [line - index for index, line in enumerate(gone, 1)]
    for note in notes:
        line = note.place.line and note.place.line + bisect_right(kept, note.place.line - 1)
        yield replace(note, place=replace(note.place, line=line))
