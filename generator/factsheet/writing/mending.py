"""Write present ids for former ones in the targets of links, and change nothing else."""

import re
from collections.abc import Mapping, Sequence

from factsheet.writing.files import Writing
from factsheet.writing.links import WrittenLink

# What may stand behind the id of a record in the path of its address.
LAST = r"(?:\.\w+|/(?:index\.html|feed\.xml)?)?"
Renamings = Sequence[tuple[WrittenLink, Mapping[str, str]]]


def mended(writing: Writing, renamings: Renamings) -> str:
    """Return a text with the former ids in its links' targets replaced, the last link first."""
    text = writing.text
    for link, present in sorted(renamings, key=lambda pair: -pair[0].start):
        target = renamed(link.target, present)
        text = text[: link.start] + target + text[link.start + len(link.target) :]
    return text


def renamed(target: str, present: Mapping[str, str]) -> str:
    """Return a target with the present ids where former ones are its last step or its anchor."""
    address, mark, anchor = target.partition("#")
    path, question, query = address.partition("?")
    for old, new in present.items():
        path = re.sub(rf"(?<=/){re.escape(old)}(?={LAST}$)", new, path)
        anchor = re.sub(rf"^{re.escape(old)}(?=@|%40|$)", new, anchor)
    return path + question + query + mark + anchor
