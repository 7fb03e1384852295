"""Find and read the files of a blog or a folder of articles.

Enters: files and folders. Leaves: texts with their names, and problems of those that cannot be
read. Every character is kept, also line ends and a byte order mark.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from factsheet.problems import Place, Problem

MARKDOWN = frozenset({".md", ".markdown", ".qmd", ".mdx"})
HTML = frozenset({".html", ".htm", ".xhtml"})


@dataclass(frozen=True, slots=True)
class Writing:
    """A text: its file, how messages name it, and what it says."""

    path: Path
    name: str
    text: str

    @property
    def is_html(self) -> bool:
        """Whether it is HTML and not Markdown."""
        return self.path.suffix.lower() in HTML


def read_writing(paths: Sequence[Path]) -> tuple[tuple[Writing, ...], tuple[Problem, ...]]:
    """Read files, and all Markdown and HTML files of folders; hidden ones are left out."""
    found: list[Writing] = []
    problems: list[Problem] = []
    for path in dict.fromkeys(each for given in paths for each in _files(given)):
        name = path.as_posix()
        try:
            found.append(Writing(path, name, path.read_bytes().decode("utf-8")))
        except UnicodeDecodeError:
            problems.append(_unreadable(name, "the file is not UTF-8", "save it as UTF-8"))
        except OSError as error:
            message = f"the file cannot be read: {(error.strerror or str(error)).lower()}"
            problems.append(_unreadable(name, message, None))
    return tuple(found), tuple(problems)


def _files(given: Path) -> Iterator[Path]:
    if not given.is_dir():
        yield given
        return
    for path in sorted(given.rglob("*")):
        parts = path.relative_to(given).parts
        is_hidden = any(part.startswith(".") or part == "node_modules" for part in parts)
        if path.suffix.lower() in MARKDOWN | HTML and path.is_file() and not is_hidden:
            yield path


def _unreadable(name: str, message: str, hint: str | None) -> Problem:
    return Problem(place=Place(name), rule="unreadable-file", message=message, hint=hint)
