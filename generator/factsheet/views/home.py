"""The first page of a language: what is here."""

from collections.abc import Iterator
from dataclasses import replace

from factsheet.views.addresses import HOME, LISTS, NAMES
from factsheet.views.changes import CHANGES, newest
from factsheet.views.page import Card, PageView, SectionView
from factsheet.views.scope import Scope
from factsheet.views.sheets import sheet_cards


def home_page(site: Scope) -> PageView:
    """Introduce the sheets, then count what else there is."""
    scope = site.on(HOME)
    return PageView(
        path=HOME,
        template="home",
        title=scope.words(scope.word("home")),
        description=scope.word("home_lead"),
        heading=scope.words(scope.word("home_lead")),
        sections=(
            _section(scope, "sheets", cards=sheet_cards(scope)),
            *_newest(scope),
            _section(scope, "in_numbers", cards=_counts(scope)),
        ),
        more=Card(title=scope.words(scope.word("all_names")), href=scope.to_page(NAMES)),
    )


def _section(scope: Scope, name: str, cards: tuple[Card, ...] = ()) -> SectionView:
    return SectionView(anchor=name, title=scope.words(scope.word(name)), cards=cards)


def _newest(scope: Scope) -> Iterator[SectionView]:
    lines = newest(scope)
    if lines:
        everything = Card(title=scope.words(scope.word("all_changes")), href=scope.to_page(CHANGES))
        yield replace(_section(scope, "newest"), lines=lines, more=everything)


def _counts(scope: Scope) -> tuple[Card, ...]:
    kinds = {"entity": "entities/index", **LISTS, "source": "sources"}
    cards = []
    for kind, page in kinds.items():
        name = page.partition("/")[0]
        count = sum(entry.kind == kind for entry in scope.catalog.entries.values())
        cards.append(
            Card(
                title=scope.words(scope.word(name)),
                href=scope.to_page(page),
                text=scope.words(scope.word(f"{name}_lead")),
                count=str(count),
            )
        )
    return tuple(cards)
