"""How politely servers are asked: so many requests at a time, a pause between them, and rests.

Enters: nothing but time. Leaves: permission to send one request. Knows no HTTP.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from factsheet.linkcheck.verdicts import NoReplyError, Verdict

AT_A_TIME = 24
LONGEST_REST = 60.0
LONGEST_PAUSE = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How to ask.

    `timeout` are seconds for one request as a whole, `pause` seconds between the beginnings of
    two requests to one host, `per_host` how many of them may run at a time, `tries` how often a
    server in trouble is asked, `agent` what the program calls itself.
    """

    agent: str
    timeout: float = 20.0
    per_host: int = 2
    pause: float = 1.0
    tries: int = 3


@dataclass(slots=True)
class Host:
    """One server: who may ask it next, and when."""

    slots: asyncio.Semaphore
    pause: float
    free_at: float = 0.0
    closed: str = ""

    def rest(self, seconds: float) -> None:
        """Ask nothing for a while."""
        self.free_at = max(self.free_at, _now() + seconds)

    def slow_down(self, pause: float) -> None:
        """Heed a longer pause that the server asks for, within reason."""
        self.pause = max(self.pause, min(pause, LONGEST_PAUSE))

    async def turn(self) -> None:
        """Wait until the next request may begin. Raises `NoReplyError` when none may."""
        while (wait := self.free_at - _now()) > 0:  # noqa: ASYNC110 others may have moved the time
            await asyncio.sleep(wait)
        if self.closed:
            raise NoReplyError(Verdict.BLOCKED, self.closed)
        self.free_at = _now() + self.pause


@dataclass(slots=True)
class Hosts:
    """All servers that are asked in one run."""

    manners: Manners
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_A_TIME))
    by_name: dict[str, Host] = field(default_factory=dict)

    def of(self, address: str) -> Host:
        """Return the server of an address; http and https are the same one."""
        name = urlsplit(address).netloc.rpartition("@")[2].lower()
        if name not in self.by_name:
            slots = asyncio.Semaphore(self.manners.per_host)
            self.by_name[name] = Host(slots, self.manners.pause)
        return self.by_name[name]

    @asynccontextmanager
    async def turn(self, address: str) -> AsyncIterator[Host]:
        """Wait for the turn of a request; who waits for one server keeps no other one waiting."""
        host = self.of(address)
        async with host.slots:
            await host.turn()
            async with self.slots:
                yield host


def _now() -> float:
    return asyncio.get_running_loop().time()
