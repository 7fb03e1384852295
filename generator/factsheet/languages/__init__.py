"""The languages a site can be written in: one data file each, nothing in code.

Enters: a language code. Leaves: a `Language`, with everything that differs from language
to language: interface words, number and date style, the words curators use for numbers.
The only place that knows that English or Chinese exist. A test holds the files' keys equal.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from babel import localedata

from factsheet.problems import MalformedError, did_you_mean, quoted

# RFC 5646, 2.1: a language of two or three letters, then subtags of up to eight characters.
TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language of the site.

    `code` names the folder and the key in YAML, `tag` is its BCP 47 tag for `lang` and
    `hreflang`, `locale` its CLDR locale, `open_graph` and `theme` its names in link previews
    and for Material; `citation_styles` are those its readers cite in. `number_words` are the
    words for 1, 2 and so on, several for one number with a space between; `unread_numbers` say
    numbers in ways that no program here reads. `numbers` and `dates` hold the style, `search` the
    words a query does without, `punctuation` its marks for those of ASCII, `words` the interface's
    words by key, and `fields` the format's explanations, where they are not the models' own.
    """

    code: str
    tag: str
    name: str
    locale: str
    open_graph: str
    theme: str
    citation_styles: Sequence[str]
    numbers: Mapping[str, str | int]
    scales: Mapping[str, int]
    qualifiers: Mapping[str, Sequence[str]]
    change_words: Sequence[str]
    ordinal_endings: Sequence[str]
    number_words: Sequence[str]
    unread_numbers: Sequence[str]
    money_scales: Mapping[str, int]
    unit_words: Mapping[str, str]
    currencies: Mapping[str, str]
    dates: Mapping[str, str]
    search: Mapping[str, Sequence[str]]
    sorting: Mapping[str, Sequence[str]]
    punctuation: Mapping[str, str]
    words: Mapping[str, str]
    fields: Mapping[str, str]

    def word(self, key: str, **values: object) -> str:
        """Return an interface word, its places filled in."""
        text = self.words[key]
        return text.format(**values) if values else text


@cache
def available() -> tuple[str, ...]:
    """Return the codes of all languages there is a data file for."""
    names = (entry.name for entry in resources.files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def language(code: str) -> Language:
    """Return a language by its code.

    Raises `MalformedError` (rule `unknown-language`) when there is no data file for it.
    """
    if code not in available():
        message = f"{quoted(code)} is not a language this site can be written in"
        hint = did_you_mean(code, available()) or f"there are: {', '.join(available())}"
        raise MalformedError("unknown-language", message, hint)
    data = tomllib.loads((resources.files(__name__) / f"{code}.toml").read_text("utf-8"))
    return Language(
        **data["language"],
        numbers=data["numbers"],
        scales=data["scales"],
        qualifiers=data["qualifiers"],
        change_words=data["mentions"]["change"],
        ordinal_endings=data["mentions"]["ordinal_endings"],
        number_words=data["mentions"]["number_words"],
        unread_numbers=data["mentions"]["unread"],
        money_scales=data["money_scales"],
        unit_words=data["unit_words"],
        currencies=data["currencies"],
        dates=data["dates"],
        search=data["search"],
        sorting=data["sorting"],
        punctuation=data["punctuation"],
        words=data["words"],
        fields=data["fields"],
    )


def every_language() -> tuple[Language, ...]:
    """Return all languages there are, as curators may write numbers in any of them."""
    return tuple(language(code) for code in available())


@lru_cache(maxsize=1000)
def is_language_tag(tag: str) -> bool:
    """Whether a BCP 47 tag starts with a language that CLDR knows (`zh-Hant` does, `cn` not)."""
    language = tag.partition("-")[0]
    return TAG.fullmatch(tag) is not None and localedata.exists(language)
