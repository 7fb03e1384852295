"""`factsheet prose`: writing elsewhere that links to the site."""

import os
import re
import subprocess
import tempfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from factsheet.cli import main
from factsheet.pipeline import load
from factsheet.report import REPORTERS
from factsheet.writing import Judge, Writing, dated, judge, mended

ROOT = Path(__file__).parents[1]
RULE = re.compile(r'rule="([a-z-]+)"')
SITE = "https://facts.example/base"

FACTS = """\
sources:
  report:
    title: {en: Report, zh: 报告}
    url: https://a.example/r
    published: 2024-02-21
    formerly: [old-report]
entities:
  acme: {kind: organization, name: {en: Acme, zh: 顶点}, formerly: [acme-inc]}
figures:
  acme-revenue:
    of: acme
    measure: {en: Revenue, zh: 营收}
    unit: million USD
    points: {FY2023: 26974, FY2024: 60922}
    sources: [report]
    added: 2024-01-05
    formerly: [acme-sales]
  acme-share:
    of: acme
    measure: {en: Share, zh: 份额}
    value: 80%
    as_of: 2024
    sources: [report]
    corrections:
      - {on: 2024-06-01, was: 90%, now: 80%, why: {en: Misread., zh: 误读。}}
dates:
  acme-founded: {date: 1999, title: {en: Acme founded, zh: 成立}, sources: [report], about: [acme]}
  acme-moved:
    date: 2001
    title: {en: Acme moves, zh: 顶点搬迁}
    sources: [report]
    status: retracted
    note: {en: It never did., zh: 从未搬迁。}
claims:
  acme-best:
    statement: {en: Acme is best, zh: 顶点最好}
    claimed_by: acme
    verdict: opinion
    status: disputed
    note: {en: Doubted., zh: 有疑问。}
    added: 2024-07-01
sheets:
  acme-sheet:
    title: {en: Acme, zh: 顶点}
    sections:
      - {title: {en: Numbers, zh: 数字}, facts: [acme-revenue, acme-founded]}
    formerly: [acme-page]
"""

SOUND = f"""\
---
title: Sound
date: 2024-05-01
---

[60.9 billion]({SITE}/f/acme-revenue/#FY2024), [home]({SITE}/), [root]({SITE}),
[sheet](http://facts.example/base/en/sheets/acme-sheet/index.html#acme-revenue@FY2024),
[part]({SITE}/zh/sheets/acme-sheet/#_section-1), [by hand]({SITE}/en/about/#x),
[list]({SITE}/en/figures/#acme-revenue), [data]({SITE}/f/acme-revenue.csv), [up 126%]({SITE}/f/acme-revenue/#FY2024),
[from $27.0bn to $60.9bn]({SITE}/f/acme-revenue/), [feed]({SITE}/en/sheets/acme-sheet/feed.xml),
[$33.9 billion more]({SITE}/zh/figures/#acme-revenue), [Acme]({SITE}/en/entities/acme), ![]({SITE}/cards/en/acme.png)
[elsewhere](https://facts.example/other/f/nothing/), [host](https://other.example/base/f/nothing/),
[relative](../f/nothing/), [sources]({SITE}/en/sources/?q=1#report), [中文]({SITE}/f/acme-revenue/#zh)

`[code]({SITE}/f/nothing/)`

    [code]({SITE}/f/nothing/)
"""  # noqa: E501 lines as people write them

