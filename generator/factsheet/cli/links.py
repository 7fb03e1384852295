"""`factsheet links`: ask whether the cited addresses still answer."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factsheet.cli.asking_servers import agent_of, contact_option, pause_option, timeout_option
from factsheet.cli.sharing import (
    COULD_NOT_RUN,
    FOUND,
    existing,
    format_option,
    needs,
    paths_argument,
    refuse_errors,
)
from factsheet.languages import available

if TYPE_CHECKING:
    from factsheet.linkcheck import Citation, Found, Manners, Memory, Wanted
    from factsheet.problems import Problem

REMEDY = "pip install 'factsheet[links]'"
EXTRA = ("httpx", "platformdirs", "rich")
WAYBACK = "https://archive.org/wayback/available"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What there is to tell in the end."""

    cited: "Sequence[Citation]"
    sources: "Sequence[Wanted]"
    found: "Found"
    problems: "Sequence[Problem]"
    texts: Mapping[str, str]


@click.command()
@paths_argument
@click.option("--archive", is_flag=True, help="Ask for archived copies of sources without one.")
@click.option("--write", is_flag=True, help="With --archive: write the copies into the facts.")
@timeout_option(20.0)
@click.option(
    "--per-host",
    type=click.IntRange(1, 10),
    default=2,
    show_default=True,
    metavar="NUMBER",
    help="Requests to one server at a time.",
)
@pause_option
@contact_option
@click.option(
    "--cache",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="What servers said last time; in the system's folder for such things when left out.",
)
@click.option("--no-cache", is_flag=True, help="Neither read nor write what servers said.")
@click.option(
    "--archive-service", default=WAYBACK, metavar="URL", help="Who is asked for archived copies."
)
@format_option
@click.option("--strict", is_flag=True, help="Count warnings as problems.")
def links(  # noqa: PLR0913 the command's options
    paths: tuple[Path, ...],
    *,
    archive: bool,
    write: bool,
    timeout: float,
    per_host: int,
    pause: float,
    contact: str,
    cache: Path | None,
    no_cache: bool,
    archive_service: str,
    style: str,
    strict: bool,
) -> None:
    """Ask whether the addresses of sources and entities still answer.

    Reported are addresses that are gone and have no archived copy, and addresses that have
    moved for good. What is blocked or out of reach is told, but is no problem.
    """
    if write and not archive:
        message = "--write needs --archive"
        raise click.UsageError(message)
    needs(EXTRA, "links", REMEDY)
    from factsheet.linkcheck import Manners

    agent = agent_of("links", contact)
    manners = Manners(agent=agent, timeout=timeout, per_host=per_host, pause=pause)
    remembered = None if no_cache else cache or _usual_cache()
    report, errors = _checked(
        paths, manners, remembered, service=archive_service if archive else "", write=write
    )
    click.echo(_worded(report, style), nl=False)
    for error in errors:
        click.echo(error, err=True)
    if errors:
        sys.exit(COULD_NOT_RUN)
    if strict and report.problems:
        sys.exit(FOUND)


def _checked(
    paths: tuple[Path, ...],
    manners: "Manners",
    remembered: Path | None,
    *,
    service: str,
    write: bool,
) -> tuple[Report, Sequence[str]]:
    """Ask for everything, and write what is to be written."""
    from factsheet.cli.progress import progress
    from factsheet.linkcheck import Memory, citations, look_up, problems, recalled, store, wanted
    from factsheet.loading import load

    base = load(existing(paths), available())
    if base.has_errors:
        refuse_errors(base)
    cited = citations(base.catalog)
    sources = wanted(base.catalog) if service else ()
    addresses = sorted({each.address for each in cited})
    memory = recalled(remembered) if remembered else Memory()
    with progress(len(addresses) + len(sources)) as step:
        found = look_up(
            addresses, sources, manners=manners, memory=memory, service=service, step=step
        )
    _remember(memory, remembered)
    stored, errors = store(base.texts, sources, found.copies) if write else (frozenset(), ())
    found = replace(found, stored=stored)
    report = Report(
        cited=cited,
        sources=sources,
        found=found,
        problems=problems(cited, found),
        texts=base.texts,
    )
    return report, [str(each) for each in errors]


def _worded(report: Report, style: str) -> str:
    from factsheet.linkcheck import as_data, as_lines
    from factsheet.report import REPORTERS, as_json_with

    text = REPORTERS[style](report.problems, report.texts)
    if style == "json":
        return as_json_with(text, as_data(report.cited, report.found))
    lines = as_lines(report.cited, report.sources, report.found)
    return text + "".join(f"{line}\n" for line in lines)


def _usual_cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("factsheet", appauthor=False) / "links.json"


def _remember(memory: "Memory", path: Path | None) -> None:
    """Write the cache; without it the next run takes longer, and that is all."""
    from factsheet.outputs import Output, write

    if path is None:
        return
    try:
        write([Output(path.name, memory.as_bytes())], path.absolute().parent)
    except OSError as error:
        click.echo(f"cannot write the cache {path}: {error.strerror or error}", err=True)
