"""All records by id, and what refers to what.

Enters: a `Reading`. Leaves: a `Catalog` with backlinks: from every source, entity, tag or fact
to the records that name it. Knows nothing of languages, pages or what is a mistake.
"""

from factsheet.catalog.addresses import addresses
from factsheet.catalog.asked import changed_records, traced
from factsheet.catalog.by_language import own_language, prose
from factsheet.catalog.changes import GIVEN_UP, SHARES, StatedChange, stated_changes, typed
from factsheet.catalog.citing import (
    basis,
    cited,
    citings,
    evidence_of,
    number_of,
    originals,
    report_of,
)
from factsheet.catalog.naming import (
    ENTITY,
    FACT,
    SOURCE,
    TAG,
    Reference,
    entity_id,
    point_of,
    record_id,
    references,
)
from factsheet.catalog.records import Apart, Catalog, build, is_a
from factsheet.catalog.times import time_key, time_of
from factsheet.fields import OURS

__all__ = [
    "ENTITY",
    "FACT",
    "GIVEN_UP",
    "OURS",
    "SHARES",
    "SOURCE",
    "TAG",
    "Apart",
    "Catalog",
    "Reference",
    "StatedChange",
    "addresses",
    "basis",
    "build",
    "changed_records",
    "cited",
    "citings",
    "entity_id",
    "evidence_of",
    "is_a",
    "number_of",
    "originals",
    "own_language",
    "point_of",
    "prose",
    "record_id",
    "references",
    "report_of",
    "stated_changes",
    "time_key",
    "time_of",
    "traced",
    "typed",
]
