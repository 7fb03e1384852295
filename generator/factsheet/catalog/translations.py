"""Which texts are translations, what they are made from, and which the original left behind.

Enters: a `Catalog`, with what was locked, and the languages of the site. Leaves: translations
with their places, or the lines of a new lock.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from factsheet.catalog.by_language import own_language
from factsheet.catalog.records import Catalog
from factsheet.fields import Part, Path, Text, is_close
from factsheet.reader import Entry, Locked

# Long enough that no two originals of one field ever share one.
DIGEST_BYTES = 8
Group = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A text of a record in a language it was not written in.

    `language` is the site's; `key` is the language as the record spells it and `original` that
    of the words it is made from. `digest` stands for these words.
    """

    id: str
    path: Path
    language: str
    key: str
    words: str
    original: str
    digest: str

    @property
    def field(self) -> str:
        """The way to the text as the lock has it: without the positions in lists."""
        return ".".join(step for step in self.path if isinstance(step, str))

    @property
    def group(self) -> Group:
        """What a lock line is found by; the items of a list share it."""
        return self.id, self.field, self.language

    def locked(self) -> Locked:
        """Return the line that confirms the translation as it is now."""
        return Locked(self.id, self.field, self.language, self.digest)


def translations(entry: Entry[Part], languages: Sequence[str]) -> Iterator[Translation]:
    """Find the translations among a record's texts, for a site in these languages.

    A quote's words and a claim's statement are made from those in their `original` language, a
    source's title from that in its own; other texts from the site's first language they have.
    """
    for path, text in entry.texts:
        wanted = (own_language(entry.record, path), *languages)
        originals = (_key(text, code) for code in wanted if code)
        original = next((key for key in originals if key), "")
        for code in languages:
            key = _key(text, code)
            if original and key and key != original:
                yield Translation(
                    id=entry.id,
                    path=path,
                    language=code,
                    key=key,
                    words=text.root[key],
                    original=original,
                    digest=_digest(text.root[original]),
                )


def behind(catalog: Catalog, languages: Sequence[str]) -> Iterator[Translation]:
    """Find the translations whose original has changed since they were confirmed.

    One that was never confirmed is new, and not behind. Of a list, the items are told apart by
    their originals alone: one is behind when its original is not locked, and there is a locked
    one that is gone.
    """
    if catalog.lock is None:
        return
    known = _by_group(catalog, catalog.lock)
    for entry in catalog.entries.values():
        found = [each for each in translations(entry, languages) if each.group in known]
        present: dict[Group, set[str]] = {}
        for each in found:
            present.setdefault(each.group, set()).add(each.digest)
        for each in found:
            was, now = known[each.group], present[each.group]
            if each.digest not in was and was - now:
                yield each


def confirmed(
    catalog: Catalog, languages: Sequence[str], ids: Collection[str]
) -> tuple[Locked, ...]:
    """Return the lock in which the translations of these records are confirmed as they are now.

    In order, each once. Lines of other records stay, under their present ids; those of records
    that are gone do not.
    """
    kept = (
        Locked(catalog.present(each.id), each.field, each.language, each.original)
        for each in catalog.lock or ()
    )
    lines = {each for each in kept if each.id in catalog.entries and each.id not in ids}
    for record_id in ids:
        found = translations(catalog.entries[record_id], languages)
        lines.update(each.locked() for each in found)
    return tuple(sorted(lines))


def _by_group(catalog: Catalog, lock: Sequence[Locked]) -> Mapping[Group, set[str]]:
    """Return the locked originals; a line of a former id counts for the present one."""
    known: dict[Group, set[str]] = {}
    for each in lock:
        group = catalog.present(each.id), each.field, each.language
        known.setdefault(group, set()).add(each.original)
    return known


def _key(text: Text, code: str) -> str:
    """Return how a record spells a language it has a text in; nothing when it has none."""
    key = text.nearest(code)[1]
    return key if is_close(key, code) else ""


def _digest(words: str) -> str:
    """Stand for words, however their lines are broken."""
    folded = " ".join(words.split())
    return hashlib.blake2b(folded.encode(), digest_size=DIGEST_BYTES).hexdigest()
