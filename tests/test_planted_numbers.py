"""Faults with numbers, planted in a copy of the real fact base, are told where they stand."""

# ruff: noqa: E501  a message reads best on one line

import shutil
from pathlib import Path

import pytest

from factsheet.pipeline import load
from factsheet.report import as_text

FACTS = Path(__file__).parents[1] / "facts"
LANGUAGES = ("en", "zh")
RULES = {
    "change-contradicts-values",
    "mixed-periods",
    "number-in-one-language",
    "percent-or-points",
    "power-of-ten",
}
NVIDIA = "figures/nvidia.yaml"
CLAIMS = "claims/netease-nvidia-china-2024-p1-p4.yaml"
ZEROS = "  hint: count the zeros: 1万 is 10 thousand, 1亿 is 100 million, 10亿 is 1 billion"
MEND = '  hint: mend "change", or the value that is mistyped'

PARTS = " and ".join(
    f'"nvidia-{part}-revenue"'
    for part in (
        "data-center",
        "gaming",
        "professional-visualization",
        "automotive",
        "oem-and-other",
    )
)
EXCEEDED = f"facts/figures/nvidia.yaml:20:16: warning: {PARTS} come to 61,732,000,000 USD, which is more than the whole, 60922 million USD (FY2024) [parts-exceed-total]"

