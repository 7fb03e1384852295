"""The real site in a real browser, as a reader uses it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

PAGES = [
    "",
    "sheets/",
    "sheets/nvidia-china-article-2024/",
    "entities/",
    "entities/nvidia/",
    "timeline/",
    "names/",
]
PAGES += ["figures/", "quotes/", "claims/", "sources/", "changes/", "about/", "cite/", "format/"]
# Blocks that are read one after the other: none may reach into the next.
OVERLAPPING = """() => {
  const parents = ".md-content__inner, .fs-fact, .fs-source, .fs-words"
  const meet = (a, b) =>
    a.top < b.bottom - 1 && b.top < a.bottom - 1 && a.left < b.right - 1 && b.left < a.right - 1
  const overlaps = []
  for (const parent of document.querySelectorAll(parents)) {
    const blocks = [...parent.children]
      .filter((each) => !each.matches(".md-content__button, span[id]"))
      .map((each) => ({ name: each.className || each.tagName, box: each.getBoundingClientRect() }))
      .filter(({ box }) => box.width && box.height)
    blocks.forEach(({ name, box }, index) => {
      for (const other of blocks.slice(index + 1))
        if (meet(box, other.box)) overlaps.push(`${name} over ${other.name}`)
    })
  }
  return overlaps
}"""


@dataclass(slots=True)
class Reader:
    """A person with a browser, and everything that went wrong under way."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go to a page of the site."""
        self.page.goto(self.address + path, wait_until="networkidle")

    def search(self, words: str) -> list[str]:
        """Type into the search box as an input method does, and return where results lead."""
        box = self.page.locator("input.md-search__input")
        box.click()
        box.fill("")
        self.page.keyboard.insert_text(words)
        self.page.keyboard.press("End")
        results = self.page.locator(".md-search-result__item a.md-search-result__link")
        expect(results.first).to_be_visible()
        self.page.wait_for_timeout(300)  # results settle after the last key
        links = results.evaluate_all("links => links.map(link => link.href)")
        return [
            urlsplit(link)._replace(query="").geturl().removeprefix(self.address) for link in links
        ]


@pytest.fixture
def reader(
    request: pytest.FixtureRequest, chromium: Browser, real_address: str
) -> Iterator[Reader]:
    """A reader at a desktop, or with the options a test is given; no fault may remain."""
    options = {"viewport": {"width": 1280, "height": 900}, **getattr(request, "param", {})}
    context = chromium.new_context(**options)
    made = Reader(context.new_page(), real_address)
    watch(made, urlsplit(real_address).netloc)
    yield made
    context.close()
    assert made.faults == []


def watch(reader: Reader, host: str) -> None:
    """Note every error, every request that fails and every one to another host."""

    def note(*, bad: bool, what: str) -> None:
        if bad:
            reader.faults.append(what)

    page = reader.page
    page.on("console", lambda said: note(bad=said.type == "error", what=said.text))
    page.on("pageerror", lambda error: note(bad=True, what=str(error)))
    page.on(
        "response",
        lambda got: note(bad=got.status >= 400, what=f"{got.status}: {got.url}"),
    )
    page.on(
        "requestfailed",
        # Aborted is what was still loading when the reader went on to another page.
        lambda asked: note(bad=asked.failure != "net::ERR_ABORTED", what=f"failed: {asked.url}"),
    )
    page.on(
        "request",
        lambda asked: note(
            bad=urlsplit(asked.url).netloc not in (host, ""), what=f"foreign: {asked.url}"
        ),
    )


@pytest.mark.parametrize(
    ("code", "lang", "placeholder"), [("en", "en", "Search"), ("zh", "zh", "搜索")]
)
def test_each_language_speaks_to_its_reader(
    reader: Reader, code: str, lang: str, placeholder: str
) -> None:
    reader.open(f"{code}/entities/nvidia/")
    assert reader.page.locator("html").get_attribute("lang") == lang
    assert reader.page.locator("input.md-search__input").get_attribute("placeholder") == placeholder
    expect(reader.page.locator("h1")).to_contain_text({"en": "NVIDIA", "zh": "英伟达"}[code])
    tabs = reader.page.locator(".md-tabs__link").all_inner_texts()
    assert (
        tabs[:3]
        == {"en": ["Home", "Fact sheets", "Entities"], "zh": ["首页", "事实清单", "相关条目"]}[code]
    )
    hosts = reader.page.locator(".md-tabs__link").evaluate_all(
        "links => links.map(link => link.pathname)"
    )
    assert all(path.startswith(f"/base/{code}/") for path in hosts)


