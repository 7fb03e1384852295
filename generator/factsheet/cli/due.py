"""`factsheet due`: list the facts that should be looked at again."""

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factsheet.cli.sharing import (
    COULD_NOT_RUN,
    FOUND,
    Day,
    existing,
    format_option,
    languages_option,
    paths_argument,
    severities_of,
    severity_option,
)

if TYPE_CHECKING:
    from factsheet.problems import Severity


@click.command()
@paths_argument
@click.option("--on", type=Day(), metavar="DATE", help="The day to ask for; today when left out.")
@format_option
@severity_option
@languages_option
def due(
    paths: tuple[Path, ...],
    *,
    on: dt.date | None,
    style: str,
    severities: "tuple[tuple[str, Severity | None], ...]",
    languages: tuple[str, ...],
) -> None:
    """List the facts whose "recheck" has passed, the oldest first."""
    from factsheet.due import due as facts_due
    from factsheet.loading import load
    from factsheet.report import REPORTERS, as_text

    wanted = existing(paths)
    base = load(wanted, languages, severities=severities_of(wanted, severities))
    if base.has_errors:
        # A fact that cannot be read may be due as well.
        errors = [problem for problem in base.problems if problem.is_error]
        click.echo(as_text(errors, base.texts), nl=False, err=True)
        sys.exit(COULD_NOT_RUN)
    found = facts_due(base.catalog, on or dt.datetime.now(tz=dt.UTC).astimezone().date())
    if style == "text" and not found:
        click.echo("nothing is due")
    else:
        click.echo(REPORTERS[style](found, base.texts), nl=False)
    if found:
        sys.exit(FOUND)
