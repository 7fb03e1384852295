"""Follow redirections, as far as they go, and know which of them are for good.

Enters: an address. Leaves: the reply at the end, and the way there. Judges nothing.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import quote, urldefrag, urljoin

from factsheet.fields import parse_address
from factsheet.linkcheck.memory import Memory
from factsheet.linkcheck.verdicts import NoReplyError, Verdict
from factsheet.linkcheck.web import Reply, Web
from factsheet.problems import MalformedError, quoted

FOR_GOOD = frozenset({301, 308})
FOR_NOW = frozenset({302, 303, 307})
MOST_STEPS = 10
# What servers send as it is in "Location"; all else is written as its code.
MAY_STAND = "!#$%&()*+,/:;=?@[]^_{|}~-."

Permit = Callable[[str], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """Where an address led: the last address, the last that was for good, and the reply."""

    end: str
    moved_to: str
    reply: Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """How to go: with which method, who permits each step, and what is remembered of pages."""

    web: Web
    method: str = "GET"
    tries: int | None = None
    most: int = 0
    permit: Permit | None = None
    memory: Memory | None = None

    async def follow(self, address: str) -> Trail:
        """Go where an address leads.

        Raises `NoReplyError` where a step is not permitted, gives no reply, or leads nowhere.
        """
        here = moved_to = address
        visited, is_for_good = {here}, True
        for _ in range(MOST_STEPS + 1):
            reply = await self._step(here)
            target = _target(here, reply)
            if target is None:
                return Trail(end=here, moved_to=moved_to, reply=reply)
            is_for_good = is_for_good and reply.status in FOR_GOOD
            moved_to = target if is_for_good else moved_to
            here, came_from = target, here
            # A page may lead to itself once, to see whether its cookie comes back.
            if here in visited and here != came_from:
                raise NoReplyError(Verdict.UNREACHABLE, "leads in a circle")
            visited.add(here)
        raise NoReplyError(Verdict.UNREACHABLE, f"leads on more than {MOST_STEPS} times")

    async def _step(self, here: str) -> Reply:
        if self.permit is not None:
            await self.permit(here)
        conditions = self.memory.conditions(here) if self.memory else {}
        reply = await self.web.ask(self.method, here, conditions, tries=self.tries, most=self.most)
        if self.memory is not None:
            self.memory.keep(here, reply.status, reply.headers)
        return reply


def _target(here: str, reply: Reply) -> str | None:
    """Return where a reply leads; the part of a page (#…) that was asked for stays (RFC 9110)."""
    location = reply.headers.get("location", "")
    if reply.status not in FOR_GOOD | FOR_NOW or not location:
        return None
    try:
        target = parse_address(urljoin(here, quote(location, safe=MAY_STAND)))
    except (MalformedError, ValueError):
        reason = f"leads to {quoted(location)}, which is no web address"
        raise NoReplyError(Verdict.UNREACHABLE, reason) from None
    part = urldefrag(here).fragment
    return f"{target}#{part}" if part and not urldefrag(target).fragment else target
