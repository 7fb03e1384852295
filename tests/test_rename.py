"""Another id for a record: everywhere, and nothing but the id."""

import difflib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factsheet.cli import main
from factsheet.pipeline import load

ROOT = Path(__file__).parents[1]
LANGUAGES = ("en", "zh")
Run = Callable[..., Result]

FACTS = """\
# 标题 with remarks — kept as they are 🙂
sources:
  "wire": {title: Wire, url: https://a.example}   # wire
  copy:
    title: Copy of wire
    url: https://b.example
    same_report_as: wire
dates:
  founded:
    date: 1999
    title: {en: Founded by wire, zh: 成立}
    text:
      en: >-
        Told in [the wire](fact:sold@x "wire") and
        again [there](fact:founded) and in `fact:founded`.

      zh: "见[此](fact:founded)\\u3002"
    sources:
      - wire   # the first
      - {id: "wire", at: wire}
      - id: copy

  sold: {date: 2001, title: Sold, sources: [wire], superseded_by: founded, status: superseded}
claims:
  said:
    statement: {en: It was founded., zh: 它成立了。}
    appears_in: wire
    verdict: confirmed
    evidence: [founded]
    formerly: [told]
sheets:
  all:
    title: {en: All, zh: 全部}
    examines: wire
    sections:
      - title: {en: A, zh: 甲}
        facts: [founded, said]
      - title: {en: B, zh: 乙}
        facts: {appears_in: wire}
"""
FACTS = FACTS.replace("fact:sold@x", "fact:sold")
PAGE = "# A\n[It](fact:founded), `[it](fact:founded)`, founded.\n\n[a]: fact:founded\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Rename in a folder with one fact file and one page."""
    monkeypatch.chdir(tmp_path)

    def run_in_folder(*words: str, facts: str | bytes = FACTS) -> Result:
        Path("facts").mkdir(exist_ok=True)
        Path("facts/facts.yaml").write_bytes(facts if isinstance(facts, bytes) else facts.encode())
        Path("docs/en").mkdir(parents=True, exist_ok=True)
        Path("docs/en/page.md").write_text(PAGE, "utf-8")
        return CliRunner().invoke(main, ["rename", *words])

    return run_in_folder


def now() -> str:
    return Path("facts/facts.yaml").read_bytes().decode()


