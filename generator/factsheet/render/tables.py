"""A series as CSV (RFC 4180), the same in every language.

Enters: a figure of a catalog. Leaves: one file, with exact numbers in the unit itself, not in
its millions, and with the periods as the fact base names them.
"""

import csv
import io

from factsheet.catalog import Catalog
from factsheet.model import Figure
from factsheet.outputs import Output
from factsheet.reader import Entry
from factsheet.views.addresses import table_path

COLUMNS = (
    "period",
    "from",
    "to",
    "low",
    "high",
    "unit",
    "qualifier",
    "projection",
    "status",
    "sources",
)


def table_outputs(catalog: Catalog, entry: Entry[Figure]) -> tuple[Output, ...]:
    """Write a series' points in the order of time, one a row; under its former ids as well."""
    figure, text = entry.record, io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for period, point in figure.timeline():
        quantity = point.value.quantity(figure.unit or "")
        covers = period.covers or (None if period.fiscal else period.span)
        writer.writerow(
            (
                period.label,
                covers.first_day.isoformat() if covers else "",
                covers.last_day.isoformat() if covers else "",
                format(quantity.low, "f"),
                format(quantity.high, "f") if quantity.high is not None else "",
                catalog.units.unit(quantity.unit).name,
                quantity.qualifier,
                str(point.projection).lower(),
                point.status,
                " ".join(dict.fromkeys(each.id for each in point.sources or figure.sources)),
            )
        )
    content = text.getvalue().encode()
    return tuple(Output(table_path(each), content) for each in (entry.id, *figure.formerly))
