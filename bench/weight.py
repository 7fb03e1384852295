"""Measure what a first visit downloads, and when it paints: `python bench/weight.py SITE`.

Enters: the folder of a built site. Leaves: for every kind of page its largest one, in three
sizes: read off its HTML (the page with the styles, scripts, fonts and pictures it names), as
Chromium really fetched it (what the scripts fetch besides, too), and with Lighthouse's first
paint on a slow phone; then the median and the largest of all pages. All compressed by gzip,
as GitHub Pages sends them.
"""

import argparse
import fnmatch
import functools
import gzip
import http.server
import re
import statistics
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import measuring

from judges import lighthouse

KILO = 1e3
LIMIT = 150  # kB
PAINT = 2.0  # seconds
QUIET = 500  # milliseconds without a request, after which a page has what it wants
SECONDS = 120
LOADED = {"stylesheet", "icon", "preload", "modulepreload"}
FONT = re.compile(r"url\(\s*['\"]?([^'\")]+\.woff2?)")
PACKED_ALREADY = {".woff", ".woff2", ".png", ".jpg", ".webp"}


class Named(HTMLParser):
    """Collects the addresses that a page loads."""

    def __init__(self) -> None:
        """Start with none."""
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what this element loads."""
        given = {name: value or "" for name, value in attrs}
        if tag in ("script", "img") and "src" in given:
            self.addresses.append(given["src"])
        if tag == "link" and LOADED & set(given.get("rel", "").split()):
            self.addresses.append(given.get("href", ""))


@dataclass(slots=True)
class Weights:
    """The compressed size of a site's files, each compressed once."""

    site: Path
    known: dict[Path, int] = field(default_factory=dict)

    def of(self, file: Path) -> int:
        """Return how many bytes of a file travel."""
        if file not in self.known:
            content = file.read_bytes()
            packed = file.suffix in PACKED_ALREADY
            self.known[file] = len(content) if packed else len(gzip.compress(content))
        return self.known[file]

    def page(self, file: Path) -> int:
        """Return the bytes of a page with all that its HTML names."""
        named = Named()
        named.feed(file.read_text("utf-8"))
        own = "/" + file.relative_to(self.site).as_posix()
        targets = {self._target(own, address) for address in named.addresses}
        return self.of(file) + sum(self.of(target) for target in targets if target)

    def _target(self, page: str, address: str) -> Path | None:
        split = urlsplit(urljoin(page, address))
        target = self.site / unquote(split.path).lstrip("/")
        return target if not split.netloc and target.is_file() else None


def kind(page: str) -> str:
    """Return what pages like this one have in common in their address: `en/entities/*/`."""
    parts = page.removesuffix("index.html").strip("/").split("/")
    kept = [f"{part}/" if place < 2 else "*/" for place, part in enumerate(parts) if part]  # noqa: PLR2004 a language and a section
    return f"{parts[0]}/*/" if parts[0] == "f" else "".join(kept) or "/"


def largest(sizes: dict[str, int]) -> dict[str, str]:
    """Return the largest page of every kind."""
    found: dict[str, str] = {}
    for page, size in sorted(sizes.items()):
        if kind(page) not in found or size > sizes[found[kind(page)]]:
            found[kind(page)] = page
    return found


class Counting(lighthouse.Handler):
    """Counts what it sends."""

    sent: dict[str, int]

    def __init__(self, *arguments: Any, sent: dict[str, int], **options: Any) -> None:  # noqa: ANN401 the base's arguments
        """Note in `sent` the bytes of every answer by its path."""
        self.sent = sent
        super().__init__(*arguments, **options)

    def send_header(self, keyword: str, value: str) -> None:
        """Note the length as it is told."""
        if keyword == "Content-Length":
            self.sent[self.path] = int(value)
        super().send_header(keyword, value)


@contextmanager
def served(site: Path, sent: dict[str, int]) -> Iterator[str]:
    """Serve a site as GitHub Pages does, and give its address."""
    make = functools.partial(Counting, directory=str(site), sent=sent)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), make)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}{lighthouse.PREFIX}"
    server.shutdown()


