"""What is quoted stands in the source, where the source's text is kept."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog
from factsheet.catalog.excerpts import EXCERPT, Compared, Outcome, compared, usable_texts
from factsheet.model import Fact
from factsheet.problems import Problem, Severity


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of words that no text of their sources has; none where no text is kept."""
    texts = usable_texts(catalog)
    if not texts:
        return
    for entry in catalog.of(Fact):
        for each in compared(catalog, entry, texts):
            if each.outcome is Outcome.DIFFERENT:
                yield _problem(each)


def _problem(each: Compared) -> Problem:
    entry, path, found = each.excerpt.entry, each.excerpt.path, each.difference
    what = "excerpt" if path[-1] == EXCERPT else '"text"'
    return Problem(
        place=entry.place_within(found.span, *path) if found else entry.place(*path),
        rule="excerpt-not-in-source",
        message=f'the {what} of "{entry.id}" is not in the stored text of "{each.source}"',
        hint=_hint(each),
        severity=Severity.WARNING,
    )


def _hint(each: Compared) -> str:
    found = each.difference
    if found and found.is_out_of_order:
        return "the source has these words, but before those that precede them here"
    if found and found.passage:
        return f"the source says “{found.passage}”"
    return "the source says nothing like it: is it from another one, or was too little kept?"
