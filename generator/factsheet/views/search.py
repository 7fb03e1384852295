"""What a reader can find: every page once, every fact once, in one language.

Enters: a `Scope`. Leaves: `SearchEntry` values, with all a result shows and all it is found by.
Words are as readers read them; how they are cut and compared is the renderer's and the search
worker's work.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from factsheet.catalog import record_id, time_of
from factsheet.dates import Span
from factsheet.fields import EVERY_LANGUAGE, Part, Text
from factsheet.model import Claim, Entity, Event, Fact, Figure, Quote, Sheet, Source
from factsheet.reader import Entry
from factsheet.views.addresses import HOME
from factsheet.views.citations import listed
from factsheet.views.facts import entities_of
from factsheet.views.figures import figure_body
from factsheet.views.page import PageView
from factsheet.views.parts import Passage
from factsheet.views.scope import Scope

PAGE = "page"
JOINT = " · "


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """One thing to find.

    `page` is its path below the language's root, `anchor` its place there; `names` are other
    names it goes by, the nearest to the reader first; `concerns` and `sources` are ids of other
    entries whose names lead to it too; `weight` lifts what is better known among equals;
    `successor` is what replaced it.
    """

    id: str
    page: str
    anchor: str = ""
    kind: str
    kind_word: str
    is_person: bool = False
    title: str
    names: tuple[str, ...] = ()
    when: str = ""
    time: Span | None = None
    value: str = ""
    mark: str = ""
    mark_word: str = ""
    values: str = ""
    labels: tuple[str, ...] = ()
    text: str = ""
    concerns: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    successor: str = ""
    weight: int = 0


def search_entries(scope: Scope, pages: Iterable[PageView]) -> Iterator[SearchEntry]:
    """Find everything: entities, sheets, sources, facts, then the remaining pages."""
    catalog = scope.catalog
    yield from (_entity(scope, entry) for entry in catalog.of(Entity))
    yield from (_sheet(scope, entry) for entry in catalog.of(Sheet))
    yield from (_source(scope, entry) for entry in catalog.of(Source))
    yield from (_fact(scope, entry) for entry in catalog.of(Fact))
    of_records = {scope.addresses.page_of(each) for each in scope.addresses.with_own_page}
    for page in pages:
        if page.path not in of_records and page.path != HOME:
            yield SearchEntry(
                id=page.path,
                page=page.path,
                kind=PAGE,
                kind_word=scope.word("kind_page"),
                title=page.title.plain,
                text=page.description,
            )


def _entity(scope: Scope, entry: Entry[Entity]) -> SearchEntry:
    entity = entry.record
    return replace(
        _own(scope, entry, scope.word(f"one_{entity.kind}"), scope.passage(entity.name).plain),
        is_person=entity.kind == "person",
        names=(*_names(scope, entity), *entity.formerly),
        text=_texts(scope, entity.role, entity.summary),
        weight=len(scope.catalog.backlinks.get(entry.id, ())),
    )


def _sheet(scope: Scope, entry: Entry[Sheet]) -> SearchEntry:
    sheet = entry.record
    sections = [each for section in sheet.sections for each in (section.title, section.text)]
    return replace(
        _own(scope, entry, scope.word("kind_sheet"), scope.passage(sheet.title).plain),
        names=(*_in_other_languages(scope, sheet.title), *sheet.formerly),
        text=_texts(scope, sheet.summary, *sections),
        concerns=tuple(scope.catalog.present(each) for each in sheet.about),
        sources=(sheet.examines,) if sheet.examines else (),
    )


def _source(scope: Scope, entry: Entry[Source]) -> SearchEntry:
    source = entry.record
    publisher = scope.entity_or_text(source.publisher)
    titles = _in_other_languages(scope, source.title) if source.title else ()
    return replace(
        _own(scope, entry, scope.word("kind_source"), scope.source_title(source).plain),
        names=(*titles, *source.formerly),
        when=scope.span(source.published),
        time=source.published,
        text=_texts(scope, source.description if source.title else None)
        or (publisher.passage.plain if publisher else ""),
    )


def _fact(scope: Scope, entry: Entry[Fact]) -> SearchEntry:
    fact, line = entry.record, scope.line(entry)
    mark = line.mark if fact.status == "confirmed" else f"status-{fact.status}"
    return replace(
        _own(scope, entry, scope.word(f"kind_{entry.kind}"), line.what.plain),
        names=tuple(fact.formerly),
        when=line.when,
        time=time_of(fact),
        value=line.value,
        mark=mark,
        mark_word=line.mark_word if mark == line.mark else scope.word(mark.replace("-", "_")),
        values=JOINT.join(_values(scope, entry.id, fact)) if isinstance(fact, Figure) else "",
        labels=_labels(fact) if isinstance(fact, Figure) else (),
        text=JOINT.join(_fact_texts(scope, entry, line.what.plain)),
        concerns=tuple(dict.fromkeys(entities_of(scope, entry))),
        sources=tuple(dict.fromkeys(each.id for each in listed(scope, entry))),
        successor=scope.catalog.present(record_id(fact.superseded_by or "")),
    )


def _fact_texts(scope: Scope, entry: Entry[Fact], title: str) -> tuple[str, ...]:
    """Return all that is said of a fact besides its name and value, each text once."""
    texts = [*_kind_texts(scope, entry.record), entry.record.note]
    passages = [each if isinstance(each, Passage) else scope.optional(each) for each in texts]
    said = [passage.plain for passage in passages if passage is not None]
    said += (reference.excerpt for reference in listed(scope, entry) if reference.excerpt)
    return tuple(dict.fromkeys(each for each in said if each not in title))


def _kind_texts(scope: Scope, fact: Fact) -> tuple[Text | Passage | None, ...]:
    match fact:
        case Event():
            return fact.text, _place(scope, fact.place)
        case Quote():
            return scope.passage(fact.text, original=fact.original), fact.occasion
        case Claim(original=str() as original):
            return fact.finding, scope.passage(fact.statement, original=original)
        case Claim():
            return (fact.finding,)
    return ()


def _values(scope: Scope, fact_id: str, figure: Figure) -> Iterator[str]:
    """Write every value with its period and its change."""
    body = figure_body(scope, fact_id, figure)
    for row in (*body.rows, *body.alternatives):
        yield " ".join(part for part in (row.period, row.value, row.change) if part)


def _labels(figure: Figure) -> tuple[str, ...]:
    single = figure.covered()
    return (single.label,) if single else tuple(figure.points)


def _place(scope: Scope, place: Text | None) -> Passage | None:
    named = scope.entity_or_text(place)
    return named.passage if named else None


def _own(scope: Scope, entry: Entry[Part], kind_word: str, title: str) -> SearchEntry:
    """Return what every record has: its name, and where it is best read."""
    return SearchEntry(
        id=entry.id,
        kind=entry.kind,
        kind_word=kind_word,
        title=title,
        page=scope.addresses.page_of(entry.id),
        anchor=scope.addresses.anchor(entry.id),
    )


def _names(scope: Scope, entity: Entity) -> tuple[str, ...]:
    """Return an entity's other names: those in the reader's language first."""
    own = scope.language.code
    listed_names = [
        (code, words)
        for code, words in entity.name.root.items()
        if words != scope.passage(entity.name).plain
    ]
    for code, words in (entity.aliases.root if entity.aliases else {}).items():
        listed_names += ((code, each) for each in words)
    near = sorted(listed_names, key=lambda named: named[0] not in (own, EVERY_LANGUAGE))
    return tuple(dict.fromkeys(words for _, words in near))


def _in_other_languages(scope: Scope, text: Text) -> tuple[str, ...]:
    shown = scope.passage(text).plain
    return tuple(dict.fromkeys(words for words in text.root.values() if words != shown))


def _texts(scope: Scope, *texts: Text | None) -> str:
    passages = (scope.optional(text) for text in texts)
    return JOINT.join(passage.plain for passage in passages if passage is not None)
