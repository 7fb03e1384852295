"""Search in a real browser: the theme's box, and the worker behind it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from support import ROOT, Project, Serving, served

pytestmark = pytest.mark.browser

BOX = "input.md-search__input"
RESULTS = ".md-search-result__item a.md-search-result__link"
# Talks to the worker as the theme does.
ASK = """async ([code, queries]) => {
  const root = new URL(`${code}/`, document.baseURI)
  const note = await (await fetch(new URL("search/search_index.json", root))).json()
  const worker = new Worker(new URL("../assets/search/worker.js", root))
  const answer = (type) => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => data.type === type && resolve(data.data)
    worker.onerror = reject
  })
  worker.postMessage({ type: 0, data: { config: note.config, docs: note.docs, options: { suggest: true } } })
  await answer(1)
  const answers = []
  for (const query of queries) {
    worker.postMessage({ type: 2, data: query })
    answers.push(await answer(3))
  }
  worker.terminate()
  return answers
}"""  # noqa: E501  # reads best as the script it is
LOAD = """async (name) => {
  const module = await import(new URL(`assets/search/${name}.js`, document.baseURI))
  return SOURCE
}"""


@pytest.fixture
def page(chromium: Browser, real_address: str) -> Iterator[Page]:
    """The site's first page, with what went wrong on it noted."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    opened.goto(real_address, wait_until="networkidle")
    yield opened
    context.close()
    assert faults == []


def run(page: Page, name: str, source: str) -> object:
    """Return what an expression gives that uses one of the search's modules."""
    result: object = page.evaluate(LOAD.replace("SOURCE", source), name)
    return result


def ask(page: Page, code: str, *queries: str) -> list[list[str]]:
    """Return where the results of every query lead, the best first."""
    answers: list[dict[str, Any]] = page.evaluate(ASK, [code, queries])
    return [[shown["location"] for (shown,) in answer["items"]] for answer in answers]


def result(page: Page, code: str, query: str, place: int = 0) -> str:
    """Return the HTML of one result."""
    answers: list[dict[str, Any]] = page.evaluate(ASK, [code, [query]])
    title: str = answers[0]["items"][place][0]["title"]
    return title


ARTICLE, NUMBERS = "sheets/nvidia-china-article-2024/", "sheets/nvidia-in-numbers/"
CLAIM_OF_REVENUE = f"{ARTICLE}#netease-total-revenue"
REVENUE = f"{NUMBERS}#nvidia-revenue"
FIRST = {
    # An exact name, in whatever language, script, reading, width and case it is typed.
    "英伟达": "entities/nvidia/",
    "輝達": "entities/nvidia/",
    "NVIDIA": "entities/nvidia/",
    "ＮＶＤＡ": "entities/nvidia/",
    "yingweida": "entities/nvidia/",
    "ying wei da": "entities/nvidia/",
    "nvidia's": "entities/nvidia/",
    "雷蒙多": "entities/gina-raimondo/",
    "汪文斌": "entities/wang-wenbin/",
    "nvidia-revenue": REVENUE,
    # As it is being typed, misspelt, or a part of it that is no word.
    "nvid": "entities/nvidia/",
    "英伟": "entities/nvidia/",
    "Raimundo": "entities/gina-raimondo/",
    "英为达": "entities/nvidia/",
    "文斌": "entities/wang-wenbin/",
    # Numbers, as either language writes them, rounded or exact.
    "609亿": CLAIM_OF_REVENUE,
    "609億": CLAIM_OF_REVENUE,
    "６０９亿": CLAIM_OF_REVENUE,
    "2.81亿": f"{ARTICLE}#netease-automotive-revenue-fell",
    # Dates, as people type them.
    "2024年3月18日": f"{NUMBERS}#gtc-2024-keynote",
    "March 18, 2024": f"{NUMBERS}#gtc-2024-keynote",
    "2024-03-18": f"{NUMBERS}#gtc-2024-keynote",
}


@pytest.mark.parametrize("code", ["en", "zh"])
def test_what_a_reader_means_comes_first(page: Page, code: str) -> None:
    found = ask(page, code, *FIRST)
    assert {query: links[0] for query, links in zip(FIRST, found, strict=True)} == FIRST


def test_words_are_found_in_all_their_forms(page: Page) -> None:
    found = ask(page, "en", "exporting controls", "export control", "chip exports controls")
    assert [links[0] for links in found] == ["entities/chip-export-controls/"] * 3


def test_every_word_of_a_query_counts(page: Page) -> None:
    for query in ("英伟达营收", "英伟达 营收", "輝達營收"):
        (links,) = ask(page, "zh", query)
        assert links[0] == REVENUE, query
    (links,) = ask(page, "en", "Nvidia revenue")
    assert links[0] == REVENUE


def test_a_name_does_not_find_what_shares_a_character(page: Page) -> None:
    (links,) = ask(page, "zh", "英伟达")
    assert "entities/intel/" not in links[:40]
    assert "<mark data-md-highlight>英</mark>" not in result(page, "zh", "英伟达", 5)


