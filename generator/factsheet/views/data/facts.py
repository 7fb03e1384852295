"""Facts as plain data: what all of them have, around what only their kind has."""

from collections.abc import Iterator

from factsheet.catalog import is_a
from factsheet.fields import Text
from factsheet.model import Claim, Correction, Event, Fact, Figure, Quote
from factsheet.reader import Entry
from factsheet.views.addresses import fact_data_path, fact_path, table_path
from factsheet.views.data.kinds import said
from factsheet.views.data.scope import DataScope
from factsheet.views.data.values import Record, known

SECTION_OF_KIND = {"date": "dates", "figure": "figures", "quote": "quotes", "claim": "claims"}


def fact_record(scope: DataScope, entry: Entry[Fact]) -> Record:
    """Return a fact: first what it is, then what it says, then what stands behind it."""
    fact, values = entry.record, scope.values
    return known(
        id=entry.id,
        section=SECTION_OF_KIND[entry.kind],
        status=fact.status,
        name=_name(scope, entry.record),
        **said(fact, scope),
        about=scope.entities(fact.about),
        tags=[scope.tag(each) for each in fact.tags],
        sources=scope.sources(fact.sources),
        superseded_by=scope.reference(fact.superseded_by) if fact.superseded_by else None,
        **values.prose("note", fact.note),
        corrections=[_correction(scope, each) for each in fact.corrections],
        added=values.date(fact.added),
        checked=values.date(fact.checked),
        recheck=fact.recheck,
        sheets=list(scope.sheets_of.get(entry.id, ())),
        formerly=list(fact.formerly),
        urls=_urls(scope, entry),
    )


def _name(scope: DataScope, fact: Fact) -> Record | None:
    """Return what a fact is called in one line, in the languages there are words for it."""
    match fact:
        case Event(title=text) | Quote(text=text) | Claim(statement=text):
            return scope.values.text(text)
        case Figure(measure=measure, of=of):
            return dict(_measures(scope, measure, of))
    return None


def _measures(scope: DataScope, measure: Text, of: str | None) -> Iterator[tuple[str, str]]:
    """Name a figure by whose it is and what it counts: `NVIDIA: Revenue`."""
    owner = scope.entity(of)
    for code, what in (scope.values.text(measure) or {}).items():
        whose = owner["name"].get(code) if owner else None
        wording = scope.values.wordings.get(code)
        joint = wording.language.word("title_separator") if wording else ": "
        yield code, f"{whose}{joint}{what}" if whose else what


def _correction(scope: DataScope, correction: Correction) -> Record:
    return known(
        on=scope.values.date(correction.on),
        was=scope.values.text(correction.was),
        now=scope.values.text(correction.now),
        **scope.values.prose("why", correction.why),
    )


def _urls(scope: DataScope, entry: Entry[Fact]) -> Record:
    is_series = is_a(entry, Figure) and bool(entry.record.points)
    return known(
        permalink=scope.address(fact_path(entry.id)),
        json=scope.address(fact_data_path(entry.id)),
        csv=scope.address(table_path(entry.id)) if is_series else None,
        pages=scope.pages(entry.id),
    )
