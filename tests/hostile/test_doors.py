"""What is made of a hostile fact base, file by file: well-formed, whole, and inert."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import feedparser
import pytest
import sphobjinv
from click.testing import CliRunner
from lxml import etree
from pybtex.database import parse_string

from factsheet.cli import main
from factsheet.languages import language
from factsheet.model import Fact, Source
from factsheet.pipeline import FactBase
from factsheet.render.cards import card_svg
from factsheet.render.citations.bibliography import CSL_JSON_PATH
from factsheet.render.fonts import find_font
from factsheet.views.cards import card_views
from factsheet.views.site import site_scope
from hostile.filling import Attack
from support import SITE_URL

ATOM = "{http://www.w3.org/2005/Atom}"
JUDGES = Path(__file__).parents[1] / "judges"
Made = Mapping[str, bytes]
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
FORMULA = re.compile(r"[\s\u200b\ufeff\u00a0]*[=+\-@＝＋－＠]")
STRICT = etree.XMLParser(resolve_entities=False, no_network=True)


def ending(made: Made, *suffixes: str) -> dict[str, bytes]:
    found = {path: content for path, content in made.items() if path.endswith(suffixes)}
    assert found, suffixes
    return found


class Inert(HTMLParser):
    """Notes the scripts of a page, and everything in it that could run or load something."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.data: list[Any] = []
        self.faults: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        given = {name: value or "" for name, value in attrs}
        if tag == "script":
            self.scripts.append(given.get("type", ""))
        if tag in ("iframe", "object", "embed", "img", "form", "math", "svg", "textarea", "input"):
            self.faults.append(tag)
        self.faults += [name for name in given if name.startswith("on") or name == "style"]
        address = given.get("href", "https:") if tag == "a" else "https:"
        if not re.match(r"https?:|\.\.?/|#", address):
            self.faults.append(address)

    def handle_data(self, data: str) -> None:
        if self.inside == "script" and self.scripts[-1] == "application/ld+json" and data.strip():
            self.data.append(json.loads(data))


def test_a_facts_own_page_has_our_two_scripts_and_no_other(made: Made) -> None:
    pages = {path: text for path, text in ending(made, "/index.html").items() if "f/" in path}
    scripts, kinds = 0, set()
    for path, text in pages.items():
        reader = Inert()
        reader.feed(text.decode())
        assert reader.faults == [], path
        if path.startswith("f/old-") or not path.startswith("f/"):
            assert reader.scripts == [], path
            continue
        assert reader.scripts == ["application/ld+json", ""], path
        scripts += 1
        kinds |= {str(each["@type"]) for data in reader.data for each in data["@graph"]}
    assert scripts > 400
    assert len(kinds) > 3


def test_feeds_are_atom_and_say_the_attacks_as_text(made: Made, texts: list[Attack]) -> None:
    judge = etree.RelaxNG(etree.parse(JUDGES / "atom.rng"))
    feeds = ending(made, "feed.xml")
    for path, content in feeds.items():
        read = etree.fromstring(content, STRICT)
        assert judge.validate(read), (path, judge.error_log)
        assert not list(read.getroottree().iter(etree.Entity, etree.ProcessingInstruction))
        parsed = feedparser.parse(content, sanitize_html=False)
        assert not parsed.bozo, path
        for entry in parsed.entries:
            reader = Inert()
            reader.feed(entry.content[0].value)
            assert (reader.scripts, reader.faults) == ([], []), path
    titles = {
        each.text for each in etree.fromstring(feeds["en/feed.xml"], STRICT).iter(f"{ATOM}title")
    }
    plainest = next(each.text for each in texts if each.name == "script")
    assert any(title and plainest in title for title in titles)


def test_every_json_file_reads_back_whole(made: Made, texts: list[Attack]) -> None:
    for path, content in ending(made, ".json").items():
        assert json.loads(content) is not None, path
    for number, attack in enumerate(texts):
        found = json.loads(made[f"f/dates-{number}.json"])
        assert found["title"]["en"] == attack.whole.strip(), attack.name


def test_no_cell_of_a_table_is_a_formula(made: Made) -> None:
    cells = dict.fromkeys(("", "'"), 0)
    for path, content in ending(made, ".csv").items():
        for row in csv.reader(io.StringIO(content.decode(), newline="")):
            for cell in row:
                cells[cell[:1] if cell[:1] == "'" else ""] += 1
                assert not FORMULA.match(cell) or NUMBER.fullmatch(cell), (path, cell[:80])
    assert cells["'"] > 50


def test_a_text_is_had_back_from_a_table_by_taking_one_apostrophe_away(
    made: Made, texts: list[Attack]
) -> None:
    table = csv.DictReader(io.StringIO(made["api/dates.csv"].decode(), newline=""))
    titles = {row["id"]: row["title_en"] for row in table}
    for number, attack in enumerate(texts):
        assert titles[f"dates-{number}"].removeprefix("'") == attack.whole.strip(), attack.name