FAULTY = f"""\
---
title: Faulty
date: 2024-05-01
---

[a]({SITE}/f/acme-revenu/), [b]({SITE}/f/acme-revenue/#FY2042), [c]({SITE}/en/entities/acmee/)
[d]({SITE}/f/acme/) [e]({SITE}/en/timeline/#acme-revenue) <{SITE}/f/gone.json>
{SITE}/en/sheets/nothing/. [f](fact:acme-revenue@FY2024) [g](fact:acme-revenu)
[h]({SITE}/en/sheets/acme/), [i]({SITE}/zh/timeline/2024/), [j]({SITE}/f/acme-share.csv)
[k]({SITE}/zh/figures/#acme-revenue@FY2042), [l]({SITE}/zh/figures/#acme-revenu), [m]({SITE}/f/report/)

[n]({SITE}/f/acme-sales/#FY2024) [o]({SITE}/en/sheets/acme-page/#acme-sales@FY2023 "title")
[p][p] <a href='{SITE}/zh/entities/acme-inc'>q &amp; r</a>

[p]: {SITE}/en/sources/#old-report

[80%]({SITE}/f/acme-share/), [again]({SITE}/f/acme-share/), [s]({SITE}/f/acme-moved/)
[t]({SITE}/en/claims/#acme-best)

[60.9 million]({SITE}/f/acme-revenue/#FY2024), [*$27bn*]({SITE}/en/figures/#acme-revenue@FY2024)
[up 128%]({SITE}/f/acme-revenue/#FY2024), [80%]({SITE}/f/acme-revenue/#FY2024)
"""  # noqa: E501
FAULTS = f"""\
a.md:6:5: error: the link leads nowhere: there is no fact "acme-revenu" [dead-link]
  hint: did you mean "acme-revenue"?
a.md:6:53: error: the link leads nowhere: "acme-revenue" has no point "FY2042" [dead-link]
  hint: did you mean "FY2024"?
a.md:6:109: error: the link leads nowhere: there is no entity "acmee" [dead-link]
  hint: did you mean "acme"?
a.md:7:5: error: the link leads nowhere: "acme" is no fact [dead-link]
  hint: its address is {SITE}/en/entities/acme/
a.md:7:45: error: the link leads nowhere: "acme-revenue" does not stand on this page [dead-link]
  hint: its address is {SITE}/f/acme-revenue/
a.md:7:100: error: the link leads nowhere: there is no fact "gone" [dead-link]
a.md:8:1: error: the link leads nowhere: there is no sheet "nothing" [dead-link]
a.md:8:52: error: "fact:" links work on the site's own pages only [unresolved-link]
  hint: write {SITE}/f/acme-revenue/#FY2024
a.md:8:82: error: "fact:" links work on the site's own pages only [unresolved-link]
  hint: did you mean "acme-revenue"?
a.md:9:5: error: the link leads nowhere: there is no page of "acme" among the sheets [dead-link]
  hint: its address is {SITE}/en/entities/acme/
a.md:9:54: error: the link leads nowhere: there is no page "timeline/2024" [dead-link]
a.md:9:105: error: the link leads nowhere: "acme-share" is no series, and has no table [dead-link]
a.md:10:5: error: the link leads nowhere: "acme-revenue" has no point "FY2042" [dead-link]
  hint: did you mean "FY2024"?
a.md:10:70: error: the link leads nowhere: there is no "acme-revenu" on this page [dead-link]
  hint: did you mean "acme-revenue"?
a.md:10:127: error: the link leads nowhere: "report" is no fact [dead-link]
  hint: its address is {SITE}/en/sources/#report
a.md:12:5: warning: the link still works, but "acme-sales" is "acme-revenue" now [renamed-link]
  hint: write {SITE}/f/acme-revenue/#FY2024, or let --fix do it
a.md:12:58: warning: the link still works, but "acme-page" is "acme-sheet" now and "acme-sales" is \
"acme-revenue" now [renamed-link]
  hint: write {SITE}/en/sheets/acme-sheet/#acme-revenue@FY2023, or let --fix do it
a.md:13:17: warning: the link still works, but "acme-inc" is "acme" now [renamed-link]
  hint: write {SITE}/zh/entities/acme, or let --fix do it
a.md:15:6: warning: the link still works, but "old-report" is "report" now [renamed-link]
  hint: write {SITE}/en/sources/#report, or let --fix do it
a.md:17:7: warning: "acme-share" was corrected on 2024-06-01, after this text (2024-05-01, by its \
own date): it was "90%", it is "80%" (Misread.) [changed-fact]
  hint: see whether the text still holds, then renew its date
a.md:17:105: warning: "acme-moved" is retracted (It never did.) [changed-fact]
  hint: see whether the text still holds, then renew its date
a.md:18:5: warning: "acme-best" is disputed; last recorded on 2024-07-01, after this text \
(2024-05-01, by its own date) (Doubted.) [changed-fact]
  hint: see whether the text still holds, then renew its date
a.md:20:2: warning: "60.9 million" is 1,000 times too small: the fact says US$60.922 billion \
(fiscal 2024) [contradicting-text]
  hint: mend the number, or link the fact it is from
a.md:20:69: warning: the text says "$27bn", the fact US$60.922 billion (fiscal 2024) \
[contradicting-text]
  hint: that is its value of FY2023: link that point, or mend the number
a.md:21:2: warning: the text says "128%", the change is +126% [contradicting-text]
  hint: mend the number, or link the fact it is from
15 errors, 10 warnings
"""

