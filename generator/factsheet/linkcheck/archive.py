"""Ask the Wayback Machine for copies of sources that name none.

Enters: a catalog, the service's address. Leaves: addresses of copies. The service is
https://archive.org/help/wayback_api.php: of several copies it names the one nearest to a day.
"""

import json
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode, urlsplit, urlunsplit

from factsheet.catalog import Catalog
from factsheet.fields import parse_address
from factsheet.linkcheck.citations import URL
from factsheet.linkcheck.following import Walk
from factsheet.linkcheck.verdicts import NoReplyError, Verdict
from factsheet.linkcheck.web import Web
from factsheet.model import Source
from factsheet.problems import MalformedError, Place

MOST_BYTES = 200 * 1024
OK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A source without an archived copy, its address, and the day the copy should be near."""

    record: str
    place: Place
    address: str
    day: date | None


def wanted(catalog: Catalog) -> tuple[Wanted, ...]:
    """Return the sources that have an address and name no copy.

    The copy should show what the curator saw, or else what was published.
    """
    return tuple(
        Wanted(
            record=entry.id,
            place=entry.place(URL),
            address=source.url,
            day=next((each.last_day for each in (source.accessed, source.published) if each), None),
        )
        for entry in catalog.of(Source)
        if (source := entry.record).url and not source.archive_url
    )


async def copy_of(each: Wanted, service: str, web: Web) -> str | None:
    """Return the address of an archived copy, or None where there is none.

    Raises `NoReplyError` when the service does not say.
    """
    day = f"{each.day:%Y%m%d}" if each.day else ""
    query = urlencode({"url": each.address} | ({"timestamp": day} if day else {}))
    trail = await Walk(web=web, most=MOST_BYTES).follow(f"{service}?{query}")
    if trail.reply.status != OK:
        raise NoReplyError(Verdict.UNREACHABLE, f"answers {trail.reply.status}")
    try:
        data = json.loads(trail.reply.body)
    except ValueError:
        raise NoReplyError(Verdict.UNREACHABLE, "answers something else than JSON") from None
    return _closest(data)


def _closest(data: object) -> str | None:
    match data:
        case {
            "archived_snapshots": {
                "closest": {"available": True, "url": str(address), "status": str(status)}
            }
        } if status.startswith("2"):
            try:
                return _secure(parse_address(address))
            except MalformedError:
                return None
    return None


def _secure(address: str) -> str:
    """The service names its copies by http, and has them by https as well."""
    parts = urlsplit(address)
    is_archive = parts.scheme == "http" and (parts.hostname or "").endswith("archive.org")
    return urlunsplit(parts._replace(scheme="https")) if is_archive else address
