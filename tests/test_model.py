"""What every section may hold, and what is said of a record that does not fit."""

# ruff: noqa: E501  a case reads best on one line

from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from factsheet.model import (
    ENTITY_KINDS,
    KIND_OF_SECTION,
    PARTS,
    SECTIONS,
    SOURCE_KINDS,
    STATUSES,
    VERDICTS,
    Figure,
    Source,
    field_names,
)
from factsheet.reader import read
from factsheet.report import problem_as_text

COMPLETE = {
    "sources": {
        "title": "{en: Results, zh: 业绩}",
        "description": "{en: A table, zh: 表格}",
        "publisher": "nvidia",
        "author": "[jensen-huang, A. Writer]",
        "url": "https://a.example/b?c=d#e",
        "archive_url": "http://archive.example/2024/https://a.example/b",
        "locator": "ISBN 978-3-16-148410-0, p. 4",
        "published": "2024-02-21",
        "accessed": "2024-03",
        "language": "zh-Hant",
        "kind": "press-release",
        "tier": "primary",
        "same_report_as": "other-source",
        "access": "paywall",
        "link": "false",
        "formerly": "[old-id]",
        "allow": "{missing-language: Not yet translated}",
    },
    "entities": {
        "kind": "organization",
        "name": "{en: NVIDIA, zh: 英伟达}",
        "aliases": "{en: [Nvidia, NVDA], zh-Hant: [輝達]}",
        "role": "{en: Chip maker, zh: 芯片公司}",
        "summary": "{en: '*Chips*', zh: 芯片}",
        "links": "{website: https://nvidia.example, wikidata: Q182477}",
        "existed": "1993-04/..",
        "in_role": "../2024-03",
        "part_of": "[semiconductors]",
        "related": "[amd]",
        "formerly": "[nvidia-corp]",
        "allow": "{missing-language: Not yet translated}",
    },
    "units": {"name": "{en: {one: vehicle, other: vehicles}, zh: 辆}", "allow": "{a: b}"},
    "tags": {"name": "{en: Chips, zh: 芯片}", "allow": "{a: b}"},
    "dates": {
        "date": "2024-03-18",
        "title": "{en: It happened, zh: 发生}",
        "text": "{en: More, zh: 更多}",
        "place": "san-jose",
        "sources": "[a, {id: b, at: p. 4, excerpt: Its own words}]",
        "about": "[nvidia]",
        "tags": "[chips]",
        "status": "disputed",
        "superseded_by": "other-fact@FY2024",
        "note": "{en: Note, zh: 说明}",
        "added": "2024-03-18",
        "checked": "2024-03-19",
        "recheck": "90d",
        "corrections": "[{on: 2024-04-01, was: {en: x, zh: x}, now: {en: y, zh: y}, why: {en: z, zh: z}}]",
        "formerly": "[old-fact]",
        "allow": "{missing-language: Not yet translated}",
    },
    "figures": {
        "measure": "{en: Revenue, zh: 营收}",
        "part_of": "us-gdp",
        "of": "nvidia",
        "value": "{amount: 60.922, unit: billion USD}",
        "unit": "million USD",
        "period": "{label: FY2024, from: 2023-01-30, to: 2024-01-28}",
        "as_of": "2024-03-18",
        "change": "+126% from FY2023",
        "projection": "true",
        "alternatives": "[{value: 60 billion USD, sources: [b], preferred_because: {en: x}, note: {en: y}}]",
        "preferred_because": "{en: Audited, zh: 经审计}",
        "sources": "[a]",
    },
    "quotes": {
        "speaker": "jensen-huang",
        "text": "{en: Words, zh: 话}",
        "original": "en",
        "translation_by": "{zh: ours, de: some-source}",
        "said": "2024-03-18",
        "occasion": "{en: GTC, zh: GTC大会}",
        "place": "San Jose",
        "verbatim": "false",
        "sources": "[a]",
    },
    "claims": {
        "statement": "{zh: 下降了4%, en: It fell 4%}",
        "original": "zh",
        "claimed_by": "netease",
        "appears_in": "netease-article",
        "at": "P4",
        "verdict": "misleading",
        "finding": "{en: One quarter only, zh: 只是一季}",
        "evidence": "[nvidia-revenue@FY2024, other-fact]",
        "reviewed": "2026-11-22",
    },
    "sheets": {
        "title": "{en: NVIDIA, zh: 英伟达}",
        "summary": "{en: All, zh: 全部}",
        "about": "[nvidia]",
        "examines": "netease-article",
        "sections": "[{title: A, facts: [x@FY2024]}, {title: B, facts: {kind: dates, about: nvidia, "
        "of: nvidia, tag: chips, from: 2024, to: 2025, appears_in: b}}, {title: C, text: D}]",
        "formerly": "[old-sheet]",
        "allow": "{missing-language: Not yet translated}",
    },
}  # fmt: skip
REQUIRED = {
    "sources": {"title": "A", "url": "https://a.example"},
    "entities": {"kind": "person", "name": "A"},
    "units": {"name": "{en: x}"},
    "tags": {"name": "A"},
    "dates": {"date": "2024", "title": "A"},
    "figures": {"measure": "A", "value": "1", "period": "2024"},
    "quotes": {"speaker": "a", "text": "A", "original": "en"},
    "claims": {"statement": "A", "verdict": "opinion", "claimed_by": "a"},
    "sheets": {"title": "A", "sections": "[{title: A, text: B}]"},
}

