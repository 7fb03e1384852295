"""Turn a file's bytes into text that YAML allows.

Enters: bytes. Leaves: text, or the one problem that keeps it from being read. Knows no YAML
beyond which characters may stand in it.
"""

import codecs
import re

from factsheet.problems import Place, Problem

MAX_BYTES = 5_000_000
LINE_END = re.compile(r"\r\n|\r|\n")
# What YAML 1.2 (5.1) allows in a stream, less the line ends that no editor counts as such.
FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
REMEDY = "save it as UTF-8"


def decode(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """Turn a file's bytes into text, or say why that cannot be done."""
    if problem := _unreadable(data, file):
        return None, [problem]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place(data[: error.start].decode("utf-8"), file)
        message = f"the file is not UTF-8: byte {error.start + 1} cannot be read"
        return None, [_problem(place, message, REMEDY)]
    problems = []
    if text.startswith("\ufeff"):
        text = text[1:]
        message = "the file starts with an invisible byte order mark"
        problems.append(_problem(Place(file, 1, 1), message, "save it as UTF-8 without BOM"))
    if found := FORBIDDEN.search(text):
        message = f"the character U+{ord(found[0]):04X} may not stand in YAML"
        problems.append(_problem(_place(text[: found.start()], file), message, "delete it"))
        return None, problems
    return text, problems


def _unreadable(data: bytes, file: str) -> Problem | None:
    if len(data) > MAX_BYTES:
        size, most = len(data) / 1e6, MAX_BYTES / 1e6
        return Problem(
            place=Place(file),
            rule="file-size",
            message=f"the file has {size:.1f} MB; the most that is read is {most:.0f} MB",
            hint="split it into several files",
        )
    name = next((name for mark, name in ENCODINGS if data.startswith(mark)), None)
    return _problem(Place(file), f"the file is saved as {name}", REMEDY) if name else None


def _place(before: str, file: str) -> Place:
    """Return the place right after some text."""
    lines = LINE_END.split(before)
    return Place(file, len(lines), len(lines[-1]) + 1)


def _problem(place: Place, message: str, hint: str) -> Problem:
    return Problem(place=place, rule="encoding", message=message, hint=hint)
