"""Say pydantic's errors in a curator's words, each at its place in the file.

Enters: the errors of one record and the node it was read from. Leaves: problems. No name of
a Python type or function gets through.
"""

from collections.abc import Collection, Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from factsheet.fields import Path, kind_of
from factsheet.model import KIND_OF_SECTION, PARTS, SECTIONS, field_names
from factsheet.problems import LONGEST_QUOTE, MalformedError, Place, Problem, did_you_mean, quoted
from factsheet.reader.entries import place_of_key, place_of_value
from factsheet.source import Node, Scalar

EXPECTED = {"dict_type": "a mapping", "model_type": "a mapping", "list_type": "a list"}
FIELDS_BELOW = 'write its fields below it, each as "name: value"'
KEY = "[key]"
# Steps that name a choice of the model's, not anything in the file.
CHOICES = frozenset({"<list>", "<query>"})


def mistakes(error: ValidationError, section: str, key: Scalar, node: Node) -> Iterator[Problem]:
    """Return what is wrong with a record; a field that is only misspelt is not missing as well."""
    found = [_worded(each, section, key, node) for each in error.errors(include_url=False)]
    slips = {problem.hint for problem in found if problem.rule == "unknown-field"}
    yield from (problem for problem in found if not _is_slip(problem, slips))


def _worded(details: ErrorDetails, section: str, key: Scalar, node: Node) -> Problem:
    path = _path(details)
    cause = details.get("ctx", {}).get("error")
    if isinstance(cause, MalformedError):
        place_of = place_of_key if path and path[-1] == KEY else place_of_value
        place = place_of(key, node, path)
        return Problem(place=place, rule=cause.rule, message=cause.message, hint=cause.hint)
    if details["type"] == "extra_forbidden":
        return _unknown_field(path, section, place_of_key(key, node, path))
    place = place_of_value(key, node, path)
    if details["type"] == "missing":
        message = f"the field {quoted(str(path[-1]))} is missing"
        return Problem(place=place, rule="missing-field", message=message)
    if details["type"] == "too_short":
        message = f"{quoted(str(path[-1]))} is empty"
        hint = "write it, or leave the record out"
        return Problem(place=place, rule="missing-field", message=message, hint=hint)
    return _wrong_kind(
        EXPECTED.get(details["type"], "another kind of value"), details["input"], place
    )


def _path(details: ErrorDetails) -> Path:
    """Return the steps that the file has; the name of an unknown field may be anything."""
    path = details["loc"]
    name = path[-1:] if details["type"] == "extra_forbidden" else ()
    return (*(step for step in path[: len(path) - len(name)] if step not in CHOICES), *name)


def _wrong_kind(expected: str, value: object, place: Place) -> Problem:
    hint = FIELDS_BELOW if expected == "a mapping" else None
    if expected == "a list" and isinstance(value, str) and value.strip():
        hint = (
            f"write it as a list: [{quoted(value)[1:-1]}]" if len(value) <= LONGEST_QUOTE else hint
        )
    message = f"expected {expected}, found {kind_of(value)}"
    return Problem(place=place, rule="wrong-kind", message=message, hint=hint)


def _is_slip(problem: Problem, hints: Collection[str | None]) -> bool:
    """Whether a field is missing only because its name is misspelt, as a hint says."""
    names = (hint.split('"')[1] for hint in hints if hint and hint.startswith("did you mean"))
    return problem.rule == "missing-field" and any(f'"{name}"' in problem.message for name in names)


def _unknown_field(path: Path, section: str, place: Place) -> Problem:
    names = [step for step in path[:-1] if isinstance(step, str)]
    part = next((name for name in reversed(names) if name in PARTS), None)
    kind = KIND_OF_SECTION[section]
    article = "an" if kind[0] in "aeio" else "a"
    whole = f'"{part}"' if part else f"{article} {kind}"
    known = field_names(PARTS[part] if part else SECTIONS[section])
    hint = did_you_mean(str(path[-1]), known) or f"there are {', '.join(known)}"
    message = f"{quoted(str(path[-1]))} is not a field of {whole}"
    return Problem(place=place, rule="unknown-field", message=message, hint=hint)
