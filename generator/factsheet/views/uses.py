"""Which hand-written pages link to a fact, so that the fact can name them.

Enters with a `Scope`; found by whoever reads those pages. Leaves: links.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """A hand-written page that links to a fact: its path below the language's root, its title."""

    path: str
    title: str


# Present fact id → the pages in the order of their paths.
Uses = Mapping[str, tuple[Use, ...]]
