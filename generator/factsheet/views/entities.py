"""Entities: who and what the facts are about."""

from collections.abc import Iterator
from dataclasses import replace

from factsheet.catalog import is_a, time_key
from factsheet.fields import EVERY_LANGUAGE
from factsheet.model import ENTITY_KINDS, FACT_KINDS, Entity, Fact, Source
from factsheet.reader import Entry
from factsheet.views.addresses import LISTS, NAMES
from factsheet.views.lists import list_page
from factsheet.views.page import Card, EntityView, PageView, SectionView
from factsheet.views.parts import LinkView, Passage
from factsheet.views.scope import Scope
from factsheet.views.sheets import shortened

ENOUGH_MENTIONS = 40
KNOWN_LINKS = ("website", "wikidata", "wikipedia")


def entities_page(site: Scope) -> PageView:
    """List all entities by kind, each group by name."""
    scope = site.on("entities/index")
    sections = []
    for kind in ENTITY_KINDS:
        cards = sorted(_cards(scope, kind), key=lambda card: card.title.plain.casefold())
        if cards:
            title = scope.words(scope.word(f"entity_{kind}"))
            sections.append(SectionView(anchor=kind, title=title, cards=tuple(cards)))
    return replace(
        list_page(scope, "entities"),
        sections=tuple(sections),
        more=Card(title=scope.words(scope.word("all_names")), href=scope.to_page(NAMES)),
    )


def entity_page(site: Scope, entry: Entry[Entity]) -> PageView:
    """Show an entity's names and links, then the facts that name it, by kind."""
    scope, entity = site.on(f"entities/{entry.id}"), entry.record
    summary = scope.optional(entity.summary)
    name = scope.passage(entity.name)
    described = summary or scope.optional(entity.role)
    return PageView(
        path=scope.page,
        template="entity",
        title=name,
        description=shortened(described.plain if described else name.plain),
        kind_word=scope.word(f"one_{entity.kind}"),
        lead=summary,
        boost=_boost(scope, entry.id),
        edit=entry.id,
        formerly=tuple(entity.formerly),
        sections=tuple(_sections(scope, entry.id)),
        entity=EntityView(
            names=tuple(other_names(scope, entity)),
            role=scope.optional(entity.role),
            in_role=scope.span(entity.in_role),
            existed=scope.span(entity.existed),
            links=tuple(_links(scope, entity)),
            part_of=scope.links(entity.part_of),
            related=scope.links(_related(scope, entry)),
            mentioned_in=tuple(_sheets(scope, entry.id)),
        ),
    )


def _boost(scope: Scope, entity_id: str) -> float:
    """Lift an entity in search the more records name it: among equal names the better known."""
    named = len(scope.catalog.backlinks.get(entity_id, ()))
    return round(2 + min(named, ENOUGH_MENTIONS) / 10, 1)


def _cards(scope: Scope, kind: str) -> Iterator[Card]:
    for entry in scope.catalog.of(Entity):
        if entry.record.kind == kind:
            yield Card(
                title=scope.passage(entry.record.name),
                href=scope.href(entry.id),
                text=scope.optional(entry.record.role),
            )


def other_names(scope: Scope, entity: Entity) -> Iterator[Passage]:
    """Return an entity's names besides the one its page has, the page's own language first."""
    shown = {scope.passage(entity.name).plain}
    names = [(code, words) for code, words in entity.name.root.items() if code != EVERY_LANGUAGE]
    aliases = entity.aliases.root if entity.aliases else {}
    names += [(code, words) for code, listed in aliases.items() for words in listed]
    # The page's own language first, the others in the curator's order.
    for code, words in sorted(names, key=lambda name: name[0] != scope.language.code):
        if words not in shown:
            shown.add(words)
            yield scope.words(words, code)


def _links(scope: Scope, entity: Entity) -> Iterator[tuple[str, str]]:
    for name, address in entity.links.items():
        yield (scope.word(name) if name in KNOWN_LINKS else name), address


def _related(scope: Scope, entry: Entry[Entity]) -> list[str]:
    """List what the entity names as related, what names it so, and its parts."""
    named = list(entry.record.related)
    named += (
        reference.origin
        for reference in scope.catalog.backlinks.get(entry.id, ())
        if reference.path[0] in ("related", "part_of")
    )
    present = dict.fromkeys(scope.catalog.present(each) for each in named)
    wholes = {scope.catalog.present(each) for each in entry.record.part_of}
    return [each for each in present if each not in wholes]


def _sections(scope: Scope, entity_id: str) -> Iterator[SectionView]:
    entries = scope.catalog.naming(entity_id)
    facts = sorted((entry for entry in entries if is_a(entry, Fact)), key=time_key)
    for kind in FACT_KINDS:
        lines = tuple(scope.line(entry) for entry in facts if entry.kind == kind)
        if lines:
            title = scope.words(scope.word(LISTS[kind]))
            yield SectionView(anchor=LISTS[kind], title=title, lines=lines)
    sources = tuple(scope.line(entry) for entry in entries if is_a(entry, Source))
    if sources:
        yield SectionView(
            anchor="sources", title=scope.words(scope.word("published_by_it")), lines=sources
        )


def _sheets(scope: Scope, entity_id: str) -> Iterator[LinkView]:
    origins = {each.origin for each in scope.catalog.backlinks.get(entity_id, ())}
    shown_in = scope.catalog.shown_in
    showing = {sheet for each in origins for sheet in shown_in.get(each, ())}
    named = showing | (origins & scope.catalog.shown.keys())
    yield from scope.links([sheet for sheet in scope.catalog.shown if sheet in named])
