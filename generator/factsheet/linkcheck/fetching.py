"""Fetch the pages of sources, as politely as they are asked whether they answer.

Enters: addresses, of each source the best first. Leaves: pages as bytes, or why there is none.
Reads no page.
"""

import asyncio
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factsheet.linkcheck.asking import judged
from factsheet.linkcheck.following import Walk
from factsheet.linkcheck.manners import Manners
from factsheet.linkcheck.robots import Robots
from factsheet.linkcheck.running import Step
from factsheet.linkcheck.verdicts import NoReplyError, Verdict
from factsheet.linkcheck.web import Reply, Web, opened

# zlib reads the head of either format, gzip's and its own (zlib manual, inflateInit2).
ANY_HEAD = 47
PACKED = frozenset({"gzip", "x-gzip", "deflate"})
AS_IT_IS = frozenset({"", "identity"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page: the address it was at in the end, its media type as the server has it, its bytes.

    Where there is none, `reason` continues a sentence that begins with the address.
    """

    address: str
    media_type: str = ""
    content: bytes = b""
    reason: str = ""


def fetch(
    wanted: Mapping[str, Sequence[str]], *, manners: Manners, most: int, step: Step
) -> Mapping[str, Fetched]:
    """Fetch the page of each source, from the first of its addresses that gives one.

    A byte more than `most` is read of none. Raises nothing for what servers do.
    """
    return asyncio.run(_all(wanted, manners, most, step))


async def _all(
    wanted: Mapping[str, Sequence[str]], manners: Manners, most: int, step: Step
) -> Mapping[str, Fetched]:
    found: dict[str, Fetched] = {}
    async with opened(manners) as web:
        robots = Robots(web)

        async def one(source: str, addresses: Sequence[str]) -> None:
            found[source] = await _first(addresses, web, robots, most)
            step()

        async with asyncio.TaskGroup() as tasks:
            for source, addresses in wanted.items():
                tasks.create_task(one(source, addresses))
    return dict(sorted(found.items()))


async def _first(addresses: Sequence[str], web: Web, robots: Robots, most: int) -> Fetched:
    tried: list[Fetched] = []
    for address in addresses:
        tried.append(await _page(address, web, robots, most))
        if not tried[-1].reason:
            return tried[-1]
    return tried[0]


async def _page(address: str, web: Web, robots: Robots, most: int) -> Fetched:
    try:
        walk = Walk(web=web, most=most + 1, permit=robots.permit)
        trail = await walk.follow(address)
        answer = judged(address, trail)
        if not answer.is_there:
            return Fetched(address=address, reason=answer.reason)
        content = _unpacked(trail.reply, most)
    except NoReplyError as error:
        return Fetched(address=address, reason=error.reason)
    media_type = trail.reply.headers.get("content-type", "")
    return Fetched(address=trail.end, media_type=media_type, content=content)


def _unpacked(reply: Reply, most: int) -> bytes:
    """Return the body; some servers pack it although they were asked not to."""
    packing = reply.headers.get("content-encoding", "").strip().lower()
    if packing in AS_IT_IS:
        return reply.body
    if packing not in PACKED:
        raise NoReplyError(Verdict.UNREACHABLE, "is packed in a way that was not asked for")
    try:
        return zlib.decompressobj(ANY_HEAD).decompress(reply.body, most + 1)
    except zlib.error:
        raise NoReplyError(Verdict.UNREACHABLE, "is packed, but damaged") from None
