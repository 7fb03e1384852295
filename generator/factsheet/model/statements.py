"""What people say: their words, and what they assert."""

from typing import Self

from pydantic import ConfigDict, Field, model_validator

from factsheet.fields import (
    Date,
    Flag,
    Id,
    LanguageTag,
    Prose,
    Reference,
    Text,
    Translator,
    Words,
    one_of,
)
from factsheet.languages import is_language_tag
from factsheet.model.facts import Fact
from factsheet.model.vocabulary import Verdict
from factsheet.problems import MalformedError


class Quote(Fact):
    """Somebody's words."""

    speaker: Id = Field(description="Who said it.")
    text: Text = Field(description="The words, in the original and translated.")
    original: LanguageTag = Field(description="The language they were said or written in.")
    translation_by: dict[LanguageTag, Translator] = Field(
        default_factory=dict, description='"ours" or a source id, by language.'
    )
    said: Date | None = Field(None, description="When.")
    occasion: Text | None = Field(None, description="On what occasion.")
    place: Text | None = Field(None, description="Where: an entity id, or text.")
    verbatim: Flag = Field(default=True, description="false: a paraphrase.")

    @model_validator(mode="before")
    @classmethod
    def _plain_words_are_the_original(cls, data: object) -> object:
        return _in_original(data, "text")

    @model_validator(mode="after")
    def _must_have_the_original(self) -> Self:
        _refuse_missing_original(self.text, self.original, "text")
        return self


class Claim(Fact):
    """What somebody asserts, held against the facts."""

    model_config = ConfigDict(json_schema_extra=one_of(("claimed_by", "appears_in")))

    statement: Text = Field(description="In the claimant's words, or a faithful short form.")
    original: LanguageTag | None = Field(None, description="The language it was made in.")
    claimed_by: Id | None = Field(None, description="Who claims it.")
    appears_in: Id | None = Field(None, description="The source it stands in.")
    at: Words | None = Field(None, description="Where in that source.")
    verdict: Verdict = Field(description="How it holds against the facts.")
    finding: Prose | None = Field(None, description="Why.")
    evidence: list[Reference] = Field(
        default_factory=list, description="Facts it is held against; points allowed."
    )
    reviewed: Date | None = Field(None, description="When it was held against the facts.")

    @model_validator(mode="before")
    @classmethod
    def _plain_words_are_the_original(cls, data: object) -> object:
        return _in_original(data, "statement")

    @model_validator(mode="after")
    def _must_come_from_somewhere(self) -> Self:
        if self.claimed_by is None and self.appears_in is None:
            message = "the claim does not say whose it is"
            hint = 'say who claims it ("claimed_by") or where it stands ("appears_in")'
            raise MalformedError("missing-field", message, hint)
        if self.original is not None:
            _refuse_missing_original(self.statement, self.original, "statement")
        return self


def _in_original(data: object, field: str) -> object:
    """Read words without a language as words in `original`; nobody has translated them yet."""
    if not isinstance(data, dict) or not isinstance(data.get(field), str):
        return data
    original = data.get("original")
    is_known = isinstance(original, str) and is_language_tag(original)
    return {**data, field: {original: data[field]}} if is_known else data


def _refuse_missing_original(text: Text, original: str, field: str) -> None:
    if text.get(original) is None:
        message = f'"{field}" has no words in "{original}", its original language'
        hint = f'add "{original}: …" to "{field}", or mend "original"'
        raise MalformedError("missing-language", message, hint)
