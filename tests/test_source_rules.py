"""The rules about sources, evidence and time: whole messages, and silence where all is well."""

# ruff: noqa: E501  a record reads best on one line

from collections.abc import Callable

import pytest

from factsheet.pipeline import FactBase
from factsheet.report import as_text, problem_as_text

Base = Callable[..., FactBase]
Explain = Callable[..., str]

SOUND = """\
sources:
  wire: {title: Wire, url: https://wire.example/a, tier: primary, published: 2024-02-21}
  copy: {title: Copy, url: https://copy.example/b, tier: mirror, same_report_as: wire}
  daily: {title: Daily, url: https://daily.example/c, published: 2024-02, accessed: 2024-06-01}
entities:
  acme: {kind: organization, name: Acme, links: {website: https://acme.example}}
dates:
  founded: {date: 1999, title: {en: A, zh: 甲}, sources: [wire, copy, daily], about: [acme]}
figures:
  cars: {measure: Cars, of: acme, points: {2003: 1, 2004: {value: 2, sources: [daily]}}, sources: [wire]}
quotes:
  said: {speaker: acme, text: {en: A, zh: 甲}, original: en, said: 2024-01, sources: [wire]}
claims:
  claimed: {statement: A, appears_in: daily, verdict: "false", evidence: [cars@2003], reviewed: 2024-05}
"""


def changed(*pairs: tuple[str, str]) -> str:
    text = SOUND
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def said_of(base: FactBase) -> tuple[str, str]:
    """Return what is said of the one problem there is, and what the caret stands under."""
    assert len(base.problems) == 1, as_text(base.problems, base.texts)
    [problem] = base.problems
    place = problem.place
    line = base.texts[place.file].splitlines()[place.line - 1]
    words = problem_as_text(problem, {}).partition(": ")[2]
    return f"{place.line}: {words}", line[place.column - 1 :][: place.width]


def test_sound_sources_have_no_problems(explain: Explain) -> None:
    assert explain(SOUND) == "no problems\n"


