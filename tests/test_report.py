"""Problems as text, as GitHub's annotations and as JSON."""

import json

from factsheet.problems import Place, Problem, Severity, did_you_mean, in_order, nearest, quoted
from factsheet.report import as_github, as_json, as_text, excerpt, problem_as_text, summary

FILE = "facts/a.yaml"
LINE = "    title: {zh: 英伟达营收}"


def problem(place: Place, **more: object) -> Problem:
    fields = {"place": place, "rule": "bad-date", "message": "it is wrong", **more}
    return Problem(**fields)  # type: ignore[arg-type]  # put together from the case


def test_a_problem_shows_its_line_a_caret_and_the_remedy() -> None:
    found = problem(Place(FILE, 2, 5, 5), hint="mend it")
    assert as_text([found], {FILE: f"a:\n{LINE}\n"}) == (
        "facts/a.yaml:2:5: error: it is wrong [bad-date]\n"
        "    2 |     title: {zh: 英伟达营收}\n"
        "      |     ^^^^^\n"
        "  hint: mend it\n"
        "1 error\n"
    )


def test_a_chinese_character_is_two_cells_wide() -> None:
    assert excerpt(Place(FILE, 1, 20, 2), {FILE: LINE}) == [
        "    1 |     title: {zh: 英伟达营收}",
        "      |                       ^^^^",
    ]


def test_a_combining_mark_takes_no_cell() -> None:
    assert excerpt(Place(FILE, 1, 3, 1), {FILE: "e\u0301x"})[1] == "      |  ^"


def test_a_tab_is_one_cell() -> None:
    assert excerpt(Place(FILE, 1, 2), {FILE: "\ta: b"}) == ["    1 |  a: b", "      |  ^"]


def test_of_a_long_line_the_part_around_the_fault_is_shown() -> None:
    lines = excerpt(Place(FILE, 1, 1001, 3), {FILE: "a" * 1000 + "bbb" + "c" * 1000})
    assert lines == [
        "    1 | " + "a" * 80 + "bbb" + "c" * 77,
        "      | " + " " * 80 + "^^^",
    ]


def test_a_caret_ends_where_the_line_ends() -> None:
    assert excerpt(Place(FILE, 1, 1, 900), {FILE: "ab"})[1] == "      | ^^"
    assert excerpt(Place(FILE, 1, 3), {FILE: "ab"})[1] == "      |   ^"


def test_without_its_text_a_problem_is_one_line() -> None:
    texts = {FILE: "a\n\n"}
    for place in (Place(FILE), Place(FILE, 2, 1), Place(FILE, 9, 1), Place("b.yaml", 1, 1)):
        assert excerpt(place, texts) == []
    assert (
        problem_as_text(problem(Place(FILE)), texts)
        == "facts/a.yaml: error: it is wrong [bad-date]"
    )


def test_line_ends_of_every_system_count() -> None:
    assert excerpt(Place(FILE, 3, 1), {FILE: "a\rb\r\nc"})[0] == "    3 | c"


def test_problems_are_counted() -> None:
    error, warning = problem(Place(FILE)), problem(Place(FILE), severity=Severity.WARNING)
    assert [
        summary(each) for each in ([], [error], [error, error, warning], [warning, warning])
    ] == [
        "no problems",
        "1 error",
        "2 errors, 1 warning",
        "2 warnings",
    ]


def test_github_gets_one_escaped_line_a_problem() -> None:
    problems = [
        problem(Place("facts/a,b:c.yaml", 2, 5, 3), message="50% of\nit", hint="mend it"),
        problem(Place(FILE), severity=Severity.WARNING),
    ]
    assert as_github(problems, {}) == (
        "::error file=facts/a%2Cb%3Ac.yaml,title=bad-date,line=2,col=5,endColumn=8"
        "::50%25 of%0Ait (mend it)\n"
        "::warning file=facts/a.yaml,title=bad-date::it is wrong\n"
    )


def test_other_programs_get_json() -> None:
    problems = [
        problem(Place(FILE, 2, 5, 3), message="营收", also=Place("b.yaml", 1, 2)),
        problem(Place(FILE), severity=Severity.WARNING, hint="mend it"),
    ]
    text = as_json(problems, {})
    assert "营收" in text
    assert json.loads(text) == {
        "schema_version": 1,
        "errors": 1,
        "warnings": 1,
        "problems": [
            {
                "severity": "error",
                "rule": "bad-date",
                "message": "营收",
                "hint": None,
                "place": {"file": FILE, "line": 2, "column": 5, "width": 3},
                "also": {"file": "b.yaml", "line": 1, "column": 2, "width": 1},
            },
            {
                "severity": "warning",
                "rule": "bad-date",
                "message": "it is wrong",
                "hint": "mend it",
                "place": {"file": FILE, "line": 0, "column": 0, "width": 1},
                "also": None,
            },
        ],
    }


def test_problems_are_sorted_by_place_and_told_once() -> None:
    first, second = problem(Place(FILE, 2, 1)), problem(Place(FILE, 10, 1))
    other = problem(Place("b.yaml", 1, 1))
    assert in_order([other, second, first, second]) == (other, first, second)


def test_the_nearest_word_is_found_whatever_its_case() -> None:
    assert nearest("Statment", ["statement", "status"]) == "statement"
    assert nearest("usd", ["USD"]) == "USD"
    assert nearest("xyzzy", ["statement"]) is None
    assert did_you_mean("statment", ["statement"]) == 'did you mean "statement"?'
    assert did_you_mean("xyzzy", []) is None


def test_a_quoted_text_fits_on_a_line() -> None:
    assert quoted("a\n  b\t c") == '"a b c"'
    assert quoted("x" * 61) == f'"{"x" * 59}…"'
    assert quoted("a\u200bb") == '"a<U+200B>b"'
