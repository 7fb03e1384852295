"""Sources: where the facts come from, and what rests on each."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from factsheet.catalog import entity_id
from factsheet.model import SOURCE_KINDS, Source
from factsheet.reader import Entry
from factsheet.views.addresses import SOURCES
from factsheet.views.filters import filters
from factsheet.views.lists import entries_in, list_page, part_page
from factsheet.views.page import Filter, PageView, SectionView, SourceView
from factsheet.views.partition import Part
from factsheet.views.parts import Line, LinkView, Passage
from factsheet.views.scope import Scope


def sources_page(site: Scope) -> PageView:
    """List all sources."""
    scope = site.on(SOURCES)
    return _with_sources(list_page(scope, SOURCES), scope, scope.catalog.of(Source))


def sources_part(site: Scope, part: Part) -> PageView:
    """List the sources of a part of them."""
    page = part_page(site, SOURCES, part)
    return _with_sources(page, site.on(page.path), entries_in(site, part, Source))


def _with_sources(page: PageView, scope: Scope, sources: Sequence[Entry[Source]]) -> PageView:
    """List sources by kind, the newest first."""
    sections = []
    for kind in SOURCE_KINDS:
        entries = [entry for entry in sources if entry.record.kind == kind]
        entries.sort(
            key=lambda entry: entry.record.published.sort_key if entry.record.published else (),
            reverse=True,
        )
        if entries:
            title = scope.words(scope.word(f"sources_{kind}"))
            views = tuple(_source(scope, entry) for entry in entries)
            sections.append(SectionView(anchor=kind, title=title, sources=views))
    return replace(page, sections=tuple(sections), filters=tuple(_filters(scope, sources)))


def _filters(scope: Scope, sources: Sequence[Entry[Source]]) -> Iterator[Filter]:
    def first(trait: str) -> str:
        return f"#{next(entry.id for entry in sources if trait in _traits(scope, entry.record))}"

    def tier(name: str) -> tuple[Passage, str]:
        return scope.words(scope.word(f"tier_{name}")), first(f"tier:{name}")

    def publisher(entity: str) -> tuple[Passage, str] | None:
        link = scope.link(entity)
        return (link.passage, f"{link.href}#_sources") if link else None

    yield from filters(
        "tier", ([each.record.tier] if each.record.tier else [] for each in sources), tier
    )
    named = (_publisher(scope, each.record) for each in sources)
    yield from filters("publisher", ([each] if each else [] for each in named), publisher)


def _publisher(scope: Scope, source: Source) -> str | None:
    named = entity_id(source.publisher)
    return scope.catalog.present(named) if named else None


def _traits(scope: Scope, source: Source) -> tuple[str, ...]:
    """List what a reader can filter by, as one word each."""
    publisher = _publisher(scope, source)
    traits = (("tier", source.tier), ("publisher", publisher))
    return tuple(f"{kind}:{value}" for kind, value in traits if value)


def _source(scope: Scope, entry: Entry[Source]) -> SourceView:
    source = entry.record
    authors = (scope.entity_or_text(author) for author in source.author)
    return SourceView(
        id=entry.id,
        formerly=tuple(source.formerly),
        title=scope.source_title(source),
        is_description=source.title is None,
        publisher=scope.entity_or_text(source.publisher),
        authors=tuple(author for author in authors if author),
        published=scope.span(source.published) or scope.word("undated"),
        accessed=scope.span(source.accessed),
        kind=scope.word(f"source_{source.kind}"),
        tier=scope.word(f"tier_{source.tier}") if source.tier else "",
        language=scope.language_name(source.language) if source.language else "",
        locator=source.locator or "",
        href=(source.url or "") if source.link else "",
        archive_href=(source.archive_url or "") if source.link else "",
        marks=scope.access_marks(source),
        same_report_as=_link(scope, source.same_report_as),
        traits=_traits(scope, source),
        rests=tuple(_rests(scope, entry.id)),
    )


def _link(scope: Scope, source_id: str | None) -> LinkView | None:
    return scope.link(source_id) if source_id else None


def _rests(scope: Scope, source_id: str) -> Iterator[Line]:
    entries = scope.catalog.naming(source_id)
    yield from (scope.line(entry) for entry in entries if entry.kind != "source")
