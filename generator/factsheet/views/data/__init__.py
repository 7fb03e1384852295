"""The facts as plain data, the same in every language: what the JSON files, tables and exports say.

Enters: a catalog, the site's languages and address. Leaves: a `DataView` of dicts, lists and
texts, ready to be written in any form. What every field means is told in
`render/data/schema.json`, which is a promise: a field is added here and there at once. Knows no
file format.
"""

from factsheet.views.data.records import DataView, data_view

__all__ = ["DataView", "data_view"]
