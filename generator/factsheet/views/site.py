"""All pages of one language, in a fixed order: which there are is decided here."""

from collections.abc import Iterator, Mapping, Sequence

from factsheet.catalog import Catalog
from factsheet.catalog.translations import behind
from factsheet.languages import Language
from factsheet.model import FACT_KINDS, Entity, OwnUnit, Sheet
from factsheet.views.addresses import HOME, LISTS, addresses
from factsheet.views.changes import CHANGES, changes_page
from factsheet.views.entities import entities_page, entity_page
from factsheet.views.home import home_page
from factsheet.views.imprint import Imprint
from factsheet.views.lists import facts_page
from factsheet.views.names import names_page
from factsheet.views.page import PageView
from factsheet.views.scope import Behind, Scope
from factsheet.views.sheets import sheet_page, sheets_page
from factsheet.views.sources import sources_page
from factsheet.views.timeline import timeline_pages
from factsheet.views.uses import Uses
from factsheet.wording import Wording

NAVIGATION = (HOME, "sheets/index", "entities/index", *LISTS.values(), "sources", CHANGES)


def pages(scope: Scope) -> Iterator[PageView]:
    """Make every page of a language."""
    catalog = scope.catalog
    yield home_page(scope)
    yield sheets_page(scope)
    yield from (sheet_page(scope, entry) for entry in catalog.of(Sheet))
    yield entities_page(scope)
    yield from (entity_page(scope, entry) for entry in catalog.of(Entity))
    yield from timeline_pages(scope)
    yield from (facts_page(scope, kind) for kind in FACT_KINDS if kind != "date")
    yield sources_page(scope)
    yield changes_page(scope)
    yield names_page(scope)


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
