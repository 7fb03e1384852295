"""The search: one index a language behind Material's own box, answered by a worker of ours.

Enters: what can be found, and the index that Material made of the hand-written pages. Leaves:
an index in each language's folder, and a note for Material's JavaScript where it is.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from factsheet.languages import Language
from factsheet.outputs import Output
from factsheet.views.search import PAGE, SearchEntry

WORKER = "assets/search/worker.js"
SEARCH = "material/search"
STOCK_INDEX = "search/search_index.json"


StockIndex = dict[str, Any]


def written_entries(stock: StockIndex, language: Language) -> Iterator[SearchEntry]:
    """Find the hand-written pages of a language, a section each, in Material's index."""
    root = f"{language.code}/"
    for entry in stock["docs"]:
        if entry["location"].startswith(root):
            page, _, anchor = entry["location"].removeprefix(root).partition("#")
            yield SearchEntry(
                id=entry["location"],
                page=page.rstrip("/") or "index",
                anchor=f"#{anchor}" if anchor else "",
                kind=PAGE,
                kind_word=language.word("kind_page"),
                title=_plain(entry["title"]),
                names=tuple(entry.get("tags", ())),
                text=_plain(entry["text"]),
            )


def note_output(stock: StockIndex, language: Language, index: Output) -> Output:
    """Make the file that Material's JavaScript gets on every page: it only says where to look."""
    config = stock["config"] | {"lang": [language.theme], "index": index.path}
    note = {"config": config, "docs": []}
    content = json.dumps(note, ensure_ascii=False, separators=(",", ":"))
    return Output(f"{language.code}/{STOCK_INDEX}", content.encode())


def taken(site_dir: Path) -> StockIndex | None:
    """Take away the index that Material made of the whole site; None without its search."""
    path = site_dir / STOCK_INDEX
    if not path.is_file():
        return None
    stock: StockIndex = json.loads(path.read_text("utf-8"))
    path.unlink()
    if not any(path.parent.iterdir()):  # other plugins may have put something beside it
        path.parent.rmdir()
    return stock


@contextmanager
def renewed_entries(stock: StockIndex | None, config: MkDocsConfig, url: str) -> Iterator[None]:
    """Put what Material's search finds on a page meanwhile in the place of what it found before."""
    plugin = config.plugins.get(SEARCH)
    found: list[Any] = plugin.search_index.entries if stock and plugin is not None else []
    before = len(found)
    yield
    new, found[before:] = found[before:], []
    if stock and new:
        places = [place for place, each in enumerate(stock["docs"]) if _is_on(each, url)]
        first = places[0] if places else len(stock["docs"])
        rest = [each for each in stock["docs"] if not _is_on(each, url)]
        stock["docs"] = [*rest[:first], *new, *rest[first:]]


def _is_on(entry: Mapping[str, Any], url: str) -> bool:
    return bool(entry["location"].partition("#")[0] == url)


def _plain(html: str) -> str:
    """Return the words of HTML: Material keeps the tags of a page's text."""
    words = _Words()
    words.feed(html)
    words.close()
    return " ".join("".join(words.pieces).replace("\u200b", "").split())


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  # as prescribed
        self.pieces.append(" ")
