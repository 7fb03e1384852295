"""The fact file format as a JSON Schema, by which editors complete, check and explain.

Enters: a language. Leaves: the schema, made from the records' models, each field explained in
that language. It refuses nothing that `reader` takes, but for a field that is named and left
empty; what only reading can tell (a month 13, an unknown unit) it lets through.
"""

from collections.abc import Iterator, Mapping

from factsheet.fields import ID, LONGEST_ID, RESERVED_IDS, Part, Schema
from factsheet.languages import Language
from factsheet.model import PARTS, SECTIONS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
REFERENCE = "#/$defs/"
# What pydantic adds for programmers.
NOT_FOR_CURATORS = ("title", "default")
NOTHING = {"type": "null"}
# Keywords whose values are schemas by name, one schema, or several.
BY_NAME = ("properties", "patternProperties")
ONE = ("items", "additionalProperties", "propertyNames")
SEVERAL = ("anyOf", "oneOf", "allOf")
MODELS: Mapping[str, type[Part]] = {
    model.__name__: model for model in (*SECTIONS.values(), *PARTS.values())
}


def fact_schema(language: Language) -> Schema:
    """Return the JSON Schema of a fact file, explained in a language.

    What has no explanation in it has the English one of the models.
    """
    definitions = _definitions()
    for name, described in definitions.items():
        _explain(described, name, language)
        for field, key in _fields(name, described):
            _explain(_properties(described)[field], key, language)
    return {
        "$schema": DIALECT,
        "title": "factsheet",
        "type": "object",
        "properties": {name: _section(model, definitions) for name, model in SECTIONS.items()},
        "additionalProperties": False,
        "$defs": definitions,
    }


def explained() -> Mapping[str, str]:
    """Return every key under which a language explains a record or field, with the English.

    A field that several records have from one model is explained once, under that: `Fact.note`.
    """
    found = {}
    for name, described in _definitions().items():
        found[name] = str(described.get("description", ""))
        for field, key in _fields(name, described):
            found[key] = str(_properties(described)[field].get("description", ""))
    return found


def explanation(model: type[Part], field: str, language: Language) -> str:
    """Return what a field of a record is, in a language."""
    key = f"{_owner(model, field)}.{field}"
    return language.fields.get(key, explained()[key])


def choices(model: type[Part], field: str) -> tuple[str, ...]:
    """Return the words that a field of a record takes; none where it takes any."""
    described = _properties(_definitions()[model.__name__])[field]
    listed = [
        each for form in (described, *described.get("anyOf", ())) for each in form.get("enum", ())
    ]
    # YAML's own truth values stand among them for editors alone.
    return tuple(each for each in listed if isinstance(each, str))


def _explain(described: Schema, key: str, language: Language) -> None:
    described["description"] = language.fields.get(key, described.get("description", ""))


def _fields(name: str, described: Schema) -> Iterator[tuple[str, str]]:
    """Return the fields of a record or part, each with the key it is explained under."""
    if name in MODELS:
        for field in _properties(described):
            yield field, f"{_owner(MODELS[name], field)}.{field}"


def _owner(model: type[Part], field: str) -> str:
    """Return the model that a field was written down in first."""
    owners = [
        each.__name__
        for each in model.__mro__
        if issubclass(each, Part)
        and field in {info.alias or name for name, info in each.model_fields.items()}
    ]
    return owners[-1]


def _section(model: type[Part], definitions: Mapping[str, Schema]) -> Schema:
    name = model.__name__
    return {
        "description": definitions[name]["description"],
        "type": "object",
        "propertyNames": {
            "pattern": f"^{ID.pattern}$",
            "maxLength": LONGEST_ID,
            "not": {"enum": sorted(RESERVED_IDS)},
        },
        "additionalProperties": {"$ref": REFERENCE + name},
    }


def _definitions() -> dict[str, Schema]:
    """Return what every record and part is, by the name of its model."""
    found: dict[str, Schema] = {}
    for model in SECTIONS.values():
        whole = model.model_json_schema(by_alias=True, ref_template=REFERENCE + "{model}")
        found |= whole.pop("$defs", {})
        found[model.__name__] = whole
    return {name: _plain(found[name]) for name in sorted(found)}


def _properties(described: Schema) -> dict[str, Schema]:
    """Return the fields of a part, also of one that may be written as plain text."""
    forms: list[Schema] = [described, *described.get("anyOf", ())]
    return next((form["properties"] for form in forms if "properties" in form), {})


def _plain(described: Schema) -> Schema:
    """Return a schema without what is for programmers; what may be left out is not "nothing"."""
    plain: Schema = {}
    for keyword, value in described.items():
        if keyword in NOT_FOR_CURATORS:
            continue
        if keyword in BY_NAME:
            plain[keyword] = {name: _plain(each) for name, each in value.items()}
        elif keyword in ONE and isinstance(value, dict):
            plain[keyword] = _plain(value)
        elif keyword in SEVERAL:
            plain[keyword] = [_plain(each) for each in value if each != NOTHING]
        else:
            plain[keyword] = value
    if "patternProperties" in plain:
        plain["additionalProperties"] = False
    forms = plain.get("anyOf", ())
    if len(forms) == 1:
        del plain["anyOf"]
        plain = {**forms[0], **plain}
    return plain
