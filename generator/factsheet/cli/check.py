"""`factsheet check`: say what is wrong with the facts."""

import sys
from pathlib import Path

import click

from factsheet.cli.sharing import (
    FOUND,
    existing,
    format_option,
    languages_option,
    paths_argument,
    stop,
)


@click.command()
@paths_argument
@format_option
@click.option("--strict", is_flag=True, help="Count warnings as problems.")
@click.option(
    "--against",
    default="",
    metavar="URL-OR-FILE",
    help="The api/ids.json of the published site: no id in it may be lost.",
)
@languages_option
def check(
    paths: tuple[Path, ...], *, style: str, strict: bool, against: str, languages: tuple[str, ...]
) -> None:
    """Say what is wrong with the facts, with file, line and remedy."""
    from factsheet.pipeline import compared, load
    from factsheet.report import REPORTERS

    base = load(existing(paths), languages)
    if against:
        from factsheet.published import NotPublishedError, published

        try:
            base = compared(base, published(against))
        except NotPublishedError as error:
            stop(str(error))
    click.echo(REPORTERS[style](base.problems, base.texts), nl=False)
    if base.has_errors or (strict and base.problems):
        sys.exit(FOUND)
