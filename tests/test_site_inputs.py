"""The key of a site: whatever a site is made from changes it, and nothing else does."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config

from factsheet.plugin import FactsheetPlugin
from factsheet.plugin.site_inputs import PROGRAM, Inputs, UnknownInputError, inputs_of
from support import ROOT, SMALL_FACTS, Project

KEY_OF = """\
import sys
from test_site_inputs import inputs
print(inputs(sys.argv[1]).key)
"""


def inputs(folder: str | Path, **options: Any) -> Inputs:
    config = load_config(config_file=str(Path(folder, "mkdocs.yml")), **options)
    plugin = config.plugins["factsheet"]
    assert isinstance(plugin, FactsheetPlugin)
    return inputs_of(config, plugin.config)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    for name in ("SITE_URL", "REPO_URL", "EDIT_URI", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    made = Project(tmp_path / "base")
    made.write("mkdocs.yml", (ROOT / "mkdocs.yml").read_text("utf-8"))
    made.write("facts/acme.yaml", SMALL_FACTS)
    made.write("translations.lock", "# A lock.\n")
    made.write("sources.lock", "# Another.\n")
    made.write("archive/report.txt", "What the report says.\n")
    made.write("docs/en/about.md", "# About\n")
    made.write("docs/en/logo.svg", "<svg/>\n")
    made.write("overrides/main.html", '{% extends "base.html" %}\n')
    made.change("mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: overrides\n")
    return made


def add_to(path: str, text: str = "x") -> Callable[[Project], None]:
    def change(project: Project) -> None:
        with (project.folder / path).open("a") as file:
            file.write(text)

    return change


def say(old: str, new: str) -> Callable[[Project], None]:
    return lambda project: project.change("mkdocs.yml", old, new)


def rename(old: str, new: str) -> Callable[[Project], None]:
    def change(project: Project) -> None:
        (project.folder / old).rename(project.folder / new)

    return change


def remove(path: str) -> Callable[[Project], None]:
    return lambda project: (project.folder / path).unlink()


CHANGES: dict[str, Callable[[Project], None]] = {
    "a fact": add_to("facts/acme.yaml", "# x\n"),
    "a further file of facts": add_to("facts/more.yaml", ""),
    "the name of a file of facts": rename("facts/acme.yaml", "facts/other.yaml"),
    "the lock of translations": add_to("translations.lock"),
    "no lock of translations": remove("translations.lock"),
    "the lock of sources": add_to("sources.lock"),
    "the text of a source": add_to("archive/report.txt"),
    "a page": add_to("docs/en/about.md"),
    "a further page": add_to("docs/en/more.md"),
    "an asset": add_to("docs/en/logo.svg"),
    "a template": add_to("overrides/main.html"),
    "a further template": add_to("overrides/404.html"),
    "the site's name": say("site_name: Factsheet", "site_name: Facts"),
    "the order of the navigation": say("docs_dir: docs", "nav: [en/about.md]"),
    "what is excluded": say("docs_dir: docs", "exclude_docs: logo.svg"),
    "the theme": say("navigation.top", "navigation.footer"),
    "the icon": say("material/file-check-outline", "material/file"),
    "what templates are told": say("generator: false", "generator: true"),
    "an extension": say("  - tables\n", "  - tables\n  - abbr\n"),
    "how deep contents go": say("toc_depth: 2", "toc_depth: 3"),
    "the licence": say("licence: CC-BY-4.0", "licence: CC0-1.0"),
    "a name of the site": say("事实清单}\n      site", "事实}\n      site"),
    "the languages": say("languages: [en, zh]", "languages: [zh, en]"),
    "a rule's severity": say("licence:", "severities: {unused-source: off}\n      licence:"),
    "how it is made": say("licence:", "fast: false\n      licence:"),
    "images": say("licence:", "cards: false\n      licence:"),
    "the search": say("- search ", "- search: {lang: [en, zh]} "),
}


@pytest.mark.parametrize("what", CHANGES)
def test_every_input_changes_the_key(project: Project, what: str) -> None:
    before = inputs(project.folder)
    CHANGES[what](project)
    assert inputs(project.folder).key != before.key


def test_the_same_inputs_have_the_same_key_in_any_folder(project: Project, tmp_path: Path) -> None:
    elsewhere = shutil.copytree(project.folder, tmp_path / "事实 elsewhere")
    before = inputs(project.folder).key
    assert inputs(project.folder).key == before
    assert inputs(elsewhere).key == before
    assert inputs(project.folder, site_dir=str(tmp_path / "other")).key == before


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_URL", "https://facts.example/"),
        ("REPO_URL", "https://github.com/acme/facts"),
        ("EDIT_URI", "edit/main/docs/"),
        ("SOURCE_DATE_EPOCH", "0"),
    ],
)
def test_the_environment_changes_the_key_where_it_matters(
    project: Project, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    before = inputs(project.folder).key
    monkeypatch.setenv("SOMETHING_ELSE", value)
    assert inputs(project.folder).key == before
    monkeypatch.setenv(name, value)
    assert inputs(project.folder).key != before


@pytest.mark.parametrize("option", ["strict", "use_directory_urls"])
def test_what_the_command_line_says_changes_the_key(project: Project, option: str) -> None:
    keys = {inputs(project.folder, **{option: value}).key for value in (False, True)}
    assert len(keys) == 2


def test_the_commit_and_what_differs_from_it_change_the_key(project: Project) -> None:
    def git(*arguments: str) -> None:
        name = ["-c", "user.name=a", "-c", "user.email=a@b.example"]
        subprocess.run(["git", *name, *arguments], cwd=project.folder, check=True)

    keys = [inputs(project.folder).key]
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    keys.append(inputs(project.folder).key)
    git("commit", "-qm", "two", "--allow-empty")
    keys.append(inputs(project.folder).key)
    git("rm", "-q", "--cached", "facts/acme.yaml")
    keys.append(inputs(project.folder).key)
    assert len(set(keys)) == len(keys)


def key_of(project: Project, *paths: Path) -> str:
    """Return the key as a program finds it that has other folders before its own."""
    path = os.pathsep.join(map(str, (*paths, PROGRAM.parent, ROOT / "tests")))
    run = subprocess.run(
        [sys.executable, "-c", KEY_OF, project.folder],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return run.stdout


def test_the_program_itself_is_an_input(project: Project, tmp_path: Path) -> None:
    before = key_of(project)
    copy = shutil.copytree(PROGRAM, tmp_path / "program/factsheet")
    assert key_of(project, copy.parent) == before
    with (copy / "plugin/theme/main.html").open("a") as file:
        file.write("\n")
    assert key_of(project, copy.parent) != before


def test_what_is_installed_is_an_input(project: Project, tmp_path: Path) -> None:
    def install(version: str, record: str = "") -> str:
        folder = tmp_path / "more/some_theme.dist-info"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "METADATA").write_text(f"Name: some-theme\nVersion: {version}\n")
        (folder / "RECORD").write_text(record)
        return key_of(project, folder.parent)

    keys = [key_of(project), install("1.0"), install("1.1"), install("1.1", "a.py,sha256=x,1\n")]
    assert len(set(keys)) == len(keys)


def test_a_package_whose_files_may_change_in_place_leaves_the_key_unknown(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "some_theme-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Name: some-theme\nVersion: 1.0\n")
    (folder / "direct_url.json").write_text('{"url": "x", "dir_info": {"editable": true}}')
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(UnknownInputError, match="the files of some-theme may change"):
        inputs(project.folder)


def test_fonts_are_an_input_where_images_are_made(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def keys(site_url: str) -> set[str]:
        monkeypatch.setenv("SITE_URL", site_url)
        (fonts / "simhei.ttf").write_bytes(b"a font")
        one = inputs(project.folder).key
        (fonts / "simhei.ttf").write_bytes(b"another font")
        return {one, inputs(project.folder).key}

    fonts = tmp_path / "home/.fonts"
    fonts.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(fonts.parent))
    monkeypatch.setenv("PATH", os.defpath if not shutil.which("fc-list", path=os.defpath) else "")
    assert len(keys("")) == 1
    assert len(keys("https://facts.example/")) == 2


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("- search ", "- tags\n  - search ", "material/tags"),
        ("docs_dir: docs", "hooks: [hook.py]", "hook.py"),
        ("  - tables\n", "  - tables\n  - pymdownx.snippets\n", "pymdownx.snippets"),
        ("- search ", "- search: {jieba_dict_user: words.txt} ", "jieba_dict_user"),
        ("  name: material\n", "  name: mkdocs\n", "theme mkdocs"),
        ("  generator: false", "  made: !!python/object/apply:datetime.timedelta [1]", "timedelta"),
    ],
)
def test_what_may_read_anything_leaves_the_key_unknown(
    project: Project, old: str, new: str, named: str
) -> None:
    project.write("hook.py", "def on_config(config):\n    return config\n")
    project.change("mkdocs.yml", old, new)
    with pytest.raises(UnknownInputError, match=named):
        inputs(project.folder)


def test_a_function_of_a_library_is_known_by_its_name(project: Project) -> None:
    keys = []
    for name in ("slugify", "slugify_unicode"):
        given = f"{{toc_depth: 2, slugify: !!python/name:markdown.extensions.toc.{name} }}"
        project.change("mkdocs.yml", '- toc: {permalink: "#", toc_depth: 2}', f"- toc: {given}")
        keys.append(inputs(project.folder).key)
        project.change("mkdocs.yml", f"- toc: {given}", '- toc: {permalink: "#", toc_depth: 2}')
    assert len(set(keys)) == 2


@pytest.mark.parametrize("word", ["build_date_utc", "page.update_date", "[1, 2] | random"])
def test_a_template_that_differs_from_build_to_build_leaves_the_key_unknown(
    project: Project, word: str
) -> None:
    project.write("overrides/partials/copyright.html", f"{{{{ {word} }}}}\n")
    with pytest.raises(UnknownInputError, match=r"what copyright\.html shows may differ"):
        inputs(project.folder)


def test_a_template_among_the_pages_may_differ_too(project: Project) -> None:
    project.write("docs/en/about.md", "The word build_date_utc does nothing in a page.\n")
    project.write("docs/robots.txt", "{{ build_date_utc }}\n")
    inputs(project.folder)
    project.change("mkdocs.yml", "docs_dir: docs", "extra_templates: [robots.txt]")
    with pytest.raises(UnknownInputError, match=r"what robots\.txt shows may differ"):
        inputs(project.folder)


def test_inputs_hold_until_a_file_is_touched(project: Project) -> None:
    taken = inputs(project.folder)
    assert taken.hold()
    # Changed and changed back: what was read in between is not known.
    text = (project.folder / "facts/acme.yaml").read_text("utf-8")
    project.write("facts/acme.yaml", "")
    project.write("facts/acme.yaml", text)
    assert inputs(project.folder).key == taken.key
    assert not taken.hold()


def test_a_further_file_ends_what_held(project: Project) -> None:
    taken = inputs(project.folder)
    project.write("docs/zh/about.md", "# 关于\n")
    assert not taken.hold()
