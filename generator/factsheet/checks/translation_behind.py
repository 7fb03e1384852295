"""A translation keeps up with the words it was made from."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog
from factsheet.catalog.translations import behind
from factsheet.problems import Problem, Severity


def check(catalog: Catalog, languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of translations whose original changed since they were confirmed; none without a lock.

    The lock is `translations.lock` next to the facts.
    """
    for each in behind(catalog, languages):
        entry = catalog.entries[each.id]
        field = next(step for step in reversed(each.path) if isinstance(step, str))
        yield Problem(
            place=entry.place(*each.path, each.key),
            rule="translation-behind",
            message=(
                f'"{field}" of "{each.id}" has changed in {each.original}'
                f" since it was put into {each.key}"
            ),
            hint=(
                f'bring "{each.key}" up to date where it needs it, then run '
                f'"factsheet translated {each.id}"'
            ),
            severity=Severity.WARNING,
            also=entry.place(*each.path, each.original),
        )