Said = Callable[[str], str]


@pytest.fixture
def said(tmp_path: Path) -> Said:
    """Say what is wrong with the records of a file, without the lines they stand in."""

    def say(text: str) -> str:
        (tmp_path / "a.yaml").write_text(text, "utf-8")
        problems = read([tmp_path / "a.yaml"], root=tmp_path).problems
        return "\n".join(problem_as_text(problem, {}) for problem in problems)

    return say


def record(section: str, fields: dict[str, str]) -> str:
    lines = "".join(f"    {name}: {value}\n" for name, value in fields.items())
    return f"{section}:\n  some-id:\n{lines}"


def minimal(section: str, **changed: str) -> str:
    return record(section, {**REQUIRED[section], **changed})


@pytest.mark.parametrize("section", SECTIONS)
def test_a_complete_record_is_fine(said: Said, section: str) -> None:
    assert said(record(section, COMPLETE[section])) == ""


@pytest.mark.parametrize("section", SECTIONS)
def test_a_record_with_only_what_it_needs_is_fine(said: Said, section: str) -> None:
    assert said(minimal(section)) == ""


def test_every_field_is_in_a_complete_record() -> None:
    in_any_fact = set(COMPLETE["dates"])
    in_series = {"points", "periods"}
    for section, model in SECTIONS.items():
        written = set(COMPLETE[section]) | in_any_fact | in_series
        assert set(field_names(model)) <= written, section


MISSING = {
    ("sources", "title"): 'the field "title" is missing [missing-field]\n'
    '  hint: a source without a title of its own takes a "description" instead',
    ("sources", "url"): "nobody can find the source: it has neither an address nor a locator [missing-field]\n"
    '  hint: write its "url", or a "locator" such as an ISBN, a DOI or a page',
    ("figures", "value"): 'the field "value" is missing [missing-field]\n'
    '  hint: give one "value" with a "period", or several "points"',
    ("figures", "period"): 'the field "period" is missing [missing-field]\n'
    '  hint: say what the value covers: "period: FY2024", or "as_of: 2024-03-18"',
    ("claims", "claimed_by"): "the claim does not say whose it is [missing-field]\n"
    '  hint: say who claims it ("claimed_by") or where it stands ("appears_in")',
}  # fmt: skip


@pytest.mark.parametrize(
    ("section", "field"), [(section, field) for section in REQUIRED for field in REQUIRED[section]]
)
def test_a_missing_field_is_named(said: Said, section: str, field: str) -> None:
    rest = {name: value for name, value in REQUIRED[section].items() if name != field}
    text = record(section, {**rest, "formerly": "[]"} if rest else {"nothing": "x"})
    usual = f'the field "{field}" is missing [missing-field]'
    expected = f"a.yaml:2:3: error: {MISSING.get((section, field), usual)}"
    assert expected in said(text)


