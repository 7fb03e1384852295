"""The manual's page of all fields, made from the records' models.

Run as a command, it writes the page anew in every language; `test_fields_page.py` holds the
written pages to it. Meanings are those that editors show; other words, and the examples, stand
in `fields_page.toml`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from factsheet.fields import (
    Address,
    Date,
    Exceptions,
    Flag,
    Id,
    Interval,
    LanguageTag,
    Link,
    Measured,
    NamesByLanguage,
    Part,
    PeriodLabel,
    PluralNames,
    Prose,
    Reference,
    Text,
    Translator,
    Words,
)
from factsheet.languages import Language, language
from factsheet.model import PARTS, SECTIONS, Change, Fact, Figure, PeriodRange, Query, field_names
from factsheet.schema import choices, explanation

ROOT = Path(__file__).parents[1]
LANGUAGES = ("en", "zh")
_FILE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
EXAMPLES: Mapping[str, str] = _FILE["examples"]
# By language: what fields take, the words around the tables, and their headings.
SAID: Mapping[str, Mapping[str, Mapping[str, str]]] = {code: _FILE[code] for code in LANGUAGES}
SIMPLE: tuple[tuple[Any, str], ...] = (
    (Text, "text"), (Prose, "prose"), (Words, "words"), (Id, "id"), (Reference, "reference"),
    (Date, "date"), (Flag, "flag"), (Interval, "interval"), (Address, "address"), (Link, "link"),
    (LanguageTag, "language"), (NamesByLanguage, "names"), (PluralNames, "plural"),
    (Translator, "translator"), (Measured, "number"), (PeriodLabel, "period"),
    (PeriodRange, "span"), (str, "name"), (Change, "change"), (Exceptions, "exceptions"),
)  # fmt: skip
# Fields of which one is needed; a field is never alone in such a group.
ONE_OF: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "Source": (("title", "description"), ("url", "archive_url", "locator")),
    "Figure": (("value", "points"), ("points", "period", "as_of")),
    "Claim": (("claimed_by", "appears_in"),),
    "SheetSection": (("text", "facts"),),
}
# What is needed, with one exception or another that the format tells.
AS_A_RULE = frozenset({"Fact.sources"})
ORDER = (
    "sources", "entities", "facts", "dates", "figures", "quotes", "claims", "sheets", "tags",
    "units",
)  # fmt: skip
# The parts of records by the anchor they have, and the field they stand under.
ANCHORS: Mapping[str, str] = {
    "source": "sources", "correction": "corrections", "point": "points", "number": "value",
    "span": "period", "alternative": "alternatives", "part": "sections", "query": "facts",
}  # fmt: skip


def page(code: str) -> str:
    """Return the page in a language."""
    words = SAID[code]["words"]
    lines = [
        "---", f"title: {words['title']}", f'description: "{words["description"]}"', "order: 11",
        "---", "",
        f"# {words['title']} {{#all-fields}}", "", words["lead"], "", words["kept"],
    ]  # fmt: skip
    for section in ORDER:
        lines += _section(section, code)
    lines += ["", f"## {words['parts']} {{#parts}}", "", words["parts_lead"]]
    for anchor, field in ANCHORS.items():
        heading = SAID[code]["headings"][anchor]
        lines += ["", f"### {heading} {{#{anchor}}}", "", words["used"].format(field), ""]
        lines += _table(PARTS[field], field_names(PARTS[field]), code)
    return "\n".join(lines) + "\n"


def _section(section: str, code: str) -> Iterator[str]:
    words = SAID[code]["words"]
    is_common = section == "facts"
    model: type[Part] = Fact if is_common else SECTIONS[section]
    heading = words["facts"] if is_common else SAID[code]["headings"][section]
    anchor = "what-every-fact-has" if is_common else section
    lead = words["facts_lead"] if is_common else words["section"].format(section)
    common = field_names(Fact) if issubclass(model, Fact) and not is_common else ()
    names = [name for name in field_names(model) if name not in common]
    yield from ("", f"## {heading} {{#{anchor}}}", "", lead, "")
    yield from _table(model, names, code)


def _table(model: type[Part], names: "list[str] | tuple[str, ...]", code: str) -> Iterator[str]:
    yield SAID[code]["words"]["head"]
    yield "|---|---|---|---|---|"
    hints = get_type_hints(model, include_extras=True)
    for name, info in model.model_fields.items():
        field = info.alias or name
        if field in names:
            cells = (
                f"`{field}`",
                _takes(hints[name], model, field, code),
                _needed(model, field, code, is_required=info.is_required()),
                _meaning(model, field, language(code)),
                f"`{EXAMPLES[key_of(model, field)]}`",
            )
            yield f"| {' | '.join(cells)} |"


def key_of(model: type[Part], field: str) -> str:
    """Return the key of a field's example; what every fact has is told once."""
    owner = Fact if issubclass(model, Fact) and field in field_names(Fact) else model
    return f"{owner.__name__}.{field}"


def _takes(hint: Any, model: type[Part], field: str, code: str) -> str:
    """Say what a field takes, by its type."""
    words = SAID[code]["takes"]
    hint = next(iter(_present(hint)), hint)
    for simple, name in SIMPLE:
        if hint == simple:
            return words[name]
    if offered := choices(Figure if model is Fact else model, field):
        return words["choice"].format(" ".join(f"`{each}`" for each in offered))
    if isinstance(hint, type) and issubclass(hint, Part):
        anchor = next(each for each, name in ANCHORS.items() if PARTS[name] is hint)
        heading = SAID[code]["headings"][anchor]
        return words["part"].format(heading[:1].lower() + heading[1:], anchor)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is list:
        return words["list"].format(_takes(arguments[0], model, field, code))
    if origin is dict:
        key, value = (_takes(each, model, field, code) for each in arguments)
        return words["by"].format(value, key)
    if Query in _all_types(hint):
        return words["query"]
    message = f"there are no words for {hint}"
    raise LookupError(message)


def _present(hint: Any) -> list[Any]:
    """Return what a field that may be left out takes when it is not."""
    return [each for each in get_args(hint) if each is not type(None)] if _may_be_out(hint) else []


def _may_be_out(hint: Any) -> bool:
    return type(None) in get_args(hint) and get_origin(hint) is not Annotated


def _all_types(hint: Any) -> list[Any]:
    return [hint, *(each for part in get_args(hint) for each in _all_types(part))]


def _needed(model: type[Part], field: str, code: str, *, is_required: bool) -> str:
    words = SAID[code]["words"]
    if is_required:
        return words["yes"]
    if key_of(model, field) in AS_A_RULE:
        return words["rule"]
    groups = [group for group in ONE_OF.get(model.__name__, ()) if field in group]
    if not groups:
        return words["no"]
    others = {other: None for group in groups for other in group if other != field}
    return words["or"].format(words["join"].join(f"`{other}`" for other in others))


def _meaning(model: type[Part], field: str, spoken: Language) -> str:
    """Return what a field means; braces would be an attribute list to Markdown."""
    words = explanation(model, field, spoken)
    start, brace, rest = words.partition("{")
    return f"{start}`{brace}{rest.rstrip('.。')}`" if brace else words


if __name__ == "__main__":
    for each in LANGUAGES:
        (ROOT / "docs" / each / "fields.md").write_text(page(each), "utf-8")
