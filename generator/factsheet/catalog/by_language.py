"""The texts of a record by language: those in one, those in several, and which came first."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from factsheet.fields import EVERY_LANGUAGE, Part, Path, Prose, is_close
from factsheet.model import Claim, Quote, Source
from factsheet.reader import Entry

# Fields that are names themselves, which are not translated word by word: HK01 is 香港01.
NAMES = frozenset({"name", "publisher", "author"})


class Worded(NamedTuple):
    """Words of a record, with their path, whose last step is the language as it is spelled."""

    entry: Entry[Part]
    path: Path
    key: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parallel:
    """A text in two languages, each as `(language, words)`; that of the original comes first."""

    entry: Entry[Part]
    path: Path
    first: tuple[str, str]
    second: tuple[str, str]

    @property
    def is_name(self) -> bool:
        """Whether it is a name, and no text that is translated."""
        return not NAMES.isdisjoint(self.path)


def prose(entry: Entry[Part]) -> Iterator[tuple[Path, str]]:
    """Find the words of a record that may have links, in all languages, each with its path."""
    for path, text in entry.texts:
        if isinstance(text, Prose):
            for code, words in text.root.items():
                yield path if code == EVERY_LANGUAGE else (*path, code), words


def worded(entry: Entry[Part], code: str) -> Iterator[Worded]:
    """Find the words of a record in a language, in whatever script or region."""
    for path, text in entry.texts:
        for key in text.languages:
            if is_close(key, code):
                yield Worded(entry, (*path, key), key, text.root[key])


def own_language(record: Part, path: Path) -> str:
    """Return the language in which somebody else wrote or said a text; nothing if it is ours."""
    match record, path:
        case (Quote(original=code), ("text",)) | (Claim(original=code), ("statement",)):
            return code or ""
        case Source(language=code), ("title",):
            return code or ""
    return ""


def side_by_side(entry: Entry[Part]) -> Iterator[Parallel]:
    """Find every text that is there in several languages, two at a time, as typed."""
    for path, text in entry.texts:
        own = own_language(entry.record, path)
        first = own if own in text.languages else next(iter(text.root))
        for code in text.languages:
            if code != first and first:
                yield Parallel(
                    entry=entry,
                    path=path,
                    first=(first, text.root[first]),
                    second=(code, text.root[code]),
                )
