"""Write a fact base that is made up: `python bench/factbases.py OUT --facts 10000`.

Enters: how many facts and entities, and a seed. Leaves: a folder of fact files that passes
`factsheet check`, the same for the same numbers. Its entities have names in both languages,
aliases and tickers, and many of the names look alike, as real ones do: they contain each
other, differ by a letter, share a surname, or have a short and an official form.
"""

import argparse
import random
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

VOCABULARY = Path(__file__).parent / "search/vocabulary.yaml"
FILE_SIZE = 500  # records
PER_ENTITY = 5  # facts
FEWEST_ENTITIES = 20
YEARS = (2010, 2026)
REVIEWED = "2026-06-01"

Record = dict[str, Any]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a name: English, Chinese, and Chinese in Traditional characters."""

    en: str
    zh: str
    hant: str

    def __add__(self, other: "Part") -> "Part":
        """Join two parts without a space."""
        return Part(self.en + other.en, self.zh + other.zh, self.hant + other.hant)

    def then(self, other: "Part") -> "Part":
        """Join two parts, in English with a space."""
        return Part(f"{self.en} {other.en}", self.zh + other.zh, self.hant + other.hant)

    @property
    def capital(self) -> "Part":
        """The same with a capital letter."""
        return Part(self.en[:1].upper() + self.en[1:], self.zh, self.hant)


@dataclass(frozen=True, slots=True)
class Name:
    """An entity's name with its other names, before it is known which are free."""

    kind: str
    main: Part
    others: tuple[Part, ...] = ()
    ticker: str = ""


@dataclass(slots=True)
class Words:
    """The vocabulary: parts of names, and pairs of words and phrases."""

    parts: dict[str, list[Part]]
    pairs: dict[str, list[Pair]]

    @classmethod
    def read(cls) -> "Words":
        """Read the vocabulary's file."""
        parts: dict[str, list[Part]] = {}
        pairs: dict[str, list[Pair]] = {}
        for key, value in yaml.safe_load(VOCABULARY.read_text("utf-8")).items():
            if isinstance(value, str):
                parts[key] = [_part(text) for text in value.split()]
            else:
                pairs[key] = [_pair(text) for text in value]
        return cls(parts, pairs)


def _part(text: str) -> Part:
    en, _, written = text.partition("=")
    zh, _, hant = written.partition("/")
    return Part(en, zh, hant or zh)


def _pair(text: str) -> Pair:
    en, _, zh = text.partition("=")
    return en, zh


