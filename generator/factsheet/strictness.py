"""How strictly rules are taken: the exceptions of records, the severities of a site.

Enters: what the checks found. Leaves: what of it counts, and how much; besides, problems with
exceptions that name no rule, or that nothing needs any more. Mistakes of reading do not come
through here: what does not hold together cannot be allowed.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from factsheet.catalog import Catalog
from factsheet.checks import RULES
from factsheet.fields import Part
from factsheet.problems import MalformedError, Place, Problem, Severity, did_you_mean, quoted
from factsheet.reader import Entry

# What pages are made of: without these no page could be.
ALWAYS = frozenset({"repeated-id", "unknown-reference", "unknown-unit"})
NEEDLESS, UNKNOWN, LOST = "needless-exception", "unknown-rule", "lost-id"
ALLOWABLE = frozenset(RULES) - ALWAYS
ADJUSTABLE = ALLOWABLE | {NEEDLESS, LOST}
# What these find depends on texts that are not in the repository: silence tells nothing.
NEEDS_TEXTS = frozenset({"archive-changed", "excerpt-not-in-source"})
OFF = "off"
LEVELS: Mapping[str, Severity | None] = {**{each.value: each for each in Severity}, OFF: None}

# Rule → how bad it is, None for "not at all"; a rule that is not named stays as it is.
Severities = Mapping[str, Severity | None]
Used = set[tuple[str, str]]


def parse_severity(rule: str, level: str) -> Severity | None:
    """Read a rule's severity for a site. Raises `MalformedError` for what there is not."""
    if rule not in ADJUSTABLE:
        message = f"there is no rule {quoted(rule)} whose severity can be set"
        raise MalformedError(UNKNOWN, message, did_you_mean(rule, ADJUSTABLE))
    if level not in LEVELS:
        hint = did_you_mean(level, LEVELS) or f"it can be {', '.join(LEVELS)}"
        raise MalformedError("unknown-value", f"{quoted(level)} is not a severity", hint)
    return LEVELS[level]


def judged(catalog: Catalog, found: Iterable[Problem], severities: Severities) -> Iterator[Problem]:
    """Return what counts of the problems that checks found, and those of the exceptions."""
    used: Used = set()
    kept = list(_not_allowed(catalog, found, used))
    kept += _of_exceptions(catalog, used, severities)
    yield from weighed(kept, severities)


def weighed(found: Iterable[Problem], severities: Severities) -> Iterator[Problem]:
    """Return problems as severe as a site takes them; none of a rule that is off."""
    for problem in found:
        severity = severities.get(problem.rule, problem.severity)
        if severity is not None:
            yield replace(problem, severity=severity)


def _not_allowed(catalog: Catalog, found: Iterable[Problem], used: Used) -> Iterator[Problem]:
    """Return the problems no record allows, and note in `used` which exceptions took effect."""
    if not any(_allow(entry) for entry in catalog.entries.values()):
        yield from found
        return
    by_place = sorted(catalog.entries.values(), key=lambda entry: _start(entry.key.place))
    starts = [_start(entry.key.place) for entry in by_place]
    for problem in found:
        # Whatever stands after a record's id and before the next belongs to that record.
        index = bisect_right(starts, _start(problem.place)) - 1
        owner = by_place[index] if index >= 0 else None
        if owner and problem.rule in ALLOWABLE and problem.rule in _allow(owner):
            used.add((owner.id, problem.rule))
        else:
            yield problem


def _of_exceptions(catalog: Catalog, used: Used, severities: Severities) -> Iterator[Problem]:
    is_whole = not catalog.may_lack()
    off = {rule for rule, severity in severities.items() if severity is None}
    for entry in catalog.entries.values():
        for rule in _allow(entry):
            place = entry.key_place("allow", rule)
            if rule not in ALLOWABLE:
                cannot = "mistakes of reading, and what pages are made of, cannot be allowed"
                yield Problem(
                    place=place,
                    rule=UNKNOWN,
                    message=f"there is no rule {quoted(rule)} that could be allowed",
                    hint=did_you_mean(rule, ALLOWABLE) or cannot,
                )
            elif is_whole and (entry.id, rule) not in used and rule not in off | NEEDS_TEXTS:
                yield Problem(
                    place=place,
                    rule=NEEDLESS,
                    message=f'"{entry.id}" does not break the rule "{rule}", which it may',
                    hint="remove the exception",
                    severity=Severity.WARNING,
                )


def _allow(entry: Entry[Part]) -> Mapping[str, str]:
    allow: Mapping[str, str] = getattr(entry.record, "allow", {})
    return allow


def _start(place: Place) -> tuple[str, int, int]:
    return place.file, place.line, place.column
