"""The query on the pages about scaling, asked of tables as `factsheet export` writes them."""

import csv
import re
from collections import defaultdict
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from factsheet.cli import main

ROOT = Path(__file__).parents[1]
QUERY = re.compile(r"^```sql\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("code", ["en", "zh"])
def test_the_query_of_the_page_counts_what_the_tables_hold(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for form, out in (("parquet", "parquet"), ("csv", "tables")):
        command = ["export", str(ROOT / "facts"), "--format", form, "--out", out]
        assert CliRunner().invoke(main, command).exit_code == 0
    (query,) = QUERY.findall((ROOT / f"docs/{code}/scaling.md").read_text("utf-8"))
    found = [
        (name, numbers, str(since) if since else None)
        for name, numbers, since in duckdb.connect().sql(query).fetchall()
    ]
    days = defaultdict(list)
    with (tmp_path / "tables/figures.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["of"]:
                days[row["of_en"]].append(row["first_day"])
    expected = [
        (name, len(days[name]), min(filter(None, days[name]), default=None)) for name in days
    ]
    assert found == sorted(expected, key=lambda row: (-row[1], row[0]))
    assert len(found) > 5
