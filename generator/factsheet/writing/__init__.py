"""Writing elsewhere that links to the site: a blog, articles, in Markdown or HTML.

Enters: the facts, the site's address, and texts. Leaves: problems at their places, and the texts
with links to renamed records mended. Reads nothing from the network and writes no file.
"""

from factsheet.writing.dating import Dating, dated
from factsheet.writing.files import Writing, read_writing
from factsheet.writing.judging import Judge, judge
from factsheet.writing.mending import mended

__all__ = ["Dating", "Judge", "Writing", "dated", "judge", "mended", "read_writing"]
