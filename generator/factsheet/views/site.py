"""All pages of one language, in a fixed order: which there are is decided here."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from factsheet.catalog import Catalog, changed_records, traced
from factsheet.catalog.translations import behind
from factsheet.languages import Language
from factsheet.model import Entity, OwnUnit, Sheet
from factsheet.tracing import Asked, Memo, Question, Traced, other_answers
from factsheet.views.addresses import HOME, LISTS, addresses
from factsheet.views.changes import CHANGES, changes_page
from factsheet.views.entities import entities_page, entity_page
from factsheet.views.home import home_page
from factsheet.views.imprint import Imprint
from factsheet.views.listings import LISTINGS, list_makers
from factsheet.views.names import names_pages
from factsheet.views.page import PageView
from factsheet.views.scope import Behind, Scope
from factsheet.views.sheets import sheet_page, sheets_page
from factsheet.views.uses import Uses
from factsheet.wording import Wording

A = TypeVar("A")

NAVIGATION = (HOME, "sheets/index", "entities/index", *LISTS.values(), "sources", CHANGES)


Maker = Callable[[], Iterable[PageView]]


def pages(scope: Scope) -> Iterator[PageView]:
    """Make every page of a language."""
    for _, make in makers(scope):
        yield from make()


def makers(scope: Scope) -> Iterator[tuple[str, Maker]]:
    """Return what makes the pages of a language, one by one or a few together, by name."""
    catalog = scope.catalog
    yield "home", lambda: [home_page(scope)]
    yield "sheets", lambda: [sheets_page(scope)]
    for sheet in catalog.of(Sheet):
        yield sheet.id, partial(_one, sheet_page, scope, sheet)
    yield "entities", lambda: [entities_page(scope)]
    for entity in catalog.of(Entity):
        yield entity.id, partial(_one, entity_page, scope, entity)
    for path in LISTINGS:
        for name, make in list_makers(scope, path):
            yield f"of {name}", partial(_alone, make)
    yield "of changes", lambda: [changes_page(scope)]
    yield "of names", lambda: names_pages(scope)


def _alone(make: Callable[[], PageView]) -> list[PageView]:
    return [make()]


def _one(make: Callable[[Scope, A], PageView], scope: Scope, about: A) -> list[PageView]:
    return [make(scope, about)]


def site_scopes(
    catalog: Catalog, languages: Sequence[Language], imprint: Imprint, uses: Mapping[str, Uses]
) -> dict[str, Scope]:
    """Return, by language, all that is needed to word and link what stands on its home page."""
    homes, stale = addresses(catalog), _behind(catalog, [each.code for each in languages])
    return {
        each.code: Scope(
            catalog,
            homes,
            each,
            wording(catalog, each),
            HOME,
            uses=uses.get(each.code, {}),
            imprint=imprint,
            behind=stale,
        )
        for each in languages
    }


def traced_scopes(
    site: Mapping[str, Scope], asked: Asked, memos: Mapping[str, Memo]
) -> dict[str, Scope]:
    """Return the same scopes, which note what they are asked and share older memos."""
    catalogs = {id(scope.catalog): traced(scope.catalog, asked) for scope in site.values()}
    return {
        code: replace(
            scope,
            catalog=catalogs[id(scope.catalog)],
            addresses=replace(
                scope.addresses,
                homes=Traced("homes", scope.addresses.homes, asked),
                parts=Traced("parts", scope.addresses.parts, asked),
            ),
            behind=Traced("behind", scope.behind, asked),
            uses=Traced(f"uses {code}", scope.uses, asked),
            memo=memos[code],
        )
        for code, scope in site.items()
    }


def changed_answers(before: Mapping[str, Scope], after: Mapping[str, Scope]) -> set[Question]:
    """Find the questions that scopes, neither of them traced, answer otherwise than before."""
    one, other = next(iter(before.values())), next(iter(after.values()))
    found = set(changed_records(one.catalog, other.catalog))
    found |= set(other_answers("homes", one.addresses.homes, other.addresses.homes))
    found |= set(other_answers("parts", one.addresses.parts, other.addresses.parts))
    found |= set(other_answers("behind", one.behind, other.behind))
    for code, scope in after.items():
        found |= set(other_answers(f"uses {code}", before[code].uses, scope.uses))
    return found


def _behind(catalog: Catalog, codes: Sequence[str]) -> Behind:
    found: dict[str, set[tuple[str, str]]] = {}
    for each in behind(catalog, codes):
        found.setdefault(each.id, set()).add((each.key, each.words))
    return {record: frozenset(texts) for record, texts in found.items()}


def site_scope(catalog: Catalog, language: Language) -> Scope:
    """Return the same for one language of a site of which no more is known."""
    return site_scopes(catalog, [language], Imprint(), {})[language.code]


def wording(catalog: Catalog, language: Language) -> Wording:
    """Return how a language writes values, the fact base's own units included.

    A unit without a name in the language goes by another language's.
    """
    units = {}
    for entry in catalog.of(OwnUnit):
        names = entry.record.name
        units[entry.id] = (names.get(language.code) or next(iter(names.values()))).root
    return Wording(language, units)
