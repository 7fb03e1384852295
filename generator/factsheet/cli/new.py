"""`factsheet new`: a new record in its file."""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factsheet.cli.asking import asked, asked_id
from factsheet.cli.sharing import (
    FOLDER,
    FOUND,
    facts_option,
    language_option,
    languages_option,
    stop,
)

if TYPE_CHECKING:
    from factsheet.drafting import Drafted
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

    Without "--FIELD VALUE" for any field, the few that are needed are asked, and those that make
    an error are asked again. A text in one language is "--title.en VALUE"; a list has commas. The
    record goes behind the others of its section, to the file that has most of them, and only if
    it makes no error.
    """
    from factsheet.drafting import ASKED, fields_to_mend, file_of, proposed_id
    from factsheet.editing import Change, NotStoredError, encoded, store
    from factsheet.languages import language
    from factsheet.loading import load

    paths = facts or (Path(FOLDER),)
    there = [path for path in paths if path.exists()]
    base = load(there, languages)
    given = _given(kind, ctx.args)
    if not given:
        click.echo(language(code).word("may_be_left_empty"))
    record = given or asked(kind, ASKED[kind], code, languages)
    proposal = proposed_id(kind, record, base.catalog.declared)
    chosen = record_id or _id(proposal, base, is_asked=not given)
    folder = next((path for path in paths if not path.suffix), Path(FOLDER))
    name = file.as_posix() if file else file_of(base.texts, kind, folder.as_posix())
    before = Path(name).read_bytes() if Path(name).exists() else None
    while True:
        draft = _drafted(name, before, kind, chosen, record)
        after = encoded(draft.text, before or b"")
        result = load(there, languages, instead={name: after})
        found = _added(base, result)
        errors = [each for each in found if each.is_error]
        if not errors:
            break
        _tell(found if given else errors, result)
        again = () if given else fields_to_mend(errors, draft, kind, chosen)
        if not again:
            click.echo("nothing was written", err=True)
            sys.exit(FOUND)
        record = _mended(record, kind, asked(kind, again, code, languages), again)
    try:
        store([Change(path=Path(name), before=before, after=after)])
    except NotStoredError as error:
        stop(f"{error}; nothing was written")
    click.echo(f'{name}:{draft.line}: the {kind} "{chosen}" is written')
    _tell(found, result)


def _given(kind: str, words: Sequence[str]) -> "dict[str, Value]":
    """Return the fields that were given as options: `--title.en VALUE`, `--url=VALUE`."""
    from factsheet.drafting import value_of
    from factsheet.problems import MalformedError

    record: dict[str, Value] = {}
    rest = list(words)
    while rest:
        option, equals, value = rest.pop(0).partition("=")
        if not option.startswith("--") or not (equals or rest):
            stop(f'"{option}" is not "--FIELD VALUE"')
        name, _, language = option.removeprefix("--").partition(".")
        try:
            typed = value_of(kind, name, value if equals else rest.pop(0))
        except MalformedError as error:
            stop(error.in_a_line)
        if not language:
            record[name] = typed
            continue
        texts = record.setdefault(name, {})
        record[name] = (
            {**texts, language: typed} if isinstance(texts, Mapping) else {language: typed}
        )
    return record


def _id(proposal: str, base: "FactBase", *, is_asked: bool) -> str:
    """Return the id: the proposal, or what a person answers to it."""
    if is_asked:
        return asked_id(proposal, base.catalog.declared)
    if not proposal:
        stop("the record has no words for an id; give it one with --id")
    return proposal


def _drafted(
    name: str, before: bytes | None, kind: str, record_id: str, record: "Mapping[str, Value]"
) -> "Drafted":
    """Return the file with the record in it; end the command where it has no place there."""
    from factsheet.drafting import drafted
    from factsheet.problems import MalformedError
    from factsheet.source import decode

    text = decode(before or b"", name)[0]
    if text is None:
        stop(f"{name} cannot be read; mend it first")
    try:
        return drafted(text, kind, record_id, record)
    except MalformedError as error:
        stop(error.in_a_line)


def _mended(
    record: "Mapping[str, Value]",
    kind: str,
    answers: "Mapping[str, Value]",
    fields: Sequence[str],
) -> "dict[str, Value]":
    """Return the record with other answers for some of its fields, in the order asked."""
    from factsheet.drafting import ASKED

    kept = {field: value for field, value in record.items() if field not in fields} | {**answers}
    order = [*ASKED[kind], *kept]
    return dict(sorted(kept.items(), key=lambda item: order.index(item[0])))


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
