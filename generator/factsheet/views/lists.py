"""The lists of all facts of a kind: timeline, figures, quotes, claims."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from factsheet.catalog import is_a, time_of
from factsheet.fields import Part as Record
from factsheet.model import VERDICTS, Claim, Fact, Figure
from factsheet.reader import Entry
from factsheet.views.addresses import LISTS
from factsheet.views.facts import fact_view
from factsheet.views.page import Card, PageView, SectionView
from factsheet.views.partition import OTHERS, UNDATED, Part
from factsheet.views.parts import Passage
from factsheet.views.scope import Scope

F = TypeVar("F", bound=Fact)
R = TypeVar("R", bound=Record)
Group = tuple[str, Passage, list[Entry[Fact]]]


def facts_page(kind: str, site: Scope) -> PageView:
    """Show all facts of one kind, in groups a reader can scan."""
    scope = site.on(LISTS[kind])
    facts = [entry for entry in scope.catalog.of(Fact) if entry.kind == kind]
    return replace(
        list_page(scope, LISTS[kind]),
        sections=_sections(scope, kind, facts),
    )


def _sections(scope: Scope, kind: str, facts: list[Entry[Fact]]) -> tuple[SectionView, ...]:
    return tuple(
        SectionView(
            anchor=anchor,
            title=title,
            facts=tuple(fact_view(scope, entry) for entry in entries),
        )
        for anchor, title, entries in _groups(scope, kind, facts)
    )


def facts_part(kind: str, site: Scope, part: Part) -> PageView:
    """Show the facts of one kind that are in a part of their list."""
    page, facts = part_page(site, LISTS[kind], part), entries_in(site, part, Fact)
    return replace(page, sections=_sections(site.on(page.path), kind, facts))


def entries_in(scope: Scope, part: Part, model: type[R]) -> list[Entry[R]]:
    """Return the records of a part, in its order."""
    found = (scope.catalog.find(each) for each in part.ids)
    return [entry for entry in found if entry is not None and is_a(entry, model)]


def index_page(site: Scope, path: str) -> PageView:
    """Return the index of a list that is split, with a card a part."""
    scope = site.on(path)
    cards = tuple(
        Card(
            title=scope.words(_part_title(scope, part)),
            href=scope.to_page(f"{path}/{part.page}"),
            count=str(len(part.ids)),
        )
        for part in scope.addresses.parts[path]
    )
    return replace(list_page(scope, path), cards=cards)


def part_page(site: Scope, path: str, part: Part) -> PageView:
    """Return the page of a part of a list, still empty."""
    page = list_page(site.on(path), path)
    title = site.word("title_separator").join((page.title.plain, _part_title(site, part)))
    return replace(page, path=f"{path}/{part.page}", title=site.words(title))


def _part_title(scope: Scope, part: Part) -> str:
    title = _shared(scope, part.name)
    if part.number == 1:
        return title
    return f"{title}{scope.word('open_bracket')}{part.number}{scope.word('close_bracket')}"


def _shared(scope: Scope, name: str) -> str:
    """Say what the records of a part share: a year, a verdict, an owner's letter."""
    if name.isdigit():
        return scope.word("year", year=int(name))
    if name in VERDICTS:
        return scope.word(f"verdict_{name}")
    return scope.word(name) if name in (OTHERS, UNDATED) else name.upper()


def list_page(scope: Scope, name: str) -> PageView:
    """Return a page that lists what its name says, still empty."""
    return PageView(
        path=scope.page,
        template="list",
        title=scope.words(scope.word(name)),
        description=scope.word(f"{name}_lead"),
        lead=scope.words(scope.word(f"{name}_lead")),
    )


def _groups(scope: Scope, kind: str, facts: list[Entry[Fact]]) -> Iterator[Group]:
    match kind:
        case "claim":
            return _by_verdict(scope, facts)
        case "figure":
            return _by_owner(scope, facts)
        case _:
            return by_year(scope, facts)


def by_year(
    scope: Scope, facts: Sequence[Entry[F]]
) -> Iterator[tuple[str, Passage, list[Entry[F]]]]:
    """Group facts by the year they begin in, those without a time last."""
    timed = [(span, entry) for entry in facts if (span := time_of(entry.record)) is not None]
    timed.sort(key=lambda pair: (pair[0].year, pair[0].sort_key))
    for year, group in groupby(timed, key=lambda pair: pair[0].year):
        title = scope.words(scope.word("year", year=year))
        yield f"year-{year}", title, [entry for _, entry in group]
    undated = [entry for entry in facts if time_of(entry.record) is None]
    if undated:
        yield "undated", scope.words(scope.word("undated")), undated


def _by_verdict(scope: Scope, facts: list[Entry[Fact]]) -> Iterator[Group]:
    for verdict in VERDICTS:
        group = [
            entry
            for entry in facts
            if isinstance(entry.record, Claim) and entry.record.verdict == verdict
        ]
        if group:
            yield verdict, scope.words(scope.word(f"verdict_{verdict}")), group


def _by_owner(scope: Scope, facts: list[Entry[Fact]]) -> Iterator[Group]:
    """Group figures by the entity they belong to, the one with most figures first."""
    owners: dict[str | None, list[Entry[Fact]]] = {}
    for entry in facts:
        owners.setdefault(_owner(scope, entry), []).append(entry)
    for owner, owned in sorted(owners.items(), key=lambda item: (item[0] is None, -len(item[1]))):
        link = scope.link(owner) if owner else None
        title = link.passage if link else scope.words(scope.word("others"))
        yield f"of-{owner or 'others'}", title, owned


def _owner(scope: Scope, entry: Entry[Fact]) -> str | None:
    owner = entry.record.of if isinstance(entry.record, Figure) else None
    return scope.catalog.present(owner) if owner else None
