"""What the documentation says is so: its examples, messages, commands, links and tables."""

import posixpath
import re
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from factsheet.cli import main
from factsheet.dates import parse_date
from factsheet.languages import language
from factsheet.model import (
    ACCESSES,
    ENTITY_KINDS,
    SECTIONS,
    SOURCE_KINDS,
    STATUSES,
    TIERS,
    VERDICTS,
    Fact,
    field_names,
)
from factsheet.pipeline import FactBase, load, rendered, scopes
from factsheet.plugin.options import FactsheetOptions
from factsheet.quantity import parse_quantity
from factsheet.report import as_text

ROOT = Path(__file__).parents[1]
LANGUAGES = ("en", "zh")
WORKFLOWS = sorted(path.stem for path in (ROOT / ".github" / "workflows").iterdir())
READMES = ("README.md", "README.zh.md")
FORMATS = ("docs/en/format.md", "docs/zh/format.md")
HAND_WRITTEN = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/*/*.md"))
PAGES = (*READMES, "CONTRIBUTING.md", *HAND_WRITTEN)
REPOSITORY_PAGES = (*READMES, "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE-facts.md")
CHINESE_PAGES = ("README.zh.md", *(page for page in HAND_WRITTEN if page.startswith("docs/zh/")))

FENCE = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^(#+) (.+?)(?: \{#([\w-]+)\})?$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
INSTALL = re.compile(r'pip install "(\w+) @ git\+https://github\.com/OWNER/REPOSITORY"')
COMMON_FIELDS = "what-every-fact-has"


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page."""

    kind: str
    text: str

    @property
    def is_facts(self) -> bool:
        keys = yaml.safe_load(self.text).keys() if self.kind == "yaml" else ()
        return bool(keys) and set(keys) <= SECTIONS.keys()

    @property
    def is_pipeline(self) -> bool:
        jobs = yaml.safe_load(self.text).values() if self.kind == "yaml" else ()
        return all(isinstance(job, dict) and "script" in job for job in jobs)

    @property
    def is_site_configuration(self) -> bool:
        return self.kind == "yaml" and "plugins" in yaml.safe_load(self.text)


def read(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def blocks(page: str) -> list[Block]:
    return [Block(found[2], textwrap.dedent(found[3])) for found in FENCE.finditer(read(page))]


def prose(page: str) -> str:
    return FENCE.sub("", read(page))


def facts_of(page: str) -> list[str]:
    return [block.text for block in blocks(page) if block.is_facts]


def write_facts(page: str, folder: Path) -> None:
    """Write a page's fact blocks as one fact base, as the page tells its readers to."""
    (folder / "facts").mkdir()
    for number, text in enumerate(facts_of(page)):
        name = "first.yaml" if number == 0 else f"{number:02}.yaml"
        (folder / "facts" / name).write_text(text, "utf-8")


def load_facts(folder: Path) -> FactBase:
    return load([folder / "facts"], LANGUAGES, root=folder)


def headings(page: str) -> list[tuple[int, str]]:
    return headings_in(prose(page))


def headings_in(text: str) -> list[tuple[int, str]]:
    """Return the level and anchor of every heading."""
    return [(len(found[1]), found[3] or slug(found[2])) for found in HEADING.finditer(text)]


def slug(title: str) -> str:
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", title).strip().lower())


def part(page: str, anchor: str) -> str:
    """Return the part of a page below one of its headings of the second level."""
    pieces = re.split(r"^(?=## )", read(page), flags=re.MULTILINE)
    return next(piece for piece in pieces if (2, anchor) in headings_in(piece))


def rows(text: str) -> Iterator[list[str]]:
    """Return the cells of the tables in a text, without their heads."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        is_head = number + 1 < len(lines) and lines[number + 1].startswith("|---")
        if line.startswith("| ") and not is_head:
            yield [cell.strip() for cell in line.strip("|").split("|")]


def plain(text: str) -> str:
    """Return the words of Markdown or HTML."""
    without_links = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    without_tags = re.sub(r"<[^>]+>", " ", without_links)
    return " ".join(unescape(without_tags).replace("**", "").split())


def workflow_text(name: str) -> str:
    return read(f".github/workflows/{name}.yml")


def workflow(name: str) -> dict[str, Any]:
    loaded = yaml.load(workflow_text(name), yaml.BaseLoader)  # noqa: S506 builds text only
    assert isinstance(loaded, dict)
    return loaded


def steps(job: dict[str, Any]) -> list[str]:
    """Return what the steps of a job use, without its version, or run, in order."""
    return [step.get("uses", "").partition("@")[0] or step["run"] for step in job["steps"]]


# Examples


@pytest.mark.parametrize("page", PAGES)
def test_every_yaml_example_is_facts_or_a_site_configuration(page: str) -> None:
    unknown = [
        block.text
        for block in blocks(page)
        if block.kind == "yaml"
        and not (block.is_facts or block.is_site_configuration or block.is_pipeline)
    ]
    assert unknown == []


@pytest.mark.parametrize("page", [page for page in PAGES if facts_of(page)])
def test_the_examples_of_a_page_are_together_a_fact_base_without_problems(
    page: str, tmp_path: Path
) -> None:
    write_facts(page, tmp_path)
    base = load_facts(tmp_path)
    assert as_text(base.problems, base.texts) == "no problems\n"


@pytest.mark.parametrize("page", READMES)
def test_the_smallest_fact_reads_on_its_page_as_the_readme_shows(page: str, tmp_path: Path) -> None:
    write_facts(page, tmp_path)
    base = load_facts(tmp_path)
    outputs = (
        output for scope in scopes(base, LANGUAGES).values() for _, output in rendered(scope)
    )
    figures = [
        plain(output.content.decode()) for output in outputs if output.path.endswith("figures.md")
    ]
    shown = [
        plain(line.removeprefix(">").strip().removeprefix("1. "))
        for line in read(page).splitlines()
        if line.startswith("> ")
    ]
    assert len(shown) == 6
    assert [line for line in shown if not any(line in figure for figure in figures)] == []


@pytest.mark.parametrize("page", READMES)
def test_the_mistake_in_the_readme_gives_the_message_it_shows(page: str, tmp_path: Path) -> None:
    write_facts(page, tmp_path)
    line = next(code for code in CODE.findall(prose(page)) if code.startswith("sources: "))
    file = tmp_path / "facts" / "first.yaml"
    file.write_text(re.sub(r"sources: \[.*\]", line, file.read_text("utf-8")), "utf-8")
    base = load_facts(tmp_path)
    assert as_text(base.problems, base.texts) == next(
        block.text for block in blocks(page) if block.kind == "text"
    )


@pytest.mark.parametrize("page", READMES)
def test_the_site_configuration_of_the_readme_builds_a_site_of_its_facts(
    page: str, tmp_path: Path
) -> None:
    write_facts(page, tmp_path)
    configuration = next(block.text for block in blocks(page) if block.is_site_configuration)
    (tmp_path / "mkdocs.yml").write_text(configuration, "utf-8")
    (tmp_path / "docs").mkdir()
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for code in LANGUAGES:
        page_text = (tmp_path / "site" / code / "figures" / "index.html").read_text("utf-8")
        assert 'id="nvidia-revenue-fy2024"' in page_text


# Commands


def commands() -> list[str]:
    """Return every command line that the documentation shows in a block."""
    shown = [
        block.text.splitlines() for page in PAGES for block in blocks(page) if block.kind == "sh"
    ]
    return sorted({line for lines in shown for line in lines})


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))


@pytest.mark.parametrize("command", commands())
def test_every_command_shown_works(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_facts("README.md", tmp_path)
    (tmp_path / "blog").mkdir()
    monkeypatch.chdir(tmp_path)
    program, *arguments = command.split()
    match program:
        case "make":
            assert set(arguments) <= make_targets()
        case "factsheet":
            result = CliRunner().invoke(main, arguments)
            assert result.exit_code == 0, result.output
        case _:
            found = INSTALL.fullmatch(command)
            assert found is not None
            assert found[1] == tomllib.loads(read("pyproject.toml"))["project"]["name"]


@pytest.mark.parametrize("page", [page for page in PAGES if "script:" in read(page)])
def test_what_a_pipeline_runs_works(page: str, tmp_path: Path) -> None:
    write_facts(page, tmp_path)
    (pipeline,) = [block for block in blocks(page) if block.kind == "yaml" and block.is_pipeline]
    for job in yaml.safe_load(pipeline.text).values():
        install, check, build = job["script"]
        assert INSTALL.fullmatch(install)
        result = CliRunner().invoke(main, [*check.split()[1:], str(tmp_path / "facts")])
        assert (check.split()[0], result.exit_code) == ("factsheet", 0), result.output
        assert build == f"mkdocs build --strict --site-dir {job['artifacts']['paths'][0]}"


@pytest.mark.parametrize("page", PAGES)
def test_every_command_named_in_a_sentence_exists(page: str) -> None:
    named = [code.split() for code in CODE.findall(prose(page))]
    targets = {words[1] for words in named if words[0] == "make" and len(words) == 2}
    subcommands = {words[1] for words in named if words[0] == "factsheet" and len(words) > 1}
    assert targets - make_targets() == set()
    assert subcommands - main.commands.keys() == set()


def test_serving_is_what_make_serve_does() -> None:
    assert re.search(r"^serve:.*\n\t\$\(BIN\)/mkdocs serve$", read("Makefile"), re.MULTILINE)


def test_the_plugin_options_in_the_readme_are_those_there_are() -> None:
    for page in READMES:
        options = {CODE.findall(cells[0])[0] for cells in rows(read(page)) if len(cells) == 3}
        assert options == {name for name, _ in FactsheetOptions._schema}  # noqa: SLF001 mkdocs has no other way


# Links and structure


@pytest.mark.parametrize("page", REPOSITORY_PAGES)
def test_every_relative_link_leads_to_a_file(page: str) -> None:
    targets = [target for target in LINK.findall(prose(page)) if ":" not in target]
    missing = [target for target in targets if not (ROOT / target.partition("#")[0]).exists()]
    assert missing == []


@pytest.mark.parametrize("page", HAND_WRITTEN)
def test_every_anchor_linked_within_the_site_exists(page: str) -> None:
    for target in LINK.findall(prose(page)):
        path, hash_sign, anchor = target.partition("#")
        if hash_sign and ":" not in target:
            beside = posixpath.join(posixpath.dirname(page), path)
            linked = posixpath.normpath(beside) if path else page
            assert anchor in {each for _, each in headings(linked)}


@pytest.mark.parametrize("page", READMES)
def test_every_folder_in_the_map_of_the_readme_exists(page: str) -> None:
    folders = [
        folder
        for cells in rows(read(page))
        for folder in CODE.findall(cells[0])
        if folder.endswith("/")
    ]
    assert len(folders) > 4
    assert [folder for folder in folders if not (ROOT / folder).is_dir()] == []


def test_both_languages_have_the_same_pages() -> None:
    names = [
        {Path(page).name for page in HAND_WRITTEN if page.startswith(f"docs/{code}/")}
        for code in LANGUAGES
    ]
    assert names[0] == names[1]


@pytest.mark.parametrize("name", sorted({Path(page).name for page in HAND_WRITTEN}))
def test_a_page_has_the_same_structure_in_both_languages(name: str) -> None:
    pages = [f"docs/{code}/{name}" for code in LANGUAGES]
    assert headings(pages[0]) == headings(pages[1])
    assert len({len(blocks(page)) for page in pages}) == 1
    assert len({len(list(rows(read(page)))) for page in pages}) == 1
    assert sorted(LINK.findall(read(pages[0]))) == sorted(LINK.findall(read(pages[1])))


@pytest.mark.parametrize("page", HAND_WRITTEN)
def test_a_page_has_a_title_and_a_description(page: str) -> None:
    front_matter = yaml.safe_load(read(page).split("---")[1])
    assert front_matter.keys() - {"search", "order"} == {"title", "description"}


def test_the_readme_has_the_same_structure_in_both_languages() -> None:
    english, chinese = READMES
    assert [level for level, _ in headings(english)] == [level for level, _ in headings(chinese)]
    assert [block.kind for block in blocks(english)] == [block.kind for block in blocks(chinese)]
    assert facts_of(english) == facts_of(chinese)


@pytest.mark.parametrize("page", CHINESE_PAGES)
def test_chinese_is_set_as_chinese(page: str) -> None:
    text = CODE.sub("`", LINK.sub("]", prose(page)))
    assert (
        re.findall(
            r"[\u4e00-\u9fff][,;:!?(]|[\u4e00-\u9fff] [A-Za-z0-9]|[A-Za-z0-9] [\u4e00-\u9fff]", text
        )
        == []
    )


# The format


def listed_fields(page: str, anchor: str) -> set[str]:
    return {CODE.findall(cells[0])[0] for cells in rows(part(page, anchor))}


@pytest.mark.parametrize("page", FORMATS)
@pytest.mark.parametrize("section", [name for name in SECTIONS if name not in ("tags", "units")])
def test_the_format_page_lists_every_field_of_a_section_and_no_other(
    page: str, section: str
) -> None:
    model = SECTIONS[section]
    common = set(field_names(Fact)) if issubclass(model, Fact) else set()
    assert listed_fields(page, section) == set(field_names(model)) - common


@pytest.mark.parametrize("page", FORMATS)
def test_the_format_page_lists_every_field_that_all_facts_have(page: str) -> None:
    assert listed_fields(page, COMMON_FIELDS) == set(field_names(Fact))


@pytest.mark.parametrize("page", FORMATS)
def test_the_format_page_names_every_word_that_can_be_chosen(page: str) -> None:
    named = set(CODE.findall(read(page)))
    chosen = {*SOURCE_KINDS, *ENTITY_KINDS, *TIERS, *ACCESSES, *STATUSES, *VERDICTS}
    assert chosen - named == set()


@pytest.mark.parametrize("page", FORMATS)
def test_every_way_to_write_a_date_or_number_is_understood(page: str, tmp_path: Path) -> None:
    write_facts(page, tmp_path)
    units = load_facts(tmp_path).catalog.units
    for cells in rows(part(page, "how-dates-are-written")):
        assert [parse_date(text).edtf for text in CODE.findall(cells[0])]
    for cells in rows(part(page, "how-numbers-are-written")):
        assert [units.unit(parse_quantity(text).unit) for text in CODE.findall(cells[0])]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_method_page_explains_every_verdict_and_status_by_its_name(code: str) -> None:
    page = f"docs/{code}/method.md"
    for anchor, kind, names in (
        ("verdicts", "verdict", VERDICTS),
        ("statuses", "status", STATUSES),
    ):
        words = [language(code).word(f"{kind}_{name}").casefold() for name in names]
        assert [cells[0].casefold() for cells in rows(part(page, anchor))] == words


# The house


def test_contributing_lists_every_room_once_from_the_top_floor_down() -> None:
    package = ROOT / "generator" / "factsheet"
    rooms = {path.stem for path in package.iterdir() if not path.name.startswith("__")}
    listed = [
        (int(cells[0]), CODE.findall(cells[1])[0])
        for cells in rows(part("CONTRIBUTING.md", "code"))
    ]
    assert sorted(room for _, room in listed) == sorted(rooms)
    assert [floor for floor, _ in listed] == sorted((floor for floor, _ in listed), reverse=True)


def test_the_changelog_tells_of_the_present_version() -> None:
    from factsheet import __version__

    assert re.search(
        rf"^## {re.escape(__version__)} - \d{{4}}-\d\d-\d\d$", read("CHANGELOG.md"), re.MULTILINE
    )


# Workflows and hooks


def test_pages_are_checked_and_built_before_they_are_uploaded() -> None:
    assert steps(workflow("pages")["jobs"]["build"]) == [
        "actions/checkout",
        "actions/setup-python",
        "actions/configure-pages",
        "sudo apt-get update && sudo apt-get install --yes --no-install-recommends fonts-noto-cjk",
        "make check",
        '.venv/bin/factsheet check --format github --against "$SITE_URL"api/ids.json '
        "--unpublished-ok",
        "make build",
        "actions/upload-pages-artifact",
    ]
    assert re.search(
        r"^build:.*\n\t\$\(BIN\)/mkdocs build --strict$", read("Makefile"), re.MULTILINE
    )


def test_only_the_deployment_may_write() -> None:
    pages = workflow("pages")
    assert pages["jobs"]["build"]["permissions"] == {"contents": "read", "pages": "read"}
    assert pages["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert steps(pages["jobs"]["deploy"]) == ["actions/deploy-pages"]


def test_a_fork_is_published_without_an_edit() -> None:
    build = workflow("pages")["jobs"]["build"]
    assert build["if"] == "github.ref_name == github.event.repository.default_branch"
    checked, built = (step["env"] for step in build["steps"] if "env" in step)
    assert checked == {"SITE_URL": built["SITE_URL"]}
    assert built == {
        "SITE_URL": "${{ steps.pages.outputs.base_url }}/",
        "REPO_URL": "${{ github.server_url }}/${{ github.repository }}",
        "EDIT_URI": "edit/${{ github.ref_name }}/docs/",
    }
    assert [name for name in built if f"!ENV [{name}," not in read("mkdocs.yml")] == []


def test_published_ids_are_lost_only_by_hand() -> None:
    pages = workflow("pages")
    step = next(each for each in pages["jobs"]["build"]["steps"] if "--against" in str(each))
    assert step["if"] == "${{ !inputs.lose_ids }}"
    asked = pages["on"]["workflow_dispatch"]["inputs"]["lose_ids"]
    assert (asked["type"], asked["default"]) == ("boolean", "false")


def test_links_are_checked_weekly_and_nothing_waits_for_it() -> None:
    links = workflow("links")
    assert links["on"].keys() == {"schedule", "workflow_dispatch"}
    (schedule,) = links["on"]["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", schedule["cron"])
    (job,) = links["jobs"].values()
    assert steps(job)[-1] == (
        '.venv/bin/factsheet links --archive --format github --contact "$REPOSITORY"'
    )
    others = (workflow_text(name) for name in ("ci", "pages"))
    assert [text for text in others if "factsheet links" in text or "workflow_run" in text] == []


def test_the_commands_in_the_workflows_have_only_options_there_are() -> None:
    jobs = [job for name in WORKFLOWS for job in workflow(name)["jobs"].values()]
    run = [step.split() for job in jobs for step in steps(job) if "bin/factsheet" in step]
    assert len(run) == 3
    for _, command, *words in run:
        known = {option for each in main.commands[command].params for option in each.opts}
        assert {word for word in words if word.startswith("--")} <= known


def test_pull_requests_are_tested_and_their_facts_annotated() -> None:
    ci = workflow("ci")
    assert {"push", "pull_request"} <= ci["on"].keys()
    assert steps(ci["jobs"]["test"])[-1] == "make test"
    assert steps(ci["jobs"]["facts"])[-1] == ".venv/bin/factsheet check --format github"
    assert ci["jobs"]["facts"]["if"] == "github.event_name == 'pull_request'"


def test_the_hooks_run_commands_that_exist() -> None:
    own = yaml.safe_load(read(".pre-commit-config.yaml"))["repos"]
    offered = yaml.safe_load(read(".pre-commit-hooks.yaml"))
    assert [repository["repo"] for repository in own] == ["local"]
    entries = [
        hook["entry"].removeprefix(".venv/bin/").split() for hook in (*own[0]["hooks"], *offered)
    ]
    assert {words[0] for words in entries} == {"factsheet", "ruff"}
    assert {words[1] for words in entries if words[0] == "factsheet"} <= main.commands.keys()
    assert all(not hook["pass_filenames"] for hook in offered)
