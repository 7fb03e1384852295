"""Every check: silent on the correct form, and the whole message on a planted fault."""

# ruff: noqa: E501  a record reads best on one line

import inspect
from collections.abc import Callable

import pytest

from factsheet import checks

Explain = Callable[..., str]

SOUND = """\
sources:
  wire: {title: Wire, url: https://a.example, published: 2024-02-21, accessed: 2024-02}
entities:
  acme: {kind: organization, name: Acme, formerly: [acme-inc]}
units:
  car: {name: {en: car, zh: 辆}}
tags:
  money: {name: {en: Money, zh: 钱}}
dates:
  founded: {date: 1999, title: {en: A, zh: 甲}, sources: [wire], about: [acme], tags: [money]}
figures:
  cars: {measure: Cars, of: acme, unit: car, points: {2003: 1, 2004: 2 USD}, sources: [wire]}
claims:
  claimed: {statement: A, claimed_by: acme, verdict: "false", evidence: [cars@2003]}
sheets:
  sheet: {title: Sheet, sections: [{title: A, facts: [founded, cars@2004]}, {title: B, facts: {tag: money}}]}
"""


def changed(old: str, new: str) -> str:
    assert SOUND.count(old) == 1, old
    return SOUND.replace(old, new)


def message(said: str) -> str:
    """Leave out the quoted line and the count."""
    lines = said.splitlines()
    assert lines[-1] in ("1 error", "1 warning"), said
    return "\n".join(line for line in lines[:-1] if " | " not in line)


def test_a_sound_fact_base_has_no_problems(explain: Explain) -> None:
    assert explain(SOUND) == "no problems\n"