def changed_lines(before: str, after: str) -> list[str]:
    """Return what was taken out and put in, as a diff shows it."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[0] in "+-"]


def test_a_fact_is_renamed_wherever_it_is_named(run: Run) -> None:
    result = run("founded", "acme-founded")
    assert (result.exit_code, result.output) == (
        0,
        'facts/facts.yaml\ndocs/en/page.md\n"founded" is "acme-founded" now: 2 files changed\n',
    )
    assert changed_lines(FACTS, now()) == [
        "-   founded:",
        "+   acme-founded:",
        "-         again [there](fact:founded) and in `fact:founded`.",
        "+         again [there](fact:acme-founded) and in `fact:founded`.",
        '-       zh: "见[此](fact:founded)\\u3002"',
        '+       zh: "见[此](fact:acme-founded)\\u3002"',
        "+     formerly: [founded]",
        "-   sold: {date: 2001, title: Sold, sources: [wire], superseded_by: founded, "
        "status: superseded}",
        "+   sold: {date: 2001, title: Sold, sources: [wire], superseded_by: acme-founded, "
        "status: superseded}",
        "-     evidence: [founded]",
        "+     evidence: [acme-founded]",
        "-         facts: [founded, said]",
        "+         facts: [acme-founded, said]",
    ]
    assert Path("docs/en/page.md").read_text("utf-8") == (
        "# A\n[It](fact:acme-founded), `[it](fact:founded)`, founded.\n\n[a]: fact:acme-founded\n"
    )
    base = load([Path("facts")], LANGUAGES)
    assert base.catalog.present("founded") == "acme-founded"


def test_a_source_is_renamed_in_all_its_forms(run: Run) -> None:
    assert run("wire", "reuters").exit_code == 0
    assert changed_lines(FACTS, now()) == [
        '-   "wire": {title: Wire, url: https://a.example}   # wire',
        '+   "reuters": {formerly: [wire], title: Wire, url: https://a.example}   # wire',
        "-     same_report_as: wire",
        "+     same_report_as: reuters",
        "-       - wire   # the first",
        "+       - reuters   # the first",
        '-       - {id: "wire", at: wire}',
        '+       - {id: "reuters", at: wire}',
        "-   sold: {date: 2001, title: Sold, sources: [wire], superseded_by: founded, "
        "status: superseded}",
        "+   sold: {date: 2001, title: Sold, sources: [reuters], superseded_by: founded, "
        "status: superseded}",
        "-     appears_in: wire",
        "+     appears_in: reuters",
        "-     examines: wire",
        "+     examines: reuters",
        "-         facts: {appears_in: wire}",
        "+         facts: {appears_in: reuters}",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("formerly: [told]", "formerly: [said, told]"),
        ("formerly: []", "formerly: [said]"),
        ("formerly:\n      - told", "formerly:\n      - said\n      - told"),
        ("formerly:\n    - told", "formerly:\n    - said\n    - told"),
    ],
)
def test_the_old_id_joins_those_before_it(run: Run, before: str, after: str) -> None:
    facts = FACTS.replace("formerly: [told]", before)
    result = run("said", "acme-said", facts=facts)
    assert result.exit_code == 0, result.output
    expected = facts.replace(before, after).replace("  said:", "  acme-said:")
    assert now() == expected.replace("[founded, said]", "[founded, acme-said]")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_are_kept(run: Run, end: str) -> None:
    facts = b"\xef\xbb\xbf" + FACTS.replace("\n", end).encode()
    plain = FACTS.encode().replace(b"\n", end.encode())
    assert run("founded", "acme-founded", facts=plain).exit_code == 0
    changed = now()
    assert changed.count(end) == plain.decode().count(end) + 1
    marked = run("founded", "acme-founded", facts=facts)
    assert "byte order mark" in marked.output


def test_what_is_no_id_or_taken_is_refused(run: Run) -> None:
    cases = {
        ("foundd", "new"): 'there is no record "foundd" (did you mean "founded"?)\n',
        ("told", "new"): '"told" is called "said" now\n',
        ("said", "New One"): '"New One" is not an id (write "new-one")\n',
        ("said", "index"): '"index" is an id that the site needs itself (choose another one)\n',
        ("said", "founded"): ('a record has the id "founded" already, at facts/facts.yaml:9:3\n'),
        ("said", "told"): 'a record had the id "told" already, at facts/facts.yaml:25:3\n',
        ("said", "said"): 'a record has the id "said" already, at facts/facts.yaml:25:3\n',
    }
    for words, message in cases.items():
        result = run(*words)
        assert (result.exit_code, result.output) == (2, message)
        assert now() == FACTS


def test_a_unit_is_not_renamed(run: Run) -> None:
    facts = FACTS + "units:\n  car: {name: {en: cars, zh: 辆}}\n"
    result = run("car", "vehicle", facts=facts)
    assert result.exit_code == 2
    assert result.output == (
        '"car" is a unit, which numbers name in running text '
        "(change its name and the numbers by hand)\n"
    )


def test_a_tag_is_renamed_and_has_no_past(run: Run) -> None:
    facts = FACTS.replace("    date: 1999\n", "    date: 1999\n    tags: [new]\n")
    facts += "tags:\n  new: {name: {en: New, zh: 新}}\n"
    assert run("new", "fresh", facts=facts).exit_code == 0
    assert now() == facts.replace("[new]", "[fresh]").replace("  new:", "  fresh:")


def test_facts_with_errors_are_left_alone(run: Run) -> None:
    facts = FACTS.replace("1999", "soon")
    result = run("said", "new", facts=facts)
    assert result.exit_code == 1
    assert result.output.endswith("nothing was written\n")
    assert now() == facts


def test_what_cannot_be_changed_safely_is_left_alone(run: Run) -> None:
    facts = FACTS.replace("evidence: [founded]", 'evidence: ["f\\x6funded"]')
    result = run("founded", "new", facts=facts)
    assert (result.exit_code, result.output) == (
        2,
        '"founded" stands in a way that cannot be changed safely; nothing was written\n',
    )
    assert now() == facts


@pytest.mark.parametrize("failing", [1, 2])
def test_when_a_file_cannot_be_written_none_is(
    run: Run, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    run("nobody", "new")
    real, count = Path.replace, [0]

    def fail_once(path: Path, target: Path) -> Path:
        count[0] += 1
        if count[0] == failing:
            raise OSError(28, "No space left on device", str(target))
        return real(path, target)

    monkeypatch.setattr(Path, "replace", fail_once)
    result = CliRunner().invoke(main, ["rename", "founded", "new"])
    assert result.exit_code == 2
    assert result.output.endswith(
        "No space left on device (make room on the disk); nothing was written\n"
    )
    assert (now(), Path("docs/en/page.md").read_text("utf-8")) == (FACTS, PAGE)
    assert sorted(each.name for each in Path().rglob("*") if each.is_file()) == [
        "facts.yaml",
        "page.md",
    ]


def test_a_linked_file_stays_a_link_and_keeps_its_permissions(run: Run) -> None:
    run("nobody", "new")
    Path("facts/facts.yaml").chmod(0o640)
    Path("facts/facts.yaml").rename("facts/real.yaml")
    Path("facts/facts.yaml").symlink_to("real.yaml")
    assert CliRunner().invoke(main, ["rename", "founded", "new"]).exit_code == 0
    assert Path("facts/facts.yaml").is_symlink()
    assert Path("facts/real.yaml").stat().st_mode & 0o777 == 0o640
    assert "  new:" in now()


REAL_IDS = sorted(
    entry.id
    for entry in load([ROOT / "facts"], LANGUAGES, root=ROOT).catalog.entries.values()
    if entry.kind != "unit"
)


@pytest.mark.parametrize("old", REAL_IDS[::16])
def test_a_record_of_the_real_facts_is_renamed_and_nothing_else(
    old: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("facts", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    before = {path: path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}
    result = CliRunner().invoke(main, ["rename", old, "zz-new"])
    assert result.exit_code == 0, result.output
    base = load([Path("facts")], LANGUAGES)
    assert base.problems == ()
    past = re.compile(rf"\n +formerly: \[{old}\]|formerly: \[{old}\], ".encode())
    for path, content in before.items():
        changed = past.sub(b"", path.read_bytes(), count=1)
        assert changed.replace(b"zz-new", old.encode()) == content


def test_confirmed_translations_stay_confirmed_and_no_other_is(run: Run) -> None:
    run("nobody", "new")
    facts = FACTS.replace("and in `fact:founded`", "and on")
    Path("facts/facts.yaml").write_text(facts, "utf-8")
    assert CliRunner().invoke(main, ["translated", "--all"]).exit_code == 0
    Path("facts/facts.yaml").write_text(facts.replace("It was founded", "It is"), "utf-8")
    before = CliRunner().invoke(main, ["check"]).output
    assert before.count("[translation-behind]") == 1
    result = CliRunner().invoke(main, ["rename", "founded", "acme-founded"])
    assert "translations.lock\n" in result.output
    after = CliRunner().invoke(main, ["check"]).output
    assert after.count("[translation-behind]") == 1
    assert '"statement" of "said"' in after
