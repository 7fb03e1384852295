"""Say what became of all addresses, beyond the problems.

Enters: citations and what the web said. Leaves: lines for a person, or data for programs.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from factsheet.linkcheck.archive import Wanted
from factsheet.linkcheck.citations import Citation
from factsheet.linkcheck.judging import working_copy
from factsheet.linkcheck.running import Found
from factsheet.linkcheck.verdicts import Answer, Verdict

TOLD = (Verdict.BLOCKED, Verdict.UNREACHABLE)


def as_lines(cited: Sequence[Citation], sources: Sequence[Wanted], found: Found) -> Iterator[str]:
    """Tell what is no problem but worth a look, and count."""
    for citation in cited:
        answer = found.answers[citation.address]
        is_gone = answer.verdict is Verdict.GONE
        copy = working_copy(citation, cited, found) if is_gone else None
        if told := _told(answer, copy):
            yield f"{citation.place}: {told}"
    for each in sources:
        if each.record in found.copies:
            done = "archived copy written" if each.record in found.stored else "archived copy"
            yield f"{each.place}: {done}: {found.copies[each.record]}"
        elif each.record in found.untold:
            yield f"{each.place}: archived copy not known: the archive {found.untold[each.record]}"
    yield _counts(found.answers.values())


def as_data(cited: Sequence[Citation], found: Found) -> Mapping[str, object]:
    """Return the verdict on every address, and every archived copy, for programs."""
    places: dict[str, list[dict[str, object]]] = {}
    for each in cited:
        place = {"file": each.place.file, "line": each.place.line, "column": each.place.column}
        places.setdefault(each.address, []).append(
            {"record": each.record, "field": each.field, "place": place}
        )
    return {
        "addresses": [
            {
                "address": answer.address,
                "verdict": answer.verdict,
                "reason": answer.reason,
                "leads_to": answer.leads_to or None,
                "cited": places[answer.address],
            }
            for answer in found.answers.values()
        ],
        "archived": [
            {"record": record, "archive_url": copy, "stored": record in found.stored}
            for record, copy in found.copies.items()
        ],
        "archive_unknown": [
            {"record": record, "reason": reason} for record, reason in found.untold.items()
        ],
    }


def _told(answer: Answer, copy: str | None) -> str | None:
    if answer.verdict in TOLD or (answer.verdict is Verdict.OK and answer.leads_to):
        return f"{answer.verdict}: {answer.address} {answer.reason}"
    if copy:
        return f"{answer.verdict}: {answer.address} {answer.reason}; archived at {copy}"
    return None


def _counts(answers: Collection[Answer]) -> str:
    counts = {verdict: sum(each.verdict is verdict for each in answers) for verdict in Verdict}
    told = ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)
    asked = f"{len(answers)} address{'' if len(answers) == 1 else 'es'} asked"
    return f"{asked}: {told}" if told else asked
