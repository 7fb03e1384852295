"""What a site says of itself wherever it is cited."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from factsheet.checkout import Checkout
from factsheet.content_policy import NOTHING_ELSE, Sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """The site's name by language, its address, and where its facts are kept.

    `address` ends with "/", or is empty where the site does not know its own; `licence` is an
    SPDX identifier or an address; `repository` is the web address of the facts' repository and
    `checkout` the commit they are at; `pictures` are the addresses of link previews by id.
    `allowed` is what pages may load besides what is the site's own; None where no policy is wanted.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    licence: str = ""
    repository: str = ""
    checkout: Checkout | None = None
    pictures: Mapping[str, str] = field(default_factory=dict)
    allowed: Sources | None = field(default_factory=lambda: NOTHING_ELSE)


def root_of(site_url: str) -> str:
    """Return a site's address as an imprint has it."""
    return f"{site_url.rstrip('/')}/" if site_url else ""
