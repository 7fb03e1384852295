"""Which answers are problems, at the lines where the addresses stand.

Enters: citations and what the web said. Leaves: warnings for what a curator should mend. What is
blocked or unreachable says nothing about the page, so it is no problem.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from factsheet.linkcheck.citations import ARCHIVE_URL, URL, Citation
from factsheet.linkcheck.running import Found
from factsheet.linkcheck.verdicts import Answer, Verdict
from factsheet.problems import Problem, Severity, in_order


def problems(cited: Sequence[Citation], found: Found) -> tuple[Problem, ...]:
    """Return what should be mended, in the order of files and lines."""
    return in_order(each for citation in cited for each in _problem(citation, cited, found))


def working_copy(citation: Citation, cited: Sequence[Citation], found: Found) -> str | None:
    """Return the archived copy that a source names for its address, if it answers.

    One that was written just now is known to answer: the archive has named it.
    """
    if citation.field != URL:
        return None
    if citation.record in found.stored:
        return found.copies[citation.record]
    named = _named_copy(citation, cited)
    return named if named and found.answers[named].is_there else None


def _named_copy(citation: Citation, cited: Sequence[Citation]) -> str | None:
    return next(
        (
            each.address
            for each in cited
            if each.record == citation.record and each.field == ARCHIVE_URL
        ),
        None,
    )


def _problem(citation: Citation, cited: Sequence[Citation], found: Found) -> Iterator[Problem]:
    answer = found.answers[citation.address]
    if answer.verdict is Verdict.MOVED:
        yield _warning(citation, "moved-address", _moved(answer), f"write {answer.leads_to}")
    elif answer.verdict is Verdict.GONE and working_copy(citation, cited, found) is None:
        message = f"the address is gone: it {answer.reason}"
        yield _warning(citation, "gone-address", message, _remedy(citation, cited, found))


def _moved(answer: Answer) -> str:
    old, new = urlsplit(answer.address), urlsplit(answer.leads_to)
    if old.path.strip("/") and not new.path.strip("/") and not new.query:
        return "the address leads to a front page now: what was here may be gone"
    return "the address has moved for good"


def _remedy(citation: Citation, cited: Sequence[Citation], found: Found) -> str:
    if citation.field == ARCHIVE_URL:
        return 'find another copy, or remove "archive_url"'
    if citation.field != URL:
        return "find where it is now, or remove it"
    if copy := found.copies.get(citation.record):
        return f'write "archive_url: {copy}"'
    if _named_copy(citation, cited):
        return "its archived copy does not answer either: look at it yourself"
    return 'find where it is now, or an archived copy for "archive_url"'


def _warning(citation: Citation, rule: str, message: str, hint: str) -> Problem:
    return Problem(
        place=citation.place, rule=rule, message=message, hint=hint, severity=Severity.WARNING
    )
