"""Where facts come from."""

from typing import Self

from pydantic import ConfigDict, Field, model_validator

from factsheet.fields import (
    Address,
    Date,
    Exceptions,
    Flag,
    Id,
    LanguageTag,
    Part,
    Text,
    Words,
    all_of,
    one_of,
    or_one,
)
from factsheet.model.vocabulary import Access, SourceKind, Tier
from factsheet.problems import MalformedError


class Source(Part):
    """Where facts come from: a page, a document, a broadcast."""

    model_config = ConfigDict(
        json_schema_extra=all_of(
            or_one("author"),
            one_of(("title", "description"), ("url", "archive_url", "locator")),
        )
    )

    title: Text | None = Field(None, description="What the source calls itself.")
    description: Text | None = Field(None, description="What it is, when it has no title.")
    publisher: Text | None = Field(None, description="Who published it: an entity id, or text.")
    author: list[Text] = Field(
        default_factory=list, description="Who wrote it: text, or entity ids."
    )
    url: Address | None = Field(None, description="Its address.")
    archive_url: Address | None = Field(None, description="An archived copy.")
    locator: Words | None = Field(None, description="ISBN, DOI or page, when it has no address.")
    published: Date | None = Field(None, description="When, as precisely as known.")
    accessed: Date | None = Field(None, description="When it was read.")
    language: LanguageTag | None = Field(None, description="Its own language: en, zh, zh-Hant.")
    kind: SourceKind = Field("other", description="What sort of source it is.")
    tier: Tier | None = Field(None, description="How near it is to what it tells.")
    same_report_as: Id | None = Field(None, description="The source it reprints or rewrites.")
    access: Access | None = Field(None, description="Who can read it.")
    link: Flag = Field(default=True, description="false: cite it, but publish no link.")
    formerly: list[Id] = Field(default_factory=list, description="Ids it had before.")
    allow: Exceptions = Field(
        default_factory=dict, description="Rules it may break, each with the reason."
    )

    @model_validator(mode="before")
    @classmethod
    def _one_author_is_a_list(cls, data: object) -> object:
        if isinstance(data, dict) and isinstance(data.get("author"), str | dict):
            return {**data, "author": [data["author"]]}
        return data

    @model_validator(mode="after")
    def _must_be_findable(self) -> Self:
        if self.title is None and self.description is None:
            hint = 'a source without a title of its own takes a "description" instead'
            raise MalformedError("missing-field", 'the field "title" is missing', hint)
        if not (self.url or self.archive_url or self.locator):
            message = "nobody can find the source: it has neither an address nor a locator"
            hint = 'write its "url", or a "locator" such as an ISBN, a DOI or a page'
            raise MalformedError("missing-field", message, hint)
        return self
