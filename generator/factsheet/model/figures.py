"""Numbers: single values, series of points, and the values they are disputed by."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Self

from pydantic import ConfigDict, Field, model_validator

from factsheet.dates import Period, Span, parse_period
from factsheet.fields import (
    Date,
    Flag,
    Id,
    Measured,
    Part,
    PeriodLabel,
    Prose,
    Schema,
    Text,
    Words,
    one_of,
    or_text,
    refuse_kind,
)
from factsheet.model.facts import Fact, SourceReference
from factsheet.model.vocabulary import Status
from factsheet.problems import MalformedError, quoted
from factsheet.quantity import Quantity, parse_quantity


def _only_text(described: Schema) -> None:
    """Describe to editors what is one text and no mapping."""
    for key in [*described]:
        if key not in ("title", "description"):
            del described[key]
    described |= {"type": "string", "pattern": " from "}


class Change(Part):
    """A change as the source states it: `+126% from FY2023`."""

    model_config = ConfigDict(json_schema_extra=_only_text)

    amount: Words = Field(description="By how much.")
    since: Words = Field(description="Since when.")

    @model_validator(mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            refuse_kind('a change like "+126% from FY2023"', value)
        amount, word, since = value.partition(" from ")
        if not word:
            message = f"{quoted(value)} does not say from when"
            raise MalformedError("bad-number", message, 'write it like "+126% from FY2023"')
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

    model_config = ConfigDict(json_schema_extra=or_text)

    label: Words = Field(description="Its name: FY2024, 2024-Q4.")
    start: Date | None = Field(None, alias="from", description="Its first day.")
    end: Date | None = Field(None, alias="to", description="Its last day.")

    @model_validator(mode="before")
    @classmethod
    def _text_is_the_label(cls, value: object) -> object:
        return {"label": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _must_have_a_time(self) -> Self:
        if (self.start is None) != (self.end is None):
            hint = "write the other end, or only a label"
            raise MalformedError("missing-field", 'a period needs both "from" and "to"', hint)
        if self.start and self.end and self.end.last_day < self.start.first_day:
            message, hint = "the period ends before it starts", 'exchange "from" and "to"'
            raise MalformedError("backwards-interval", message, hint)
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

    model_config = ConfigDict(json_schema_extra=or_text)

    value: Measured = Field(description="The number.")
    change: Change | None = Field(None, description="Against an earlier point.")
    sources: list[SourceReference] = Field(default_factory=list, description="What it rests on.")
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
    sources: list[SourceReference] = Field(description="Who gives it.", min_length=1)
    preferred_because: Prose | None = Field(None, description="Why this one is preferred.")
    note: Prose | None = Field(None, description="What a reader should know besides.")


class Figure(Fact):
    """A number, or a series of numbers."""

    model_config = ConfigDict(
        json_schema_extra=one_of(("value", "points"), ("points", "period", "as_of"))
    )

    measure: Text = Field(description="What is counted.")
    part_of: Id | None = Field(None, description="The figure whose value it is a part of.")
    of: Id | None = Field(None, description="The entity it belongs to.")
    value: Measured | None = Field(None, description="The number with its unit.")
    unit: Words | None = Field(None, description="The unit of the points: million USD.")
    points: dict[PeriodLabel, Point] = Field(default_factory=dict, description="Period → number.")
    periods: dict[PeriodLabel, Date] = Field(
        default_factory=dict, description="Label → days it covers."
    )
    period: PeriodRange | None = Field(None, description="What the number covers.")
    as_of: Date | None = Field(None, description="The day it holds for.")
    change: Change | None = Field(None, description="As the source states it.")
    projection: Flag = Field(default=False, description="true: a forecast.")
    alternatives: list[Alternative] = Field(
        default_factory=list, description="Other values, of a dispute."
    )
    preferred_because: Prose | None = Field(None, description="Why the value is preferred.")

    @model_validator(mode="after")
    def _must_be_one_value_or_a_series(self) -> Self:
        hint = 'give one "value" with a "period", or several "points"'
        if self.value is not None and self.points:
            message = 'a figure has either "value" or "points", not both'
            raise MalformedError("wrong-kind", message, hint)
        if self.value is None and not self.points:
            raise MalformedError("missing-field", 'the field "value" is missing', hint)
        if self.value is not None and self.period is None and self.as_of is None:
            hint = 'say what the value covers: "period: FY2024", or "as_of: 2024-03-18"'
            raise MalformedError("missing-field", 'the field "period" is missing', hint)
        return self

    def quantities(self) -> Mapping[str, Quantity]:
        """Return the exact numbers by period label; the label is empty for a single value."""
        unit = self.unit or ""
        if self.value is not None:
            return {"": self.value.quantity(unit)}
        return {label: point.value.quantity(unit) for label, point in self.points.items()}

    def timeline(self) -> tuple[tuple[Period, Point], ...]:
        """Return the points of a series in the order of time."""
        points = [
            (replace(parse_period(label), covers=self.periods.get(label)), point)
            for label, point in self.points.items()
        ]
        return tuple(sorted(points, key=lambda pair: pair[0].sort_key))

    def covered(self) -> Period | None:
        """Return the period of a single value, with the days it covers where they are known."""
        if self.period is None:
            return None
        period = self.period.period()
        return replace(period, covers=period.covers or self.periods.get(period.label))
