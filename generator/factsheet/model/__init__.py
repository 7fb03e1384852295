"""The records of a fact base: what every section may hold.

Enters: plain data of one record. Leaves: a frozen, typed record, or pydantic's errors, which
`reader` words and places. The fields and their descriptions are the format's one schema.
Knows no files, no other records and no languages.
"""

from collections.abc import Mapping

from factsheet.fields import Measured, Part
from factsheet.model.entities import Entity, Label, OwnUnit
from factsheet.model.facts import Correction, Event, Fact, SourceReference
from factsheet.model.figures import Alternative, Change, Figure, PeriodRange, Point
from factsheet.model.sheets import Query, Sheet, SheetSection
from factsheet.model.sources import Source
from factsheet.model.statements import Claim, Quote
from factsheet.model.vocabulary import (
    ACCESSES,
    ENTITY_KINDS,
    FACT_KINDS,
    SOURCE_KINDS,
    STATUSES,
    STATUSES_WITH_REASON,
    TIERS,
    VERDICTS,
    VERDICTS_WITHOUT_EVIDENCE,
)

__all__ = [
    "ACCESSES",
    "ENTITY_KINDS",
    "FACT_KINDS",
    "KIND_OF_SECTION",
    "PARTS",
    "SECTIONS",
    "SOURCE_KINDS",
    "STATUSES",
    "STATUSES_WITH_REASON",
    "TIERS",
    "VERDICTS",
    "VERDICTS_WITHOUT_EVIDENCE",
    "Alternative",
    "Change",
    "Claim",
    "Correction",
    "Entity",
    "Event",
    "Fact",
    "Figure",
    "Label",
    "OwnUnit",
    "PeriodRange",
    "Point",
    "Query",
    "Quote",
    "Sheet",
    "SheetSection",
    "Source",
    "SourceReference",
    "field_names",
]

SECTIONS: Mapping[str, type[Part]] = {
    "sources": Source,
    "entities": Entity,
    "units": OwnUnit,
    "tags": Label,
    "dates": Event,
    "figures": Figure,
    "quotes": Quote,
    "claims": Claim,
    "sheets": Sheet,
}
KIND_OF_SECTION: Mapping[str, str] = {
    "sources": "source",
    "entities": "entity",
    "units": "unit",
    "tags": "tag",
    "dates": "date",
    "figures": "figure",
    "quotes": "quote",
    "claims": "claim",
    "sheets": "sheet",
}
# The fields that hold parts with fields of their own.
PARTS: Mapping[str, type[Part]] = {
    "sources": SourceReference,
    "corrections": Correction,
    "points": Point,
    "value": Measured,
    "change": Change,
    "period": PeriodRange,
    "alternatives": Alternative,
    "sections": SheetSection,
    "facts": Query,
}


def field_names(model: type[Part]) -> tuple[str, ...]:
    """Return a record's fields as curators write them."""
    return tuple(info.alias or name for name, info in model.model_fields.items())
