"""Ask the web whether cited addresses still answer, and an archive for copies of them.

Enters: a catalog, manners, and what servers said last time. Leaves: a plain verdict for every
address, problems at their lines, fact files with addresses of archived copies added, and the
pages themselves where they are asked for. The only room that imports httpx, which is an extra.
Never part of a build.
"""

from factsheet.linkcheck.archive import Wanted, wanted
from factsheet.linkcheck.citations import Citation, citations
from factsheet.linkcheck.fetching import Fetched, fetch
from factsheet.linkcheck.judging import problems
from factsheet.linkcheck.manners import Manners
from factsheet.linkcheck.memory import Memory, recalled
from factsheet.linkcheck.running import Found, look_up
from factsheet.linkcheck.storing import store
from factsheet.linkcheck.summary import as_data, as_lines
from factsheet.linkcheck.verdicts import Answer, Verdict

__all__ = [
    "Answer",
    "Citation",
    "Fetched",
    "Found",
    "Manners",
    "Memory",
    "Verdict",
    "Wanted",
    "as_data",
    "as_lines",
    "citations",
    "fetch",
    "look_up",
    "problems",
    "recalled",
    "store",
    "wanted",
]
