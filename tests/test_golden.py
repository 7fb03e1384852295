"""Every page of a small fact base in which everything occurs, compared to the letter.

`python tests/test_golden.py` writes the expected pages anew; read the difference before you
commit it.
"""

import shutil
from pathlib import Path

import pytest

from factsheet.outputs import write
from factsheet.pipeline import FactBase, everything, load
from factsheet.report import as_text

GOLDEN = Path(__file__).parent / "golden"
LANGUAGES = ("en", "zh")
FOLDERS = (*LANGUAGES, "api", "f")
EXPECTED = sorted(path for name in FOLDERS for path in (GOLDEN / name).rglob("*.*"))


def golden_base() -> FactBase:
    """Load the small fact base."""
    return load([GOLDEN / "facts"], LANGUAGES, root=GOLDEN)


def pages() -> dict[str, str]:
    """Render all its pages, by path."""
    outputs = everything(golden_base(), LANGUAGES)
    return {
        output.path: output.content.decode("utf-8")
        for output in outputs
        if not output.path.endswith(".inv")  # compressed; read in its own tests
    }


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return pages()


@pytest.mark.parametrize(
    "path", EXPECTED, ids=lambda path: path.relative_to(GOLDEN).as_posix().removesuffix(".md")
)
def test_a_page_is_as_expected(made: dict[str, str], path: Path) -> None:
    assert made[path.relative_to(GOLDEN).as_posix()] == path.read_bytes().decode()


def test_there_is_an_expected_page_for_every_page(made: dict[str, str]) -> None:
    assert sorted(made) == sorted(path.relative_to(GOLDEN).as_posix() for path in EXPECTED)


def test_what_is_not_translated_is_a_warning_and_nothing_else_is_wrong() -> None:
    base = golden_base()
    assert as_text(base.problems, base.texts) == (
        'facts/lighthouse.yaml:27:5: warning: "role" of "keeper" has no text in zh '
        "[missing-language]\n"
        "   27 |     role: {en: Keeper}\n"
        "      |     ^^^^\n"
        '  hint: add "zh: …"; until then the page shows another language, marked as such\n'
        'facts/lighthouse.yaml:71:5: warning: "title" of "light-moved" has no text in zh '
        "[missing-language]\n"
        "   71 |     title: {en: The light is moved}\n"
        "      |     ^^^^^\n"
        '  hint: add "zh: …"; until then the page shows another language, marked as such\n'
        "2 warnings\n"
    )


if __name__ == "__main__":
    for folder in FOLDERS:
        shutil.rmtree(GOLDEN / folder, ignore_errors=True)
    write(everything(golden_base(), LANGUAGES), GOLDEN)
