"""A record at a glance, for a terminal: what it says, its sources, and what names it.

Enters: a record and the scope of one language. Leaves: a `Glance` of plain text.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from factsheet.catalog import cited as cited_by
from factsheet.catalog import is_a
from factsheet.catalog.excerpts import EXCERPT, Compared, compared, usable_texts
from factsheet.fields import Part
from factsheet.model import Entity, Fact, Label, Sheet, Source
from factsheet.reader import Entry
from factsheet.views.bodies import Body, ClaimBody, EventBody, QuoteBody
from factsheet.views.citations import Citation, citations, numbers
from factsheet.views.facts import FactView, fact_view
from factsheet.views.figures import FigureBody, Row
from factsheet.views.parts import Line, LinkView, Passage
from factsheet.views.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """A record: its id and kind, where it is written, its name, and lines about it.

    `sources` are lines for each source; `named_by` are the ids of records that name it, each
    with what that is.
    """

    id: str
    kind: str
    place: str
    title: str
    lines: tuple[str, ...]
    source_heading: str
    sources: tuple[tuple[str, ...], ...]
    named_heading: str
    named_by: tuple[tuple[str, str], ...]


def glance(scope: Scope, entry: Entry[Part], point: str = "") -> Glance:
    """Return a record at a glance, or one point of a series."""
    about, cited = _about(scope, entry, point)
    title = _name(scope, entry)
    lines = dict.fromkeys(line for line in about if line not in ("", title))
    word = f"kind_{entry.kind}"
    return Glance(
        id=f"{entry.id}@{point}" if point else entry.id,
        kind=scope.word(word) if word in scope.language.words else entry.kind,
        place=str(entry.key.place),
        title=title,
        lines=tuple(lines),
        source_heading=scope.word("source_heading"),
        sources=tuple(tuple(_cited(scope, entry, each)) for each in cited),
        named_heading=scope.word("mentioned_in"),
        named_by=tuple(_named_by(scope, entry, point)),
    )


def _about(
    scope: Scope, entry: Entry[Part], point: str
) -> tuple[Iterable[str], Iterable[Citation]]:
    if is_a(entry, Fact):
        view = fact_view(scope, entry)
        cited = citations(scope, entry)
        named = getattr(entry.record, "points", {}).get(point)
        if named is not None and named.sources:
            own = numbers(entry.record, named.sources)
            cited = tuple(each for each in cited if each.number in own)
        return (*_of_fact(scope, view, point), *_own_words(scope, entry)), cited
    if is_a(entry, Source):
        return _of_source(scope, entry.record), ()
    if is_a(entry, Entity):
        return _of_entity(scope, entry.record), ()
    if is_a(entry, Sheet):
        return _of_sheet(scope, entry), ()
    return (), ()


def _of_fact(scope: Scope, view: FactView, point: str) -> Iterator[str]:
    yield view.heading.plain
    yield from _of_body(scope, view.body, point)
    yield view.status_word
    yield from _plain(view.note)
    if view.superseded_by:
        yield f"{scope.word('superseded_by')} {_line(view.superseded_by)}"
    yield from (correction.text for correction in view.corrections)
    yield view.checked


def _of_body(scope: Scope, body: Body, point: str) -> Iterator[str]:
    match body:
        case EventBody():
            yield body.when
            yield from _plain(body.place, body.text)
        case QuoteBody():
            yield from _plain(body.original, body.translation, body.occasion, body.place)
        case ClaimBody():
            yield from _plain(body.original, body.translation)
            yield body.verdict_word
            yield from _plain(body.finding, body.claimed_by, body.appears_in)
            yield from (f"{scope.word('evidence')} {_line(each)}" for each in body.evidence)
        case FigureBody():
            rows = [row for row in body.rows if point in ("", row.label)]
            yield from (_row(scope, row) for row in (*rows, *body.alternatives))


def _row(scope: Scope, row: Row) -> str:
    parts = (row.period, row.value, "" if row.is_computed else row.change, row.mark_word)
    note = row.note.plain if row.note else ""
    return scope.word("detail_separator").join(part for part in (*parts, note) if part)


def _of_source(scope: Scope, source: Source) -> Iterator[str]:
    yield from _plain(scope.entity_or_text(source.publisher))
    yield from _plain(*(scope.entity_or_text(each) for each in source.author))
    kind = scope.word(f"source_{source.kind}")
    tier = scope.word(f"tier_{source.tier}") if source.tier else ""
    when = scope.span(source.published) or scope.word("undated")
    yield scope.word("detail_separator").join(each for each in (kind, tier, when) if each)
    yield from (each or "" for each in (source.url, source.archive_url, source.locator))


def _of_entity(scope: Scope, entity: Entity) -> Iterator[str]:
    yield scope.word(f"one_{entity.kind}")
    yield from _plain(scope.optional(entity.role), scope.optional(entity.summary))
    yield from entity.links.values()


def _of_sheet(scope: Scope, entry: Entry[Sheet]) -> Iterator[str]:
    yield from _plain(scope.optional(entry.record.summary))
    for section, shown in zip(entry.record.sections, scope.catalog.shown[entry.id], strict=True):
        yield scope.passage(section.title).plain
        yield from (f"  {each}" for each in shown)


def _own_words(scope: Scope, entry: Entry[Fact]) -> Iterator[str]:
    """Say whether the words of a quote were compared with their sources, in each language."""
    for each in _compared(scope, entry):
        if each.excerpt.path[-1] != EXCERPT:
            code = str(each.excerpt.path[-1]) if len(each.excerpt.path) > 1 else ""
            parts = (code, scope.word(f"excerpt_{each.outcome}"))
            yield scope.word("detail_separator").join(part for part in parts if part)


def _compared(scope: Scope, entry: Entry[Fact]) -> Iterator[Compared]:
    return compared(scope.catalog, entry, usable_texts(scope.catalog))


def _cited(scope: Scope, entry: Entry[Part], cited: Citation) -> Iterator[str]:
    publisher = cited.publisher.passage.plain if cited.publisher else ""
    parts = (cited.title.plain, publisher, cited.date, cited.at)
    yield scope.word("detail_separator").join(part for part in parts if part)
    if cited.excerpt:
        yield f"{scope.word('open_quote')}{cited.excerpt.plain}{scope.word('close_quote')}"
        yield from _outcomes(scope, entry, cited.number)
    if cited.href:
        yield cited.href


def _outcomes(scope: Scope, entry: Entry[Part], number: int) -> Iterator[str]:
    """Say whether the excerpt of a citation was compared with the source."""
    if not is_a(entry, Fact):
        return
    reference = cited_by(entry.record)[number - 1]
    wanted = reference.excerpt, (scope.catalog.present(reference.id),)
    for each in _compared(scope, entry):
        is_it = each.excerpt.path[-1] == EXCERPT
        if is_it and (each.excerpt.words, each.excerpt.sources) == wanted:
            yield scope.word(f"excerpt_{each.outcome}")
            return


def _named_by(scope: Scope, entry: Entry[Part], point: str) -> Iterator[tuple[str, str]]:
    references = scope.catalog.backlinks.get(entry.id, ())
    origins = [each.origin for each in references if point in ("", each.point)]
    origins += scope.catalog.shown_in.get(entry.id, ()) if not point else ()
    for origin in sorted(set(origins)):
        yield origin, _name(scope, scope.catalog.entries[origin])


def _name(scope: Scope, entry: Entry[Part]) -> str:
    if is_a(entry, Label):
        return scope.passage(entry.record.name).plain
    return scope.name(entry).plain


def _line(line: Line) -> str:
    return ": ".join(part for part in (line.id, line.value or line.what.plain) if part)


def _plain(*parts: Passage | LinkView | None) -> Iterator[str]:
    for part in parts:
        if part is not None:
            yield part.passage.plain if isinstance(part, LinkView) else part.plain
