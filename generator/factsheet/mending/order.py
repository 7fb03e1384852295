"""Put the fields of records in order, remarks with the fields they belong to.

The order is that of the models, what is a record's own before what all facts have; what
curators write first or last besides is listed here. A record whose remarks or empty lines may
belong to either of two fields is left as it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest

from factsheet.editing import Edit, applied
from factsheet.fields import Part
from factsheet.mending.values import Draft, Note
from factsheet.model import SECTIONS, Fact, field_names
from factsheet.source import Extents, Node, Scalar, Table, extents, plain_data

FIRST: Mapping[str, Sequence[str]] = {
    "figures": ("of", "measure", "value", "unit", "periods", "points")
}
LAST = ("reviewed", "added", "checked", "recheck", "corrections", "formerly", "allow")
BREAKS = ("\r", "\n")
LINE_END = re.compile(r"\r\n|\r|\n|\Z")
# A text that keeps the empty lines below it.
KEEPING = re.compile(r"[|>][1-9]?\+")
Pair = tuple[Scalar, Node]
Span = tuple[int, int]


def ordered(text: str, root: Node) -> Draft:
    """Put the fields of every record in order that has only fields there are."""
    known = extents(text)
    edits, notes, left = [], [], []
    for section, key, record in _records(root):
        order = order_of(section)
        names = [*record.entries]
        if not set(names) <= set(order) or names == sorted(names, key=order.index):
            continue
        wanted = [record.entries[name] for name in sorted(names, key=order.index)]
        edit = _reordered(text, known, record, wanted)
        if edit:
            edits.append(edit)
            notes.append(Note(key.place, f'fields of "{key.text}" put in order'))
        else:
            message = f'the fields of "{key.text}" are not in order, and what stands between them '
            left.append(Note(key.place, message + "may belong to either side: order them by hand"))
    return Draft(
        text=applied(text, edits),
        expected=plain_data(root),
        notes=tuple(notes),
        left=tuple(left),
    )


def order_of(section: str) -> tuple[str, ...]:
    """Return the fields of a section's records, in order."""
    model: type[Part] = SECTIONS[section]
    shared = field_names(Fact) if issubclass(model, Fact) else ()
    own = [name for name in field_names(model) if name not in shared]
    names = dict.fromkeys((*FIRST.get(section, ()), *own, *shared))
    last = [name for name in LAST if name in names]
    return (*(name for name in names if name not in last), *last)


def _records(root: Node) -> Iterator[tuple[str, Scalar, Table]]:
    sections = root.entries.items() if isinstance(root, Table) else ()
    for name, (_, section) in sections:
        if name in SECTIONS and isinstance(section, Table):
            for key, record in section.entries.values():
                if isinstance(record, Table):
                    yield name, key, record


def _reordered(text: str, known: Extents, record: Table, wanted: Sequence[Pair]) -> Edit | None:
    """Return the edit that puts fields in another order; None where that is not sure."""
    spans = {id(pair): _span(known, pair) for pair in record.entries.values()}
    now, then = [*spans.values()], [spans[id(pair)] for pair in wanted]
    if text[known.of_group(record.place)[0]] == "{":
        return _in_brackets(text, now, then)
    return _on_lines(text, now, then)


def _span(known: Extents, pair: Pair) -> Span:
    """Return where a field stands, from its name to the end of its value."""
    key, value = pair
    start, end = known.of_scalar(key.place)
    of_value = known.of_scalar if isinstance(value, Scalar) else known.of_group
    return start, max(end, of_value(value.place)[1])


def _in_brackets(text: str, now: Sequence[Span], then: Sequence[Span]) -> Edit | None:
    """Exchange fields between commas, which stay where they are, with the spaces."""
    between = [text[end:start] for (_, end), (start, _) in pairwise(now)]
    if any("#" in each for each in between):
        return None
    fields = [text[start:end] for start, end in then]
    parts = [each for pair in zip_longest(fields, between, fillvalue="") for each in pair]
    return Edit(now[0][0], now[-1][1], "".join(parts))


def _on_lines(text: str, now: Sequence[Span], then: Sequence[Span]) -> Edit | None:
    """Exchange whole lines; remarks right above a field, as far in as it, go with it."""
    column = now[0][0] - _line_start(text, now[0][0])
    remarks = re.compile(rf"(?: {{{column}}}#[^\r\n]*(?:\r\n|\r|\n))*")
    begin, behind = _line_start(text, now[0][0]), _line_behind(text, now[-1][1])
    pieces: dict[Span, str] = {}
    at = begin
    for start, end in now:
        above = text[at : _line_start(text, start)]
        if not remarks.fullmatch(above) or text[_line_start(text, start) : start].strip(" "):
            return None
        pieces[start, end], at = text[at : _line_behind(text, end)], _line_behind(text, end)
    is_first_sure = now[0] == then[0] or not _is_remark_above(text, begin)
    is_last_sure = now[-1] == then[-1] or not _is_remark_below(text, behind, column)
    is_kept = any(KEEPING.search(piece) for piece in pieces.values())
    if is_kept or not (is_first_sure and is_last_sure and text[:behind].endswith(BREAKS)):
        return None
    return Edit(begin, behind, "".join(pieces[span] for span in then))


def _line_start(text: str, at: int) -> int:
    return max(text.rfind(each, 0, at) for each in BREAKS) + 1


def _line_behind(text: str, at: int) -> int:
    found = LINE_END.search(text, at)
    return found.end() if found else len(text)


def _is_remark_above(text: str, begin: int) -> bool:
    return text[_line_start(text, max(begin - 1, 0)) : begin].lstrip(" ").startswith("#")


def _is_remark_below(text: str, behind: int, column: int) -> bool:
    line = text[behind : _line_behind(text, behind)]
    return line.lstrip(" ").startswith("#") and len(line) - len(line.lstrip(" ")) >= column