PLANTED = [
    (
        NVIDIA,
        "change: +126% from FY2023",
        "change: +162% from FY2023",
        [
            'facts/figures/nvidia.yaml:21:17: warning: the change is given as "+162%", but from 26974 million USD (FY2023) to 60922 million USD it is +126% [change-contradicts-values]',
            MEND,
        ],
    ),
    (
        NVIDIA,
        "change: -4% from FY2023-Q4",
        "change: +4% from FY2023-Q4",
        [
            'facts/figures/nvidia.yaml:247:17: warning: the change is given as "+4%", but from 294 million USD (FY2023-Q4) to 281 million USD it is -4% [change-contradicts-values]',
            MEND,
        ],
    ),
    (
        NVIDIA,
        "value: 1091\n",
        "value: 1901\n",
        [
            EXCEEDED,
            '  hint: mend the value that is mistyped, or the "part_of" of what is counted twice',
            'facts/figures/nvidia.yaml:139:17: warning: the change is given as "+21%", but from 903 million USD (FY2023) to 1901 million USD it is +111% [change-contradicts-values]',
            MEND,
            'facts/figures/nvidia.yaml:147:17: warning: the change is given as "+55%", but from 1901 million USD (FY2024) to 1694 million USD it is -11% [change-contradicts-values]',
            MEND,
        ],
    ),
    (
        NVIDIA,
        "value: 281\n",
        "value: 2810\n",
        [
            'facts/figures/nvidia.yaml:246:16: warning: the value is 10 times too large: the excerpt of "nvidia-results-q4-fy2024" says "$281 million" [power-of-ten]',
            ZEROS,
            'facts/figures/nvidia.yaml:247:17: warning: the change is given as "-4%", but from 294 million USD (FY2023-Q4) to 2810 million USD it is +856% [change-contradicts-values]',
            MEND,
            'facts/figures/nvidia.yaml:270:17: warning: the change is given as "+103%", but from 2810 million USD (FY2024-Q4) to 570 million USD it is -80% [change-contradicts-values]',
            MEND,
        ],
    ),
    (
        NVIDIA,
        "value: 14 billion USD",
        "value: 14 million USD",
        [
            'facts/claims/netease-nvidia-china-2024-p1-p4.yaml:418:200: warning: "$14 billion" is 1,000 times too large: the evidence "nvidia-automotive-design-win-pipeline" says "14 million USD" [power-of-ten]',
            ZEROS,
            'facts/claims/netease-nvidia-china-2024-p1-p4.yaml:419:76: warning: "140亿美元" is 1,000 times too large: the evidence "nvidia-automotive-design-win-pipeline" says "14 million USD" [power-of-ten]',
            ZEROS,
            'facts/figures/nvidia.yaml:348:12: warning: the value is 1,000 times too small: the excerpt of "nvidia-results-q1-fy2024" says "$14 billion" [power-of-ten]',
            ZEROS,
        ],
    ),
    (
        CLAIMS,
        "一财年的9.03亿美元",
        "一财年的90.3亿美元",
        [
            'facts/claims/netease-nvidia-china-2024-p1-p4.yaml:405:21: warning: "90.3亿美元" is 10 times too large: in "en" it is "$903 million" [power-of-ten]',
            ZEROS,
        ],
    ),
    (
        CLAIMS,
        "全年汽车业务营收为10.91亿美元",
        "全年汽车业务营收为109.1亿美元",
        [
            'facts/claims/netease-nvidia-china-2024-p1-p4.yaml:392:41: warning: "109.1亿美元" is 10 times too large: the evidence "nvidia-automotive-revenue@FY2024" says "1091 million USD" [power-of-ten]',
            ZEROS,
        ],
    ),
    (
        CLAIMS,
        "rose 21% to $1,091 million, a record",
        "rose 21% to $1,091 billion, a record",
        [
            'facts/claims/netease-nvidia-china-2024-p1-p4.yaml:391:131: warning: "$1,091 billion" is 1,000 times too large: the evidence "nvidia-automotive-revenue@FY2024" says "1091 million USD" [power-of-ten]',
            ZEROS,
        ],
    ),
    (
        CLAIMS,
        "汽车业务营收为2.81亿美元，下降了4%",
        "汽车业务营收为2.81亿美元",
        [
            'facts/claims/netease-nvidia-china-2024-p1-p4.yaml:385:50: warning: "4%" stands in "en" only: the text has no such number in "zh" [number-in-one-language]',
            '  hint: say it in "zh" too, or leave it out',
        ],
    ),
    (
        CLAIMS,
        "注册参会者达1.7万人",
        "注册参会者达1.6万人",
        [
            'facts/claims/netease-nvidia-china-2024-p1-p4.yaml:64:32: warning: "17,000" stands in "en" only: the text has no such number in "zh" [number-in-one-language]',
            '  hint: say it in "zh" too, or leave it out',
            'facts/claims/netease-nvidia-china-2024-p1-p4.yaml:65:24: warning: "1.6万人" stands in "zh" only: the text has no such number in "en" [number-in-one-language]',
            '  hint: say it in "en" too, or leave it out',
        ],
    ),
    (
        NVIDIA,
        "FY2024: 14\n",
        "FY2024: {value: 14, change: -5% from FY2023}\n",
        [
            'facts/figures/nvidia.yaml:332:35: warning: "-5%" is given in %, but from 19% (FY2023) to 14% it is that much in percentage points [percent-or-points]',
            '  hint: write "-5 pp from FY2023"',
        ],
    ),
    (
        NVIDIA,
        "FY2024: 14\n",
        "FY2024: {value: 14, change: -26 pp from FY2023}\n",
        [
            'facts/figures/nvidia.yaml:332:35: warning: "-26 pp" is given in percentage points, but from 19% (FY2023) to 14% it is that much in % [percent-or-points]',
            '  hint: write "-26% from FY2023"',
        ],
    ),
    (
        NVIDIA,
        "change: +265% from FY2023-Q4",
        "change: +265 pp from FY2023-Q4",
        [
            'facts/figures/nvidia.yaml:287:13: error: "22,103 million USD" is no percentage: it cannot change by percentage points [percent-or-points]',
            "  hint: write the change in %, or in the unit of the value",
        ],
    ),
    (
        NVIDIA,
        "FY2025: 17108\n",
        "FY2025-Q1: 2491\n",
        [
            "facts/figures/nvidia.yaml:203:18: warning: a quarter (FY2025-Q1) stands among years in one series [mixed-periods]",
            '  hint: make a figure of its own for each quarter, or say what the point covers in its own "note"',
        ],
    ),
    (
        NVIDIA,
        "change: +265% from FY2023-Q4",
        "change: -18% from FY2023",
        [
            "facts/figures/nvidia.yaml:287:13: warning: the value is of a quarter (FY2024-Q4), its change from a year (FY2023) [mixed-periods]",
            "  hint: name the quarter that the change starts from",
        ],
    ),
    (
        NVIDIA,
        "{en: Revenue in the fourth quarter, zh: 第四财季总营收}",
        "{en: Revenue, zh: 总营收}",
        [
            'facts/sheets.yaml:185:33: warning: "nvidia-revenue-q4-fy2024", of a quarter (FY2024-Q4), is shown under the same name as "nvidia-revenue", of a year (FY2021) [mixed-periods]',
            '  hint: say in its "measure" that it is of a quarter: facts/figures/nvidia.yaml:284:5',
        ],
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), PLANTED)
def test_a_planted_fault_is_told_where_it_stands(
    file: str, old: str, new: str, said: list[str], tmp_path: Path
) -> None:
    facts = tmp_path / "facts"
    shutil.copytree(FACTS, facts)
    text = (facts / file).read_text("utf-8")
    assert text.count(old) == 1
    (facts / file).write_text(text.replace(old, new), "utf-8")
    base = load([facts], LANGUAGES, root=tmp_path)
    lines = as_text(base.problems, base.texts).splitlines()[:-1]
    assert [line for line in lines if " | " not in line] == said


def test_the_real_fact_base_has_none_of_these_faults() -> None:
    rules = {problem.rule for problem in load([FACTS], LANGUAGES, root=FACTS.parent).problems}
    assert rules.isdisjoint(RULES)
