"""What the steps of mending pass on."""

from dataclasses import dataclass

from factsheet.problems import Place


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """What was mended in a line, or what was left there and why."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a step would make of a text.

    `expected` is what the text must read as then, as plain data; `gone` are the lines, by their
    numbers before, that are not there any more.
    """

    text: str
    expected: object
    notes: tuple[Note, ...] = ()
    left: tuple[Note, ...] = ()
    gone: tuple[int, ...] = ()
