"""Which words of sources the facts quote, and whether the texts that are kept have them.

Enters: a `Catalog`, with what is kept of sources. Leaves: excerpts with their places, each with
what became of comparing it. A text that is not the one the lock names is not compared with.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from factsheet.catalog.citing import citings
from factsheet.catalog.records import Catalog, is_a
from factsheet.fields import OURS, Path, is_close
from factsheet.model import Fact, Quote, Source
from factsheet.reader import Entry, KeptText
from factsheet.verbatim import Difference, difference, occurs

EXCERPT = "excerpt"


class Outcome(StrEnum):
    """What became of comparing an excerpt."""

    SAME = "same"
    DIFFERENT = "different"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words that stand in a source, or in one of several: where a fact has them."""

    entry: Entry[Fact]
    path: Path
    words: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """An excerpt, what became of it, and the source of the text that has it or is nearest."""

    excerpt: Excerpt
    outcome: Outcome
    source: str = ""
    difference: Difference | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many excerpts were compared with a text of their source, and how many were not."""

    compared: int
    unchecked: int


def excerpts(catalog: Catalog, entry: Entry[Fact]) -> Iterator[Excerpt]:
    """Find what a fact quotes: excerpts, the original of a quote, a translation from a source.

    A quote's words stand in one of its sources that is in their language, a paraphrase in none.
    """
    for path, reference in citings(entry.record):
        if reference.excerpt:
            where = (*path[:-1], EXCERPT)
            yield Excerpt(entry, where, reference.excerpt, (catalog.present(reference.id),))
    if is_a(entry, Quote) and entry.record.verbatim:
        yield from _of_quote(catalog, entry)


def _of_quote(catalog: Catalog, entry: Entry[Quote]) -> Iterator[Excerpt]:
    quote = entry.record
    words, key = quote.text.nearest(quote.original)
    path: Path = ("text", key) if key else ("text",)
    cited = dict.fromkeys(catalog.present(each.id) for each in quote.sources)
    fitting = tuple(each for each in cited if _may_be_in(catalog, each, quote.original))
    if fitting:
        yield Excerpt(entry, path, words, fitting)
    for code, by in quote.translation_by.items():
        if by != OURS and code in quote.text.root:
            translated = quote.text.root[code]
            yield Excerpt(entry, ("text", code), translated, (catalog.present(by),))


def _may_be_in(catalog: Catalog, source_id: str, code: str) -> bool:
    entry = catalog.entries.get(source_id)
    language = entry.record.language if entry and is_a(entry, Source) else None
    return language is None or is_close(language, code)


def compared(
    catalog: Catalog, entry: Entry[Fact], texts: Mapping[str, KeptText]
) -> Iterator[Compared]:
    """Hold what a fact quotes against the texts of its sources; `texts` are `usable_texts`."""
    for excerpt in excerpts(catalog, entry):
        yield _compared(excerpt, texts)


def _compared(excerpt: Excerpt, texts: Mapping[str, KeptText]) -> Compared:
    there = [each for each in excerpt.sources if each in texts]
    for source in there:
        if occurs(excerpt.words, texts[source].text):
            return Compared(excerpt, Outcome.SAME, source)
    is_all = len(there) == len(excerpt.sources)
    differing = [(each, difference(excerpt.words, texts[each].text)) for each in there]
    # Words that one source has nothing like may stand in another, whose text is not kept.
    near = [(each, found) for each, found in differing if found and (is_all or found.is_near)]
    if not near:
        return Compared(excerpt, Outcome.UNCHECKED)
    source, found = next((each for each in near if each[1].is_near), near[0])
    return Compared(excerpt, Outcome.DIFFERENT, source, found)


def coverage(catalog: Catalog) -> Coverage:
    """Count the excerpts of all facts."""
    texts = usable_texts(catalog)
    done = total = 0
    for entry in catalog.of(Fact):
        found = list(excerpts(catalog, entry))
        total += len(found)
        if texts:
            done += sum(_compared(each, texts).outcome != Outcome.UNCHECKED for each in found)
    return Coverage(done, total - done)


def usable_texts(catalog: Catalog) -> Mapping[str, KeptText]:
    """Return the texts that are what the lock says, by the present ids of their sources."""
    digests = _digests(catalog)
    return {
        source: kept
        for source, kept in stored_texts(catalog).items()
        if kept.digest in digests.get(source, ())
    }


def changed_texts(catalog: Catalog) -> Iterator[tuple[Entry[Source], KeptText, bool]]:
    """Find the texts that are not what the lock says, each with whether it says anything."""
    digests = _digests(catalog)
    for source, kept in stored_texts(catalog).items():
        entry = catalog.entries[source]
        if is_a(entry, Source) and kept.digest not in digests.get(source, ()):
            yield entry, kept, source in digests


def stored_texts(catalog: Catalog) -> Mapping[str, KeptText]:
    """Return the texts that are there, by source; one of a renamed source has its former id."""
    if not catalog.archive.texts:
        return {}
    found: dict[str, KeptText] = {}
    for entry in catalog.of(Source):
        names: Sequence[str] = (entry.id, *entry.record.formerly)
        kept = next(
            (catalog.archive.texts[name] for name in names if name in catalog.archive.texts), None
        )
        if kept:
            found[entry.id] = kept
    return found


def _digests(catalog: Catalog) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in catalog.archive.lines:
        found.setdefault(catalog.present(line.id), set()).add(line.digest)
    return found
