"""Mend in fact files what needs no judgement, and change no other character.

Enters: a file's text and the problems found in it. Leaves: the text as it should be, what was
mended in which line, and what could not be. A step whose result does not read as the same
records, or loses a remark, is not made. Knows no rule: problems bring their mends.
"""

from factsheet.mending.rounds import mend_all
from factsheet.mending.steps import Mended, mended
from factsheet.mending.values import Note

__all__ = ["Mended", "Note", "mend_all", "mended"]
