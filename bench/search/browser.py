"""The shipped worker, driven in a browser exactly as Material's main thread drives it.

Enters: the folder of a built site, a language and what to type. Leaves: for every query the
addresses found, in order and in groups, and how long the answer took; before that, how long
the worker took to get ready.
"""

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu"]
DEEPEST = 50  # groups that are looked at
SECONDS = 1200
# Reads what the theme's bundle reads, says what it says. A worker may say that it is ready
# before it can find anything: `probe` is asked until there is an answer, a minute at most.
START = """
async ([probe]) => {
  const config = JSON.parse(document.getElementById("__config").textContent)
  const base = new URL(config.base, location).href.replace(/\\/?$/, "/")
  const fetched = await fetch(new URL("search/search_index.json", base))
  const index = fetched.ok ? await fetched.json() : { config: {}, docs: [] }
  const worker = new Worker(new URL(config.search, location))
  const next = (type) => new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message || "the worker failed"))
    worker.onmessage = ({ data }) => { if (data.type === type) resolve(data.data) }
  })
  window.ask = (query) => {
    const answer = next(3)
    worker.postMessage({ type: 2, data: query })
    return answer
  }
  const began = performance.now()
  const isReady = next(1)
  worker.postMessage({
    type: 0,
    data: { config: index.config, docs: index.docs, options: { suggest: true } },
  })
  await isReady
  const ready = performance.now() - began
  let answered = null
  while (answered === null && performance.now() - began < 60000) {
    const { items } = await window.ask(probe)
    if (items.length) answered = performance.now() - began
    else await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return { ready, answered, worker: new URL(config.search, location).pathname }
}
"""
ASK = """
async ([queries, deepest]) => {
  const answers = []
  for (const query of queries) {
    const began = performance.now()
    const { items } = await window.ask(query)
    const took = performance.now() - began
    answers.push({
      took,
      groups: items.slice(0, deepest).map((group) => group.map((doc) => doc.location)),
      titles: items.slice(0, 3).map((group) => group[0].title),
    })
  }
  return answers
}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one query found: groups of addresses, titles of the first three, milliseconds."""

    groups: tuple[tuple[str, ...], ...]
    titles: tuple[str, ...]
    took: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One worker's answers, how it started (milliseconds), and the path of its file."""

    ready: float
    answered: float | None
    worker: str
    answers: tuple[Answer, ...]


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a browser."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield started
        finally:
            started.close()


def ask(started: Browser, site: Path, language: str, queries: Sequence[str], probe: str) -> Session:
    """Ask the worker of one language's home page, one query after another."""
    with _served(site) as address:
        page = started.new_page()
        page.set_default_timeout(SECONDS * 1000)
        try:
            page.goto(f"{address}/{language}/", wait_until="domcontentloaded")
            start: dict[str, Any] = page.evaluate(START, [probe])
            given: list[dict[str, Any]] = page.evaluate(ASK, [list(queries), DEEPEST])
        finally:
            page.close()
    return Session(**start, answers=tuple(map(_answer, given)))


def _answer(given: dict[str, Any]) -> Answer:
    return Answer(
        groups=tuple(map(tuple, given["groups"])),
        titles=tuple(given["titles"]),
        took=given["took"],
    )


@contextmanager
def _served(site: Path) -> Iterator[str]:
    handler = functools.partial(_Handler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the base's name
        """Stay quiet."""
