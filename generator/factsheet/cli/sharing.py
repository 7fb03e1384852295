"""What the commands share: exit codes, options, and the folders to read."""

import datetime as dt
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from factsheet.languages import available, language
from factsheet.problems import MalformedError

if TYPE_CHECKING:
    from factsheet.loading import FactBase
    from factsheet.problems import Severity

FOUND, COULD_NOT_RUN = 1, 2
FOLDER = "facts"
AUTO = "auto"


class Licence(click.ParamType[str]):
    """The SPDX identifier of a licence."""

    name = "licence"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the identifier, or say what is wrong with it."""
        from factsheet.fields import parse_licence

        if not value:
            return ""
        try:
            return parse_licence(str(value))
        except MalformedError as error:
            self.fail(error.in_a_line, param, ctx)


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
                self.fail(error.in_a_line, param, ctx)
        return codes


class Day(click.ParamType[dt.date | None]):
    """A day, or `auto`."""

    name = "day"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date | None:
        """Return the day, or None for `auto`."""
        if value is None or value == AUTO:
            return None
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f'"{value}" is not a day like 2024-03-18', param, ctx)


class RuleSeverity(click.ParamType["tuple[str, Severity | None]"]):
    """A rule and how severe it is, or that it is off."""

    name = "severity"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> "tuple[str, Severity | None]":
        """Return both, or say what there is not."""
        from factsheet.strictness import parse_severity

        rule, _, level = str(value).partition("=")
        try:
            return rule, parse_severity(rule, level)
        except MalformedError as error:
            self.fail(error.in_a_line, param, ctx)


severity_option = click.option(
    "--severity",
    "severities",
    type=RuleSeverity(),
    multiple=True,
    metavar="RULE=error|warning|off",
    help="How severe a rule is, in place of what mkdocs.yml says; may be given for several.",
)
languages_option = click.option(
    "--languages",
    type=LanguageList(),
    default=",".join(available()),
    show_default=True,
    help="The site's languages.",
)
language_option = click.option(
    "--language",
    "code",
    type=click.Choice(available()),
    default=available()[0],
    show_default=True,
    help="The language to answer in.",
)
paths_argument = click.argument(
    "paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path)
)
facts_option = click.option(
    "--facts",
    multiple=True,
    metavar="PATH",
    type=click.Path(path_type=Path),
    help='Folders or files of facts; "facts" when left out.',
)
format_option = click.option(
    "--format",
    "style",
    type=click.Choice(["text", "github", "json", "sarif"]),
    default="text",
    show_default=True,
    help="How to word the problems.",
)
site_option = click.option(
    "--site", default="", metavar="URL", help="The site's address, for absolute links in data."
)
licence_option = click.option(
    "--licence",
    type=Licence(),
    default="",
    metavar="SPDX",
    help="The facts' licence, like CC-BY-4.0.",
)


def existing(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the folders and files to read; end the command when one is not there."""
    wanted = paths or (Path(FOLDER),)
    for path in wanted:
        if not path.exists():
            stop(f'there is no file or folder "{path}"')
    return wanted


def severities_of(
    facts: "tuple[Path, ...]", given: "tuple[tuple[str, Severity | None], ...]"
) -> "dict[str, Severity | None]":
    """Return how severe rules are: as the command says or, besides, as `mkdocs.yml` here does."""
    from factsheet.settings import site_severities

    try:
        return {**site_severities(Path(), facts), **dict(given)}
    except MalformedError as error:
        stop(error.message)


def refuse_errors(base: "FactBase") -> None:
    """Say what is wrong with the facts; end the command when nothing may be made of them."""
    from factsheet.report import as_text

    if base.problems:
        click.echo(as_text(base.problems, base.texts), nl=False, err=True)
    if base.has_errors:
        click.echo("nothing was written", err=True)
        sys.exit(FOUND)


def needs(packages: Sequence[str], what: str, remedy: str) -> None:
    """End a command when a package that it needs is not installed."""
    for name in packages:
        try:
            import_module(name)
        except ImportError:
            stop(f"{what} needs {name}, which is not installed\n  hint: {remedy}")


def stop(message: str) -> NoReturn:
    """End a command that could not run, and say why."""
    click.echo(message, err=True)
    sys.exit(COULD_NOT_RUN)
