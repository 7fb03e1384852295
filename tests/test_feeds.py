"""Feeds: what was added, corrected, disputed, superseded or retracted."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest
from lxml import etree

from factsheet.catalog import Catalog
from factsheet.languages import language
from factsheet.render.feeds import feed_outputs
from factsheet.views.feed import LONGEST
from factsheet.views.imprint import Imprint, root_of
from factsheet.views.site import site_scopes

ROOT = Path(__file__).parents[1]
ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SITE = "https://facts.example/base"

FACTS = """\
sources:
  report: {title: Report, url: https://a.example/r}
entities:
  acme: {kind: organization, name: {en: Acme, zh: 顶点}}
figures:
  revenue:
    of: acme
    measure: {en: Revenue, zh: 营收}
    value: 60.922 billion USD
    period: FY2024
    added: 2024-03
    corrections:
      - {on: 2024-06-02, was: {en: 61 <b>, zh: 61}, now: {en: "60.922", zh: "60.922"}, why: {en: A *slip* & more., zh: 笔误。}}
      - {on: 2024-06-02, was: {en: a, zh: 甲}, now: {en: b, zh: 乙}}
    sources: [report]
    formerly: [turnover, sales]
  staff:
    of: acme
    measure: {en: Staff, zh: 员工}
    value: 12
    as_of: 2024
    added: 2024
    checked: 2024-07-01
    status: superseded
    superseded_by: revenue
    sources: [report]
dates:
  moved:
    date: 2001
    title: {en: Acme moves, zh: 顶点搬迁}
    status: retracted
    note: {en: It never did., zh: 从未搬迁。}
    sources: [report]
  founded: {date: 1999, title: {en: Founded, zh: 成立}, sources: [report]}
claims:
  best:
    statement: {en: Acme is best}
    claimed_by: acme
    verdict: opinion
    status: disputed
    note: {en: Doubted., zh: 有疑问。}
    reviewed: 2024-07-02
sheets:
  numbers:
    title: {en: Numbers, zh: 数字}
    sections: [{title: {en: All, zh: 全部}, facts: [staff, staff, founded]}]
  undated:
    title: {en: Undated, zh: 无日期}
    sections: [{title: {en: All, zh: 全部}, facts: [founded]}]
"""  # noqa: E501

ReadCatalog = Callable[[str], Catalog]
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).parent / "judges/atom.rng"))


def made(catalog: Catalog, code: str = "en", site_url: str = SITE) -> dict[str, str]:
    languages = [language(each) for each in ("en", "zh")]
    imprint = Imprint(names={"en": "My facts", "zh": "My facts"}, address=root_of(site_url))
    scope = site_scopes(catalog, languages, imprint, {})[code]
    outputs = feed_outputs(scope, languages)
    return {output.path: output.content.decode() for output in outputs}


def entries(document: str) -> Iterator[tuple[str, str, str, str]]:
    for entry in ET.fromstring(document).iterfind(f"{ATOM}entry"):  # noqa: S314 our own
        texts = [entry.findtext(f"{ATOM}{name}") or "" for name in ("id", "updated", "title")]
        key, updated, title = texts
        yield key.partition("#")[2], updated, title, entry.findtext(f"{ATOM}content") or ""


def test_a_feed_tells_what_was_done_to_facts_the_newest_first(catalog: ReadCatalog) -> None:
    feed = made(catalog(FACTS))["en/feed.xml"]
    revenue = "<p><strong>Acme: Revenue</strong></p><p>US$60.922 billion (fiscal 2024)</p>"
    staff = "<p><strong>Acme: Staff</strong></p><p>12 (as of 2024), Superseded</p>"
    unknown = "The day of this is not recorded; the last one known of the fact is"
    assert list(entries(feed)) == [
        (
            "best:disputed",
            "2024-07-02T00:00:00Z",
            "Disputed: Acme is best",
            f"<p><strong>Acme is best</strong></p><p>Opinion</p><p>Doubted.</p><p>{unknown} "
            "2 July 2024.</p>",
        ),
        (
            "staff:superseded",
            "2024-07-01T00:00:00Z",
            "Superseded: Acme: Staff",
            f"{staff}<p>Superseded by: Acme: Revenue</p><p>{unknown} 1 July 2024.</p>",
        ),
        (
            "turnover:corrected:2024-06-02",
            "2024-06-02T00:00:00Z",
            "Corrected: Acme: Revenue",
            f"{revenue}<p>2 June 2024: was “61 &lt;b&gt;”, now “60.922”.</p>"
            "<p>A slip &amp; more.</p>",
        ),
        (
            "turnover:corrected:2024-06-02:2",
            "2024-06-02T00:00:00Z",
            "Corrected: Acme: Revenue",
            f"{revenue}<p>2 June 2024: was “a”, now “b”.</p>",
        ),
        ("turnover:added:2024-03", "2024-03-01T00:00:00Z", "Added: Acme: Revenue", revenue),
        ("staff:added:2024", "2024-01-01T00:00:00Z", "Added: Acme: Staff", staff),
    ]


def test_a_sheet_has_a_feed_of_its_facts_with_the_same_entries(catalog: ReadCatalog) -> None:
    feeds = made(catalog(FACTS))
    assert sorted(feeds) == ["en/feed.xml", "en/sheets/numbers/feed.xml"]
    whole, sheet = (ET.fromstring(feeds[path]) for path in sorted(feeds))  # noqa: S314 our own
    ids = [entry.findtext(f"{ATOM}id") for entry in sheet.iterfind(f"{ATOM}entry")]
    assert ids == [f"{SITE}/en/feed.xml#staff:{what}" for what in ("superseded", "added:2024")]
    by_id = {each.findtext(f"{ATOM}id"): ET.tostring(each) for each in whole.iter(f"{ATOM}entry")}
    for entry in sheet.iter(f"{ATOM}entry"):
        assert ET.tostring(entry).strip() == by_id[entry.findtext(f"{ATOM}id")].strip()


def test_an_entry_keeps_its_id_when_the_fact_is_renamed(catalog: ReadCatalog) -> None:
    renamed = FACTS.replace("  staff:\n", "  people:\n    formerly: [staff]\n").replace(
        "[staff, staff, ", "[people, "
    )
    before, after = (made(catalog(facts)) for facts in (FACTS, renamed))
    for path, feed in before.items():
        assert [each[0] for each in entries(feed)] == [each[0] for each in entries(after[path])]
    assert f'href="{SITE}/f/people/"' in after["en/feed.xml"]


def test_without_the_sites_address_there_is_no_feed(catalog: ReadCatalog) -> None:
    assert made(catalog(FACTS), site_url="") == {}


def test_facts_without_days_have_no_feed(catalog: ReadCatalog) -> None:
    facts = FACTS.partition("figures:")[0] + (
        "dates:\n  founded: {date: 1999, title: {en: F, zh: 成立}, sources: [report]}\n"
    )
    assert made(catalog(facts)) == {}


def test_a_long_feed_tells_the_newest_only(catalog: ReadCatalog) -> None:
    lines = [
        f"  d{number}: {{date: 1999, title: {{en: F, zh: 成}}, sources: [report], "
        f"added: {2000 + number // 12}-{number % 12 + 1:02}}}"
        for number in range(LONGEST + 5)
    ]
    head = "sources:\n  report: {title: R, url: https://a.example}\ndates:\n"
    facts = head + "\n".join(lines) + "\n"
    found = list(entries(made(catalog(facts))["en/feed.xml"]))
    assert len(found) == LONGEST
    assert found[0][0].startswith(f"d{LONGEST + 4}:")
    for code in ("en", "zh"):
        assert str(LONGEST) in (ROOT / "docs" / code / "linking.md").read_text("utf-8")


def test_a_feed_says_where_it_is_and_what_it_is_of_in_each_language(catalog: ReadCatalog) -> None:
    feeds = made(catalog(FACTS), "zh", f"{SITE}/")
    assert feeds["zh/sheets/numbers/feed.xml"].startswith(
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans">\n'
        f"  <id>{SITE}/zh/sheets/numbers/feed.xml</id>\n"
        "  <title>My facts：数字</title>\n"
        "  <updated>2024-07-01T00:00:00Z</updated>\n"
        "  <author>\n"
        "    <name>My facts</name>\n"
        "  </author>\n"
        '  <link rel="self" type="application/atom+xml" hreflang="zh-Hans"'
        f' href="{SITE}/zh/sheets/numbers/feed.xml" />\n'
        '  <link rel="alternate" type="text/html" hreflang="zh-Hans"'
        f' href="{SITE}/zh/sheets/numbers/" />\n'
        '  <link rel="alternate" type="application/atom+xml" hreflang="en"'
        f' href="{SITE}/en/sheets/numbers/feed.xml" />\n'
        "  <entry>\n"
    )
    assert '&lt;p lang="en"&gt;&lt;strong&gt;Acme is best' in feeds["zh/feed.xml"]
    assert "此变动的日期没有记录；该事实已知的最近日期为2024年7月2日。" in feeds["zh/feed.xml"]


# What RFC 4287, 4.1 asks of an element: (fewest, most) of each child; None is any number.
Counts = dict[str, tuple[int, int | None]]
PERSON: Counts = {"name": (1, 1)}
FEED: Counts = {
    "id": (1, 1), "title": (1, 1), "updated": (1, 1), "author": (1, None), "link": (1, None),
    "entry": (0, None),
}  # fmt: skip
ENTRY: Counts = {
    "id": (1, 1),
    "title": (1, 1),
    "updated": (1, 1),
    "link": (1, None),
    "content": (1, 1),
}
STRUCTURE: dict[str, Counts] = {"feed": FEED, "entry": ENTRY, "author": PERSON}


def faults(document: str) -> Iterator[str]:
    """Say what RFC 4287 does not allow in a document of the elements we write."""
    feed = ET.fromstring(document)  # noqa: S314 our own
    ids = [each.text for each in feed.iterfind(f"{ATOM}entry/{ATOM}id")]
    if len(set(ids)) != len(ids):
        yield "two entries with one id"
    for element in feed.iter():
        name = element.tag.removeprefix(ATOM)
        children = [child.tag.removeprefix(ATOM) for child in element]
        allowed = STRUCTURE.get(name, {})
        yield from (f"{child} in {name}" for child in children if child not in allowed)
        for child, (fewest, most) in allowed.items():
            count = children.count(child)
            if count < fewest or (most is not None and count > most):
                yield f"{count} {child} in {name}"
        links = [(each.get("rel"), each.get("type"), each.get("hreflang"))
                 for each in element.iterfind(f"{ATOM}link")]  # fmt: skip
        if len(set(links)) != len(links):
            yield f"two links of a kind in {name}"
        if name == "updated":
            datetime.fromisoformat(element.text or "")
        if name in ("id", "title", "name") and not (element.text or "").strip():
            yield f"empty {name}"


@pytest.mark.parametrize("code", ["en", "zh"])
def test_feeds_are_as_atom_asks(catalog: ReadCatalog, code: str) -> None:
    for path, document in made(catalog(FACTS), code).items():
        assert list(faults(document)) == []
        GRAMMAR.assertValid(etree.fromstring(document.encode()))
        parsed = feedparser.parse(document.encode())
        assert (parsed.bozo, parsed.version, parsed.encoding) == (False, "atom10", "utf-8")
        assert parsed.feed.id == f"{SITE}/{path}"
        assert [entry.link for entry in parsed.entries] == [
            f"{SITE}/f/{'staff' if 'numbers' in path else fact}/"
            for fact in ("best", "staff", "revenue", "revenue", "revenue", "staff")
        ][: len(parsed.entries)]
        assert {entry.content[0].type for entry in parsed.entries} == {"text/html"}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("<updated>2024-07-02T00:00:00Z</updated>", "", "0 updated in entry"),
        ("<author>\n    <name>My facts</name>\n  </author>", "", "0 author in feed"),
        ("best:disputed", "staff:superseded", "two entries with one id"),
        ('hreflang="zh-Hans"', "", None),
        ("<title>Added: Acme: Staff</title>", "<title/>", "empty title"),
        ("<title>Added: Acme: Staff</title>", "<name/><title>A</title>", "name in entry"),
    ],
)
def test_a_planted_fault_in_a_feed_is_seen(
    catalog: ReadCatalog, old: str, new: str, fault: str | None
) -> None:
    document = made(catalog(FACTS))["en/feed.xml"]
    assert old in document
    changed = document.replace(old, new)
    found = list(faults(changed))
    assert (fault in found) if fault else found == []
    if new in ("", "<name/><title>A</title>") and fault and "author" not in fault:
        assert not GRAMMAR.validate(etree.fromstring(changed.encode()))