@pytest.mark.parametrize("section", SECTIONS)
def test_an_empty_record_is_not_one(said: Said, section: str) -> None:
    assert said(f"{section}:\n  some-id:\n") == (
        "a.yaml:2:3: error: expected a mapping, found nothing [wrong-kind]\n"
        '  hint: write its fields below it, each as "name: value"'
    )


@pytest.mark.parametrize("section", SECTIONS)
def test_an_unknown_field_is_named(said: Said, section: str) -> None:
    kind = KIND_OF_SECTION[section]
    article = "an" if kind == "entity" else "a"
    known = ", ".join(field_names(SECTIONS[section]))
    assert said(minimal(section, xyzzy="1")).splitlines() == [
        f'a.yaml:{3 + len(REQUIRED[section])}:5: error: "xyzzy" is not a field of {article} {kind} [unknown-field]',
        f"  hint: there are {known}",
    ]


def test_a_misspelt_field_is_not_missing_as_well(said: Said) -> None:
    assert said("claims:\n  c:\n    statment: A\n    verdict: opinion\n    claimed_by: a\n") == (
        'a.yaml:3:5: error: "statment" is not a field of a claim [unknown-field]\n'
        '  hint: did you mean "statement"?'
    )


@pytest.mark.parametrize(
    ("section", "field", "value", "slip", "hint"),
    [
        ("dates", "sources", "[{id: a, att: b}]", "att", 'did you mean "at"?'),
        ("dates", "corrections", "[{on: 2024, was: a, now: b, wy: c}]", "wy", 'did you mean "why"?'),
        ("figures", "points", "{FY2024: {value: 1, nte: x}}", "nte", 'did you mean "note"?'),
        ("figures", "value", "{amount: 1, unti: USD}", "unti", 'did you mean "unit"?'),
        ("figures", "period", "{label: a, form: 2024, to: 2025}", "form", 'did you mean "from"?'),
        ("figures", "alternatives", "[{value: 1, sources: [a], nots: x}]", "nots", 'did you mean "note"?'),
        ("sheets", "sections", "[{title: A, test: B}]", "test", 'did you mean "text"?'),
        ("sheets", "sections", "[{title: A, facts: {knd: date}}]", "knd", 'did you mean "kind"?'),
    ],
)  # fmt: skip
def test_an_unknown_field_of_a_part_is_told_from_the_parts_own(  # noqa: PLR0913, PLR0917 the columns of a case
    said: Said, section: str, field: str, value: str, slip: str, hint: str
) -> None:
    text = minimal(section, **{field: value})
    line = next(number for number, line in enumerate(text.splitlines(), 1) if value in line)
    column = len(f"    {field}: ") + value.index(slip) + 1
    whole = "facts" if "facts:" in value else field
    assert said(text).splitlines()[:2] == [
        f'a.yaml:{line}:{column}: error: "{slip}" is not a field of "{whole}" [unknown-field]',
        f"  hint: {hint}",
    ]


@pytest.mark.parametrize(
    ("section", "field", "value", "what", "hint"),
    [
        ("sources", "kind", "press-relaese", "a kind of source", 'did you mean "press-release"?'),
        ("sources", "kind", "xyzzy", "a kind of source", f"it can be {', '.join(SOURCE_KINDS)}"),
        ("sources", "tier", "primray", "a tier", 'did you mean "primary"?'),
        ("sources", "access", "opne", "a kind of access", 'did you mean "open"?'),
        ("entities", "kind", "organisation", "a kind of entity", 'did you mean "organization"?'),
        ("entities", "kind", "Person", "a kind of entity", 'did you mean "person"?'),
        ("entities", "kind", "xyzzy", "a kind of entity", f"it can be {', '.join(ENTITY_KINDS)}"),
        ("dates", "status", "disputd", "a status", 'did you mean "disputed"?'),
        ("dates", "status", "xyzzy", "a status", f"it can be {', '.join(STATUSES)}"),
        ("claims", "verdict", "missleading", "a verdict", 'did you mean "misleading"?'),
        ("claims", "verdict", "xyzzy", "a verdict", f"it can be {', '.join(VERDICTS)}"),
    ],
)
def test_a_misspelt_word_gets_the_nearest(  # noqa: PLR0913, PLR0917 the columns of a case
    said: Said, section: str, field: str, value: str, what: str, hint: str
) -> None:
    problems = said(minimal(section, **{field: value}))
    assert f'error: "{value}" is not {what} [unknown-value]\n  hint: {hint}' in problems
    assert problems.count("error:") == 1


