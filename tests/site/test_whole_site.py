"""Promises that hold on every page of the repository's own site."""

import posixpath
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from factsheet.catalog import Catalog
from factsheet.model import Entity, Fact, Figure, Sheet, Source
from factsheet.pipeline import load
from support import ROOT, SITE_URL

LANGUAGES = {"en": "en", "zh": "zh-Hans"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
FETCHED = {
    ("link", "href"),
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
}


@dataclass(slots=True)
class Page:
    """What a browser would find in a page's markup."""

    lang: str = ""
    ids: list[str] = field(default_factory=list)
    links: list[tuple[str, str, str]] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.page.lang = given.get("lang", "")
        if "id" in given:
            self.page.ids.append(given["id"])
        for name in ("href", "src"):
            if name in given:
                self.page.links.append((tag, name, given[name]))
        if tag == "link" and "hreflang" in given:
            self.page.alternates[given["hreflang"]] = given["href"]


@pytest.fixture(scope="module")
def pages(real_site: Path) -> Mapping[str, Page]:
    """Every HTML page by its address below the site's root."""
    found = {}
    for path in sorted(real_site.rglob("*.html")):
        reader = _Reader()
        reader.feed(path.read_text("utf-8"))
        found[path.relative_to(real_site).as_posix().removesuffix("index.html")] = reader.page
    return found


@cache
def facts() -> Catalog:
    """The repository's own fact base."""
    return load([ROOT / "facts"], list(LANGUAGES), root=ROOT).catalog


def inside(pages: Mapping[str, Page]) -> Iterator[tuple[str, str, Page]]:
    """Go through the pages of a language: its code, the path below it, the page."""
    for address, page in pages.items():
        code, slash, path = address.partition("/")
        if slash and code in LANGUAGES:
            yield code, path, page


def test_the_real_fact_base_has_no_problems() -> None:
    assert load([ROOT / "facts"], list(LANGUAGES), root=ROOT).problems == ()


def test_the_real_fact_base_is_complete() -> None:
    kinds = [entry.kind for entry in facts().of(Fact)]
    assert (kinds.count("date"), kinds.count("claim")) == (25, 44)
    assert len(facts().of(Sheet)) == 4


def test_both_languages_have_the_same_pages(pages: Mapping[str, Page]) -> None:
    english = {path for code, path, _ in inside(pages) if code == "en"}
    chinese = {path for code, path, _ in inside(pages) if code == "zh"}
    assert english == chinese
    assert len(english) > 60


def test_every_record_has_its_id_as_anchor_or_page_in_both_languages(
    pages: Mapping[str, Page],
) -> None:
    for code in LANGUAGES:
        anchors = {each for own, _, page in inside(pages) if own == code for each in page.ids}
        for entry in (*facts().of(Fact), *facts().of(Source)):
            assert entry.id in anchors, (code, entry.id)
        for figure in facts().of(Figure):
            assert {f"{figure.id}@{label}" for label in figure.record.points} <= anchors
        for entry in (*facts().of(Entity), *facts().of(Sheet)):
            folder = "sheets" if entry.kind == "sheet" else "entities"
            assert f"{code}/{folder}/{entry.id}/" in pages


def test_no_id_stands_twice_on_a_page(pages: Mapping[str, Page]) -> None:
    twice = {
        address: each
        for address, page in pages.items()
        for each in page.ids
        if page.ids.count(each) > 1
    }
    assert twice == {}


def test_every_internal_link_and_anchor_leads_somewhere(
    pages: Mapping[str, Page], real_site: Path
) -> None:
    broken = [
        (address, link)
        for address, page in pages.items()
        for _, _, link in page.links
        if not leads_somewhere(address, link, pages, real_site)
    ]
    assert broken == []


def leads_somewhere(address: str, link: str, pages: Mapping[str, Page], site: Path) -> bool:
    target = urlsplit(urljoin(SITE_URL + address, link))
    if target.netloc != urlsplit(SITE_URL).netloc:
        return True
    path = unquote(target.path).removeprefix(urlsplit(SITE_URL).path)
    if path in pages:
        return (
            target.fragment in ("", "__comments", *pages[path].ids)
            or unquote(target.fragment) in pages[path].ids
        )
    return (site / path).is_file()


def test_nothing_is_fetched_from_another_host(pages: Mapping[str, Page]) -> None:
    own = urlsplit(SITE_URL).netloc
    foreign = [
        (address, link)
        for address, page in pages.items()
        for tag, name, link in page.links
        if (tag, name) in FETCHED and urlsplit(link).netloc not in ("", own)
    ]
    assert foreign == []


def test_every_page_announces_its_twins(pages: Mapping[str, Page]) -> None:
    for code, path, page in inside(pages):
        twins = {tag: f"{SITE_URL}{other}/{path}" for other, tag in LANGUAGES.items()}
        assert page.alternates == {**twins, "x-default": SITE_URL}, (code, path)
        assert page.lang.split("-")[0] == code


def test_sources_that_must_not_be_linked_are_cited_without_address(real_site: Path) -> None:
    unlinked = [entry.record for entry in facts().of(Source) if not entry.record.link]
    assert len(unlinked) >= 5
    whole = "".join(path.read_text("utf-8") for path in real_site.rglob("*.html"))
    for source in unlinked:
        assert source.url is not None
        assert urlsplit(source.url).netloc not in whole


def test_the_sitemaps_list_every_page_with_its_languages(
    pages: Mapping[str, Page], real_site: Path
) -> None:
    addresses = {f"{code}/{path}" for code, path, _ in inside(pages)}
    root = sitemap(real_site / "sitemap.xml")
    own_pages = {f"f/{entry.id}/" for entry in facts().of(Fact)}
    assert {located(url) for url in root} == {SITE_URL + each for each in addresses | own_pages}
    for url in root:
        if located(url).removeprefix(SITE_URL) in own_pages:
            continue
        twins = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", SITEMAP)}
        path = located(url).removeprefix(SITE_URL).partition("/")[2]
        assert twins == {tag: f"{SITE_URL}{code}/{path}" for code, tag in LANGUAGES.items()}
    for code in LANGUAGES:
        own = sitemap(real_site / code / "sitemap.xml")
        expected = {SITE_URL + address for address in addresses if address.startswith(f"{code}/")}
        assert {located(url) for url in own} == expected


def sitemap(path: Path) -> ET.Element:
    return ET.fromstring(path.read_text("utf-8"))  # noqa: S314 what we have just written


def located(url: ET.Element) -> str:
    return url.findtext("s:loc", "", SITEMAP)


def test_the_root_lets_readers_choose_without_javascript(
    pages: Mapping[str, Page], real_site: Path
) -> None:
    root = pages[""]
    assert [link for tag, _, link in root.links if tag == "a"] == ["en/", "zh/"]
    assert "<script" not in (real_site / "index.html").read_text("utf-8")


def test_the_error_page_finds_its_way_from_anywhere(real_site: Path) -> None:
    page = (real_site / "404.html").read_text("utf-8")
    assert '"base":"/base/en/"' in page
    assert all(f'<a href="/base/{code}/">' in page for code in LANGUAGES)
    assert posixpath.join("/base", "assets/factsheet.css") in page
