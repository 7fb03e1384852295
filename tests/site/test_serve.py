"""What a curator sees while editing YAML with `mkdocs serve` running."""

from collections.abc import Callable
from urllib.parse import quote

from support import Project, Serving, text_of

Serve = Callable[[], Serving]
PAGE = "en/figures/"


def test_an_edit_of_a_fact_shows_after_saving(project: Project, serve: Serve) -> None:
    serving = serve()
    serving.until(PAGE, lambda page: "US$60.922 billion" in page)
    project.change("facts/acme.yaml", "60.922 billion", "61.5 billion")
    serving.until(PAGE, lambda page: "US$61.5 billion" in page)
    assert "615亿美元" in serving.get("zh/figures/")


def test_a_mistake_shows_in_the_page_beside_the_last_good_facts_until_mended(
    project: Project, serve: Serve
) -> None:
    serving = serve()
    serving.until(PAGE, lambda page: "US$60.922 billion" in page)
    project.change("facts/acme.yaml", "measure:", "mesure:")
    broken = text_of(serving.until(PAGE, lambda page: "fs-problems" in page))
    assert "Problems in the facts: 1" in broken
    assert "Until they are mended you see the last good state." in broken
    assert 'facts/acme.yaml:17:5 "mesure" is not a field of a figure [unknown-field]' in broken
    assert "17 | mesure: {en: Revenue, zh: 营收} | ^^^^^^" in broken
    assert 'Hint: did you mean "measure"?' in broken
    assert "US$60.922 billion" in broken
    assert "事实文件中的问题" in serving.get("zh/figures/")
    project.change("facts/acme.yaml", "mesure:", "measure:")
    mended = serving.until(PAGE, lambda page: "fs-problems" not in page)
    assert "US$60.922 billion" in mended


def test_serving_starts_with_broken_facts_and_recovers(project: Project, serve: Serve) -> None:
    project.change("facts/acme.yaml", "sources: [report]", "sources: [reprot]")
    serving = serve()
    broken = text_of(serving.until("en/", lambda page: "fs-problems" in page))
    assert "Nothing can be shown until they are mended." in broken
    assert "facts/acme.yaml:20:15" in broken
    project.change("facts/acme.yaml", "[reprot]", "[report]")
    serving.until(PAGE, lambda page: "US$60.922 billion" in page)


def test_a_new_fact_file_and_a_removed_one_are_noticed(project: Project, serve: Serve) -> None:
    serving = serve()
    serving.until(PAGE, lambda page: "US$60.922 billion" in page)
    fact = (
        "{of: acme, measure: {en: Staff, zh: 员工}, value: 1200, period: 2023, sources: [report]}"
    )
    project.write("facts/staff.yaml", f"figures:\n  acme-staff: {fact}\n")
    serving.until(PAGE, lambda page: 'id="acme-staff"' in page)
    (project.folder / "facts/staff.yaml").unlink()
    page = serving.until(PAGE, lambda page: page != "" and 'id="acme-staff"' not in page)
    assert "US$60.922 billion" in page


def test_a_broken_link_of_a_written_page_shows_while_serving(
    project: Project, serve: Serve
) -> None:
    project.write("docs/en/about.md", "# About\n\nSee [it](fact:acme-revenu).\n")
    serving = serve()
    page = text_of(serving.until("en/about/", lambda page: "fs-problems" in page))
    assert 'docs/en/about.md:3:10 there is no fact "acme-revenu" [unknown-reference]' in page


def test_a_problem_opens_in_the_editor_at_its_line(project: Project, serve: Serve) -> None:
    project.change("facts/acme.yaml", "measure:", "mesure:")
    page = serve().until("en/", lambda page: "fs-problems" in page)
    path = quote((project.folder / "facts/acme.yaml").resolve().as_posix())
    assert f'<a href="vscode://file/{path}:17:5"><code>facts/acme.yaml:17:5</code></a>' in page


def test_another_editor_can_be_named_or_none(project: Project, serve: Serve) -> None:
    project.change("facts/acme.yaml", "measure:", "mesure:")
    project.change("mkdocs.yml", "facts_dir: facts", 'facts_dir: facts\n      editor: "x://{line}"')
    page = serve().until("en/", lambda page: "fs-problems" in page)
    assert '<a href="x://17"><code>facts/acme.yaml:17:5</code></a>' in page


def test_the_terminal_tells_a_problem_once(project: Project, serve: Serve) -> None:
    project.change("facts/acme.yaml", "measure:", "mesure:")
    serving = serve()
    serving.until("en/", lambda page: "fs-problems" in page)
    project.change("facts/acme.yaml", "Yearly report", "Report of the year")
    project.write("docs/en/about.md", "# About\n\nSaved again.\n")
    serving.until("en/about/", lambda page: "Saved again." in page)
    log = (project.folder / "serve.log").read_text("utf-8")
    assert log.count('"mesure" is not a field of a figure') == 1
    project.change("facts/acme.yaml", "mesure:", "measure:")
    serving.until(PAGE, lambda page: "fs-problems" not in page)
    project.change("facts/acme.yaml", "measure:", "mesure:")
    serving.until(PAGE, lambda page: "fs-problems" in page)
    log = (project.folder / "serve.log").read_text("utf-8")
    assert log.count('"mesure" is not a field of a figure') == 2
