"""`factsheet prose`: say what is wrong with writing that links to the site."""

import datetime as dt
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factsheet.cli.sharing import (
    AUTO,
    FOUND,
    Day,
    existing,
    format_option,
    languages_option,
    refuse_errors,
    severities_of,
    severity_option,
    stop,
)

if TYPE_CHECKING:
    from factsheet.problems import Severity
    from factsheet.writing import Judge, Writing

CONFIGURATION = Path("mkdocs.yml")
# An address that is typed there, not one that is taken from elsewhere (`!ENV`).
SITE_URL = re.compile(r"^site_url:\s*([\"']?)(https?://[^\s\"'#]+)\1\s*(?:#.*)?$", re.MULTILINE)


@click.command()
@click.argument("writing", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--facts",
    "facts",
    multiple=True,
    metavar="PATH",
    type=click.Path(path_type=Path),
    help='Folders or files of facts; "facts" when left out.',
)
@click.option("--site", help="The site's address; that in mkdocs.yml when left out.")
@click.option("--fix", is_flag=True, help="Write present ids for former ones.")
@click.option(
    "--since",
    type=Day(),
    default=AUTO,
    metavar="DAY|auto",
    help="When texts that do not say so were written; auto: the day of their last commit.",
)
@format_option
@click.option("--strict", is_flag=True, help="Count warnings as problems.")
@severity_option
@languages_option
def prose(  # noqa: PLR0913 the command's options
    writing: tuple[Path, ...],
    facts: tuple[Path, ...],
    site: str | None,
    since: dt.date | None,
    style: str,
    *,
    severities: "tuple[tuple[str, Severity | None], ...]",
    languages: tuple[str, ...],
    fix: bool,
    strict: bool,
) -> None:
    """Say what is wrong with writing that links to the site.

    WRITING are Markdown or HTML files, or folders of them: a blog, articles. Reported are links
    that lead nowhere, links to renamed records, facts that changed since, and numbers that are
    not the fact's.
    """
    from factsheet.loading import load
    from factsheet.problems import in_order
    from factsheet.report import REPORTERS
    from factsheet.writing import dated, judge, read_writing

    root = site or _configured()
    if not re.match(r"https?://[^/\s]", root, re.IGNORECASE):
        stop(f'"{root}" is not a web address; give --site like https://example.org/base/')
    wanted = existing(facts)
    base = load(wanted, languages, severities=severities_of(wanted, severities))
    if base.has_errors:
        refuse_errors(base)
    against = judge(base.catalog, root, languages)
    if fix:
        _mend(read_writing(existing(writing))[0], against)
    texts, problems = read_writing(existing(writing))
    found = [each for text in texts for each in against.problems(text, dated(text, since))]
    listed = in_order((*problems, *found))
    click.echo(REPORTERS[style](listed, {text.name: text.text for text in texts}), nl=False)
    if any(each.is_error for each in listed) or (strict and listed):
        sys.exit(FOUND)


def _configured() -> str:
    """Return the site's address as `mkdocs.yml` has it; end the command without one."""
    text = CONFIGURATION.read_text("utf-8") if CONFIGURATION.is_file() else ""
    found = SITE_URL.search(text)
    if found is None:
        stop("the site's address is not known; give it like --site https://example.org/base/")
    return found[2]


def _mend(texts: "Sequence[Writing]", against: "Judge") -> None:
    """Write the texts whose links could be mended, and say how many there were."""
    from factsheet.outputs import Output, write
    from factsheet.writing import mended

    for text in texts:
        renamings = against.renamings(text)
        if not renamings:
            continue
        path = text.path.resolve()
        try:
            write([Output(path.name, mended(text, renamings).encode())], path.parent)
        except OSError as error:
            stop(f"cannot write {text.name}: {error.strerror or error}")
        count = len(renamings)
        click.echo(f"{text.name}: {count} link{'s' if count > 1 else ''} mended", err=True)
