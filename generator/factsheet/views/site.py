"""All pages of one language, in a fixed order: which there are is decided here."""

from collections.abc import Iterator

from factsheet.catalog import Catalog
from factsheet.languages import Language
from factsheet.model import FACT_KINDS, Entity, OwnUnit, Sheet
from factsheet.views.addresses import HOME, LISTS, addresses
from factsheet.views.changes import CHANGES, changes_page
from factsheet.views.entities import entities_page, entity_page
from factsheet.views.home import home_page
from factsheet.views.lists import facts_page
from factsheet.views.page import PageView
from factsheet.views.scope import Scope
from factsheet.views.sheets import sheet_page, sheets_page
from factsheet.views.sources import sources_page
from factsheet.views.timeline import timeline_pages
from factsheet.wording import Wording

NAVIGATION = (HOME, "sheets/index", "entities/index", *LISTS.values(), "sources", CHANGES)


def pages(catalog: Catalog, language: Language) -> Iterator[PageView]:
    """Make every page of a language."""
    scope = site_scope(catalog, language)
    yield home_page(scope)
    yield sheets_page(scope)
    yield from (sheet_page(scope, entry) for entry in catalog.of(Sheet))
    yield entities_page(scope)
    yield from (entity_page(scope, entry) for entry in catalog.of(Entity))
    yield from timeline_pages(scope)
    yield from (facts_page(scope, kind) for kind in FACT_KINDS if kind != "date")
    yield sources_page(scope)
    yield changes_page(scope)


def site_scope(catalog: Catalog, language: Language) -> Scope:
    """Return all that is needed to word and link what stands on the home page."""
    return Scope(catalog, addresses(catalog), language, wording(catalog, language), HOME)


def wording(catalog: Catalog, language: Language) -> Wording:
    """Return how a language writes values, the fact base's own units included.

    A unit without a name in the language goes by another language's.
    """
    units = {}
    for entry in catalog.of(OwnUnit):
        names = entry.record.name
        units[entry.id] = (names.get(language.code) or next(iter(names.values()))).root
    return Wording(language, units)
