"""What can be wrong, as values.

A problem says where, which rule, what and, when known, the remedy. Nothing here prints,
raises on its own or knows YAML: readers and checks make problems, `report` words them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum

LONGEST_QUOTE = 60
QUOTES = 2
# What moves a terminal's cursor, colours it, or turns the order of letters round.
COMMANDS = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
CONTROL_PICTURES = 0x2400  # Unicode's signs for the first 32 characters


class Severity(StrEnum):
    """How bad it is: an error stops a build, a warning stops only a strict one."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of one line of a file, as an editor counts it.

    `line` and `column` start at 1; `column` and `width` count characters, not cells.
    Line 0 means the file as a whole.
    """

    file: str
    line: int = 0
    column: int = 0
    width: int = 1

    def __str__(self) -> str:
        """Write the place the way editors and terminals make it clickable."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    def within(self, text: str, part: str) -> "Place":
        """Return where a part of `text` stands, if the text stands here on one line as it is.

        Otherwise (it is folded, escaped, or not what stands here) the place stays as it is.
        """
        quotes = self.width - len(text)
        if part not in text or quotes not in (0, QUOTES):
            return self
        column = self.column + quotes // 2 + text.index(part)
        return replace(self, column=column, width=len(part))


@dataclass(frozen=True, slots=True, order=True)
class Mend:
    """A stretch of a text that gives way to another: a remedy that needs no judgement.

    `place` is where the text begins that is changed, `whole` what it reads as, quotes and line
    breaks aside; the stretch is counted in that.
    """

    place: Place
    whole: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing a curator should mend.

    `message` is one lower-case sentence in the curator's words; `also` is the second
    place of a problem that has two (a repeated id, say); `mends` are there where the remedy
    is certain.
    """

    place: Place
    rule: str
    message: str
    hint: str | None = None
    severity: Severity = Severity.ERROR
    also: Place | None = None
    mends: tuple[Mend, ...] = ()

    @property
    def is_error(self) -> bool:
        """Whether a build must not go on."""
        return self.severity is Severity.ERROR

    @property
    def sort_key(self) -> tuple[Place, str, str]:
        """Order by place, then by rule, so that output never depends on chance."""
        return self.place, self.rule, self.message


class MalformedError(ValueError):
    """A text that does not mean what its place asks for; becomes a problem there."""

    def __init__(self, rule: str, message: str, hint: str | None = None) -> None:
        """Keep what a problem needs, except the place, which only the reader knows."""
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.hint = hint

    @property
    def in_a_line(self) -> str:
        """The message with its hint, where there is no more room than a line."""
        return f"{self.message} ({self.hint})" if self.hint else self.message


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems sorted by place, each once."""
    return tuple(sorted(set(problems), key=lambda problem: problem.sort_key))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that `word` is most likely a slip of, if there is one.

    Of several that are near, one of the same letters is likeliest: `UDS` means `USD`.
    """
    candidates = sorted(known)
    by_folded = {candidate.casefold(): candidate for candidate in reversed(candidates)}
    folded = word.casefold()
    near = get_close_matches(folded, by_folded, n=5, cutoff=0.6)
    same_letters = [each for each in near if sorted(each) == sorted(folded)]
    return next((by_folded[each] for each in (*same_letters, *near)), None)


def quoted(text: str) -> str:
    """Return a curator's text as a message can carry it: in quotes, on one line, not too long.

    Characters that nobody can see are written as their code point.
    """
    line = " ".join(text.split())
    shown = line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + "…"
    return f'"{"".join(each if each.isprintable() else _code_point(each) for each in shown)}"'


def visible(line: str) -> str:
    """Return a line that a terminal shows as it is and never obeys.

    Every command becomes one sign that can be seen, so that what stands below stays in place.
    """
    return COMMANDS.sub(_sign, line)


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(CONTROL_PICTURES + code) if code < ord(" ") else "\ufffd"


def _code_point(character: str) -> str:
    return f"<U+{ord(character):04X}>"


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Word the nearest known name as a hint."""
    name = nearest(word, known)
    return f'did you mean "{name}"?' if name else None


def narrowed(place: Place, text: str, part: str) -> Place:
    """Return where a part of a text stands, if the file has the text on one line as it is.

    `place` is the whole text's; it is returned where the part cannot be told for certain.
    """
    quotes = (place.width - len(text)) // 2
    edged = rf"(?<!\d){re.escape(part)}" + (r"(?!\d)" if part[-1:].isdigit() else "")
    found = list(re.finditer(edged, text))
    if place.width not in (len(text), len(text) + 2) or len(found) != 1:
        return place
    column = place.column + quotes + found[0].start()
    return replace(place, column=column, width=len(part))
