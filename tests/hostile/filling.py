"""Fact bases in which every text field of every section carries an attack.

Enters: texts and addresses. Leaves: YAML. The fields are read from the models, so that a new
one is attacked as well; one whose kind is not known here fails loudly.
"""

import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import WithJsonSchema

from factsheet.fields import (
    Address,
    Date,
    Exceptions,
    Flag,
    Interval,
    LanguageTag,
    Link,
    Measured,
    NamesByLanguage,
    Part,
    PeriodLabel,
    PluralNames,
    Prose,
    Text,
    Translator,
    Words,
)
from factsheet.model import SECTIONS, Change, Figure, PeriodRange, SheetSection

Typed = object
HERE = Path(__file__).parent
LANGUAGES = ("en", "zh")
# What is one text in a file and must be readable as something else than words.
FORMAL: Mapping[type[Part], str] = {
    Measured: "60.922 million {unit}",
    Change: "+126% from FY2023",
}
PLAIN: Mapping[object, Typed] = {
    Date: "2024-03-18",
    Flag: "true",
    Interval: "90d",
    LanguageTag: "en",
    PeriodLabel: "FY2024",
    Translator: "ours",
}
# Fields that name other records, by the section of these.
IDS: Mapping[str, str] = {
    "of": "entities",
    "about": "entities",
    "speaker": "entities",
    "claimed_by": "entities",
    "tags": "tags",
    "id": "sources",
    "appears_in": "sources",
    "examines": "sources",
    "facts": "dates",
    "evidence": "dates",
}
# Of those, what would go in circles if records named each other: they all name a clean one.
CLEAN: Mapping[str, str] = {
    "same_report_as": "clean-source",
    "part_of": "clean-entity",
    "related": "clean-entity",
    "superseded_by": "clean-fact",
}
# Dates with a beginning and an end.
STRETCHES = ("existed", "in_role")
CLEAN_RECORDS: Mapping[str, Mapping[str, Typed]] = {
    "figures": {
        "clean-whole": {
            "measure": "Clean",
            "value": "1000 billion USD",
            "period": "2024",
            "sources": ["clean-source"],
        }
    },
    "sources": {"clean-source": {"title": "Clean", "publisher": "clean-entity", "locator": "p. 1"}},
    "entities": {"clean-entity": {"kind": "organization", "name": "Clean"}},
    "dates": {
        "clean-fact": {"date": "2024", "title": "Clean", "sources": ["clean-source"]},
    },
}
SINGLE = ("value", "period", "as_of", "change", "alternatives", "preferred_because")
SERIES = ("points", "periods", "unit")


@dataclass(frozen=True, slots=True)
class Attack:
    """A text, what it is called and why it is there, and whether readers refuse it."""

    name: str
    why: str
    text: str
    times: int = 1
    refused: bool = False

    @property
    def whole(self) -> str:
        """The text as often as it is wanted."""
        return self.text * self.times


def attacks(file: str) -> list[Attack]:
    """Read a corpus that lies beside this file."""
    return [Attack(**each) for each in yaml.safe_load((HERE / file).read_text("utf-8"))]


