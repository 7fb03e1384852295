"""What only one kind of fact has: an event its time, a figure its values, and so on.

Enters: a fact and a `Scope`. Leaves: the body of its block.
"""

from dataclasses import dataclass

from factsheet.catalog import OURS, is_a, point_of, record_id
from factsheet.model import Claim, Event, Fact, Figure, Quote, Sheet
from factsheet.reader import Entry
from factsheet.views.figures import FigureBody, figure_body
from factsheet.views.parts import Line, LinkView, Passage
from factsheet.views.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class EventBody:
    """Something that happened."""

    when: str
    datetime: str
    text: Passage | None
    place: LinkView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteBody:
    """The words, their translation, and where they were said."""

    original: Passage
    translation: Passage | None
    translation_by: LinkView | None
    occasion: Passage | None
    place: LinkView | None
    is_paraphrase: bool
    is_untranslated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A quote that a claim is held against, in full."""

    who: str
    href: str
    words: Passage
    original: Passage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimBody:
    """The claim, its verdict, why, and the facts it was held against."""

    original: Passage
    translation: Passage | None
    verdict: str
    verdict_word: str
    finding: Passage | None
    said: tuple[Said, ...]
    evidence: tuple[Line, ...]
    claimed_by: LinkView | None
    appears_in: LinkView | None
    at: str
    reviewed: str


Body = EventBody | FigureBody | QuoteBody | ClaimBody


def body_of(scope: Scope, fact_id: str, fact: Fact) -> Body:
    """Return what only this kind of fact has."""
    match fact:
        case Event():
            return _event(scope, fact)
        case Figure():
            return figure_body(scope, fact_id, fact)
        case Quote():
            return _quote(scope, fact)
        case Claim():
            return _claim(scope, fact)
    raise TypeError(fact)


def _event(scope: Scope, event: Event) -> EventBody:
    return EventBody(
        when=scope.span(event.date),
        datetime=event.date.edtf,
        text=scope.optional(event.text),
        place=scope.entity_or_text(event.place),
    )


def _quote(scope: Scope, quote: Quote) -> QuoteBody:
    original = scope.passage(quote.text, original=quote.original)
    translation = scope.passage(quote.text) if quote.original != scope.language.code else None
    by = quote.translation_by.get(scope.language.code, OURS) if translation else ""
    ours = LinkView(scope.words(scope.word("translation_ours")))
    is_there = translation is not None and not translation.is_missing
    return QuoteBody(
        original=original,
        translation=translation if is_there else None,
        translation_by=(ours if by == OURS else scope.link(by)) if is_there else None,
        occasion=scope.optional(quote.occasion),
        place=scope.entity_or_text(quote.place),
        is_paraphrase=not quote.verbatim,
        is_untranslated=translation is not None and not is_there,
    )


def _claim(scope: Scope, claim: Claim) -> ClaimBody:
    original = scope.passage(claim.statement, original=claim.original or scope.language.code)
    translation = scope.passage(claim.statement)
    found = [(scope.catalog.find(record_id(each)), each) for each in claim.evidence]
    evidence = [(entry, each) for entry, each in found if entry is not None]
    return ClaimBody(
        original=original,
        translation=translation if translation.html != original.html else None,
        verdict=claim.verdict,
        verdict_word=scope.word(f"verdict_{claim.verdict}"),
        finding=scope.optional(claim.finding),
        said=tuple(_said(scope, entry) for entry, _ in evidence if is_a(entry, Quote)),
        evidence=tuple(
            scope.line(entry, point=point_of(each))
            for entry, each in evidence
            if not is_a(entry, Quote)
        ),
        claimed_by=scope.link(claim.claimed_by) if claim.claimed_by else None,
        appears_in=_appears_in(scope, claim),
        at=claim.at or "",
        reviewed=scope.word("reviewed", date=scope.span(claim.reviewed)) if claim.reviewed else "",
    )


def _said(scope: Scope, entry: Entry[Quote]) -> Said:
    quote, line = entry.record, scope.line(entry)
    words = scope.within(entry.id).passage(quote.text)
    original = scope.passage(quote.text, original=quote.original)
    return Said(
        who=line.when,
        href=line.href,
        words=words,
        original=original if original.lang and not words.is_missing else None,
    )


def _appears_in(scope: Scope, claim: Claim) -> LinkView | None:
    """Return the source a claim stands in, unless the page is about nothing else."""
    sheet = scope.catalog.find(scope.page.removeprefix("sheets/"))
    examined = sheet.record.examines if sheet is not None and is_a(sheet, Sheet) else None
    is_said = claim.appears_in is None or claim.appears_in == examined
    return None if is_said else scope.link(claim.appears_in or "")
