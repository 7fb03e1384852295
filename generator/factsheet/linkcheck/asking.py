"""Ask for one address and give the verdict.

Enters: an address. Leaves: an `Answer`, whatever the server does. HEAD comes first; what it does
not find well is asked for with GET, as many servers treat HEAD badly.
"""

from http import HTTPStatus

from factsheet.linkcheck.following import Trail, Walk
from factsheet.linkcheck.memory import Memory
from factsheet.linkcheck.robots import Robots
from factsheet.linkcheck.verdicts import Answer, NoReplyError, Verdict
from factsheet.linkcheck.web import Web

FOUND = range(200, 300)
REDIRECTED = range(300, 400)
IN_TROUBLE = range(500, 600)
NOT_MODIFIED = 304
GONE = frozenset({404, 410})
# What two wide-spread guards say when they want to see a person first.
CHALLENGES = ("cf-mitigated", "x-amzn-waf-action")


async def ask(address: str, web: Web, robots: Robots, memory: Memory) -> Answer:
    """Say how an address fares."""
    first = await _answer(
        address, Walk(web=web, method="HEAD", tries=1, permit=robots.permit, memory=memory)
    )
    if first is not None:
        return first
    walk = Walk(web=web, permit=robots.permit, memory=memory)
    try:
        return judged(address, await walk.follow(address))
    except NoReplyError as error:
        return Answer(address=address, verdict=error.verdict, reason=error.reason)


async def _answer(address: str, walk: Walk) -> Answer | None:
    """Return what HEAD settles, or None."""
    try:
        answer = judged(address, await walk.follow(address))
    except NoReplyError as error:
        if not error.is_final:
            return None
        return Answer(address=address, verdict=error.verdict, reason=error.reason)
    return answer if answer.is_there else None


def judged(address: str, trail: Trail) -> Answer:
    """Give the verdict on an address, by where it led and what was replied there."""
    status = trail.reply.status
    if any(trail.reply.headers.get(name) for name in CHALLENGES):
        reason = "wants to see a person first"
        return Answer(address=address, verdict=Verdict.BLOCKED, reason=reason)
    if status not in FOUND and status != NOT_MODIFIED:
        return Answer(
            address=address, verdict=_of_failure(status), reason=f"answers {_named(status)}"
        )
    if trail.moved_to != address:
        reason = f"has moved for good to {trail.moved_to}"
        return Answer(
            address=address, verdict=Verdict.MOVED, reason=reason, leads_to=trail.moved_to
        )
    if trail.end != address:
        reason = f"leads on for now to {trail.end}"
        return Answer(address=address, verdict=Verdict.OK, reason=reason, leads_to=trail.end)
    return Answer(address=address, verdict=Verdict.OK, reason="answers")


def _of_failure(status: int) -> Verdict:
    if status in GONE:
        return Verdict.GONE
    return Verdict.UNREACHABLE if status in (*REDIRECTED, *IN_TROUBLE) else Verdict.BLOCKED


def _named(status: int) -> str:
    """Name a status as the registry does; what servers call it themselves may be anything."""
    known = {each.value: each.phrase for each in HTTPStatus}
    return f"{status} {known[status]}" if status in known else str(status)
