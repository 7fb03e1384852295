"""What commands share that ask servers: how patiently, how often, and in whose name."""

import re
from collections.abc import Callable
from typing import TypeVar

import click

from factsheet import __version__

F = TypeVar("F", bound=Callable[..., object])


class Contact(click.ParamType[str]):
    """An address that may stand in the name of a program."""

    name = "contact"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return it, or refuse what no header may have."""
        if not re.fullmatch(r"[!-'*-~]*", str(value)):
            self.fail(f'"{value}" is no web or mail address', param, ctx)
        return str(value)


def timeout_option(default: float) -> Callable[[F], F]:
    """Return the option for how long one request may take, in seconds."""
    return click.option(
        "--timeout",
        type=click.FloatRange(0, 600, min_open=True),
        default=default,
        show_default=True,
        metavar="SECONDS",
        help="For one request.",
    )


pause_option = click.option(
    "--pause",
    type=click.FloatRange(0, 60),
    default=1.0,
    show_default=True,
    metavar="SECONDS",
    help="Between two requests to one server.",
)
contact_option = click.option(
    "--contact",
    type=Contact(),
    default="",
    metavar="ADDRESS",
    help="Where the servers' people can reach you; sent with every request.",
)


def agent_of(command: str, contact: str) -> str:
    """Return the name that a command gives to servers."""
    return f"factsheet-{command}/{__version__}" + (f" (+{contact})" if contact else "")
