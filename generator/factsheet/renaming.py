"""Give a record another id: in its file, wherever it is named, and in pages that link to it.

Enters: a catalog with the texts it was read from, the two ids, pages written by hand. Leaves:
changed texts. All that is changed are the ids, at the places the reader knows, and `formerly`;
whether the result reads as the same records is told by `is_same_but_id`.
"""

import re
from collections.abc import Mapping

from factsheet.catalog import Catalog
from factsheet.editing import Edit, applied, end_of_line, line_end, spelled
from factsheet.fields import Part, parse_id
from factsheet.model import field_names
from factsheet.problems import MalformedError, did_you_mean, quoted
from factsheet.prose import FACT_SCHEME, page_links
from factsheet.reader import Entry
from factsheet.source import Extents, Node, Scalar, Table, extents, plain_data, walk

FORMERLY = "formerly"
RULE = "rename"


def refuse_renaming(catalog: Catalog, old: str, new: str) -> None:
    """Raise `MalformedError` where a record cannot have the new id, or there is none."""
    if old not in catalog.entries:
        present = catalog.present(old)
        if present in catalog.entries:
            raise MalformedError(RULE, f"{quoted(old)} is called {quoted(present)} now")
        hint = did_you_mean(old, catalog.entries)
        raise MalformedError(RULE, f"there is no record {quoted(old)}", hint)
    parse_id(new)
    if new in catalog.declared:
        taken = catalog.find(new)
        has = "has" if taken is None or taken.id == new else "had"
        where = f", at {taken.key.place}" if taken else ""
        raise MalformedError(RULE, f"a record {has} the id {quoted(new)} already{where}")
    if catalog.entries[old].kind == "unit":
        message = f"{quoted(old)} is a unit, which numbers name in running text"
        raise MalformedError(RULE, message, "change its name and the numbers by hand")


def renamed_facts(
    catalog: Catalog, texts: Mapping[str, str], old: str, new: str
) -> Mapping[str, str]:
    """Return the fact files in which something changes, by name, with their new texts."""
    found: dict[str, set[Edit]] = {}
    known: dict[str, Extents] = {}
    entry = catalog.entries[old]

    def note(node: Scalar, pattern: re.Pattern[str], *, once: bool) -> None:
        file = node.place.file
        start, end = known.setdefault(file, extents(texts[file])).of_scalar(node.place)
        for match in list(pattern.finditer(texts[file], start, end))[: 1 if once else None]:
            edit = Edit(match.start("id"), match.end("id"), new)
            found.setdefault(file, set()).add(edit)

    note(entry.key, _word(old), once=True)
    for reference in catalog.references:
        if reference.target_id == old:
            node = _node(catalog.entries[reference.origin], reference.path)
            is_whole = node.text.partition("@")[0] == old
            note(node, _word(old) if is_whole else _link(old), once=is_whole)
    if _has_past(entry):
        file = entry.key.place.file
        found[file].add(_formerly(entry, old, texts[file], known[file]))
    return {file: applied(texts[file], edits) for file, edits in sorted(found.items())}


def renamed_page(markdown: str, old: str, new: str) -> str:
    """Return a page with its `fact:` links to a record leading to the new id."""
    starts = [0, *(found.end() for found in re.finditer("\n", markdown))]
    edits = []
    for link in page_links(markdown):
        reference = link.target.removeprefix(FACT_SCHEME)
        if reference != link.target and reference.partition("@")[0] == old:
            start = starts[link.line - 1] + link.column - 1 + len(FACT_SCHEME)
            edits.append(Edit(start, start + len(old), new))
    return applied(markdown, edits)


def is_same_but_id(before: Catalog, after: Catalog, old: str, new: str) -> bool:
    """Whether a catalog has the same records as another, one of them by a new id."""
    ids = [new if each == old else each for each in before.entries]
    present = new if _has_past(before.entries[old]) else old
    if ids != [*after.entries] or after.present(old) != present:
        return False
    named = [each.target_id for each in before.references].count(old)
    targets = [each.target_id for each in after.references]
    if (targets.count(old), targets.count(new)) != (0, named):
        return False
    pairs = zip(before.entries.values(), after.entries.values(), strict=True)
    return all(_is_same(one, other, old, new) for one, other in pairs)


def _has_past(entry: Entry[Part]) -> bool:
    return FORMERLY in field_names(type(entry.record))


def _is_same(one: Entry[Part], other: Entry[Part], old: str, new: str) -> bool:
    data, changed = plain_data(one.node), plain_data(other.node)
    if one.id == old and isinstance(data, dict) and isinstance(changed, dict):
        past = [
            *(data.pop(FORMERLY, None) or []),
            *([old] if FORMERLY in field_names(type(one.record)) else []),
        ]
        if sorted(changed.pop(FORMERLY, None) or []) != sorted(past):
            return False
    return _with_new(data, old, new) == _with_new(changed, old, new)


def _with_new(data: object, old: str, new: str) -> object:
    match data:
        case str():
            return _word(old).sub(new, data)
        case list():
            return [_with_new(each, old, new) for each in data]
        case dict():
            return {name: _with_new(each, old, new) for name, each in data.items()}
    return data


def _word(record_id: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9-])(?P<id>{record_id})(?![A-Za-z0-9-])")


def _link(record_id: str) -> re.Pattern[str]:
    """Match the target of a link in prose, as Markdown writes it."""
    return re.compile(rf"\]\(\s*<?{FACT_SCHEME}(?P<id>{record_id})(?=[@>)\s])")


def _node(entry: Entry[Part], path: tuple[str | int, ...]) -> Scalar:
    last = [entry.node, *(node for _, node in walk(entry.node, path))][-1]
    if not isinstance(last, Scalar):
        message = f"{'/'.join(map(str, path))} of {entry.id} is no text"
        raise TypeError(message)
    return last


def _formerly(entry: Entry[Part], old: str, text: str, known: Extents) -> Edit:
    """Return the edit that adds an id to those a record had before."""
    node = entry.node
    if not isinstance(node, Table):
        raise TypeError(entry.id)
    if FORMERLY in node.entries:
        _, listed = node.entries[FORMERLY]
        return _added(listed, old, text, known)
    first = next(key for key, _ in node.entries.values())
    start, end = known.of_group(node.place)
    field = next(spelled(FORMERLY, [old], ""))
    if text[start] == "{":
        return Edit(start + 1, start + 1, f"{field}, ")
    end = end_of_line(text, end)
    return Edit(end, end, f"{line_end(text)}{' ' * (first.place.column - 1)}{field}")


def _added(listed: Node, old: str, text: str, known: Extents) -> Edit:
    start, _ = known.of_group(listed.place)
    if text[start] == "[":
        return Edit(start + 1, start + 1, f"{old}, " if plain_data(listed) else old)
    return Edit(start, start, f"- {old}{line_end(text)}{' ' * (listed.place.column - 1)}")
