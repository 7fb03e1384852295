"""Every rule there is fires on a fault planted in the real facts, and is silent on them as they are.

The rules are read off the program's own text, so that one without a fault here fails.
"""

# ruff: noqa: E501  a fault reads best on one line

import ast
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from factsheet.checks import RULES
from factsheet.pipeline import FactBase, compared, load
from factsheet.published import published
from factsheet.published.reading import SCHEMA_VERSION
from factsheet.report import as_text
from factsheet.source import MAX_BYTES
from factsheet.strictness import LOST, NEEDLESS, UNKNOWN

ROOT = Path(__file__).parents[1]
LANGUAGES = ("en", "zh")
RULE = re.compile(r"[a-z]+(?:-[a-z]+)*")
# Helpers that are given a rule, which may be a single word.
MAKERS = {"_note", "_refuse", "_warning", "add_unread", "MalformedError"}

NVIDIA, CONTEXT = "figures/nvidia.yaml", "figures/context.yaml"
CLAIMS, LATER_CLAIMS = (
    "claims/netease-nvidia-china-2024-p1-p4.yaml",
    "claims/netease-nvidia-china-2024-p5-p12.yaml",
)
QUOTES, SHEETS, WORDS = "quotes.yaml", "sheets.yaml", "vocabulary.yaml"
ARTICLE, STATEMENTS = "sources/article.yaml", "dates/statements.yaml"
PEOPLE, FIRMS = "entities/people.yaml", "entities/organizations.yaml"
AUTO = "measure: {en: Automotive revenue, zh: 汽车业务营收}\n"
FORUM = "date: 2021-02-07"

