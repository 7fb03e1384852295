"""Rules about sources, evidence and time on the real fact base: silent, and firing when planted."""

# ruff: noqa: E501  an address is one word

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from factsheet.pipeline import FactBase, load
from factsheet.report import as_text

ROOT = Path(__file__).parents[1]
LANGUAGES = ("en", "zh")

# Where a planted fault shows, when that is not the file it is planted in.
ELSEWHERE = {"mirror-preferred": "claims/netease-nvidia-china-2024-p1-p4.yaml"}

Planted = Callable[[str, str, str], FactBase]


@pytest.fixture
def planted(tmp_path: Path) -> Planted:
    """Load a copy of the real facts with one text in one file replaced."""

    def load_with(file: str, old: str, new: str) -> FactBase:
        shutil.copytree(ROOT / "facts", tmp_path / "facts")
        path = tmp_path / "facts" / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{file} has {text.count(old)} × {old}"
        path.write_text(text.replace(old, new), "utf-8")
        return load([tmp_path / "facts"], LANGUAGES, root=tmp_path)

    return load_with


def test_the_real_fact_base_breaks_no_rule() -> None:
    base = load([ROOT / "facts"], LANGUAGES, root=ROOT)
    assert as_text(base.problems, base.texts) == "no problems\n"


CASES = [
    (
        "too-few-sources",
        "dates/statements.yaml",
        "sources: [china-economic-review-blinken-2021]",
        "sources: [china-economic-review-blinken-2021]\n    status: disputed",
        "disputed",
    ),
    (
        "too-few-sources",
        "quotes.yaml",
        "sources: [ap-raimondo-manila, ap-raimondo-manila-business-standard]",
        "sources: [ap-raimondo-manila, ap-raimondo-manila-business-standard]\n    status: disputed",
        "disputed",
    ),
    (
        "repeated-address",
        "sources/context.yaml",
        "https://www.tibetanreview.net/president-biden-looks-to-work-with-china-sees-extreme-competition-with-it/",
        "https://www.chinaeconomicreview.com/blinken-says-china-poses-21st-centurys-greatest-geopolitical-challenge#top",
        "https://www.chinaeconomicreview.com/blinken-says-china-poses-21st-centurys-greatest-geopolitical-challenge#top",
    ),
    ("tracking-parameter", "sources/article.yaml", "?from=subscribe", "?from=subscribe&spm=a.b", "spm=a.b"),
    ("tracking-parameter", "entities/organizations.yaml", "https://www.nvidia.com/", "https://www.nvidia.com/?utm_source=a&utm_medium=b", "utm_source=a"),
    (
        "plain-http",
        "sources/nvidia.yaml",
        "https://nvidianews.nvidia.com/news/nvidia-announces-financial-results-for-first-quarter-fiscal-2026",
        "http://nvidianews.nvidia.com/news/nvidia-announces-financial-results-for-first-quarter-fiscal-2026",
        "http://",
    ),
    (
        "mirror-preferred",
        "sources/carmakers.yaml",
        "url: https://climateerinvest.blogspot.com",
        "same_report_as: tweaktown-huang-policies\n    url: https://climateerinvest.blogspot.com",
        "climateer-b200",
    ),
    (
        "circular-evidence",
        "claims/netease-nvidia-china-2024-p5-p12.yaml",
        "- id: crs-science-agreement\n        excerpt: The STA is not",
        "- id: netease-nvidia-china-2024\n        excerpt: The STA is not",
        "netease-nvidia-china-2024",
    ),
    ("future-date", "dates/statements.yaml", "date: 2021-02-07", "date: 2121-02-07", "2121-02-07"),
    ("future-date", "figures/context.yaml", "period: 2024-03-11/2024-03-12", "period: 2042-03-11/2042-03-12", "2042-03-11/2042-03-12"),
    (
        "needless-exception",
        "dates/statements.yaml",
        "date: 2021-02-07",
        "date: 2021-02-07\n    allow: {missing-source: There is none.}",
        "missing-source",
    ),
    (
        "unknown-rule",
        "sources/article.yaml",
        "publisher: netease",
        "publisher: netease\n    allow:\n      missing-langauge: Not yet.",
        "missing-langauge",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "file", "old", "new", "under"), CASES, ids=[case[0] for case in CASES]
)
def test_a_fault_planted_in_the_real_facts_is_found_at_its_place(  # noqa: PLR0913, PLR0917 the columns of a case
    planted: Planted, rule: str, file: str, old: str, new: str, under: str
) -> None:
    base = planted(file, old, new)
    [problem] = base.problems
    place = problem.place
    line = base.texts[place.file].splitlines()[place.line - 1]
    assert (problem.rule, place.file) == (rule, f"facts/{ELSEWHERE.get(rule, file)}")
    assert line[place.column - 1 :][: place.width] == under
