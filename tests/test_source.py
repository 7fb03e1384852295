"""YAML text into nodes that remember their places, whatever the file holds."""

# ruff: noqa: E501  a case reads best on one line

import codecs

import pytest

from factsheet.problems import Place, Problem
from factsheet.report import problem_as_text
from factsheet.source import (
    MAX_BYTES,
    MAX_DEPTH,
    Items,
    Node,
    Scalar,
    Table,
    decode,
    plain_data,
    read_yaml,
    walk,
)

FILE = "facts/a.yaml"


def read(data: bytes | str) -> tuple[Node | None, list[Problem]]:
    text, problems = decode(data if isinstance(data, bytes) else data.encode(), FILE)
    if text is None:
        return None, problems
    root, more = read_yaml(text, FILE)
    return root, problems + more


def said(data: bytes | str) -> str:
    return "\n".join(problem_as_text(problem, {}) for problem in read(data)[1])


def data_of(text: str) -> object:
    root, problems = read(text)
    assert problems == []
    assert root is not None
    return plain_data(root)


@pytest.mark.parametrize(
    "typed",
    [
        "no",
        "0123",
        "60.9e9",
        "12:30",
        "2024-03",
        "2024-03-18",
        "true",
        ".inf",
        "0x1F",
        "1_000",
        "=",
        "<<",
    ],
)
def test_a_value_is_the_text_that_was_typed(typed: str) -> None:
    assert data_of(f"a: {typed}\n") == {"a": typed}