def test_every_check_is_a_file_that_is_listed() -> None:
    modules = {name for name, _ in inspect.getmembers(checks, inspect.ismodule)}
    assert [check.__module__.rpartition(".")[2] for check in checks.CHECKS] == sorted(modules)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "accessed: 2024-02}",
            "accessed: 2024-01}",
            '2:80: error: "wire" was read 2024-01, before it was published 2024-02-21 [accessed-before-published]\n'
            "  hint: mend one of the two dates",
        ),
        (
            "[founded, cars@2004]",
            "[]",
            "16:47: error: the section lists no facts [empty-section]\n"
            "  hint: list ids, or remove the section",
        ),
        (
            "{tag: money}",
            "{kind: quote}",
            "16:88: error: no fact fits this query [empty-section]\n"
            "  hint: widen the query, or remove the section",
        ),
        (
            "title: {en: A, zh: 甲}",
            "title: {en: A}",
            '10:25: warning: "title" of "founded" has no text in zh [missing-language]\n'
            '  hint: add "zh: …"; until then the page shows another language, marked as such',
        ),
        (
            "title: {en: A, zh: 甲}",
            "title: {de: A}",
            '10:25: warning: "title" of "founded" has no text in en and zh [missing-language]\n'
            '  hint: add "en: …"; until then the page shows another language, marked as such',
        ),
        (
            "url: https://a.example,",
            "url: https://a.example, author: [{en: A}],",
            '2:56: warning: "author" of "wire" has no text in zh [missing-language]\n'
            '  hint: add "zh: …"; until then the page shows another language, marked as such',
        ),
        (
            "sources: [wire], about",
            "about",
            '10:3: error: "founded" names no source [missing-source]\n'
            '  hint: add at least one under "sources"',
        ),
        (
            "2004: 2 USD}, sources: [wire]}",
            "2004: {value: 2, sources: [wire]}}}",
            '12:3: error: "cars" names no source [missing-source]\n'
            '  hint: add at least one under "sources"',
        ),
        (
            "tags: [money]}",
            'tags: [money], note: "[a](javascript:1)"}',
            '10:101: error: the link to "javascript:1" leads nowhere [prose-link]\n'
            '  hint: a link leads to "https://…" or to a fact: [text](fact:its-id)',
        ),
        (
            "tags: [money]}",
            'tags: [money], note: {en: A, zh: "[a](b.md)"}}',
            '10:113: error: the link to "b.md" leads nowhere [prose-link]\n'
            '  hint: a link leads to "https://…" or to a fact: [text](fact:its-id)',
        ),
        (
            "sheets:\n",
            "sheets:\n  founded: {title: A, sections: [{title: A, text: B}]}\n",
            '16:3: error: the id "founded" is taken by the date at facts/facts.yaml:10:3 [repeated-id]\n'
            "  hint: give one of the two another id",
        ),
        (
            "formerly: [acme-inc]",
            "formerly: [founded]",
            '4:53: error: the former id "founded" is taken by the date at facts/facts.yaml:10:3 [repeated-id]\n'
            "  hint: an old address can lead to one record only",
        ),
        (
            "formerly: [acme-inc]",
            "formerly: [acme]",
            '4:53: error: the former id "acme" is taken by the entity at facts/facts.yaml:4:3 [repeated-id]\n'
            "  hint: an old address can lead to one record only",
        ),
        (
            "about: [acme], tags",
            "about: [acme], formerly: [acme-inc], tags",
            '10:91: error: the former id "acme-inc" is taken by the entity at facts/facts.yaml:4:3 [repeated-id]\n'
            "  hint: an old address can lead to one record only",
        ),
        (
            "tags: [money]}",
            "tags: [money], status: disputed, allow: {too-few-sources: A}}",
            '10:103: error: "founded" is disputed, but does not say why [unexplained-status]\n'
            '  hint: say why under "note"',
        ),
        (
            "tags: [money]}",
            "tags: [money], status: superseded}",
            '10:103: error: "founded" is superseded, but does not say why [unexplained-status]\n'
            '  hint: name its successor under "superseded_by"',
        ),
        (
            "evidence: [cars@2003]",
            "evidence: [cras@2003]",
            '14:74: error: there is no fact "cras" [unknown-reference]\n  hint: did you mean "cars"?',
        ),
        (
            "about: [acme], tags",
            "about: [acme, xyzzy], tags",
            '10:79: error: there is no entity "xyzzy" [unknown-reference]\n'
            '  hint: add it under "entities"',
        ),
        (
            "evidence: [cars@2003]",
            "evidence: [xyzzy]",
            '14:74: error: there is no fact "xyzzy" [unknown-reference]\n'
            '  hint: add it under "dates" or "figures" or "quotes" or "claims"',
        ),
        (
            "evidence: [cars@2003]",
            "evidence: [cars@2030]",
            '14:74: error: "cars" has no point "2030" [unknown-reference]\n  hint: did you mean "2003"?',
        ),
        (
            "evidence: [cars@2003]",
            "evidence: [cars@then]",
            '14:74: error: "cars" has no point "then" [unknown-reference]\n  hint: there are 2003, 2004',
        ),
        (
            "evidence: [cars@2003]",
            "evidence: [founded@2003]",
            '14:74: error: "founded" has no point "2003" [unknown-reference]',
        ),
        (
            "about: [acme], tags",
            "about: [acme, wire], tags",
            '10:79: error: "wire" is a source, where an entity belongs [unknown-reference]\n'
            "  hint: it stands at facts/facts.yaml:2:3",
        ),
        (
            "evidence: [cars@2003]",
            "evidence: [acme]",
            '14:74: error: "acme" is an entity, where a fact belongs [unknown-reference]\n'
            "  hint: it stands at facts/facts.yaml:4:3",
        ),
        (
            "tags: [money]}",
            'tags: [money], note: "[a](fact:cras)"}',
            '10:101: error: there is no fact "cras" [unknown-reference]\n  hint: did you mean "cars"?',
        ),
        (
            "unit: car,",
            "unit: cra,",
            '12:41: error: "cra" is not a unit [unknown-unit]\n  hint: did you mean "car"?',
        ),
        (
            "2004: 2 USD",
            "2004: 2 UDS",
            '12:70: error: "UDS" is not a unit [unknown-unit]\n  hint: did you mean "USD"?',
        ),
        (
            "2004: 2 USD",
            "2004: {value: 2, change: +1 cra from 2003}",
            '12:89: error: "cra" is not a unit [unknown-unit]\n  hint: did you mean "car"?',
        ),
        (
            "points: {2003: 1, 2004: 2 USD}",
            "value: 5 cra, as_of: 2003, change: +1 car from 2002",
            '12:53: error: "cra" is not a unit [unknown-unit]\n  hint: did you mean "car"?',
        ),
        (
            "points: {2003: 1, 2004: 2 USD}",
            "points: {2003: 1, 2004: 2}, change: +1 cra from 2003",
            '12:82: error: "cra" is not a unit [unknown-unit]\n  hint: did you mean "car"?',
        ),
        (
            "points: {2003: 1, 2004: 2 USD}",
            "points: {2003: 1, 2004: 2}, alternatives: [{value: 3 cra, sources: [wire]}], allow: {too-few-sources: A}",
            '12:97: error: "cra" is not a unit [unknown-unit]\n  hint: did you mean "car"?',
        ),
        (
            "entities:\n",
            "entities:\n  jane: {kind: person, name: Jane}\n",
            '4:3: warning: nothing is about "jane" [unused-entity]\n'
            '  hint: name it under "about" of a fact, or remove it',
        ),
        (
            "sources:\n",
            "sources:\n  book: {title: A, locator: ISBN 1}\n",
            '2:3: warning: nothing rests on "book" [unused-source]\n'
            '  hint: name it under "sources" of a fact, or remove it',
        ),
        (
            ", evidence: [cars@2003]",
            "",
            '14:54: error: the verdict "false" rests on nothing [verdict-without-evidence]\n'
            '  hint: name facts under "evidence", or "sources"',
        ),
    ],
)
def test_a_planted_fault_is_explained(explain: Explain, old: str, new: str, said: str) -> None:
    text = changed(old, new)
    if "points" in old:  # The claim and the sheet name points of it.
        text = text.replace("cars@2003", "cars").replace("cars@2004", "cars")
    assert message(explain(text)) == f"facts/facts.yaml:{said}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tags: [money]}", "tags: [money], status: disputed, note: Why, allow: {too-few-sources: A}}"),
        ("tags: [money]}", "tags: [money], status: superseded, superseded_by: cars}"),
        ("sources: [wire]}\nclaims", "status: disputed, alternatives: [{value: 3, sources: [wire]}], allow: {too-few-sources: A}, sources: [wire]}\nclaims"),
        ("2004: 2 USD}, sources: [wire]}", "2004: {value: 2, sources: [wire]}}, sources: [wire]}"),
        ("points: {2003: 1, 2004: 2 USD}, sources: [wire]", "points: {2003: {value: 1, sources: [wire]}, 2004: {value: 2, sources: [wire]}}"),
        ('verdict: "false", evidence: [cars@2003]', 'verdict: "false", sources: [wire]'),
        ('verdict: "false", evidence: [cars@2003]', "verdict: opinion"),
        ("accessed: 2024-02}", "accessed: 2024}"),
        ("tags: [money]}", 'tags: [money], note: "`[a](b.md)` [b](https://b.example) [c](fact:cars@2003)"}'),
        ("about: [acme]", "about: [acme-inc]"),
        ("title: {en: A, zh: 甲}", "title: GTC"),
        ("{title: B, facts: {tag: money}}", "{title: B, text: Words}"),
    ],
)  # fmt: skip
def test_the_correct_form_is_fine(explain: Explain, old: str, new: str) -> None:
    assert explain(changed(old, new)) == "no problems\n"


