"""How templates are read: escaped by default, and strict about what they are given.

The one room that sets Jinja up; a renderer adds the filters that are its own.
"""

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


def environment(**filters: Callable[..., Any]) -> Environment:
    """Return an environment for the templates beside this room."""
    made = Environment(
        loader=PackageLoader("factsheet", "render/templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    made.filters |= filters
    return made
