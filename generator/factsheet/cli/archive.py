"""`factsheet archive`: keep the texts of sources, to hold quotes against them."""

import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factsheet.cli.asking_servers import agent_of, contact_option, pause_option, timeout_option
from factsheet.cli.sharing import (
    FOUND,
    existing,
    facts_option,
    needs,
    refuse_errors,
    stop,
)

if TYPE_CHECKING:
    from factsheet.catalog import Catalog
    from factsheet.linkcheck import Fetched
    from factsheet.loading import FactBase
    from factsheet.reader import Keeping

REMEDY = "pip install 'factsheet[archive]'"
FOR_WEB, FOR_HTML = ("httpx", "lxml", "rich", "w3lib"), ("lxml", "w3lib")
IGNORED = b"# Texts of others: they are kept to be compared with, not to be published.\n*\n"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: its text and where it is from, or why there is none."""

    source: str
    text: str = ""
    address: str = ""
    reason: str = ""


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option(
    "--from",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Take the text of one source from a file: plain text, or a page saved as HTML.",
)
@timeout_option(60.0)
@pause_option
@contact_option
@facts_option
def archive(  # noqa: PLR0913 the command's options
    ids: tuple[str, ...],
    *,
    file: Path | None,
    timeout: float,
    pause: float,
    contact: str,
    facts: tuple[Path, ...],
) -> None:
    """Keep the texts of sources, so that "factsheet check" can compare excerpts with them.

    IDs are sources; without any, all that have an address and no text yet. Texts go to "archive"
    next to the facts, which git ignores; "sources.lock" has their digests, and is for git.
    """
    from factsheet.languages import available
    from factsheet.loading import load

    paths = existing(facts)
    base = load(paths, available())
    if base.has_errors:
        refuse_errors(base)
    if file:
        if len(ids) != 1:
            stop("--from takes the text of one source: name its id")
        outcomes = [_of_file(_present(base.catalog, ids)[0], file)]
    else:
        wanted = _wanted(base.catalog, _present(base.catalog, ids))
        agent = agent_of("archive", contact)
        outcomes = _from_the_web(wanted, agent=agent, timeout=timeout, pause=pause)
    _keep(paths, base, outcomes)
    if any(each.reason for each in outcomes):
        sys.exit(FOUND)


def _present(catalog: "Catalog", ids: Sequence[str]) -> tuple[str, ...]:
    """Return the present ids of sources, each once; end the command when one is no source."""
    from factsheet.catalog import is_a
    from factsheet.model import Source
    from factsheet.problems import did_you_mean, quoted

    sources = {entry.id for entry in catalog.of(Source)}
    for each in ids:
        entry = catalog.find(each)
        if entry is None:
            remedy = did_you_mean(each, sources)
            stop(f"there is no source {quoted(each)}" + (f" ({remedy})" if remedy else ""))
        if not is_a(entry, Source):
            stop(f"{quoted(each)} is a {entry.kind}, not a source")
    return tuple(dict.fromkeys(catalog.present(each) for each in ids))


def _wanted(catalog: "Catalog", ids: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Return the addresses of sources, the best first: of these, or of all without a text."""
    from factsheet.catalog.excerpts import stored_texts
    from factsheet.model import Source

    there = stored_texts(catalog)
    found = {}
    for entry in catalog.of(Source):
        addresses = [each for each in (entry.record.url, entry.record.archive_url) if each]
        if entry.id in ids if ids else addresses and entry.id not in there:
            found[entry.id] = addresses
    return found


def _of_file(source: str, file: Path) -> Outcome:
    from factsheet.page_text import UnreadableError, is_html, text_of

    try:
        content = file.read_bytes()
        if is_html(content):
            needs(FOR_HTML, f"{file} is a page of the web; reading it", REMEDY)
        return Outcome(source, text_of(content))
    except OSError as error:
        stop(f"cannot read {file}: {error.strerror or error}")
    except UnreadableError as error:
        return Outcome(source, reason=f"{file} {error}")


