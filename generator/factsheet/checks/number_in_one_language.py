"""A number that a text gives in one language stands in its other languages too."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog, side_by_side
from factsheet.parallels import compare
from factsheet.problems import Problem, Severity, narrowed, quoted
from factsheet.prose import plain

# Names are not translated word by word: HK01 is 香港01.
NAMES = frozenset({"name", "publisher", "author"})


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of them; what differs by a power of ten answers to `power_of_ten`."""
    for entry in catalog.entries.values():
        for path, first, second in side_by_side(entry.record):
            if NAMES.intersection(path):
                continue
            found = compare(plain(first[1]), plain(second[1]), catalog.units)
            sides = ((found.only_first, first, second), (found.only_second, second, first))
            for lone, (code, words), (other, _) in sides:
                for mention in lone:
                    yield Problem(
                        place=narrowed(entry.place(*path, code), words, mention.text),
                        rule="number-in-one-language",
                        message=f'{quoted(mention.text)} stands in "{code}" only: '
                        f'the text has no such number in "{other}"',
                        hint=f'say it in "{other}" too, or leave it out',
                        severity=Severity.WARNING,
                        also=entry.place(*path, other),
                    )
