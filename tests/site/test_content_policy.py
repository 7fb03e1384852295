"""The content policy of a built site, in a real browser."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from support import Project, Serving, served

PAGES = ["index.html", "404.html", "en/index.html", "zh/figures/index.html", "en/about/index.html"]
PAGES += ["f/acme-revenue/index.html", "en/entities/acme-inc/index.html"]
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
EVIL = "<script>window.evil = 1</script><img src='/none' onerror='window.evil = 2'>"


def attacked(project: Project) -> None:
    """Put an attack into the content of a hand-written page, and give a record a former id."""
    project.change("docs/en/about.md", "Hello.", f"Hello.\n\n{EVIL}")
    project.change("facts/acme.yaml", "kind: organization", "formerly: [acme-inc]\n    kind: work")
    assert project.mkdocs("build").returncode == 0


@contextmanager
def opened(browser: Browser, site: Path) -> Iterator[tuple[Page, str]]:
    """Serve a site and open a page of a browser for it."""
    with served(site, "/") as address:
        context = browser.new_context()
        yield context.new_page(), address
        context.close()


def has_run(page: Page, address: str) -> bool:
    page.goto(address, wait_until="networkidle")
    return bool(page.evaluate("Boolean(window.evil)"))


@pytest.mark.browser
def test_no_script_but_ours_runs_on_any_page(project: Project, chromium: Browser) -> None:
    attacked(project)
    site = project.folder / "site"
    for path in PAGES:
        target = site / path
        html = re.sub(r'<meta http-equiv="refresh"[^>]*>', "", target.read_text("utf-8"))
        target.write_text(html.replace("</body>", f"{EVIL}</body>"), "utf-8")
    with opened(chromium, site) as (page, address):
        assert [path for path in PAGES if has_run(page, address + path)] == []
    for path in PAGES:
        target = site / path
        text, found = META.subn("", target.read_text("utf-8"))
        assert found == 1, path
        target.write_text(text, "utf-8")
    with opened(chromium, site) as (page, address):
        assert [path for path in PAGES if has_run(page, address + path)] == PAGES


@pytest.mark.browser
def test_a_script_in_a_page_is_not_taken_for_one_of_ours(
    project: Project, chromium: Browser
) -> None:
    attacked(project)
    assert EVIL.partition("</script>")[0] in project.page("en/about/index.html")
    with opened(chromium, project.folder / "site") as (page, address):
        assert not has_run(page, f"{address}en/about/")
        assert page.evaluate("typeof __md_scope") == "object"  # the theme's own has run
    project.change("mkdocs.yml", "facts_dir: facts", "facts_dir: facts\n      csp: false")
    assert project.mkdocs("build").returncode == 0
    with opened(chromium, project.folder / "site") as (page, address):
        assert has_run(page, f"{address}en/about/")


@pytest.mark.browser
def test_no_request_leaves_for_another_host(project: Project, chromium: Browser) -> None:
    attacked(project)
    reach = """async () => {
      const stopped = []
      addEventListener("securitypolicyviolation", (event) => stopped.push(event.effectiveDirective))
      await fetch("https://canary.example/").catch(() => {})
      for (const html of ["<img src=https://canary.example/x.png>",
        "<iframe src=https://canary.example/></iframe>", "<object data=/x></object>",
        "<link rel=stylesheet href=https://canary.example/x.css>", "<p style='color:red'>x</p>",
        "<video src=https://canary.example/x.mp4></video>", "<base href=https://canary.example/>"])
        document.body.insertAdjacentHTML("beforeend", html)
      document.body.append(Object.assign(document.createElement("script"), { src: "https://canary.example/x.js" }))
      await new Promise((go) => setTimeout(go, 500))
      return stopped
    }"""  # noqa: E501
    asked: list[str] = []
    with opened(chromium, project.folder / "site") as (page, address):
        page.goto(f"{address}en/figures/", wait_until="networkidle")
        page.on("requestfinished", lambda request: asked.append(request.url))
        stopped = set(page.evaluate(reach))
    assert stopped == {"connect-src", "img-src", "frame-src", "object-src", "style-src-elem",
                       "style-src-attr", "media-src", "base-uri", "script-src-elem"}  # fmt: skip
    assert not [each for each in asked if "canary" in each]


def test_the_policy_stands_before_all_that_a_page_says(project: Project) -> None:
    attacked(project)
    for path in PAGES:
        head = project.page(path).partition("</head>")[0]
        before = head[: head.index('<meta http-equiv="Content-Security-Policy"')]
        assert re.sub(r"\s+", "", re.sub(r"<html[^>]*>", "", before)) == (
            '<!doctypehtml><head><metacharset="utf-8">'
        ), path


def test_a_site_may_allow_more(project: Project) -> None:
    allowed = "{img-src: https://i.example, frame-src: [https://v.example, 'https://w.example']}"
    project.change("mkdocs.yml", "facts_dir: facts", f"facts_dir: facts\n      csp: {allowed}")
    assert project.mkdocs("build", "--strict").returncode == 0
    for path in ("en/index.html", "index.html", "f/acme-revenue/index.html"):
        found = META.search(project.page(path))
        assert found is not None
        assert "img-src 'self' data: https://i.example; " in found[1]
        assert found[1].endswith("; frame-src 'self' https://v.example https://w.example")


@pytest.mark.parametrize(
    ("csp", "said"),
    [
        ("strict", 'expected true, false, or sources by directive like "{img-src: https://…}"'),
        ("{img: x}", '"img" is no directive that can be extended (did you mean "img-src"?)'),
        ("{object-src: x}", '"object-src" is no directive that can be extended'),
        ("{img-src: 'x; script-src *'}", 'expected sources for img-src like "https://'),
        ("{img-src: {a: b}}", 'expected sources for img-src like "https://images.example"'),
    ],
)
def test_what_is_no_policy_is_told(csp: str, said: str, project: Project) -> None:
    project.change("mkdocs.yml", "facts_dir: facts", f"facts_dir: facts\n      csp: {csp}")
    done = project.mkdocs("build")
    assert done.returncode == 1
    assert said in done.stdout


def test_tables_are_aligned_without_inline_styles(project: Project) -> None:
    project.change("docs/en/about.md", "Hello.", "Hello.\n\n| a |\n|--:|\n| 1 |\n")
    assert project.mkdocs("build", "--strict").returncode == 0
    assert '<td align="right">1</td>' in project.page("en/about/index.html")


def test_the_repositorys_link_asks_github_for_nothing(project: Project) -> None:
    project.change("mkdocs.yml", '!ENV [REPO_URL, ""]', "https://github.com/someone/facts")
    assert project.mkdocs("build", "--strict").returncode == 0
    page = project.page("en/index.html")
    assert '<a href="https://github.com/someone/facts"' in page
    assert 'data-md-component="source"' not in page


def test_while_serving_the_reloading_of_pages_works(serve: Callable[[], Serving]) -> None:
    page = serve().until("en/", lambda text: "</html>" in text)
    found = META.search(page)
    assert found is not None
    assert "script-src 'self' 'unsafe-inline';" in found[1]
    assert "default-src 'self'" in found[1]
