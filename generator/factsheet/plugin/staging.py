"""Build beside the site, and put the finished one in its place.

mkdocs empties the site's folder first and then writes into it, page by page: what is stopped in
between leaves half a site. Enters: where the site shall be. Leaves: a folder to build in, and at
the end the site, exchanged by renaming folders. What mkdocs leaves alone, names that begin with
a dot (a `.git`, say), stays there. Knows no page.
"""

import os
import shutil
from pathlib import Path

from factsheet.workshops import Hold, OccupiedError, hide

NEW, PREVIOUS = "new", "previous"


class Staging:
    """A workshop beside the site: the new site grows in it, the previous one waits in it."""

    def __init__(self, site: Path) -> None:
        """Take the workshop; what a build left that was stopped is put in order first.

        Raises `OccupiedError` where another build has it, and `OSError` where there can be none.
        """
        self.site = Path(os.path.realpath(site))
        if self.site.is_mount():
            message = "what is mounted cannot be exchanged"
            raise OSError(message)
        self.workshop = self.site.with_name(f".{self.site.name}.building")
        self.new, self._previous = self.workshop / NEW, self.workshop / PREVIOUS
        self.workshop.mkdir(parents=True, exist_ok=True)
        self._hold = Hold(self.workshop)
        self._is_over = False
        # Nobody commits by accident what a stopped build left.
        hide(self.workshop)
        self._recover()
        self.new.mkdir()

    def finish(self) -> None:
        """Put the new site in the place of the previous one."""
        if self.site.exists():
            self.site.rename(self._previous)
            _move_hidden(self._previous, self.new)
        self.new.rename(self.site)
        self.drop()

    def drop(self) -> None:
        """Leave nothing but the site that is there; may be called again."""
        if not self._is_over:
            self._is_over = True
            self._recover()
            shutil.rmtree(self.workshop)
            self._hold.release()

    def _recover(self) -> None:
        """Where a build was stopped between two renames, take the previous site back."""
        if self._previous.exists() and not self.site.exists():
            if self.new.exists():
                _move_hidden(self.new, self._previous)
            self._previous.rename(self.site)
        for each in (self.new, self._previous):
            if each.exists():
                shutil.rmtree(each)


def _move_hidden(origin: Path, target: Path) -> None:
    for each in sorted(origin.iterdir()):
        if each.name.startswith("."):
            each.rename(target / each.name)


__all__ = ["OccupiedError", "Staging"]
