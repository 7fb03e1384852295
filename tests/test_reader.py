"""Files and folders into records: nothing passed over in silence, nothing that raises."""

# ruff: noqa: E501  a case reads best on one line

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from factsheet.reader import Reading, read
from factsheet.report import problem_as_text

TAG = "tags:\n  {}: {{name: A}}\n"

Write = Callable[..., Path]


@pytest.fixture
def reading(tmp_path: Path) -> Callable[[], Reading]:
    return lambda: read([tmp_path / "facts"], root=tmp_path)


def said(reading: Reading) -> list[str]:
    return [problem_as_text(problem, {}) for problem in reading.problems]


def ids(reading: Reading) -> list[str]:
    return [entry.id for entry in reading.entries]


def test_records_come_in_the_order_of_files_and_lines(
    write: Write, reading: Callable[[], Reading]
) -> None:
    write(TAG.format("z") + "  a: {name: A}\n", "b.yaml")
    write(TAG.format("m"), "a.yaml")
    write(TAG.format("n"), "a/deep/er.yaml")
    write(TAG.format("o"), "c/first.yaml")
    assert ids(reading()) == ["m", "z", "a", "n", "o"]
    assert said(reading()) == []


def test_every_record_knows_its_place_and_kind(
    write: Write, reading: Callable[[], Reading]
) -> None:
    write("dates:\n  went-up:\n    date: 2024\n    title: {en: A, zh: 甲}\n    about:\n", "a.yaml")
    assert said(reading()) == [
        "facts/a.yaml:5:5: error: expected a list, found nothing [wrong-kind]"
    ]
    write(
        "dates:\n  went-up:\n    date: 2024\n    title: {en: A, zh: 甲}\n    about: [b]\n", "a.yaml"
    )
    (entry,) = reading().entries
    assert (entry.id, entry.kind) == ("went-up", "date")
    assert [
        str(place)
        for place in (
            entry.key.place,
            entry.place("date"),
            entry.place("title", "zh"),
            entry.place("title"),
            entry.place("about", 0),
            entry.place("note"),
        )
    ] == [
        "facts/a.yaml:2:3",
        "facts/a.yaml:3:11",
        "facts/a.yaml:4:24",
        "facts/a.yaml:4:5",
        "facts/a.yaml:5:13",
        "facts/a.yaml:2:3",
    ]


def test_an_empty_folder_is_told_how_to_begin(
    reading: Callable[[], Reading], tmp_path: Path
) -> None:
    (tmp_path / "facts").mkdir()
    assert said(reading()) == [
        "facts: error: there are no fact files here [no-facts]\n"
        '  hint: write the first one, for example "facts/first.yaml"'
    ]
    assert not reading().is_complete


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "sources:\n", "---\n", "sources: ~\n"])
def test_a_file_may_hold_nothing(write: Write, reading: Callable[[], Reading], text: str) -> None:
    write(text)
    assert said(reading()) == []
    assert reading().is_complete


def test_hidden_files_and_other_files_are_left_alone(
    write: Write, reading: Callable[[], Reading]
) -> None:
    write(TAG.format("a"), "a.yaml")
    for name in (".hidden.yaml", ".git/b.yaml", "notes.txt", "a.yaml~", "README"):
        write(TAG.format("a") + ":::", name)
    assert said(reading()) == []
    assert ids(reading()) == ["a"]


@pytest.mark.parametrize("name", ["a.yml", "a.YAML", "a.Yml"])
def test_a_file_that_seems_to_be_read_is_named(
    write: Write, reading: Callable[[], Reading], name: str
) -> None:
    write(TAG.format("a"), name)
    assert said(reading()) == [
        f'facts/{name}: error: only files that end in ".yaml" are read [file-name]\n'
        '  hint: rename it to "a.yaml"'
    ]
    assert not reading().is_complete


def test_a_folder_named_like_a_file_is_a_folder(
    write: Write, reading: Callable[[], Reading]
) -> None:
    write(TAG.format("a"), "x.yaml/y.yaml")
    assert ids(reading()) == ["a"]


def test_a_link_to_nothing_is_reported(
    write: Write, reading: Callable[[], Reading], tmp_path: Path
) -> None:
    write(TAG.format("a"), "a.yaml")
    (tmp_path / "facts" / "b.yaml").symlink_to("gone.yaml")
    assert said(reading()) == [
        "facts/b.yaml: error: the file cannot be read: there is no such file [unreadable-file]\n"
        "  hint: check who may read it"
    ]


def test_a_link_to_itself_is_reported(
    write: Write, reading: Callable[[], Reading], tmp_path: Path
) -> None:
    write(TAG.format("a"), "a.yaml")
    (tmp_path / "facts" / "b.yaml").symlink_to("b.yaml")
    assert ids(reading()) == ["a"]
    assert [problem.rule for problem in reading().problems] == ["unreadable-file"]


def test_a_pipe_is_not_waited_for(
    write: Write, reading: Callable[[], Reading], tmp_path: Path
) -> None:
    write(TAG.format("a"), "a.yaml")
    os.mkfifo(tmp_path / "facts" / "b.yaml")
    assert said(reading()) == [
        "facts/b.yaml: error: the file cannot be read: it is not a file [unreadable-file]\n"
        "  hint: check who may read it"
    ]
    assert not reading().is_complete


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_link_out_of_the_fact_folder_is_not_followed(
    write: Write, reading: Callable[[], Reading], tmp_path: Path, kind: str
) -> None:
    write(TAG.format("a"), "a.yaml")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "b.yaml").write_text(TAG.format("b"))
    target = tmp_path / "outside" / ("b.yaml" if kind == "file" else "")
    (tmp_path / "facts" / "c.yaml").symlink_to(target)
    assert ids(reading()) == ["a"]
    assert said(reading()) == [
        "facts/c.yaml: error: the link leads out of the fact folder [unreadable-file]\n"
        "  hint: copy the file here instead of linking to it"
    ]