@dataclass(slots=True)
class Namer:
    """Makes names, families of lookalikes among them, and gives none twice."""

    words: Words
    chance: random.Random
    taken: set[str] = field(default_factory=set)

    def entities(self, number: int) -> dict[str, Record]:
        """Return that many entities by id."""
        families: list[Callable[[], Iterator[Name]]] = [
            *[self._chinese_person] * 8,
            *[self._foreign_person] * 6,
            *[self._chinese_company] * 4,
            *[self._foreign_company] * 4,
            *[self._country] * 2,
        ]
        found: dict[str, Record] = {}
        while len(found) < number:
            for name in self.chance.choice(families)():
                if len(found) < number and self._is_free(name.main):
                    found[self._id(name.main.en, found)] = self._entity(name)
        return found

    def _one(self, key: str) -> Part:
        return self.chance.choice(self.words.parts[key])

    def _several(self, key: str, fewest: int, most: int) -> Part:
        parts = self.chance.sample(self.words.parts[key], self.chance.randint(fewest, most))
        joined = parts[0]
        for part in parts[1:]:
            joined += part
        return joined.capital

    def _chinese_person(self) -> Iterator[Name]:
        surname = self._one("surnames")
        yield Name("person", surname.then(self._several("given", 1, 2)))
        if self.chance.random() < 0.2:  # noqa: PLR2004 a chance
            given = self._several("given", 2, 2)
            yield Name("person", surname.then(given))
            yield Name("person", self._one("surnames").then(given))

    def _foreign_person(self) -> Iterator[Name]:
        first, last = self._several("syllables", 2, 2), self._several("syllables", 2, 3)
        whole = self._dotted(first, last)
        yield Name("person", whole, (last,))
        if self.chance.random() < 0.2:  # noqa: PLR2004 a chance
            yield Name("person", self._dotted(self._several("syllables", 2, 2), last))
            yield Name("person", self._dotted(first, self._near(last)))

    @staticmethod
    def _dotted(first: Part, last: Part) -> Part:
        return Part(f"{first.en} {last.en}", f"{first.zh}·{last.zh}", f"{first.hant}·{last.hant}")

    def _near(self, part: Part) -> Part:
        """Return a name one letter, and one character, away."""
        place = self.chance.randrange(1, len(part.en))
        letter = self.chance.choice("aeiou" if part.en[place] in "aeiou" else "lnrstdk")
        other = self._one("syllables")
        return Part(
            part.en[:place] + letter + part.en[place + 1 :],
            part.zh[:-1] + other.zh[-1],
            part.hant[:-1] + other.hant[-1],
        )

    def _chinese_company(self) -> Iterator[Name]:
        core, trade = self._several("core", 2, 2), self._one("trades")
        yield Name("organization", core.then(trade), (core,), self._ticker(core, trade))
        if self.chance.random() < 0.4:  # noqa: PLR2004 a chance
            yield Name("organization", (Part("dong", "东", "東") + core).capital)
            branch = core.then(trade).then(self._one("branches"))
            yield Name("organization", branch)
            yield Name("organization", core.then(self._one("trades")))
        if self.chance.random() < 0.5:  # noqa: PLR2004 a chance
            yield self._product(core)

    def _foreign_company(self) -> Iterator[Name]:
        stem, trade = self._several("syllables", 2, 3), self._one("trades")
        whole = stem.then(trade)
        yield Name("organization", whole, (stem,), self._ticker(stem, trade))
        if self.chance.random() < 0.4:  # noqa: PLR2004 a chance
            yield Name("organization", whole.then(self._one("branches")))
            yield Name("organization", self._near(stem).then(trade))
        if self.chance.random() < 0.6:  # noqa: PLR2004 a chance
            yield self._product(stem)

    def _product(self, maker: Part) -> Name:
        number = f"{self.chance.choice('XSTRGZ')}{self.chance.randint(1, 99)}"
        model = self._one("models").then(Part(number, number, number))
        return Name("product", maker.then(model), (model,))

    def _country(self) -> Iterator[Name]:
        land = self._several("syllables", 2, 3)
        forms = (("Republic of ", "共和国", "共和國"), ("Kingdom of ", "王国", "王國"))
        en, zh, hant = self.chance.choice(forms)
        yield Name("place", land, (Part(en + land.en, land.zh + zh, land.hant + hant),))
        if self.chance.random() < 0.5:  # noqa: PLR2004 a chance
            yield Name("place", Part("Equatorial ", "赤道", "赤道") + land)
            capital = self._several("syllables", 2, 2)
            yield Name("place", land + Part("-", "", "") + capital)
        else:
            yield from self._two_of_a_name(self._several("syllables", 2, 2))

    def _two_of_a_name(self, land: Part) -> Iterator[Name]:
        for en, zh, hant in (("", "共和国", "共和國"), ("Democratic ", "民主共和国", "民主共和國")):
            capital = self._several("syllables", 2, 2)
            main = Part(
                f"{land.en}-{capital.en}",
                f"{land.zh}（{capital.zh[0]}）",
                f"{land.hant}（{capital.hant[0]}）",
            )
            official = Part(f"{en}Republic of the {land.en}", land.zh + zh, land.hant + hant)
            yield Name("place", main, (official,))

    def _ticker(self, stem: Part, trade: Part) -> str:
        if self.chance.random() < 0.3:  # noqa: PLR2004 a chance
            return ""
        letters = re.sub(r"[^A-Z]", "", (stem.en + trade.en).upper())
        places = sorted(self.chance.sample(range(1, len(letters)), 3))
        return letters[0] + "".join(letters[place] for place in places)

    def _is_free(self, main: Part) -> bool:
        names = {main.en.casefold(), main.zh}
        if names & self.taken:
            return False
        self.taken |= {*names, main.hant}
        return True

    def _take(self, name: str) -> bool:
        if name.casefold() in self.taken:
            return False
        self.taken.add(name.casefold())
        return True

    def _entity(self, name: Name) -> Record:
        aliases: dict[str, list[str]] = {"en": [], "zh": [], "zh-Hant": []}
        for other in name.others:
            if {other.en.casefold(), other.zh} & self.taken:
                continue
            self.taken |= {other.en.casefold(), other.zh}
            aliases["en"].append(other.en)
            aliases["zh"].append(other.zh)
        if name.ticker and self._take(name.ticker):
            aliases["en"].append(name.ticker)
            aliases["zh"].append(name.ticker)
        if name.main.hant != name.main.zh:
            aliases["zh-Hant"].append(name.main.hant)
        record: Record = {"kind": name.kind, "name": {"en": name.main.en, "zh": name.main.zh}}
        given = {code: names for code, names in aliases.items() if names}
        if given:
            record["aliases"] = given
        if name.kind == "person":
            en, zh = self.chance.choice(self.words.pairs["roles"])
            record["role"] = {"en": en, "zh": zh}
        return record

    @staticmethod
    def _id(name: str, found: Mapping[str, Record]) -> str:
        plain = re.sub(r"[^a-z0-9]+", "-", name.lower().replace("ü", "u")).strip("-")
        wanted, number = plain, 1
        while wanted in found:
            number += 1
            wanted = f"{plain}-{number}"
        return wanted


