"""What all fields and records build on: fixed fields, and errors in a curator's words."""

from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from pydantic import BaseModel, ConfigDict, PlainValidator, WithJsonSchema

from factsheet.problems import MalformedError, quoted

# What is text to a curator may be a number or a truth value to an editor: `2024`, `false`.
TYPED_TEXT = ("string", "number", "boolean")
Schema = dict[str, Any]


class Part(BaseModel):
    """What every record and part of a record shares: fixed fields, never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def kind_of(value: object) -> str:
    """Say what a value is in a curator's words."""
    match value:
        case None:
            return "nothing"
        case list():
            return "a list"
        case dict():
            return "a mapping"
        case _:
            return f"the text {quoted(str(value))}"


def refuse_kind(expected: str, value: object, hint: str | None = None) -> NoReturn:
    """Refuse a value of the wrong kind."""
    message = f"expected {expected}, found {kind_of(value)}"
    raise MalformedError("wrong-kind", message, hint)


def from_text(expected: str, parse: Callable[[str], object]) -> PlainValidator:
    """Read a value from text with `parse`; anything but text is refused."""

    def read(value: object) -> object:
        if not isinstance(value, str):
            refuse_kind(expected, value)
        return parse(value)

    return PlainValidator(read)


def schema(pattern: str | None = None, **more: str | int) -> WithJsonSchema:
    """Describe a text to editors."""
    limits = {"pattern": f"^(?:{pattern})$"} if pattern else {}
    return WithJsonSchema({"type": [*TYPED_TEXT], **limits, **more})


def or_text(described: Schema) -> None:
    """Describe to editors a part that may be written as plain text, too."""
    whole = {key: described.pop(key) for key in [*described] if key not in ("title", "description")}
    described["anyOf"] = [{"type": [*TYPED_TEXT], "minLength": 1}, whole]


def one_of(*fields: Sequence[str]) -> Callable[[Schema], None]:
    """Describe to editors that of each group of fields at least one must be there."""

    def describe(described: Schema) -> None:
        described["allOf"] = [
            {"anyOf": [{"required": [name]} for name in group]} for group in fields
        ]

    return describe


def or_one(*fields: str) -> Callable[[Schema], None]:
    """Describe to editors that a list of one may be written as that one."""

    def describe(described: Schema) -> None:
        for name in fields:
            listed = described["properties"][name]
            described["properties"][name] = {
                "anyOf": [listed["items"], {"type": "array", "items": listed["items"]}],
                **{key: value for key, value in listed.items() if key not in ("type", "items")},
            }

    return describe


def all_of(*described: Callable[[Schema], None]) -> Callable[[Schema], None]:
    """Describe several things to editors."""

    def describe(schema_of_part: Schema) -> None:
        for each in described:
            each(schema_of_part)

    return describe