def test_a_link_inside_the_fact_folder_is_read_once(
    write: Write, reading: Callable[[], Reading], tmp_path: Path
) -> None:
    write(TAG.format("a"), "a.yaml")
    (tmp_path / "facts" / "b.yaml").symlink_to("a.yaml")
    assert ids(reading()) == ["a"]


def test_a_file_named_twice_is_read_once(write: Write, tmp_path: Path) -> None:
    facts = write(TAG.format("a"), "a.yaml")
    assert ids(read([facts, facts / "a.yaml", facts], root=tmp_path)) == ["a"]


def test_a_file_that_may_not_be_read_is_reported(
    write: Write, reading: Callable[[], Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    write(TAG.format("a"), "a.yaml")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert said(reading()) == [
        "facts/a.yaml: error: the file cannot be read: permission denied [unreadable-file]\n"
        "  hint: check who may read it"
    ]


def test_a_folder_that_may_not_be_read_is_reported(
    write: Write, reading: Callable[[], Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    write(TAG.format("a"), "a.yaml")
    write(TAG.format("b"), "closed/b.yaml")
    monkeypatch.setattr(os, "scandir", refuse)
    assert said(reading()) == [
        "facts/closed: error: the folder cannot be read: permission denied [unreadable-file]\n"
        "  hint: check who may read it"
    ]
    assert not reading().is_complete


def test_a_file_name_in_no_encoding_can_be_printed(
    write: Write, reading: Callable[[], Reading], tmp_path: Path
) -> None:
    write(TAG.format("a"), "a.yaml")
    name = os.fsencode(tmp_path / "facts") + b"/\xff.yaml"
    Path(os.fsdecode(name)).write_bytes(b"nonsense:\n")
    assert said(reading())[0].startswith(
        'facts/\ufffd.yaml:1:1: error: "nonsense" is not a section'
    )


def test_files_outside_the_root_go_by_the_path_they_were_given(
    write: Write, tmp_path: Path
) -> None:
    facts = write("x:\n")
    (problem,) = read([facts], root=tmp_path / "elsewhere").problems
    assert problem.place.file == f"{facts.as_posix()}/facts.yaml"
    (problem,) = read([facts / "facts.yaml"]).problems
    assert problem.place.file == f"{facts.as_posix()}/facts.yaml"


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        (
            "sorces:\n",
            "1:1",
            '"sorces" is not a section [unknown-field]\n  hint: did you mean "sources"?',
        ),
        (
            "xyzzy:\n",
            "1:1",
            '"xyzzy" is not a section [unknown-field]\n  hint: there are sources, entities, units, '
            "tags, dates, figures, quotes, claims, sheets",
        ),
        (
            "sources: [a]\n",
            "1:1",
            '"sources" holds a list where records belong [wrong-kind]\n'
            "  hint: write every record under an id of its own",
        ),
        (
            "sources: a\n",
            "1:1",
            '"sources" holds the text "a" where records belong [wrong-kind]\n'
            "  hint: write every record under an id of its own",
        ),
        (
            "- a\n",
            "1:1",
            'expected sections like "sources" and "figures", found a list [wrong-kind]\n'
            '  hint: start with a section, for example "figures:"',
        ),
        (
            "some words\n",
            "1:1",
            'expected sections like "sources" and "figures", found the text "some words" [wrong-kind]\n'
            '  hint: start with a section, for example "figures:"',
        ),
    ],
)
def test_what_is_no_section_is_explained(
    write: Write, reading: Callable[[], Reading], text: str, place: str, what: str
) -> None:
    write(text)
    assert said(reading()) == [f"facts/facts.yaml:{place}: error: {what}"]
    assert not reading().is_complete


def test_a_broken_record_is_declared_but_not_read(
    write: Write, reading: Callable[[], Reading]
) -> None:
    write("tags:\n  a: {}\n  b: {name: B}\n")
    assert ids(reading()) == ["b"]
    assert reading().declared == {"a", "b"}
    assert reading().broken == {"tag"}
    assert reading().is_complete


def test_one_broken_file_does_not_stop_the_others(
    write: Write, reading: Callable[[], Reading]
) -> None:
    write("tags: [\n", "a.yaml")
    write(TAG.format("b"), "b.yaml")
    assert ids(reading()) == ["b"]
    assert [str(problem.place) for problem in reading().problems] == ["facts/a.yaml:1:7"]
    assert not reading().is_complete


@pytest.mark.parametrize("data", [b"\xff", b"a: \0", b"tags: [", b"tags: {a: *b}"])
def test_nothing_is_missed_while_a_file_cannot_be_read(
    write: Write, reading: Callable[[], Reading], data: bytes
) -> None:
    write(data)
    assert not reading().is_complete


def test_the_texts_of_all_files_are_kept_for_messages(
    write: Write, reading: Callable[[], Reading]
) -> None:
    write("tags: [\n", "a.yaml")
    write(b"\xff", "b.yaml")
    assert reading().texts == {"facts/a.yaml": "tags: [\n"}
