"""What all records share on their way to plain data: values, names, references, addresses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from factsheet.catalog import Catalog, entity_id, record_id
from factsheet.fields import Text
from factsheet.model import Entity, Label, SourceReference
from factsheet.views.addresses import Addresses
from factsheet.views.data.values import Record, Values, known


@dataclass(frozen=True, slots=True)
class DataScope:
    """A fact base, and what is needed to say its records to programs.

    `site_url` ends in "/", or is empty: addresses are then below the site's root.
    """

    catalog: Catalog
    addresses: Addresses
    values: Values
    sheets_of: Mapping[str, tuple[str, ...]]
    site_url: str = ""

    def address(self, path: str) -> str:
        """Return the address of a path below the site's root."""
        return self.site_url + path

    def pages(self, record_id: str) -> Record:
        """Return the address of the page a record is best read on, by language."""
        return {code: self.address(self.page(record_id, code)) for code in self.values.languages}

    def page(self, record_id: str, code: str) -> str:
        """Return the path of that page in one language, below the site's root."""
        return f"{code}/{self.addresses.page_of(record_id)}/{self.addresses.anchor(record_id)}"

    def entity(self, entity: str | None) -> Record | None:
        """Return an entity by its present id, with its name."""
        if entity is None:
            return None
        return {"id": self.catalog.present(entity), "name": self._name(entity)}

    def entities(self, listed: Iterable[str]) -> list[Record | None]:
        """Return several entities."""
        return [self.entity(each) for each in listed]

    def entity_or_text(self, text: Text | None) -> Record | None:
        """Return what stands in a field for "an entity id, or text"; text has no id."""
        if text is None:
            return None
        target = entity_id(text)
        is_entity = target is not None and self.catalog.find(target) is not None
        return self.entity(target) if is_entity else {"name": self.values.text(text)}

    def tag(self, tag: str) -> Record:
        """Return a tag by its id, with its name."""
        return {"id": tag, "name": self._name(tag)}

    def source(self, reference: SourceReference) -> Record:
        """Return where a fact rests on a source."""
        return known(
            id=self.catalog.present(reference.id), at=reference.at, excerpt=reference.excerpt
        )

    def sources(self, listed: Iterable[SourceReference]) -> list[Record]:
        """Return several sources."""
        return [self.source(each) for each in listed]

    def reference(self, reference: str) -> str:
        """Return a reference to a fact, or to a point of one, by its present id."""
        listed = record_id(reference)
        return self.catalog.present(listed) + reference.removeprefix(listed)

    def _name(self, record_id: str) -> Record | None:
        entry = self.catalog.find(record_id)
        record = entry.record if entry else None
        return self.values.text(record.name) if isinstance(record, Entity | Label) else {}
