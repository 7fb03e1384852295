"""A new record: what to ask for it, which id suits it, and where in which file it belongs.

Enters: a section, answers, and the fact base it joins. Leaves: the record as YAML lines within
the text of its file. Whether it holds is for reading and the checks to say.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from factsheet.catalog import Catalog
from factsheet.editing import Edit, Value, applied, line_end, spelled
from factsheet.fields import LONGEST_ID, Prose, Text, parse_id
from factsheet.han import pinyin
from factsheet.model import KIND_OF_SECTION, SECTIONS, field_names
from factsheet.problems import MalformedError, did_you_mean, quoted
from factsheet.source import Items, Scalar, Table, extents, plain_data, read_yaml

RULE = "new"
# The few fields without which a record says too little.
ASKED: Mapping[str, tuple[str, ...]] = {
    "source": ("title", "publisher", "url", "published", "language", "kind", "tier"),
    "entity": ("kind", "name", "role"),
    "date": ("date", "title", "sources", "about"),
    "figure": ("of", "measure", "value", "period", "sources"),
    "quote": ("speaker", "text", "original", "said", "sources"),
    "claim": ("statement", "original", "appears_in", "verdict", "finding", "evidence"),
    "sheet": ("title", "summary", "about", "sections"),
}
# What an id is made of, the fields that are there; names are in one language as a rule.
NAMED_BY: Mapping[str, tuple[str, ...]] = {
    "source": ("title", "description"),
    "entity": ("name",),
    "date": ("title",),
    "figure": ("of", "measure", "period", "as_of"),
    "quote": ("speaker", "text"),
    "claim": ("statement",),
    "sheet": ("title",),
}
IN_ONE_LANGUAGE = frozenset({("source", "title"), ("source", "publisher")})
WORDS_OF_ID = 8
STEP = "  "


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A file's text with a new record in it, and the line the record begins in."""

    text: str
    line: int


def section_of(kind: str) -> str:
    """Return the section that holds records of a kind."""
    return next(section for section, name in KIND_OF_SECTION.items() if name == kind)


def is_by_language(kind: str, field: str) -> bool:
    """Whether a field is asked for in every language."""
    return _takes(kind, field, Text) and (kind, field) not in IN_ONE_LANGUAGE


def value_of(kind: str, field: str, typed: str) -> Value:
    """Return what was typed for a field: text, a list with commas, or YAML in brackets.

    Raises `MalformedError` for a field that there is not, and for brackets that do not close.
    """
    known = field_names(SECTIONS[section_of(kind)])
    if field not in known:
        hint = did_you_mean(field, known) or f"there are {', '.join(known)}"
        raise MalformedError(RULE, f"{quoted(field)} is not a field of a {kind}", hint)
    typed = typed.strip()
    if typed[:1] in ("{", "["):
        return _in_brackets(field, typed)
    if _takes(kind, field, list) and not _takes(kind, field, Text):
        return [each.strip() for each in re.split(r"[,，、]", typed) if each.strip()]
    return typed


def proposed_id(kind: str, record: Mapping[str, Value], taken: Collection[str]) -> str:
    """Return an id that says what a record is, in ASCII words; empty where it has no words."""
    is_person = kind == "entity" and record.get("kind") == "person"
    parts = [_words(record[name], is_person=is_person) for name in NAMED_BY[kind] if name in record]
    words = [word for part in parts for word in part][: WORDS_OF_ID + len(parts) - 1]
    base = "-".join(words)[: LONGEST_ID - 4].strip("-")
    if not base or (base not in taken and _is_id(base)):
        return base
    return next(name for number in range(2, 1000) if (name := f"{base}-{number}") not in taken)


def file_of(catalog: Catalog, kind: str, folder: str) -> str:
    """Return the file that holds most records of a kind, or a new one below a folder."""
    counts: dict[str, int] = {}
    for entry in catalog.entries.values():
        if entry.kind == kind:
            file = entry.key.place.file
            counts[file] = counts.get(file, 0) + 1
    if counts:
        return min(counts, key=lambda file: (-counts[file], file))
    return f"{folder}/{section_of(kind)}.yaml"


