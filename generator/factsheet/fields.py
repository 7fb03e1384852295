"""The kinds of value a field can hold: how each is read from what a curator typed.

Enters: text, lists and dicts as `source` gives them. Leaves: typed values for `model`, or
`MalformedError` in a curator's words. Every kind brings its JSON Schema for editors.
"""

import re
from collections.abc import Callable
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, PlainValidator, RootModel, WithJsonSchema, model_validator

from factsheet.dates import Span, parse_date, parse_period
from factsheet.languages import is_language_tag
from factsheet.problems import MalformedError, did_you_mean
from factsheet.quantity import Quantity, parse_quantity

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
REFERENCE = re.compile(rf"{ID.pattern}(?:@\S+)?")
WIKIDATA = re.compile(r"[QPL][1-9]\d*")
INTERVAL = re.compile(r"[1-9]\d{0,3}[dwmy]")
EVERY_LANGUAGE = ""


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
        case str() if len(value) > 40:  # noqa: PLR2004 as much as a message can carry
            return f'the text "{value[:39]}…"'
        case _:
            return f'the text "{value}"'


def wrong_kind(expected: str, value: object, hint: str | None = None) -> MalformedError:
    """Make the error of a value of the wrong kind."""
    return MalformedError("wrong-kind", f"expected {expected}, found {kind_of(value)}", hint)


def _from_text(expected: str, parse: Callable[[str], object]) -> PlainValidator:
    def read(value: object) -> object:
        if not isinstance(value, str):
            raise wrong_kind(expected, value)
        return parse(value)

    return PlainValidator(read)


def _schema(pattern: str | None = None, **more: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **({"pattern": f"^{pattern}$"} if pattern else {}), **more})


def _words(value: str) -> str:
    if not value.strip():
        raise MalformedError("empty-text", "the text is empty", "write it, or leave the field out")
    return value.strip()


def parse_id(value: str) -> str:
    """Read an id: ASCII kebab-case. Raises `MalformedError` (rule `bad-id`) with a proposal."""
    if ID.fullmatch(value):
        return value
    proposal = "-".join(re.findall(r"[a-z0-9]+", value.casefold()))
    hint = f'write "{proposal}"' if proposal else "use lower-case letters a–z, digits and hyphens"
    raise MalformedError("bad-id", f'"{value}" is not an id', hint)


def _reference(value: str) -> str:
    return value if REFERENCE.fullmatch(value) else parse_id(value)


def parse_address(value: str) -> str:
    """Read an http(s) address. Raises `MalformedError` (rule `bad-address`)."""
    address = value.strip()
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 reading it is what refuses a bad port
    except ValueError:
        raise MalformedError("bad-address", f'"{value}" is not an address', "copy it from the browser") from None
    if parts.scheme.lower() not in ("http", "https"):
        message = f'"{value}" is not a web address'
        raise MalformedError("bad-address", message, 'an address starts with "https://" or "http://"')
    unsafe = any(character.isspace() or character in "<>\"'\\`" or not character.isprintable() for character in address)
    if not parts.hostname or unsafe:
        message = f'"{value}" has a character that no address may have' if unsafe else f'"{value}" names no host'
        raise MalformedError("bad-address", message, "copy it from the browser")
    return address


def _link(value: str) -> str:
    return f"https://www.wikidata.org/wiki/{value}" if WIKIDATA.fullmatch(value) else parse_address(value)


def _flag(value: str) -> bool:
    if value not in ("true", "false"):
        raise MalformedError("wrong-kind", f'expected true or false, found the text "{value}"')
    return value == "true"


def _language_tag(value: str) -> str:
    if value == EVERY_LANGUAGE or is_language_tag(value):
        return value
    hint = 'write its BCP 47 code, like "en", "zh" or "zh-Hant"'
    raise MalformedError("unknown-language", f'"{value}" is not a language', hint)


def _interval(value: str) -> str:
    if INTERVAL.fullmatch(value):
        return value
    raise MalformedError("bad-date", f'"{value}" is not a length of time', 'write it like "90d", "6m" or "1y"')