PAGE = f"""\
<!doctype html>
<html lang="zh"><head>
<meta property="article:published_time" content="2024-05-01T10:00:00Z">
<script>var a = '<a href="{SITE}/f/nothing/">';</script>
</head><body><time datetime="2030-01-01">
<p>营收<a
  href="{SITE}/f/acme-revenue/#FY2024"><b>609亿</b>美元</a>，<a href="{SITE}/f/acme-revenue/#FY2024">609万美元</a>，
<A HREF={SITE}/f/acme-sales/>旧</A> <img src="{SITE}/f/nix.json">，
<a href="{SITE}/f/acme-share/">约八成</a>，<a id="x">空</a><a href='{SITE}/zh/figures/#acme%2Drevenue%40FY2024'>增长1.3%</a></p>
</body></html>
"""  # noqa: E501
PAGE_FAULTS = f"""\
b.html:7:138: warning: "609万美元" is 10,000 times too small: the fact says 609.22亿美元（2024财年） \
[contradicting-text]
  hint: mend the number, or link the fact it is from
b.html:8:9: warning: the link still works, but "acme-sales" is "acme-revenue" now [renamed-link]
  hint: write {SITE}/f/acme-revenue/, or let --fix do it
b.html:8:66: error: the link leads nowhere: there is no fact "nix" [dead-link]
b.html:9:10: warning: "acme-share" was corrected on 2024-06-01, after this text (2024-05-01, by \
its own date): it was "90%", it is "80%" (误读。) [changed-fact]
  hint: see whether the text still holds, then renew its date
b.html:9:148: warning: the text says "1.3%", the change is +126% [contradicting-text]
  hint: mend the number, or link the fact it is from
1 error, 4 warnings
"""  # noqa: E501

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `factsheet prose` in a folder with facts and one text."""
    monkeypatch.chdir(tmp_path)
    Path("facts").mkdir()
    Path("facts/acme.yaml").write_text(FACTS, "utf-8")

    def run_on(name: str, text: str | bytes, *words: str, site: str | None = SITE) -> Result:
        content = text if isinstance(text, bytes) else text.encode()
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(content)
        where = ("--site", site) if site else ()
        return CliRunner().invoke(main, ["prose", name, *where, *words])

    return run_on


def told(output: str) -> str:
    """Return messages without the lines they quote."""
    return "".join(line for line in output.splitlines(keepends=True) if " | " not in line)


def told_of(text: str, result: Result) -> list[str]:
    return [line for line in told(result.output).splitlines() if text in line]


def test_what_is_sound_is_not_reported(run: Run) -> None:
    result = run("a.md", SOUND)
    assert (result.exit_code, result.output) == (0, "no problems\n")


@pytest.mark.parametrize(
    ("name", "text", "faults"), [("a.md", FAULTY, FAULTS), ("b.html", PAGE, PAGE_FAULTS)]
)
def test_every_planted_fault_is_found_and_nothing_else(
    run: Run, name: str, text: str, faults: str
) -> None:
    result = run(name, text)
    assert (result.exit_code, told(result.output)) == (1, faults)


def test_a_message_points_at_the_link(run: Run) -> None:
    assert run("a.md", f"看[这里]({SITE}/f/acme-revenu/)。\n").output == (
        'a.md:1:7: error: the link leads nowhere: there is no fact "acme-revenu" [dead-link]\n'
        "    1 | 看[这里](https://facts.example/base/f/acme-revenu/)。\n"
        "      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        '  hint: did you mean "acme-revenue"?\n'
        "1 error\n"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_mending_writes_present_ids_and_changes_nothing_else(run: Run, end: str) -> None:
    for name, text in (("blog/a.md", "\ufeff" + FAULTY), ("blog/b.html", PAGE)):
        Path("blog").mkdir(exist_ok=True)
        Path(name).write_bytes(text.replace("\n", end).encode())
    result = run("blog/c.md", SOUND, "--fix")
    assert result.stderr == ""
    result = CliRunner().invoke(main, ["prose", "blog", "--site", SITE, "--fix"])
    assert result.stderr == "blog/a.md: 4 links mended\nblog/b.html: 1 link mended\n"
    assert "renamed-link" not in result.output
    mended = "\ufeff" + FAULTY.replace("acme-sales", "acme-revenue").replace(
        "acme-page", "acme-sheet"
    ).replace("acme-inc", "acme").replace("old-report", "report")
    assert Path("blog/a.md").read_bytes().decode() == mended.replace("\n", end)
    page = PAGE.replace("acme-sales", "acme-revenue")
    assert Path("blog/b.html").read_bytes().decode() == page.replace("\n", end)
    assert Path("blog/c.md").read_text("utf-8") == SOUND


def test_mending_leaves_the_same_word_elsewhere(run: Run) -> None:
    text = (
        f"acme-sales [acme-sales]({SITE}/f/acme-sales/) [x](https://o.example/f/acme-sales/)\n"
        f"[y]({SITE}/f/acme-sales.json?acme-sales=1) `{SITE}/f/acme-sales/`\n"
    )
    run("a.md", text, "--fix")
    assert Path("a.md").read_text("utf-8") == (
        f"acme-sales [acme-sales]({SITE}/f/acme-revenue/) [x](https://o.example/f/acme-sales/)\n"
        f"[y]({SITE}/f/acme-revenue.json?acme-sales=1) `{SITE}/f/acme-sales/`\n"
    )


def test_mending_changes_an_id_only_where_the_address_names_the_record(run: Run) -> None:
    site = "https://facts.example/acme-sales"
    links = (
        "en/figures/#{}@FY2023", "en/figures/?{}=/{}#x", "f/{}", "f/{}/?a=/acme-sales/",
        "f/{}.json", "en/figures/#acme-sales-2", "zh/figures/index.html#{}%40FY2023",
        "f/{}/index.html#FY2023",
    )  # fmt: skip
    text = "".join(f"<{site}/{link}>\n" for link in links)
    run("a.md", text.replace("{}", "acme-sales"), "--fix", site=site)
    mended = text.replace("{}=/{}", "acme-sales=/acme-sales").replace("{}", "acme-revenue")
    assert Path("a.md").read_text("utf-8") == mended


@pytest.mark.usefixtures("run")
def test_mending_keeps_permissions_and_links_between_files() -> None:
    Path("real.md").write_text(f"[x]({SITE}/f/acme-sales/)", "utf-8")
    Path("real.md").chmod(0o640)
    Path("blog").mkdir()
    Path("blog/link.md").symlink_to(Path("real.md").absolute())
    assert CliRunner().invoke(main, ["prose", "blog", "--site", SITE, "--fix"]).exit_code == 0
    assert Path("blog/link.md").is_symlink()
    assert Path("real.md").read_text("utf-8") == f"[x]({SITE}/f/acme-revenue/)"
    assert Path("real.md").stat().st_mode & 0o777 == 0o640


def test_a_file_that_cannot_be_written_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("factsheet.outputs.workshop", refuse)
    result = run("a.md", f"[x]({SITE}/f/acme-sales/)", "--fix")
    assert (result.exit_code, result.stderr) == (2, "cannot write a.md: Permission denied\n")


# When a text was written

LINK = f"[share]({SITE}/f/acme-share/)\n"


@pytest.mark.parametrize(
    "front",
    [
        "---\ndate: 2024-06-01\n---\n",
        "---\ndate:\n  created: 2023-01-01\n  updated: 2024-06-02\n---\n",
        '+++\ndate = "2023-01-01"\nlastmod = 2024-07-01T00:00:00Z\n+++\n',
        "---\r\ndate: 2024-06-01\r\n---\r\n",
    ],
)
def test_a_text_written_later_is_not_told_of_a_correction(run: Run, front: str) -> None:
    assert run("a.md", front + LINK).output == "no problems\n"


@pytest.mark.parametrize(
    ("head", "words", "when"),
    [
        ("---\ndate: 2024-05-31\n---\n", (), "after this text (2024-05-31, by its own date)"),
        ("", ("--since", "2024-05-31"), "after this text (2024-05-31, by --since)"),
        ("", ("--since", "auto"), "perhaps after this text, which has no date"),
        ("---\ndate: 2024-99-99\n---\n", (), "perhaps after this text, which has no date"),
        (
            "---\ndate: 2024-05-31\n---\n",
            ("--since", "2025-01-01"),
            "after this text (2024-05-31, by its own date)",
        ),
    ],
)
def test_a_correction_since_says_what_day_the_text_was_taken_to_be_of(
    run: Run, head: str, words: tuple[str, ...], when: str
) -> None:
    (line,) = told_of("changed-fact", run("a.md", head + LINK, *words))
    assert f'"acme-share" was corrected on 2024-06-01, {when}: it was "90%", it is' in line


def test_since_stands_for_texts_without_a_date(run: Run) -> None:
    assert run("a.md", LINK, "--since", "2024-06-01").output == "no problems\n"
    assert run("a.md", LINK, "--since", "June").exit_code == 2


def test_the_last_commit_is_the_day_of_a_text_without_one(run: Run) -> None:
    run("a.md", LINK)
    author = {
        f"GIT_{who}_{what}": "a@b.example"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    days = {"GIT_AUTHOR_DATE": "2024-05-30T12:00:00Z", "GIT_COMMITTER_DATE": "2024-05-30T12:00:00Z"}
    for words in (["init", "-q"], ["add", "a.md"], ["commit", "-qm", "One"]):
        subprocess.run(["git", *words], env={**os.environ, **author, **days}, check=True)
    (line,) = told_of("changed-fact", run("a.md", LINK))
    assert "after this text (2024-05-30, by its last commit)" in line


@pytest.mark.parametrize(
    ("head", "is_told"),
    [
        ('<meta name="date" content="2024-05-01">', True),
        ('<meta name="date" content="2024-07-01">', False),
        ('<time datetime="2024-07-01">1 July</time><time datetime="2020-01-01">', False),
        ('<time datetime="2020-01-01">then</time><time datetime="2024-07-01">', True),
        ('<time datetime="12:00">noon</time>', True),
        (
            '<meta property="article:published_time" content="2020-01-01">'
            '<meta property="article:modified_time" content="2024-07-01T00:00:00Z">',
            False,
        ),
    ],
)
def test_a_page_says_itself_when_it_was_written(run: Run, head: str, is_told: bool) -> None:  # noqa: FBT001 a case's value
    result = run("a.html", f'{head}<a href="{SITE}/f/acme-share/">x</a>')
    assert bool(told_of("changed-fact", result)) is is_told


def test_a_dispute_known_before_the_text_is_not_told_again_but_a_retraction_is(run: Run) -> None:
    text = f"[a]({SITE}/f/acme-best/) [b]({SITE}/f/acme-moved/)\n"
    lines = told_of("changed-fact", run("a.md", text, "--since", "2024-07-01"))
    assert [line.partition("warning: ")[2] for line in lines] == [
        '"acme-moved" is retracted (It never did.) [changed-fact]'
    ]


def test_a_retracted_point_is_told_where_it_is_linked(run: Run) -> None:
    facts = FACTS.replace(
        "FY2023: 26974", "FY2023: {value: 26974, status: retracted, note: {en: No., zh: 否。}}"
    ).replace("formerly: [acme-sales]", "superseded_by: acme-share\n    status: superseded")
    Path("facts/acme.yaml").write_text(facts, "utf-8")
    text = f"[a]({SITE}/f/acme-revenue/#FY2023) [b]({SITE}/f/acme-revenue/#FY2024)\n"
    lines = told_of("changed-fact", run("a.md", text, "--since", "2024-07-01"))
    assert [line.partition("warning: ")[2] for line in lines] == [
        '"acme-revenue@FY2023" is retracted; "acme-share" took its place (No.) [changed-fact]',
        '"acme-revenue@FY2024" is superseded; "acme-share" took its place [changed-fact]',
    ]


# The site's address


@pytest.mark.parametrize(
    "address",
    [
        "https://facts.example/base/f/acme-revenu/",
        "http://facts.example/base/f/acme-revenu",
        "HTTPS://Facts.Example/base/f/acme-revenu/index.html",
        "https://facts.example/base/f/acme-revenu/?utm=1#FY2024",
    ],
)
@pytest.mark.parametrize("site", [SITE, f"{SITE}/", "http://FACTS.example/base"])
def test_the_sites_address_counts_however_it_is_written(run: Run, address: str, site: str) -> None:
    assert len(told_of("dead-link", run("a.md", f"[x]({address})\n", site=site))) == 1


def test_the_sites_address_is_taken_from_the_configuration(run: Run) -> None:
    for line in (f"site_url: {SITE}/", f'site_url: "{SITE}" # ours'):
        Path("mkdocs.yml").write_text(f"site_name: A\n{line}\n", "utf-8")
        assert run("a.md", f"[x]({SITE}/f/acme-revenu/)", site=None).exit_code == 1


@pytest.mark.parametrize("configuration", ["", 'site_url: !ENV [SITE_URL, ""]\n'])
def test_without_the_sites_address_nothing_can_be_judged(run: Run, configuration: str) -> None:
    Path("mkdocs.yml").write_text(configuration, "utf-8")
    result = run("a.md", LINK, site=None)
    assert (result.exit_code, result.output) == (
        2,
        "the site's address is not known; give it like --site https://example.org/base/\n",
    )
    nonsense = run("a.md", LINK, site="facts.example")
    assert (nonsense.exit_code, nonsense.output) == (
        2,
        '"facts.example" is not a web address; give --site like https://example.org/base/\n',
    )


# Files


def test_a_folder_is_read_without_what_is_hidden(run: Run) -> None:
    dead = f"[x]({SITE}/f/nothing/)"
    for name in (".hidden/a.md", "node_modules/a.md", "sub/b.markdown", "c.txt", "d.HTM", ".e.md"):
        run(f"blog/{name}", dead)
    (Path("blog") / "f.md").mkdir()
    result = CliRunner().invoke(main, ["prose", "blog", "--site", SITE])
    assert [line.partition(":")[0] for line in told_of("dead-link", result)] == [
        "blog/sub/b.markdown"
    ]


def test_a_file_that_is_no_text_is_named(run: Run) -> None:
    result = run("a.md", b"\xff\xfe")
    assert (result.exit_code, result.output) == (
        1,
        "a.md: error: the file is not UTF-8 [unreadable-file]\n  hint: save it as UTF-8\n1 error\n",
    )


def test_writing_that_is_not_there_cannot_be_read(run: Run) -> None:
    run("a.md", "")
    result = CliRunner().invoke(main, ["prose", "gone.md", "--site", SITE])
    assert (result.exit_code, result.output) == (2, 'there is no file or folder "gone.md"\n')


def test_facts_with_errors_are_told_instead(run: Run) -> None:
    Path("facts/acme.yaml").write_text(FACTS.replace("1999", "soon"), "utf-8")
    result = run("a.md", LINK)
    assert result.exit_code == 1
    assert '"soon" is not a date' in result.stderr


def test_facts_can_stand_elsewhere(run: Run) -> None:
    Path("facts").rename("other")
    assert run("a.md", SOUND, "--facts", "other").output == "no problems\n"


def test_warnings_fail_only_when_strict(run: Run) -> None:
    renamed = f"[x]({SITE}/f/acme-sales/)"
    assert run("a.md", renamed).exit_code == 0
    assert run("a.md", renamed, "--strict").exit_code == 1
    assert run("a.md", renamed, "--format", "github").output == (
        "::warning file=a.md,title=renamed-link,line=1,col=5,endColumn=45::the link still works, "
        f'but "acme-sales" is "acme-revenue" now (write {SITE}/f/acme-revenue/, or let --fix do '
        "it)\n"
    )


@pytest.mark.parametrize("code", ["en", "zh"])
def test_the_documentation_lists_every_rule_there_is(code: str) -> None:
    rooms = (ROOT / "generator" / "factsheet" / "writing").glob("*.py")
    rules = {rule for room in rooms for rule in RULE.findall(room.read_text("utf-8"))}
    page = (ROOT / "docs" / code / "linking.md").read_text("utf-8")
    assert set(re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE)) == rules


def test_a_file_that_cannot_be_read_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("a.md", "")
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.suffix == ".md":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    result = CliRunner().invoke(main, ["prose", "a.md", "--site", SITE])
    assert (result.exit_code, result.output) == (
        1,
        "a.md: error: the file cannot be read: permission denied [unreadable-file]\n1 error\n",
    )


PIECES = st.sampled_from(
    [
        f"[60.9 million]({SITE}/f/acme-sales/#FY2024)", f"<a href='{SITE}/f/acme-revenue'>", "</a>",
        f"{SITE}/en/figures/#acme-revenue@FY2024", "<![", "<![cdata[", "<!--", "]]>", "<a href=",
        "</", "&#", "---\n", "date: 2024-13-45\n", "+++\n", "\r", "\n", "```\n", "`", "[x]: ", "https://[",
        "<script>", f"{SITE}/f/%00/#%", f"{SITE}//f//", "fact:", "[](fact:@)", "￥１½千", "-%$",
    ]
)  # fmt: skip


@given(
    st.lists(PIECES | st.text(max_size=8), max_size=12).map("".join),
    st.sampled_from(["md", "html"]),
)
def test_any_text_is_judged_and_mended_without_an_exception(text: str, suffix: str) -> None:
    against = fuzzed()
    writing = Writing(Path(f"a.{suffix}"), f"a.{suffix}", text)
    found = list(against.problems(writing, dated(writing, date(2024, 1, 1))))
    assert REPORTERS["text"](found, {writing.name: text})
    renamings = against.renamings(writing)
    again = Writing(writing.path, writing.name, mended(writing, renamings))
    assert against.renamings(again) == []


@cache
def fuzzed() -> Judge:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "facts.yaml")
        path.write_text(FACTS, "utf-8")
        return judge(load([path], ("en", "zh")).catalog, SITE, ("en", "zh"))
