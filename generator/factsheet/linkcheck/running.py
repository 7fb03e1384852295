"""Ask for everything at once, as far as manners allow.

Enters: addresses, sources without copies. Leaves: all answers together.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from factsheet.linkcheck.archive import Wanted, copy_of
from factsheet.linkcheck.asking import ask
from factsheet.linkcheck.manners import Manners
from factsheet.linkcheck.memory import Memory
from factsheet.linkcheck.robots import Robots
from factsheet.linkcheck.verdicts import Answer, NoReplyError
from factsheet.linkcheck.web import Web, opened

Step = Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the web said: of every address, of copies by source, and why copies are not known.

    `stored` are the sources whose copy has been written into the facts since.
    """

    answers: Mapping[str, Answer]
    copies: Mapping[str, str] = field(default_factory=dict)
    untold: Mapping[str, str] = field(default_factory=dict)
    stored: frozenset[str] = frozenset()


def look_up(  # noqa: PLR0913 everything that a run depends on
    addresses: Sequence[str],
    sources: Sequence[Wanted],
    *,
    manners: Manners,
    memory: Memory,
    service: str,
    step: Step,
) -> Found:
    """Ask for all addresses, and for copies of sources; `step` is called after each of them.

    Raises nothing for what servers do.
    """
    run = _Run(manners, memory, service, step)
    return asyncio.run(run.all(sorted(set(addresses)), sources))


@dataclass(slots=True)
class _Run:
    manners: Manners
    memory: Memory
    service: str
    step: Step
    answers: dict[str, Answer] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)
    untold: dict[str, str] = field(default_factory=dict)

    async def all(self, addresses: Sequence[str], sources: Sequence[Wanted]) -> Found:
        async with opened(self.manners) as web:
            robots = Robots(web)
            async with asyncio.TaskGroup() as tasks:
                for address in addresses:
                    tasks.create_task(self._answer(address, web, robots))
                for each in sources:
                    tasks.create_task(self._copy(each, web))
        return Found(
            answers=dict(sorted(self.answers.items())),
            copies=dict(sorted(self.copies.items())),
            untold=dict(sorted(self.untold.items())),
        )

    async def _answer(self, address: str, web: Web, robots: Robots) -> None:
        self.answers[address] = await ask(address, web, robots, self.memory)
        self.step()

    async def _copy(self, each: Wanted, web: Web) -> None:
        try:
            found = await copy_of(each, self.service, web)
        except NoReplyError as error:
            self.untold[each.record] = error.reason
        else:
            if found is not None:
                self.copies[each.record] = found
        self.step()
