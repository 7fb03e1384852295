"""What all fields and records build on: fixed fields, and errors in a curator's words."""

from collections.abc import Callable
from typing import NoReturn

from pydantic import BaseModel, ConfigDict, PlainValidator, WithJsonSchema

from factsheet.problems import MalformedError, quoted


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
    limits = {"pattern": f"^{pattern}$"} if pattern else {}
    return WithJsonSchema({"type": "string", **limits, **more})