def test_nothing_is_found_twice(page: Page) -> None:
    for links in ask(page, "zh", *FIRST) + ask(page, "en", *FIRST):
        assert len(links) == len(set(links))


def test_a_query_of_nothing_finds_nothing(page: Page) -> None:
    assert ask(page, "en", "", "   ", "?", "…", "xqzv") == [[]] * 5


def test_a_result_shows_what_a_fact_says_with_the_match_marked(page: Page) -> None:
    assert result(page, "zh", "2.81亿") == (
        '<span class="fs-hit fs-hit--claim"><span class="fs-hit__title">但汽车业务营收为'
        "<mark data-md-highlight>2.81亿</mark>美元，下降了4%</span>"
        '<span class="fs-hit__about">说法 <span class="fs-badge fs-badge--verdict-misleading">'
        '误导</span></span><span class="fs-hit__text">…· Fourth-quarter revenue was '
        "$<mark data-md-highlight>281 million</mark>, up 8% from the previous quarter and down 4% "
        "from a year ago. Full-year revenue rose 21% to $1.1 billion. · Automotive…"
        "</span></span>"
    )
    title = result(page, "zh", "英伟达营收")
    assert "<mark data-md-highlight>英伟达</mark>：总<mark data-md-highlight>营收</mark>" in title
    assert "NVIDIA: <mark data-md-highlight>Revenue</mark>" in result(page, "en", "revenues", 0)