def test_a_misspelt_word_in_a_query_gets_the_nearest(said: Said) -> None:
    assert said(minimal("sheets", sections="[{title: A, facts: {kind: figurs}}]")) == (
        'a.yaml:4:41: error: "figurs" is not a kind of fact [unknown-value]\n'
        '  hint: did you mean "figure"?'
    )


WRONG = [
    ("sources", "title", "[a]", "3", "expected text, or a text for every language, found a list [wrong-kind]\n  hint: write it like {en: …, zh: …}"),
    ("sources", "title", "", "2", 'the field "title" is missing [missing-field]\n  hint: a source without a title of its own takes a "description" instead'),
    ("sources", "title", "{}", "3", "the text is empty [empty-text]\n  hint: write it like {en: …, zh: …}"),
    ("sources", "title", "{'': a}", "3", "a text does not say its language [empty-text]\n  hint: write it like {en: …, zh: …}"),
    ("sources", "title", "''", "3", "the text is empty [empty-text]\n  hint: write it, or leave the field out"),
    ("sources", "title", "{en: ' '}", "3", "the text is empty [empty-text]\n  hint: write it, or leave the field out"),
    ("sources", "title", "{en: }", "3", "expected text, found nothing [wrong-kind]"),
    ("sources", "title", "{en: [a]}", "3", "expected text, found a list [wrong-kind]"),
    ("sources", "title", "{cn: a}", "3", '"cn" is not a language [unknown-language]\n  hint: write its BCP 47 code, like "en", "zh" or "zh-Hant"'),
    ("sources", "language", "''", "5", '"" is not a language [unknown-language]\n  hint: write its BCP 47 code, like "en", "zh" or "zh-Hant"'),
    ("sources", "language", "English", "5", '"English" is not a language [unknown-language]\n  hint: write its BCP 47 code, like "en", "zh" or "zh-Hant"'),
    ("sources", "url", "javascript:alert(1)", "4", '"javascript:alert(1)" is not a web address [bad-address]\n  hint: an address starts with "https://" or "http://"'),
    ("sources", "url", "data:text/html,x", "4", '"data:text/html,x" is not a web address [bad-address]\n  hint: an address starts with "https://" or "http://"'),
    ("sources", "url", "www.example.com", "4", '"www.example.com" is not a web address [bad-address]\n  hint: an address starts with "https://" or "http://"'),
    ("sources", "url", "//a.example", "4", '"//a.example" is not a web address [bad-address]\n  hint: an address starts with "https://" or "http://"'),
    ("sources", "url", "https:///a", "4", '"https:///a" names no host [bad-address]\n  hint: copy it from the browser'),
    ("sources", "url", "https://a b.example", "4", '"https://a b.example" has a character that no address may have [bad-address]\n  hint: copy it from the browser'),
    ("sources", "url", "'https://a.example/\"x'", "4", '"https://a.example/"x" has a character that no address may have [bad-address]\n  hint: copy it from the browser'),
    ("sources", "url", "https://a.example:x", "4", '"https://a.example:x" is not an address [bad-address]\n  hint: copy it from the browser'),
    ("sources", "url", "'http://[::1'", "4", '"http://[::1" is not an address [bad-address]\n  hint: copy it from the browser'),
    ("sources", "url", "[https://a.example]", "4", "expected an address, found a list [wrong-kind]"),
    ("sources", "archive_url", "ftp://a.example", "5", '"ftp://a.example" is not a web address [bad-address]\n  hint: an address starts with "https://" or "http://"'),
    ("sources", "published", "2024-13", "5", '"2024-13" has a month that does not exist [bad-date]\n  hint: months go from 01 to 12'),
    ("sources", "published", "{from: 2024}", "5", "expected a date, found a mapping [wrong-kind]"),
    ("sources", "link", "no", "5", 'expected true or false, found the text "no" [wrong-kind]'),
    ("sources", "same_report_as", "a/b", "5", '"a/b" is not an id [bad-id]\n  hint: write "a-b"'),
    ("sources", "formerly", "a", "5", 'expected a list, found the text "a" [wrong-kind]\n  hint: write it as a list: [a]'),
    ("sources", "formerly", '"a\\nb"', "5", 'expected a list, found the text "a b" [wrong-kind]\n  hint: write it as a list: [a b]'),
    ("sources", "formerly", '"\\n"', "5", 'expected a list, found the text "" [wrong-kind]'),
    ("entities", "aliases", "{en: Nvidia}", "5", 'expected a list, found the text "Nvidia" [wrong-kind]\n  hint: write it as a list: [Nvidia]'),
    ("entities", "aliases", "[Nvidia]", "5", 'expected a mapping, found a list [wrong-kind]\n  hint: write its fields below it, each as "name: value"'),
    ("entities", "links", "{wikidata: P31}", "5", '"P31" is not a web address [bad-address]\n  hint: an address starts with "https://" or "http://"'),
    ("units", "name", "{}", "3", '"name" is empty [missing-field]\n  hint: write it, or leave the record out'),
    ("units", "name", "{en: {one: x}}", "3", 'the name for "other" is missing [missing-field]\n  hint: write {one: …, other: …}'),
    ("units", "name", "{en: [x]}", "3", "expected a name, or {one: …, other: …}, found a list [wrong-kind]"),
    ("units", "name", "{en: {on: x, other: y}}", "3", '"on" is not a plural form [unknown-value]\n  hint: did you mean "one"?'),
    ("dates", "allow", "[missing-language]", "5", 'expected a mapping, found a list [wrong-kind]\n  hint: write its fields below it, each as "name: value"'),
    ("dates", "allow", "{missing-language: }", "5", "expected text, found nothing [wrong-kind]"),
    ("dates", "allow", "{missing-language: ''}", "5", "the text is empty [empty-text]\n  hint: write it, or leave the field out"),
    ("dates", "date", "soon", "3", '"soon" is not a date [bad-date]\n  hint: write it like 2024, 2024-03, 2024-03-18, 2024-Q1, "2024-03~" or 2018/..'),
    ("dates", "recheck", "3 months", "5", '"3 months" is not a length of time [bad-date]\n  hint: write it like "90d", "6m" or "1y"'),
    ("dates", "sources", "a", "5", 'expected a list, found the text "a" [wrong-kind]\n  hint: write it as a list: [a]'),
    ("dates", "sources", "[{at: b}]", "5", 'the field "id" is missing [missing-field]'),
    ("dates", "sources", "[[a]]", "5", 'expected a mapping, found a list [wrong-kind]\n  hint: write its fields below it, each as "name: value"'),
    ("dates", "about", "[Nvidia Corp.]", "5", '"Nvidia Corp." is not an id [bad-id]\n  hint: write "nvidia-corp"'),
    ("dates", "about", "[..]", "5", '".." is not an id [bad-id]\n  hint: use the letters a–z, digits and hyphens'),
    ("dates", "superseded_by", "a@", "5", '"a@" is not an id [bad-id]\n  hint: write "a"'),
    ("figures", "value", "many", "4", '"many" is not a number with an optional unit [bad-number]\n  hint: write it like "60.922 billion USD", "609.22亿美元", "126%" or "about 3 million"'),
    ("figures", "value", "[1]", "4", 'expected a mapping, found a list [wrong-kind]\n  hint: write its fields below it, each as "name: value"'),
    ("figures", "value", "{amount: 5 km, unit: USD}", "4", 'the number has two units, "km" and "USD" [bad-number]\n  hint: keep one of them'),
    ("figures", "points", "{FY2024: 1}", "2", 'a figure has either "value" or "points", not both [wrong-kind]\n  hint: give one "value" with a "period", or several "points"'),
    ("figures", "points", "{FY24: 1}", "6", '"FY24" is not a fiscal period [bad-date]\n  hint: write it like FY2024, FY2024-Q4 or FY2024-H1'),
    ("figures", "change", "+126%", "6", '"+126%" does not say from when [bad-number]\n  hint: write it like "+126% from FY2023"'),
    ("figures", "change", "much from FY2023", "6", '"much" is not a number with an optional unit [bad-number]\n  hint: write it like "60.922 billion USD", "609.22亿美元", "126%" or "about 3 million"'),
    ("figures", "change", "+1% from then", "6", '"then" is not a date [bad-date]\n  hint: write it like 2024, 2024-03, 2024-03-18, 2024-Q1, "2024-03~" or 2018/..'),
    ("figures", "change", "[a]", "6", 'expected a change like "+126% from FY2023", found a list [wrong-kind]'),
    ("figures", "period", "{label: a, from: 2024}", "5", 'a period needs both "from" and "to" [missing-field]\n  hint: write the other end, or only a label'),
    ("figures", "period", "{label: a, from: 2024, to: 2023}", "5", 'the period ends before it starts [backwards-interval]\n  hint: exchange "from" and "to"'),
    ("figures", "period", "then", "5", '"then" is not a date [bad-date]\n  hint: write it like 2024, 2024-03, 2024-03-18, 2024-Q1, "2024-03~" or 2018/..'),
    ("figures", "alternatives", "[{value: 1, sources: []}]", "6", '"sources" is empty [missing-field]\n  hint: write it, or leave the record out'),
    ("quotes", "original", "''", "5", '"" is not a language [unknown-language]\n  hint: write its BCP 47 code, like "en", "zh" or "zh-Hant"'),
    ("quotes", "translation_by", "{zh: us/them}", "6", '"us/them" is not an id [bad-id]\n  hint: write "us-them"'),
    ("claims", "evidence", "[A@FY2024]", "6", '"A@FY2024" is not an id [bad-id]\n  hint: write "a-fy2024"'),
    ("sheets", "sections", "[]", "4", '"sections" is empty [missing-field]\n  hint: write it, or leave the record out'),
    ("sheets", "sections", "[{title: A}]", "4", 'the section holds nothing [missing-field]\n  hint: give it "facts", "text" or both'),
    ("sheets", "sections", "[{title: A, facts: {}}]", "4", "the query is empty [missing-field]\n  hint: name at least one of kind, about, of, tag, from, to, appears_in"),
    ("sheets", "sections", "[{title: A, facts: x}]", "4", 'expected a mapping, found the text "x" [wrong-kind]\n  hint: write its fields below it, each as "name: value"'),
    ("sheets", "sections", "[{title: A, facts: {from: x}}]", "4", '"x" is not a date [bad-date]\n  hint: write it like 2024, 2024-03, 2024-03-18, 2024-Q1, "2024-03~" or 2018/..'),
]  # fmt: skip


