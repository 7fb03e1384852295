"""`mkdocs build`: what it writes, and how it fails."""

import json
import re
import subprocess
from html import unescape
from pathlib import Path

import pytest

from support import ROOT, Project

PLANTED = {
    "a reference to nothing": (
        "sources: [report]",
        "sources: [reprot]",
        'facts/acme.yaml:20:15: error: there is no source "reprot" [unknown-reference]\n'
        "   20 |     sources: [reprot]\n"
        "      |               ^^^^^^\n"
        '  hint: did you mean "report"?\n',
    ),
    "an address that is none": (
        "url: https://acme.example/report",
        "url: javascript:alert(1)",
        'facts/acme.yaml:5:10: error: "javascript:alert(1)" is not a web address [bad-address]\n'
        "    5 |     url: javascript:alert(1)\n"
        "      |          ^^^^^^^^^^^^^^^^^^^\n"
        '  hint: an address starts with "https://" or "http://"\n',
    ),
    "broken YAML": (
        "measure: {en: Revenue, zh: 营收}",
        "measure: {en: Revenue, zh: 营收",
        "facts/acme.yaml:18:10: error: a list or mapping in brackets goes wrong here "
        "[yaml-syntax]\n"
        "   18 |     value: 60.922 billion USD\n"
        "      |          ^\n"
        "  hint: look for a missing comma or closing bracket, and put text with commas in quotes\n",
    ),
    "a link in prose that leads nowhere": (
        "period: 2023",
        "period: 2023\n    note: {en: '[x](data:text/html;x)', zh: 无}",
        'facts/acme.yaml:20:16: error: the link to "data:text/html;x" leads nowhere [prose-link]\n'
        "   20 |     note: {en: '[x](data:text/html;x)', zh: 无}\n"
        "      |                ^^^^^^^^^^^^^^^^^^^^^^^\n"
        '  hint: a link leads to "https://…" or to a fact: [text](fact:its-id)\n',
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_fails_the_build_with_file_line_and_column(
    project: Project, fault: str
) -> None:
    old, new, message = PLANTED[fault]
    project.change("facts/acme.yaml", old, new)
    built = project.mkdocs("build", "--strict")
    assert built.returncode == 1
    assert message in built.stdout
    assert "Traceback" not in built.stdout


def test_a_build_with_errors_fails_once_with_all_of_them(project: Project) -> None:
    project.change("facts/acme.yaml", "[report]", "[reprot]")
    project.change("facts/acme.yaml", "kind: report", "kind: reprot")
    built = project.mkdocs("build")
    assert built.returncode == 1
    assert built.stdout.count("[unknown-value]") == 1
    assert built.stdout.count("ERROR") == 1
    assert built.stdout.rstrip().endswith("Aborted with a BuildError!")


def test_warnings_fail_a_strict_build_only(project: Project) -> None:
    project.change(
        "facts/acme.yaml", "title: {en: Yearly report, zh: 年度报告}", "title: {en: Yearly report}"
    )
    warning = (
        'facts/acme.yaml:3:5: warning: "title" of "report" has no text in zh [missing-language]'
    )
    relaxed = project.mkdocs("build")
    assert (relaxed.returncode, relaxed.stdout.count(warning)) == (0, 1)
    strict = project.mkdocs("build", "--strict")
    assert (strict.returncode, strict.stdout.count(warning)) == (1, 1)
    assert "Aborted with 1 warnings in strict mode!" in strict.stdout


def test_a_fact_link_to_nothing_in_a_written_page_fails_the_build(project: Project) -> None:
    project.write(
        "docs/en/about.md", "---\ntitle: About\n---\n\n# About\n\nA [link](fact:acme-revenu).\n"
    )
    built = project.mkdocs("build")
    assert built.returncode == 1
    assert (
        'docs/en/about.md:7:10: error: there is no fact "acme-revenu" [unknown-reference]\n'
        "    7 | A [link](fact:acme-revenu).\n"
        "      |          ^^^^^^^^^^^^^^^^\n"
        '  hint: did you mean "acme-revenue"?\n'
    ) in built.stdout


def test_a_broken_link_in_a_written_page_fails_the_build(project: Project) -> None:
    project.write("docs/zh/about.md", "# 关于\n\n请看[这里](abuot.md)。\n")
    built = project.mkdocs("build", "--strict")
    assert built.returncode == 1
    assert (
        'docs/zh/about.md:3:8: error: the link to "abuot.md" leads to no page of this site '
        "[broken-link]\n"
        "    3 | 请看[这里](abuot.md)。\n"
        "      |            ^^^^^^^^\n"
        '  hint: did you mean "zh/about.md"?\n'
    ) in built.stdout


def test_fact_links_of_written_pages_lead_to_the_fact_in_the_pages_language(
    project: Project,
) -> None:
    project.write(
        "docs/en/about.md", "# About\n\n[revenue](fact:acme-revenue), [](fact:acme-revenue)\n"
    )
    project.write("docs/zh/notes/more.md", "# 更多\n\n[](fact:acme-revenue)\n")
    assert project.mkdocs("build", "--strict").returncode == 0
    english = linked(project.page("en/about/index.html"))
    assert ("../figures/#acme-revenue", "revenue") in english
    assert ("../figures/#acme-revenue", "US$60.922 billion (2023)") in english
    chinese = linked(project.page("zh/notes/more/index.html"))
    assert ("../../figures/#acme-revenue", "609.22亿美元（2023年）") in chinese


def linked(html: str) -> list[tuple[str, str]]:
    """Return where the links of a page lead, and their text."""
    return re.findall(r'<a [^>]*href="([^"]+)"[^>]*>([^<]+)</a>', html)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "languages: [en, zh]",
            "languages: [en, xx]",
            '"xx" is not a language this site can be written in',
        ),
        ("languages: [en, zh]", "languages: en", 'expected a list of languages like "[en, zh]"'),
        ("languages: [en, zh]", "languages: [en, en]", "a language is named twice"),
        ("facts_dir: facts", "facts_dir: fakts", "isn't an existing directory"),
        ("facts_dir: facts", "fact_dir: facts", "Unrecognised configuration name: fact_dir"),
        (
            "site_name: {en: Factsheet, zh: 事实清单}",
            "site_name: [a]",
            "expected a text, or a text for every language",
        ),
        (
            "facts_dir: facts",
            "severities: [missing-language]",
            'expected severities by rule like "{missing-language: off}"',
        ),
        (
            "facts_dir: facts",
            "severities: {mising-language: off}",
            'severity can be set (did you mean "missing-language"?)',
        ),
    ],
)
def test_a_broken_option_is_named(project: Project, old: str, new: str, message: str) -> None:
    project.change("mkdocs.yml", old, new)
    built = project.mkdocs("build", "--strict")
    assert built.returncode == 1
    assert message in built.stdout
    assert "Traceback" not in built.stdout


