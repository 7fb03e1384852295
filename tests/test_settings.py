"""The commands take rules as severely as the site does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factsheet.cli import main

FACTS = "sources:\n  spare: {title: Spare, url: https://a.example}\n"
SITE = """\
site_name: Facts
site_url: !ENV [SITE_URL, ""]
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:os.system
plugins:
  - search
  - factsheet:
      facts_dir: facts
      severities: {unused-source: LEVEL}
"""
Check = Callable[..., Result]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Check facts beside an `mkdocs.yml`."""
    monkeypatch.chdir(tmp_path)
    Path("facts").mkdir()
    Path("facts/facts.yaml").write_text(FACTS, "utf-8")

    def run(site: str, *words: str) -> Result:
        Path("mkdocs.yml").write_text(site, "utf-8")
        return CliRunner().invoke(main, ["check", *words])

    return run


@pytest.mark.parametrize(
    ("level", "code", "said"),
    [
        ("warning", 0, "1 warning\n"),
        ("error", 1, "1 error\n"),
        ("off", 0, "no problems\n"),
        ("No", 0, "no problems\n"),
        ('"off"', 0, "no problems\n"),
    ],
)
def test_a_severity_of_the_site_holds_for_the_commands(
    check: Check, level: str, code: int, said: str
) -> None:
    result = check(SITE.replace("LEVEL", level))
    assert (result.exit_code, result.output.splitlines(keepends=True)[-1]) == (code, said)


def test_plugins_may_be_a_mapping(check: Check) -> None:
    site = "plugins:\n  search: {}\n  factsheet: {severities: {unused-source: off}}\n"
    assert check(site).output == "no problems\n"


def test_what_the_command_says_goes_before(check: Check) -> None:
    result = check(SITE.replace("LEVEL", "off"), "--severity", "unused-source=error")
    assert result.exit_code == 1


def test_other_facts_are_not_the_sites(check: Check, tmp_path: Path) -> None:
    site = SITE.replace("LEVEL", "off")
    assert check(site, "facts/facts.yaml").output == "no problems\n"
    Path("other").mkdir()
    Path("other/facts.yaml").write_text(FACTS, "utf-8")
    assert "[unused-source]" in check(site, "other").output
    assert "[unused-source]" in check(site.replace("facts_dir: facts", "facts_dir: other")).output
    assert (tmp_path / "other").is_dir()


@pytest.mark.parametrize(
    ("site", "said"),
    [
        (
            SITE.replace("LEVEL", "eror"),
            'mkdocs.yml:10:20: "eror" is not a severity (did you mean "error"?)\n',
        ),
        (
            SITE.replace("unused-source: LEVEL", "unused-sorce: off"),
            'mkdocs.yml:10:20: there is no rule "unused-sorce" whose severity can be set '
            '(did you mean "unused-source"?)\n',
        ),
    ],
)
def test_a_severity_there_is_not_is_told_with_its_line(check: Check, site: str, said: str) -> None:
    result = check(site)
    assert (result.exit_code, result.output) == (2, said)


def test_severities_that_cannot_be_read_are_not_passed_over(check: Check) -> None:
    result = check("a: &a 1\n" + SITE)
    assert (result.exit_code, result.output) == (
        2,
        'mkdocs.yml:1:4: "&a" is an anchor (write the value out where it is needed, '
        'or give severities with "--severity")\n',
    )


@pytest.mark.parametrize("site", ["", "[", "plugins: [factsheet]\n", "plugins:\n", "- a\n"])
def test_a_site_that_says_nothing_of_rules_changes_none(check: Check, site: str) -> None:
    assert "[unused-source]" in check(site).output
