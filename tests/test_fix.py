"""`factsheet check --fix`: what needs no judgement is mended, and nothing else changes."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from factsheet.cli import main
from factsheet.mending import Mended, mend_all, mended
from factsheet.mending.order import order_of
from factsheet.mending.remedies import located
from factsheet.mending.steps import is_as_meant, remarks
from factsheet.mending.values import Draft
from factsheet.model import SECTIONS, field_names
from factsheet.pipeline import load
from factsheet.problems import Mend, Place, Problem
from factsheet.source import plain_data, read_yaml

ROOT = Path(__file__).parents[1]
LANGUAGES = ("en", "zh")
FILE = Path("facts/facts.yaml")
Run = Callable[..., Result]

UNTIDY = """\


# 事实
sources:
  wire:   # the first
    url: https://a.example/x?p=1&utm_source=mail#top # where
    title: Wire\t# its own words
  other: {url: "http://a.example/y", title: 'T'}



dates:
  founded:
    sources: [wire, other]
    # when
    date: 1999
    title: {en: Founded, zh: "成立, 然后(很快) 卖掉"}<spaces>
    text:
      en: See [there](http://a.example/z?fbclid=1).
      zh: >-
        见此,
        或彼: 完.


""".replace("<spaces>", "  ")
TIDY = """\
# 事实
sources:
  wire:   # the first
    title: Wire # its own words
    url: https://a.example/x?p=1#top # where
  other: {title: 'T', url: "https://a.example/y"}

dates:
  founded:
    # when
    date: 1999
    title: {en: Founded, zh: "成立，然后（很快）卖掉"}
    text:
      en: See [there](https://a.example/z).
      zh: >-
        见此，
        或彼：完.
    sources: [wire, other]
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command beside a fact file that holds a text."""
    monkeypatch.chdir(tmp_path)
    FILE.parent.mkdir()

    def run_command(*words: str, facts: str | bytes = UNTIDY) -> Result:
        FILE.write_bytes(facts if isinstance(facts, bytes) else facts.encode())
        return CliRunner().invoke(main, ["check", *words])

    return run_command


def fixed(text: str) -> str:
    return mended(text, "facts.yaml", ()).text


def test_what_needs_no_judgement_is_mended_and_told_by_line(run: Run) -> None:
    done = run("--fix")
    assert FILE.read_text("utf-8") == TIDY
    assert (done.exit_code, done.stdout) == (0, "no problems\n")
    assert done.stderr == (
        "facts/facts.yaml: 17 mended\n"
        "    1 | empty line removed\n"
        "    2 | empty line removed\n"
        '    5 | fields of "wire" put in order\n'
        '    6 | "&utm_source=mail" removed [tracking-parameter]\n'
        "    7 | tab replaced by a space\n"
        '    8 | "s" added [plain-http]\n'
        '    8 | fields of "other" put in order\n'
        "   10 | empty line removed\n"
        "   11 | empty line removed\n"
        '   13 | fields of "founded" put in order\n'
        '   17 | "," → "，", space removed, "(" → "（", ")" → "）" [halfwidth-punctuation]\n'
        "   17 | spaces at the end of the line removed\n"
        '   19 | "?fbclid=1" removed [tracking-parameter]\n'
        '   19 | "s" added [plain-http]\n'
        '   21 | "," → "，", ":" → "：", space removed [halfwidth-punctuation]\n'
        "   23 | empty line removed\n"
        "   24 | empty line removed\n"
    )


def test_a_second_time_there_is_nothing_to_mend(run: Run) -> None:
    run("--fix")
    before = FILE.stat()
    again = CliRunner().invoke(main, ["check", "--fix"])
    assert (again.stdout, again.stderr) == ("no problems\n", "")
    assert FILE.stat() == before


def test_the_difference_is_shown_and_nothing_written(run: Run) -> None:
    facts = TIDY.replace("1999\n", "1999  \n")
    shown = run("--fix", "--diff", facts=facts)
    assert FILE.read_text("utf-8") == facts
    assert shown.exit_code == 1
    assert shown.stdout == (
        "--- facts/facts.yaml\n"
        "+++ facts/facts.yaml\n"
        "@@ -8,7 +8,7 @@\n"
        " dates:\n"
        "   founded:\n"
        "     # when\n"
        "-    date: 1999  \n"
        "+    date: 1999\n"
        '     title: {en: Founded, zh: "成立，然后（很快）卖掉"}\n'
        "     text:\n"
        "       en: See [there](https://a.example/z).\n"
    )
    assert run("--fix", "--diff", facts=TIDY).stdout == ""
    assert run("--fix", "--diff", facts=TIDY).exit_code == 0


def test_a_difference_without_a_line_end_is_marked_as_patch_expects_it(run: Run) -> None:
    shown = run("--fix", "--diff", facts=TIDY.removesuffix("\n"))
    assert shown.stdout.endswith(
        "-    sources: [wire, other]\n\\ No newline at end of file\n+    sources: [wire, other]\n"
    )


@pytest.mark.skipif(shutil.which("patch") is None, reason="patch is not there")
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_patch_makes_of_the_difference_what_fix_writes(run: Run, end: str) -> None:
    import subprocess

    facts = UNTIDY.replace("\n", end)
    diff = run("--fix", "--diff", facts=facts).stdout_bytes
    subprocess.run(["patch", "-s", "--binary", str(FILE)], input=diff, check=True)
    assert FILE.read_bytes().decode() == TIDY.replace("\n", end)


def test_what_remains_decides_how_the_command_ends(run: Run) -> None:
    facts = UNTIDY.replace("sources: [wire, other]", "sources: [wire, other, gone]")
    done = run("--fix", facts=facts)
    assert done.exit_code == 1
    assert "unknown-reference" in done.stdout
    assert "17 mended" in done.stderr
    warned = TIDY.replace("date: 1999", "date: 1999\n    note: {en: Only here.}")
    assert run("--fix", facts=warned).exit_code == 0
    assert run("--fix", "--strict", facts=warned).exit_code == 1


def test_a_rule_that_is_off_or_allowed_mends_nothing(run: Run) -> None:
    allowed = TIDY.replace(
        "#top # where", "&utm_source=x\n    allow: {tracking-parameter: It is meant so.}"
    )
    run("--fix", facts=allowed)
    assert FILE.read_text("utf-8") == allowed
    off = TIDY.replace("p=1#top", "p=1&utm_source=x#top")
    run("--fix", "--severity", "tracking-parameter=off", facts=off)
    assert FILE.read_text("utf-8") == off


def test_other_outputs_stay_what_programs_can_read(run: Run) -> None:
    assert run("--fix", "--format", "github").stdout == ""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--diff"], "--diff needs --fix"),
        (["--fix", "--watch"], "--fix does not go with --watch"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    run: Run, words: list[str], message: str
) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert message in done.stderr
    assert FILE.read_text("utf-8") == UNTIDY


def test_a_file_that_is_no_yaml_is_left_as_it_is(run: Run) -> None:
    broken = "sources:  \n\n\n  a: [1\n"
    done = run("--fix", facts=broken)
    assert (done.exit_code, done.stderr) == (1, "")
    assert FILE.read_text("utf-8") == broken


def test_a_file_that_changes_meanwhile_is_not_overwritten(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from factsheet.cli import rewriting

    real = rewriting.fact_changes

    def meddle(*given: object, **named: object) -> object:
        FILE.write_text("# by somebody else\n", "utf-8")
        return real(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("factsheet.cli.fixing.fact_changes", meddle)
    done = run("--fix")
    assert done.exit_code == 2
    assert done.stderr.endswith("facts/facts.yaml has changed meanwhile; nothing was written\n")
    assert FILE.read_text("utf-8") == "# by somebody else\n"


def test_links_and_permissions_are_kept(run: Run) -> None:
    run(facts=UNTIDY)
    real = Path("facts/real.txt")
    FILE.rename(real)
    real.chmod(0o640)
    FILE.symlink_to("real.txt")
    CliRunner().invoke(main, ["check", "--fix"])
    assert FILE.is_symlink()
    assert real.read_text("utf-8") == TIDY
    assert real.stat().st_mode & 0o777 == 0o640
    assert sorted(Path("facts").iterdir()) == [FILE, real]


def test_a_file_that_cannot_be_written_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(FILE))

    monkeypatch.setattr("factsheet.editing.storing.workshop", refuse)
    done = run("--fix")
    assert done.exit_code == 2
    assert done.stderr.endswith(
        "cannot write facts/facts.yaml: Permission denied (check who may write there); "
        "nothing was written\n"
    )
    assert FILE.read_text("utf-8") == UNTIDY


def test_fields_left_out_of_order_are_told_and_are_no_problem(run: Run) -> None:
    facts = TIDY.replace("    # when\n", "\n").replace(
        "    date: 1999\n", "    sources: [wire, other]\n\n    date: 1999\n"
    )
    facts = facts.removesuffix("    sources: [wire, other]\n")
    done = run("--fix", "--strict", facts=facts)
    assert (done.exit_code, done.stdout) == (0, "no problems\n")
    assert 'the fields of "founded" are not in order' in done.stderr


def test_a_byte_order_mark_is_removed(run: Run) -> None:
    done = run("--fix", facts=b"\xef\xbb\xbf" + TIDY.encode())
    assert done.stderr == "facts/facts.yaml: 1 mended\n    1 | byte order mark removed\n"
    assert FILE.read_bytes() == TIDY.encode()


def test_translations_of_a_mended_original_stay_confirmed(run: Run) -> None:
    run(facts=UNTIDY)
    CliRunner().invoke(main, ["translated", "--all"])
    lock = Path("translations.lock")
    before = lock.read_text("utf-8")
    mended_base = CliRunner().invoke(main, ["check", "--fix"])
    assert (mended_base.exit_code, mended_base.stdout) == (0, "no problems\n")
    assert lock.read_text("utf-8") != before


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tags: {}", "tags: {}\n"),
        ("tags: {}\n\n\n", "tags: {}\n"),
        ("tags: {}\r\nunits: {}", "tags: {}\r\nunits: {}\r\n"),
        ("tags: {}  \r\n\r\n\r\nunits: {}\r\n", "tags: {}\r\n\r\nunits: {}\r\n"),
        ("tags: {}\r\nunits: {}\ndates: {}\r\n", "tags: {}\nunits: {}\ndates: {}\n"),
        ("tags: {}\runits: {}\n", "tags: {}\nunits: {}\n"),
        ("tags:\t{}\t# a\tb\n", "tags: {} # a\tb\n"),
        ("tags: {a: {name: 'a\tb'}}\n", "tags: {a: {name: 'a\tb'}}\n"),
        ('tags: {a: {name: "a  \n\n\n  b"}}\n', 'tags: {a: {name: "a  \n\n\n  b"}}\n'),
        ("tags: {a: {name: a  \n\n\n  b}}\n", "tags: {a: {name: a\n\n\n  b}}\n"),
        ("tags:\n a: |\n  x  \n   \n\n\n", "tags:\n a: |\n  x  \n   \n\n\n"),
        ("tags:\n a: |\n  x\n\n\nunits: {}\n", "tags:\n a: |\n  x\n\nunits: {}\n"),
        ("tags:\n a: |+\n  x\n\n\nunits: {}\n", "tags:\n a: |+\n  x\n\n\nunits: {}\n"),
        ("tags:\n  a:\n    name: |\n      x", "tags:\n  a:\n    name: |\n      x"),
        ("tags:\n  a:\n    name: |- # a-b\n      x", "tags:\n  a:\n    name: |- # a-b\n      x\n"),
        ("# only a remark  ", "# only a remark  "),
    ],
)  # fmt: skip
def test_layout_is_tidied_where_it_means_nothing(typed: str, expected: str) -> None:
    found = mended(typed, "facts.yaml", ())
    assert (found.text, found.left) == (expected, ())
    assert fixed(expected) == expected


@pytest.mark.parametrize(
    "record",
    [
        "    url: https://a.example\n\n    title: A\n",
        "    url: https://a.example\n  # whose\n    title: A\n",
        "    # whose\n    url: https://a.example\n    title: A\n",
        "    url: https://a.example\n    title: A\n    # whose\n",
        "    url: https://a.example\n    title: |+\n      A\n",
        "    ? url\n    : https://a.example\n    title: A\n",
        "    {url: https://a.example, # whose\n    title: A}\n",
    ],
)
def test_fields_stay_where_a_remark_or_gap_may_belong_to_either(record: str) -> None:
    text = f"sources:\n  a:\n{record}  b: {{title: B, url: https://b.example}}\n"
    found = mended(text, "facts.yaml", ())
    assert found.text == text
    assert [str(note.place) + ": " + note.message for note in found.left] == [
        'facts.yaml:2:3: the fields of "a" are not in order, and what stands between them may '
        "belong to either side: order them by hand"
    ]


def test_fields_that_do_not_exist_keep_their_record_as_it_is() -> None:
    text = "sources:\n  a: {url: https://a.example, titel: A, kind: news}\n"
    assert mended(text, "facts.yaml", ()) == Mended(text=text, notes=(), left=())


def test_empty_fields_and_those_over_lines_move_as_a_whole() -> None:
    text = (
        "sources:\n  a:\n    accessed:\n    url: https://a.example\n"
        "    title:\n      en: >-\n        A\n        B\n"
    )
    assert fixed(text) == (
        "sources:\n  a:\n    title:\n      en: >-\n        A\n        B\n"
        "    url: https://a.example\n    accessed:\n"
    )
    assert fixed("sources: {a: {kind, url: https://a.example,\n  title: A}}\n") == (
        "sources: {a: {title: A, url: https://a.example,\n  kind}}\n"
    )


def test_the_order_has_every_field_once() -> None:
    for section, model in SECTIONS.items():
        assert sorted(order_of(section)) == sorted(field_names(model))


@pytest.mark.parametrize(
    ("raw", "words", "span", "stretch"),
    [
        ("abc", "abc", (1, 2), "b"),
        ("'abc'", "abc", (0, 1), "a"),
        ("a\n  b c", "a b c", (3, 4), " "),
        ("a\n  b", "a b", (1, 2), None),
        (">- # x\n  a\n  b", "a b", (2, 3), "b"),
        ('"\\u0061b"', "ab", (1, 2), None),
        ("'it''s'", "it's", (0, 1), None),
        ('"  a"', "  a", (0, 1), None),
    ],
)
def test_a_stretch_is_found_where_it_is_typed_or_not_at_all(
    raw: str, words: str, span: tuple[int, int], stretch: str | None
) -> None:
    found = located(raw, words, *span)
    assert (raw[found[0] : found[1]] if found else None) == stretch


def problem(*mends: Mend) -> Problem:
    return Problem(place=Place("facts.yaml", 1, 1), rule="a-rule", message="wrong", mends=mends)


def test_a_mend_that_would_change_more_than_it_says_is_not_made() -> None:
    place = Place("facts.yaml", 1, 7)
    text = "tags: abc\n"
    for by in (" #", ": x", "\n", "&a"):
        found = mended(text, "facts.yaml", [problem(Mend(place, "abc", 0, 1, by))])
        assert found.text == text, by
        assert [note.message for note in found.left] == [
            "something here would have come to mean something else, and was left"
        ]


def test_of_two_mends_that_meet_one_is_made() -> None:
    place = Place("facts.yaml", 1, 7)
    mends = [Mend(place, "abc", 0, 2, "x"), Mend(place, "abc", 1, 3, "y")]
    assert mended("tags: abc\n", "facts.yaml", [problem(*mends)]).text == "tags: xc\n"


def test_a_text_that_lost_a_remark_or_a_value_is_not_as_meant() -> None:
    text = "a: 1 # one\n"
    assert is_as_meant(text, Draft(text="a:  1 # one\n", expected={"a": "1"}))
    assert not is_as_meant(text, Draft(text="a: 1\n", expected={"a": "1"}))
    assert not is_as_meant(text, Draft(text="a: 2 # one\n", expected={"a": "1"}))
    assert not is_as_meant(text, Draft(text="a: [ # one\n", expected={"a": "1"}))


def test_a_file_that_would_come_to_have_an_error_is_left_as_it_is() -> None:
    worse = Problem(place=Place("a.yaml", 1, 1), rule="r", message="it is worse")
    found = mend_all({"a.yaml": "tags: {}  \n"}, [], lambda instead: [worse] if instead else [])
    assert found["a.yaml"].text == "tags: {}  \n"
    assert [note.message for note in found["a.yaml"].left] == [
        "left as it is: mended, it would say that it is worse"
    ]


def test_the_facts_of_this_repository_are_tidy() -> None:
    base = load([ROOT / "facts"], LANGUAGES, root=ROOT)
    for name, text in base.texts.items():
        if name.endswith(".yaml"):
            assert mended(text, name, base.problems) == Mended(text=text, notes=(), left=())


def untidied(text: str) -> str:
    """Plant in a file of facts what `--fix` mends: all of it in every place where it may stand."""
    text = re.sub(r"(?m)^( +url: https://[^?#\n]+)$", r"\1?utm_source=x", text)
    if "entities:" in text:  # A source's title in its own language is as the source has it.
        text = re.sub(r"(?m)^( +zh: [^'\"|>{\[\n]*[一-鿿])，", r"\1, ", text)
    text = re.sub(r"(?m)([]}])$", "\\1 \t", text)
    text = re.sub(r"(?m)^( +language: .*\n)( +kind: .*\n)", r"\2\1", text)
    return "\n" + text.replace("\n\n", "\n\n\n") + "\n"


def test_what_is_planted_in_the_real_facts_is_mended_to_the_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "facts", "facts")
    files = sorted(path for top in ("entities", "sources") for path in Path("facts", top).iterdir())
    before = {path: path.read_bytes() for path in files}
    for path in files:
        path.write_bytes(untidied(path.read_text("utf-8")).encode())
    assert all(path.read_bytes() != before[path] for path in files)
    done = CliRunner().invoke(main, ["check", "--strict", "--fix"])
    assert {path: path.read_bytes() for path in files} == before
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "no problems")
    counts = [int(count) for count in re.findall(r": (\d+) mended$", done.stderr, re.MULTILINE)]
    assert len(counts) == len(files)
    assert sum(counts) > 300


@pytest.mark.parametrize("rule", ["halfwidth-punctuation", "plain-http", "tracking-parameter"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_what_the_manual_says_is_mended_is_mended(rule: str, code: str, run: Run) -> None:
    page = (ROOT / "docs" / code / "rules" / f"{rule}.md").read_text("utf-8")
    examples = re.split("^## ", page, flags=re.MULTILINE)[:2]
    blocks = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    wrong = "\n".join(block for example in examples for block in blocks.findall(example))
    assert "check --fix" in page
    assert f"[{rule}]" in run(facts=wrong).stdout
    assert f"[{rule}]" not in run("--fix", facts=wrong).stdout


# A sound base, its lines to be laid out by chance.
FIELDS = (
    ("title: {en: A, zh: 甲}",),
    ("url: https://a.example/?a=1",),
    ("locator: 'p. 1'",),
    ("published: 2024",),
    ("language: en",),
    ('publisher: "A  #b"',),
    ("author:", "  - X", "  - >-", "    Y", "    Z"),
)


@given(st.data())
def test_however_facts_are_laid_out_they_read_the_same_and_keep_their_remarks(
    data: st.DataObject,
) -> None:
    text = laid_out(data.draw)
    before, mistakes = read_yaml(text, "facts.yaml")
    assert before is not None
    assert not mistakes
    found = mended(text, "facts.yaml", ())
    after, _ = read_yaml(found.text, "facts.yaml")
    assert after is not None
    assert plain_data(after) == plain_data(before)
    assert sorted(remarks(found.text)) == sorted(remarks(text))
    assert mended(found.text, "facts.yaml", ()).notes == ()
    assert not any("would have come" in note.message for note in found.left)
    assert bool(found.notes) == (found.text != text)
    assert not re.search(r"(?<=\S)[ \t]+(\r|\n)", found.text)


def laid_out(choose: Callable[[st.SearchStrategy[str]], str]) -> str:
    """Write records with spaces, tabs, empty lines, remarks and line ends by chance."""
    numbers = iter(range(1000))
    noise = st.sampled_from(["", "", "", " ", "  \t", " # r{}", "\t# r{}\t"])
    between = st.sampled_from(["", "", "", "{}", "{}{}", "    # r{}{}", "# r{}{}", "   {}"])
    ends = st.sampled_from(choose(st.sampled_from(["\n", "\r\n", "\r\n|\n"])).split("|"))

    def line(text: str) -> str:
        return text + choose(noise).format(next(numbers)) + choose(ends)

    def gap() -> str:
        chosen = choose(between)
        named = chosen.replace("# r{}", f"# r{next(numbers)}")
        while "{}" in named:
            named = named.replace("{}", choose(ends), 1)
        return named

    parts = [gap(), line("sources:")]
    for record in ("a", "b"):
        parts += [gap(), line(f"  {record}:")]
        for field in choose(st.permutations(FIELDS)):  # type: ignore[arg-type]
            parts.append(gap())
            for row in field:
                is_text = row.startswith(("    ", "  - >"))
                parts.append(f"    {row}{choose(ends)}" if is_text else line(f"    {row}"))
    return "".join(parts) + choose(st.sampled_from(["", "tags: {}", "\n\n\n", "# r\n"]))
