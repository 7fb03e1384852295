"""`factsheet schema`: the fact file format for editors."""

import json

import click

from factsheet.cli.sharing import language_option


@click.command()
@language_option
def schema(*, code: str) -> None:
    """Print the JSON Schema of fact files, with the fields explained for whoever edits them."""
    from factsheet.languages import language
    from factsheet.schema import fact_schema

    described = fact_schema(language(code))
    click.echo(json.dumps(described, ensure_ascii=False, indent=2))