def test_a_site_says_how_severe_rules_are(project: Project) -> None:
    project.change("facts/acme.yaml", "{en: Yearly report, zh: 年度报告}", "{en: Yearly report}")
    project.change("mkdocs.yml", "facts_dir: facts", "severities: {missing-language: off}")
    built = project.mkdocs("build", "--strict")
    assert (built.returncode, "missing-language" in built.stdout) == (0, False)
    project.change("mkdocs.yml", "missing-language: off", "missing-language: error")
    severe = project.mkdocs("build")
    assert severe.returncode == 1
    assert 'error: "title" of "report" has no text in zh [missing-language]' in severe.stdout


def test_an_empty_fact_folder_says_how_to_begin(project: Project) -> None:
    (project.folder / "facts/acme.yaml").unlink()
    built = project.mkdocs("build")
    assert built.returncode == 1
    assert "facts: error: there are no fact files here [no-facts]" in built.stdout
    assert 'hint: write the first one, for example "facts/first.yaml"' in built.stdout


def test_a_written_page_takes_the_place_of_a_generated_one(project: Project) -> None:
    project.write("docs/en/index.md", "# My own home\n")
    assert project.mkdocs("build", "--strict").returncode == 0
    assert "My own home" in project.page("en/index.html")
    assert "已知什么" in project.page("zh/index.html")


def test_a_written_root_page_takes_the_place_of_the_chooser(project: Project) -> None:
    project.write("docs/index.md", "# Choose\n\n[English](en/index.md) [中文](zh/index.md)\n")
    assert project.mkdocs("build", "--strict").returncode == 0
    assert "Choose" in project.page("index.html")


def test_a_site_in_one_language_has_no_switcher(project: Project) -> None:
    project.change("mkdocs.yml", "languages: [en, zh]", "languages: [zh]")
    project.change("mkdocs.yml", "{en: Factsheet, zh: 事实清单}", "只有中文")
    assert project.mkdocs("build").returncode == 0
    page = project.page("zh/figures/index.html")
    assert "data-fs-twin" not in page
    assert "只有中文" in page
    assert not (project.folder / "site/en/figures").exists()