CASES = [
    (
        [("sources: [wire, copy, daily], about: [acme]}", "sources: [wire, copy], about: [acme], status: disputed, note: A}")],
        "disputed",
        '8: warning: "founded" is disputed, but rests on a single report [too-few-sources]\n'
        '  hint: "copy" and "wire" tell the same report; name a source that does not',
    ),
    (
        [("sources: [wire, copy, daily], about: [acme]}", "sources: [wire], about: [acme], status: disputed, note: A}"), ("original: en, said: 2024-01, sources: [wire]", "original: en, sources: [wire, copy]")],
        "disputed",
        '8: warning: "founded" is disputed, but rests on a single report [too-few-sources]\n'
        '  hint: name a source that does not retell "wire"',
    ),
    (
        [('verdict: "false"', "verdict: disputed")],
        "disputed",
        '14: warning: "claimed" is disputed, but rests on a single report [too-few-sources]\n'
        '  hint: name a source that does not retell "wire"',
    ),
    (
        [('verdict: "false", evidence: [cars@2003]', "verdict: disputed, sources: [wire, daily]")],
        "disputed",
        '14: warning: "claimed" is disputed, but rests on a single report [too-few-sources]\n'
        '  hint: name a source that does not retell "wire"',
    ),
    (
        [("points: {2003: 1, 2004: {value: 2, sources: [daily]}}", "value: 1, period: 2003, alternatives: [{value: 2, sources: [copy, wire]}]"), ("evidence: [cars@2003]", "evidence: [cars]")],
        "alternatives",
        '10: warning: "cars" has alternatives, but rests on a single report [too-few-sources]\n'
        '  hint: "copy" and "wire" tell the same report; name a source that does not',
    ),
    (
        [("{value: 2, sources: [daily]}", "{value: 2, sources: [wire], status: disputed, note: A}")],
        "disputed",
        '10: warning: "cars@2004" is disputed, but rests on a single report [too-few-sources]\n'
        '  hint: name a source that does not retell "wire"',
    ),
    (
        [("https://daily.example/c", "http://www.Wire.example:80/a/?utm_source=x#top"), ("?utm_source=x", "?")],
        "http://www.Wire.example:80/a/?#top",
        '4: warning: "daily" has the address of "wire" [repeated-address]\n'
        '  hint: cite "wire", with the place in it under "at", and put "daily" under its "formerly"',
    ),
    (
        [("https://daily.example/c", "https://daily.example/c, archive_url: https://copy.example/b/")],
        "https://copy.example/b/",
        '4: warning: "daily" has the address of "copy" [repeated-address]\n'
        '  hint: cite "copy", with the place in it under "at", and put "daily" under its "formerly"',
    ),
    (
        [("https://daily.example/c", "https://daily.example/c?id=1&utm_source=x&spm=1.2")],
        "utm_source=x",
        '4: warning: "utm_source" and "spm" in the address follow readers around [tracking-parameter]\n'
        "  hint: write https://daily.example/c?id=1",
    ),
    (
        [("https://acme.example", "'https://acme.example/?fbclid=7'")],
        "fbclid=7",
        '6: warning: "fbclid" in the address follows readers around [tracking-parameter]\n'
        "  hint: write https://acme.example/",
    ),
    (
        [("about: [acme]}", "about: [acme], note: {en: 'See [b](https://b.example/?gclid=7).', zh: 甲}}")],
        "gclid=7",
        '8: warning: "gclid" in the address follows readers around [tracking-parameter]\n'
        "  hint: write https://b.example/",
    ),
    (
        [("https://acme.example", "http://daily.example/about")],
        "http://",
        '6: warning: "daily.example" is asked over http here, and over https elsewhere [plain-http]\n'
        '  hint: try https://daily.example/about, as in "daily"',
    ),
    (
        [("sources: [wire, copy, daily]", "sources: [daily, copy]")],
        "copy",
        '8: warning: "copy" is a copy of "wire", which is not cited [mirror-preferred]\n'
        '  hint: cite "wire" instead, or besides',
    ),
    (
        [("{value: 2, sources: [daily]}}, sources: [wire]", "{value: 2, sources: [{id: copy, at: p. 1}]}}, sources: [daily]"), ("appears_in: daily", "appears_in: wire")],
        "copy",
        '10: warning: "copy" is a copy of "wire", which is not cited [mirror-preferred]\n'
        '  hint: cite "wire" instead, or besides',
    ),
    (
        [("appears_in: daily", "appears_in: wire")],
        "cars@2003",
        '14: warning: "claimed" is held against nothing but the text it stands in [circular-evidence]\n'
        "  hint: name evidence or a source that does not come from it",
    ),
    (
        [("appears_in: daily", "appears_in: copy"), ("evidence: [cars@2003]", "sources: [wire]")],
        "wire",
        '14: warning: "claimed" is held against nothing but the text it stands in [circular-evidence]\n'
        "  hint: name evidence or a source that does not come from it",
    ),
    (
        [("evidence: [cars@2003]", "evidence: [claimed]")],
        "claimed",
        '14: warning: the evidence for "claimed" leads back to it [circular-evidence]\n'
        "  hint: name evidence or a source that does not come from it",
    ),
    (
        [("date: 1999", "date: 2025-03/2025-04")],
        "2025-03/2025-04",
        "8: warning: 2025-03/2025-04 is later than 2024-06-01, the latest day the fact base was worked on [future-date]\n"
        '  hint: mend it, or, if it is right, the day under "checked" or "added" of what you worked on',
    ),
    (
        [("accessed: 2024-06-01", "locator: p. 1"), ("date: 1999", "date: 2024-06")],
        "2024-06",
        "8: warning: 2024-06 is later than 2024-05, the latest day the fact base was worked on [future-date]\n"
        '  hint: mend it, or, if it is right, the day under "checked" or "added" of what you worked on',
    ),
    (
        [("published: 2024-02-21", "published: 2042-02-21")],
        "2042-02-21",
        "2: warning: 2042-02-21 is later than 2024-06-01, the latest day the fact base was worked on [future-date]\n"
        '  hint: mend it, or, if it is right, the day under "checked" or "added" of what you worked on',
    ),
    (
        [("said: 2024-01", "said: 2024-07")],
        "2024-07",
        "12: warning: 2024-07 is later than 2024-06-01, the latest day the fact base was worked on [future-date]\n"
        '  hint: mend it, or, if it is right, the day under "checked" or "added" of what you worked on',
    ),
    (
        [("2004: {value: 2, sources: [daily]}", "2030: {value: 2, sources: [daily]}")],
        "2030",
        "10: warning: 2030 is later than 2024-06-01, the latest day the fact base was worked on [future-date]\n"
        '  hint: mend the date, or mark a forecast with "projection: true"',
    ),
    (
        [("points: {2003: 1, 2004: {value: 2, sources: [daily]}}", "value: 1, period: {label: FY2026, from: 2025-02-01, to: 2026-01-31}"), ("evidence: [cars@2003]", "evidence: [cars]")],
        "period",
        "10: warning: 2025-02-01/2026-01-31 is later than 2024-06-01, the latest day the fact base was worked on [future-date]\n"
        '  hint: mend the date, or mark a forecast with "projection: true"',
    ),
    (
        [("points: {2003: 1, 2004: {value: 2, sources: [daily]}}", "value: 1, as_of: 2030-01-01"), ("evidence: [cars@2003]", "evidence: [cars]")],
        "2030-01-01",
        "10: warning: 2030-01-01 is later than 2024-06-01, the latest day the fact base was worked on [future-date]\n"
        '  hint: mend the date, or mark a forecast with "projection: true"',
    ),
]  # fmt: skip


