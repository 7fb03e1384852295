"""The door for the terminal: `factsheet check` and `factsheet render`.

Exit codes: 0 fine, 1 problems found, 2 could not run. Only this room knows click. What a
command needs is imported when it runs, so that `--help` answers at once.
"""

import sys
from pathlib import Path

import click

from factsheet import __version__
from factsheet.languages import available, language
from factsheet.problems import MalformedError

FOUND, COULD_NOT_RUN = 1, 2
FOLDER = "facts"


class LanguageList(click.ParamType[tuple[str, ...]]):
    """Language codes with commas between them."""

    name = "languages"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Return the codes, each once, or say which is unknown."""
        codes = tuple(dict.fromkeys(code.strip() for code in str(value).split(",")))
        for code in codes:
            try:
                language(code)
            except MalformedError as error:
                self.fail(f"{error.message} ({error.hint})", param, ctx)
        return codes


languages_option = click.option(
    "--languages",
    type=LanguageList(),
    default=",".join(available()),
    show_default=True,
    help="The site's languages.",
)
paths_argument = click.argument(
    "paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path)
)
format_option = click.option(
    "--format",
    "style",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="How to word the problems.",
)
out_option = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder to write to.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="factsheet")
def main() -> None:
    """Check hand-curated facts, and render them as Markdown.

    PATHs are folders or files of facts, read together as one fact base; "facts" when left out.
    """


@main.command()
@paths_argument
@format_option
@click.option("--strict", is_flag=True, help="Count warnings as problems.")
@languages_option
def check(paths: tuple[Path, ...], style: str, languages: tuple[str, ...], *, strict: bool) -> None:
    """Say what is wrong with the facts, with file, line and remedy."""
    from factsheet.pipeline import load
    from factsheet.report import REPORTERS

    base = load(_existing(paths), languages)
    click.echo(REPORTERS[style](base.problems, base.texts), nl=False)
    if base.has_errors or (strict and base.problems):
        sys.exit(FOUND)


@main.command()
@paths_argument
@out_option
@languages_option
def render(paths: tuple[Path, ...], out: Path, languages: tuple[str, ...]) -> None:
    """Write the pages as Markdown, one folder a language, and the data they link to."""
    from factsheet.outputs import write
    from factsheet.pipeline import everything, load
    from factsheet.report import as_text

    base = load(_existing(paths), languages)
    if base.problems:
        click.echo(as_text(base.problems, base.texts), nl=False, err=True)
    if base.has_errors:
        click.echo("nothing was written", err=True)
        sys.exit(FOUND)
    try:
        count = write(everything(base, languages), out)
    except OSError as error:
        click.echo(f"cannot write to {out}: {error.strerror or error}", err=True)
        sys.exit(COULD_NOT_RUN)
    click.echo(f"{count} files written to {out}")


def _existing(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    wanted = paths or (Path(FOLDER),)
    for path in wanted:
        if not path.exists():
            click.echo(f'there is no file or folder "{path}"', err=True)
            sys.exit(COULD_NOT_RUN)
    return wanted