@dataclass(slots=True)
class Writer:
    """Makes facts, sources and sheets about entities."""

    words: Words
    chance: random.Random
    entities: dict[str, Record]
    sources: list[str]
    used: set[tuple[str, str]] = field(default_factory=set)
    made: dict[str, list[str]] = field(default_factory=dict)

    def facts(self, number: int) -> dict[str, dict[str, Record]]:
        """Return that many facts by section and id."""
        ids = list(self.entities)
        makers = {
            "dates": self._event,
            "figures": self._figure,
            "quotes": self._quote,
            "claims": self._claim,
        }
        shares = ["dates"] * 3 + ["figures"] * 3 + ["quotes"] * 2 + ["claims"] * 2
        found: dict[str, dict[str, Record]] = {section: {} for section in makers}
        for place in range(number):
            about = ids[place % len(ids)]
            section = self.chance.choice(shares)
            fact_id = f"{section[:-1]}-{place + 1}-{about}"[:100].rstrip("-")
            record = makers[section](about)
            record["sources"] = self._some_sources(place)
            record["tags"] = [self.chance.choice(list(TAGS))]
            found[section][fact_id] = record
            self.made.setdefault(about, []).append(fact_id)
        return found

    def _event(self, about: str) -> Record:
        other = self._other(about)
        (noun, adjective), verb = self._thing(), self._pair("verbs")
        title = {
            "en": f"{self._name(about, 'en')} {verb[0]} {_article(adjective[0])} {noun[0]}",
            "zh": f"{self._name(about, 'zh')}{verb[1]}{adjective[1]}{noun[1]}",
        }
        return {
            "date": self._date(),
            "title": title,
            "text": self._sentence(about, other),
            "about": [about, other],
        }

    def _figure(self, about: str) -> Record:
        (en, zh), unit = self._measure(about)
        record: Record = {"of": about, "measure": {"en": en, "zh": zh}}
        if self.chance.random() < 0.35:  # noqa: PLR2004 a chance
            first = self.chance.randint(YEARS[0], YEARS[1] - 8)
            prefix = self.chance.choice(["", "FY"])
            years = range(first, first + self.chance.randint(3, 8))
            record["unit"] = unit
            record["points"] = {f"{prefix}{year}": self._number(unit) for year in years}
        else:
            record["value"] = f"{self._number(unit)} {unit}"
            record |= self._period()
        return record

    def _measure(self, about: str) -> tuple[Pair, str]:
        measures = [
            each for each in self.words.pairs["measures"] if (about, each[0]) not in self.used
        ]
        en, written = self.chance.choice(measures or self.words.pairs["measures"])
        self.used.add((about, en))
        zh, _, unit = written.partition("|")
        return (en, zh), unit

    def _period(self) -> Record:
        year = self.chance.randint(*YEARS)
        match self.chance.randrange(4):
            case 0:
                return {"as_of": self._day()}
            case 1:
                return {"period": f"FY{year}"}
            case 2:
                return {"period": f"FY{year}-Q{self.chance.randint(1, 4)}"}
            case _:
                return {"period": str(year)}

    def _number(self, unit: str) -> str:
        if unit == "%":
            return f"{self.chance.uniform(0.1, 99):.{self.chance.randint(0, 2)}f}"
        if " " not in unit and unit != "GW":
            return f"{int(10 ** self.chance.uniform(2, 6.9)):,}"
        return f"{10 ** self.chance.uniform(0.1, 2.9):.{self.chance.randint(0, 3)}f}"

    def _quote(self, about: str) -> Record:
        speaker = self._other(about, kind="person")
        opening, said = self._pair("openings"), self._sentence(about, self._other(about))
        return {
            "speaker": speaker,
            "text": {
                "en": f"{opening[0]}: {said['en']}",
                "zh": f"{opening[1].rstrip('，')}：{said['zh']}",
            },
            "original": self.chance.choice(["en", "zh"]),
            "said": self._day(),
            "about": [about],
        }

    def _claim(self, about: str) -> Record:
        finding, more = self._pair("findings"), self._sentence(about, self._other(about))
        return {
            "statement": self._sentence(about, self._other(about)),
            "original": self.chance.choice(["en", "zh"]),
            "appears_in": self.chance.choice(self.sources),
            "verdict": self.chance.choice(["confirmed", "misleading", "disputed", "false"]),
            "finding": {
                "en": f"{finding[0]}. {more['en']}",
                "zh": f"{finding[1]}。{more['zh']}",
            },
            "about": [about],
            "reviewed": REVIEWED,
        }

    def _sentence(self, about: str, other: str) -> dict[str, str]:
        (noun, adjective), verb = self._thing(), self._pair("verbs")
        (noun2, adjective2), manner = self._thing(), self._pair("manners")
        reason, amount = self._pair("reasons"), self.chance.randint(2, 900)
        a, b = (self._name(about, "en"), self._name(about, "zh"))
        c, d = (self._name(other, "en"), self._name(other, "zh"))
        match self.chance.randrange(3):
            case 0:
                en = f"{a} {verb[0]} {_article(adjective[0])} {noun[0]} with {c} {manner[0]}"
                zh = f"{manner[1]}{b}与{d}{verb[1]}{adjective[1]}{noun[1]}"
            case 1:
                en = f"{manner[0].capitalize()}, {a} {verb[0]} the {adjective[0]} {noun[0]} of {c}"
                zh = f"{manner[1]}{b}{verb[1]}{d}的{adjective[1]}{noun[1]}"
            case _:
                en = f"{a} and {c} {verb[0]} {amount} cases of {adjective[0]} {noun[0]}"
                zh = f"{b}和{d}{verb[1]}{amount}起{adjective[1]}{noun[1]}"
        return {
            "en": f"{en}, and later {_article(adjective2[0])} {noun2[0]}, {reason[0]}.",
            "zh": f"{zh}，其后又涉及{adjective2[1]}{noun2[1]}，{reason[1]}。",
        }

    def sheets(self, number: int) -> dict[str, Record]:
        """Return that many sheets about entities that have facts."""
        found: dict[str, Record] = {}
        for about in self.chance.sample(sorted(self.made), min(number, len(self.made))):
            (noun, adjective), (other_noun, _) = self._thing(), self._thing()
            title = {
                "en": f"{self._name(about, 'en')}: the {adjective[0]} {noun[0]}",
                "zh": f"{self._name(about, 'zh')}：{adjective[1]}{noun[1]}",
            }
            section = {"en": other_noun[0].capitalize(), "zh": other_noun[1]}
            found[f"sheet-{about}"[:100]] = {
                "title": title,
                "summary": self._sentence(about, self._other(about)),
                "about": [about],
                "sections": [{"title": section, "facts": self.made[about]}],
            }
        return found

    def _some_sources(self, place: int) -> list[str]:
        first = self.sources[place % len(self.sources)]
        return sorted({first, *self.chance.sample(self.sources, self.chance.randint(0, 2))})

    def _other(self, about: str, kind: str = "") -> str:
        for _ in range(200):
            other = self.chance.choice(list(self.entities))
            if other != about and kind in {"", self.entities[other]["kind"]}:
                return other
        return about

    def _name(self, entity: str, language: str) -> str:
        return str(self.entities[entity]["name"][language])

    def _thing(self) -> tuple[Pair, Pair]:
        return self._pair("nouns"), self._pair("adjectives")

    def _pair(self, key: str) -> Pair:
        return self.chance.choice(self.words.pairs[key])

    def _day(self) -> str:
        year, month = self.chance.randint(*YEARS), self.chance.randint(1, 12)
        return f"{year}-{month:02}-{self.chance.randint(1, 28):02}"

    def _date(self) -> str:
        day = self._day()
        return self.chance.choices([day, day[:7], day[:4]], [75, 20, 5])[0]


