"""`factsheet show`: one record, its sources, and what names it."""

from pathlib import Path

import click

from factsheet.cli.sharing import existing, facts_option, language_option, stop


@click.command()
@click.argument("record", metavar="ID")
@facts_option
@language_option
def show(record: str, *, facts: tuple[Path, ...], code: str) -> None:
    """Print a fact, entity, sheet, source or tag, its sources, and what names it.

    ID is a present or a former one; "ID@FY2024" is one point of a series.
    """
    from factsheet.languages import available
    from factsheet.loading import load
    from factsheet.pipeline import at_a_glance
    from factsheet.problems import MalformedError

    base = load(existing(facts), available())
    try:
        click.echo(at_a_glance(base, record, code), nl=False)
    except MalformedError as error:
        stop(error.in_a_line)