@pytest.mark.parametrize(("section", "field", "value", "line", "what"), WRONG)
def test_a_wrong_value_is_explained_at_its_line(  # noqa: PLR0913, PLR0917 the columns of a case
    said: Said, section: str, field: str, value: str, line: str, what: str
) -> None:
    problems = said(minimal(section, **{field: value}))
    head, _, rest = problems.partition(": error: ")
    assert rest == what
    assert head.split(":")[1] == line


@pytest.mark.parametrize(
    ("section", "fields", "what"),
    [
        (
            "quotes",
            {"speaker": "a", "text": "{en: A}", "original": "zh"},
            '"text" has no words in "zh", its original language [missing-language]\n'
            '  hint: add "zh: …" to "text", or mend "original"',
        ),
        (
            "claims",
            {"statement": "{en: A}", "original": "zh", "verdict": "opinion", "claimed_by": "a"},
            '"statement" has no words in "zh", its original language [missing-language]\n'
            '  hint: add "zh: …" to "statement", or mend "original"',
        ),
    ],
)
def test_words_must_be_there_in_their_original_language(
    said: Said, section: str, fields: dict[str, str], what: str
) -> None:
    assert said(record(section, fields)) == f"a.yaml:2:3: error: {what}"


@pytest.mark.parametrize(
    ("key", "what"),
    [
        ("A", '"A" is not an id [bad-id]\n  hint: write "a"'),
        ("a/b", '"a/b" is not an id [bad-id]\n  hint: write "a-b"'),
        ("..", '".." is not an id [bad-id]\n  hint: use the letters a–z, digits and hyphens'),
        ("a_b", '"a_b" is not an id [bad-id]\n  hint: write "a-b"'),
        ("a--b", '"a--b" is not an id [bad-id]\n  hint: write "a-b"'),
        ("-a", '"-a" is not an id [bad-id]\n  hint: write "a"'),
        ("a b", '"a b" is not an id [bad-id]\n  hint: write "a-b"'),
        (
            "英伟达",
            '"英伟达" is not an id [bad-id]\n  hint: use the letters a–z, digits and hyphens',
        ),
        ("''", '"" is not an id [bad-id]\n  hint: use the letters a–z, digits and hyphens'),
        ("a\u200bb", '"a<U+200B>b" is not an id [bad-id]\n  hint: write "a-b"'),
        (
            "index",
            '"index" is an id that the site needs itself [bad-id]\n  hint: choose another one',
        ),
        ("ours", '"ours" is an id that the site needs itself [bad-id]\n  hint: choose another one'),
        (
            "a" * 101,
            "an id of 101 characters is too long [bad-id]\n  hint: the longest allowed is 100",
        ),
    ],
)
def test_an_id_that_is_none_gets_a_proposal(said: Said, key: str, what: str) -> None:
    assert said(f"tags:\n  {key}: {{name: A}}\n") == f"a.yaml:2:3: error: {what}"


