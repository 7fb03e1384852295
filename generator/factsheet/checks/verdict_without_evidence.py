"""A verdict says what it rests on."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog
from factsheet.model import VERDICTS_WITHOUT_EVIDENCE, Claim
from factsheet.problems import Problem


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Report verdicts, other than opinion and unverifiable, without evidence or sources."""
    for entry in catalog.of(Claim):
        claim = entry.record
        needs_evidence = claim.verdict not in VERDICTS_WITHOUT_EVIDENCE
        if needs_evidence and not claim.evidence and not claim.sources:
            yield Problem(
                place=entry.place("verdict"),
                rule="verdict-without-evidence",
                message=f'the verdict "{claim.verdict}" rests on nothing',
                hint='name facts under "evidence", or "sources"',
            )