# rule → faults: a file, what stands there once, what is put in its place.
PLANTED: dict[str, list[tuple[str, str, str]]] = {
    # Between records
    "accessed-before-published": [(ARTICLE, "publisher: netease", "publisher: netease\n    published: 2024-03-20\n    accessed: 2024-03-19")],
    "change-contradicts-values": [(NVIDIA, "change: +126% from FY2023", "change: +162% from FY2023")],
    "circular-evidence": [(LATER_CLAIMS, "- id: crs-science-agreement\n        excerpt: The STA is not", "- id: netease-nvidia-china-2024\n        excerpt: The STA is not")],
    "empty-section": [(SHEETS, "          - netease-global-times-report\n          - netease-share-price-soared\n          - netease-gtc-san-jose\n          - netease-gtc-drew-attention\n          - netease-b200-quotation\n          - netease-export-control-background\n          - netease-expanded-cooperation\n          - netease-ai-training-mistranslated\n", "          {kind: quote, from: 1900, to: 1901}\n")],
    "future-date": [(STATEMENTS, FORUM, "date: 2121-02-07")],
    "halfwidth-punctuation": [(PEOPLE, "zh: 美国商务部长（2024年3月时任）", "zh: 美国商务部长(2024年3月时任)")],
    "mirror-preferred": [("sources/carmakers.yaml", "url: https://climateerinvest.blogspot.com", "same_report_as: tweaktown-huang-policies\n    url: https://climateerinvest.blogspot.com")],
    "missing-language": [
        (PEOPLE, "name: {en: Gina Raimondo, zh: 吉娜·雷蒙多}", "name: {en: Gina Raimondo}"),
        (QUOTES, "      en: We cannot allow China to have access for their military advancement to our most sophisticated technology.\n", ""),
    ],
    "missing-source": [(CONTEXT, "    sources: [register-nvidia-amd-2022]\n", "")],
    "mixed-periods": [(NVIDIA, "FY2025: 17108\n", "FY2025-Q1: 2491\n")],
    "name-in-one-language": [("dates/nvidia.yaml", "zh: 比亚迪宣布采用英伟达DRIVE Orin", "zh: 极氪宣布采用英伟达DRIVE Orin")],
    "number-in-one-language": [(CLAIMS, "注册参会者达1.7万人", "注册参会者达1.6万人")],
    "outside-its-dates": [
        (PEOPLE, "name: {en: Gina Raimondo, zh: 吉娜·雷蒙多}", "name: {en: Gina Raimondo, zh: 吉娜·雷蒙多}\n    in_role: 2021-03-03/2024-03-10"),
        (PEOPLE, "name: {en: Gina Raimondo, zh: 吉娜·雷蒙多}", "name: {en: Gina Raimondo, zh: 吉娜·雷蒙多}\n    existed: ../2023"),
        (FIRMS, "name: {en: NVIDIA, zh: 英伟达}", "name: {en: NVIDIA, zh: 英伟达}\n    existed: 2023-04/.."),
    ],
    "parts-exceed-total": [
        (NVIDIA, AUTO, f"{AUTO}    part_of: nvidia-oem-and-other-revenue\n"),
        (NVIDIA, "measure: {en: Automotive revenue by quarter, zh: 汽车业务季度营收}", "measure: {en: Automotive revenue by quarter, zh: 汽车业务季度营收}\n    part_of: nvidia-oem-and-other-revenue"),
    ],
    "percent-or-points": [(NVIDIA, "FY2024: 14\n", "FY2024: {value: 14, change: -5% from FY2023}\n")],
    "plain-http": [("sources/nvidia.yaml", "https://nvidianews.nvidia.com/news/nvidia-announces-financial-results-for-first-quarter-fiscal-2026", "http://nvidianews.nvidia.com/news/nvidia-announces-financial-results-for-first-quarter-fiscal-2026")],
    "power-of-ten": [(NVIDIA, "value: 281\n", "value: 2810\n")],
    "prose-link": [(SHEETS, "](fact:raimondo-whatever-it-takes) into", "](raimondo.html) into")],
    "repeated-address": [("sources/context.yaml", "https://www.tibetanreview.net/president-biden-looks-to-work-with-china-sees-extreme-competition-with-it/", "https://www.chinaeconomicreview.com/blinken-says-china-poses-21st-centurys-greatest-geopolitical-challenge#top")],
    "repeated-id": [(WORDS, "  automotive:\n", "  nvidia:\n    name: {en: A, zh: 甲}\n  automotive:\n")],
    "windows-name": [(PEOPLE, "  gina-raimondo:\n", "  con:\n    kind: person\n    name: {en: Con, zh: 康}\n  gina-raimondo:\n")],
    "too-few-sources": [(STATEMENTS, "sources: [china-economic-review-blinken-2021]", "sources: [china-economic-review-blinken-2021]\n    status: disputed")],
    "tracking-parameter": [(ARTICLE, "?from=subscribe", "?from=subscribe&spm=a.b")],
    "traditional-in-simplified": [(PEOPLE, "name: {en: Jensen Huang, zh: 黄仁勋}", "name: {en: Jensen Huang, zh: 黃仁勳}")],
    "translation-behind": [(PEOPLE, "en: Jensen Huang, zh: 黄仁勋", "en: Jen-Hsun Huang, zh: 黄仁勋")],
    "unexplained-status": [(STATEMENTS, FORUM, f"{FORUM}\n    status: retracted")],
    "unknown-reference": [(QUOTES, "place: philippines\n    sources: [bloomberg-raimondo-manila]", "place: philippines\n    sources: [bloomberg-raimondo-manilla]")],
    "unknown-unit": [(CONTEXT, "value: 22 companies", "value: 22 compnies")],
    "unused-entity": [(PEOPLE, "  gina-raimondo:\n", "  jane-doe: {kind: person, name: {en: Jane Doe, zh: 简·多伊}}\n  gina-raimondo:\n")],
    "unused-source": [(ARTICLE, "sources:\n", "sources:\n  spare: {title: Spare, url: https://spare.example}\n")],
    "verdict-without-evidence": [(LATER_CLAIMS, "    verdict: unverifiable\n    finding:\n      en: The article gives no source, and no such statement was found.\n", "    verdict: misleading\n    finding:\n      en: The article gives no source, and no such statement was found.\n")],
    # Exceptions
    NEEDLESS: [(STATEMENTS, FORUM, f"{FORUM}\n    allow: {{missing-source: There is none.}}")],
    UNKNOWN: [(ARTICLE, "publisher: netease", "publisher: netease\n    allow: {missing-langauge: Not yet.}")],
    # Reading
    "backwards-interval": [(CONTEXT, "period: 2024-03-11/2024-03-12", "period: 2024-03-12/2024-03-11")],
    "bad-address": [(FIRMS, "website: https://www.nvidia.com/", "website: www.nvidia.com")],
    "bad-date": [(STATEMENTS, FORUM, "date: 2021-02-30")],
    "bad-id": [(WORDS, "  earnings:\n", "  Earnings:\n")],
    "bad-number": [(CONTEXT, "value: 22 companies", "value: twenty-two companies")],
    "bad-text": [(PEOPLE, "en: Jensen Huang, zh: 黄仁勋", 'en: "Jensen\\x07 Huang", zh: 黄仁勋')],
    "empty-text": [(PEOPLE, "en: Jensen Huang, zh: 黄仁勋", 'en: "", zh: 黄仁勋')],
    "missing-field": [(STATEMENTS, f"    {FORUM}\n", "")],
    "repeated-key": [(STATEMENTS, FORUM, f"{FORUM}\n    {FORUM}")],
    "several-documents": [(WORDS, "\nunits:\n", "\n---\nunits:\n")],
    "unknown-field": [(STATEMENTS, FORUM, "day: 2021-02-07")],
    "unknown-language": [(PEOPLE, "en: Jensen Huang, zh: 黄仁勋", "en: Jensen Huang, cn: 黄仁勋")],
    "unknown-value": [(CLAIMS, "    verdict: misleading\n    finding:\n      en: That", "    verdict: wrong\n    finding:\n      en: That")],
    "wrong-kind": [(NVIDIA, "tags: [earnings]\n    note:\n      en: By the", "tags: earnings\n    note:\n      en: By the")],
    "alias": [(STATEMENTS, FORUM, "date: &day 2021-02-07")],
    "depth": [(STATEMENTS, FORUM, f"date: {'[' * 200}{']' * 200}")],
    "tag": [(STATEMENTS, FORUM, "date: !!timestamp 2021-02-07")],
    "yaml-syntax": [(STATEMENTS, FORUM, "date: [2021-02-07")],
}  # fmt: skip
# What no change of one text can plant: faults of whole files, and of what was published.
OF_FILES = {"encoding", "file-name", "file-size", "no-facts", "unreadable-file", LOST}
# The licence is an option: its mistakes are told by click and mkdocs, without a rule.
NEVER_SHOWN = {"bad-licence"}
# Rules of what is beside the facts, each with the test that plants its fault there.
# They need the text of a source, which no repository holds: planted where one is made.
NEEDS_TEXTS = {
    "archive-changed": "test_archive.py",
    "excerpt-not-in-source": "test_archive.py",
}
ELSEWHERE = {
    **NEEDS_TEXTS,
    "broken-link": "site/test_build.py",
    "changed-fact": "test_prose_command.py",
    "contradicting-text": "test_prose_command.py",
    "dead-link": "test_prose_command.py",
    "due": "test_due.py",
    "gone-address": "test_links.py",
    "moved-address": "test_links.py",
    "renamed-link": "test_prose_command.py",
    "unresolved-link": "test_prose_command.py",
}


