"""When a text was written, as far as it can be known.

Enters: a text, and the day that holds for those without one. Leaves: a day and where it is from.
A text's own date counts first, and of several the latest, as who renews a text has read it:
`date`, `updated` and the like in front matter; in HTML, `article:published_time` and
`article:modified_time`, else the first `<time datetime>`. Then the day that was given, or the
day of the file's last commit. A file's time of change tells when it was copied, and is not used.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from factsheet.checkout import last_commit
from factsheet.writing.files import Writing
from factsheet.writing.markup import LenientParser

FRONT_MATTER = re.compile(
    r"\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)^\1[ \t]*\r?$", re.DOTALL | re.MULTILINE
)
# As Jekyll, Hugo, Hexo, Material's blog and Quarto name them.
KEYS = (
    "date", "created", "published", "publishdate", "updated", "modified", "lastmod",
    "last_modified_at", "last_updated", "date-modified",
)  # fmt: skip
FIELD = re.compile(
    rf"^[ \t]*(?:{'|'.join(KEYS)})[ \t]*[:=][ \t]*[\"']?(\d{{4}}-\d{{2}}-\d{{2}})",
    re.IGNORECASE | re.MULTILINE,
)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
METAS = frozenset({"article:published_time", "article:modified_time", "date", "dcterms.date"})


@dataclass(frozen=True, slots=True)
class Dating:
    """A day and where it is from, in a message's words; no day where none is known."""

    day: dt.date | None
    how: str


def dated(writing: Writing, since: dt.date | None) -> Dating:
    """Return when a text was written; `since` stands for the day of its last commit."""
    own = max(_own(writing), default=None)
    if own is not None:
        return Dating(own, "by its own date")
    if since is not None:
        return Dating(since, "by --since")
    committed = last_commit(writing.path)
    return Dating(committed, "by its last commit" if committed else "")


def _own(writing: Writing) -> Iterator[dt.date]:
    front = FRONT_MATTER.match(writing.text)
    found = FIELD.findall(front[2]) if front else []
    if writing.is_html:
        finder = _Finder()
        finder.feed(writing.text)
        found += finder.metas or finder.times[:1]
    for text in found:
        try:
            yield dt.date.fromisoformat(text)
        except ValueError:
            continue


class _Finder(LenientParser):
    """Collects the days that a page's head and its `<time>` elements tell."""

    def __init__(self) -> None:
        super().__init__()
        self.metas: list[str] = []
        self.times: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "meta" and (named.get("property") or named.get("name", "")).lower() in METAS:
            self.metas += DAY.findall(named.get("content", ""))[:1]
        if tag == "time":
            self.times += DAY.findall(named.get("datetime", ""))[:1]
