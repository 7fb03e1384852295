"""`factsheet export`: the whole fact base in the form somebody works with."""

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
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "sqlite", "parquet"]),
    required=True,
    help="jsonl and sqlite make one file, csv and parquet a folder of files.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="The file or folder to write."
)
@site_option
@licence_option
@severity_option
@languages_option
def export(  # noqa: PLR0913 an argument for every option
    paths: tuple[Path, ...],
    *,
    form: str,
    out: Path,
    site: str,
    licence: str,
    severities: "tuple[tuple[str, Severity | None], ...]",
    languages: tuple[str, ...],
) -> None:
    """Write the facts as data: JSON Lines, CSV, an SQLite database or Parquet."""
    from factsheet.loading import load
    from factsheet.outputs import write
    from factsheet.pipeline import as_data, exported
    from factsheet.render.data.parquet import NoParquetError

    wanted = existing(paths)
    base = load(wanted, languages, severities=severities_of(wanted, severities))
    place = out.absolute()
    refuse_errors(base)
    try:
        data = as_data(base, languages, site_url=site, licence=licence)
        # All are made before the first is written: a form that fails leaves nothing behind.
        count = write(tuple(exported(data, form, place.name)), place.parent)
    except NoParquetError as error:
        stop(str(error))
    except OSError as error:
        stop(f"cannot write to {out}: {error.strerror or error}")
    click.echo(f"{count} file{'s' if count > 1 else ''} written to {out}")
