"""Hand-written pages that link to facts: what is warned of, shown beside, and listed."""

import re
from html import unescape

import pytest
from playwright.sync_api import Browser, expect

from support import Project, served

SEE = "{en: 'See [it](fact:acme-revenue).', zh: '见[它](fact:acme-revenue)。'}"
NOTE = f"period: 2023\n    note: {SEE}"
DISPUTED = (
    "period: 2023\n    status: disputed\n    note: {en: Odd., zh: 存疑。}\n"
    "    allow: {too-few-sources: made up for a test}"
)


def article(page: str) -> str:
    found = re.search(r"<article class=\"fs-fact.*?</article>", page, re.DOTALL)
    assert found is not None
    return found[0]


def link(page: str, text: str) -> str:
    found = re.search(rf"<a [^>]*>{re.escape(text)}</a>", page)
    assert found is not None
    return unescape(found[0])


def test_a_text_that_contradicts_its_fact_is_a_warning_at_the_text(project: Project) -> None:
    project.write(
        "docs/en/about.md",
        "---\ntitle: About\n---\n\n# About\n\nIt made\n[60.9 million](fact:acme-revenue), or\n"
        "[about *61* billion](fact:acme-revenue), or [609亿美元](fact:acme-revenue).\n\n"
        "`[1 million](fact:acme-revenue)`\n",
    )
    project.write("docs/zh/about.md", "# 关于\n\n营收[增至609万美元](fact:acme-revenue)。\n")
    relaxed = project.mkdocs("build")
    assert relaxed.returncode == 0
    assert relaxed.stdout.count("[contradicting-text]") == 2
    assert (
        'docs/en/about.md:8:2: warning: "60.9 million" is 1,000 times too small: the fact says '
        "US$60.922 billion (2023) [contradicting-text]\n"
        "    8 | [60.9 million](fact:acme-revenue), or\n"
        "      |  ^^^^^^^^^^^^\n"
        "  hint: mend the number, or link the fact it is from\n"
    ) in relaxed.stdout
    assert (
        'docs/zh/about.md:3:4: warning: "609万美元" is 10,000 times too small: the fact says '
        "609.22亿美元（2023年） [contradicting-text]\n"
        "    3 | 营收[增至609万美元](fact:acme-revenue)。\n"
        "      |      ^^^^^^^^^^^^^\n"
    ) in relaxed.stdout
    assert project.mkdocs("build", "--strict").returncode == 1


def test_a_link_to_a_fact_tells_of_it_in_its_title(project: Project) -> None:
    project.change("facts/acme.yaml", "period: 2023", DISPUTED)
    project.change("facts/acme.yaml", "en: Revenue", """en: '"R" *e* `v` [e](n) | _ue_'""")
    project.write("docs/en/about.md", "# About\n\n[its](fact:acme-revenue)\n")
    project.write("docs/zh/about.md", "# 关于\n\n[其](fact:acme-revenue)\n")
    assert project.mkdocs("build", "--strict").returncode == 0
    assert link(project.page("en/about/index.html"), "its") == (
        '<a class="fs-ref" href="../figures/#acme-revenue" '
        'title="Acme: "R" *e* `v` [e](n) | _ue_\nUS$60.922 billion (2023)\nDisputed">its</a>'
    )
    assert link(project.page("zh/about/index.html"), "其") == (
        '<a class="fs-ref" href="../figures/#acme-revenue" '
        'title="顶点公司：营收\n609.22亿美元（2023年）\n有争议">其</a>'
    )


def test_links_keep_the_attributes_a_page_gives_them(project: Project) -> None:
    project.write(
        "docs/en/about.md",
        "# About\n\n[big](fact:acme-revenue){: .big } [named][r] `[code](fact:acme-revenue)`\n\n"
        "[r]: fact:acme-revenue\n",
    )
    assert project.mkdocs("build", "--strict").returncode == 0
    page = project.page("en/about/index.html")
    assert link(page, "big").startswith('<a class="big" href="../figures/#acme-revenue" title="Ac')
    assert link(page, "named") == '<a href="../figures/#acme-revenue">named</a>'
    assert "<code>[code](fact:acme-revenue)</code>" in page