TAGS: dict[str, Pair] = {
    "trade": ("Trade", "贸易"),
    "finance": ("Finance", "财经"),
    "industry": ("Industry", "产业"),
    "science": ("Science", "科学"),
    "society": ("Society", "社会"),
    "politics": ("Politics", "政治"),
}
UNITS = {
    "employee": ("employee", "employees", "名员工"),
    "vehicle": ("vehicle", "vehicles", "辆"),
    "store": ("store", "stores", "家"),
    "passenger": ("passenger", "passengers", "人次"),
    "patent": ("patent", "patents", "项"),
}


def fact_base(facts: int, entities: int, seed: int) -> dict[str, dict[str, Record]]:
    """Return a whole fact base by section and id."""
    words, chance = Words.read(), random.Random(seed)
    people = Namer(words, chance).entities(entities)
    sources = _sources(words, chance, max(3, facts // 4))
    writer = Writer(words, chance, people, list(sources))
    made = writer.facts(facts)
    return {
        "entities": people,
        "sources": sources,
        "tags": {tag: {"name": {"en": en, "zh": zh}} for tag, (en, zh) in TAGS.items()},
        "units": {
            unit: {"name": {"en": {"one": one, "other": other}, "zh": zh}}
            for unit, (one, other, zh) in UNITS.items()
        },
        **made,
        "sheets": writer.sheets(max(2, facts // 50)),
    }


def write(base: Mapping[str, Mapping[str, Record]], out: Path) -> None:
    """Write a fact base as files of at most some hundred records."""
    out.mkdir(parents=True, exist_ok=True)
    for section, records in base.items():
        items = list(records.items())
        for start in range(0, len(items), FILE_SIZE):
            content = {section: dict(items[start : start + FILE_SIZE])}
            text = yaml.dump(
                content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100
            )
            (out / f"{section}-{start // FILE_SIZE + 1:03}.yaml").write_text(text, "utf-8")


def default_entities(facts: int) -> int:
    """Return how many entities that many facts are about."""
    return max(FEWEST_ENTITIES, facts // PER_ENTITY)


def _sources(words: Words, chance: random.Random, number: int) -> dict[str, Record]:
    found = {}
    for place in range(number):
        nouns, adjectives = words.pairs["nouns"], words.pairs["adjectives"]
        (noun, noun_zh), (adjective, adjective_zh) = chance.choice(nouns), chance.choice(adjectives)
        reason, reason_zh = chance.choice(words.pairs["reasons"])
        medium, medium_zh = chance.choice(words.pairs["media"])
        day = f"{chance.randint(*YEARS)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        found[f"source-{place + 1}"] = {
            "title": {
                "en": f"{_article(adjective).capitalize()} {noun}, {reason}",
                "zh": f"{adjective_zh}{noun_zh}，{reason_zh}",
            },
            "publisher": {"en": medium, "zh": medium_zh},
            "url": f"https://example.org/{place + 1}",
            "published": day,
            "language": chance.choice(["en", "zh"]),
            "kind": chance.choice(["news", "report", "official", "press-release"]),
            "tier": chance.choice(["primary", "secondary"]),
        }
    return found


def _article(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


class _Dumper(yaml.CSafeDumper):
    """Writes every value out: the format knows no anchors."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 the base's argument
        return True


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the fact base that was asked for."""
    parser = argparse.ArgumentParser(description="Write a fact base that is made up.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--facts", type=int, default=1000)
    parser.add_argument("--entities", type=int, help="a fifth of the facts when left out")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    entities = given.entities or default_entities(given.facts)
    write(fact_base(given.facts, entities, given.seed), given.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
