"""The door for mkdocs: the only rooms that import it.

Nothing about content is decided here; pages come finished from `pipeline`.
"""

from factsheet.plugin.events import FactsheetPlugin

__all__ = ["FactsheetPlugin"]