def named() -> Iterator[str]:
    """Find the rules that the program's text names: as `rule=`, or for a helper that makes one."""
    for file in (ROOT / "generator/factsheet").rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(call, ast.Call):
                name = getattr(call.func, "id", getattr(call.func, "attr", ""))
                given = [each.value for each in call.keywords if each.arg == "rule"]
                words = [each.value for each in given if isinstance(each, ast.Constant)]
                if name in MAKERS:
                    first = [each.value for each in call.args if isinstance(each, ast.Constant)]
                    words += [each for each in first if RULE.fullmatch(str(each))]
                yield from map(str, words)


def faults() -> list[tuple[str, str, str, str]]:
    return [(rule, *fault) for rule, listed in PLANTED.items() for fault in listed]


def rules(base: FactBase) -> set[str]:
    return {problem.rule for problem in base.problems}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "facts", tmp_path / "facts")
    return tmp_path


def test_every_rule_has_a_planted_fault() -> None:
    known = {*PLANTED, *OF_FILES, *ELSEWHERE, *NEVER_SHOWN}
    assert {*named(), *RULES, NEEDLESS, UNKNOWN, LOST} == known
    assert {*RULES} <= {*PLANTED, *NEEDS_TEXTS}


@pytest.mark.parametrize("rule", ELSEWHERE)
def test_rules_of_what_is_beside_the_facts_have_their_faults_there(rule: str) -> None:
    assert re.search(rf"\b{rule}\b", (ROOT / "tests" / ELSEWHERE[rule]).read_text("utf-8"))


def test_on_the_real_facts_every_rule_is_silent() -> None:
    base = load([ROOT / "facts"], LANGUAGES, root=ROOT)
    assert as_text(base.problems, base.texts) == "no problems\n"


@pytest.mark.parametrize(("rule", "file", "old", "new"), faults())
def test_a_rule_fires_on_its_planted_fault(rule: str, file: str, old: str, new: str) -> None:
    name = f"facts/{file}"
    text = (ROOT / name).read_text("utf-8")
    assert text.count(old) == 1
    changed = text.replace(old, new).encode()
    base = load([ROOT / "facts"], LANGUAGES, root=ROOT, instead={name: changed})
    assert rule in rules(base), as_text(base.problems, base.texts)


@pytest.mark.parametrize(
    ("rule", "data"),
    [("encoding", "英伟达: {}".encode("gb18030")), ("file-size", b"#" * (MAX_BYTES + 1))],
)
def test_a_rule_of_files_fires_on_its_planted_fault(copy: Path, rule: str, data: bytes) -> None:
    (copy / "facts/more.yaml").write_bytes(data)
    assert rule in rules(load([copy / "facts"], LANGUAGES, root=copy))


def test_a_file_that_is_none_or_has_another_name_is_told(copy: Path) -> None:
    (copy / "facts/away.yaml").symlink_to(ROOT / "facts/quotes.yaml")
    (copy / "facts/sheets.yaml").rename(copy / "facts/sheets.yml")
    found = rules(load([copy / "facts"], LANGUAGES, root=copy))
    assert {"unreadable-file", "file-name"} <= found


def test_a_folder_without_facts_is_told(copy: Path) -> None:
    shutil.rmtree(copy / "facts")
    (copy / "facts").mkdir()
    assert rules(load([copy / "facts"], LANGUAGES, root=copy)) == {"no-facts"}


def test_an_id_that_is_lost_is_told(copy: Path) -> None:
    kept, lost = ({"kind": "entity", "address": f"/en/entities/{each}/"} for each in ("a", "b"))
    listed = {"schema_version": SCHEMA_VERSION, "ids": {"nvidia": kept, "nvidia-of-old": lost}}
    (copy / "ids.json").write_text(json.dumps(listed), "utf-8")
    base = load([ROOT / "facts"], LANGUAGES, root=ROOT)
    before = published(str(copy / "ids.json"))
    assert rules(compared(base, before)) == {LOST}