def fetched(address: str, pages: Sequence[str], sent: dict[str, int]) -> dict[str, dict[str, int]]:
    """Return what a browser that knows nothing yet fetches for each page, bytes by path."""
    from playwright.sync_api import sync_playwright  # not needed to read HTML

    found = {}
    path = lighthouse.browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for page in pages:
            context = browser.new_context()
            sent.clear()
            opened = context.new_page()
            opened.goto(address + page.removesuffix("index.html"), timeout=SECONDS * KILO)
            _settled(sent)
            found[page] = dict(sent)
            context.close()
        browser.close()
    return found


def _settled(sent: dict[str, int]) -> None:
    """Wait until no more is asked for."""
    seen = -1
    while seen != len(sent):
        seen = len(sent)
        time.sleep(QUIET / KILO * 4)


def painted(address: str) -> str:
    """Return Lighthouse's first paint and its size, on a phone over a slow network."""
    audits = lighthouse.judged(address, "--only-categories=performance")["audits"]
    paint = audits["first-contentful-paint"]["numericValue"] / KILO
    largest_paint = audits["largest-contentful-paint"]["numericValue"] / KILO
    return f"{paint:.1f} s | {largest_paint:.1f} s"


def report(site: Path, given: argparse.Namespace) -> None:
    """Print the table."""
    weights = Weights(site)
    pages = sorted(page.relative_to(site).as_posix() for page in site.rglob("*.html"))
    sizes = {page: weights.page(site / page) for page in pages}
    shown = largest({page: size for page, size in sizes.items() if page.endswith("index.html")})
    if given.only:
        shown = {
            name: page
            for name, page in shown.items()
            if any(
                fnmatch.fnmatchcase(page.removesuffix("index.html"), each) for each in given.only
            )
        }
    sent: dict[str, int] = {}
    print(measuring.machine())
    print("\n| largest of its kind | HTML | read off it | fetched | first paint | largest paint |")
    print("|---|--:|--:|--:|--:|--:|")
    with served(site, sent) as address:
        really = {} if given.html_only else fetched(address, list(shown.values()), sent)
        for page in shown.values():
            own, whole = weights.of(site / page) / KILO, sizes[page] / KILO
            bytes_fetched = sum(really[page].values()) / KILO if really else 0
            told = f"{bytes_fetched:.0f} kB" if really else ""
            paints = painted(address + page.removesuffix("index.html")) if given.paint else " | "
            cells = f"{own:.0f} kB | {whole:.0f} kB | {told} | {paints}"
            print(f"| `{page.removesuffix('index.html') or '/'}` | {cells} |", flush=True)
    over = sum(size > LIMIT * KILO for size in sizes.values())
    worst = max(sizes, key=lambda page: sizes[page])
    print(f"\n{len(sizes):,} pages; median {statistics.median(sizes.values()) / KILO:.0f} kB;")
    print(f"largest {sizes[worst] / KILO:.0f} kB (`{worst}`); {over} above {LIMIT} kB")
    if really:
        _parts(max(really.values(), key=lambda each: sum(each.values())))


def _is_wanted(page: str, patterns: Sequence[str]) -> bool:
    address = page.removesuffix("index.html")
    return any(fnmatch.fnmatchcase(address, pattern) for pattern in patterns)


def _parts(sent: dict[str, int]) -> None:
    """Print what a first visit fetches, the largest first."""
    print("\nWhat the largest of these fetches:\n")
    for path, size in sorted(sent.items(), key=lambda item: -item[1]):
        print(f"- {size / KILO:.1f} kB `{path.removeprefix(lighthouse.PREFIX) or '/'}`")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure a site."""
    parser = argparse.ArgumentParser(description="Measure what a first visit downloads.")
    parser.add_argument("site", type=Path)
    parser.add_argument("--paint", action="store_true", help="also ask Lighthouse, 20 s a page")
    parser.add_argument("--html-only", action="store_true", help="read HTML, use no browser")
    parser.add_argument("--only", nargs="+", help="addresses like `en/*`, to leave out others")
    given = parser.parse_args(arguments)
    report(given.site.resolve(), given)
    return 0


if __name__ == "__main__":
    sys.exit(main())
