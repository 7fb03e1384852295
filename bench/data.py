"""Time how long the facts take to become pages of their own, and data.

Enters: a folder of facts, such as `bench/factbases.py` writes: `python bench/data.py FACTS`.
Leaves: a line for every step, with its time on one core and the bytes it makes.
"""

import argparse
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from factsheet.languages import available
from factsheet.outputs import Output
from factsheet.pipeline import as_data, data, exported, load, scopes
from factsheet.render.permalinks import permalink_outputs
from factsheet.views.imprint import Imprint
from factsheet.views.permalinks import permalinks
from factsheet.views.scope import Scope

FORMS = ("jsonl", "csv", "sqlite", "parquet")
SITE_URL = "https://facts.example/"
NAMES = {"en": "Factsheet", "zh": "事实清单"}


def timed(name: str, make: Callable[[], Iterable[Output]]) -> None:
    """Say how long a step takes, how many files and bytes it makes."""
    start = time.process_time()
    sizes = [len(output.content) for output in make()]
    taken = time.process_time() - start
    print(f"{name:<10} {taken:6.2f} s  {len(sizes):>6} files  {sum(sizes) / 1e6:7.1f} MB")


def own_pages(site: Sequence[Scope]) -> Iterator[Output]:
    """Make the page of every fact, which is also its card for embedding."""
    for page in permalinks(site):
        yield from permalink_outputs(page)


def main() -> None:
    """Read the facts once, and make every form of data from them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path)
    base = load([parser.parse_args().facts], available())
    view = as_data(base, available(), site_url=SITE_URL)
    print(f"{len(view.facts)} facts")
    site = scopes(base, available(), Imprint(names=NAMES, address=SITE_URL))
    timed("data", partial(data, base, available(), site_url=SITE_URL))
    timed("own pages", partial(own_pages, tuple(site.values())))
    for form in FORMS:
        timed(form, partial(exported, view, form, "facts"))


if __name__ == "__main__":
    main()
