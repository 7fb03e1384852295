"""A record at a glance as plain text for a terminal.

Enters: a `Glance`. Leaves: text; nothing in it moves the cursor or changes a colour.
"""

from factsheet.problems import visible
from factsheet.views.glance import Glance


def as_terminal_text(view: Glance) -> str:
    """Return what is known of a record, its sources numbered, and the records that name it."""
    lines = [f"{view.id} ({view.kind}) {view.place}", view.title, *_below(view)]
    return "".join(f"{visible(each)}\n" for line in lines for each in line.split("\n"))


def _below(view: Glance) -> list[str]:
    lines = [f"  {part}" for line in view.lines for part in line.splitlines()]
    if view.sources:
        lines += ["", view.source_heading]
    for number, (first, *rest) in enumerate(view.sources, 1):
        lines += [f"  {number}. {first}", *(f"     {each}" for each in rest)]
    if view.named_by:
        lines += ["", view.named_heading]
    return [*lines, *(f"  {origin}: {what}" for origin, what in view.named_by)]
