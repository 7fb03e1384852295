"""The web addresses that a record gives, each with its field."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from factsheet.catalog.by_language import prose
from factsheet.fields import Part, Path
from factsheet.model import Entity, Source
from factsheet.problems import Mend, Place
from factsheet.prose import page_links
from factsheet.reader import Entry
from factsheet.source import Scalar, walk

WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Addressed:
    """An address in a record; `words` is the text around it."""

    entry: Entry[Part]
    path: Path
    address: str
    words: str

    @property
    def place(self) -> Place:
        """Where it stands: itself, where its line has it as it is."""
        return self.entry.place(*self.path).within(self.words, self.address)

    def readdressed(self, new: str) -> tuple[Mend, ...]:
        """Return how it gives way to another address.

        Nothing where the text has it several times, or not as it is read.
        """
        *_, (_, node) = walk(self.entry.node, self.path)
        words, old = node.text if isinstance(node, Scalar) else "", self.address
        if words.count(old) != 1:
            return ()
        same = _in_common(old, new)
        same_behind = _in_common(old[same:][::-1], new[same:][::-1])
        begin = words.index(old)
        span = begin + same, begin + len(old) - same_behind
        by = new[same : len(new) - same_behind]
        return tuple(self.entry.mends(words, span, by, *self.path))


def addresses(entry: Entry[Part]) -> Iterator[Addressed]:
    """Find the addresses of sources and entities, and those that prose links to."""
    for path, address in _fields(entry.record):
        yield Addressed(entry, path, address, address)
    for path, words in prose(entry):
        for link in page_links(words):
            if link.target.lower().startswith(WEB):
                yield Addressed(entry, path, link.target, words)


def _in_common(one: str, other: str) -> int:
    """Return with how many characters both begin."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _fields(record: Part) -> Iterator[tuple[Path, str]]:
    match record:
        case Source(url=url, archive_url=archived):
            if url:
                yield ("url",), url
            if archived:
                yield ("archive_url",), archived
        case Entity(links=links):
            for name, address in links.items():
                yield ("links", name), address
