"""Change YAML files in place: at known offsets, and no other character.

Enters: texts, and what to write where. Leaves: changed texts, and files that were all replaced
or none. Knows YAML's spelling, but no record and no field.
"""

from factsheet.editing.changing import Edit, applied, end_of_line, line_end
from factsheet.editing.spelling import Value, spelled, spelled_in_brackets, spelled_record
from factsheet.editing.storing import Change, NotStoredError, encoded, store

__all__ = [
    "Change",
    "Edit",
    "NotStoredError",
    "Value",
    "applied",
    "encoded",
    "end_of_line",
    "line_end",
    "spelled",
    "spelled_in_brackets",
    "spelled_record",
    "store",
]
