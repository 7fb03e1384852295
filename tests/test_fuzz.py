"""A short run of what `bench/fuzz.py` does for hours, and what it has found."""

import random
import time
from pathlib import Path

import pytest

from conftest import Explain
from factsheet.drafting import drafted
from factsheet.editing import Value
from factsheet.mentions import mentions, named_numbers
from factsheet.prose import without_code
from factsheet.units import UnitNames
from factsheet.verbatim import difference
from fuzzing.mutation import mutated
from fuzzing.targets import TARGETS, seeds

TURNS = {"rendering": 3, "mending": 8, "renaming": 15, "writings": 15}
USUAL_TURNS = 60
MANY = 20_000
# Of computing; a machine that is busy with other things takes longer.
MOST_SECONDS = 10
LONGEST_NUMBER_OF_PYTHON = 4300


@pytest.mark.parametrize("name", TARGETS)
def test_what_nobody_would_type_breaks_no_promise(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    chance, known = random.Random(name), seeds(name)  # noqa: S311 the same every time
    for _ in range(TURNS.get(name, USUAL_TURNS)):
        TARGETS[name](mutated(known, chance))


def test_the_same_chance_makes_the_same_inputs() -> None:
    one, other = (
        [mutated(seeds("reading"), random.Random(number)) for number in range(50)]  # noqa: S311
        for _ in range(2)
    )
    assert one == other
    assert len(set(one)) > 45


# Found


def test_a_hint_does_not_repeat_a_text_without_end(explain: Explain) -> None:
    told = explain(f"dates:\n  a: {{date: 2001, title: T, sources: [s], tags: {'x' * 900}}}\n")
    assert "expected a list, found the text" in told
    assert "write it as a list" not in told


@pytest.mark.parametrize("top", ["  entities:\n", "  sources:\n    s: {title: T}\n"])
def test_a_new_record_is_as_far_in_as_its_file(top: str) -> None:
    record: dict[str, Value] = {"kind": "term", "name": {"en": "A", "zh": "甲"}}
    text = drafted(top, "entity", "a", record).text
    assert text.endswith("  entities:\n    a:\n      kind: term\n      name: {en: A, zh: 甲}\n")


@pytest.mark.parametrize("text", ["A{0}", "{0}-{0}", "第{0}页", "{0} to {0}", "No. {0}", "{0}年"])
def test_a_number_longer_than_python_reads_is_passed_over(text: str) -> None:
    typed = text.format("1" * (LONGEST_NUMBER_OF_PYTHON + 1))
    assert max(named_numbers(typed), default=0) < 10_000
    mentions(typed, UnitNames({}))


@pytest.mark.parametrize("address", ["https://.", "https://..", "http://./a", "https://:443/"])
def test_an_address_of_dots_names_no_host(explain: Explain, address: str) -> None:
    told = explain(f"sources:\n  s: {{title: T, url: '{address}'}}\n")
    assert f'"{address}" names no host [bad-address]' in told


# Time


@pytest.mark.parametrize(
    "facts",
    [
        "a:\n" * MANY,
        "a: {b: [" * MANY,
        "[" * MANY,
        "x: y\n" * MANY,
        "sources:\n" + "  s: {title: T}\n" * MANY,
        "sources:\n" + "".join(f"  s{number}: {{titel: T}}\n" for number in range(MANY // 4)),
        "figures:\n  f: {value: 1, measure: M, as_of: 2024, sources: ["
        + ", ".join(f"s{number}" for number in range(MANY))
        + "]}\n",
        "sources:\n"
        + "".join(f"  s{number}: {{title: T}}\n" for number in range(MANY // 10))
        + "figures:\n"
        + "".join(
            f"  f{number}: {{value: 1, measure: M, as_of: 2024, sources: [t{number}]}}\n"
            for number in range(MANY // 10)
        ),
        "figures:\n  f:\n    measure: M\n    unit: USD\n    sources: [s]\n    points:\n"
        + "".join(f"      {1000 + n // 12}-{1 + n % 12:02}: {n}\n" for n in range(MANY // 2)),
    ],
    ids=[
        "keys",
        "nested",
        "brackets",
        "values",
        "ids",
        "fields",
        "references",
        "unknown",
        "points",
    ],
)
def test_a_big_file_is_read_in_time(explain: Explain, facts: str) -> None:
    began = time.process_time()
    assert explain(facts)
    assert time.process_time() - began < MOST_SECONDS


@pytest.mark.parametrize(
    "piece", ["1,", "1-", "1 ", "11 and ", "A1", "第1", "[", "*", "`", "](", "英"]
)
def test_a_long_text_is_searched_in_time(piece: str) -> None:
    text = (piece * MANY)[:MANY]
    began = time.process_time()
    named_numbers(text)
    mentions(text, UnitNames({}))
    without_code(text * 5)
    assert time.process_time() - began < MOST_SECONDS


def test_a_text_without_end_is_refused(explain: Explain) -> None:
    told = explain(f"entities:\n  a: {{kind: term, name: {'a' * 10_001}}}\n")
    assert "a text of 10001 characters is too long [bad-text]" in told
    assert "hint: the longest allowed is 10000; write several, or a page" in told


def test_insertions_in_a_row_are_one_gap() -> None:
    began = time.process_time()
    missing = difference("It [was] [and] [is] [a] [b] [c] [d] [e] gone.", "It is a day. " * 500)
    assert missing is not None
    assert difference("It [was] [said] gone.", "It had long been gone.") is None
    assert difference("It [was] [said] gone.", "It [was] [said] gone.") is None
    assert time.process_time() - began < MOST_SECONDS
