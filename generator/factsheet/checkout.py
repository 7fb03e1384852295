"""Which commit the facts are at, if they are in a git checkout.

Enters: the folder file names are relative to, and the fact folders. Leaves: a `Checkout`, or
None where there is no git, no checkout or no commit yet. The only room that runs git; asks it
once a build and changes nothing. Knows no records.
"""

import datetime as dt
import posixpath
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from factsheet.problems import Place

PATIENCE = 10.0
SHORT = 10
# How hosts spell the address of a line at a commit; of others we cannot know.
LINES: Mapping[str, str] = {
    "github.com": "{repository}/blob/{commit}/{file}#L{line}",
    "gitlab.com": "{repository}/-/blob/{commit}/{file}#L{line}",
}
HOST = re.compile(r"https?://(?:www\.)?([^/:]+)(?=/)")
# Neither the index nor a daemon of the user is touched.
GIT = ("--no-optional-locks", "-c", "core.fsmonitor=false")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """A commit, and the files below the fact folders whose state differs from it.

    `prefix` leads from the top of the repository to the folder file names are relative to;
    `changed` are paths from that top.
    """

    commit: str
    prefix: str
    changed: frozenset[str]

    @property
    def short(self) -> str:
        """The commit as people cite it."""
        return self.commit[:SHORT]

    def holds(self, file: str) -> bool:
        """Whether a fact file stands in the commit just as it is on disk."""
        path = self._path(file)
        return not path.startswith(("/", "../")) and path not in self.changed

    def address(self, repository: str, place: Place) -> str:
        """Return the web address of a line as it is in the commit.

        Empty when the file has changed since, and for hosts whose addresses are not known.
        """
        host = HOST.match(repository)
        pattern = LINES.get(host[1].lower()) if host else None
        if pattern is None or not self.holds(place.file):
            return ""
        return pattern.format(
            repository=repository.rstrip("/").removesuffix(".git"),
            commit=self.commit,
            file=quote(self._path(place.file)),
            line=place.line,
        )

    def _path(self, file: str) -> str:
        return posixpath.normpath(posixpath.join(self.prefix, file))


def find_checkout(root: Path, facts: Sequence[Path]) -> Checkout | None:
    """Ask git for the commit; None, without a word, where it has no answer."""
    commit = _git(root, "rev-parse", "--verify", "HEAD")
    prefix = _git(root, "rev-parse", "--show-prefix")
    status = _git(
        root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all",
        "--ignored=matching", "--", *(str(path.absolute()) for path in facts),
    )  # fmt: skip
    if commit is None or prefix is None or status is None:
        return None
    # A line is two letters, a space, and the path.
    changed = frozenset(line[3:] for line in status.split("\0") if line)
    return Checkout(commit=commit.strip(), prefix=prefix.rstrip("\n"), changed=changed)


def last_commit(file: Path) -> dt.date | None:
    """Return the day of the last commit that changed a file; None where git knows of none."""
    day = _git(file.absolute().parent, "log", "-1", "--format=%cs", "--", file.name)
    return dt.date.fromisoformat(day.strip()) if day and day.strip() else None


def _git(folder: Path, *arguments: str) -> str | None:
    program = shutil.which("git")
    if program is None:
        return None
    try:
        found = subprocess.run(  # noqa: S603 git itself, with arguments of our own
            [program, *GIT, *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return found.stdout.decode("utf-8", "surrogateescape")
