"""Which fields of a new record to ask for again, by what is wrong with it."""

import re
from collections.abc import Iterator, Sequence

from factsheet.drafting.answers import ASKED, section_of
from factsheet.drafting.placing import Drafted
from factsheet.model import SECTIONS, field_names
from factsheet.problems import Problem
from factsheet.source import Table, read_yaml

NAMED = re.compile(r'"(\w+)[":]')


def fields_to_mend(
    problems: Sequence[Problem], draft: Drafted, kind: str, record_id: str
) -> tuple[str, ...]:
    """Return the fields that problems stand in or, for what is missing, name.

    Empty when one of the problems cannot be mended by another answer.
    """
    lines = _lines(draft, kind, record_id)
    known = field_names(SECTIONS[section_of(kind)])
    fields: set[str] = set()
    for problem in problems:
        before = [field for field, line in lines.items() if line <= problem.place.line]
        named = NAMED.findall(f"{problem.message} {problem.hint}")
        found = {before[-1]} if before else {*named} & {*known}
        if not found or problem.place.line < draft.line:
            return ()
        fields |= found
    return tuple(_in_order(fields, kind, known))


def _lines(draft: Drafted, kind: str, record_id: str) -> dict[str, int]:
    """Return the line that each field of the record begins in."""
    node, _ = read_yaml(draft.text, "")
    for step in (section_of(kind), record_id):
        node = node.entries[step][1] if isinstance(node, Table) and step in node.entries else None
    return (
        {field: key.place.line for field, (key, _) in node.entries.items()}
        if isinstance(node, Table)
        else {}
    )


def _in_order(fields: set[str], kind: str, known: Sequence[str]) -> Iterator[str]:
    yield from (field for field in ASKED[kind] if field in fields)
    yield from (field for field in known if field in fields and field not in ASKED[kind])
