"""The door for the terminal: `factsheet check`, `factsheet render` and the others, one a room.

Exit codes: 0 fine, 1 problems found, 2 could not run. Only this room knows click. What a
command needs is imported when it runs, so that `--help` answers at once. To add a command:
write the file, and list it here.
"""

import io
import sys

import click

from factsheet import __version__
from factsheet.cli import (
    archive,
    check,
    due,
    export,
    links,
    new,
    prose,
    rename,
    render,
    schema,
    show,
    translated,
)

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="factsheet")
def main() -> None:
    """Check hand-curated facts, and render them as Markdown.

    PATHs are folders or files of facts, read together as one fact base; "facts" when left out.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Windows gives files and pipes an encoding that lacks most characters.
            stream.reconfigure(errors="backslashreplace")


COMMANDS = (
    archive.archive,
    check.check,
    due.due,
    export.export,
    links.links,
    new.new,
    prose.prose,
    rename.rename,
    render.render,
    schema.schema,
    show.show,
    translated.translated,
)
for command in COMMANDS:
    main.add_command(command)
