"""The records of a fact base: what every section may hold.

Enters: plain data of one record. Leaves: a frozen, typed record, or pydantic's errors, which
`reader` words and places. The fields and their descriptions are the format's one schema.
Knows no files, no other records and no languages.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Self

from pydantic import Discriminator, Field, Tag, model_validator

from factsheet.dates import Period, Span, parse_period
from factsheet.fields import (
    Address,
    Date,
    Flag,
    Id,
    Interval,
    LanguageTag,
    Link,
    Measured,
    NamesByLanguage,
    Part,
    PeriodLabel,
    PluralNames,
    Prose,
    Reference,
    Text,
    Words,
    choice,
    wrong_kind,
)
from factsheet.problems import MalformedError
from factsheet.quantity import Quantity, parse_quantity

SOURCE_KINDS = (
    "press-release", "filing", "official", "transcript", "news", "opinion", "report",
    "dataset", "law", "book", "video", "social", "other",
)  # fmt: skip
ENTITY_KINDS = (
    "person", "organization", "product", "place", "event", "agreement", "law", "document",
    "policy", "term", "work",
)  # fmt: skip
VERDICTS = (
    "confirmed", "confirmed-with-correction", "misleading", "disputed", "false",
    "unverifiable", "opinion",
)  # fmt: skip
STATUSES = ("confirmed", "reported", "disputed", "superseded", "retracted")
TIERS = ("primary", "secondary", "mirror")
ACCESSES = ("open", "paywall", "registration")
FACT_KINDS = ("date", "figure", "quote", "claim")
VERDICTS_WITHOUT_EVIDENCE = frozenset({"unverifiable", "opinion"})
STATUSES_WITH_REASON = frozenset({"disputed", "superseded", "retracted"})

SourceKind = Annotated[str, choice("a kind of source", *SOURCE_KINDS)]
EntityKind = Annotated[str, choice("a kind of entity", *ENTITY_KINDS)]
Verdict = Annotated[str, choice("a verdict", *VERDICTS)]
Status = Annotated[str, choice("a status", *STATUSES)]
Tier = Annotated[str, choice("a tier", *TIERS)]
Access = Annotated[str, choice("a kind of access", *ACCESSES)]


class Source(Part):
    """Where facts come from: a page, a document, a broadcast."""

    title: Text | None = Field(None, description="What the source calls itself.")
    description: Text | None = Field(None, description="What it is, when its own title is not known.")
    publisher: Text | None = Field(None, description="An entity id, or text.")
    author: list[Text] = Field(default=[], description="Text or entity ids.")
    url: Address | None = Field(None, description="Its address.")
    archive_url: Address | None = Field(None, description="An archived copy.")
    locator: Words | None = Field(None, description="ISBN, DOI or page, when it has no address.")
    published: Date | None = Field(None, description="As precise as known.")
    accessed: Date | None = Field(None, description="When it was read.")
    language: LanguageTag | None = Field(None, description="BCP 47 tag of the source itself.")
    kind: SourceKind = Field("other", description="What sort of source it is.")
    tier: Tier | None = Field(None, description="How near it is to what it tells.")
    same_report_as: Id | None = Field(None, description="The source it reprints or rewrites.")
    access: Access | None = Field(None, description="Who can read it.")
    link: Flag = Field(default=True, description="false: cite it, but publish no link.")
    formerly: list[Id] = Field(default=[], description="Ids it had before.")

    @model_validator(mode="before")
    @classmethod
    def _one_author_is_a_list(cls, data: object) -> object:
        if isinstance(data, dict) and isinstance(data.get("author"), str):
            return {**data, "author": [data["author"]]}
        return data

    @model_validator(mode="after")
    def _must_be_findable(self) -> Self:
        if self.title is None and self.description is None:
            hint = 'a source without a title of its own takes a "description" instead'
            raise MalformedError("missing-field", 'the field "title" is missing', hint)
        if not (self.url or self.archive_url or self.locator):
            hint = 'write its "url", or a "locator" such as an ISBN, a DOI or a page'
            raise MalformedError("missing-field", "the source cannot be found: it has no address", hint)
        return self


class Entity(Part):
    """A person, organization, thing, place or idea that facts are about."""

    kind: EntityKind = Field(description="What sort of thing it is.")
    name: Text = Field(description="Its usual name.")
    aliases: NamesByLanguage | None = Field(None, description="Other names, tickers, other scripts.")
    role: Text | None = Field(None, description="What it is or does, in a few words.")
    summary: Prose | None = Field(None, description="One or two sentences.")
    links: dict[str, Link] = Field(default={}, description="website, wikidata, wikipedia, …")
    part_of: list[Id] = Field(default=[], description="What it belongs to.")
    related: list[Id] = Field(default=[], description="Other entities worth a look.")
    formerly: list[Id] = Field(default=[], description="Ids it had before.")

    @model_validator(mode="before")
    @classmethod
    def _one_whole_is_a_list(cls, data: object) -> object:
        if isinstance(data, dict) and isinstance(data.get("part_of"), str):
            return {**data, "part_of": [data["part_of"]]}
        return data


class Label(Part):
    """A tag."""

    name: Text = Field(description="Its name.")


class OwnUnit(Part):
    """A unit that is neither a currency nor in CLDR."""

    name: dict[LanguageTag, PluralNames] = Field(description="Names by language: {en: {one: …, other: …}, zh: …}.")


class SourceReference(Part):
    """A source, with the place in it and its own words."""

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

    sources: list[SourceReference] = Field(default=[], description="What it rests on.")
    about: list[Id] = Field(default=[], description="Entities it is about.")
    tags: list[Id] = Field(default=[], description="Tags.")
    status: Status = Field("confirmed", description="How it stands.")
    superseded_by: Reference | None = Field(None, description="The fact that took its place.")
    note: Prose | None = Field(None, description="What a reader should know besides.")
    added: Date | None = Field(None, description="When it was added.")
    checked: Date | None = Field(None, description="When it was last checked.")
    recheck: Interval | None = Field(None, description="After how long it is due, like 90d or 1y.")
    corrections: list[Correction] = Field(default=[], description="What was corrected.")
    formerly: list[Id] = Field(default=[], description="Ids it had before.")


class Event(Fact):
    """Something that happened."""

    date: Date = Field(description="When, as precisely as known.")
    title: Text = Field(description="What, in a line.")
    text: Prose | None = Field(None, description="More about it.")
    place: Text | None = Field(None, description="An entity id, or text.")


class Change(Part):
    """A change as the source states it: `+126% from FY2023`."""

    amount: Words
    since: Words

    @model_validator(mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            raise wrong_kind('a change like "+126% from FY2023"', value)
        amount, word, since = value.partition(" from ")
        if not word:
            raise MalformedError("bad-number", f'"{value}" does not say from when', 'write it like "+126% from FY2023"')
        return {"amount": amount, "since": since}

    @model_validator(mode="after")
    def _must_be_readable(self) -> Self:
        parse_quantity(self.amount)
        parse_period(self.since)
        return self

    @property
    def quantity(self) -> Quantity:
        """By how much."""
        return parse_quantity(self.amount)

    @property
    def period(self) -> Period:
        """Since when."""
        return parse_period(self.since)


class PeriodRange(Part):
    """A period by its label, with its days where the label alone does not say them."""

    label: Words
    start: Date | None = Field(None, alias="from")
    end: Date | None = Field(None, alias="to")

    @model_validator(mode="before")
    @classmethod
    def _text_is_the_label(cls, value: object) -> object:
        return {"label": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _must_have_a_time(self) -> Self:
        if (self.start is None) != (self.end is None):
            raise MalformedError("missing-field", 'a period needs both "from" and "to"', "write the other end, or only a label")
        if self.start and self.end and self.end.last_day < self.start.first_day:
            raise MalformedError("backwards-interval", "the period ends before it starts", 'exchange "from" and "to"')
        if self.start is None:
            parse_period(self.label)
        return self

    def period(self) -> Period:
        """Return the typed period."""
        if self.start is None or self.end is None:
            return parse_period(self.label)
        covers = Span(start=self.start.start, end=self.end.end)
        try:
            return replace(parse_period(self.label), covers=covers)
        except MalformedError:
            return Period(label=self.label, span=covers, named=True, covers=covers)


class Point(Part):
    """One point of a series; a plain number, or a record of its own."""

    value: Measured = Field(description="The number.")
    change: Change | None = Field(None, description="Against an earlier point.")
    sources: list[SourceReference] = Field(default=[], description="What it rests on.")
    status: Status = Field("confirmed", description="How it stands.")
    projection: Flag = Field(default=False, description="true: a forecast.")
    note: Prose | None = Field(None, description="What a reader should know besides.")

    @model_validator(mode="before")
    @classmethod
    def _text_is_the_value(cls, value: object) -> object:
        return {"value": value} if isinstance(value, str) else value


class Alternative(Part):
    """Another value of a disputed figure."""

    value: Measured = Field(description="The number.")
    sources: list[SourceReference] = Field(description="Who gives it.")
    preferred_because: Prose | None = Field(None, description="Why this one is preferred.")
    note: Prose | None = Field(None, description="What a reader should know besides.")


class Figure(Fact):
    """A number, or a series of numbers."""

    measure: Text = Field(description="What is counted.")
    of: Id | None = Field(None, description="The entity it belongs to.")
    value: Measured | None = Field(None, description="The number with its unit.")
    unit: Words | None = Field(None, description="The unit of the points, with scale: million USD.")
    points: dict[PeriodLabel, Point] = Field(default={}, description="Period → number.")
    periods: dict[PeriodLabel, Date] = Field(default={}, description="Label → the days it covers.")
    period: PeriodRange | None = Field(None, description="What the number covers.")
    as_of: Date | None = Field(None, description="The day it holds for.")
    change: Change | None = Field(None, description="As the source states it.")
    projection: Flag = Field(default=False, description="true: a forecast.")
    alternatives: list[Alternative] = Field(default=[], description="Other values, of a dispute.")
    preferred_because: Prose | None = Field(None, description="Why the value above is preferred.")

    @model_validator(mode="after")
    def _must_be_one_value_or_a_series(self) -> Self:
        if (self.value is None) == (not self.points):
            message = 'the field "value" is missing' if self.value is None else 'it has both "value" and "points"'
            rule = "missing-field" if self.value is None else "wrong-kind"
            raise MalformedError(rule, message, 'give one "value" with a "period", or several "points"')
        if self.value is not None and self.period is None and self.as_of is None:
            hint = 'say what the value covers: "period: FY2024", or "as_of: 2024-03-18"'
            raise MalformedError("missing-field", 'the field "period" is missing', hint)
        return self

    def quantities(self) -> Mapping[str, Quantity]:
        """Return the exact numbers by period label; the label is empty for a single value."""
        if self.value is not None:
            return {"": self.value.quantity(self.unit or "")}
        return {label: point.value.quantity(self.unit or "") for label, point in self.points.items()}

    def timeline(self) -> tuple[tuple[Period, Point], ...]:
        """Return the points of a series in the order of time."""
        points = ((replace(parse_period(label), covers=self.periods.get(label)), point) for label, point in self.points.items())
        return tuple(sorted(points, key=lambda pair: pair[0].sort_key))

    def covered(self) -> Period | None:
        """Return the period of a single value, with the days it covers where they are known."""
        if self.period is None:
            return None
        period = self.period.period()
        return replace(period, covers=period.covers or self.periods.get(period.label))


class Quote(Fact):
    """Somebody's words."""

    speaker: Id = Field(description="Who said it.")
    text: Text = Field(description="The words, in the original and translated.")
    original: LanguageTag = Field(description="The language they were said or written in.")
    translation_by: dict[LanguageTag, Id] = Field(default={}, description='"ours" or a source id, by language.')
    said: Date | None = Field(None, description="When.")
    occasion: Text | None = Field(None, description="On what occasion.")
    place: Text | None = Field(None, description="An entity id, or text.")
    verbatim: Flag = Field(default=True, description="false: a paraphrase.")

    @model_validator(mode="after")
    def _must_have_the_original(self) -> Self:
        _refuse_missing_original(self.text, self.original, "text")
        return self


