"""What can be found, and the index it is found in."""

import json
from collections.abc import Callable
from typing import Any

from factsheet.han import Cutter
from factsheet.languages import language
from factsheet.pipeline import FactBase, searchable
from factsheet.render.search import search_output
from factsheet.views.search import SearchEntry, search_entries
from factsheet.views.site import pages, site_scope

Load = Callable[..., FactBase]
FACTS = """\
sources:
  report: {title: Yearly report, publisher: acme, url: https://acme.example/, published: 2024-02-21}
  book: {description: {en: A book, zh: 一本书}, locator: ISBN 1}
entities:
  acme:
    kind: organization
    name: {en: Acme, zh: 顶点公司}
    aliases: {en: [ACM], zh: [顶点], zh-Hant: [頂點公司]}
    role: {en: Maker of everything, zh: 无所不造}
    formerly: [acme-inc]
figures:
  acme-revenue:
    of: acme
    measure: {en: Revenue, zh: 营收}
    unit: million USD
    points: {FY2023: 566, FY2024: {value: 1091, change: +93% from FY2023}}
    sources: [{id: report, excerpt: a record year}]
    note: {en: Restated., zh: 经重述。}
quotes:
  acme-promise:
    speaker: acme
    text: {en: We deliver, zh: 我们说到做到}
    original: zh
    said: 2024-03-18
    sources: [book]
    status: superseded
    superseded_by: acme-claim
claims:
  acme-claim:
    statement: {en: Acme delivers, zh: 顶点说到做到}
    claimed_by: acme
    verdict: opinion
    finding: {en: Who knows., zh: 谁知道呢。}
    sources: [report]
sheets:
  acme-sheet:
    title: {en: On Acme, zh: 说顶点}
    summary: {en: All about it., zh: 全在这里。}
    about: [acme]
    sections: [{title: {en: Numbers, zh: 数字}, facts: [acme-revenue]}]
"""


def found(base: FactBase, code: str = "en") -> dict[str, SearchEntry]:
    scope = site_scope(base.catalog, language(code))
    return {each.id: each for each in search_entries(scope, pages(scope))}


def index(base: FactBase, code: str = "en") -> dict[str, Any]:
    output = searchable(site_scope(base.catalog, language(code)), (), (), Cutter())
    assert output.path == f"{code}/search/facts.json"
    read: dict[str, Any] = json.loads(output.content)
    return read


def test_an_entity_is_found_by_all_its_names_the_readers_first(base: Load) -> None:
    loaded = base(FACTS)
    assert found(loaded)["acme"] == SearchEntry(
        id="acme",
        page="entities/acme",
        kind="entity",
        kind_word="Organization",
        title="Acme",
        names=("ACM", "顶点公司", "顶点", "頂點公司", "acme-inc"),
        text="Maker of everything",
        weight=5,
    )
    chinese = found(loaded, "zh")["acme"]
    assert (chinese.title, chinese.names) == (
        "顶点公司",
        ("顶点", "Acme", "ACM", "頂點公司", "acme-inc"),
    )


def test_a_figure_is_found_by_every_value_and_change(base: Load) -> None:
    figure = found(base(FACTS))["acme-revenue"]
    assert figure.title == "Acme: Revenue"
    assert (figure.page, figure.anchor) == ("sheets/acme-sheet", "#acme-revenue")
    assert figure.value == "US$1.091 billion (fiscal 2024)"
    assert figure.values == (
        "fiscal 2023 US$566 million · fiscal 2024 US$1.091 billion +93% from fiscal 2023"
    )
    assert figure.labels == ("FY2023", "FY2024")
    assert figure.text == "Restated. · a record year"
    assert (figure.concerns, figure.sources) == (("acme",), ("report",))


def test_a_quote_is_found_by_its_original_words_and_leads_to_what_replaced_it(base: Load) -> None:
    quote = found(base(FACTS))["acme-promise"]
    assert (quote.title, quote.when) == ("“We deliver”", "Acme, 18 March 2024")
    assert quote.text == "我们说到做到"
    assert (quote.mark, quote.mark_word) == ("status-superseded", "Superseded")
    assert quote.successor == "acme-claim"


def test_a_claim_shows_its_verdict(base: Load) -> None:
    claim = found(base(FACTS))["acme-claim"]
    assert (claim.mark, claim.mark_word, claim.text) == ("verdict-opinion", "Opinion", "Who knows.")


def test_sources_sheets_and_pages_are_found_too(base: Load) -> None:
    all_found = found(base(FACTS))
    assert (all_found["report"].when, all_found["report"].text) == ("21 February 2024", "Acme")
    assert (all_found["book"].title, all_found["book"].text) == ("A book", "")
    assert all_found["acme-sheet"].text == "All about it. · Numbers"
    assert all_found["timeline"].kind == "page"
    assert "index" not in all_found
    assert "entities/acme" not in all_found


def test_everything_is_found_once(base: Load) -> None:
    rows = index(base(FACTS))["entries"]
    places = [(row[0], row[1]) for row in rows]
    assert len(places) == len(set(places)) == 7


def test_the_index_names_entries_by_their_place(base: Load) -> None:
    read = index(base(FACTS))
    rows = {row[3]: row for row in read["entries"]}
    by_place = [row[3] for row in read["entries"]]
    figure, quote = rows["Acme: Revenue"], rows["“We deliver”"]
    assert [by_place[place] for place in figure[14]] == ["Acme"]
    assert [by_place[place] for place in figure[15]] == ["Yearly report"]
    assert by_place[quote[16]] == "Acme delivers"
    assert figure[16] == -1
    assert quote[7:9] == [20240318, 20240318]
    assert read["pages"][figure[0]] == "sheets/acme-sheet/"
    assert read["kinds"][figure[2]] == ["figure", "Figure"]
    assert read["marks"][quote[10]] == ["status-superseded", "Superseded"]


def test_chinese_words_are_marked_and_names_have_pinyin(base: Load) -> None:
    read = index(base(FACTS), "zh")
    acme = next(row for row in read["entries"] if row[3].replace("\u200b", "") == "顶点公司")
    assert acme[3] == "顶点\u200b公司"
    assert acme[5] == ["ding dian gong si", "ding dian"]
    assert "頂顶" in read["variants"]
    assert "點点" in read["variants"]


def test_scales_and_months_of_all_languages_are_understood_in_each(base: Load) -> None:
    for code in ("en", "zh"):
        read = index(base(FACTS), code)
        assert (read["scales"]["billion"], read["scales"]["亿"]) == (9, 8)
        assert (read["months"]["march"], read["months"]["mar"], read["months"]["三月"]) == (3, 3, 3)
        assert "the" in read["stop"]


def test_an_index_is_written_one_entry_a_line(base: Load) -> None:
    scope = site_scope(base(FACTS).catalog, language("en"))
    entries = list(search_entries(scope, ()))
    lines = search_output(language("en"), entries, str).content.decode().splitlines()
    assert len(lines) == len(entries) + 2
    assert json.loads(lines[1].removesuffix(",")) == [
        *(0, "", 0, "Acme", ["ACM", "顶点公司", "顶点", "頂點公司", "acme-inc"]),
        *(["ding dian gong si", "ding dian", "ding dian gong si"][:2], "", 0, 0, "", 0, "", ""),
        *("Maker of everything", [], [], -1, 5),
    ]
