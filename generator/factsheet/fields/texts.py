"""Values with a text for every language, and numbers with their unit."""

from typing import Annotated, Self

from pydantic import ConfigDict, Field, RootModel, model_validator

from factsheet.fields.parts import Part, Schema, from_text, or_text, refuse_kind, schema
from factsheet.fields.words import LanguageTag, Words, choice
from factsheet.languages import available, is_language_tag
from factsheet.problems import MalformedError, quoted
from factsheet.quantity import Quantity, parse_quantity

EVERY_LANGUAGE = ""
BY_LANGUAGE = "write it like {en: …, zh: …}"


def _language(value: str) -> str:
    if value == EVERY_LANGUAGE or is_language_tag(value):
        return value
    hint = 'write its BCP 47 code, like "en", "zh" or "zh-Hant"'
    raise MalformedError("unknown-language", f"{quoted(value)} is not a language", hint)


_AnyLanguage = Annotated[str, from_text("a language", _language), schema()]
_PluralCategory = Annotated[
    str, *choice("a plural form", "zero", "one", "two", "few", "many", "other")
]


def is_close(tag: str, other: str) -> bool:
    """Whether two tags name one language, in whatever script or region: `zh-Hant` and `zh`."""
    return tag.split("-", maxsplit=1)[0] == other.split("-", maxsplit=1)[0]


def _offer_languages(described: Schema) -> None:
    """Have editors offer the languages there are; others are allowed."""
    described["properties"] = dict.fromkeys(available(), described["additionalProperties"])
    described["minProperties"] = 1


def _text_or_languages(described: Schema) -> None:
    _offer_languages(described)
    or_text(described)


class Text(RootModel[dict[_AnyLanguage, Words]]):
    """Text for readers: `{en: …, zh: …}`, or plain text that is the same in every language."""

    model_config = ConfigDict(frozen=True, json_schema_extra=_text_or_languages)

    @model_validator(mode="before")
    @classmethod
    def _plain_text_is_for_all(cls, value: object) -> object:
        if isinstance(value, str):
            return {EVERY_LANGUAGE: value}
        if not isinstance(value, dict):
            refuse_kind("text, or a text for every language", value, BY_LANGUAGE)
        if not value or EVERY_LANGUAGE in value:
            message = "a text does not say its language" if value else "the text is empty"
            raise MalformedError("empty-text", message, BY_LANGUAGE)
        return value

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is there in; empty when it is the same in every language."""
        return () if EVERY_LANGUAGE in self.root else tuple(self.root)

    def get(self, code: str) -> str | None:
        """Return the text in one language, a close one, or when it is the same in all."""
        if code in self.root:
            return self.root[code]
        text, language = self.nearest(code)
        return text if language == EVERY_LANGUAGE or is_close(language, code) else None

    def nearest(self, code: str) -> tuple[str, str]:
        """Return `(text, language)` in this language or, failing that, another one.

        The language is empty for text that is the same in every language.
        """
        if code in self.root:
            return self.root[code], code
        close = (language for language in self.root if is_close(language, code))
        language = next(close, next(iter(self.root)))
        return self.root[language], language


class Prose(Text):
    """Text that may use inline Markdown: emphasis, links and `fact:` links."""


class NamesByLanguage(RootModel[dict[LanguageTag, list[Words]]]):
    """Several names in every language: `{en: [Nvidia, NVDA], zh-Hant: [輝達]}`."""

    model_config = ConfigDict(frozen=True, json_schema_extra=_offer_languages)


class PluralNames(RootModel[dict[_PluralCategory, Words]]):
    """A unit's name by CLDR plural category, or one name that serves for all."""

    model_config = ConfigDict(frozen=True, json_schema_extra=or_text)

    @model_validator(mode="before")
    @classmethod
    def _one_name_for_all(cls, value: object) -> object:
        names = {"other": value} if isinstance(value, str) else value
        if not isinstance(names, dict):
            refuse_kind("a name, or {one: …, other: …}", value)
        if "other" not in names:
            message, hint = 'the name for "other" is missing', "write {one: …, other: …}"
            raise MalformedError("missing-field", message, hint)
        return names


class Measured(Part):
    """A value as typed: `60.922 billion USD`, or `{amount: 60.922, unit: billion USD}`."""

    model_config = ConfigDict(json_schema_extra=or_text)

    amount: Words = Field(description="The number.")
    unit: Words | None = Field(None, description="What it counts, with its scale: billion USD.")

    @model_validator(mode="before")
    @classmethod
    def _text_is_the_amount(cls, value: object) -> object:
        return {"amount": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _must_be_a_number(self) -> Self:
        quantity = parse_quantity(self.amount)
        if quantity.unit and self.unit:
            message = f"the number has two units, {quoted(quantity.unit)} and {quoted(self.unit)}"
            raise MalformedError("bad-number", message, "keep one of them")
        return self

    def quantity(self, default_unit: str = "") -> Quantity:
        """Return the exact number; `default_unit` is the unit of the series around it."""
        return parse_quantity(self.amount, default_unit=self.unit or default_unit)
