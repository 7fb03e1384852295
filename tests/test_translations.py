"""What translations were made from: the lock, the command that writes it, the mark on the page."""

# ruff: noqa: E501  a record reads best on one line

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factsheet.cli import main
from factsheet.pipeline import everything, load, rendered, scopes
from factsheet.reader.locked import lock_path

LANGUAGES = ("en", "zh")
FACTS = """\
sources:
  wire: {title: {en: A wire, zh: 电讯}, url: https://a.example, language: zh}
entities:
  ann: {kind: person, name: {en: Ann, zh: 安}}
dates:
  founded:
    date: 1999
    title: {en: It is founded, zh: 成立}
    note: {en: Early., zh: 早。}
    sources: [wire]
    about: [ann]
quotes:
  said:
    speaker: ann
    text: {zh: 好, en: Good, zh-Hant: 好}
    original: zh
    sources: [wire]
    verbatim: false
claims:
  claimed: {statement: {zh: 对, en: Right}, original: zh, claimed_by: ann, verdict: opinion}
figures:
  cars:
    measure: {en: Cars, zh: 汽车}
    unit: km
    points: {FY2023: {value: 1, note: {en: About., zh: 约。}}, FY2024: 2}
    sources: [wire]
sheets:
  sheet:
    title: {en: Sheet, zh: 清单}
    sections:
      - {title: {en: First, zh: 一}, text: {en: One., zh: 甲。}, facts: [founded]}
      - {title: {en: Second, zh: 二}, facts: [said, claimed]}
"""

