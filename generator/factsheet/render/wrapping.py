"""Break text into lines of a measured width, as each script breaks.

Enters: a text and the width of every character in em. Leaves: its lines, the last one with an
ellipsis where there was no room for all. Latin breaks at spaces, Han anywhere except where
punctuation forbids it.
"""

import unicodedata
from collections.abc import Callable, Iterator

NEVER_FIRST = frozenset("，。、；：？！”’）》〉」』】…—～·%‰,.;:?!)]}℃万亿")
NEVER_LAST = frozenset("“‘（《〈「『【([{$€£¥")
CLOSING = {"“": "”", "‘": "’", "「": "」", "『": "』"}
ELLIPSIS = "…"
LOOSE_ENDS = " ，。、；：,.;:—-–（(“‘《"

Measure = Callable[[str], float]


def wrapped(text: str, width: float, most: int, measure: Measure) -> tuple[list[str], bool]:
    """Return at most so many lines, and whether they hold the whole text."""
    lines = list(_lines(text, width, measure))
    if len(lines) <= most:
        return lines, True
    ending = ELLIPSIS + (CLOSING.get(text[0], "") if text.endswith(tuple(CLOSING.values())) else "")
    rest = " ".join(lines[most - 1 : most + 1])
    last = _shortened(rest, width - measure(ending), measure)
    return [*lines[: most - 1], last + ending], False


def is_wide(character: str) -> bool:
    """Whether a character takes the square of a Han character."""
    return unicodedata.east_asian_width(character) in "WF"


def _lines(text: str, width: float, measure: Measure) -> Iterator[str]:
    line = ""
    for piece in _fitting(text, width, measure):
        if line and measure((line + piece).rstrip(" ")) > width:
            yield line.rstrip(" ")
            line = ""
        line += piece
    if line.strip(" "):
        yield line.rstrip(" ")


def _fitting(text: str, width: float, measure: Measure) -> Iterator[str]:
    """Cut a text where a line may end; a word wider than a line is cut anywhere."""
    for piece in _pieces(text):
        if measure(piece.rstrip(" ")) <= width:
            yield piece
            continue
        part = ""
        for character in piece:
            if part and measure((part + character).rstrip(" ")) > width:
                yield part
                part = ""
            part += character
        yield part


def _pieces(text: str) -> Iterator[str]:
    piece = ""
    for character in text:
        if piece and _may_break(piece[-1], character):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    if after == " ":
        return False
    if before == " ":
        return True
    if before in NEVER_LAST or after in NEVER_FIRST or before.isdecimal():
        return False
    return is_wide(before) or is_wide(after)


def _shortened(text: str, width: float, measure: Measure) -> str:
    """Return as much of a text as fits, without a loose end."""
    shown = ""
    for piece in _pieces(text):
        if measure((shown + piece).rstrip(" ")) > width:
            break
        shown += piece
    if not shown:
        while text and measure(text) > width:
            text = text[:-1]
        shown = text
    return shown.rstrip(LOOSE_ENDS)
