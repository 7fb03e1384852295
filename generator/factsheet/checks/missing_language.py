"""Every text for readers is there in every language of the site."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog
from factsheet.problems import Problem, Severity


def check(catalog: Catalog, languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of texts that some readers will only find in another language."""
    for entry in catalog.entries.values():
        for path, text in entry.texts:
            missing = [code for code in languages if text.get(code) is None]
            if text.languages and missing:
                field = next(step for step in reversed(path) if isinstance(step, str))
                shown = "until then the page shows another language, marked as such"
                yield Problem(
                    place=entry.place(*path),
                    rule="missing-language",
                    message=f'"{field}" of "{entry.id}" has no text in {" and ".join(missing)}',
                    hint=f'add "{missing[0]}: …"; {shown}',
                    severity=Severity.WARNING,
                )
