"""What is disputed rests on two reports at least, or nobody can see the dispute."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog, basis, cited, report_of
from factsheet.fields import Path
from factsheet.model import FACT_KINDS, Claim, Fact, Figure
from factsheet.problems import Problem, Severity
from factsheet.reader import Entry

DISPUTED = "disputed"


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of disputes with a single report; one without any answers to other checks.

    Sources that reprint one report count once. A claim also rests on the sources of its
    evidence, but not on the text that it examines.
    """
    if catalog.may_lack("source", *FACT_KINDS):
        return
    for entry in catalog.of(Fact):
        for path, what, sources in _disputes(catalog, entry):
            if len({report_of(catalog, each) for each in sources}) == 1:
                yield Problem(
                    place=entry.place(*path),
                    rule="too-few-sources",
                    message=f"{what}, but rests on a single report",
                    hint=_remedy(sorted(sources)),
                    severity=Severity.WARNING,
                )


def _disputes(catalog: Catalog, entry: Entry[Fact]) -> Iterator[tuple[Path, str, set[str]]]:
    fact = entry.record
    if fact.status == DISPUTED:
        yield ("status",), f'"{entry.id}" is disputed', _sources(catalog, entry)
    elif isinstance(fact, Claim) and fact.verdict == DISPUTED:
        yield ("verdict",), f'"{entry.id}" is disputed', _sources(catalog, entry)
    elif isinstance(fact, Figure) and fact.alternatives:
        yield ("alternatives",), f'"{entry.id}" has alternatives', _sources(catalog, entry)
    if isinstance(fact, Figure):
        for label, point in fact.points.items():
            if point.status == DISPUTED:
                own = {catalog.present(each.id) for each in (*fact.sources, *point.sources)}
                yield ("points", label, "status"), f'"{entry.id}@{label}" is disputed', own


def _sources(catalog: Catalog, entry: Entry[Fact]) -> set[str]:
    fact = entry.record
    if isinstance(fact, Claim):
        return set(basis(catalog, entry.id)) - {catalog.present(fact.appears_in or "")}
    return {catalog.present(each.id) for each in cited(fact)}


def _remedy(sources: Sequence[str]) -> str:
    named = " and ".join(f'"{each}"' for each in sources)
    if len(sources) == 1:
        return f"name a source that does not retell {named}"
    return f"{named} tell the same report; name a source that does not"