def test_the_switcher_keeps_page_and_anchor(reader: Reader) -> None:
    fact = "sheets/nvidia-china-article-2024/#netease-automotive-revenue-fell"
    reader.open(f"en/{fact}")
    reader.page.locator("[data-fs-twin]").click()
    reader.page.wait_for_url(f"**/zh/{fact}")
    expect(reader.page.locator("#netease-automotive-revenue-fell")).to_be_in_viewport()
    reader.page.locator("[data-fs-twin]").click()
    reader.page.wait_for_url(f"**/en/{fact}")


@pytest.mark.parametrize("reader", [{"java_script_enabled": False}], indirect=True)
def test_the_switcher_works_without_javascript(reader: Reader) -> None:
    reader.open("en/entities/nvidia/")
    reader.page.locator("[data-fs-twin]").click()
    reader.page.wait_for_url("**/zh/entities/nvidia/")
    expect(reader.page.locator("h1")).to_contain_text("英伟达")


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("英伟达", "entities/nvidia/"),
        ("雷蒙多", "entities/gina-raimondo/"),
        ("汪文斌", "entities/wang-wenbin/"),
        ("Raimondo", "entities/gina-raimondo/"),
        ("B200", "entities/blackwell-b200/"),
    ],
)
def test_search_puts_the_right_page_first(
    reader: Reader, code: str, words: str, first: str
) -> None:
    reader.open(f"{code}/timeline/")
    found = reader.search(words)
    assert found[0] == f"{code}/{first}"
    assert all(link.startswith(f"{code}/") for link in found)


