"""Tidy what YAML does not read: spaces, tabs, empty lines, line ends, never within a text."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from factsheet.editing import Edit, applied, line_end
from factsheet.mending.values import Draft, Note
from factsheet.problems import Place
from factsheet.source import Node, extents, plain_data

LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
BREAK = re.compile(r"\r\n?")
BLANK = " \t"
TABBED = re.compile(r"(?<=[^ \t])[ \t]*\t[ \t]*(?=[^ \t])")
# Texts over lines whose own spaces count.
BLOCK = ("|", ">")
KEPT = (*BLOCK, '"')


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    number: int
    start: int
    body: str
    end: str

    @property
    def behind(self) -> int:
        return self.start + len(self.body)

    @property
    def is_blank(self) -> bool:
        return not self.body.strip(BLANK)


@dataclass(frozen=True, slots=True)
class _Texts:
    """Where the texts of a file stand, in order, and which of them no space may change in."""

    spans: Sequence[tuple[int, int]]
    kept: Sequence[bool]

    def has(self, at: int, *, kept: bool = False) -> bool:
        """Whether an offset is within a text, or within one that is kept as it is."""
        index = bisect_right(self.spans, at, key=lambda span: span[0]) - 1
        is_within = index >= 0 and at < self.spans[index][1]
        return is_within and (self.kept[index] or not kept)


def tidied(text: str, root: Node) -> Draft:
    """Tidy a text: no space ends a line, no tab stands between values, no two lines are empty.

    The last line ends as the others do, and no empty one follows it. Line ends stay what they
    are, unless several kinds are mixed. Texts over several lines keep what counts in them.
    """
    texts, file = _texts(text), root.place.file
    lines = list(_lines(text))
    gone = _needless(lines, texts)
    numbers = {line.number for line in gone}
    made = [(line, _without(line), "empty line removed") for line in gone]
    for line in lines:
        if line.number not in numbers:
            made += [(line, *each) for each in _mends(text, line, texts)]
    if lines and not lines[-1].end and not _ends_in_block(text):
        made.append((lines[-1], Edit(len(text), len(text), line_end(text)), "line end added"))
    changed = applied(text, (edit for _, edit, _ in made))
    notes = [Note(Place(file, line.number), message) for line, _, message in made]
    if len({line.end for line in lines if line.end}) > 1:
        changed = BREAK.sub("\n", changed)
        notes.append(Note(Place(file, 1), "line ends made alike"))
    return Draft(
        text=changed,
        expected=plain_data(root),
        notes=tuple(notes),
        gone=tuple(sorted(numbers)),
    )


def _lines(text: str, at: int = 0) -> Iterator[_Line]:
    for number, found in enumerate(LINE.finditer(text, at), 1):
        if found[0]:
            yield _Line(number=number, start=found.start(), body=found[1], end=found[2])


def _needless(lines: Sequence[_Line], texts: _Texts) -> list[_Line]:
    """Return the empty lines at the beginning, at the end, and behind other empty ones."""
    empty = [line.is_blank and not texts.has(line.start) for line in lines]
    content = len(lines) - len(list(takewhile(bool, reversed(empty))))
    return [
        line
        for index, line in enumerate(lines)
        if empty[index] and (index == 0 or empty[index - 1] or index >= content)
    ]


def _without(line: _Line) -> Edit:
    return Edit(line.start, line.behind + len(line.end), "")


def _mends(text: str, line: _Line, texts: _Texts) -> Iterator[tuple[Edit, str]]:
    """Find spaces at the end of a line, and tabs between its values and before its remark."""
    bare = line.start + len(line.body.rstrip(BLANK))
    if bare < line.behind and not texts.has(bare, kept=True):
        yield Edit(bare, line.behind, ""), "spaces at the end of the line removed"
    signs = (found.start() for found in re.compile("#").finditer(text, line.start, bare))
    remark = next((at for at in signs if not texts.has(at)), bare)
    for found in TABBED.finditer(text, line.start, bare):
        if found.end() <= remark and not texts.has(found.start()):
            yield Edit(found.start(), found.end(), " "), "tab replaced by a space"


def _texts(text: str) -> _Texts:
    spans, kept = [], []
    for start, end in sorted(extents(text).scalars.values()):
        is_block = start < end and text.startswith(BLOCK, start)
        spans.append((start, _block_end(text, start, end) if is_block else end))
        kept.append(start < end and text.startswith(KEPT, start))
    return _Texts(spans, kept)


def _block_end(text: str, start: int, end: int) -> int:
    """Return the offset behind a text in a block, with the empty lines below it that count."""
    lines = _lines(text, end)
    last = next(lines, None)
    below = list(takewhile(lambda line: line.is_blank, lines))
    counts = "+" in _header(text, start, end) or any(line.body for line in below)
    if below and counts:
        return below[-1].behind + 1
    return last.behind if last else end


def _ends_in_block(text: str) -> bool:
    """Whether a line end more would belong to a text: it is in a block and not stripped."""
    start, end = max(extents(text).scalars.values(), default=(0, 0))
    header = _header(text, start, end)
    return header.startswith(BLOCK) and "-" not in header


def _header(text: str, start: int, end: int) -> str:
    """Return the first line of a text in a block, which says how it is to be read."""
    return next((line.body for line in _lines(text[start:end])), "").partition("#")[0]
