"""What servers said of their pages last time, so that an unchanged page is not sent again.

Enters: a file that may be missing or damaged. Leaves: headers for conditional requests (RFC 9110,
13.1), and the file's new content. A memory that is lost costs nothing but time.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

VERSION = 1
CONDITIONS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
OK, NOT_MODIFIED = 200, 304


@dataclass(slots=True)
class Memory:
    """The validators of pages, by address."""

    validators: dict[str, dict[str, str]] = field(default_factory=dict)

    def conditions(self, address: str) -> dict[str, str]:
        """Return the headers that ask for a page only if it has changed."""
        known = self.validators.get(address, {})
        return {CONDITIONS[name]: value for name, value in known.items()}

    def keep(self, address: str, status: int, headers: Mapping[str, str]) -> None:
        """Remember what a server said of a page; forget a page that is not there any more."""
        if status == NOT_MODIFIED:
            return
        said = {name: headers[name] for name in CONDITIONS if headers.get(name)}
        if status == OK and said:
            self.validators[address] = said
        else:
            self.validators.pop(address, None)

    def as_bytes(self) -> bytes:
        """Return the content of the file."""
        data = {"version": VERSION, "addresses": self.validators}
        return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True).encode()


def recalled(path: Path) -> Memory:
    """Read the file; a memory without anything when there is none, or none that can be used."""
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return Memory()
    match data:
        case {"version": version, "addresses": dict(listed)} if version == VERSION:
            return Memory({address: _validators(known) for address, known in listed.items()})
    return Memory()


def _validators(known: object) -> dict[str, str]:
    if not isinstance(known, dict):
        return {}
    return {
        name: known[name]
        for name in CONDITIONS
        if isinstance(known.get(name), str) and known[name].isprintable()
    }
