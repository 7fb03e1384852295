"""What a site has published, and what has become of it.

Enters: the address or file of a site's `api/ids.json`, and the catalog as it is now. Leaves:
problems for ids that are gone. Sites are asked over the network.
"""

from factsheet.published.lost_id import lost_ids
from factsheet.published.reading import (
    NothingPublishedError,
    NotPublishedError,
    Published,
    PublishedId,
    published,
)

__all__ = [
    "NotPublishedError",
    "NothingPublishedError",
    "Published",
    "PublishedId",
    "lost_ids",
    "published",
]