def test_the_prose_of_facts_tells_of_the_facts_it_links(project: Project) -> None:
    project.change("facts/acme.yaml", "period: 2023", NOTE)
    assert project.mkdocs("build", "--strict").returncode == 0
    assert link(project.page("en/figures/index.html"), "it") == (
        '<a href="#acme-revenue" class="fs-ref" '
        'title="Acme: Revenue\nUS$60.922 billion (2023)">it</a>'
    )


def test_a_fact_lists_the_written_pages_that_use_it_at_its_home_only(project: Project) -> None:
    project.change(
        "facts/acme.yaml", "sources: [report]\n", "sources: [report]\n    formerly: [old]\n"
    )
    with (project.folder / "facts/acme.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "sheets:\n  acme-sheet:\n    title: {en: Sheet, zh: 清单}\n    sections:\n"
            "      - {title: {en: One, zh: 一}, facts: [acme-revenue]}\n"
            "      - {title: {en: Two, zh: 二}, facts: [acme-revenue]}\n"
        )
    project.write("docs/en/about.md", "---\ntitle: About <us>\n---\n\n[](fact:old) [](fact:old)\n")
    project.write("docs/en/notes/one.md", "# One *note* { #one }\n\n[revenue](fact:acme-revenue)\n")
    project.write("docs/zh/notes/one.md", "[营收](fact:acme-revenue)\n")
    project.write("docs/zh/about.md", "# 关于\n\n`[营收](fact:acme-revenue)`\n")
    assert project.mkdocs("build", "--strict").returncode == 0
    page = project.page("en/sheets/acme-sheet/index.html")
    assert page.count("Used in") == 1
    assert (
        '<p class="fs-foot">Used in: <a href="../../about/">About &lt;us&gt;</a>, '
        '<a href="../../notes/one/">One note</a></p>'
    ) in article(page)
    assert '用于：<a href="../../notes/one/">notes/one.md</a></p>' in article(
        project.page("zh/sheets/acme-sheet/index.html")
    )
    assert "Used in" not in project.page("en/figures/index.html")


@pytest.mark.browser
def test_a_preview_opens_with_pointer_keyboard_and_finger(
    project: Project, chromium: Browser
) -> None:
    project.write("docs/en/about.md", "# About\n\nIt made [so much](fact:acme-revenue).\n")
    assert project.mkdocs("build", "--strict").returncode == 0
    with served(project.folder / "site", "/") as address:
        page = chromium.new_page()
        page.goto(f"{address}en/about/")
        preview, much = page.locator(".fs-preview"), page.get_by_role("link", name="so much")
        much.hover()
        expect(preview).to_have_text("Acme: RevenueUS$60.922 billion (2023)")
        expect(much).to_have_attribute("title", "")
        page.mouse.move(0, 0)
        expect(preview).to_have_count(0)
        expect(much).to_have_attribute("title", "Acme: Revenue\nUS$60.922 billion (2023)")
        much.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        expect(preview).to_be_visible()
        expect(much).to_have_attribute("aria-describedby", "__fs-preview")
        page.keyboard.press("Escape")
        expect(preview).to_have_count(0)
        page.close()

        finger = chromium.new_context(has_touch=True, viewport={"width": 320, "height": 640})
        page = finger.new_page()
        page.goto(f"{address}en/about/")
        preview, much = page.locator(".fs-preview"), page.get_by_role("link", name="so much")
        much.tap()
        expect(preview).to_be_visible()
        box = preview.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        page.locator("h1").tap()
        expect(preview).to_have_count(0)
        much.tap()
        much.tap()
        page.wait_for_url("**/en/figures/#acme-revenue")
        finger.close()
