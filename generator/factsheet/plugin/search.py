"""The search: one index a language behind Material's own box, answered by a worker of ours.

Enters: what can be found, and the index that Material made of the hand-written pages. Leaves:
an index in each language's folder, and a note for Material's JavaScript where it is.
"""

import json
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from factsheet.languages import Language
from factsheet.outputs import Output
from factsheet.views.search import PAGE, SearchEntry

WORKER = "assets/search/worker.js"
STOCK_INDEX = "search/search_index.json"


def written_entries(site_dir: Path, language: Language) -> Iterator[SearchEntry]:
    """Find the hand-written pages of a language, a section each, in Material's index."""
    root = f"{language.code}/"
    for entry in _stock(site_dir)["docs"]:
        if entry["location"].startswith(root):
            page, _, anchor = entry["location"].removeprefix(root).partition("#")
            yield SearchEntry(
                id=entry["location"],
                page=page or "index",
                anchor=f"#{anchor}" if anchor else "",
                kind=PAGE,
                kind_word=language.word("kind_page"),
                title=_plain(entry["title"]),
                names=tuple(entry.get("tags", ())),
                text=_plain(entry["text"]),
            )


def is_in_use(site_dir: Path) -> bool:
    """Whether the site has Material's search."""
    return (site_dir / STOCK_INDEX).is_file()


def note_output(site_dir: Path, language: Language, index: Output) -> Output:
    """Make the file that Material's JavaScript gets on every page: it only says where to look."""
    config = _stock(site_dir)["config"] | {"lang": [language.theme], "index": index.path}
    note = {"config": config, "docs": []}
    content = json.dumps(note, ensure_ascii=False, separators=(",", ":"))
    return Output(f"{language.code}/{STOCK_INDEX}", content.encode())


def replace_stock(site_dir: Path, outputs: Sequence[Output]) -> None:
    """Write the indexes in place of the one of the whole site."""
    stock = site_dir / STOCK_INDEX
    stock.unlink()
    if not any(stock.parent.iterdir()):  # other plugins may have put something beside it
        stock.parent.rmdir()
    for output in outputs:
        target = site_dir / output.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(output.content)


def _stock(site_dir: Path) -> dict[str, Any]:
    stock: dict[str, Any] = json.loads((site_dir / STOCK_INDEX).read_text("utf-8"))
    return stock


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