class Claim(Fact):
    """What somebody asserts, held against the facts."""

    statement: Text = Field(description="In the claimant's words, or a faithful short form.")
    original: LanguageTag | None = Field(None, description="The language it was made in.")
    claimed_by: Id | None = Field(None, description="Who claims it.")
    appears_in: Id | None = Field(None, description="The source it stands in.")
    at: Words | None = Field(None, description="Where in that source.")
    verdict: Verdict = Field(description="How it holds against the facts.")
    finding: Prose | None = Field(None, description="Why.")
    evidence: list[Reference] = Field(default=[], description="Facts it is held against; points allowed.")
    reviewed: Date | None = Field(None, description="When it was held against the facts.")

    @model_validator(mode="after")
    def _must_come_from_somewhere(self) -> Self:
        if self.claimed_by is None and self.appears_in is None:
            hint = 'say who claims it ("claimed_by") or where it stands ("appears_in")'
            raise MalformedError("missing-field", "the claim is nobody's", hint)
        if self.original is not None:
            _refuse_missing_original(self.statement, self.original, "statement")
        return self


class Query(Part):
    """Which facts a section shows, by what they are."""

    kind: Annotated[str, choice("a kind of fact", *FACT_KINDS)] | None = None
    about: Id | None = None
    of: Id | None = None
    tag: Id | None = None
    start: Date | None = Field(None, alias="from")
    end: Date | None = Field(None, alias="to")
    appears_in: Id | None = None

    @model_validator(mode="before")
    @classmethod
    def _section_names_are_kinds(cls, data: object) -> object:
        if not data:
            raise MalformedError("missing-field", "the query is empty", "name at least one of kind, about, of, tag, from, to, appears_in")
        if isinstance(data, dict) and isinstance(data.get("kind"), str) and data["kind"] in _KIND_OF_SECTION:
            return {**data, "kind": _KIND_OF_SECTION[data["kind"]]}
        return data


