"""Whether a server lets programs ask for an address: its robots.txt (RFC 9309).

Enters: an address. Leaves: nothing, or `NoReplyError`. Every server is asked once a run.
"""

import asyncio
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from factsheet.linkcheck.following import Walk
from factsheet.linkcheck.verdicts import NoReplyError, Verdict
from factsheet.linkcheck.web import Web

MOST_BYTES = 500 * 1024  # RFC 9309, 2.5: at least so much is read
SERVER_ERROR = 500
OK = 200


@dataclass(slots=True)
class Robots:
    """The rules of all servers that are asked in one run."""

    web: Web
    rules: "dict[str, asyncio.Task[RobotFileParser | None]]" = field(default_factory=dict)

    async def permit(self, address: str) -> None:
        """Return if the address may be asked for.

        Raises `NoReplyError` if it may not, or the rules cannot be had: a server that cannot even
        say them is to be left alone (RFC 9309, 2.3.1.4), and would not give the page either.
        """
        parts = urlsplit(address)
        rules_at = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        if rules_at not in self.rules:
            self.rules[rules_at] = asyncio.create_task(self._read(rules_at))
        rules = await asyncio.shield(self.rules[rules_at])
        agent = self.web.hosts.manners.agent
        if rules is None:
            return
        if not rules.can_fetch(agent, address):
            raise NoReplyError(Verdict.BLOCKED, "is closed to programs by the site's robots.txt")
        if delay := rules.crawl_delay(agent):
            self.web.hosts.of(address).slow_down(float(delay))

    async def _read(self, rules_at: str) -> RobotFileParser | None:
        """Return the rules; None where there are none, so that everything may be asked for."""
        trail = await Walk(web=self.web, most=MOST_BYTES).follow(rules_at)
        status = trail.reply.status
        if status >= SERVER_ERROR:
            reason = f"belongs to a server in trouble: its robots.txt answers {status}"
            raise NoReplyError(Verdict.UNREACHABLE, reason)
        if status != OK:
            return None
        rules = RobotFileParser()
        rules.parse(trail.reply.body.decode("utf-8", "replace").removeprefix("\ufeff").splitlines())
        return rules