def test_a_wikidata_item_is_a_link(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(minimal("entities", links="{wikidata: Q182477}"), "utf-8")
    (entry,) = read([tmp_path]).entries
    assert getattr(entry.record, "links") == {"wikidata": "https://www.wikidata.org/wiki/Q182477"}  # noqa: B009 a field of entities only


def test_one_author_need_not_be_a_list() -> None:
    data = {"title": "A", "url": "https://a.example"}
    assert [text.root for text in Source.model_validate({**data, "author": "a-b"}).author] == [
        {"": "a-b"}
    ]
    author = {"en": "A", "zh": "甲"}
    assert [text.root for text in Source.model_validate({**data, "author": author}).author] == [
        author
    ]


def figure(**fields: object) -> Figure:
    return Figure.model_validate({"measure": "A", **fields})


def test_points_sort_by_time_and_take_the_series_unit() -> None:
    series = figure(
        unit="million USD",
        points={"FY2024": "1091", "2021": "5 EUR", "FY2022-Q1": {"value": "566"}},
        periods={"FY2024": "2023-01-30/2024-01-28"},
    )
    assert [(period.label, period.covers is not None) for period, _ in series.timeline()] == [
        ("2021", False),
        ("FY2022-Q1", False),
        ("FY2024", True),
    ]
    assert {label: f"{each.low} {each.unit}" for label, each in series.quantities().items()} == {
        "FY2024": "1.091E+9 USD",
        "2021": "5 EUR",
        "FY2022-Q1": "5.66E+8 USD",
    }


def test_a_change_is_a_number_and_a_period() -> None:
    change = figure(value="1", as_of="2024", change="+126% from FY2023").change
    assert change is not None
    assert (str(change.quantity.low), change.quantity.unit, change.period.label) == (
        "126",
        "%",
        "FY2023",
    )


def test_a_single_value_says_what_it_covers() -> None:
    days = "2023-01-30/2024-01-28"
    told = figure(value="1", period={"label": "FY2024", "from": "2023-01-30", "to": "2024-01-28"})
    listed = figure(value="1", period="FY2024", periods={"FY2024": days})
    covered = [each.covered() for each in (told, listed)]
    assert covered[0] == covered[1]
    assert covered[0] is not None
    assert covered[0].covers is not None
    assert covered[0].covers.edtf == days
    assert figure(value="1", as_of="2024").covered() is None


def test_a_period_may_have_any_name_when_its_days_are_told() -> None:
    named = figure(value="1", period={"label": "first run", "from": "2024", "to": "2025"}).covered()
    assert named is not None
    assert (named.label, named.named, named.span.edtf) == ("first run", True, "2024/2025")


def test_editors_get_a_schema_of_every_section() -> None:
    for section, model in SECTIONS.items():
        schema = TypeAdapter(dict[str, model]).json_schema()  # type: ignore[valid-type]  # made at run time
        assert schema["additionalProperties"], section
    assert set(PARTS) <= {name for model in SECTIONS.values() for name in field_names(model)} | {
        "facts"
    }
