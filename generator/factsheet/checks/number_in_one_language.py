"""A number that a text gives in one language stands in its other languages too."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog
from factsheet.problems import Problem, Severity, narrowed, quoted


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of them; what differs by a power of ten answers to `power_of_ten`."""
    for each in catalog.apart:
        if each.is_name:
            continue
        found, first, second = each.found, each.first, each.second
        sides = ((found.only_first, first, second), (found.only_second, second, first))
        for lone, (code, words), (other, _) in sides:
            for mention in lone:
                place = each.entry.place(*each.path, code)
                yield Problem(
                    place=narrowed(place, words, mention.text),
                    rule="number-in-one-language",
                    message=f'{quoted(mention.text)} stands in "{code}" only: '
                    f'the text has no such number in "{other}"',
                    hint=f'say it in "{other}" too, or leave it out',
                    severity=Severity.WARNING,
                    also=each.entry.place(*each.path, other),
                )
