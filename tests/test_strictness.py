"""Exceptions of records, severities of a site: what counts of the problems found, and how much."""

# ruff: noqa: E501  a record reads best on one line

from collections.abc import Callable
from pathlib import Path

import pytest

from factsheet.checks import RULES
from factsheet.pipeline import FactBase, everything, load
from factsheet.problems import MalformedError, Severity
from factsheet.report import as_text
from factsheet.strictness import ADJUSTABLE, ALLOWABLE, ALWAYS, parse_severity

LANGUAGES = ("en", "zh")

Explain = Callable[..., str]
Base = Callable[..., FactBase]
Write = Callable[..., Path]

FACTS = """\
sources:
  wire: {title: Wire, url: https://a.example}
  spare: {title: Spare, url: https://b.example}
dates:
  founded: {date: 1999, title: {en: A}, sources: [wire]}
  grown: {date: 2000, title: {en: B}, sources: [wire]}
"""


def allowing(rule: str, facts: str = FACTS) -> str:
    return facts.replace("{date: 1999,", f"{{date: 1999, allow: {{{rule}: Why not}},")


def rules(base: FactBase) -> list[tuple[int, str]]:
    return [(problem.place.line, problem.rule) for problem in base.problems]


def loaded(folder: Path, **severities: Severity | None) -> FactBase:
    by_rule = {rule.replace("_", "-"): severity for rule, severity in severities.items()}
    return load([folder], LANGUAGES, root=folder.parent, severities=by_rule)


# Exceptions


def test_without_an_exception_every_record_answers_for_itself(base: Base) -> None:
    assert rules(base(FACTS)) == [
        (3, "unused-source"),
        (5, "missing-language"),
        (6, "missing-language"),
    ]


def test_an_exception_holds_for_its_record_and_its_rule_only(base: Base) -> None:
    found = base(allowing("missing-language"))
    assert rules(found) == [(3, "unused-source"), (6, "missing-language")]


def test_an_exception_holds_wherever_in_a_record_the_problem_is(explain: Explain) -> None:
    text = (
        "sources:\n  wire: {title: Wire, url: https://a.example}\ndates:\n  founded:\n"
        "    date: 1999\n    title:\n      en: A\n    sources: [wire]\n    note:\n      en: B\n"
        "    allow:\n      missing-language: Nobody has translated it.\n"
    )
    assert explain(text) == "no problems\n"


def test_a_record_may_break_a_rule_at_its_very_id(explain: Explain) -> None:
    text = allowing("missing-language").replace(
        "title: Spare", "title: Spare, allow: {unused-source: A}"
    )
    assert "unused-source" not in explain(text)


@pytest.mark.parametrize(
    "facts",
    [
        "entities:\n  acme: {kind: person, name: A, allow: {unused-entity: A}}\n",
        "tags:\n  money: {name: {en: A}, allow: {missing-language: A}}\n",
        "units:\n  car: {name: {en: car}, allow: {missing-language: A}}\n",
        "sheets:\n  sheet: {title: {en: A}, sections: [{title: A, text: B}], allow: {missing-language: A}}\n",
    ],
)  # fmt: skip
def test_records_of_every_section_may_have_exceptions(explain: Explain, facts: str) -> None:
    assert "[unknown-field]" not in explain(facts)
    assert "[unused-entity]" not in explain(facts)


def test_an_exception_that_nothing_needs_is_a_problem(explain: Explain) -> None:
    text = FACTS.replace("{en: B}", "{en: B, zh: 乙}, allow: {missing-language: Later}")
    assert (
        'facts/facts.yaml:6:54: warning: "grown" does not break the rule "missing-language", '
        "which it may [needless-exception]\n"
        "    6 |   grown: {date: 2000, title: {en: B, zh: 乙}, allow: {missing-language: Later}, "
        "sources: [wire]}\n"
        "      |                                                       ^^^^^^^^^^^^^^^^\n"
        "  hint: remove the exception\n"
    ) in explain(text)


def test_an_exception_from_a_rule_there_is_not_is_an_error(explain: Explain) -> None:
    assert (
        'facts/facts.yaml:5:33: error: there is no rule "mising-language" that could be allowed '
        "[unknown-rule]\n"
    ) in explain(allowing("mising-language"))
    assert '  hint: did you mean "missing-language"?\n' in explain(allowing("mising-language"))