def test_search_finds_a_number_next_to_a_han_character(reader: Reader) -> None:
    reader.open("zh/timeline/")
    found = reader.search("609亿")
    assert found[0] == "zh/sheets/nvidia-china-article-2024/#netease-total-revenue"
    assert all(link.startswith("zh/") for link in found)


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize(
    "reader",
    [
        {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
        {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"},
    ],
    indirect=True,
    ids=["desktop", "phone"],
)
def test_every_page_kind_fits_the_screen(reader: Reader, code: str) -> None:
    for path in PAGES:
        reader.open(f"{code}/{path}")
        wide = reader.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, (path, wide)
        assert reader.page.evaluate(OVERLAPPING) == [], path
        expect(reader.page.locator("h1")).to_be_visible()


def test_the_verdicts_of_an_article_filter_its_claims(reader: Reader) -> None:
    reader.open("en/sheets/nvidia-china-article-2024/")
    claims = reader.page.locator(".fs-fact--claim:visible")
    expect(claims).to_have_count(44)
    chip = reader.page.get_by_role("button", name="Misleading 7")
    chip.focus()
    reader.page.keyboard.press("Enter")
    expect(claims).to_have_count(7)
    expect(chip).to_have_attribute("aria-pressed", "true")
    assert reader.page.locator(".fs-fact--date:visible").count() == 0
    assert reader.page.get_by_role("heading", name="What happened afterwards").count() == 0
    chip.click()
    expect(claims).to_have_count(44)


def test_the_tally_of_verdicts_is_a_thin_bar_across(reader: Reader) -> None:
    reader.open("en/sheets/nvidia-china-article-2024/")
    box = reader.page.locator(".fs-tally__bar").bounding_box()
    assert box is not None
    assert (box["height"] < 20, box["width"] > 300) == (True, True)


@pytest.mark.parametrize("reader", [{"java_script_enabled": False}], indirect=True)
def test_without_javascript_a_verdict_leads_to_its_first_claim(reader: Reader) -> None:
    reader.open("zh/sheets/nvidia-china-article-2024/")
    reader.page.locator(".fs-tally a", has_text="误导").click()
    expect(reader.page).to_have_url(re.compile("#netease-"))
    expect(reader.page.locator(".fs-fact:has(:target) .fs-badge").first).to_have_text("误导")
    assert reader.page.locator(".fs-search").is_visible() is False


@pytest.mark.parametrize("reader", [{"java_script_enabled": False}], indirect=True)
@pytest.mark.parametrize("code", ["en", "zh"])
def test_everything_can_be_read_without_javascript(reader: Reader, code: str) -> None:
    reader.open(f"{code}/sheets/nvidia-china-article-2024/")
    facts = reader.page.locator(".fs-fact")
    assert facts.count() > 44
    assert all(fact.is_visible() for fact in facts.all())
    reader.open(f"{code}/sheets/nvidia-in-numbers/")
    assert all(chart.is_visible() for chart in reader.page.locator("svg.fs-chart").all())
    reader.open(f"{code}/sources/")
    reader.page.locator("details.fs-rests summary").first.click()
    expect(reader.page.locator("details.fs-rests .fs-lines").first).to_be_visible()


@pytest.mark.parametrize(
    "reader",
    [
        {"java_script_enabled": False, "viewport": {"width": 1280, "height": 900}},
        {"java_script_enabled": False, "viewport": {"width": 360, "height": 740}},
    ],
    indirect=True,
    ids=["desktop", "phone"],
)
@pytest.mark.parametrize(
    ("path", "code", "index", "letter", "name", "title"),
    [
        ("en/timeline/", "en", "Names A–Z", "R", "Rich Verma", "Richard Verma"),
        ("zh/entities/nvidia/", "zh", "名称索引", "Z", "ZEEKR", "极氪"),
        ("zh/about/", "zh", "名称索引", "Y", "英伟达", "英伟达"),
        ("404.html", "en", "Names A–Z", "Y", "英伟达", "NVIDIA"),
    ],
)
def test_without_javascript_every_page_leads_through_the_names_to_an_entity(  # noqa: PLR0913, PLR0917 a row of the table
    reader: Reader, path: str, code: str, index: str, letter: str, name: str, title: str
) -> None:
    reader.open(path)
    page = reader.page
    assert page.locator(".md-search:visible, label[for=__search]:visible").count() == 0
    page.locator(".md-header").get_by_role("link", name=index, exact=True).click()
    page.wait_for_url(f"**/base/{code}/names/")
    page.locator(".fs-letters").get_by_role("link", name=letter, exact=True).click()
    expect(page.locator(f"h2#_{letter.lower()}")).to_be_in_viewport()
    page.locator(".fs-names").get_by_role("link", name=name, exact=True).click()
    expect(page.locator("h1")).to_contain_text(title)


def test_with_javascript_the_search_is_there_and_the_index_not_in_its_place(
    reader: Reader,
) -> None:
    reader.open("en/")
    expect(reader.page.locator("input.md-search__input")).to_be_visible()
    assert reader.page.locator(".md-header a[href='names/']").count() == 0
    reader.page.get_by_role("link", name="All names A–Z").click()
    expect(reader.page.locator("h1")).to_contain_text("Names A–Z")


@pytest.mark.parametrize(("code", "words"), [("en", "Names A–Z"), ("zh", "名称索引")])
def test_the_index_of_names_is_found_by_its_title_and_once(
    reader: Reader, code: str, words: str
) -> None:
    reader.open(f"{code}/timeline/")
    found = [link for link in reader.search(words) if f"{code}/names/" in link]
    assert found == [f"{code}/names/"]


def test_the_timeline_can_be_narrowed_to_an_entity(reader: Reader) -> None:
    reader.open("zh/timeline/")
    chip = reader.page.get_by_role("button", name="英伟达 10", exact=True)
    chip.click()
    expect(reader.page.locator(".fs-fact:visible")).to_have_count(10)
    assert reader.page.locator("h2", has_text="1979").is_visible() is False


def test_the_search_box_of_the_home_page_opens_the_search(reader: Reader) -> None:
    reader.open("en/")
    reader.page.get_by_role("button", name="Search the facts").click()
    expect(reader.page.locator("input.md-search__input")).to_be_focused()
    assert reader.search("Raimondo")[0] == "en/entities/gina-raimondo/"


def test_a_series_can_be_downloaded_as_a_table(reader: Reader) -> None:
    reader.open("zh/sheets/nvidia-in-numbers/")
    with reader.page.expect_download() as download:
        reader.page.locator(".fs-fact:has(#nvidia-revenue) a[download]").click()
    assert download.value.suggested_filename == "nvidia-revenue.csv"
    rows = download.value.path().read_bytes().decode().split("\r\n")
    assert rows[4].split(",")[:6] == [
        "FY2024",
        "2023-01-30",
        "2024-01-28",
        "60922000000",
        "",
        "USD",
    ]


def test_a_missing_page_is_told_in_both_languages(reader: Reader) -> None:
    reader.open("404.html")
    expect(reader.page.locator(".fs-missing[lang=en]")).to_contain_text("This page does not exist")
    reader.page.locator(".fs-missing[lang=zh-Hans] a", has_text="返回首页").click()
    reader.page.wait_for_url("**/base/zh/")


def test_the_root_leads_to_both_languages(reader: Reader) -> None:
    reader.open("")
    reader.page.get_by_text("中文 →").click()
    reader.page.wait_for_url("**/zh/")
    expect(reader.page.locator(".fs-card__title").first).to_be_visible()
