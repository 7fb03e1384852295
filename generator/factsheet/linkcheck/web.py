"""Send one request at a time to a server, as often as it takes and as manners allow.

Enters: a method, an address, headers. Leaves: a `Reply`, or `NoReplyError` in words that continue
a sentence. Follows no redirection and judges no status, except that a server in trouble is asked
again.
"""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

import httpx

from factsheet.linkcheck.manners import LONGEST_REST, Host, Hosts, Manners
from factsheet.linkcheck.verdicts import NoReplyError, Verdict

# Too early, too many requests, and what a server says when it is in trouble itself.
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
NO_SUCH_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a server replied: the status, headers by their lower-case names, the body's start."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Web:
    """The way to all servers."""

    client: httpx.AsyncClient
    hosts: Hosts

    async def ask(
        self,
        method: str,
        address: str,
        headers: Mapping[str, str] | None = None,
        *,
        tries: int | None = None,
        most: int = 0,
    ) -> Reply:
        """Ask for an address, again while the server is in trouble; `most` bytes of it are read.

        Raises `NoReplyError` when there is no reply in the end.
        """
        left = tries or self.hosts.manners.tries
        rest = self.hosts.manners.pause
        while True:
            left, rest = left - 1, rest * 2
            try:
                async with self.hosts.turn(address) as host:
                    reply = await self._once(method, address, headers or {}, most)
            except NoReplyError as error:
                if error.is_final or not left:
                    raise
                self.hosts.of(address).rest(rest)
            else:
                if reply.status not in PASSING or not _may_ask_again(host, reply, rest) or not left:
                    return reply

    async def _once(
        self, method: str, address: str, headers: Mapping[str, str], most: int
    ) -> Reply:
        timeout = self.hosts.manners.timeout
        try:
            async with (
                asyncio.timeout(timeout),
                self.client.stream(method, address, headers=dict(headers)) as response,
            ):
                body = await _beginning(response, most)
        except TimeoutError:
            reason = f"gives no answer within {timeout:g} seconds"
            raise NoReplyError(Verdict.UNREACHABLE, reason, is_final=False) from None
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError):
            raise NoReplyError(Verdict.UNREACHABLE, "cannot be asked for") from None
        except (httpx.TransportError, OSError) as error:
            raise _worded(error) from None
        return Reply(status=response.status_code, headers=dict(response.headers), body=body)


@asynccontextmanager
async def opened(manners: Manners) -> AsyncIterator[Web]:
    """Open the way to all servers; how long and how many is for manners to say."""
    headers = {"User-Agent": manners.agent, "Accept-Encoding": "identity"}
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(headers=headers, timeout=None, limits=limits) as client:  # noqa: S113
        yield Web(client, Hosts(manners))


async def _beginning(response: httpx.Response, most: int) -> bytes:
    """Read no more of a body than is wanted; closing the connection stops the rest."""
    body = b""
    if most:
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) >= most:
                break
    return body[:most]


def _may_ask_again(host: Host, reply: Reply, rest: float) -> bool:
    """Let the host rest as long as it asks for; False when that is longer than we wait."""
    wanted = retry_after(reply.headers)
    if wanted is not None and wanted > LONGEST_REST:
        host.closed = f"asks to be left alone for {wanted:.0f} seconds"
        return False
    host.rest(rest if wanted is None else wanted)
    return True


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return how many seconds a server asks to wait (RFC 9110, 10.2.3).

    A day and time counts from the server's own clock, the `Date` of its reply.
    """
    asked = headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked)
    until, now = _moment(asked), _moment(headers.get("date", ""))
    return max((until - now).total_seconds(), 0.0) if until and now else None


def _moment(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text).astimezone()
    except (ValueError, OverflowError):
        return None


def _worded(error: Exception) -> NoReplyError:
    """Say why there was no reply; what a name or a certificate lacks does not pass."""
    for cause in _causes(error):
        match cause:
            case socket.gaierror(errno=number) if number in NO_SUCH_NAME:
                return NoReplyError(Verdict.GONE, "names a host that does not exist")
            case socket.gaierror():
                reason = "names a host whose address cannot be found out now"
                return NoReplyError(Verdict.UNREACHABLE, reason, is_final=False)
            case ssl.SSLCertVerificationError():
                reason = f"shows a certificate that is not valid: {cause.verify_message}"
                return NoReplyError(Verdict.UNREACHABLE, reason)
            case ssl.SSLError():
                return NoReplyError(Verdict.UNREACHABLE, "cannot be reached safely: TLS fails")
            case ConnectionRefusedError():
                reason = "refuses the connection"
                return NoReplyError(Verdict.UNREACHABLE, reason, is_final=False)
    reason = "breaks off the connection"
    return NoReplyError(Verdict.UNREACHABLE, reason, is_final=False)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            yield from error.exceptions
        error = error.__cause__ or error.__context__
