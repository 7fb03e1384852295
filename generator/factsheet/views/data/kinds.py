"""What only one kind of fact says, as plain data."""

from functools import singledispatch

from factsheet.fields import OURS
from factsheet.model import Claim, Event, Fact, Figure, Quote, SourceReference
from factsheet.views.data.scope import DataScope
from factsheet.views.data.values import Record, known


@singledispatch
def said(fact: Fact, _scope: DataScope) -> Record:
    """Return the fields of a fact's own kind."""
    raise TypeError(type(fact))


@said.register
def _(fact: Event, scope: DataScope) -> Record:
    return known(
        date=scope.values.date(fact.date),
        title=scope.values.text(fact.title),
        **scope.values.prose("text", fact.text),
        place=scope.entity_or_text(fact.place),
    )


@said.register
def _(fact: Figure, scope: DataScope) -> Record:
    values = scope.values
    return known(
        measure=values.text(fact.measure),
        part_of=[scope.reference(fact.part_of)] if fact.part_of else [],
        of=scope.entity(fact.of),
        value=values.quantity(fact.quantities()[""]) if fact.value else None,
        period=values.period(fact.covered()),
        as_of=values.date(fact.as_of),
        change=values.change(fact.change),
        projection=None if fact.points else fact.projection,
        points=_points(fact, scope) or None,
        **values.prose("preferred_because", fact.preferred_because),
        alternatives=[
            known(
                value=values.quantity(each.value.quantity(fact.unit or "")),
                sources=scope.sources(each.sources),
                **values.prose("preferred_because", each.preferred_because),
                **values.prose("note", each.note),
            )
            for each in fact.alternatives
        ],
    )


@said.register
def _(fact: Quote, scope: DataScope) -> Record:
    return known(
        speaker=scope.entity(fact.speaker),
        text=scope.values.text(fact.text),
        original=fact.original,
        translation_by={
            code: {"ours": True}
            if by == OURS
            else {"ours": False, "source": {"id": scope.catalog.present(by)}}
            for code, by in fact.translation_by.items()
        },
        said=scope.values.date(fact.said),
        occasion=scope.values.text(fact.occasion),
        place=scope.entity_or_text(fact.place),
        verbatim=fact.verbatim,
    )


@said.register
def _(fact: Claim, scope: DataScope) -> Record:
    where = SourceReference(id=fact.appears_in, at=fact.at) if fact.appears_in else None
    return known(
        statement=scope.values.text(fact.statement),
        original=fact.original,
        claimed_by=scope.entity(fact.claimed_by),
        appears_in=scope.source(where) if where else None,
        verdict=fact.verdict,
        **scope.values.prose("finding", fact.finding),
        evidence=[scope.reference(each) for each in fact.evidence],
        reviewed=scope.values.date(fact.reviewed),
    )


def _points(fact: Figure, scope: DataScope) -> list[Record]:
    values = scope.values
    return [
        known(
            period=values.period(period),
            value=values.quantity(point.value.quantity(fact.unit or "")),
            change=values.change(point.change),
            status=point.status,
            projection=point.projection,
            sources=scope.sources(point.sources),
            **values.prose("note", point.note),
        )
        for period, point in fact.timeline()
    ]
