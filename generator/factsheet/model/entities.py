"""Who and what facts are about, and the words facts are sorted and counted by."""

from pydantic import ConfigDict, Field, model_validator

from factsheet.fields import (
    Exceptions,
    Id,
    LanguageTag,
    Link,
    NamesByLanguage,
    Part,
    PluralNames,
    Prose,
    Text,
    or_one,
)
from factsheet.model.vocabulary import EntityKind


class Entity(Part):
    """A person, organization, thing, place or idea that facts are about."""

    model_config = ConfigDict(json_schema_extra=or_one("part_of"))

    kind: EntityKind = Field(description="What sort of thing it is.")
    name: Text = Field(description="Its usual name.")
    aliases: NamesByLanguage | None = Field(None, description="Other names, tickers, scripts.")
    role: Text | None = Field(None, description="What it is or does, in a few words.")
    summary: Prose | None = Field(None, description="One or two sentences.")
    links: dict[str, Link] = Field(
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
