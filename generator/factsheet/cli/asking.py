"""Questions of the terminal about a new record: its fields, one by one, and its id.

Enters: a kind of record and the fields to ask for. Leaves: what a person answered. What cannot
be understood is asked again at once; whether the record holds, the checks say.
"""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from factsheet.editing import Value


def asked(
    kind: str, fields: Sequence[str], code: str, languages: Sequence[str]
) -> "dict[str, Value]":
    """Ask for fields; one that is left empty is left out."""
    from factsheet.drafting import choices_of, is_by_language, section_of
    from factsheet.languages import language
    from factsheet.model import SECTIONS
    from factsheet.schema import explanation

    record: dict[str, Value] = {}
    for field in fields:
        words = explanation(SECTIONS[section_of(kind)], field, language(code))
        click.echo(f"{field}: {words}")
        if choices := choices_of(kind, field):
            click.echo(click.wrap_text(", ".join(choices), 78, "  ", "  "))
        if is_by_language(kind, field):
            answers = {each: _answer(kind, field, f"{field} ({each})") for each in languages}
            answer: Value = {each: typed for each, typed in answers.items() if typed}
        else:
            answer = _answer(kind, field, field)
        if answer:
            record[field] = answer
    return record


def asked_id(proposal: str, taken: Collection[str]) -> str:
    """Ask for an id until it is one that no other record has."""
    from factsheet.fields import parse_id
    from factsheet.problems import MalformedError, quoted

    while True:
        typed = str(click.prompt("  id", default=proposal or None)).strip()
        try:
            parse_id(typed)
        except MalformedError as error:
            _refuse(error.message, error.hint)
            continue
        if typed not in taken:
            return typed
        _refuse(f"there is a record {quoted(typed)} already", "choose another id")


def _answer(kind: str, field: str, label: str) -> "Value":
    """Return the answer to a question, asked again until it can be understood."""
    from factsheet.drafting import value_of
    from factsheet.problems import MalformedError

    while True:
        typed = str(click.prompt(f"  {label}", default="", show_default=False)).strip()
        try:
            return value_of(kind, field, typed) if typed else ""
        except MalformedError as error:
            _refuse(error.message, error.hint)


def _refuse(message: str, hint: str | None) -> None:
    click.echo(f"  {message} ({hint})" if hint else f"  {message}", err=True)