def _list_or_query(value: object) -> str:
    return "<list>" if isinstance(value, list) else "<query>"


Selection = Annotated[
    Annotated[list[Reference], Tag("<list>")] | Annotated[Query, Tag("<query>")],
    Discriminator(_list_or_query),
]


class SheetSection(Part):
    """A part of a fact sheet."""

    title: Text = Field(description="Its heading.")
    text: Prose | None = Field(None, description="A paragraph before the facts.")
    facts: Selection | None = Field(None, description="A list of ids, or a query.")

    @model_validator(mode="after")
    def _must_hold_something(self) -> Self:
        if self.text is None and self.facts is None:
            raise MalformedError("missing-field", "the section holds nothing", 'give it "facts", "text" or both')
        return self


class Sheet(Part):
    """A fact sheet: one page on one subject."""

    title: Text = Field(description="Its title.")
    summary: Prose | None = Field(None, description="What a reader should know first.")
    about: list[Id] = Field(default=[], description="Entities it is about.")
    examines: Id | None = Field(None, description="The source the sheet takes apart.")
    sections: list[SheetSection] = Field(description="Its parts.", min_length=1)
    formerly: list[Id] = Field(default=[], description="Ids it had before.")


Record = Source | Entity | OwnUnit | Label | Event | Figure | Quote | Claim | Sheet

