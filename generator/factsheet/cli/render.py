"""`factsheet render`: write every generated file for any other generator."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from factsheet.cli.sharing import (
    existing,
    languages_option,
    licence_option,
    paths_argument,
    refuse_errors,
    severities_of,
    severity_option,
    site_option,
    stop,
)

if TYPE_CHECKING:
    from factsheet.problems import Severity


@click.command()
@paths_argument
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder to write to.",
)
@site_option
@licence_option
@severity_option
@languages_option
def render(  # noqa: PLR0913 an argument for every option
    paths: tuple[Path, ...],
    *,
    out: Path,
    site: str,
    licence: str,
    severities: "tuple[tuple[str, Severity | None], ...]",
    languages: tuple[str, ...],
) -> None:
    """Write the pages as Markdown, one folder a language, and the data they link to."""
    from factsheet.loading import load
    from factsheet.outputs import write
    from factsheet.pipeline import everything
    from factsheet.views.imprint import Imprint, root_of

    wanted = existing(paths)
    base = load(wanted, languages, severities=severities_of(wanted, severities))
    refuse_errors(base)
    try:
        imprint = Imprint(address=root_of(site), licence=licence)
        count = write(everything(base, languages, imprint), out)
    except OSError as error:
        stop(f"cannot write to {out}: {error.strerror or error}")
    click.echo(f"{count} files written to {out}")
