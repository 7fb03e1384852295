"""A claim is held against something else than the text it stands in."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog, basis, evidence_of, record_id, report_of
from factsheet.model import FACT_KINDS, VERDICTS_WITHOUT_EVIDENCE, Claim
from factsheet.problems import Problem, Severity
from factsheet.reader import Entry


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of verdicts that rest on the examined text, its reprints, or the claim itself.

    An opinion or what cannot be verified may well name no more than the text.
    """
    if catalog.may_lack("source", *FACT_KINDS):
        return
    for entry in catalog.of(Claim):
        claim = entry.record
        if claim.verdict in VERDICTS_WITHOUT_EVIDENCE or not (claim.evidence or claim.sources):
            continue
        text = report_of(catalog, claim.appears_in) if claim.appears_in else None
        reports = {report_of(catalog, each) for each in basis(catalog, entry.id)}
        if not reports and _leads_back(catalog, entry):
            yield _problem(entry, f'the evidence for "{entry.id}" leads back to it')
        elif reports == {text}:
            message = f'"{entry.id}" is held against nothing but the text it stands in'
            yield _problem(entry, message)


def _leads_back(catalog: Catalog, entry: Entry[Claim]) -> bool:
    return any(
        catalog.present(record_id(reference)) == entry.id
        for each, _ in evidence_of(catalog, entry.id)
        if isinstance(each.record, Claim)
        for reference in each.record.evidence
    )


def _problem(entry: Entry[Claim], message: str) -> Problem:
    path = ("evidence", 0) if entry.record.evidence else ("sources", 0, "id")
    return Problem(
        place=entry.place(*path),
        rule="circular-evidence",
        message=message,
        hint="name evidence or a source that does not come from it",
        severity=Severity.WARNING,
    )