SECTIONS: Mapping[str, type[Part]] = {
    "sources": Source,
    "entities": Entity,
    "units": OwnUnit,
    "tags": Label,
    "dates": Event,
    "figures": Figure,
    "quotes": Quote,
    "claims": Claim,
    "sheets": Sheet,
}
KIND_OF_SECTION: Mapping[str, str] = {
    "sources": "source",
    "entities": "entity",
    "units": "unit",
    "tags": "tag",
    "dates": "date",
    "figures": "figure",
    "quotes": "quote",
    "claims": "claim",
    "sheets": "sheet",
}
PARTS: Mapping[str, type[Part]] = {
    "sources": SourceReference,
    "corrections": Correction,
    "points": Point,
    "value": Measured,
    "change": Change,
    "period": PeriodRange,
    "alternatives": Alternative,
    "sections": SheetSection,
    "facts": Query,
}
_KIND_OF_SECTION = {section: kind for section, kind in KIND_OF_SECTION.items() if kind in FACT_KINDS}


def field_names(model: type[Part]) -> tuple[str, ...]:
    """Return a record's fields as curators write them."""
    return tuple(info.alias or name for name, info in model.model_fields.items())


def _refuse_missing_original(text: Text, original: str, field: str) -> Any:
    if text.get(original) is None:
        message = f'"{field}" has no words in "{original}", its original language'
        raise MalformedError("missing-language", message, f'add "{original}: …" to "{field}", or mend "original"')
