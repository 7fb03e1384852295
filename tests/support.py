"""What tests of real sites share: a project to build, a server, a page's text."""

import functools
import http.server
import os
import re
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

ROOT = Path(__file__).parents[1]
MKDOCS = Path(sys.executable).with_name("mkdocs")
SITE_URL = "https://facts.example/base/"
PATIENCE = 60.0

SMALL_FACTS = """\
sources:
  report:
    title: {en: Yearly report, zh: 年度报告}
    publisher: acme
    url: https://acme.example/report
    published: 2024-02-21
    language: en
    kind: report
    tier: primary
entities:
  acme:
    kind: organization
    name: {en: Acme, zh: 顶点公司}
figures:
  acme-revenue:
    of: acme
    measure: {en: Revenue, zh: 营收}
    value: 60.922 billion USD
    period: 2023
    sources: [report]
"""


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with a site's sources, and how to build it."""

    folder: Path

    def write(self, path: str, text: str) -> None:
        """Write one of its files."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        """Replace text that must be there."""
        text = (self.folder / path).read_text("utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def mkdocs(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run mkdocs as a user would, its messages in stdout."""
        return subprocess.run(
            [MKDOCS, *arguments],
            cwd=self.folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    def page(self, path: str) -> str:
        """Return a page of the built site."""
        return (self.folder / "site" / path).read_text("utf-8")


def environment(site_url: str = "") -> dict[str, str]:
    """Return a plain environment: every site is made, and Material does not advertise."""
    plain = {"SITE_CACHE": "false", "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
    return {**os.environ, "SITE_URL": site_url, **plain}


class _Handler(http.server.SimpleHTTPRequestHandler):
    prefix = "/"

    def translate_path(self, path: str) -> str:
        inside = path if path.startswith(self.prefix) else "/outside"
        return super().translate_path("/" + inside.removeprefix(self.prefix))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the base's name
        """Stay quiet."""


class served:  # noqa: N801 reads like the function it is used as
    """Serve a folder below a path, as a static host does."""

    def __init__(self, folder: Path, prefix: str) -> None:
        handler = type("Handler", (_Handler,), {"prefix": prefix})
        self.prefix = prefix
        make = functools.partial(handler, directory=str(folder))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), make)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    def __enter__(self) -> str:
        self.thread.start()
        return f"http://127.0.0.1:{self.server.server_address[1]}{self.prefix}"

    def __exit__(self, *exception: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@dataclass(frozen=True, slots=True)
class Serving:
    """A running `mkdocs serve`."""

    address: str
    process: subprocess.Popen[bytes]

    def until(self, path: str, holds: Callable[[str], bool]) -> str:
        """Ask for a page until it is as expected, and return it."""
        page, end = "", time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.process.poll() is None, "mkdocs serve has stopped"
            page = self.get(path)
            if holds(page):
                return page
            time.sleep(0.1)
        message = f"{path} did not change as expected:\n{text_of(page)}"
        raise AssertionError(message)

    def get(self, path: str) -> str:
        """Return a page; nothing while the server is not there yet."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=30) as answer:  # noqa: S310 our own address
                return str(answer.read().decode("utf-8"))
        except OSError:
            return ""


def text_of(html: str) -> str:
    """Return the text of a page, its white space folded."""
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", html).split()))
