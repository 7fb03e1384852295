"""The texts of a record by language: those in one, those in several, and which came first."""

from collections.abc import Iterator

from factsheet.fields import Part, Path, is_close
from factsheet.model import Claim, Quote, Source
from factsheet.reader import Entry


def worded(entry: Entry[Part], code: str) -> Iterator[tuple[Path, str, str]]:
    """Find the words of a record in a language, in whatever script or region.

    Each comes with its path and the language as the record spells it, the path's last step.
    """
    for path, text in entry.texts:
        for key in text.languages:
            if is_close(key, code):
                yield (*path, key), key, text.root[key]


def own_language(record: Part, path: Path) -> str:
    """Return the language in which somebody else wrote or said a text; nothing if it is ours."""
    match record, path:
        case (Quote(original=code), ("text",)) | (Claim(original=code), ("statement",)):
            return code or ""
        case Source(language=code), ("title",):
            return code or ""
    return ""


def side_by_side(entry: Entry[Part]) -> Iterator[tuple[Path, tuple[str, str], tuple[str, str]]]:
    """Find every text that is there in several languages, two at a time.

    Each is `(language, words)`, as typed; the language of the original comes first.
    """
    for path, text in entry.texts:
        own = own_language(entry.record, path)
        first = own if own in text.languages else next(iter(text.root))
        for code in text.languages:
            if code != first and first:
                yield path, (first, text.root[first]), (code, text.root[code])