Run = Callable[..., Result]
Change = Callable[[str, str], None]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a folder whose `facts/` holds a sound fact base."""
    monkeypatch.chdir(tmp_path)
    Path("facts").mkdir()
    Path("facts/facts.yaml").write_text(FACTS, "utf-8")
    return lambda *words: CliRunner().invoke(main, words)


@pytest.fixture
def change(tmp_path: Path) -> Change:
    """Replace text in the fact file that is there once."""

    def change_text(old: str, new: str) -> None:
        path = tmp_path / "facts" / "facts.yaml"
        text = path.read_text("utf-8")
        assert text.count(old) == 1, old
        path.write_text(text.replace(old, new), "utf-8")

    return change_text


def lock() -> str:
    return Path("translations.lock").read_text("utf-8")


def fields() -> list[str]:
    """Return the lines of the lock without their digests."""
    return [line.rpartition(" ")[0] for line in lock().splitlines() if not line.startswith("#")]


def test_every_translation_is_locked_in_order_under_a_header_for_people(run: Run) -> None:
    done = run("translated", "--all")
    assert (done.exit_code, done.output) == (0, "12 translations confirmed in translations.lock\n")
    assert lock().splitlines()[:3] == [
        "# What each translation was made from: record, field, language, "
        "digest of the original words.",
        '# Written by "factsheet translated", which confirms translations; not meant to be edited.',
        "ann name zh def35119f486965e",
    ]
    assert fields() == [
        "ann name zh",
        "cars measure zh",
        "cars points.FY2023.note zh",
        "claimed statement en",
        "founded note zh",
        "founded title zh",
        "said text en",
        "sheet sections.text zh",
        "sheet sections.title zh",
        "sheet sections.title zh",
        "sheet title zh",
        "wire title en",
    ]
    assert run("check").output == "no problems\n"


def test_confirming_again_changes_no_byte(run: Run) -> None:
    run("translated", "--all")
    before = lock()
    run("translated", "facts", "--all")
    run("translated", "ann")
    assert lock() == before


def test_without_a_lock_nothing_is_checked(run: Run, change: Change) -> None:
    change("en: It is founded", "en: It was founded")
    assert run("check").output == "no problems\n"


def test_a_changed_original_leaves_its_translation_behind_until_it_is_confirmed(
    run: Run, change: Change
) -> None:
    run("translated", "--all")
    change("en: It is founded", "en: It was founded")
    said = run("check")
    assert (said.exit_code, said.output) == (
        0,
        'facts/facts.yaml:8:37: warning: "title" of "founded" has changed in en since it was put '
        "into zh [translation-behind]\n"
        "    8 |     title: {en: It was founded, zh: 成立}\n"
        "      |                                     ^^^^\n"
        '  hint: bring "zh" up to date where it needs it, then run "factsheet translated founded"\n'
        "1 warning\n",
    )
    done = run("translated", "founded")
    assert done.output == "2 translations confirmed in translations.lock\n"
    assert run("check").output == "no problems\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("zh: 好, en: Good", "zh: 很好, en: Good", '"text" of "said" has changed in zh since'),
        (
            "statement: {zh: 对",
            "statement: {zh: 不对",
            '"statement" of "claimed" has changed in zh',
        ),
        ("zh: 电讯", "zh: 新电讯", '"title" of "wire" has changed in zh since it was put into en'),
        ("note: {en: About.", "note: {en: Nearly.", '"note" of "cars" has changed in en since'),
        ("title: {en: Second", "title: {en: 2nd", '"title" of "sheet" has changed in en since'),
    ],
)
def test_each_text_has_its_own_original(
    run: Run, change: Change, old: str, new: str, told: str
) -> None:
    run("translated", "--all")
    change(old, new)
    said = run("check").output
    assert told in said
    assert said.endswith("\n1 warning\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("zh: 成立", "zh: 创立"),
        ("zh: 好, en: Good", "zh: 好, en: Fine"),
        ("title: {en: It is founded, zh: 成立}", "title:\n      en: |-\n        It is\n        founded\n      zh: 成立"),
        ("      - {title: {en: First", "      - {title: {en: New, zh: 新}, text: A}\n      - {title: {en: First"),
        ("note: {en: Early., zh: 早。}", "note: {en: Early.}\n    status: confirmed"),
        ("    about: [ann]\n", "    about: [ann]\n    text: {en: New., zh: 新。}\n"),
        ("  founded:\n", "  begun:\n    formerly: [founded]\n"),
    ],
    ids=["translation", "quote", "line-break", "section", "gone", "new-text", "renamed"],
)  # fmt: skip
def test_what_leaves_the_original_as_it_is_leaves_nothing_behind(
    run: Run, change: Change, old: str, new: str
) -> None:
    run("translated", "--all")
    change(old, new)
    assert "translation-behind" not in run("check").output


def test_a_change_beside_a_new_section_is_seen(run: Run, change: Change) -> None:
    run("translated", "--all")
    change("{en: First, zh: 一}", "{en: Foremost, zh: 一}")
    change("    sections:\n", "    sections:\n      - {title: {en: Second, zh: 二}, text: A}\n")
    assert '"title" of "sheet" has changed in en' in run("check").output


def test_confirming_one_record_keeps_the_others_and_drops_what_is_gone(
    run: Run, change: Change
) -> None:
    run("translated", "--all")
    before = lock()
    change("en: It is founded", "en: It was founded")
    change("en: Cars", "en: Motor cars")
    change(
        "  claimed: {statement: {zh: 对, en: Right}, original: zh, claimed_by: ann, verdict: opinion}\n",
        "",
    )
    change("[said, claimed]", "[said]")
    run("translated", "founded")
    assert "claimed" not in lock()
    told = run("check").output
    assert '"measure" of "cars" has changed' in told
    assert told.endswith("\n1 warning\n")
    line = next(line for line in before.splitlines() if line.startswith("cars measure"))
    assert line in lock().splitlines()


def test_a_renamed_record_is_confirmed_by_either_id_and_keeps_its_lines(
    run: Run, change: Change
) -> None:
    run("translated", "--all")
    change("  founded:\n", "  begun:\n    formerly: [founded]\n")
    change("facts: [founded]", "facts: [begun]")
    run("translated", "ann")
    assert [line for line in fields() if "founded" in line] == []
    assert "begun title zh" in fields()
    assert run("translated", "founded").exit_code == 0
    change("en: It is founded", "en: It was founded")
    assert '"title" of "begun" has changed in en' in run("check").output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), 'name the ids of the records, or "--all" for every record, but not both\n'),
        (("ann", "--all"), 'name the ids of the records, or "--all" for every record, but not both\n'),
        (("fonded",), 'there is no record "fonded" (did you mean "founded"?)\n'),
        (("xyzzy",), 'there is no record "xyzzy" (it may be a file that is not there)\n'),
        (("./none", "ann"), 'there is no file or folder "none"\n'),
    ],
)  # fmt: skip
def test_a_command_that_cannot_run_says_why(run: Run, words: tuple[str, ...], said: str) -> None:
    done = run("translated", *words)
    assert (done.exit_code, done.output) == (2, said)
    assert not Path("translations.lock").exists()


def test_nothing_is_confirmed_while_there_are_errors(run: Run, change: Change) -> None:
    change("date: 1999", "date: soon")
    done = run("translated", "--all")
    assert done.exit_code == 1
    assert done.output.endswith("1 error\nnothing was written\n")
    assert not Path("translations.lock").exists()


def test_a_lock_that_cannot_be_written_is_told(run: Run) -> None:
    Path("translations.lock").mkdir()
    done = run("translated", "--all")
    assert done.exit_code == 2
    assert done.output.startswith("cannot read translations.lock: ")
    assert run("check").output == "no problems\n"


def test_a_renamed_record_is_behind_by_the_lines_of_its_former_id(run: Run, change: Change) -> None:
    run("translated", "--all")
    change("  founded:\n", "  begun:\n    formerly: [founded]\n")
    change("en: It is founded", "en: It was founded")
    assert '"title" of "begun" has changed in en' in run("check").output


def test_a_lock_with_the_line_ends_of_another_system_is_read(run: Run, change: Change) -> None:
    run("translated", "--all")
    Path("translations.lock").write_bytes(lock().replace("\n", "\r\n").encode())
    assert run("check").output == "no problems\n"
    change("en: It is founded", "en: It was founded")
    assert run("check").output.endswith("1 warning\n")


def test_a_facts_own_page_marks_it_in_its_language(run: Run, change: Change) -> None:
    run("translated", "--all")
    change("en: It is founded", "en: It was founded")
    change("zh: 好, en: Good", "zh: 很好, en: Good")
    outputs = everything(load([Path("facts")], LANGUAGES), LANGUAGES)
    made = {each.path: each.content for each in outputs}
    page, quote = (made[f"f/{each}/index.html"].decode() for each in ("founded", "said"))
    assert "out of date" not in page
    assert "成立 <small>译文可能未及更新</small></h" in page
    assert "Good <small>translation may be out of date</small></blockquote>" in quote
    assert "未及更新" not in quote


def test_a_line_of_the_lock_that_cannot_be_read_is_told(run: Run) -> None:
    run("translated", "--all")
    with Path("translations.lock").open("a", encoding="utf-8") as file:
        file.write("\n<<<<<<< HEAD\r\n")
    assert run("check").output == (
        "translations.lock:16:1: warning: this line does not say what a translation was made from "
        "[translation-behind]\n"
        "   16 | <<<<<<< HEAD\n"
        "      | ^^^^^^^^^^^^\n"
        '  hint: remove it; "factsheet translated" writes the line of a record anew\n'
        "1 warning\n"
    )
    run("translated", "ann")
    assert "HEAD" not in lock()


def test_a_lock_that_is_no_text_is_told(run: Run) -> None:
    Path("translations.lock").write_bytes(b"\xff")
    assert "translations.lock:1:1: error: " in run("check").output


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("facts", "translations.lock"),
        ("a/facts", "a/translations.lock"),
        ("a/facts/x.yaml", "a/facts/translations.lock"),
    ],
)
def test_the_lock_stands_next_to_the_facts(path: str, expected: str) -> None:
    assert lock_path([Path(path), Path("more")]) == Path(expected)


def test_the_lock_of_the_folder_one_is_in_stands_beside_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("facts")
    run("translated", ".", "--all")
    assert Path("../translations.lock").is_file()


def test_the_page_marks_a_translation_that_is_behind_in_its_language_alone(
    run: Run, change: Change
) -> None:
    run("translated", "--all")
    change("en: It is founded", "en: It was founded")
    change("note: {en: Early.", "note: {en: Very early.")
    change("zh: 好, en: Good", "zh: 很好, en: Good")
    base = load([Path("facts")], LANGUAGES)
    made = {
        output.path: output.content.decode()
        for scope in scopes(base, LANGUAGES).values()
        for _, output in rendered(scope)
    }
    english, chinese = made["en/sheets/sheet.md"], made["zh/sheets/sheet.md"]
    mark = '<small class="fs-untranslated">{}</small>'
    assert f"<p>Good {mark.format('translation may be out of date')}</p>" in english
    assert english.count("out of date") == 1
    assert f"成立 {mark.format('译文可能未及更新')}<a" in chinese
    assert f'<p class="fs-note">早。 {mark.format("译文可能未及更新")}</p>' in chinese
    assert chinese.count("未及更新") == 2


def test_a_quote_that_a_claim_is_held_against_is_marked_as_the_quotes(
    run: Run, change: Change
) -> None:
    change("verdict: opinion", 'verdict: "false", evidence: [said]')
    run("translated", "--all")
    change("zh: 好, en: Good", "zh: 很好, en: Good")
    base = load([Path("facts")], LANGUAGES)
    pages = [output for _, output in rendered(scopes(base, LANGUAGES)["en"])]
    claims = next(page.content.decode() for page in pages if page.path == "en/claims.md")
    assert (
        'Good <small class="fs-untranslated">translation may be out of date</small></a>' in claims
    )
