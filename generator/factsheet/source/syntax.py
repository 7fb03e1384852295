"""Say in a curator's words where YAML's syntax went wrong.

Enters: an error of the YAML library. Leaves: a problem at the place where it is best mended.
"""

import yaml

from factsheet.problems import Place, Problem

NOT_CLOSED = "a quote is opened and never closed"
BRACKETS = "a list or mapping in brackets goes wrong here"
SPECIAL = "this character means something else at the start of a value"
IN_QUOTES = "put the text in quotes"
# What the library says → what went wrong, and the remedy. The first that fits counts.
WORDING = (
    (
        "mapping values are not allowed",
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
    ("found invalid Unicode character", "a backslash in double quotes", "use single quotes"),
    ("expected hexdecimal number", "a backslash in double quotes", "use single quotes"),
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
    # What is never closed is best mended where it was opened.
    mark = error.problem_mark
    if error.context_mark and (is_at_end or "quoted scalar found unexpected" in found):
        mark = error.context_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    if mark and text[mark.index : mark.index + 1] == "\t":
        return _problem(place, "a tab stands where spaces belong", "indent with spaces")
    for pattern, message, hint in WORDING:
        if pattern in found:
            return _problem(place, message, hint)
    return _problem(place, f"this is not YAML: {found}", None)


def _problem(place: Place, message: str, hint: str | None) -> Problem:
    return Problem(place=place, rule="yaml-syntax", message=message, hint=hint)
