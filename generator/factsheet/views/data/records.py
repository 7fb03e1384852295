"""All records as plain data, in the order of the catalog."""

from collections.abc import Sequence
from dataclasses import dataclass

from factsheet.catalog import Catalog
from factsheet.languages import Language
from factsheet.model import Entity, Fact, Sheet, Source
from factsheet.views.addresses import addresses
from factsheet.views.data.facts import fact_record
from factsheet.views.data.ids import ids
from factsheet.views.data.others import entity_record, sheet_record, source_record
from factsheet.views.data.scope import DataScope
from factsheet.views.data.values import Record, Values
from factsheet.views.imprint import root_of
from factsheet.views.site import wording


@dataclass(frozen=True, slots=True, kw_only=True)
class DataView:
    """All records as plain data, and what is said about the whole.

    `renamed` maps the former ids of records to their present ones; `site_url` ends in "/" or is
    empty; `licence` is an SPDX identifier or empty.
    """

    languages: tuple[str, ...]
    site_url: str
    licence: str
    facts: tuple[Record, ...]
    entities: tuple[Record, ...]
    sources: tuple[Record, ...]
    sheets: tuple[Record, ...]
    ids: dict[str, Record]
    renamed: dict[str, str]


def data_view(
    catalog: Catalog, languages: Sequence[Language], *, site_url: str = "", licence: str = ""
) -> DataView:
    """Return all records as plain data.

    With a site's address every address is absolute, otherwise below the site's root.
    """
    root = root_of(site_url)
    wordings = {each.code: wording(catalog, each) for each in languages}
    values = Values(wordings, catalog.units)
    scope = DataScope(catalog, addresses(catalog), values, catalog.shown_in, root)
    return DataView(
        languages=values.languages,
        site_url=root,
        licence=licence,
        facts=tuple(fact_record(scope, entry) for entry in catalog.of(Fact)),
        entities=tuple(entity_record(scope, entry) for entry in catalog.of(Entity)),
        sources=tuple(source_record(scope, entry) for entry in catalog.of(Source)),
        sheets=tuple(sheet_record(scope, entry) for entry in catalog.of(Sheet)),
        ids=ids(scope),
        renamed=dict(catalog.renamed),
    )