def choice(what: str, *names: str) -> PlainValidator:
    """Read one of a few words; a slip gets the nearest as a hint."""

    def pick(value: str) -> str:
        if value in names:
            return value
        hint = did_you_mean(value, names) or f"it can be {', '.join(names)}"
        raise MalformedError("unknown-value", f'"{value}" is not {what}', hint)

    return _from_text(what, pick)


Words = Annotated[str, _from_text("text", _words), _schema(minLength=1)]
Id = Annotated[str, _from_text("an id", parse_id), _schema(ID.pattern)]
Reference = Annotated[str, _from_text("the id of a record", _reference), _schema(REFERENCE.pattern)]
Address = Annotated[str, _from_text("an address", parse_address), _schema(format="uri")]
Link = Annotated[str, _from_text("an address", _link), _schema()]
Flag = Annotated[bool, _from_text("true or false", _flag), WithJsonSchema({"type": "boolean"})]
LanguageTag = Annotated[str, _from_text("a language", _language_tag), _schema()]
Interval = Annotated[str, _from_text("a length of time", _interval), _schema(INTERVAL.pattern)]
PluralCategory = Annotated[str, choice("a plural form", "zero", "one", "two", "few", "many", "other")]
PeriodLabel = Annotated[str, _from_text("a period", lambda value: parse_period(value).label), _schema()]
Date = Annotated[Span, _from_text("a date", parse_date), WithJsonSchema({"type": ["string", "integer"]})]


class Text(RootModel[dict[LanguageTag, Words]]):
    """Text for readers: `{en: …, zh: …}`, or plain text that is the same in every language."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _plain_text_is_for_all(cls, value: object) -> object:
        if isinstance(value, dict):
            return value or _refuse_empty("text")
        if isinstance(value, str):
            return {EVERY_LANGUAGE: value}
        raise wrong_kind("text, or a text for every language", value, "write it like {en: …, zh: …}")

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is there in; empty when it is the same in every language."""
        return tuple(code for code in self.root if code != EVERY_LANGUAGE)

    def get(self, code: str) -> str | None:
        """Return the text in one language, also when it is the same in all."""
        return self.root.get(code) or self.root.get(EVERY_LANGUAGE)

    def nearest(self, code: str) -> tuple[str, str]:
        """Return `(text, language)` in this language or, failing that, another one.

        The language is empty for text that is the same in every language.
        """
        if code in self.root:
            return self.root[code], code
        language, text = next(iter(self.root.items()))
        return text, language


class Prose(Text):
    """Text that may use inline Markdown: emphasis, links and `fact:` links."""


class NamesByLanguage(RootModel[dict[LanguageTag, list[Words]]]):
    """Several names in every language: `{en: [Nvidia, NVDA], zh-Hant: [輝達]}`."""

    model_config = ConfigDict(frozen=True)


class PluralNames(RootModel[dict[PluralCategory, Words]]):
    """A unit's name by CLDR plural category, or one name that serves for all."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _one_name_for_all(cls, value: object) -> object:
        names = {"other": value} if isinstance(value, str) else value
        if not isinstance(names, dict):
            raise wrong_kind("a name, or {one: …, other: …}", value)
        if "other" not in names:
            raise MalformedError("missing-field", 'the name for "other" is missing', "write {one: …, other: …}")
        return names


class Measured(Part):
    """A value as typed: `60.922 billion USD`, or `{amount: 60.922, unit: billion USD}`."""

    amount: Words
    unit: Words | None = None

    @model_validator(mode="before")
    @classmethod
    def _text_is_the_amount(cls, value: object) -> object:
        return {"amount": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _must_be_a_number(self) -> Self:
        self.quantity()
        return self

    def quantity(self, default_unit: str = "") -> Quantity:
        """Return the exact number; `default_unit` is the unit of the series around it."""
        return parse_quantity(self.amount, default_unit=self.unit or default_unit)


def _refuse_empty(what: str) -> object:
    raise MalformedError("empty-text", f"the {what} is empty", "write it, or leave the field out")
