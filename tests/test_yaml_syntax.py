"""YAML of every sort, through the door that curators use: records or problems, never a fault.

The cases are data, in `yaml_cases/`; its README tells how to write one.
"""

import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from factsheet.pipeline import FactBase, load
from factsheet.source import plain_data

CASES = Path(__file__).parent / "yaml_cases"
FILE = "facts/a.yaml"
SECOND = 1.0
REPEATED = re.compile(r"<(\d+) × (<U\+[0-9A-F]+>|[^<>]+)>")
CHARACTER = re.compile(r"<U\+([0-9A-F]{4,6})>")
BYTE = re.compile(rb"<byte ([0-9A-F]{2})>")
PARTS = re.compile(r"^~~~ (reads|says)\n", re.MULTILINE)
END = "<end>\n"


@dataclass(frozen=True, slots=True)
class Case:
    """A file, and what a curator should get from it."""

    name: str
    data: bytes
    reads: object
    says: tuple[str, ...]


def cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.txt")):
        for part in path.read_text("utf-8").split("\n=== "):
            name, _, rest = part.removeprefix("=== ").partition("\n")
            text, *pairs = PARTS.split(rest)
            expected = dict(zip(pairs[::2], pairs[1::2], strict=True))
            reads = json.loads(expected["reads"]) if "reads" in expected else None
            yield Case(name, typed(text), reads, tuple(expected.get("says", "").splitlines()))


def typed(text: str) -> bytes:
    """Return the bytes of a case, with what its marks stand for."""
    text = REPEATED.sub(lambda found: found[2] * int(found[1]), text.removesuffix(END))
    text = CHARACTER.sub(lambda found: chr(int(found[1], 16)), text)
    return BYTE.sub(lambda found: bytes.fromhex(found[1].decode()), text.encode())


def records(base: FactBase) -> dict[str, object]:
    return {each.id: plain_data(each.node) for each in base.catalog.entries.values()}


def errors(base: FactBase) -> tuple[str, ...]:
    return tuple(
        f"{each.place.line}:{each.place.column} {each.rule}: {each.message}"
        for each in base.problems
        if each.is_error
    )


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_yaml_is_read_or_explained(case: Case) -> None:
    start = time.process_time()
    base = load([], ["en"], instead={FILE: case.data})
    took = time.process_time() - start
    assert errors(base) == case.says
    if case.reads is not None:
        assert records(base) == case.reads
    assert took < SECOND


def test_every_case_has_a_name_of_its_own_and_says_what_it_expects() -> None:
    found = list(cases())
    names = [case.name for case in found]
    assert sorted(names) == sorted(set(names))
    assert [case.name for case in found if case.reads is None and not case.says] == []
    assert len(found) >= 130


def test_every_error_has_a_remedy() -> None:
    for case in cases():
        problems = load([], ["en"], instead={FILE: case.data}).problems
        unhelpful = {each.rule for each in problems if each.rule == "yaml-syntax" and not each.hint}
        assert unhelpful == set(), case.name
