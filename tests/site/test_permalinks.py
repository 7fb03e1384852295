"""Facts' own pages in a real browser: on their own, embedded, and under names they had before."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from support import SITE_URL, Project, served

pytestmark = pytest.mark.browser

SERIES, CLAIM = "f/nvidia-revenue/", "f/netease-automotive-revenue-fell/"


@pytest.fixture
def context(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[BrowserContext]:
    """A reader's browser; nothing may fail or ask another host."""
    options = {"locale": "en-GB", **getattr(request, "param", {})}
    made = chromium.new_context(**options)
    faults: list[str] = []
    made.on("response", lambda got: faults.append(got.url) if got.status >= 400 else None)
    made.on(
        "request",
        lambda asked: (
            None
            if urlsplit(asked.url).hostname in ("127.0.0.1", None)
            else faults.append(asked.url)
        ),
    )
    made.on("weberror", lambda error: faults.append(str(error.error)))
    yield made
    made.close()
    assert faults == []


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    return page


def faces(page: Page) -> list[str]:
    found: list[str] = page.locator("article:visible").evaluate_all(
        "all => all.map(each => each.lang)"
    )
    return found


@pytest.mark.parametrize(
    ("context", "query", "shown"),
    [
        ({}, "", ["en", "zh-Hans"]),
        ({"locale": "zh-CN"}, "", ["zh-Hans", "en"]),
        ({"locale": "zh-TW"}, "", ["zh-Hans", "en"]),
        ({"locale": "fr"}, "", ["en", "zh-Hans"]),
        ({"locale": "zh-CN"}, "?lang=en", ["en"]),
        ({}, "?lang=zh", ["zh-Hans"]),
        ({}, "?lang=tlh", ["en", "zh-Hans"]),
        ({"java_script_enabled": False, "locale": "zh-CN"}, "?lang=zh", ["en", "zh-Hans"]),
    ],
    indirect=["context"],
)
def test_the_readers_language_comes_first(
    context: BrowserContext, real_address: str, query: str, shown: list[str]
) -> None:
    page = opened(context, real_address + CLAIM + query)
    assert faces(page) == shown
    title = {"en": "But automotive revenue was $281m", "zh-Hans": "但汽车业务营收为2.81亿美元"}
    assert page.title().startswith(title[shown[0]])
    assert page.locator("html").get_attribute("lang") == shown[0]


@pytest.mark.parametrize("context", [{}, {"locale": "zh-CN"}], indirect=True)
def test_a_point_of_a_series_is_led_to(context: BrowserContext, real_address: str) -> None:
    page = opened(context, f"{real_address}{SERIES}#FY2024")
    row = page.locator("tr:target")
    expect(row).to_have_count(1)
    expect(row).to_be_in_viewport()
    assert page.locator("article").first.locator("tr:target").count() == 1


@pytest.mark.parametrize(
    "context",
    [{"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"}, {}],
    indirect=True,
)
def test_pages_of_every_kind_fit_the_screen(context: BrowserContext, real_address: str) -> None:
    for fact in ("nvidia-automotive-revenue-quarterly", "raimondo-reagan-forum", "us-gdp-2023"):
        page = opened(context, f"{real_address}f/{fact}/")
        width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(width) <= 0, fact
        page.close()


@pytest.mark.parametrize(
    "context", [{"permissions": ["clipboard-read", "clipboard-write"]}], indirect=True
)
@pytest.mark.parametrize(
    ("path", "summary", "copied"),
    [
        (CLAIM, "Cite", "Factsheet. (2026, November 22). But automotive revenue was $281m"),
        ("en/sheets/nvidia-in-numbers/", "Cite this", "Factsheet. (2026, November 22). Nvidia"),
    ],
)
def test_a_citation_is_copied_with_the_keyboard(
    context: BrowserContext, real_address: str, path: str, summary: str, copied: str
) -> None:
    page = opened(context, real_address + path)
    page.locator("summary", has_text=summary).first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Copy")
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_text("Copied")
    text: str = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith(copied)


def test_a_fact_is_embedded_without_what_only_its_own_page_needs(
    context: BrowserContext, real_address: str
) -> None:
    page = opened(context, f"{real_address}404.html")
    page.set_content(f'<iframe src="{real_address}{CLAIM}" height="400"></iframe>')
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_have_text("But automotive revenue was $281m, down 4%")
    expect(frame.locator("summary").first).to_be_hidden()
    frame.locator("a", has_text="Automotive revenue").first.click()
    page.wait_for_url("**/en/sheets/nvidia-in-numbers/**")


def test_a_fact_block_leads_to_its_own_page_and_data(
    context: BrowserContext, real_address: str
) -> None:
    page = opened(context, f"{real_address}zh/claims/")
    actions = page.locator(".fs-actions").first
    expect(actions).to_have_text("永久链接与引用 · JSON")
    actions.locator("a").first.click()
    page.wait_for_url("**/base/f/*/")


RENAMED = """
dates:
  opening: {date: 2024-03-18, title: {en: Opening, zh: 开幕}, added: 2024-04-01, about: [acme],
    sources: [report], formerly: [start]}
"""


def test_every_address_of_a_renamed_fact_still_works(
    context: BrowserContext, project: Project
) -> None:
    project.write("facts/more.yaml", RENAMED)
    project.change("facts/acme.yaml", "    period:", "    formerly: [old-revenue]\n    period:")
    built = project.mkdocs("build", "--strict")
    assert built.returncode == 0, built.stdout
    site = project.folder / "site"
    with served(site, "/repo/") as address:
        for old, new, listed, text in (
            ("start", "opening", "timeline", "Opening"),
            ("old-revenue", "acme-revenue", "figures", "60.922"),
        ):
            page = opened(context, f"{address}f/{old}/")
            page.wait_for_url(f"**/repo/f/{new}/")
            expect(page.locator("main")).to_contain_text(text)
            json_page = opened(context, f"{address}f/{old}.json")
            expect(json_page.locator("body")).to_contain_text(new)
            for anchor in (old, new):
                there = opened(context, f"{address}en/{listed}/#{anchor}")
                expect(there.locator(f"[id='{anchor}']")).to_have_count(1)
        ids = opened(context, f"{address}api/ids.json")
        expect(ids.locator("body")).to_contain_text("old-revenue")


def test_feed_entries_keep_their_ids_and_lead_to_pages_that_are_there(project: Project) -> None:
    project.write("facts/more.yaml", RENAMED)
    project.change("mkdocs.yml", '!ENV [SITE_URL, ""]', SITE_URL)
    built = project.mkdocs("build", "--strict")
    assert built.returncode == 0, built.stdout
    feed = (project.folder / "site/en/feed.xml").read_text("utf-8")
    assert f"<id>{SITE_URL}en/feed.xml#start:added:2024-04-01</id>" in feed
    assert f'href="{SITE_URL}f/opening/"' in feed
    assert (project.folder / "site/f/opening/index.html").is_file()