@pytest.mark.parametrize("typed", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_nothing(typed: str) -> None:
    assert data_of(f"a: {typed}\n") == {"a": None}


def test_a_quoted_value_is_never_nothing() -> None:
    assert data_of("a: '~'\nb: \"\"\n") == {"a": "~", "b": ""}


def test_blocks_and_brackets_mean_the_same() -> None:
    block = "a:\n  - b\n  - c: d\n    e: |\n      f\n      g\n"
    assert (
        data_of(block)
        == data_of('{a: [b, {c: d, e: "f\\ng\\n"}]}')
        == {"a": ["b", {"c": "d", "e": "f\ng\n"}]}
    )


def test_every_node_knows_its_place_also_after_chinese_text() -> None:
    root, _ = read('英伟达: [营收, "增长"]\n')
    assert isinstance(root, Table)
    key, items = root.entries["英伟达"]
    assert isinstance(items, Items)
    assert [key.place, items.place, *(node.place for node in items.nodes)] == [
        Place(FILE, 1, 1, 3),
        Place(FILE, 1, 6, 1),
        Place(FILE, 1, 7, 2),
        Place(FILE, 1, 11, 4),
    ]


def test_a_path_is_followed_as_far_as_it_goes() -> None:
    root, _ = read("a:\n  - b: c\n")
    assert root is not None
    steps = list(walk(root, ("a", 0, "b", "x")))
    assert [key.text if key else None for key, _ in steps] == ["a", None, "b"]
    assert list(walk(root, ("a", 5))) == steps[:1]
    assert list(walk(root, (0,))) == []


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n"])
def test_an_empty_file_holds_nothing(text: str) -> None:
    root, problems = read(text)
    assert problems == []
    assert root is None or (isinstance(root, Scalar) and root.is_null)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read(end: str) -> None:
    root, problems = read(f"a: b{end}c: d{end}")
    assert problems == []
    assert isinstance(root, Table)
    assert root.entries["c"][0].place == Place(FILE, 2, 1, 1)


QUOTE = "a quote is opened and never closed [yaml-syntax]\n  hint: close the quote"
SPECIAL = "this character means something else at the start of a value [yaml-syntax]\n  hint: put the text in quotes"
BRACKETS = (
    "a list or mapping in brackets goes wrong here [yaml-syntax]\n"
    "  hint: look for a missing comma or closing bracket, and put text with commas in quotes"
)
OPEN = "a bracket is opened and never closed [yaml-syntax]\n  hint: close the bracket"
TAB = "a tab stands where spaces belong [yaml-syntax]\n  hint: indent with spaces"
COLON = 'a ":" where none may stand [yaml-syntax]\n  hint: put text that contains ": " in quotes'
COLON_BELOW = (
    'a ":" where none may stand [yaml-syntax]\n'
    '  hint: check the indentation, look for a missing ":" in the line above, and put text that contains ": " in quotes'
)
LINE = (
    'this line is neither "key: value" nor a list item [yaml-syntax]\n'
    "  hint: check the line and the one above it"
)
MISFIT = (
    "this line does not fit the lines around it [yaml-syntax]\n"
    "  hint: give the keys of one mapping the same indentation, and quote a text as a whole"
)
ABOVE = (
    "this line does not fit the lines above it [yaml-syntax]\n"
    "  hint: give the keys of one mapping the same indentation"
)
BACKSLASH = "a backslash in double quotes [yaml-syntax]\n  hint: use single quotes"


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("a: 'x\nb: 1\n", "1:4", QUOTE),
        ('a: "x\n', "1:4", QUOTE),
        ('"a\n---\nb"\n', "1:1", QUOTE),
        ("a: [1, 2\nb: 3\n", "2:2", BRACKETS),
        ("a: {b: c\n", "1:4", OPEN),
        ("a:\n  - b: [1,\n", "2:8", OPEN),
        ("a: {b: [\n  {c: d},\n", "1:8", OPEN),
        ("a: [b: c: d]\n", "1:9", BRACKETS),
        ("\ta: 1\n", "1:1", TAB),
        ("a:\n\tb: 1\n", "2:1", TAB),
        ("a:\n  b: 1\n\tc: 1\n", "3:1", TAB),
        ("a: >\n\tx\n", "2:1", TAB),
        ("a: b: c\n", "1:5", COLON),
        ("a: 1\n b: 2\n", "2:3", COLON_BELOW),
        ("a: @x\n", "1:4", SPECIAL),
        ("a: `x`\n", "1:4", SPECIAL),
        ("a: %x\n", "1:4", SPECIAL),
        ("a: ]\n", "1:4", SPECIAL),
        ("a: [ - b]\n", "1:6", SPECIAL),
        ('a: "\\q"\n', "1:5", BACKSLASH),
        ('a: "\\xzz"\n', "1:5", BACKSLASH),
        ('a: "\\uD800"\n', "1:5", BACKSLASH),
        ("a: 1\nb\n", "2:1", LINE),
        ('a: "x" y\n', "1:8", MISFIT),
        ("a: 'it's'\n", "1:8", MISFIT),
        ("a:\n  - b\n c: 1\n", "3:2", MISFIT),
        ("'a' 'b'\n", "1:5", ABOVE),
        ("a: 1\n...\nb\n", "3:1", ABOVE),
        (
            "- a\nb: 1\n",
            "2:1",
            "this line does not fit the list around it [yaml-syntax]\n"
            "  hint: start every item of the list with a dash at the same indentation",
        ),
        (
            "a: - b\n",
            "1:4",
            "a list item where none may stand [yaml-syntax]\n"
            "  hint: put the list on the lines below its key",
        ),
        (
            "a: ? b\n",
            "1:4",
            'a "?" where none may stand [yaml-syntax]\n  hint: put the text in quotes',
        ),
        (
            "a: |x\n  b\n",
            "1:5",
            'the text after "|" or ">" goes wrong here [yaml-syntax]\n  hint: write it in quotes',
        ),
        (
            "%x\n",
            "1:1",
            'a line that starts with "%" means something else [yaml-syntax]\n  hint: put the text in quotes',
        ),
        (
            "%YAML 3.0\n---\na: 1\n",
            "1:1",
            'only YAML 1.1 and 1.2 are read [yaml-syntax]\n  hint: remove the line "%YAML"',
        ),
        (
            "a: *\n",
            "1:4",
            '"*" means something else at the start of a value [yaml-syntax]\n  hint: put the text in quotes',
        ),
        (
            "a: & x\n",
            "1:4",
            '"&" means something else at the start of a value [yaml-syntax]\n  hint: put the text in quotes',
        ),
        (
            "a: !foo!bar x\n",
            "1:4",
            '"!" means something else at the start of a value [yaml-syntax]\n  hint: put the text in quotes',
        ),
        (
            "a: 1\n--- b\n",
            "2:1",
            'a second document starts here [several-documents]\n  hint: remove the "---", or make it a file of its own',
        ),
        (
            "a: &x b\n",
            "1:4",
            '"&x" is an anchor [alias]\n  hint: write the value out where it is needed',
        ),
        ("a: [*x]\n", "1:5", '"*x" is an alias [alias]\n  hint: write the value out'),
        (
            "a: !!python/object:os.system x\n",
            "1:4",
            '"tag:yaml.org,2002:python/object:os.system" is a YAML tag [tag]\n'
            "  hint: remove it; the field decides what a value means",
        ),
        (
            "? [a]\n: b\n",
            "1:3",
            "a list or mapping stands where a name belongs [wrong-kind]\n"
            '  hint: write a name followed by ":"',
        ),
        (
            "a: 1\nb: 2\na: 3\n",
            "3:1",
            f'"a" stands twice in the same mapping, first at {FILE}:1:1 [repeated-key]\n'
            "  hint: keep one of the two",
        ),
    ],
)
def test_broken_yaml_is_explained(text: str, place: str, what: str) -> None:
    assert said(text) == f"{FILE}:{place}: error: {what}"


