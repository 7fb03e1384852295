"""Authors as citations name them: turned round, shortened, in a row.

Enters: authors. Leaves: text. A name whose parts are not known stays whole.
"""

import re
from collections.abc import Sequence

from factsheet.views.authors import Author

# The parts of given names: words, also where they are run together ("J.R.").
GIVEN = re.compile(r"[^\s.]+\.?")


def inverted(author: Author) -> str:
    """Write `Raimondo, Gina` or `King, Martin Luther, Jr.`."""
    if not author.family:
        return author.whole
    return ", ".join(each for each in (author.family, author.given, author.suffix) if each)


def straight(author: Author) -> str:
    """Write `Gina Raimondo`, also where the name was typed family name first with a comma."""
    if not author.family or "," not in author.whole:
        return author.whole
    return " ".join(each for each in (author.given, author.family, author.suffix) if each)


def initials(given: str, *, hyphen: str = "-", stop: str = ".") -> str:
    """Write `J. R.` for `John Ronald`, `J.-H.` for `Jen-Hsun`."""
    words = (word.strip(".").split("-") for word in GIVEN.findall(given))
    shortened = ((f"{part[0].upper()}{stop}" for part in parts if part) for parts in words)
    return " ".join(hyphen.join(parts) for parts in shortened)


def in_a_row(names: Sequence[str], last: str) -> str:
    """Write names with commas, and with a word before the last, after a comma too."""
    *most, end = names
    return f"{', '.join(most)}, {last} {end}" if most else end