def drafted(text: str, kind: str, record_id: str, record: Mapping[str, Value]) -> Drafted:
    """Return a file's text with a record behind the others of its section, and its line.

    Raises `MalformedError` where the section stands in brackets.
    """
    section, end = section_of(kind), line_end(text)
    root, _ = read_yaml(text, "")
    key, node = root.entries.get(section, (None, None)) if isinstance(root, Table) else (None, None)
    if isinstance(node, Table) and node.entries:
        first = next(key for key, _ in node.entries.values())
        begin, at = extents(text).of_group(node.place)
        if text[begin] == "{":
            message = f'the section "{section}" stands in brackets'
            raise MalformedError(RULE, message, "name another file with --file")
        at = _end_of_line(text, at)
        indent, gap = " " * (first.place.column - 1), [""] if _has_gaps(text, node) else []
        lines = [*gap, *spelled(record_id, record, indent)]
    elif key is not None and isinstance(node, Scalar) and node.is_null:
        at = _end_of_line(text, extents(text).of_scalar(key.place)[1])
        lines = [*spelled(record_id, record, STEP)]
    elif key is not None:
        message = f'the section "{section}" holds no records'
        raise MalformedError(RULE, message, "mend it, or name another file with --file")
    else:
        at = len(text.rstrip())
        lines = [*([""] if at else []), f"{section}:", *spelled(record_id, record, STEP)]
    return _with_lines(text, at, lines, end, record_id)


def _with_lines(text: str, at: int, lines: Sequence[str], end: str, record_id: str) -> Drafted:
    rest = "" if text[at:].strip() or text[at:].startswith(("\r", "\n")) else end
    added = end.join(lines) if at == 0 else end + end.join(lines)
    before = len(re.findall(r"\r\n|\r|\n", text[:at])) + (1 if at else 0)
    within = next(
        number
        for number, line in enumerate(lines, 1)
        if line.strip().startswith(f"{record_id}:") or line.strip().startswith(f'"{record_id}"')
    )
    return Drafted(text=applied(text, [Edit(at, at, added + rest)]), line=before + within)


def _has_gaps(text: str, section: Table) -> bool:
    """Whether empty lines stand between the records of a section; one record tells nothing."""
    keys = [key.place.line for key, _ in section.entries.values()]
    lines = re.split(r"\r\n|\r|\n", text)
    between = [lines[line - 2] for line in keys[1:]]
    return not between or any(not line.strip() for line in between)


def _end_of_line(text: str, at: int) -> int:
    found = re.compile(r"\r|\n|\Z").search(text, at)
    return found.start() if found else len(text)


def _in_brackets(field: str, typed: str) -> Value:
    root, problems = read_yaml(f"k: {typed}\n", "")
    value = root.entries["k"][1] if isinstance(root, Table) and "k" in root.entries else None
    if problems or not isinstance(value, Table | Items):
        message = f"{quoted(typed)} cannot be read as the value of {quoted(field)}"
        raise MalformedError(RULE, message, "look at its brackets and commas")
    return _values(plain_data(value))


def _values(data: object) -> Value:
    match data:
        case list():
            return [_values(each) for each in data]
        case dict():
            return {name: _values(each) for name, each in data.items()}
    return str(data or "")


def _words(value: Value, *, is_person: bool) -> list[str]:
    """Return a value's words in ASCII: English ones first, Chinese ones as they are read."""
    if isinstance(value, Mapping):
        texts = [each for each in value.values() if isinstance(each, str)]
        plain = [text for text in texts if text.isascii()]
        value = (plain or texts or [""])[0]
    if not isinstance(value, str):
        return []
    folded = unicodedata.normalize("NFKD", pinyin(value, is_person=is_person)).casefold()
    letters = "".join(
        each for each in folded if not unicodedata.combining(each) and each not in "’'"
    )
    return re.findall(r"[a-z0-9]+", letters)


def _is_id(text: str) -> bool:
    try:
        parse_id(text)
    except MalformedError:
        return False
    return True


def _takes(kind: str, field: str, wanted: type) -> bool:
    """Whether a field's type is, or is made of, another: a text for readers, a list."""
    model = SECTIONS[section_of(kind)]
    info = next(info for name, info in model.model_fields.items() if (info.alias or name) == field)
    return any(_is_of(each, wanted) for each in _types(info.annotation))


def _types(annotation: object) -> list[object]:
    parts = [each for part in get_args(annotation) for each in _types(part)]
    return [annotation, getattr(annotation, "__origin__", None), *parts]


def _is_of(found: object, wanted: type) -> bool:
    return isinstance(found, type) and issubclass(
        found, (wanted, Prose) if wanted is Text else wanted
    )