def test_of_a_repeated_key_the_first_is_kept() -> None:
    root, _ = read("a: 1\na: {b: [c]}\nd: 2\n")
    assert root is not None
    assert plain_data(root) == {"a": "1", "d": "2"}


def test_what_stands_under_a_list_as_key_is_left_out() -> None:
    root, _ = read("? {a: b}\n: {c: d}\ne: f\n")
    assert root is not None
    assert plain_data(root) == {"e": "f"}


def test_a_byte_order_mark_is_reported_and_the_file_still_read() -> None:
    root, problems = read(codecs.BOM_UTF8 + b"a: b\n")
    assert root is not None
    assert plain_data(root) == {"a": "b"}
    assert [problem_as_text(each, {}) for each in problems] == [
        f"{FILE}:1:1: error: the file starts with an invisible byte order mark [encoding]\n"
        "  hint: save it as UTF-8 without BOM"
    ]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32-le", "UTF-32"),
        ("utf-32-be", "UTF-32"),
    ],
)
def test_another_unicode_encoding_is_named(encoding: str, name: str) -> None:
    assert said("\ufeffa: b\n".encode(encoding)) == (
        f"{FILE}: error: the file is saved as {name} [encoding]\n  hint: save it as UTF-8"
    )


def test_another_encoding_is_reported_where_it_shows() -> None:
    assert said("a: b\n名: 英".encode() + "汉字\n".encode("gb18030")) == (
        f"{FILE}:2:5: error: the file is not UTF-8: byte 14 cannot be read [encoding]\n"
        "  hint: save it as UTF-8"
    )


@pytest.mark.parametrize(
    ("character", "name"),
    [("\0", "0000"), ("\x07", "0007"), ("\x1b", "001B"), ("\x7f", "007F"), ("\x85", "0085"),
     ("\u2028", "2028"), ("\ufeff", "FEFF"), ("\ufffe", "FFFE")],
)  # fmt: skip
def test_a_character_that_nobody_sees_is_named(character: str, name: str) -> None:
    assert said(f"a: b\r名: c{character}\n") == (
        f"{FILE}:2:5: error: the character U+{name} may not stand in YAML [encoding]\n"
        "  hint: delete it"
    )


def test_a_huge_file_is_not_read() -> None:
    assert said(b"a: " + b"x" * 20_000_000) == (
        f"{FILE}: error: the file has 20.0 MB; the most that is read is 5 MB [file-size]\n"
        "  hint: split it into several files"
    )
    assert said(b"a: " + b"x" * (MAX_BYTES - 3)) == ""


@pytest.mark.parametrize(
    "text",
    ["[" * 10_000, "[" * 10_000 + "]" * 10_000, "{a: " * 10_000, "- " * 10_000,
     "".join(" " * depth + "a:\n" for depth in range(1_000))],
    ids=["open", "closed", "mappings", "dashes", "indented"],
)  # fmt: skip
def test_endless_nesting_is_refused(text: str) -> None:
    assert "error: more than 64 lists or mappings inside each other [depth]" in said(text)


def test_the_deepest_nesting_allowed_is_read() -> None:
    assert said("[" * MAX_DEPTH + "]" * MAX_DEPTH) == ""
    assert said("[" * (MAX_DEPTH + 1)) == (
        f"{FILE}:1:65: error: more than 64 lists or mappings inside each other [depth]\n"
        "  hint: look for brackets that are never closed"
    )


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [*a]\n",
        "a: &a {b: *a}\n",
        "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n",
        "<<: *a\n",
    ],
    ids=["self-holding list", "self-holding mapping", "bomb", "merge"],
)
def test_aliases_are_refused_before_they_do_harm(text: str) -> None:
    root, problems = read(text)
    assert root is None
    assert [problem.rule for problem in problems] == ["alias"]
