"""One data file a language, all with the same keys."""

import string
import tomllib
from importlib import resources

import pytest

from factsheet import languages
from factsheet.languages import available, every_language, is_language_tag, language
from factsheet.model import (
    ACCESSES,
    ENTITY_KINDS,
    FACT_KINDS,
    KIND_OF_SECTION,
    SOURCE_KINDS,
    STATUSES,
    TIERS,
    VERDICTS,
)
from factsheet.problems import MalformedError


def table(code: str, name: str) -> dict[str, str]:
    text = (resources.files(languages) / f"{code}.toml").read_text("utf-8")
    return dict(tomllib.loads(text)[name])


def places(text: object) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(str(text)) if name}


@pytest.mark.parametrize("code", available())
@pytest.mark.parametrize("name", ["language", "numbers", "dates", "words", "qualifiers"])
def test_every_language_has_the_same_keys(code: str, name: str) -> None:
    assert sorted(table(code, name)) == sorted(table("en", name))


@pytest.mark.parametrize("code", available())
def test_every_language_fills_the_same_places(code: str) -> None:
    assert {key: places(text) for key, text in table(code, "words").items()} == {
        key: places(text) for key, text in table("en", "words").items()
    }


@pytest.mark.parametrize("code", available())
def test_no_word_is_empty(code: str) -> None:
    assert [key for key, text in language(code).words.items() if not text.strip()] == []


@pytest.mark.parametrize("code", available())
@pytest.mark.parametrize(
    ("prefix", "names"),
    [
        ("verdict_", VERDICTS),
        ("status_", STATUSES),
        ("kind_", (*FACT_KINDS, "source", "entity", "sheet")),
        ("entity_", ENTITY_KINDS),
        ("one_", ENTITY_KINDS),
        ("source_", SOURCE_KINDS),
        ("sources_", SOURCE_KINDS),
        ("tier_", TIERS),
        ("access_", ACCESSES),
    ],
)
def test_every_word_of_the_format_has_a_name(
    code: str, prefix: str, names: tuple[str, ...]
) -> None:
    words = language(code).words
    assert [name for name in names if prefix + name not in words] == []


def test_kinds_of_facts_are_sections() -> None:
    assert set(FACT_KINDS) <= set(KIND_OF_SECTION.values())


def test_a_word_has_its_places_filled() -> None:
    assert language("en").word("as_of", date="May 2024") == "as of May 2024"
    assert language("zh").word("as_of", date="2024年5月") == "截至2024年5月"
    assert language("en").word("home") == "Home"


def test_every_language_is_there() -> None:
    assert [each.code for each in every_language()] == list(available())
    assert {"en", "zh"} <= set(available())


@pytest.mark.parametrize(
    ("code", "hint"),
    [("ZH", 'did you mean "zh"?'), ("xyzzy", "there are: en, zh"), ("", "there are: en, zh")],
)
def test_an_unknown_language_gets_a_remedy(code: str, hint: str) -> None:
    with pytest.raises(MalformedError) as caught:
        language(code)
    error = caught.value
    assert (error.rule, error.message, error.hint) == (
        "unknown-language",
        f'"{code}" is not a language this site can be written in',
        hint,
    )


@pytest.mark.parametrize(
    ("tag", "known"),
    [
        ("en", True),
        ("zh-Hant", True),
        ("zh-Hant-TW", True),
        ("yue", True),
        ("en-JP", True),
        ("cn", False),
        ("EN", False),
        ("root", False),
        ("en_US", False),
        ("en-", False),
        ("en--US", False),
        ("en-toolongasubtag", False),
        ("", False),
        ("../en", False),
        ("中文", False),
    ],
)
def test_a_language_tag_starts_with_a_known_language(tag: str, known: bool) -> None:  # noqa: FBT001 a case's value
    assert is_language_tag(tag) is known
