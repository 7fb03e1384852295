"""The web addresses that a record gives, each with its field."""

from collections.abc import Iterator
from itertools import takewhile

from factsheet.fields import EVERY_LANGUAGE, Part, Path, Prose
from factsheet.model import Entity, Source
from factsheet.problems import Mend, Place
from factsheet.prose import page_links
from factsheet.reader import Entry
from factsheet.source import Scalar, walk

WEB = ("http://", "https://")


def addresses(entry: Entry[Part]) -> Iterator[tuple[Path, str, Place]]:
    """Find the addresses of sources and entities, and those that prose links to.

    The place is that of the address itself where its line has it as it is.
    """
    for path, address in _fields(entry.record):
        yield path, address, entry.place(*path).within(address, address)
    for path, text in entry.texts:
        if isinstance(text, Prose):
            for code, words in text.root.items():
                where = path if code == EVERY_LANGUAGE else (*path, code)
                for link in page_links(words):
                    if link.target.lower().startswith(WEB):
                        place = entry.place(*where).within(words, link.target)
                        yield where, link.target, place


def readdressed(entry: Entry[Part], path: Path, old: str, new: str) -> tuple[Mend, ...]:
    """Return how an address that `addresses` found gives way to another.

    Nothing where the text has it several times, or not as it is read.
    """
    *_, (_, node) = walk(entry.node, path)
    words = node.text if isinstance(node, Scalar) else ""
    if words.count(old) != 1:
        return ()
    same = _in_common(old, new)
    same_behind = _in_common(old[same:][::-1], new[same:][::-1])
    begin = words.index(old)
    span = begin + same, begin + len(old) - same_behind
    return tuple(entry.mends(words, span, new[same : len(new) - same_behind], *path))


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