def test_a_line_is_quoted_with_a_caret_under_the_fault(explain: Explain) -> None:
    text = "sources:\n  wire: {title: 通讯, url: https://a.example, same_report_as: wier}\n"
    assert explain(text) == (
        'facts/facts.yaml:2:3: warning: nothing rests on "wire" [unused-source]\n'
        "    2 |   wire: {title: 通讯, url: https://a.example, same_report_as: wier}\n"
        "      |   ^^^^\n"
        '  hint: name it under "sources" of a fact, or remove it\n'
        'facts/facts.yaml:2:61: error: there is no source "wier" [unknown-reference]\n'
        "    2 |   wire: {title: 通讯, url: https://a.example, same_report_as: wier}\n"
        "      | " + " " * 62 + "^^^^\n"
        '  hint: did you mean "wire"?\n'
        "1 error, 1 warning\n"
    )


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        ("sources: [\n", "yaml-syntax"),
        ("surces:\n  wire: {title: Wire, url: https://a.example}\n", "unknown-field"),
        ("sources:\n  wire: {title: Wire}\n", "missing-field"),
        ("sources:\n- wire\n", "wrong-kind"),
    ],
)
def test_what_could_not_be_read_is_not_missed_elsewhere(
    explain: Explain, broken: str, rule: str
) -> None:
    sources, _, rest = SOUND.partition("entities:\n")
    assert "wire" in sources
    said = explain("", a=broken, b=f"entities:\n{rest}")
    assert said.splitlines()[-1] == "1 error"
    assert f"[{rule}]" in said


def test_a_broken_unit_does_not_make_its_uses_wrong(explain: Explain) -> None:
    said = explain(changed("car: {name: {en: car, zh: 辆}}", "car: {nmae: car}"))
    assert message(said) == (
        'facts/facts.yaml:6:9: error: "nmae" is not a field of a unit [unknown-field]\n'
        '  hint: did you mean "name"?'
    )


def test_a_broken_fact_does_not_empty_a_query(explain: Explain) -> None:
    said = explain(changed("date: 1999", "date: soon"))
    assert said.count("error:") == 1
    assert "warning:" not in said


def test_a_broken_tag_still_leaves_unknown_units_to_be_reported(explain: Explain) -> None:
    text = changed("unit: car", "unit: xyzzyx").replace("{name: {en: Money, zh: 钱}}", "{}")
    said = explain(text)
    assert "[missing-field]" in said
    assert "[unknown-unit]" in said
