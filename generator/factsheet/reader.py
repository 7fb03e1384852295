"""Turn fact files into typed records, and every mistake into a problem with its place.

Enters: a folder. Leaves: a `Reading` with all records that hold together, the files' texts,
and the problems. Never stops at the first mistake, never raises for what a file holds. Knows
one record at a time; whether records fit each other is `catalog`'s and the checks' work.
"""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from factsheet.fields import Part, kind_of, parse_id
from factsheet.model import KIND_OF_SECTION, PARTS, SECTIONS, field_names
from factsheet.problems import MalformedError, Place, Problem, did_you_mean
from factsheet.source import Node, Scalar, Table, decode, plain_data, read_yaml, walk

SUFFIX = ".yaml"
EXPECTED = {
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "mapping_type": "a mapping",
    "model_attributes_type": "a mapping",
    "list_type": "a list",
    "string_type": "text",
}


R_co = TypeVar("R_co", bound=Part, covariant=True)


@dataclass(frozen=True, slots=True)
class Entry(Generic[R_co]):
    """One record under its id, with the node it was read from."""

    id: str
    kind: str
    record: R_co
    key: Scalar
    node: Node

    def place(self, *path: str | int) -> Place:
        """Return where a field stands, as near as the file has it; the id when it has not."""
        return _place_at(self.key, self.node, path)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read.

    `declared` are the ids of all records, also of those that did not hold together;
    `is_complete` is False when some file could not be read to its end, so that nothing may
    be said about what is missing.
    """

    entries: tuple[Entry[Part], ...]
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]
    declared: frozenset[str]
    is_complete: bool


@dataclass(slots=True)
class _Findings:
    """What is gathered while reading, file after file."""

    entries: list[Entry[Part]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    declared: set[str] = field(default_factory=set)
    is_complete: bool = True

    def add(self, place: Place, rule: str, message: str, hint: str | None = None) -> None:
        self.problems.append(Problem(place=place, rule=rule, message=message, hint=hint))


def read(paths: Sequence[Path], *, root: Path | None = None) -> Reading:
    """Read every fact file in some folders (or some files), in the order of their names.

    Messages name files relative to `root` where they are below it, otherwise as given.
    """
    findings = _Findings()
    for path in paths:
        name = _shown(path, root)
        files = list(_fact_files(path, name, findings))
        for file, shown in files:
            _read_file(file, shown, findings)
        if not files and not findings.problems:
            hint = f'write the first one, for example "{name}/first{SUFFIX}"'
            findings.add(Place(name), "no-facts", "there are no fact files here", hint)
            findings.is_complete = False
    return Reading(
        entries=tuple(findings.entries),
        problems=tuple(findings.problems),
        texts=findings.texts,
        declared=frozenset(findings.declared),
        is_complete=findings.is_complete,
    )


def _shown(path: Path, root: Path | None) -> str:
    if root is not None and path.resolve().is_relative_to(root.resolve()):
        return path.resolve().relative_to(root.resolve()).as_posix()
    return path.as_posix()


def _fact_files(top: Path, name: str, findings: _Findings) -> Iterator[tuple[Path, str]]:
    """Find the fact files below a folder, each with its name in messages."""
    if not top.is_dir():
        yield top, name
        return
    for directory, folders, files in os.walk(top):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for each in sorted((*folders, *files)):
            path = Path(directory, each)
            shown = f"{name}/{path.relative_to(top).as_posix()}"
            if path.is_symlink() and not path.resolve().is_relative_to(top.resolve()):
                hint = "copy the file here instead of linking to it"
                findings.add(Place(shown), "unreadable-file", "the link leads out of the fact folder", hint)
                findings.is_complete = False
            elif each in files and _is_fact_file(path, shown, findings):
                yield path, shown


def _is_fact_file(path: Path, shown: str, findings: _Findings) -> bool:
    if path.name.startswith("."):
        return False
    if path.suffix.lower() in (".yml", ".yaml") and path.suffix != SUFFIX:
        hint = f'rename it to "{path.stem}{SUFFIX}"'
        findings.add(Place(shown), "file-name", f'only files that end in "{SUFFIX}" are read', hint)
    return path.suffix == SUFFIX


def _read_file(path: Path, file: str, findings: _Findings) -> None:
    try:
        # A device or pipe would never end.
        data = path.read_bytes() if path.is_file() else None
    except OSError as error:
        data = None
        reason = (error.strerror or "it cannot be opened").lower()
    else:
        reason = "it is not a file" if data is None else ""
    if data is None:
        findings.add(Place(file), "unreadable-file", f"the file cannot be read: {reason}", "check that it exists and who may read it")
        findings.is_complete = False
        return
    text, problems = decode(data, file)
    findings.problems += problems
    root = None
    if text is not None:
        findings.texts[file] = text
        root, problems = read_yaml(text, file)
        findings.problems += problems
    if root is None and findings.problems and findings.problems[-1].place.file == file:
        findings.is_complete = False
    if root is not None:
        _read_sections(root, findings)


def _read_sections(root: Node, findings: _Findings) -> None:
    if not isinstance(root, Table):
        if not (isinstance(root, Scalar) and root.is_null):
            message = f"expected sections like \"sources\" and \"figures\", found {kind_of(plain_data(root))}"
            findings.add(root.place, "wrong-kind", message, 'start with a section, for example "figures:"')
        return
    for name, (key, node) in root.entries.items():
        if name not in SECTIONS:
            hint = did_you_mean(name, SECTIONS) or f"there are {', '.join(SECTIONS)}"
            findings.add(key.place, "unknown-field", f'"{name}" is not a section', hint)
        elif isinstance(node, Table):
            for record_key, record in node.entries.values():
                _read_record(name, record_key, record, findings)
        elif not (isinstance(node, Scalar) and node.is_null):
            message = f'"{name}" holds {kind_of(plain_data(node))} where records belong'
            findings.add(key.place, "wrong-kind", message, "write every record under an id of its own")


def _read_record(section: str, key: Scalar, node: Node, findings: _Findings) -> None:
    try:
        parse_id(key.text)
    except MalformedError as error:
        findings.add(key.place, error.rule, error.message, error.hint)
    findings.declared.add(key.text)
    model = SECTIONS[section]
    try:
        record = model.model_validate(plain_data(node))
    except ValidationError as error:
        found = [_worded(details, section, key, node) for details in error.errors(include_url=False)]
        slips = {problem.hint for problem in found if problem.rule == "unknown-field"}
        # A field that is only misspelt is not missing as well.
        findings.problems += (problem for problem in found if not _is_slip(problem, slips))
    else:
        findings.entries.append(Entry(key.text, KIND_OF_SECTION[section], record, key, node))


def _worded(details: ErrorDetails, section: str, key: Scalar, node: Node) -> Problem:
    """Say one of pydantic's errors in a curator's words, at its place in the file."""
    path = tuple(step for step in details["loc"] if not str(step).startswith("<"))
    place = _place_at(key, node, path)
    match details["type"]:
        case "missing":
            return Problem(place=place, rule="missing-field", message=f'the field "{path[-1]}" is missing')
        case "extra_forbidden":
            return _unknown_field(path, section, _key_at(key, node, path).place)
        case "value_error":
            cause = details["ctx"]["error"]
            if isinstance(cause, MalformedError):
                if path and path[-1] == "[key]":
                    place = _key_at(key, node, path).place
                return Problem(place=place, rule=cause.rule, message=cause.message, hint=cause.hint)
        case "too_short":
            return Problem(place=place, rule="missing-field", message="the list is empty")
    expected = EXPECTED.get(details["type"], "something else")
    message = f"expected {expected}, found {kind_of(details['input'])}"
    value = details["input"]
    hint = f"write it as a list: [{value}]" if expected == "a list" and isinstance(value, str) else None
    return Problem(place=place, rule="wrong-kind", message=message, hint=hint)


def _is_slip(problem: Problem, hints: Collection[str | None]) -> bool:
    """Whether a field is missing only because its name is misspelt, as a hint says."""
    names = (hint.split('"')[1] for hint in hints if hint and hint.startswith("did you mean"))
    return problem.rule == "missing-field" and any(f'"{name}"' in problem.message for name in names)


def _unknown_field(path: tuple[str | int, ...], section: str, place: Place) -> Problem:
    names = [step for step in path[:-1] if isinstance(step, str)]
    part = next((name for name in reversed(names) if name in PARTS), None)
    kind = KIND_OF_SECTION[section]
    article = "an" if kind[0] in "aeiou" else "a"
    whole = f'"{part}"' if part else f"{article} {kind}"
    known = field_names(PARTS[part] if part else SECTIONS[section])
    hint = did_you_mean(str(path[-1]), known) or f"there are {', '.join(known)}"
    message = f'"{path[-1]}" is not a field of {whole}'
    return Problem(place=place, rule="unknown-field", message=message, hint=hint)


def _place_at(key: Scalar, node: Node, path: tuple[str | int, ...]) -> Place:
    """Return the value's place where it is one word or text, else that of its key."""
    found = _key_at(key, node, path)
    last = next(reversed([each for _, each in walk(node, path)]), node)
    return last.place if isinstance(last, Scalar) and not last.is_null else found.place


def _key_at(key: Scalar, node: Node, path: tuple[str | int, ...]) -> Scalar | Node:
    found: Scalar | Node = key
    for step_key, step in walk(node, path):
        found = step_key or step
    return found
