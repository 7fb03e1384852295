"""Fact sheets: one page on one subject, put together from facts."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import ConfigDict, Discriminator, Field, Tag, model_validator

from factsheet.fields import Date, Exceptions, Id, Part, Prose, Reference, Schema, Text, one_of
from factsheet.model.vocabulary import FactKind
from factsheet.problems import MalformedError

# A query may name a kind of fact as the section does that holds it.
KIND_OF_PLURAL: Mapping[str, str] = {
    "dates": "date",
    "figures": "figure",
    "quotes": "quote",
    "claims": "claim",
}


def _section_names_too(described: Schema) -> None:
    """Describe to editors that a kind may be named as its section."""
    kind = described["properties"]["kind"]
    kind["anyOf"][0] = {"enum": [*KIND_OF_PLURAL.values(), *KIND_OF_PLURAL]}
    described["minProperties"] = 1


class Query(Part):
    """Which facts a section shows, by what they are."""

    model_config = ConfigDict(json_schema_extra=_section_names_too)

    kind: FactKind | None = Field(None, description="What kind of fact.")
    about: Id | None = Field(None, description="The entity they are about.")
    of: Id | None = Field(None, description="The entity that figures belong to.")
    tag: Id | None = Field(None, description="A tag they have.")
    start: Date | None = Field(None, alias="from", description="Not before this day.")
    end: Date | None = Field(None, alias="to", description="Not after this day.")
    appears_in: Id | None = Field(None, description="The source that claims stand in.")

    @model_validator(mode="before")
    @classmethod
    def _section_names_are_kinds(cls, data: object) -> object:
        if not data:
            hint = "name at least one of kind, about, of, tag, from, to, appears_in"
            raise MalformedError("missing-field", "the query is empty", hint)
        if isinstance(data, dict) and isinstance(data.get("kind"), str):
            return {**data, "kind": KIND_OF_PLURAL.get(data["kind"], data["kind"])}
        return data


def _list_or_query(value: object) -> str:
    return "<list>" if isinstance(value, list) else "<query>"


Selection = Annotated[
    Annotated[list[Reference], Tag("<list>")] | Annotated[Query, Tag("<query>")],
    Discriminator(_list_or_query),
]


class SheetSection(Part):
    """A part of a fact sheet."""

    model_config = ConfigDict(json_schema_extra=one_of(("text", "facts")))

    title: Text = Field(description="Its heading.")
    text: Prose | None = Field(None, description="A paragraph before the facts.")
    facts: Selection | None = Field(None, description="A list of ids, or a query.")

    @model_validator(mode="after")
    def _must_hold_something(self) -> Self:
        if self.text is None and self.facts is None:
            hint = 'give it "facts", "text" or both'
            raise MalformedError("missing-field", "the section holds nothing", hint)
        return self


class Sheet(Part):
    """A fact sheet: one page on one subject."""

    title: Text = Field(description="Its title.")
    summary: Prose | None = Field(None, description="What a reader should know first.")
    about: list[Id] = Field(default_factory=list, description="Entities it is about.")
    examines: Id | None = Field(None, description="The source the sheet takes apart.")
    sections: list[SheetSection] = Field(description="Its parts.", min_length=1)
    formerly: list[Id] = Field(default_factory=list, description="Ids it had before.")
    allow: Exceptions = Field(
        default_factory=dict, description="Rules it may break, each with the reason."
    )
