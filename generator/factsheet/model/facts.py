"""What every fact has, and the simplest fact: something happened."""

from pydantic import ConfigDict, Field, model_validator

from factsheet.fields import (
    Date,
    Exceptions,
    Id,
    Interval,
    Part,
    Prose,
    Reference,
    Text,
    Words,
    or_text,
)
from factsheet.model.vocabulary import Status


class SourceReference(Part):
    """A source, with the place in it and its own words."""

    model_config = ConfigDict(json_schema_extra=or_text)

    id: Id = Field(description="The source.")
    at: Words | None = Field(None, description="Page, table or paragraph.")
    excerpt: Words | None = Field(None, description="Its own words.")

    @model_validator(mode="before")
    @classmethod
    def _text_is_the_id(cls, value: object) -> object:
        return {"id": value} if isinstance(value, str) else value


class Correction(Part):
    """What was wrong here before."""

    on: Date = Field(description="When it was corrected.")
    was: Text = Field(description="What stood here.")
    now: Text = Field(description="What stands here now.")
    why: Prose | None = Field(None, description="The reason.")


class Fact(Part):
    """What every fact has."""

    sources: list[SourceReference] = Field(default_factory=list, description="What it rests on.")
    about: list[Id] = Field(default_factory=list, description="Entities it is about.")
    tags: list[Id] = Field(default_factory=list, description="Tags.")
    status: Status = Field("confirmed", description="How it stands.")
    superseded_by: Reference | None = Field(None, description="The fact that took its place.")
    note: Prose | None = Field(None, description="What a reader should know besides.")
    added: Date | None = Field(None, description="When it was added.")
    checked: Date | None = Field(None, description="When it was last checked.")
    recheck: Interval | None = Field(None, description="After how long it is due, like 90d or 1y.")
    corrections: list[Correction] = Field(default_factory=list, description="What was corrected.")
    formerly: list[Id] = Field(default_factory=list, description="Ids it had before.")
    allow: Exceptions = Field(
        default_factory=dict, description="Rules it may break, each with the reason."
    )


class Event(Fact):
    """Something that happened."""

    date: Date = Field(description="When, as precisely as known.")
    title: Text = Field(description="What, in a line.")
    text: Prose | None = Field(None, description="More about it.")
    place: Text | None = Field(None, description="Where: an entity id, or text.")
