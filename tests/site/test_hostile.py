"""A site whose every text is an attack, really built, in a real browser.

It is built without a content policy, so that nothing but escaping keeps the attacks from
running. FACTSHEET_HOSTILE=all looks at every page instead of every eighth of its kind.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree
from playwright.sync_api import Browser, Dialog, Page, expect

from hostile.filling import attacks, write_all
from support import ROOT, SITE_URL, Project, served

pytestmark = pytest.mark.browser

CANARY = """
window.hits = []
window.__hit = (name) => window.hits.push(name)
window.alert = window.confirm = window.prompt = (name) => window.hits.push(name)
addEventListener("securitypolicyviolation", (event) =>
  window.hits.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`))
"""
# Whatever could run, load or lead astray, as the browser itself has understood the page.
INSPECT = """() => {
  const faults = [...window.hits]
  const loading = ["src", "srcset", "srcdoc", "data", "poster", "background", "action", "formaction", "xlink:href"]
  const foreign = (address) => new URL(address, document.baseURI).origin !== location.origin
  for (const each of document.querySelectorAll("*")) {
    const name = each.localName
    if (/^(iframe|object|embed|frame|base|portal|math|foreignobject|animate|set|use|img|audio|video|marquee|template|xmp|plaintext|textarea)$/.test(name) && each.outerHTML !== '<base target="_top">')
      faults.push(each.outerHTML.slice(0, 200))
    for (const { name: attribute, value } of each.attributes) {
      if (attribute.startsWith("on")) faults.push(`${name} ${attribute}`)
      if (loading.includes(attribute) && foreign(value)) faults.push(`${name} ${attribute}=${value.slice(0, 99)}`)
      if (attribute === "href") {
        const { protocol } = new URL(value, document.baseURI)
        const isLink = name === "a" || (name === "link" && /canonical|alternate|prev|next/.test(each.rel))
        if (!/^https?:$/.test(protocol) && value !== "data:,") faults.push(`${name} ${value.slice(0, 99)}`)
        if (!isLink && value !== "data:,") if (foreign(value)) faults.push(`${name} ${value.slice(0, 99)}`)
      }
    }
    if (name === "script" && !each.src && !/json/.test(each.type)) faults.push(...inline(each.textContent))
    if (name === "meta" && /refresh/i.test(each.httpEquiv)) faults.push("refresh")
  }
  function inline(text) { return KNOWN.includes(text) ? [] : [`script ${text.slice(0, 99)}`] }
  const wide = document.documentElement.scrollWidth - innerWidth
  if (wide > 0) {
    const box = document.querySelector("main") ?? document.body
    const widest = [...box.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".fs-scroll, pre"))
    faults.push(`${wide} px too wide: ${widest.slice(0, 3).map((e) => e.outerHTML.slice(0, 160))}`)
  }
  const header = document.querySelector(".md-header")
  if (header) {
    const box = header.getBoundingClientRect()
    if (box.height > 150) faults.push(`the header is ${box.height} px high`)
    const top = document.elementFromPoint(innerWidth / 2, box.top + box.height / 2)
    if (!header.contains(top)) faults.push(`over the header: ${top?.outerHTML.slice(0, 99)}`)
  }
  return faults
}"""  # noqa: E501  # reads best as the script it is


@dataclass(slots=True)
class Visitor:
    """A browser on a hostile site, and what it should not have seen."""

    page: Page
    address: str
    known: Sequence[str]
    faults: list[str] = field(default_factory=list)

    def visit(self, path: str) -> None:
        """Open a page and look at all of it."""
        self.page.goto(self.address + path, wait_until="load")
        self.look(path)

    def look(self, path: str) -> None:
        """Look at all of the page that is open, and note what is wrong with it."""
        inspect = INSPECT.replace("KNOWN", json.dumps(self.known))
        self.faults += [f"{path}: {fault}" for fault in self.page.evaluate(inspect)]


ACCEPTED = [each for each in attacks("corpus.yaml") if not each.refused]
LISTS = ["", "sheets/", "entities/", "timeline/", "figures/", "quotes/", "claims/", "sources/"]
LISTS += ["names/", "changes/", "about/"]
KINDS = ["sheets", "entities"]
FACTS = ["dates", "figures", "series", "quotes", "claims"]
STEP = 1 if os.environ.get("FACTSHEET_HOSTILE") == "all" else 8


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile site, built."""
    project = Project(tmp_path_factory.mktemp("site"))
    shutil.copy(ROOT / "mkdocs.yml", project.folder)
    write_all(project.folder / "facts")
    links = " ".join(f"[x](fact:dates-{number})" for number in range(len(ACCEPTED)))
    for code in ("en", "zh"):
        project.write(f"docs/{code}/about.md", f"---\ntitle: x\n---\n\n# x\n\n{links}\n")
    options = "csp: false\n      cards: false\n      severities: {prose-link: off}"
    project.change("mkdocs.yml", "facts_dir: facts", f"facts_dir: facts\n      {options}")
    project.change("mkdocs.yml", '!ENV [SITE_URL, ""]', SITE_URL)
    done = project.mkdocs("build")
    assert done.returncode == 0, done.stdout[-2000:]
    return project.folder / "site"


@pytest.fixture(scope="module")
def known(site: Path) -> Sequence[str]:
    """The inline scripts that are ours: those of pages on which no attack stands."""
    pages = ["404.html", "f/clean-fact/index.html"]
    pages += [f"en/{name}/index.html" for name in ("about", "entities/clean-entity")] + [
        "en/index.html"
    ]
    found = (
        re.findall(r"<script>(.*?)</script>", (site / page).read_text("utf-8"), re.DOTALL)
        for page in pages
    )
    scripts = sorted({script for page in found for script in page})
    assert 3 < len(scripts) < 9
    assert not any("__hit" in script for script in scripts)
    return scripts


@contextmanager
def visiting(browser: Browser, site: Path, known: Sequence[str], width: int) -> Iterator[Visitor]:
    """Open a browser on the site; dialogs, errors and requests to other hosts are noted."""
    with served(site, "/base/") as address:
        context = browser.new_context(viewport={"width": width, "height": 800})
        page = context.new_page()
        page.set_default_timeout(120_000)
        page.add_init_script(CANARY)
        made = Visitor(page, address, known)
        host = urlsplit(address).netloc

        def note(what: str, *, bad: bool = True) -> None:
            if bad:
                made.faults.append(f"{page.url}: {what[:300]}")

        def refuse(dialog: Dialog) -> None:
            note("a dialog")
            dialog.dismiss()

        page.on("dialog", refuse)
        page.on("pageerror", lambda error: note(str(error)))
        page.on(
            "console",
            lambda said: note(said.text, bad=said.type == "error" and "404" not in said.text),
        )
        page.on(
            "request",
            lambda asked: note(asked.url, bad=urlsplit(asked.url).netloc not in ("", host)),
        )
        yield made
        context.close()


@pytest.mark.parametrize(("width", "first"), [(360, 0), (1280, STEP // 2)])
def test_no_attack_runs_or_loads_anything_or_breaks_the_layout(
    width: int, first: int, site: Path, known: Sequence[str], chromium: Browser
) -> None:
    numbers = range(first, len(ACCEPTED), STEP)
    with visiting(chromium, site, known, width) as visitor:
        for path in (
            "",
            "nothing/here",
            *(f"{code}/{each}" for code in ("en", "zh") for each in LISTS),
        ):
            visitor.visit(path)
        for number in numbers:
            for path in KINDS:
                visitor.visit(f"en/{path}/{path}-{number}/")
                visitor.visit(f"zh/{path}/{path}-{number}/")
            for path in FACTS:
                visitor.visit(f"f/{path}-{number}/")
    assert visitor.faults == []


def test_the_search_shows_attacks_as_text(
    site: Path, known: Sequence[str], chromium: Browser
) -> None:
    with visiting(chromium, site, known, 1280) as visitor:
        typed = [
            "script",
            "<img src=x onerror=__hit('typed')>",
            "constructor",
            "WWWW",
            "龘",
            "{{ config }}",
        ]
        for code, words in [(code, words) for code in ("en", "zh") for words in typed]:
            visitor.visit(f"{code}/")
            visitor.page.locator("input.md-search__input").click()
            visitor.page.keyboard.insert_text(words)
            results = visitor.page.locator(".md-search-result__meta")
            expect(results).not_to_have_text(re.compile("^$|Initializ|正在初始化"))
            visitor.page.wait_for_timeout(500)
            visitor.look(f"{code}: {words}")
        visitor.visit("en/?q=%3Cimg%20src%3Dx%20onerror%3D__hit(1)%3E")
        visitor.visit(
            "en/about/?h=%3Cimg%20src%3Dx%20onerror%3D__hit(2)%3E#%3Cimg%20src=x%20onerror=__hit(3)%3E"
        )
    assert visitor.faults == []


PLANTED = [
    ("<script>__hit('x')</script>", "script __hit('x')"),
    ("<img src=x onerror=__hit('y')>", "img onerror"),
    ("<a href='javascript:__hit(1)'>x</a>", "a javascript:__hit(1)"),
    ("<link rel=stylesheet href=https://canary.example/x.css>", "link https://canary.example/x.css"),
    (f"<nobr>{'W' * 1000}</nobr>", "px too wide"),
    ("<div style='position:fixed;inset:0;z-index:99'></div>", "over the header"),
    ("<script>alert(1)</script>", ": 1"),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "fault"), PLANTED)
def test_an_attack_that_got_through_would_be_seen(  # noqa: PLR0913, PLR0917 three for the browser
    markup: str, fault: str, site: Path, known: Sequence[str], chromium: Browser, tmp_path: Path
) -> None:
    shutil.copytree(site / "assets", tmp_path / "assets")
    page = (site / "en/about/index.html").read_text("utf-8")
    planted = tmp_path / "en/about/index.html"
    planted.parent.mkdir(parents=True)
    planted.write_text(page.replace("</article>", f"{markup}</article>"), "utf-8")
    with visiting(chromium, tmp_path, known, 360) as visitor:
        visitor.page.route("**/canary.example/**", lambda route: route.abort())
        visitor.visit("en/about/")
    assert any(fault in each for each in visitor.faults), visitor.faults


def test_sitemaps_are_well_formed_and_name_this_site_alone(site: Path) -> None:
    for path in [*site.rglob("sitemap.xml")]:
        read = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True))
        addresses = [each.text or "" for each in read.getroot().iter("{*}loc")]
        assert len(addresses) > 150
        assert all(each.startswith(SITE_URL) for each in addresses)


def test_search_indexes_read_back(site: Path) -> None:
    for path in [*site.glob("*/search/*.json")]:
        assert json.loads(path.read_text("utf-8")), path
