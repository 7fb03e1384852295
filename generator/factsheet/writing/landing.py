"""Where an address of the site leads: to a page, a fact, a point, a former id, or nowhere.

Enters: an address and the facts. Leaves: a `Landing`. Judged are the generated pages of every
language, the facts' own addresses and their data; hand-written pages, the start pages and a
page's own parts (`#_…`) are not known here, and nothing is said of them.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from factsheet.catalog import Catalog, is_a, point_of, record_id
from factsheet.fields import Part
from factsheet.model import Entity, Fact, Figure, Sheet
from factsheet.problems import did_you_mean, quoted
from factsheet.reader import Entry
from factsheet.views.addresses import fact_path
from factsheet.views.anchors import ENTITIES, OWN, SECTIONS, SHEETS, Anchors, anchor_finder
from factsheet.views.scope import Scope

FACTS = "f"
FEED = "feed.xml"
SCHEME = re.compile(r"https?://", re.IGNORECASE)
MODELS: Mapping[str, type[Part]] = {SHEETS: Sheet, ENTITIES: Entity}


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """Where an address leads.

    `reference` is the fact or point there, if it is one, by its present id; `renamed` maps the
    former ids in the address to the present ones. `fault` says why it leads nowhere.
    """

    reference: str = ""
    renamed: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class SiteMap:
    """All addresses of generated pages.

    `root` is the site's address, with a slash at its end; `anchors_of` finds the anchors of a
    page, each with its present form.
    """

    site: Scope
    root: str
    languages: tuple[str, ...]
    anchors_of: Callable[[str], Anchors | None]

    @property
    def catalog(self) -> Catalog:
        """The facts."""
        return self.site.catalog

    def below(self, address: str) -> str | None:
        """Return what an address has below the site's root; None for another site's."""
        bare, root = (SCHEME.sub("", each, count=1) for each in (address, self.root))
        if not SCHEME.match(address):
            return None
        host, slash, path = bare.partition("/")
        own_host, _, own_path = root.partition("/")
        whole = f"{host.casefold()}{slash or '/'}{path}"
        own = f"{own_host.casefold()}/{own_path}"
        if re.fullmatch(re.escape(own.rstrip("/")) + r"/?(?:[?#].*)?", whole):
            return ""
        return whole.removeprefix(own) if whole.startswith(own) else None

    def landing(self, path: str) -> Landing | None:
        """Say where a path below the root leads; None where that is not known here."""
        place, _, fragment = path.partition("#")
        steps = [unquote(step) for step in place.partition("?")[0].split("/") if step]
        if steps and steps[-1] in ("index.html", FEED):
            steps.pop()
        anchor = unquote(fragment)
        match steps:
            case [first, name] if first == FACTS:
                return self._fact(name, anchor)
            case [code, section, *_] if code in self.languages and section in SECTIONS:
                return None if "." in steps[-1] else self._page("/".join(steps[1:]), anchor)
        return None

    def address(self, path: str) -> str:
        """Return the whole address of something below the root."""
        return self.root + path

    def _fact(self, name: str, anchor: str) -> Landing:
        fact_id, _, suffix = name.partition(".")
        entry = self.catalog.find(fact_id)
        if entry is None:
            return Landing(fault=f"there is no fact {quoted(fact_id)}", hint=self._near(fact_id))
        if not is_a(entry, Fact):
            return Landing(fault=f'"{entry.id}" is no fact', hint=self._home(entry))
        points = entry.record.points if is_a(entry, Figure) else {}
        if suffix == "csv" and not points:
            return Landing(fault=f'"{entry.id}" is no series, and has no table')
        if points and anchor not in points and anchor and not self._is_own(anchor):
            return self._no_point(entry.id, anchor, points)
        reference = f"{entry.id}@{anchor}" if anchor in points else entry.id
        return Landing(reference=reference, renamed=_renamed(fact_id, entry.id))

    def _page(self, path: str, anchor: str) -> Landing:
        section, _, name = path.partition("/")
        page = f"{section}/{self.catalog.present(name)}" if name else section
        known = self.anchors_of(page)
        if known is None:
            return self._no_page(path)
        renamed = _renamed(name, self.catalog.present(name))
        if not anchor or self._is_own(anchor):
            return Landing(renamed=renamed)
        present = known.get(anchor)
        if present is None:
            return self._no_anchor(known, anchor)
        renamed |= _renamed(record_id(anchor), record_id(present))
        entry = self.catalog.find(record_id(present))
        is_fact = entry is not None and is_a(entry, Fact)
        return Landing(reference=present if is_fact else "", renamed=renamed)

    def _no_page(self, path: str) -> Landing:
        section, _, name = path.partition("/")
        model = MODELS.get(section)
        if model is None or "/" in name:
            return Landing(fault=f"there is no page {quoted(path)}")
        entry = self.catalog.find(name)
        if entry is not None:
            fault = f"there is no page of {quoted(name)} among the {section}"
            return Landing(fault=fault, hint=self._home(entry))
        known = [each.id for each in self.catalog.of(model)]
        fault = f"there is no {model.__name__.lower()} {quoted(name)}"
        return Landing(fault=fault, hint=did_you_mean(name, known))

    def _no_anchor(self, known: Anchors, anchor: str) -> Landing:
        entry, point = self.catalog.find(record_id(anchor)), point_of(anchor)
        if entry is None:
            here = {record_id(each) for each in known.values()}
            near = did_you_mean(record_id(anchor), here) or self._near(record_id(anchor))
            return Landing(fault=f"there is no {quoted(anchor)} on this page", hint=near)
        if point and not self.catalog.has_point(anchor):
            points = entry.record.points if is_a(entry, Figure) else {}
            return self._no_point(entry.id, point, points)
        return Landing(fault=f'"{entry.id}" does not stand on this page', hint=self._home(entry))

    def _no_point(self, fact_id: str, point: str, points: Mapping[str, object]) -> Landing:
        there_are = f"there are {', '.join(points)}" if points else None
        fault = f'"{fact_id}" has no point {quoted(point)}'
        return Landing(fault=fault, hint=did_you_mean(point, points) or there_are)

    def _home(self, entry: Entry[Part]) -> str | None:
        """Say where a record is to be found; tags and units have no place on the site."""
        if is_a(entry, Fact):
            return f"its address is {self.address(fact_path(entry.id))}"
        if entry.id not in self.site.addresses.homes:
            return None
        page = f"{self.languages[0]}/{self.site.addresses.page_of(entry.id)}/"
        return f"its address is {self.address(page)}{self.site.addresses.anchor(entry.id)}"

    def _near(self, fact_id: str) -> str | None:
        return did_you_mean(fact_id, (entry.id for entry in self.catalog.of(Fact)))

    def _is_own(self, anchor: str) -> bool:
        return anchor.startswith(OWN) or anchor in self.languages


def site_map(site: Scope, root: str, languages: Sequence[str]) -> SiteMap:
    """Find all addresses of a site at `root`, given its scope in whatever language."""
    return SiteMap(site, f"{root.rstrip('/')}/", tuple(languages), anchor_finder(site))


def _renamed(old: str, new: str) -> dict[str, str]:
    return {old: new} if old != new else {}


def spelled(landing: Landing) -> Iterator[str]:
    """Say what was renamed: `"a" is "b" now`."""
    yield from (f'"{old}" is "{new}" now' for old, new in landing.renamed.items())
