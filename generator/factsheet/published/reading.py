"""Read which ids a site has published, from its `api/ids.json`.

Enters: an http(s) address or a file. Leaves: what each id named, or `NotPublishedError` in one
sentence. Knows no records.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    UnknownHandler,
)

SCHEMA_VERSION = "1"
PATIENCE = 30.0
NOT_FOUND = 404
LARGEST = 256 * 1024 * 1024
HANDLERS = (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    ProxyHandler,
    UnknownHandler,
)


class NotPublishedError(Exception):
    """The published ids cannot be read; the message says why."""


class NothingPublishedError(NotPublishedError):
    """There is no list of ids at the address: the site is not published yet."""


@dataclass(frozen=True, slots=True)
class PublishedId:
    """An id as it was published: what it named, and its page below the site's root."""

    id: str
    kind: str
    address: str


@dataclass(frozen=True, slots=True)
class Published:
    """All ids of a published site, and where they were read."""

    place: str
    ids: tuple[PublishedId, ...]


def published(place: str) -> Published:
    """Read an `ids.json`.

    Raises `NotPublishedError` when it cannot be had or is none, and `NothingPublishedError`
    when a server says that there is nothing at its address.
    """
    content = _fetched(place) if urlsplit(place).scheme in ("http", "https") else _read(place)
    try:
        data = json.loads(content)
    except ValueError:
        message = f"{place} is not JSON; the published ids are in api/ids.json of a site"
        raise NotPublishedError(message) from None
    if not isinstance(data, dict) or not isinstance(data.get("ids"), dict):
        message = f'{place} has no "ids"; the published ids are in api/ids.json of a site'
        raise NotPublishedError(message)
    if data.get("schema_version") != SCHEMA_VERSION:
        message = f"{place} is of a version of the data that this program does not know"
        raise NotPublishedError(message)
    return Published(place, tuple(_ids(data["ids"], place)))


def _ids(listed: Mapping[str, object], place: str) -> Iterator[PublishedId]:
    for name, meaning in listed.items():
        match meaning:
            case {"kind": str(kind), "address": str(address)}:
                yield PublishedId(name, kind, address)
            case _:
                message = f'{place} does not say the kind and address of "{name}"'
                raise NotPublishedError(message)


def _fetched(address: str) -> bytes:
    try:
        with _opener().open(address, timeout=PATIENCE) as answer:
            content = bytes(answer.read(LARGEST + 1))
    except HTTPError as error:
        error.close()
        message = f"{address} answers {error.code} {error.reason}"
        if error.code == NOT_FOUND:
            raise NothingPublishedError(message) from None
    except (OSError, HTTPException, ValueError) as error:
        reason = " ".join(str(getattr(error, "reason", error)).split())
        message = f"{address} cannot be read: {reason}"
    else:
        if len(content) <= LARGEST:
            return content
        message = f"{address} is larger than any list of ids"
    raise NotPublishedError(message)


def _opener() -> OpenerDirector:
    """Return what opens http(s) addresses and no others, wherever a redirection leads."""
    opener = OpenerDirector()
    for handler in HANDLERS:
        opener.add_handler(handler())
    return opener


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        message = f"cannot read {path}: {error.strerror or error}"
        raise NotPublishedError(message) from None
