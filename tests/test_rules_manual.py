"""The manual's page of a rule: what it calls wrong gives that rule, what it calls right none."""

import re
from pathlib import Path

import pytest
import yaml

from factsheet.checks import RULES
from factsheet.pipeline import FactBase, load
from factsheet.problems import Severity
from factsheet.report import as_text

ROOT = Path(__file__).parents[1]
LANGUAGES = ("en", "zh")
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/*/rules/*.md"))
NAMES = sorted({Path(page).name for page in PAGES} - {"index.md"})
WRONG, RIGHT = "wrong", "right"

# Facts stand in blocks of YAML, and what was written beside them in blocks of their own.
FENCE = re.compile(r"^```(yaml|lock|stored|sources)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ANY_FENCE = re.compile(r"^```\w*\n.*?^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^(#+) (.+?)(?: \{#([\w-]+)\})?$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
# Rules that no check of the catalog has: those of exceptions.
OTHER_RULES = {"needless-exception", "unknown-rule"}
BESIDE = {
    "lock": "translations.lock",
    "stored": "archive/report.txt",
    "sources": "sources.lock",
}
INDEXES = [f"docs/{code}/rules/index.md" for code in LANGUAGES]
ROW = re.compile(r"^\| \[([^]]+)\]\(([^)]+)\) \| (.+) \| (.+) \|$", re.MULTILINE)
# How an index says how bad it is to break a rule.
WORDS = {
    "en": {"an error": Severity.ERROR, "a warning": Severity.WARNING},
    "zh": {"错误": Severity.ERROR, "警告": Severity.WARNING},
}
EITHER = re.compile(" or |或")


def read(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def front_matter(page: str) -> dict[str, str]:
    found: dict[str, str] = yaml.safe_load(read(page).split("---")[1])
    return found


def anchor(heading: re.Match[str]) -> str:
    return heading[3] or heading[2].lower().replace(" ", "-")


def headings(page: str) -> list[tuple[str, str]]:
    return [(each[1], anchor(each)) for each in HEADING.finditer(ANY_FENCE.sub("", read(page)))]


def part(page: str, wanted: str) -> str:
    """Return the part of a page below a heading of the second level; "" is what precedes them."""
    pieces = re.split(r"^(?=## )", read(page), flags=re.MULTILINE)
    if not wanted:
        return pieces[0]
    return next(
        piece for piece in pieces[1:] if (found := HEADING.match(piece)) and anchor(found) == wanted
    )


def blocks(text: str, kind: str) -> list[str]:
    return [found[2] for found in FENCE.finditer(text) if found[1] == kind]


def checked(page: str, example: str, number: int, folder: Path) -> FactBase:
    """Check an example together with the page's own front block."""
    front, section = part(page, ""), part(page, example)
    facts = folder / "facts"
    facts.mkdir()
    for index, text in enumerate((*blocks(front, "yaml"), blocks(section, "yaml")[number])):
        (facts / f"{index}.yaml").write_text(text, "utf-8")
    for kind, name in BESIDE.items():
        for text in (*blocks(front, kind), *blocks(section, kind)):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, "utf-8")
    return load([facts], LANGUAGES, root=folder)


def problems(page: str, example: str, number: int, folder: Path) -> tuple[set[str], str]:
    base = checked(page, example, number, folder)
    return {problem.rule for problem in base.problems}, as_text(base.problems, base.texts)


def examples(kind: str) -> list[tuple[str, int]]:
    return [
        (page, number)
        for page in PAGES
        if not page.endswith("/index.md")
        for number in range(len(blocks(part(page, kind), "yaml")))
    ]


@pytest.mark.parametrize(("page", "number"), examples(WRONG))
def test_what_a_page_calls_wrong_breaks_its_rule_and_no_other(
    page: str, number: int, tmp_path: Path
) -> None:
    rules, said = problems(page, WRONG, number, tmp_path)
    assert rules == {Path(page).stem}, said


@pytest.mark.parametrize(("page", "number"), examples(RIGHT))
def test_what_a_page_calls_right_breaks_no_rule(page: str, number: int, tmp_path: Path) -> None:
    _, said = problems(page, RIGHT, number, tmp_path)
    assert said == "no problems\n"


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_has_the_same_page_in_every_language(name: str) -> None:
    pages = [f"docs/{code}/rules/{name}" for code in LANGUAGES]
    assert headings(pages[0]) == headings(pages[1])
    assert FENCE.findall(read(pages[0])) == FENCE.findall(read(pages[1]))
    for page in pages:
        assert front_matter(page).keys() == {"title", "description"}
        assert front_matter(page)["title"] == Path(name).stem
        assert blocks(part(page, WRONG), "yaml")
        assert blocks(part(page, RIGHT), "yaml")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_rule_has_a_page_and_every_page_a_rule(code: str) -> None:
    pages = {path.stem for path in ROOT.glob(f"docs/{code}/rules/*.md")} - {"index"}
    assert pages == {*RULES, *OTHER_RULES}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_parts_of_all_pages_are_called_the_same(code: str) -> None:
    names = set()
    for name in NAMES:
        prose = ANY_FENCE.sub("", read(f"docs/{code}/rules/{name}"))
        names.add(tuple(each[2] for each in HEADING.finditer(prose) if each[1] == "##"))
    assert len(names) == 1


@pytest.mark.parametrize("page", INDEXES)
def test_the_index_lists_every_page_once_with_what_it_says_of_itself(page: str) -> None:
    listed = [(name, target, says) for name, target, says, _ in ROW.findall(read(page))]
    pages = [path for path in PAGES if Path(path).parent == Path(page).parent and path != page]
    assert sorted(listed) == [
        (Path(each).stem, Path(each).name, front_matter(each)["description"]) for each in pages
    ]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_index_says_how_bad_it_is_to_break_a_rule(code: str, tmp_path: Path) -> None:
    said = {
        name: {WORDS[code][word] for word in EITHER.split(how)}
        for name, _, _, how in ROW.findall(read(f"docs/{code}/rules/index.md"))
    }
    found: dict[str, set[Severity]] = {name: set() for name in said}
    for page, number in examples(WRONG):
        if page.startswith(f"docs/{code}/"):
            folder = tmp_path / f"{Path(page).stem}-{number}"
            folder.mkdir()
            for problem in checked(page, WRONG, number, folder).problems:
                found[problem.rule].add(problem.severity)
    assert said == found


@pytest.mark.parametrize("page", INDEXES)
def test_the_message_in_the_index_is_what_the_checker_says(page: str, tmp_path: Path) -> None:
    facts = tmp_path / "facts"
    facts.mkdir()
    (example,) = blocks(read(page), "yaml")
    (facts / "acme.yaml").write_text(example, "utf-8")
    base = load([facts], LANGUAGES, root=tmp_path)
    assert f"```text\n{as_text(base.problems, base.texts)}```" in read(page)


def test_the_index_is_the_same_in_every_language() -> None:
    english, chinese = INDEXES
    assert headings(english) == headings(chinese)
    assert ANY_FENCE.findall(read(english)) == ANY_FENCE.findall(read(chinese))
    assert LINK.findall(read(english)) == LINK.findall(read(chinese))


@pytest.mark.parametrize("page", [page for page in PAGES if page.startswith("docs/zh/")])
def test_chinese_is_set_as_chinese(page: str) -> None:
    prose = LINK.sub("]", ANY_FENCE.sub("", read(page)))
    text = re.sub(r"`[^`\n]+`", "`", prose)
    assert re.findall(r"[一-鿿][,;:!?(]|[一-鿿] [A-Za-z0-9]|[A-Za-z0-9] [一-鿿]", text) == []