@pytest.mark.parametrize(("pairs", "under", "said"), CASES)
def test_a_planted_fault_is_explained(
    base: Base, pairs: list[tuple[str, str]], under: str, said: str
) -> None:
    assert said_of(base(changed(*pairs))) == (said, under)


@pytest.mark.parametrize(
    "pairs",
    [
        [("about: [acme]}", "about: [acme], status: disputed, note: A}")],
        [("{value: 2, sources: [daily]}", "{value: 2, sources: [daily], status: disputed, note: A}")],
        [('verdict: "false", evidence: [cars@2003]', "verdict: disputed, evidence: [cars@2004, founded]"), ("appears_in: daily", "claimed_by: acme")],
        [("https://daily.example/c", "https://daily.example/c?from=subscribe")],
        [("https://daily.example/c", "https://daily.example/c, archive_url: 'https://archive.example/https://daily.example/c?utm_source=x'")],
        [("https://daily.example/c", "http://daily.example/c")],
        [("https://acme.example", "http://daily.example:8080/")],
        [("tier: primary", "tier: mirror"), ("sources: [wire, copy, daily]", "sources: [copy, daily]")],
        [("appears_in: daily", "appears_in: wire"), ('verdict: "false"', "verdict: opinion")],
        [("appears_in: daily", "appears_in: wire"), ("evidence: [cars@2003]", "evidence: [cars@2004]")],
        [("accessed: 2024-06-01", "locator: p. 1"), ("reviewed: 2024-05", "at: p. 1"), ("date: 1999", "date: 2999")],
        [("date: 1999", "date: 2024-06/..")],
        [("date: 1999", "date: 2024")],
        [("2004: {value: 2,", "2030: {value: 2, projection: true,")],
        [("2004: {value: 2,", "FY2030: {value: 2,")],
        [("of: acme, points", "of: acme, projection: true, points"), ("2004: {value: 2,", "2030: {value: 2,")],
        [("about: [acme]}", "about: [acme], corrections: [{on: 2030, was: {en: A, zh: 甲}, now: {en: B, zh: 乙}}]}"), ("date: 1999", "date: 2029")],
    ],
)  # fmt: skip
def test_the_correct_form_is_fine(explain: Explain, pairs: list[tuple[str, str]]) -> None:
    assert explain(changed(*pairs)) == "no problems\n"


def test_sources_that_cite_each_other_are_one_report(base: Base) -> None:
    text = changed(
        ("tier: primary,", "same_report_as: copy,"),
        ("sources: [wire, copy, daily], about: [acme]}", "sources: [wire, copy], about: [acme], status: disputed, note: A}"),
    )  # fmt: skip
    assert "[too-few-sources]" in said_of(base(text))[0]


@pytest.mark.parametrize(
    "pair",
    [('verdict: "false"', "verdict: disputed"), ("appears_in: daily", "appears_in: wire")],
)
def test_while_a_source_cannot_be_read_nothing_is_said_of_what_rests_on_it(
    explain: Explain, pair: tuple[str, str]
) -> None:
    broken = "sources:\n  broken: {titel: Broken}\n"
    said = explain("", a=broken, b=changed(pair))
    assert (said.count("[unknown-field]"), said.splitlines()[-1]) == (1, "1 error")


def test_a_former_id_is_the_same_source(explain: Explain) -> None:
    text = changed(
        ("title: Wire,", "title: Wire, formerly: [old-wire],"),
        ("sources: [wire, copy, daily]", "sources: [old-wire, copy]"),
    )
    assert explain(text) == "no problems\n"