def test_bibtex_keeps_every_source_to_its_own_entry(made: Made, hostile_base: FactBase) -> None:
    ids = {entry.id for entry in hostile_base.catalog.of(Source)}
    for path, content in ending(made, ".bib").items():
        read = parse_string(content.decode(), "bibtex")
        assert set(read.entries) <= ids, path
        assert {name for each in read.entries.values() for name in each.fields} <= BIBTEX, path
        commands = set(re.findall(r"\\[a-zA-Z]+", content.decode()))
        assert commands <= HARMLESS, path


BIBTEX = {
    "title", "author", "publisher", "year", "date", "url", "urldate", "note", "langid", "language",
    "institution", "organization", "howpublished", "month", "journal", "type", "isbn", "doi",
    "pages", "address", "day", "journaltitle", "number", "series", "eprint", "addendum", "pubstate",
}  # fmt: skip
HARMLESS = {
    r"\textbackslash", r"\textasciitilde", r"\textasciicircum", r"\url", r"\textquotesingle",
    r"\textquotedbl", r"\textless", r"\textgreater", r"\textbar", r"\textbraceleft",
    r"\textbraceright", r"\textasciigrave", r"\textdollar", r"\textunderscore", r"\ldots",
}  # fmt: skip


def test_csl_json_keeps_the_titles_as_they_are(made: Made, texts: list[Attack]) -> None:
    assert {each["id"] for each in json.loads(made[CSL_JSON_PATH])} >= {
        f"sources-{number}" for number in range(len(texts))
    }


def test_charts_are_well_formed_and_load_nothing(made: Made) -> None:
    charts = 0
    for path, content in ending(made, ".md").items():
        for found in re.findall(r'<svg class="fs-chart.*?</svg>', content.decode(), re.DOTALL):
            read = etree.fromstring(found, STRICT)
            names = {each.tag for each in read.iter()}
            assert names <= {"svg", "title", "desc", "g", "rect", "text", "line", "circle",
                             "polyline"}, path  # fmt: skip
            assert not [name for each in read.iter() for name in each.attrib if name[:2] == "on"]
            charts += 1
    assert charts > 50


def test_cards_are_well_formed_and_load_nothing(hostile_base: FactBase) -> None:
    font = find_font()
    if font is None:
        pytest.skip("no font with Chinese characters is installed")
    scope = site_scope(hostile_base.catalog, language("en"))
    views = [view for view in card_views(scope) if len(view.title) < 500]
    for markup in filter(None, (card_svg(view, font) for view in views)):
        read = etree.fromstring(markup, STRICT)
        assert {etree.QName(each).localname for each in read.iter()} == {"svg", "rect", "text"}


def test_the_inventory_has_one_line_for_every_name(made: Made, hostile_base: FactBase) -> None:
    read = sphobjinv.Inventory(zlib=made["objects.inv"])
    assert {entry.id for entry in hostile_base.catalog.of(Fact)} <= {
        each.name for each in read.objects
    }
    assert all("\n" not in each.dispname for each in read.objects)


def test_what_others_embed_is_one_frame_of_ours(made: Made) -> None:
    for path, content in ending(made, ".oembed.json").items():
        frame = json.loads(content)["html"]
        read = etree.fromstring(frame.replace(' loading="lazy"', ""), etree.HTMLParser())
        assert [each.tag for each in read.iter()] == ["html", "body", "iframe"], path
        assert str(next(iter(read.iter("iframe"))).attrib["src"]).startswith(f"{SITE_URL}f/"), path


def test_front_matter_says_what_we_wrote_and_no_more(made: Made) -> None:
    import yaml

    for path, content in ending(made, ".md").items():
        head = content.decode().split("\n---\n", 1)[0]
        read = yaml.safe_load(head)
        assert set(read) <= {"title", "description", "search", "tags", "hide"}, path


def test_no_line_of_a_page_begins_code_that_would_end_in_another_record(made: Made) -> None:
    for path, content in ending(made, ".md").items():
        assert not re.search(r"^ *(?:```|~~~)", content.decode(), re.MULTILINE), path


def records(base: FactBase) -> Iterator[str]:
    yield from sorted(base.catalog.entries)


def test_a_terminal_is_shown_text_and_no_commands(
    hostile_facts: Path, hostile_base: FactBase
) -> None:
    commands = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
    for record in list(records(hostile_base))[::150]:
        shown = CliRunner().invoke(main, ["show", record, "--facts", str(hostile_facts)])
        assert shown.exit_code == 0, shown.output
        assert commands.search(shown.output) is None, record


def test_annotations_are_one_line_for_every_problem(
    hostile_facts: Path, hostile_base: FactBase
) -> None:
    command = ["check", str(hostile_facts), "--format", "github"]
    shown = CliRunner().invoke(main, [*command, "--severity", "prose-link=off"])
    lines = shown.output.splitlines()
    assert len(lines) == len(hostile_base.problems)
    pattern = r"::(error|warning) file=[^:,]*,title=[a-z-]+,line=\d+,col=\d+,endColumn=\d+::.*"
    assert [line for line in lines if not re.fullmatch(pattern, line)] == []
