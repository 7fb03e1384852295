"""Replace stretches of a text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """What stands from one offset to another gives way to a text."""

    start: int
    end: int
    text: str


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits made, each once; they must not overlap."""
    parts, at = [], 0
    for edit in sorted(set(edits)):
        if edit.start < at:
            message = "two edits overlap"
            raise ValueError(message)
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join((*parts, text[at:]))


def line_end(text: str) -> str:
    """Return how the lines of a text end, as its first one does."""
    found = LINE_END.search(text)
    return found[0] if found else "\n"


def end_of_line(text: str, at: int) -> int:
    """Return where the line ends that an offset is in, before its line end."""
    found = LINE_END.search(text, at)
    return found.start() if found else len(text)
