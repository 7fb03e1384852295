"""The search index of one language, as the search worker in `plugin/theme/assets/search` reads it.

Enters: search entries. Leaves: one JSON file: words as readers read them, marked where Chinese
words end. What a query is compared with is made from it in the reader's browser, by the same
code that reads the query, so that both are always understood alike.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from babel import Locale

from factsheet import han
from factsheet.languages import Language, every_language
from factsheet.outputs import Output
from factsheet.views.addresses import HOME, relative
from factsheet.views.search import SearchEntry

VERSION = 1
INDEX = "search/facts.json"
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(slots=True)
class _Table:
    """Values that many entries share, each written once and named by its place."""

    rows: dict[tuple[str, ...], int] = field(default_factory=dict)

    def place(self, *row: str) -> int:
        """Return the place of a row, adding it at first sight."""
        return self.rows.setdefault(row, len(self.rows))


def search_output(
    language: Language, entries: Sequence[SearchEntry], cut: Callable[[str], str]
) -> Output:
    """Write the index of a language's entries; `cut` marks where words of Chinese text end.

    An entry's row: page, anchor, kind, title, names, pinyin of names, when, first and last day
    (as YYYYMMDD; 0 for none), value, mark, all values, labels, text, the places of the entries
    it concerns, of those that are its sources, and of what replaced it (-1 for nothing), weight.
    """
    places = {entry.id: place for place, entry in enumerate(entries)}
    pages, kinds, marks = _Table(), _Table(), _Table()
    rows = [
        [
            pages.place(relative(entry.page, HOME).removeprefix("./")),
            entry.anchor,
            kinds.place(entry.kind, entry.kind_word),
            cut(entry.title),
            [cut(name) for name in entry.names],
            _sounds(entry),
            entry.when,
            *_days(entry),
            entry.value,
            marks.place(entry.mark, entry.mark_word),
            cut(entry.values),
            " ".join(entry.labels),
            cut(entry.text),
            _known(places, entry.concerns),
            _known(places, entry.sources),
            places.get(entry.successor, -1),
            entry.weight,
        ]
        for entry in entries
    ]
    lines = [_compact(row) for row in rows]
    head = {
        "version": VERSION,
        "language": language.tag,
        "stop": [word for each in every_language() for word in each.search["stop_words"]],
        "scales": {word: power for each in every_language() for word, power in each.scales.items()},
        "months": _months(),
        "variants": "".join(old + new for old, new in han.variants(set().union(*lines)).items()),
        "pages": [page for (page,) in pages.rows],
        "kinds": list(kinds.rows),
        "marks": list(marks.rows),
    }
    return Output(f"{language.code}/{INDEX}", _as_json(head, lines))


def _sounds(entry: SearchEntry) -> list[str]:
    if entry.kind != "entity":
        return []
    names = [name for name in (entry.title, *entry.names) if han.has_han(name)]
    ways = (False, True) if entry.is_person else (False,)
    return list(dict.fromkeys(han.pinyin(name, is_person=way) for name in names for way in ways))


def _days(entry: SearchEntry) -> tuple[int, int]:
    if entry.time is None:
        return 0, 0
    first, last = entry.time.first_day, entry.time.last_day
    return int(first.strftime("%Y%m%d")), int(last.strftime("%Y%m%d"))


def _known(places: dict[str, int], ids: Iterable[str]) -> list[int]:
    return [places[each] for each in ids if each in places]


def _months() -> dict[str, int]:
    """Return the names of months in all languages, long and short, without their full stops."""
    named: dict[str, int] = {}
    for each in every_language():
        locale = Locale.parse(each.locale)
        for width in ("wide", "abbreviated"):
            months = locale.months["format"][width]
            named |= {name.casefold().rstrip("."): number for number, name in months.items()}
    return {name: number for name, number in named.items() if not name[0].isdigit()}


def _as_json(head: dict[str, Any], lines: Iterable[str]) -> bytes:
    """Write one entry a line, so that two states of an index can be compared."""
    entries = ",\n".join(lines)
    return f'{_compact(head)[:-1]},"entries":[\n{entries}\n]}}\n'.encode()
