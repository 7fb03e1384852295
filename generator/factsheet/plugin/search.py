"""Material's search, one index a language, with Chinese words cut where they end.

Enters: the fact base's proper names, and the index that Material wrote for the whole site.
Leaves: one index in each language's folder.
"""

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import jieba

from factsheet.catalog import Catalog
from factsheet.languages import Language
from factsheet.model import Entity

INDEX = "search/search_index.json"
# Longer names are made of words that readers search for on their own.
LONGEST_NAME = 4


def teach_names(catalog: Catalog, taught: Mapping[str, int]) -> dict[str, int]:
    """Tell jieba the short proper names of the fact base, so that it does not cut them.

    `taught` are the names it was told before, with how often it had met them until then;
    what is no longer a name is forgotten first. Returns the same for the next time.
    """
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    for name, frequency in taught.items():
        jieba.add_word(name, frequency)
    names = sorted(set(_names(catalog)))
    known = {name: jieba.get_FREQ(name, 0) for name in names}
    for name in names:
        jieba.add_word(name)
    return known


def split_index(site_dir: Path, languages: Sequence[Language]) -> None:
    """Give every language the entries of its own folder, addressed from there."""
    whole = site_dir / INDEX
    if not whole.is_file():
        return  # The search plugin is not in use.
    index = json.loads(whole.read_text("utf-8"))
    for language in languages:
        root = f"{language.code}/"
        docs = [
            {**entry, "location": entry["location"].removeprefix(root)}
            for entry in index["docs"]
            if entry["location"].startswith(root)
        ]
        own = {"config": {**index["config"], "lang": [language.theme]}, "docs": docs}
        target = site_dir / language.code / INDEX
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(own, ensure_ascii=False, separators=(",", ":")), "utf-8")
    whole.unlink()
    whole.parent.rmdir()


def _names(catalog: Catalog) -> Iterator[str]:
    for entry in catalog.of(Entity):
        aliases = entry.record.aliases.root.values() if entry.record.aliases else ()
        for name in (
            *entry.record.name.root.values(),
            *(alias for listed in aliases for alias in listed),
        ):
            if 1 < len(name) <= LONGEST_NAME and all(
                "\u4e00" <= character <= "\u9fff" for character in name
            ):
                yield name
