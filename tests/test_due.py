"""Which facts are due to be looked at again."""

# ruff: noqa: E501  a record reads best on one line

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from factsheet.cli import main
from factsheet.due import day_due

FACTS = """\
sources:
  wire: {title: Wire, url: https://a.example}
dates:
  yearly: {date: 1999, title: A, sources: [wire], added: 2020-01-01, checked: 2024-03-10, recheck: 1y}
  monthly: {date: 1999, title: A, sources: [wire], added: 2024-01, recheck: 1m}
  undated: {date: 1999, title: A, sources: [wire], recheck: 90d}
  settled: {date: 1999, title: A, sources: [wire], added: 2020-01-01}
"""

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `factsheet due` in a folder whose `facts/facts.yaml` holds a text."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts").mkdir()

    def run_in_folder(*words: str, facts: str = FACTS) -> Result:
        (tmp_path / "facts" / "facts.yaml").write_text(facts, "utf-8")
        return CliRunner().invoke(main, ["due", *words])

    return run_in_folder


def messages(result: Result) -> list[str]:
    return [line for line in result.output.splitlines() if line.startswith("facts/")]


def test_what_is_due_is_listed_with_the_oldest_first(run: Run) -> None:
    result = run("--on", "2025-03-10")
    assert result.exit_code == 1
    assert messages(result) == [
        'facts/facts.yaml:6:61: warning: "undated" is to be checked again, but nothing says since when [due]',
        'facts/facts.yaml:5:77: warning: "monthly" was due on 2024-02-29: added 2024-01, recheck 1m [due]',
        'facts/facts.yaml:4:100: warning: "yearly" was due on 2025-03-10: checked 2024-03-10, recheck 1y [due]',
    ]  # fmt: skip
    assert '  hint: look at it again, and write the day under "checked"\n' in result.output


def test_a_fact_is_not_due_on_the_day_before(run: Run) -> None:
    assert not any("yearly" in line for line in messages(run("--on", "2025-03-09")))
    assert not any("monthly" in line for line in messages(run("--on", "2024-02-28")))


def test_nothing_due_is_fine(run: Run) -> None:
    text = FACTS.replace(", recheck: 90d", "")
    result = run("--on", "2024-02-01", facts=text)
    assert (result.exit_code, result.output) == (0, "nothing is due\n")
    assert (
        json.loads(run("--on", "2024-02-01", "--format", "json", facts=text).output)["problems"]
        == []
    )


def test_the_day_is_today_when_none_is_given(run: Run) -> None:
    today = dt.datetime.now(tz=dt.UTC).astimezone().date()
    text = FACTS.replace(", recheck: 90d", "").replace("added: 2024-01,", f"added: {today},")
    later = text.replace("checked: 2024-03-10", f"checked: {today}")
    assert run(facts=text).exit_code == 1
    assert run(facts=later).exit_code == 0


def test_facts_that_cannot_be_read_keep_it_from_answering(run: Run) -> None:
    result = run("--on", "2025-01-01", facts=FACTS.replace("recheck: 1y", "recheck: yearly"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert '"yearly" is not a length of time' in result.stderr


def test_what_is_no_error_on_this_site_does_not_keep_it_from_answering(run: Run) -> None:
    unsourced = FACTS.replace("sources: [wire], recheck", "recheck")
    assert run("--on", "2025-01-01", facts=unsourced).exit_code == 2
    mild = run("--on", "2025-01-01", "--severity", "missing-source=off", facts=unsourced)
    assert (mild.exit_code, len(messages(mild))) == (1, 2)


@pytest.mark.parametrize("words", [["--on", "2025-02-30"], ["--on", "soon"], ["gone"]])
def test_what_cannot_be_understood_is_not_run(run: Run, words: list[str]) -> None:
    assert run(*words).exit_code == 2


@pytest.mark.parametrize(
    ("seen", "interval", "due"),
    [
        ("2024-01-31", "30d", "2024-03-01"),
        ("2024-01-31", "2w", "2024-02-14"),
        ("2024-01-31", "1m", "2024-02-29"),
        ("2023-01-31", "1m", "2023-02-28"),
        ("2024-11-30", "3m", "2025-02-28"),
        ("2024-12-15", "12m", "2025-12-15"),
        ("2024-02-29", "1y", "2025-02-28"),
        ("2024-01-01", "9999y", "9999-12-31"),
        ("9999-12-31", "1d", "9999-12-31"),
    ],
)
def test_an_interval_is_counted_in_the_calendar(seen: str, interval: str, due: str) -> None:
    assert str(day_due(dt.date.fromisoformat(seen), interval)) == due


@given(st.dates(), st.integers(1, 9999), st.sampled_from("dwmy"))
def test_a_longer_interval_is_never_due_earlier(seen: dt.date, count: int, unit: str) -> None:
    assert seen <= day_due(seen, f"{count}{unit}") <= day_due(seen, f"{count + 1}{unit}")