@dataclass(slots=True)
class Filling:
    """One record of each section, number `number`, all its texts the same attack."""

    number: int
    text: str
    address: str
    is_series: bool = False

    def records(self) -> Iterator[tuple[str, str, Mapping[str, Typed]]]:
        """Give every record: its section, its id and what it holds."""
        for section, model in SECTIONS.items():
            if model is not Figure:
                yield section, self._id(section), self._record(model, section)
                continue
            for self.is_series in (False, True):
                name = "series" if self.is_series else section
                yield section, self._id(name), self._record(model, name)

    def _id(self, section: str) -> str:
        return f"{section}-{self.number}"

    def _record(self, model: type[Part], section: str) -> Mapping[str, Typed]:
        return {**self._part(model), **self._former(model, section)}

    def _former(self, model: type[Part], section: str) -> Mapping[str, Typed]:
        has_former = "formerly" in model.model_fields
        return {"formerly": [f"old-{self._id(section)}"]} if has_former else {}

    def _part(self, model: type[Part]) -> Mapping[str, Typed]:
        left_out = {"formerly"}
        if model is Figure:
            left_out |= set(SINGLE if self.is_series else SERIES)
        hints = typing.get_type_hints(model, include_extras=True)
        return {
            info.alias or name: self._value(model, info.alias or name, hints[name])
            for name, info in model.model_fields.items()
            if name not in left_out
        }

    def _value(self, model: type[Part], name: str, hint: object) -> Typed:  # noqa: PLR0911 one for each kind
        if (model, name) == (SheetSection, "facts"):
            return [self._id(each) for each in ("dates", "figures", "series", "quotes", "claims")]
        if (model, name) == (Figure, "unit"):
            return f"million {self._id('units')}"
        if (model, name) == (Figure, "part_of"):
            return "clean-whole"
        if name in STRETCHES:
            return "1993/.."
        if name in CLEAN:
            return [CLEAN[name]] if typing.get_origin(hint) is list else CLEAN[name]
        if name in IDS:
            named = self._id(IDS[name])
            return [named] if typing.get_origin(hint) is list else named
        return self._of_kind(model, name, hint)

    def _of_kind(self, model: type[Part], name: str, hint: object) -> Typed:  # noqa: PLR0911 one for each kind
        if hint in (Address, Link):
            return self.address
        if hint in (Text, Prose):
            # Even ones say it in every language, odd ones once for all.
            return dict.fromkeys(LANGUAGES, self.text) if self.number % 2 == 0 else self.text
        if hint == NamesByLanguage:
            return {code: [self.text, f"{self.text} 2"] for code in LANGUAGES}
        if hint == PluralNames:
            return {"one": self.text, "other": self.text}
        if hint == Words:
            return self.text
        if hint == Exceptions:
            return {"missing-language": self.text}
        if hint in PLAIN:
            return PLAIN[hint]
        return self._composed(model, name, hint)

    def _composed(self, model: type[Part], name: str, hint: object) -> Typed:  # noqa: PLR0911 one for each kind
        origin, arguments = typing.get_origin(hint), typing.get_args(hint)
        if origin in (types.UnionType, typing.Union):
            return self._value(model, name, arguments[0])
        if origin is list:
            return [self._value(model, name, arguments[0])]
        if origin is dict:
            value = self._value(model, name, arguments[1])
            return dict.fromkeys(self._keys(arguments[0]), value)
        if isinstance(hint, type) and issubclass(hint, Part):
            if hint in FORMAL:
                return FORMAL[hint].format(unit=self._id("units"))
            if hint is PeriodRange:
                return {"label": self.text, "from": "2023-01-30", "to": "2024-01-28"}
            return self._part(hint)
        for each in arguments[1:]:
            if isinstance(each, WithJsonSchema) and each.json_schema and "enum" in each.json_schema:
                offered = [one for one in each.json_schema["enum"] if isinstance(one, str)]
                return offered[self.number % len(offered)]
        message = f"no attack is known for the field {model.__name__}.{name}"
        raise AssertionError(message)

    def _keys(self, hint: object) -> tuple[str, ...]:
        if hint == LanguageTag:
            return LANGUAGES
        return ("FY2022", "FY2023", "FY2024") if hint == PeriodLabel else (self.text, "website")


def fact_base(texts: Sequence[str], addresses: Sequence[str]) -> dict[str, str]:
    """Write a fact base with every text in every text field; addresses take turns.

    Every section is a file, named after it.
    """
    sections: dict[str, dict[str, Typed]] = {name: {} for name in SECTIONS}
    for section, records in CLEAN_RECORDS.items():
        sections[section] |= records
    for number, text in enumerate(texts):
        filling = Filling(number, text, addresses[number % len(addresses)])
        for section, name, record in filling.records():
            sections[section][name] = record
    return {
        f"{section}.yaml": "".join(
            [f"{section}:\n", *(f"  {name}: {written(record)}\n" for name, record in held.items())]
        )
        for section, held in sections.items()
    }


def write_all(folder: Path) -> None:
    """Write the fact base of all attacks that no reader refuses into a folder."""
    texts = [each.whole for each in attacks("corpus.yaml") if not each.refused]
    addresses = [each.text for each in attacks("addresses.yaml") if not each.refused]
    folder.mkdir(parents=True)
    for name, text in fact_base(texts, addresses).items():
        (folder / name).write_text(text, "utf-8")


def written(value: Typed) -> str:
    """Write a value as YAML in one line, every character that is hard to see as an escape."""
    match value:
        case str():
            return '"' + "".join(map(_character, value)) + '"'
        case Mapping():
            # A key of more than 1024 characters must be announced.
            inner = (f"? {written(key)} : {written(each)}" for key, each in value.items())
            return "{" + ", ".join(inner) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(written, value)) + "]"
    return str(value)


def _character(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable() and character != "\ufeff":
        return character
    return f"\\U{ord(character):08X}"
