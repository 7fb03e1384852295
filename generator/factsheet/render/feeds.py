"""Feeds as Atom (RFC 4287).

Enters: a `Scope` with the site's imprint. Leaves: one file a
feed. Days are written as their first moment in UTC, since Atom knows no days alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from xml.etree import ElementTree as ET

from factsheet.languages import Language
from factsheet.outputs import Output
from factsheet.views.feed import FeedEntry, FeedView, feeds
from factsheet.views.parts import Passage
from factsheet.views.scope import Scope

ATOM = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FEED_TYPE, PAGE_TYPE = "application/atom+xml", "text/html"


def feed_outputs(site: Scope, languages: Sequence[Language] = ()) -> Iterator[Output]:
    """Write the feeds of one language; none without the site's address, which their ids need.

    `languages` are all of the site, whose feeds name each other. Feeds are there for the same
    subjects in every language, as days do not depend on it.
    """
    root = site.imprint.address
    site_name = site.imprint.names.get(site.language.code, "")
    for view in feeds(site) if root else ():
        path = f"{site.language.code}/{view.path}"
        yield Output(path, _document(view, site.language, languages, site_name, root))


def _document(
    view: FeedView, language: Language, languages: Iterable[Language], name: str, root: str
) -> bytes:
    own = f"{root}{language.code}/"
    feed = ET.Element("feed", {"xmlns": ATOM, XML_LANG: language.tag})
    _text(feed, "id", own + view.path)
    _text(feed, "title", f"{name}{language.word('title_separator')}{view.title}")
    _text(feed, "updated", _moment(view.updated))
    _text(ET.SubElement(feed, "author"), "name", name)
    _link(feed, "self", own + view.path, FEED_TYPE, language.tag)
    _link(feed, "alternate", own + view.page, PAGE_TYPE, language.tag)
    for other in languages:
        if other.code != language.code:
            _link(feed, "alternate", f"{root}{other.code}/{view.path}", FEED_TYPE, other.tag)
    for entry in view.entries:
        _entry(feed, entry, own, root)
    ET.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, "unicode")}\n'.encode()


def _entry(feed: ET.Element, view: FeedEntry, own: str, root: str) -> None:
    entry = ET.SubElement(feed, "entry")
    # The same event has the same id in the feed of the site and in that of a sheet.
    _text(entry, "id", f"{own}feed.xml#{view.key}")
    _text(entry, "title", view.title)
    _text(entry, "updated", _moment(view.day))
    _link(entry, "alternate", root + view.path, PAGE_TYPE)
    _text(entry, "content", _html(view.paragraphs)).set("type", "html")


def _html(paragraphs: Iterable[Passage]) -> str:
    """Write paragraphs as HTML, the first one strong."""
    written = []
    for number, passage in enumerate(paragraphs):
        paragraph = ET.Element("p", {"lang": passage.lang} if passage.lang else {})
        inner = ET.SubElement(paragraph, "strong") if number == 0 else paragraph
        inner.text = passage.plain
        written.append(ET.tostring(paragraph, "unicode", "html"))
    return "".join(written)


def _link(parent: ET.Element, rel: str, address: str, kind: str, tag: str = "") -> None:
    spoken = {"hreflang": tag} if tag else {}
    ET.SubElement(parent, "link", {"rel": rel, "type": kind, **spoken, "href": address})


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = text
    return element


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