def test_a_reader_types_and_follows_the_first_result(page: Page, real_address: str) -> None:
    page.goto(f"{real_address}zh/timeline/", wait_until="networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.keyboard.press("/")
    expect(page.locator(BOX)).to_be_focused()
    page.wait_for_timeout(200)
    assert asked == []  # nothing is loaded for who does not search
    page.keyboard.insert_text("609亿")  # pasted or dictated: no key tells of it
    first = page.locator(RESULTS).first
    expect(first).to_contain_text("609亿美元")
    assert [path.rpartition("/")[2] for path in asked if "facts" in path] == ["facts.json"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/zh/sheets/nvidia-china-article-2024/?h=*#netease-total-revenue")
    expect(page.locator("#netease-total-revenue")).to_be_in_viewport()


def test_what_an_input_method_leaves_is_a_query(page: Page, real_address: str) -> None:
    page.goto(f"{real_address}zh/timeline/", wait_until="networkidle")
    page.locator(BOX).click()
    keyboard = page.context.new_cdp_session(page)
    for typed in ("y", "ying", "yingweida"):
        end = len(typed)
        composed = {"text": typed, "selectionStart": end, "selectionEnd": end}
        keyboard.send("Input.imeSetComposition", composed)
    page.wait_for_timeout(500)
    expect(page.locator(RESULTS)).to_have_count(0)  # not yet picked from the list
    keyboard.send("Input.insertText", {"text": "英伟达"})
    expect(page.locator(BOX)).to_have_value("英伟达")
    expect(page.locator(RESULTS).first).to_contain_text("英伟达")


def test_results_follow_every_key(page: Page, real_address: str) -> None:
    page.goto(f"{real_address}en/timeline/", wait_until="networkidle")
    page.locator(BOX).click()
    page.keyboard.type("nvid", delay=30)
    expect(page.locator(RESULTS).first).to_contain_text("NVIDIA")
    expect(page.locator(".md-search__suggest")).to_have_text("nvidia")
    page.keyboard.type("ia data center", delay=30)
    expect(page.locator(RESULTS).first).to_contain_text("Data Center revenue")
    page.locator(BOX).fill("")
    page.keyboard.type("xqzv")
    expect(page.locator(RESULTS)).to_have_count(0)


def test_a_search_can_be_shared_as_a_link(page: Page, real_address: str) -> None:
    page.goto(f"{real_address}zh/?q=輝達", wait_until="networkidle")
    expect(page.locator(RESULTS).first).to_contain_text("英伟达")
    href = page.locator(RESULTS).first.get_attribute("href") or ""
    assert urlsplit(href).path == "/base/zh/entities/nvidia/"


@pytest.mark.parametrize(
    ("name", "source", "result"),
    [
        ("text", "module.tokens('u.s. firms, 1,091 f-35s').map(t => t.text)",
         ["us", "firms", "1091", "f", "35"]),
        ("text", "module.folder('輝辉達达')('Café ＧＰＵ 輝達’s ﬁrm ½')",
         "cafe gpu 辉达's firm 1⁄2"),
        ("text", "module.plain('export-controls on 中国\\u200b芯片，b200')",
         " export controls on 中国芯片 b200 "),
        ("text", "module.key(' the u s a ')", "usa"),
        ("text", "[['nvidia','nvdia'],['nvidia','nvidai'],['ab','ba'],['nvidia','nvidia'],"
                 "['a','abc']].map(([a, b]) => module.isOneSlip(a, b))",
         [True, True, True, False, False]),
        ("text", "['exports','exporting','companies','英伟达'].map(module.stem)",
         ["export", "export", "compani", "英伟达"]),
    ],
)  # fmt: skip
def test_text_is_compared_by_what_it_says(
    page: Page, name: str, source: str, result: object
) -> None:
    assert run(page, name, source) == result


SIZES = """["60.9 billion", "609亿", "$60.9bn", "126%", "126 percent", "1,091", "5g", "12 m"].map((text) => {
  const scan = module.sizes({ billion: 9, bn: 9, "亿": 8 }, (word) => word)
  const [, digits, unit] = /([\\d.,]+)([a-z]*)/.exec(text)
  const start = text.indexOf(digits)
  const token = { text: digits, unit, start, end: start + digits.length + unit.length }
  const { value, isPercent, isScaled, isWord } = scan(token, text)
  return [value, isScaled ? "scaled" : isPercent ? "percent" : isWord ? "word" : ""]
})"""  # noqa: E501
DATES = """["2024年3月18日", "2024-03", "march 2024", "18 march 2024", "mar 18, 2024", "3月18日", "2024年", "march", "2024-13", "7.5"].map((text) =>
  [...module.dates({ march: 3, mar: 3 })(text)].map(({ first, last, month, day }) => [first, last, month, day]))"""  # noqa: E501


def test_numbers_are_read_with_their_scale(page: Page) -> None:
    assert run(page, "numbers", SIZES) == [
        *([60.9e9, "scaled"], [609e8, "scaled"], [60.9e9, "scaled"], [126, "percent"]),
        *([126, "percent"], [1091, ""], [5, "word"], [12, ""]),
    ]


def test_dates_are_read_as_people_type_them(page: Page) -> None:
    day = [[20240318, 20240318, 3, 18]]
    month = [[20240301, 20240331, 3, 0]]
    assert run(page, "numbers", DATES) == [
        *(day, month, month, day, day, [[0, 0, 3, 18]], [[20240101, 20241231, 0, 0]], [], [], [])
    ]


RETRACTED = """
dates:
  first-report: {date: 2024-01, title: Factory burns down, about: [acme], sources: [report],
    status: retracted, superseded_by: second-report}
  second-report: {date: 2024-02, title: Factory stands, about: [acme], sources: [report]}
  injected: {date: 2024, title: '<img src=x onerror=alert(1)> zebra', about: [acme], sources: [report]}
"""  # noqa: E501


@pytest.fixture
def small_site(project: Project) -> Iterator[str]:
    """The address of a site with facts that were retracted, or mean harm."""
    project.write("facts/more.yaml", RETRACTED)
    built = project.mkdocs("build")
    assert built.returncode == 0, built.stdout
    with served(Path(project.folder / "site"), "/") as address:
        yield address


def test_what_replaced_a_retracted_fact_stands_above_it(page: Page, small_site: str) -> None:
    page.goto(small_site)
    (links,) = ask(page, "en", "Factory burns down")
    assert links[:2] == ["timeline/#second-report", "timeline/#first-report"]


def test_a_result_is_text_whatever_it_holds(page: Page, small_site: str) -> None:
    page.goto(small_site)
    assert "&#60;img src=x onerror=alert(1)&#62; <mark data-md-highlight>zebra</mark>" in result(
        page, "en", "zebra"
    )


def test_a_new_fact_is_found_after_a_reload(
    chromium: Browser, project: Project, serve: Callable[[], Serving]
) -> None:
    serving, page = serve(), chromium.new_page()
    serving.until("en/entities/", lambda page: "Acme" in page)
    page.goto(serving.address)
    assert ask(page, "en", "Neuheit") == [[]]
    page.goto("about:blank")  # or the page would reload itself
    project.write(
        "facts/new.yaml",
        "dates:\n  novelty: {date: 2024, title: Neuheit, about: [acme], sources: [report]}\n",
    )
    serving.until("en/timeline/", lambda page: "Neuheit" in page)
    page.goto(serving.address)
    assert ask(page, "en", "Neuheit") == [["timeline/#novelty"]]
    page.close()


def test_the_site_can_do_without_search(project: Project) -> None:
    project.write("mkdocs.yml", "site_name: Facts\ntheme: {name: material}\nplugins: [factsheet]\n")
    built = project.mkdocs("build", "--strict")
    assert built.returncode == 0, built.stdout
    assert not (project.folder / "site/en/search").exists()


@pytest.mark.parametrize("code", ["en", "zh"])
def test_everything_that_the_guide_says_can_be_typed_finds_something(page: Page, code: str) -> None:
    guide = (ROOT / f"docs/{code}/search.md").read_text("utf-8")
    rows = [line.split("|")[2] for line in guide.splitlines() if line.startswith("| ")][1:]
    examples = [each for row in rows for each in re.findall("`([^`]+)`", row)]
    assert len(examples) > 15
    found = ask(page, code, *examples)
    assert [query for query, links in zip(examples, found, strict=True) if not links] == []
