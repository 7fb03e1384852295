"""What readers refuse of a hostile pull request, wherever it stands, and how they say so."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from factsheet.cli import main
from factsheet.fields import Address, Part, Text
from factsheet.model import SECTIONS
from factsheet.pipeline import FactBase, load
from factsheet.report import REPORTERS
from hostile.filling import LANGUAGES, Attack, Filling, attacks, fact_base

# As text, or already as YAML: half a character is not even that.
REFUSED = {"bad-text", "yaml-syntax"}
ADDRESS = "https://good.example/"
COMMANDS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")


def named(attack: Attack) -> str:
    return attack.name


def refused(file: str) -> list[Attack]:
    return [each for each in attacks(file) if each.refused]


def read(folder: Path, text: str, address: str) -> FactBase:
    for name, content in fact_base([text], [address]).items():
        (folder / name).write_text(content, "utf-8")
    return load([folder], LANGUAGES, root=folder)


def leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from (key, *leaves(each))
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each)
    else:
        yield value


@pytest.mark.parametrize("section", SECTIONS)
def test_every_text_field_of_a_section_is_attacked(section: str) -> None:
    records = [held for name, _, held in Filling(0, "ATTACK", ADDRESS).records() if name == section]
    attacked = {field for held in records for field, value in held.items() if is_text(value)}
    assert attacked == TEXT_FIELDS[section]


def is_text(value: object) -> bool:
    return any(isinstance(leaf, str) and "ATTACK" in leaf for leaf in leaves(value))


# Written down once more, by hand: what is found in the models must be what is there.
FACT = {"sources", "note", "corrections", "allow"}
TEXT_FIELDS = {
    "sources": {"title", "description", "publisher", "author", "locator", "allow"},
    "entities": {"name", "aliases", "role", "summary", "links", "allow"},
    "units": {"name", "allow"},
    "tags": {"name", "allow"},
    "dates": FACT | {"title", "text", "place"},
    "figures": FACT | {"measure", "points", "period", "alternatives", "preferred_because"},
    "quotes": FACT | {"text", "occasion", "place"},
    "claims": FACT | {"statement", "at", "finding"},
    "sheets": {"title", "summary", "sections", "allow"},
}


def test_a_new_field_is_attacked_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    class Place(Part):
        name: Text
        site: Address

    monkeypatch.setitem(SECTIONS, "places", Place)
    found = {name: held for name, _, held in Filling(1, "ATTACK", ADDRESS).records()}
    assert found["places"] == {"name": "ATTACK", "site": ADDRESS}


def test_a_field_of_a_kind_that_is_not_known_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    class Place(Part):
        size: int

    monkeypatch.setitem(SECTIONS, "places", Place)
    with pytest.raises(AssertionError, match=r"no attack is known for the field Place\.size"):
        list(Filling(1, "ATTACK", ADDRESS).records())


@pytest.mark.parametrize("attack", refused("corpus.yaml"), ids=named)
def test_a_text_that_hides_something_is_refused_in_every_field(
    attack: Attack, tmp_path: Path
) -> None:
    base = read(tmp_path, attack.whole, ADDRESS)
    errors = [each for each in base.problems if each.is_error]
    files = {Path(each.place.file).name for each in errors if each.rule in REFUSED}
    assert files == {f"{section}.yaml" for section in SECTIONS}
    for style, report in REPORTERS.items():
        shown = report(base.problems, base.texts)
        assert COMMANDS.search(shown) is None, style


@pytest.mark.parametrize("attack", refused("addresses.yaml"), ids=named)
def test_an_address_that_leads_astray_is_refused_in_every_field(
    attack: Attack, tmp_path: Path
) -> None:
    base = read(tmp_path, "Fine", attack.text)
    found = [Path(each.place.file).name for each in base.problems if each.rule == "bad-address"]
    # `url` and `archive_url` of the source, two `links` of the entity
    assert found == ["entities.yaml", "entities.yaml", "sources.yaml", "sources.yaml"]


ASTRAY = [
    each
    for each in refused("addresses.yaml")
    if not re.search(r"[\s<>()\"\u200b\u202e]", each.text)
]


@pytest.mark.parametrize("attack", ASTRAY, ids=named)
def test_a_link_in_prose_that_leads_astray_is_refused(
    attack: Attack, explain: Callable[..., str]
) -> None:
    if attack.name == "port-too-high":
        return  # browsers follow no such link
    said = explain(f"entities:\n  a: {{kind: work, name: A, summary: '[x]({attack.text})'}}\n")
    assert "leads nowhere [prose-link]" in said


def test_a_user_before_the_host_is_told_as_such(explain: Callable[..., str]) -> None:
    facts = "sources:\n  a: {title: A, url: https://times.example@evil.example/}\n"
    assert explain(facts) == (
        'facts/facts.yaml:2:22: error: "https://times.example@evil.example/" names a user before '
        "its host, which hides where it leads [bad-address]\n"
        "    2 |   a: {title: A, url: https://times.example@evil.example/}\n"
        "      |                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        '  hint: leave out what stands before the "@"\n'
        "1 error\n"
    )


@pytest.mark.parametrize(
    "id_",
    ["../../evil", "<script>", "асме", "a b", "A", "a--b", "a\u200bb", "a_b", "x" * 101, "index",
     "constructor\u202e", "%2e%2e", "a/b", "a\\b", "a.b", "ｓｃｒｉｐｔ", "{{x}}", "=1", "con:"],
)  # fmt: skip
def test_an_id_is_of_plain_letters_digits_and_hyphens(
    id_: str, write: Callable[[str], Path], tmp_path: Path
) -> None:
    facts = json.dumps({"entities": {id_: {"kind": "work", "name": "A"}}}, ensure_ascii=False)
    base = load([write(facts)], LANGUAGES, root=tmp_path)
    assert {each.rule for each in base.problems if each.is_error} == {"bad-id"}


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ("entities: !!python/object/apply:os.system ['touch hit']", "tag"),
        ("entities: {a: !!python/name:os.system x}", "tag"),
        ("entities: {a: &a {kind: work, name: A}, b: *a}", "alias"),
        ("entities: {a: {<<: {kind: work}, name: A}}", "unknown-field"),
        ("entities: &a [*a]", "alias"),
        ("%TAG ! tag:x,2024:\n---\nentities: {a: !x {kind: work}}", "tag"),
    ],
)
def test_yaml_makes_no_objects_and_repeats_nothing(
    facts: str, rule: str, write: Callable[[str], Path], tmp_path: Path
) -> None:
    base = load([write(facts)], LANGUAGES, root=tmp_path)
    assert rule in {each.rule for each in base.problems if each.is_error}, base.problems


HOSTILE_FILE = "\x1b[31m\n::error::x.yaml"


@pytest.mark.parametrize("style", REPORTERS)
def test_a_files_name_is_no_command(style: str, write: Callable[..., Path]) -> None:
    folder = write("entities: 3\n", HOSTILE_FILE)
    result = CliRunner().invoke(main, ["check", str(folder), "--format", style])
    assert result.exit_code == 1
    assert COMMANDS.search(result.output) is None
    lines = result.output.splitlines()
    commands = [line for line in lines if line.lstrip().startswith("::")]
    assert len(commands) == (1 if style == "github" else 0)
    if style == "github":
        assert re.fullmatch(r"::error file=[^:]*,title=wrong-kind,line=\d+,[^:]*::.*", commands[0])


def test_a_terminal_is_shown_what_it_would_obey(write: Callable[..., Path]) -> None:
    folder = write("entities:\n  a: {kind: work, name: 'a\u202egpj'}\n")
    result = CliRunner().invoke(main, ["check", str(folder)])
    shown = result.output.splitlines()[1:3]
    assert shown == [
        "    2 |   a: {kind: work, name: 'a\ufffdgpj'}",
        "      |                         ^^^^^^^",
    ]


def test_sarif_and_json_stay_whole(write: Callable[..., Path]) -> None:
    folder = write('entities:\n  a: {kind: work, name: "</script>\\u202e", "::add-mask::x": 1}\n')
    for style in ("json", "sarif"):
        output = CliRunner().invoke(main, ["check", str(folder), "--format", style]).output
        read_back: dict[str, Any] = json.loads(output)
        assert read_back