def test_edit_links_open_the_line_of_the_record(project: Project) -> None:
    project.change("mkdocs.yml", '!ENV [REPO_URL, ""]', "https://github.com/someone/facts")
    project.change("mkdocs.yml", '!ENV [EDIT_URI, ""]', "edit/main/docs/")
    assert project.mkdocs("build").returncode == 0
    page = project.page("en/entities/acme/index.html")
    assert 'href="https://github.com/someone/facts/edit/main/facts/acme.yaml#L11"' in page


HOSTILE = """'"><script>alert(1)</script><b>*x*</b>"""


def test_markup_in_a_fact_is_shown_as_text(project: Project) -> None:
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    off = "severities: {number-in-one-language: off}"
    project.change("mkdocs.yml", "facts_dir: facts", f"facts_dir: facts\n      {off}")
    for field in ("en: Yearly report", "en: Acme", "en: Revenue"):
        project.change("facts/acme.yaml", field, f"en: {quoted}")
    project.change(
        "facts/acme.yaml", "period: 2023", f"period: 2023\n    note: {{en: {quoted}, zh: 注}}"
    )
    assert project.mkdocs("build", "--strict").returncode == 0
    pages = sorted((project.folder / "site/en").rglob("*.html"))
    shown = [page.read_text("utf-8") for page in pages]
    assert not any("<script>alert" in page or "<b>" in page for page in shown)
    assert sum(HOSTILE in unescape(page) for page in shown) > 3
    assert "&lt;b&gt;<em>x</em>&lt;/b&gt;" in project.page("en/figures/index.html")


def test_the_search_index_of_a_language_has_its_own_pages_only(project: Project) -> None:
    assert project.mkdocs("build", "--strict").returncode == 0
    for code, name in (("en", "Acme"), ("zh", "顶点公司")):
        note = json.loads(project.page(f"{code}/search/search_index.json"))
        assert (note["config"]["lang"], note["docs"]) == ([code], [])
        assert note["config"]["index"] == f"{code}/search/facts.json"
        index = json.loads(project.page(f"{code}/search/facts.json"))
        locations = [index["pages"][row[0]] + row[1] for row in index["entries"]]
        assert {"entities/acme/", "figures/#acme-revenue", "about/"} <= set(locations)
        assert sorted(set(locations)) == sorted(locations)
        assert not any(location.startswith(("en/", "zh/")) for location in locations)
        titles = [row[3].replace("\u200b", "") for row in index["entries"]]
        assert any(name in title for title in titles)
    assert not (project.folder / "site/search/search_index.json").exists()


def test_a_site_without_the_search_plugin_builds(project: Project) -> None:
    text = (project.folder / "mkdocs.yml").read_text("utf-8")
    start, end = text.index("  - search"), text.index("  - factsheet:")
    project.write("mkdocs.yml", text[:start] + text[end:])
    assert project.mkdocs("build", "--strict").returncode == 0


def test_two_builds_of_the_same_facts_are_byte_identical(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    project = Project(ROOT)
    for site in (first, second):
        assert project.mkdocs("build", "--strict", "--site-dir", str(site)).returncode == 0
    compared = subprocess.run(
        ["diff", "--recursive", "--brief", first, second],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (compared.returncode, compared.stdout) == (0, "")


def test_another_theme_is_refused_in_a_sentence(project: Project) -> None:
    project.change("mkdocs.yml", "  name: material\n", "  name: mkdocs\n")
    project.change("mkdocs.yml", "  font: false # nothing from another host\n", "")
    built = project.mkdocs("build")
    assert built.returncode == 1
    assert (
        'factsheet needs the theme "material"; this site has "mkdocs"\n'
        "  hint: write in mkdocs.yml: theme: {name: material}\n"
    ) in built.stdout
    assert "Traceback" not in built.stdout


def test_what_other_plugins_put_beside_the_search_stays(project: Project) -> None:
    project.change("mkdocs.yml", "  - factsheet:\n", "  - offline\n  - factsheet:\n")
    built = project.mkdocs("build", "--strict")
    assert built.returncode == 0, built.stdout
    assert (project.folder / "site" / "search" / "search_index.js").is_file()


def test_written_pages_stand_in_the_order_they_ask_for(project: Project) -> None:
    for name, order in (("early", "order: 9"), ("late", "order: 1"), ("none", "order: first")):
        for code in ("en", "zh"):
            text = f"---\ntitle: The {name} one\n{order}\n---\n\n# Page\n"
            project.write(f"docs/{code}/{name}.md", text)
    built = project.mkdocs("build", "--strict")
    assert built.returncode == 0, built.stdout
    shown = re.findall(r"The (\w+) one", project.page("en/about/index.html"))
    assert shown[:3] == ["late", "early", "none"]
