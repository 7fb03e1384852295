"""Queries with known answers, derived from a generated fact base.

Enters: a folder that `bench/factbases.py` wrote. Leaves: queries of every kind in one language,
drawn in the same way every time. What has more than one right answer is left out, or names
all of them.
"""

import random
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from bench.search.queries import Query, catalog_of, halved
from bench.search.sites import ROOT

from factsheet.catalog import Catalog
from factsheet.dates import parse_date
from factsheet.languages import language
from factsheet.quantity import parse_quantity
from factsheet.views.site import wording

WANTED = 220  # queries of a kind
FACTS = ENTITIES = 2000
SHORTEST_TYPO = 6
LONGEST_EDIT = 1
SEED = 7
OTHER = {"en": "zh", "zh": "en"}
SNIPPET = {"en": 7, "zh": 10}  # words, characters
FACT_SECTIONS = ("dates", "figures", "quotes", "claims")
_TICKER = re.compile(r"[A-Z]{3,5}$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")

Record = dict[str, Any]
Found = tuple[str, tuple[str, ...]]


def facts(keep: Path, number: int = FACTS, entities: int = ENTITIES) -> Path:
    """Return the folder of a generated fact base, writing it anew."""
    out = keep / f"facts-{number}-{entities}"
    command = [sys.executable, str(ROOT / "bench/factbases.py"), str(out)]
    command += ["--facts", str(number), "--entities", str(entities)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return out


def queries(folder: Path, code: str) -> list[Query]:
    """Return the queries of every kind in one language."""
    base = Base(folder, catalog_of(folder), code)
    kinds: dict[str, Callable[[Base], Iterator[Found]]] = {
        "name": _names,
        "alias": _aliases,
        "ticker": _tickers,
        "other-language": _other_names,
        "traditional": _traditional,
        "pinyin": _pinyin,
        "prefix": _prefixes,
        "typo": _typos,
        "name-word": _measures,
        "number": _numbers,
        "date": _dates,
        "phrase": _snippets,
    }
    found: list[Query] = []
    for kind, derive in kinds.items():
        chance = random.Random(f"{SEED} {kind}")
        every = sorted(set(derive(base)))
        found += halved(kind, chance.sample(every, min(WANTED, len(every))))
    return found


@dataclass
class Base:
    """The records of a fact base, and the names in it."""

    folder: Path
    catalog: Catalog
    code: str

    @cached_property
    def sections(self) -> dict[str, dict[str, Record]]:
        """All records by section and id, as they are written."""
        found: dict[str, dict[str, Record]] = defaultdict(dict)
        for file in sorted(self.folder.glob("*.yaml")):
            for section, records in yaml.load(file.read_text("utf-8"), _Loader).items():  # noqa: S506
                found[section] |= records
        return found

    @property
    def entities(self) -> dict[str, Record]:
        """All entities by id."""
        return self.sections["entities"]

    @cached_property
    def owners(self) -> dict[str, set[str]]:
        """Which entities have a name, written small, in whatever language."""
        found: dict[str, set[str]] = defaultdict(set)
        for entity, record in self.entities.items():
            for name in _all_names(record):
                found[name.casefold()].add(entity)
        return found

    @cached_property
    def by_length(self) -> dict[int, list[str]]:
        """All names by their length."""
        found: dict[int, list[str]] = defaultdict(list)
        for name in self.owners:
            found[len(name)].append(name)
        return found

    @cached_property
    def readings(self) -> dict[str, str]:
        """The pinyin of characters."""
        words = yaml.safe_load((Path(__file__).parent / "vocabulary.yaml").read_text("utf-8"))
        found: dict[str, str] = {}
        for key in ("readings", "core", "given", "surnames"):
            for text in words[key].split():
                reading, _, written = text.partition("=")
                character = written.partition("/")[0]
                if len(character) == 1:
                    found[character] = reading.lower().replace("ü", "v")
        return found

    @cached_property
    def said(self) -> str:
        """All that facts say in the language, one text a line."""
        return "\n".join(
            text
            for section in FACT_SECTIONS
            for record in self.sections[section].values()
            for field in ("title", "text", "statement", "finding")
            if (text := self.text(record.get(field)))
        )

    def text(self, value: object) -> str:
        """Return a text in the language."""
        return str(value.get(self.code, "")) if isinstance(value, dict) else str(value or "")

    def name(self, entity: str) -> str:
        """Return an entity's name in the language."""
        return self.text(self.entities[entity]["name"])

    def is_of_one(self, name: str, entity: str) -> bool:
        """Whether nothing else is called so."""
        return self.owners[name.casefold()] == {entity}

    def rivals(self, text: str, entity: str) -> bool:
        """Whether a misspelt name comes as near to another entity's name."""
        small = text.casefold()
        lengths = range(len(small) - LONGEST_EDIT, len(small) + LONGEST_EDIT + 1)
        return any(
            self.owners[other] != {entity} and is_near(small, other)
            for length in lengths
            for other in self.by_length.get(length, ())
        )


def is_near(one: str, two: str) -> bool:
    """Whether one edit, or none, makes the one of the other."""
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    one, two = one[start:], two[start:]
    if len(one) != len(two):
        return one[1:] == two or one == two[1:]
    swapped = one[1:2] + one[:1] + one[2:]
    return one[1:] == two[1:] or swapped == two


def _all_names(record: Record) -> Iterator[str]:
    name = record["name"]
    yield from name.values() if isinstance(name, dict) else [name]
    for listed in record.get("aliases", {}).values():
        yield from listed


def _names(base: Base) -> Iterator[Found]:
    yield from ((base.name(entity), (entity,)) for entity in base.entities)


def _aliases(base: Base) -> Iterator[Found]:
    for entity, record in base.entities.items():
        for alias in record.get("aliases", {}).get(base.code, ()):
            if not _TICKER.match(alias) and base.is_of_one(alias, entity):
                yield alias, (entity,)


def _tickers(base: Base) -> Iterator[Found]:
    for entity, record in base.entities.items():
        for alias in record.get("aliases", {}).get(base.code, ()):
            if _TICKER.match(alias) and base.is_of_one(alias, entity):
                yield alias, (entity,)


def _other_names(base: Base) -> Iterator[Found]:
    for entity, record in base.entities.items():
        name = record["name"]
        if isinstance(name, dict) and base.is_of_one(name[OTHER[base.code]], entity):
            yield name[OTHER[base.code]], (entity,)


def _traditional(base: Base) -> Iterator[Found]:
    for entity, record in base.entities.items():
        for alias in record.get("aliases", {}).get("zh-Hant", ()):
            if base.is_of_one(alias, entity):
                yield alias, (entity,)


def _pinyin(base: Base) -> Iterator[Found]:
    spelt: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for entity, record in base.entities.items():
        for name in {record["name"]["zh"], *record.get("aliases", {}).get("zh", ())}:
            syllables = [base.readings.get(each, "") for each in name if each not in "·（）"]
            if all(syllables):
                spelt["".join(syllables)].append((entity, syllables))
    latin = {re.sub(r"[^a-z]", "", name): owners for name, owners in base.owners.items()}
    for number, (joined, those) in enumerate(sorted(spelt.items())):
        entity, syllables = those[0]
        if len(those) == 1 and latin.get(joined, {entity}) == {entity}:
            yield joined if number % 2 else " ".join(syllables), (entity,)


def _prefixes(base: Base) -> Iterator[Found]:
    names = list(base.owners)
    everything = "\n" + "\n".join(names)
    for entity in random.Random(SEED).sample(list(base.entities), min(600, len(base.entities))):
        name = base.name(entity)
        for length in range(2, len(name) - 1):
            start = name[:length].casefold()
            pattern = re.compile((r"\b" if base.code == "en" else "") + re.escape(start))
            lines = {everything.rfind("\n", 0, hit.start()) for hit in pattern.finditer(everything)}
            owners = set().union(*(base.owners[_line(everything, line)] for line in lines))
            if owners == {entity}:
                yield name[: length + 1], (entity,)
                break


def _line(text: str, start: int) -> str:
    return text[start + 1 :].partition("\n")[0]


def _typos(base: Base) -> Iterator[Found]:
    chance = random.Random(SEED)
    for entity in chance.sample(list(base.entities), min(800, len(base.entities))):
        name = base.entities[entity]["name"]["en"]
        words = [word for word in re.findall(r"[A-Za-z]+", name) if len(word) >= SHORTEST_TYPO]
        if not words:
            continue
        word = chance.choice(words)
        typo = name.replace(word, _misspelt(word, chance), 1)
        if typo != name and not base.rivals(typo, entity):
            yield typo, (entity,)


def _misspelt(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    other = chance.choice("abcdefghijklmnopqrstuvwxyz")
    return chance.choice(
        [
            before + after,
            before + other + after,
            before + letter + other + after,
            before + after[:1] + letter + after[1:],
        ]
    )


def _measures(base: Base) -> Iterator[Found]:
    space = " " if base.code == "en" else ""
    found: dict[str, list[str]] = defaultdict(list)
    for fact, record in base.sections["figures"].items():
        text = base.name(record["of"]) + space + base.text(record["measure"])
        found[text].append(fact)
    yield from ((text, tuple(those)) for text, those in found.items())


def _numbers(base: Base) -> Iterator[Found]:
    worded = wording(base.catalog, language(base.code))
    found: Counter[str] = Counter()
    owners: dict[str, str] = {}
    for fact, record in base.sections["figures"].items():
        points = record.get("points", {}).values()
        for written in {record["value"]} if "value" in record else set(points):
            quantity = parse_quantity(written, default_unit=record.get("unit", ""))
            text = worded.quantity(quantity, base.catalog.units.unit(quantity.unit))
            found[text] += 1
            owners[text] = fact
    yield from ((text, (owners[text],)) for text, number in found.items() if number == 1)


def _dates(base: Base) -> Iterator[Found]:
    worded = wording(base.catalog, language(base.code))
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for section, field in (("dates", "date"), ("quotes", "said"), ("figures", "as_of")):
        for fact, record in base.sections[section].items():
            entities = {*record.get("about", ()), record.get("of"), record.get("speaker")}
            for entity in sorted(filter(None, entities)):
                if _DAY.match(record.get(field, "")):
                    found[record[field], entity].append(fact)
    for number, ((day, entity), those) in enumerate(sorted(found.items())):
        if set(those) & set(base.sections["dates"]):
            date = day if number % 3 == 0 else worded.span(parse_date(day))
            yield f"{date} {base.name(entity)}", tuple(those)


def _snippets(base: Base) -> Iterator[Found]:
    for fact, record in base.sections["quotes"].items():
        snippet = _snippet(base, base.text(record["text"]))
        if snippet:
            yield snippet, (fact,)


def _snippet(base: Base, text: str) -> str:
    """Return the first run of words or characters, but for the start, that stands only here."""
    parts: Sequence[str] = text.split() if base.code == "en" else text
    joint, length = (" ", SNIPPET["en"]) if base.code == "en" else ("", SNIPPET["zh"])
    for start in range(length, len(parts) - length):
        snippet = joint.join(parts[start : start + length])
        if base.said.count(snippet) == 1:
            return snippet.strip(" ,.:，。：")
    return ""


class _Loader(yaml.CBaseLoader):
    """Reads every scalar as the text that was written."""
