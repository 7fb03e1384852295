"""A fact as one block, the same wherever it is shown.

Enters: a fact and a `Scope`. Leaves: a `FactView`, with what all kinds share and, in `body`,
what only its kind has.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from factsheet.catalog import ENTITY, is_a, point_of, record_id, references
from factsheet.model import Claim, Event, Fact, Quote
from factsheet.reader import Entry
from factsheet.views.addresses import fact_data_path, fact_path
from factsheet.views.bodies import Body, body_of
from factsheet.views.citations import Citation, citations, independent
from factsheet.views.parts import Line, LinkView, Passage
from factsheet.views.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """What stood here before."""

    text: str
    why: Passage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """A fact, ready to be shown on one page in one language.

    `label` stands above the first fact of a group; `traits` are what readers can filter by;
    `own_page` and `data_href` lead to the fact's own page and file.
    """

    id: str
    kind: str
    heading: Passage
    is_home: bool
    has_anchor: bool = True
    label: str = ""
    formerly: tuple[str, ...]
    status: str
    status_word: str
    body: Body
    note: Passage | None
    superseded_by: Line | None
    corrections: tuple[CorrectionView, ...]
    citations: tuple[Citation, ...]
    independent: str
    checked: str
    used_in: tuple[LinkView, ...] = ()
    own_page: str
    data_href: str
    traits: tuple[str, ...]


def fact_view(scope: Scope, entry: Entry[Fact]) -> FactView:
    """Return the block of a fact."""
    scope, fact = scope.within(entry.id), entry.record
    cited = citations(scope, entry)
    is_home = scope.addresses.page_of(entry.id) == scope.page
    return FactView(
        id=entry.id,
        kind=entry.kind,
        heading=_heading(scope, entry),
        is_home=is_home,
        formerly=tuple(fact.formerly),
        status=fact.status,
        status_word="" if fact.status == "confirmed" else scope.word(f"status_{fact.status}"),
        body=body_of(scope, entry.id, fact),
        note=scope.optional(fact.note),
        superseded_by=_successor(scope, fact.superseded_by),
        corrections=tuple(
            CorrectionView(
                text=scope.word(
                    "correction",
                    date=scope.span(each.on),
                    was=scope.passage(each.was).plain,
                    now=scope.passage(each.now).plain,
                ),
                why=scope.optional(each.why),
            )
            for each in fact.corrections
        ),
        citations=cited,
        independent=_independent(scope, entry) if len(cited) > 1 else "",
        checked=scope.word("checked", date=scope.span(fact.checked)) if fact.checked else "",
        used_in=tuple(_used_in(scope, entry.id)) if is_home else (),
        own_page=scope.to_root(fact_path(entry.id)),
        data_href=scope.to_root(fact_data_path(entry.id)),
        traits=tuple(_traits(scope, entry)),
    )


def without_anchor(view: FactView) -> FactView:
    """Return the block for its second appearance on a page, where its id is taken."""
    return replace(view, has_anchor=False, is_home=False, used_in=())


def entities_of(scope: Scope, entry: Entry[Fact]) -> Iterator[str]:
    """Find the entities a fact names, by their present ids."""
    yield from scope.remembered(("entities", entry.id), lambda: _entities_of(scope, entry))


def _entities_of(scope: Scope, entry: Entry[Fact]) -> tuple[str, ...]:
    named = (each for each in references(entry) if each.kinds == ENTITY)
    return tuple(scope.catalog.present(each.target_id) for each in named)


def _successor(scope: Scope, reference: str | None) -> Line | None:
    entry = scope.catalog.find(record_id(reference)) if reference else None
    point = point_of(reference) if reference else ""
    return scope.line(entry, point=point) if entry else None


def _used_in(scope: Scope, fact_id: str) -> Iterator[LinkView]:
    """Link the hand-written pages that use a fact."""
    for use in scope.uses.get(fact_id, ()):
        yield LinkView(scope.words(use.title), scope.to_page(use.path))


def _independent(scope: Scope, entry: Entry[Fact]) -> str:
    """Say how many independent sources there are."""
    return scope.count("independent", independent(scope, entry))


def _traits(scope: Scope, entry: Entry[Fact]) -> Iterator[str]:
    """List what a reader can filter by, as one word each: of claims and of events."""
    if is_a(entry, Claim):
        yield f"verdict:{entry.record.verdict}"
    if is_a(entry, Event):
        yield from (f"tag:{tag}" for tag in entry.record.tags)
        yield from (f"about:{each}" for each in dict.fromkeys(entities_of(scope, entry)))


def _heading(scope: Scope, entry: Entry[Fact]) -> Passage:
    """Return what stands above a fact; for a quote, who said it and when."""
    if not isinstance(entry.record, Quote):
        return scope.name(entry)
    speaker = scope.link(entry.record.speaker)
    said = scope.words(scope.span(entry.record.said))
    if speaker is None:
        return said
    name = Passage(f'<a href="{speaker.href}">{speaker.passage.html}</a>', speaker.passage.plain)
    return scope.joined("detail_separator", (name, said)) if said.plain else name