def _from_the_web(
    wanted: Mapping[str, Sequence[str]], *, agent: str, timeout: float, pause: float
) -> list[Outcome]:
    if not wanted:
        return []
    needs(FOR_WEB, "archive", REMEDY)
    from factsheet.cli.progress import progress
    from factsheet.linkcheck import Manners, fetch
    from factsheet.page_text import MOST_BYTES

    manners = Manners(agent=agent, timeout=timeout, pause=pause)
    asked = {source: addresses for source, addresses in wanted.items() if addresses}
    with progress(len(asked)) as step:
        found = fetch(asked, manners=manners, most=MOST_BYTES, step=step)
    return [_of_page(source, found.get(source)) for source in sorted(wanted)]


def _of_page(source: str, page: "Fetched | None") -> Outcome:
    from factsheet.page_text import UnreadableError, text_of

    if page is None:
        return Outcome(source, reason="the source has no address; give its text with --from")
    if page.reason:
        return Outcome(source, reason=f"{page.address} {page.reason}")
    try:
        return Outcome(source, text_of(page.content, page.media_type), page.address)
    except UnreadableError as error:
        return Outcome(source, reason=f"{page.address} {error}")


def _keep(paths: Sequence[Path], base: "FactBase", outcomes: Sequence[Outcome]) -> None:
    """Write what there is, all or nothing, and tell of each."""
    from factsheet.editing import Change, NotStoredError, store
    from factsheet.reader.kept import sources_lock_path, sources_lock_text, text_path

    kept = [each for each in outcomes if each.text]
    lock = sources_lock_path(paths)
    lines = _lines(base.catalog, kept)
    contents = {text_path(paths, each.source): each.text.encode() for each in kept}
    contents[text_path(paths, "x").with_name(".gitignore")] = IGNORED
    contents[lock] = sources_lock_text(lines).encode()
    changes = [
        Change(path=path, before=path.read_bytes() if path.is_file() else None, after=after)
        for path, after in contents.items()
    ]
    try:
        if kept:
            store([each for each in changes if each.before != each.after])
    except NotStoredError as error:
        stop(f"{error}; nothing was written")
    for each in outcomes:
        if each.reason:
            click.echo(f"{each.source}: not kept: {each.reason}")
        else:
            click.echo(f"{each.source}: {_told(paths, base.catalog, each)}")
    missed = len(outcomes) - len(kept)
    click.echo(f"{len(kept)} text{'' if len(kept) == 1 else 's'} kept, {missed} not")


def _lines(catalog: "Catalog", kept: Sequence[Outcome]) -> "Sequence[Keeping]":
    """Return the lines of the lock, in order; those of other sources stay, of none that is gone."""
    from factsheet.reader import Keeping
    from factsheet.reader.kept import BY_HAND, digest_of

    present = [(catalog.present(line.id), line) for line in catalog.archive.lines]
    new = {each.source for each in kept}
    lines = {
        Keeping(source, line.day, line.digest, line.address)
        for source, line in present
        if source in catalog.entries and source not in new
    }
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    for each in kept:
        digest, address = digest_of(each.text.encode()), each.address or BY_HAND
        # A text that is as it was keeps its day, so that the lock only changes with texts.
        days = [
            line.day for source, line in present if (source, line.digest) == (each.source, digest)
        ]
        lines.add(Keeping(each.source, min(days, default=today), digest, address))
    return sorted(lines)


def _told(paths: Sequence[Path], catalog: "Catalog", each: Outcome) -> str:
    """Say what was kept, and whether it is the text that was kept before."""
    from factsheet.reader.kept import digest_of, text_path

    digest = digest_of(each.text.encode())
    before = [line for line in catalog.archive.lines if catalog.present(line.id) == each.source]
    said = f"{len(each.text)} characters kept in {text_path(paths, each.source)}"
    if not before:
        return said
    if any(line.digest == digest for line in before):
        return f"{said}, as on {before[0].day}"
    return f"{said}; the text was another one on {before[0].day}"
