"""`factsheet new`: a new record in its file."""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factsheet.cli.sharing import (
    FOLDER,
    FOUND,
    facts_option,
    language_option,
    languages_option,
    stop,
)

if TYPE_CHECKING:
    from factsheet.editing import Value
    from factsheet.loading import FactBase
    from factsheet.problems import Problem

KINDS = ("source", "entity", "date", "figure", "quote", "claim", "sheet")


@click.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--id", "record_id", default="", help="Its id; one is proposed when left out.")
@click.option("--file", type=click.Path(path_type=Path), help="The file to write it to; see above.")
@facts_option
@language_option
@languages_option
@click.pass_context
def new(  # noqa: PLR0913 an argument for every option
    ctx: click.Context,
    *,
    kind: str,
    record_id: str,
    file: Path | None,
    facts: tuple[Path, ...],
    code: str,
    languages: tuple[str, ...],
) -> None:
    """Write a new record, and say where.

    Without "--FIELD VALUE" for any field, the few that are needed are asked. A text in one
    language is "--title.en VALUE"; a list has commas. The record goes behind the others of its
    section, to the file that has most of them, and only if it makes no error.
    """
    from factsheet.drafting import drafted, file_of, proposed_id
    from factsheet.editing import Change, NotStoredError, encoded, store
    from factsheet.loading import load
    from factsheet.problems import MalformedError
    from factsheet.source import decode

    paths = facts or (Path(FOLDER),)
    there = [path for path in paths if path.exists()]
    base = load(there, languages)
    try:
        record = _given(kind, ctx.args) or _asked(kind, code, languages)
        chosen = record_id or _chosen(proposed_id(kind, record, base.catalog.declared), ctx.args)
        folder = next((path for path in paths if not path.suffix), Path(FOLDER))
        name = file.as_posix() if file else file_of(base.texts, kind, folder.as_posix())
        before = Path(name).read_bytes() if Path(name).exists() else None
        text = decode(before or b"", name)[0]
        if text is None:
            stop(f"{name} cannot be read; mend it first")
        draft = drafted(text, kind, chosen, record)
    except MalformedError as error:
        stop(f"{error.message} ({error.hint})" if error.hint else error.message)
    after = encoded(draft.text, before or b"")
    result = load(there, languages, instead={name: after})
    found = _added(base, result)
    if any(each.is_error for each in found):
        _tell(found, result)
        click.echo("nothing was written", err=True)
        sys.exit(FOUND)
    try:
        store([Change(path=Path(name), before=before, after=after)])
    except NotStoredError as error:
        stop(f"{error}; nothing was written")
    click.echo(f'{name}:{draft.line}: the {kind} "{chosen}" is written')
    _tell(found, result)


def _given(kind: str, words: Sequence[str]) -> "dict[str, Value]":
    """Return the fields that were given as options: `--title.en VALUE`, `--url=VALUE`."""
    from factsheet.drafting import value_of

    record: dict[str, Value] = {}
    rest = list(words)
    while rest:
        option, equals, value = rest.pop(0).partition("=")
        if not option.startswith("--") or not (equals or rest):
            stop(f'"{option}" is not "--FIELD VALUE"')
        name, _, language = option.removeprefix("--").partition(".")
        typed = value_of(kind, name, value if equals else rest.pop(0))
        if not language:
            record[name] = typed
            continue
        texts = record.setdefault(name, {})
        record[name] = (
            {**texts, language: typed} if isinstance(texts, Mapping) else {language: typed}
        )
    return record


def _asked(kind: str, code: str, languages: Sequence[str]) -> "dict[str, Value]":
    """Ask for the fields that are needed; one that is left empty is left out."""
    from factsheet.drafting import ASKED, is_by_language, section_of, value_of
    from factsheet.languages import language
    from factsheet.model import SECTIONS
    from factsheet.schema import explanation

    record: dict[str, Value] = {}
    for field in ASKED[kind]:
        words = explanation(SECTIONS[section_of(kind)], field, language(code))
        click.echo(f"{field}: {words}")
        if not is_by_language(kind, field):
            typed = _prompt(field)
            if typed:
                record[field] = value_of(kind, field, typed)
            continue
        texts = {each: typed for each in languages if (typed := _prompt(f"{field} ({each})"))}
        if texts:
            record[field] = texts
    return record


def _prompt(label: str) -> str:
    return str(click.prompt(f"  {label}", default="", show_default=False)).strip()


def _chosen(proposal: str, given: Sequence[str]) -> str:
    """Return the id: the proposal, or what a person answers to it."""
    if given and proposal:
        return proposal
    if given:
        stop("the record has no words for an id; give it one with --id")
    return str(click.prompt("  id", default=proposal or None)).strip()


def _added(before: "FactBase", after: "FactBase") -> "list[Problem]":
    """Return the problems that were not there before, wherever they stand now."""
    known = Counter((each.rule, each.message) for each in before.problems)
    found = []
    for each in after.problems:
        if known[each.rule, each.message]:
            known[each.rule, each.message] -= 1
        else:
            found.append(each)
    return found


def _tell(found: "Sequence[Problem]", base: "FactBase") -> None:
    from factsheet.report import as_text

    if found:
        click.echo(as_text(found, base.texts), nl=False, err=True)