@pytest.mark.parametrize("rule", ["bad-date", "yaml-syntax", *sorted(ALWAYS)])
def test_what_keeps_the_fact_base_together_cannot_be_allowed(explain: Explain, rule: str) -> None:
    said = explain(allowing(rule))
    assert f'error: there is no rule "{rule}" that could be allowed [unknown-rule]' in said
    assert "  hint: " in said


def test_a_reference_to_nothing_stays_an_error_when_it_is_allowed(base: Base) -> None:
    text = allowing("unknown-reference", FACTS.replace("[wire]}\n  grown", "[wier]}\n  grown"))
    assert (5, "unknown-reference") in rules(base(text))


def test_while_something_cannot_be_read_no_exception_is_called_needless(explain: Explain) -> None:
    text = (
        "dates:\n  founded: {date: 1999, title: A, sources: [wire], allow: {missing-source: A}}\n"
    )
    assert "[needless-exception]" not in explain("", a=text, b="sources:\n  wire: {titel: A}\n")


# A fault that makes each of these rules an error in an otherwise sound fact base.
ERRORS = {
    "accessed-before-published": ("a.example}", "a.example, published: 2024, accessed: 2023}", "wire"),
    "missing-source": ("sources: [wire]}\nsheets", "sources: []}\nsheets", "grown"),
    "prose-link": ("date: 2000,", "date: 2000, note: {en: '[a](b.md)', zh: 甲},", "grown"),
    "unexplained-status": ("date: 2000,", "date: 2000, status: retracted,", "grown"),
    "empty-section": ("facts: [grown]", "facts: []", "sheet"),
    "verdict-without-evidence": ("verdict: opinion", "verdict: misleading", "claimed"),
}  # fmt: skip
WHOLE = """\
sources:
  wire: {title: Wire, url: https://a.example}
dates:
  founded: {date: 1999, title: {en: A, zh: 甲}, sources: [wire]}
  grown: {date: 2000, title: {en: B, zh: 乙}, sources: [wire]}
sheets:
  sheet: {title: Sheet, sections: [{title: A, facts: [grown]}]}
claims:
  claimed: {statement: A, appears_in: wire, verdict: opinion}
"""


@pytest.mark.parametrize("rule", ERRORS)
def test_a_fact_base_with_an_allowed_error_makes_all_its_pages(base: Base, rule: str) -> None:
    old, new, owner = ERRORS[rule]
    assert WHOLE.count(old) == 1
    broken = WHOLE.replace(old, new)
    assert [problem.rule for problem in base(broken).problems] == [rule]
    found = base(broken.replace(f"  {owner}: {{", f"  {owner}: {{allow: {{{rule}: Why}}, "))
    assert found.problems == ()
    assert len(list(everything(found, LANGUAGES))) > 10


# Severities


def test_a_site_says_how_severe_a_rule_is(write: Write) -> None:
    folder = write(FACTS)
    severe = loaded(folder, unused_source=Severity.ERROR, missing_language=None)
    assert [(problem.rule, problem.severity) for problem in severe.problems] == [
        ("unused-source", Severity.ERROR)
    ]
    assert severe.has_errors
    mild = loaded(write(FACTS.replace("[wire]", "[]")), missing_source=Severity.WARNING)
    assert not mild.has_errors


def test_an_exception_from_a_rule_that_is_off_is_not_called_needless(write: Write) -> None:
    text = allowing("missing-language").replace("{en: A}", "{en: A, zh: 甲}")
    found = loaded(write(text), missing_language=None, unused_source=None)
    assert as_text(found.problems, found.texts) == "no problems\n"


def test_mistakes_of_reading_have_the_severity_they_have() -> None:
    for rule in ("bad-date", *ALWAYS):
        with pytest.raises(MalformedError) as error:
            parse_severity(rule, "off")
        assert error.value.message == f'there is no rule "{rule}" whose severity can be set'


def test_a_severity_there_is_not_gets_the_nearest() -> None:
    with pytest.raises(MalformedError) as error:
        parse_severity("missing-language", "eror")
    assert (error.value.message, error.value.hint) == (
        '"eror" is not a severity',
        'did you mean "error"?',
    )
    with pytest.raises(MalformedError) as error:
        parse_severity("missing-language", "")
    assert error.value.hint == "it can be error, warning, off"


def test_rules_have_the_names_of_their_files() -> None:
    assert "missing-language" in RULES
    assert set(RULES) - ALLOWABLE == ALWAYS
    assert {"needless-exception", "lost-id"} == ADJUSTABLE - ALLOWABLE
