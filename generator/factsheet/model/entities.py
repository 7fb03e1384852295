"""Who and what facts are about, and the words facts are sorted and counted by."""

from typing import Self

from pydantic import ConfigDict, Field, model_validator

from factsheet.dates import Span
from factsheet.fields import (
    Date,
    Exceptions,
    Id,
    LanguageTag,
    Link,
    NamesByLanguage,
    Part,
    PluralNames,
    Prose,
    Text,
    Words,
    or_one,
)
from factsheet.model.vocabulary import EntityKind
from factsheet.problems import MalformedError, quoted


class Entity(Part):
    """A person, organization, thing, place or idea that facts are about."""

    model_config = ConfigDict(json_schema_extra=or_one("part_of"))

    kind: EntityKind = Field(description="What sort of thing it is.")
    name: Text = Field(description="Its usual name.")
    aliases: NamesByLanguage | None = Field(None, description="Other names, tickers, scripts.")
    role: Text | None = Field(None, description="What it is or does, in a few words.")
    existed: Date | None = Field(None, description="From its beginning to its end: 1993/..")
    in_role: Date | None = Field(None, description="From when to when it had its role.")
    summary: Prose | None = Field(None, description="One or two sentences.")
    links: dict[Words, Link] = Field(
        default_factory=dict, description="website, wikidata, wikipedia, …"
    )
    part_of: list[Id] = Field(default_factory=list, description="What it belongs to.")
    related: list[Id] = Field(default_factory=list, description="Other entities worth a look.")
    formerly: list[Id] = Field(default_factory=list, description="Ids it had before.")
    allow: Exceptions = Field(
        default_factory=dict, description="Rules it may break, each with the reason."
    )

    @model_validator(mode="before")
    @classmethod
    def _one_whole_is_a_list(cls, data: object) -> object:
        if isinstance(data, dict) and isinstance(data.get("part_of"), str):
            return {**data, "part_of": [data["part_of"]]}
        return data

    @model_validator(mode="after")
    def _must_be_from_then_to_then(self) -> Self:
        for name in ("existed", "in_role"):
            span: Span | None = getattr(self, name)
            if span is not None and span.is_moment:
                hint = f'write it like "{span.edtf}/.." or "{span.edtf}/{span.year + 1}"'
                message = f'"{name}" has a beginning and an end: {quoted(span.edtf)} is one date'
                raise MalformedError("bad-date", message, hint)
        return self


class Label(Part):
    """A tag."""

    name: Text = Field(description="Its name.")
    allow: Exceptions = Field(
        default_factory=dict, description="Rules it may break, each with the reason."
    )


class OwnUnit(Part):
    """A unit that is neither a currency nor in CLDR."""

    name: dict[LanguageTag, PluralNames] = Field(
        description="Names by language: {en: {one: …, other: …}, zh: …}.", min_length=1
    )
    allow: Exceptions = Field(
        default_factory=dict, description="Rules it may break, each with the reason."
    )
