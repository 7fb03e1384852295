"""Turn fact files into typed records, and every mistake into a problem with its place.

Enters: folders. Leaves: a `Reading` with all records that hold together, the files' texts,
and the problems. Never stops at the first mistake, never raises for what a file holds. Knows
one record at a time; whether records fit each other is `catalog`'s and the checks' work.
"""

from factsheet.reader.entries import Entry, Reading
from factsheet.reader.kept import Archive, Keeping, KeptText
from factsheet.reader.locked import Locked
from factsheet.reader.reading import ReadBefore, read

__all__ = [
    "Archive",
    "Entry",
    "Keeping",
    "KeptText",
    "Locked",
    "ReadBefore",
    "Reading",
    "read",
]
