"""Where everything lives on the site: the promises of `docs` › Addresses.

Enters: a catalog. Leaves: page paths below a language's root ("sheets/nvidia") and relative
addresses between them, so that the site works below any path of any host.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from factsheet.catalog import Catalog, record_id
from factsheet.model import Entity, Fact, Sheet, Source
from factsheet.views.partition import Parts, partition

HOME = "index"
NAMES = "names"
SOURCES = "sources"
LISTS: Mapping[str, str] = {
    "date": "timeline",
    "figure": "figures",
    "quote": "quotes",
    "claim": "claims",
}


@dataclass(frozen=True, slots=True)
class Addresses:
    """The page of every record: sheets and entities have their own, sources share one.

    A fact's home is the first sheet that shows it, otherwise the list of its kind, or the part
    of that which it is in.
    """

    homes: Mapping[str, str]
    with_own_page: frozenset[str]
    parts: Parts = field(default_factory=dict)

    def page_of(self, record_id: str) -> str:
        """Return the path of the page a record is best read on."""
        return self.homes[record_id]

    def anchor(self, record_id: str, *, point: str = "") -> str:
        """Return `#id` or `#id@point`; nothing for a record that has a page of its own."""
        if record_id in self.with_own_page:
            return ""
        return f"#{record_id}@{point}" if point else f"#{record_id}"

    def link(self, record_id: str, origin: str, *, point: str = "") -> str:
        """Return the relative address of a record, or a point of a series, from a page."""
        page, anchor = self.homes[record_id], self.anchor(record_id, point=point)
        return anchor if page == origin and anchor else relative(page, origin) + anchor


def relative(page: str, origin: str) -> str:
    """Return the relative address of one page of a language from another."""
    there, here = _folders(page), _folders(origin)
    shared = 0
    for one, other in zip(there, here, strict=False):
        if one != other:
            break
        shared += 1
    steps = ("..",) * (len(here) - shared) + there[shared:]
    return "/".join(steps) + "/" if steps else "./"


def fact_path(fact_id: str) -> str:
    """Return a fact's own address, the same in every language, below the site's root."""
    return f"f/{fact_id}/"


def fact_data_path(fact_id: str) -> str:
    """Return the path of a fact's own data, below the site's root."""
    return f"f/{fact_id}.json"


def table_path(figure_id: str) -> str:
    """Return where a figure's table is, below the site's root."""
    return f"f/{figure_id}.csv"


def from_root(path: str, origin: str) -> str:
    """Return the relative address of a file below the site's root from a page of a language."""
    return "../" * (len(_folders(origin)) + 1) + path


def addresses(catalog: Catalog) -> Addresses:
    """Find a home for every record."""
    homes = {entry.id: f"entities/{entry.id}" for entry in catalog.of(Entity)}
    parts = partition(catalog)
    in_parts = {
        each: f"{path}/{part.page}"
        for path, listed in parts.items()
        for part in listed
        for each in part.ids
    }
    homes |= {each.id: in_parts.get(each.id, SOURCES) for each in catalog.of(Source)}
    for sheet in catalog.of(Sheet):
        homes[sheet.id] = f"sheets/{sheet.id}"
        for section in catalog.shown[sheet.id]:
            for reference in section:
                fact = catalog.find(record_id(reference))
                if fact is not None:
                    homes.setdefault(fact.id, f"sheets/{sheet.id}")
    for entry in catalog.of(Fact):
        homes.setdefault(entry.id, in_parts.get(entry.id, LISTS[entry.kind]))
    own = (entry.id for model in (Entity, Sheet) for entry in catalog.of(model))
    return Addresses(homes, frozenset(own), parts)


@lru_cache(maxsize=100_000)
def _folders(page: str) -> tuple[str, ...]:
    """Return the folders a page is served from: `timeline` as `/timeline/`, `index` as `/`."""
    *folders, last = page.split("/")
    return tuple(folders if last == HOME else (*folders, last))
