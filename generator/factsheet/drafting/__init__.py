"""A new record: what to ask for it, which id suits it, and where in which file it belongs.

Enters: a kind of record, answers, and the fact base it joins. Leaves: the text of a file with the
record in it. Whether the record holds is for reading and the checks to say.
"""

from factsheet.drafting.answers import ASKED, choices_of, is_by_language, section_of, value_of
from factsheet.drafting.mending import fields_to_mend
from factsheet.drafting.naming import proposed_id
from factsheet.drafting.placing import Drafted, drafted, file_of

__all__ = [
    "ASKED",
    "Drafted",
    "choices_of",
    "drafted",
    "fields_to_mend",
    "file_of",
    "is_by_language",
    "proposed_id",
    "section_of",
    "value_of",
]
