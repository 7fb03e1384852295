"""Say in a curator's words where YAML's syntax went wrong.

Enters: an error of the YAML library. Leaves: a problem at the place where it is best mended.
"""

import re

import yaml

from factsheet.problems import Place, Problem

NOT_CLOSED = "a quote is opened and never closed"
BRACKETS = "a list or mapping in brackets goes wrong here"
SPECIAL = "this character means something else at the start of a value"
COLON = "mapping values are not allowed"
IN_QUOTES = "put the text in quotes"
WRONG_SPACE = "a space that YAML does not know stands where spaces belong"
WITH_SPACES = "indent with spaces, not with tabs, wide or no-break spaces"
# What the library finds only after it has gone by: it began where the error's context does.
BEGUN_BEFORE = (
    "quoted scalar found unexpected",
    "scanning an alias",
    "scanning an anchor",
    "directive",
    "scanning a tag",
)
# What the library finds behind a backslash and the letter after it.
ESCAPES = ("found invalid Unicode character", "expected hexdecimal number")
# What stands where a line does not fit → what went wrong, and the remedy.
STRAY = {
    "]": ("this bracket closes nothing", "remove it, or put the text in quotes"),
    "}": ("this bracket closes nothing", "remove it, or put the text in quotes"),
    ":": ('a ":" without a name before it', "write the name, or put the text in quotes"),
}
MISFITS = ("did not find expected key", "expected <document start>")
DIRECTIVE = re.compile(r"^%", re.MULTILINE)
# What the library says → what went wrong, and the remedy. The first that fits counts.
WORDING = (
    (
        COLON,
        'a ":" where none may stand',
        'put text that contains ": " in quotes',
    ),
    ("cannot start any token", SPECIAL, IN_QUOTES),
    (
        "could not find expected ':'",
        'this line is neither "key: value" nor a list item',
        "check the line and the one above it",
    ),
    ("quoted scalar found unexpected", NOT_CLOSED, "close the quote"),
    ("unknown escape character", "a backslash in double quotes", "use single quotes"),
    *((each, "a backslash in double quotes", "use single quotes") for each in ESCAPES),
    (
        "did not find expected ',' or",
        BRACKETS,
        "look for a missing comma or closing bracket, and put text with commas in quotes",
    ),
    (
        "did not find expected '-'",
        "this line does not fit the list around it",
        "start every item of the list with a dash at the same indentation",
    ),
    (
        "did not find expected key",
        "this line does not fit the lines around it",
        "give the keys of one mapping the same indentation, and quote a text as a whole",
    ),
    (
        "expected <document start>",
        "this line does not fit the lines above it",
        "give the keys of one mapping the same indentation",
    ),
    (
        "block sequence entries are not allowed",
        "a list item where none may stand",
        "put the list on the lines below its key",
    ),
    ("mapping keys are not allowed", 'a "?" where none may stand', IN_QUOTES),
    ("tab character", "a tab stands where spaces belong", "indent with spaces"),
    ("scanning a block scalar", 'the text after "|" or ">" goes wrong here', "write it in quotes"),
    ("did not find expected node content", SPECIAL, IN_QUOTES),
    ("while parsing a flow", BRACKETS, IN_QUOTES),
    ("while scanning a plain scalar", BRACKETS, IN_QUOTES),
    ("directive", 'a line that starts with "%" means something else', IN_QUOTES),
    ("incompatible YAML document", "only YAML 1.1 and 1.2 are read", 'remove the line "%YAML"'),
    ("an alias", '"*" means something else at the start of a value', IN_QUOTES),
    ("an anchor", '"&" means something else at the start of a value', IN_QUOTES),
    ("tag", '"!" means something else at the start of a value', IN_QUOTES),
)


def worded(error: yaml.MarkedYAMLError, text: str, file: str, opened: Place | None) -> Problem:
    """Return the library's error as a problem.

    `opened` is where the list or mapping starts that was being read.
    """
    found = f"{error.context or ''} {error.problem or ''}".strip()
    is_at_end = error.problem_mark is None or error.problem_mark.index >= len(text.rstrip())
    if is_at_end and opened and "parsing a flow" in found:
        return _problem(opened, "a bracket is opened and never closed", "close the bracket")
    for mark in (error.context_mark, error.problem_mark):
        if mark and (place := _wrong_space(text, mark, file, found)):
            return _problem(place, WRONG_SPACE, WITH_SPACES)
    mark = _mark(error, found, is_at_end=is_at_end)
    if mark is None:
        return _problem(Place(file), *_wording(found))
    behind = 2 if any(each in found for each in ESCAPES) else 0
    place = Place(file, mark.line + 1, mark.column + 1 - behind)
    return _problem(place, *(_seen(text, mark.index, found) or _wording(found)))


def _wrong_space(text: str, mark: yaml.Mark, file: str, found: str) -> Place | None:
    """Return where the line of a mark is indented by a space that YAML does not know.

    Such a space looks like one and counts as a letter. A line inside quotes may begin with it.
    """
    line = text[mark.index - mark.column :]
    indentation = len(line) - len(line.lstrip(" "))
    first = line[indentation : indentation + 1]
    begins_what_is_wrong = mark.column == indentation or COLON in found
    is_wrong = begins_what_is_wrong and first.isspace() and first not in "\t\r\n"
    return Place(file, mark.line + 1, indentation + 1) if is_wrong else None


def _mark(error: yaml.MarkedYAMLError, found: str, *, is_at_end: bool) -> yaml.Mark | None:
    # What is never closed is best mended where it was opened.
    is_begun_before = is_at_end or any(each in found for each in BEGUN_BEFORE)
    return (error.context_mark if is_begun_before else None) or error.problem_mark


def _seen(text: str, index: int, found: str) -> tuple[str, str] | None:
    """Word what the text itself tells better than the library does."""
    character = text[index : index + 1]
    if character == "\t":
        return "a tab stands where spaces belong", "indent with spaces"
    if COLON in found and ": " not in _line_before(text, index):
        return (
            'a ":" where none may stand',
            'check the indentation, look for a missing ":" in the line above, '
            'and put text that contains ": " in quotes',
        )
    if "expected <document start>" in found and DIRECTIVE.search(text, 0, index):
        return (
            'the line "---" is missing below a line that starts with "%"',
            'remove the line that starts with "%"',
        )
    return STRAY.get(character) if any(each in found for each in MISFITS) else None


def _line_before(text: str, index: int) -> str:
    return re.split(r"[\r\n]", text[:index])[-1]


def _wording(found: str) -> tuple[str, str | None]:
    for pattern, message, hint in WORDING:
        if pattern in found:
            return message, hint
    return f"this is not YAML: {found}", None


def _problem(place: Place, message: str, hint: str | None) -> Problem:
    return Problem(place=place, rule="yaml-syntax", message=message, hint=hint)
