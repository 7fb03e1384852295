"""Which id suits a record: a few ASCII words that say what it is."""

import re
import unicodedata
from collections.abc import Collection, Mapping

from factsheet.editing import Value
from factsheet.fields import LONGEST_ID, parse_id
from factsheet.han import is_han, pinyin
from factsheet.problems import MalformedError

# What an id is made of, the fields that are there; names are in one language as a rule.
NAMED_BY: Mapping[str, tuple[str, ...]] = {
    "source": ("title", "description"),
    "entity": ("name",),
    "date": ("title",),
    "figure": ("of", "measure", "period", "as_of"),
    "quote": ("speaker", "text"),
    "claim": ("statement",),
    "sheet": ("title",),
}
WORDS_OF_ID = 8


def proposed_id(kind: str, record: Mapping[str, Value], taken: Collection[str]) -> str:
    """Return an id that says what a record is, in ASCII words; empty where it has no words."""
    is_person = kind == "entity" and record.get("kind") == "person"
    parts = [_words(record[name], is_person=is_person) for name in NAMED_BY[kind] if name in record]
    words = [word for part in parts for word in part][: WORDS_OF_ID + len(parts) - 1]
    base = "-".join(words)[: LONGEST_ID - 4].strip("-")
    if not base or (base not in taken and _is_id(base)):
        return base
    return next(name for number in range(2, 1000) if (name := f"{base}-{number}") not in taken)


def _words(value: Value, *, is_person: bool) -> list[str]:
    """Return a value's words in ASCII: English ones first, Chinese ones as they are read."""
    if isinstance(value, Mapping):
        texts = [each for each in value.values() if isinstance(each, str)]
        plain = [text for text in texts if text.isascii()]
        value = (plain or texts or [""])[0]
    if not isinstance(value, str):
        return []
    if is_person and is_han(value):
        surname, *given = pinyin(value, is_person=True).split()
        return [surname, "".join(given)] if given else [surname]
    folded = unicodedata.normalize("NFKD", pinyin(value)).casefold()
    letters = "".join(
        each for each in folded if not unicodedata.combining(each) and each not in "’'"
    )
    return re.findall(r"[a-z0-9]+", letters)


def _is_id(text: str) -> bool:
    try:
        parse_id(text)
    except MalformedError:
        return False
    return True
