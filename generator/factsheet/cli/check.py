"""`factsheet check`: say what is wrong with the facts."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factsheet.cli.sharing import (
    FOUND,
    existing,
    format_option,
    languages_option,
    paths_argument,
    severities_of,
    severity_option,
    stop,
)
from factsheet.collection import no_collection, no_last_collection

if TYPE_CHECKING:
    from factsheet.loading import FactBase
    from factsheet.problems import Severity


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
@click.option(
    "--unpublished-ok",
    is_flag=True,
    help="With --against: go on where the site answers 404, as before it is first published.",
)
@click.option("--watch", is_flag=True, help="Say it again at every change, until Ctrl-C.")
@click.option("--fix", is_flag=True, help="First mend what needs no judgement; see the manual.")
@click.option(
    "--diff", is_flag=True, help="With --fix: write nothing, and show what would be changed."
)
@severity_option
@languages_option
def check(  # noqa: PLR0913 the command's options
    paths: tuple[Path, ...],
    *,
    style: str,
    strict: bool,
    against: str,
    unpublished_ok: bool,
    watch: bool,
    fix: bool,
    diff: bool,
    severities: "tuple[tuple[str, Severity | None], ...]",
    languages: tuple[str, ...],
) -> None:
    """Say what is wrong with the facts, with file, line and remedy."""
    if unpublished_ok and not against:
        message = "--unpublished-ok needs --against"
        raise click.UsageError(message)
    if (diff and not fix) or (fix and watch):
        message = "--fix does not go with --watch" if fix else "--diff needs --fix"
        raise click.UsageError(message)
    wanted = existing(paths)
    if fix:
        from factsheet.cli import fixing

        is_untidy = fixing.fix(wanted, languages, dict(severities), only_show=diff)
        if diff:
            sys.exit(FOUND if is_untidy else 0)

    def told() -> "FactBase":
        """Say what is wrong."""
        from factsheet.loading import load

        base = load(wanted, languages, severities=severities_of(wanted, severities))
        if against:
            base = _compared(base, against, unpublished_ok=unpublished_ok)
        click.echo(_worded(base, style), nl=False)
        return base

    if not watch:
        with no_collection():
            base = told()
            no_last_collection(base)
        sys.exit(FOUND if base.has_errors or (strict and base.problems) else 0)
    from factsheet.cli.watching import changes

    for _ in changes(wanted):
        told()
        sys.stdout.flush()


def _worded(base: "FactBase", style: str) -> str:
    """Word the problems, and how many excerpts were not even compared."""
    from factsheet.report import REPORTERS, as_json_with

    text, found = REPORTERS[style](base.problems, base.texts), base.excerpts
    if style == "json":
        counts = {"compared": found.compared, "unchecked": found.unchecked}
        return as_json_with(text, {"excerpts": counts})
    if style != "text" or not (found.compared or found.unchecked):
        return text
    missed = f", {found.unchecked} not: no usable text stored (factsheet archive)"
    return f"{text}excerpts: {found.compared} compared with their sources" + (
        f"{missed}\n" if found.unchecked else "\n"
    )


def _compared(base: "FactBase", against: str, *, unpublished_ok: bool) -> "FactBase":
    """Add what a published site would lose; end the command when that cannot be known."""
    from factsheet.loading import compared
    from factsheet.published import NothingPublishedError, NotPublishedError, published

    try:
        return compared(base, published(against))
    except NothingPublishedError as error:
        if not unpublished_ok:
            stop(str(error))
        click.echo(f"{error}: nothing is published yet, so nothing can be lost", err=True)
        return base
    except NotPublishedError as error:
        stop(str(error))
