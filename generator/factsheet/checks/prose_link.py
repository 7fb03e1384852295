"""Links in the prose of facts lead to web addresses or to facts."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog, prose
from factsheet.problems import Place, Problem, quoted
from factsheet.prose import is_safe, page_links


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Report links that would be shown as plain text because no reader could follow them."""
    for entry in catalog.entries.values():
        for path, words in prose(entry):
            yield from _misled(words, entry.place(*path))


def _misled(words: str, place: Place) -> Iterator[Problem]:
    for link in page_links(words):
        if not is_safe(link.target):
            yield Problem(
                place=place,
                rule="prose-link",
                message=f"the link to {quoted(link.target)} leads nowhere",
                hint='a link leads to "https://…" or to a fact: [text](fact:its-id)',
            )
