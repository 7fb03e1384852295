"""What the search costs as a fact base grows: `python -m bench.search.size --help`.

Enters: numbers of facts. Leaves: for our site over a generated fact base of each size, the
files that the search fetches with their bytes, raw and compressed, how long it takes to get
ready and to find something, and how long an answer takes.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench import factbases
from bench.search import browser, generated, queries, run, scores, sites
from playwright.sync_api import Browser

SIZES = (100, 1_000, 10_000)
QUERIES = 240
SEEN = 12  # files of a search that are listed one by one


def report(started: Browser, kind: str, number: int, keep: Path) -> None:
    """Print the costs at one size."""
    facts = generated.facts(keep, number, factbases.default_entities(number))
    site = sites.built(kind, facts, keep)
    for language in queries.LANGUAGES:
        every = generated.queries(facts, language)
        texts = [query.text for query in every[:: max(1, len(every) // QUERIES)]]
        session = browser.ask(started, site, language, texts, probe=texts[0])
        print(f"\n{kind}, {number:,} facts, {language}: {len(texts)} queries")
        _files(run.sizes(site, language, session.worker))
        answered = "never" if session.answered is None else f"{session.answered:,.0f} ms"
        print(f"  ready after {session.ready:,.0f} ms, first answer after {answered}")
        took = scores.times(session.answers)
        print("  query: " + ", ".join(f"{name} {value} ms" for name, value in took.items()))
        print(f"  without result: {sum(not answer.groups for answer in session.answers)}")


def _files(found: dict[str, tuple[int, int]]) -> None:
    whole = found.pop("all")
    largest = sorted(found.items(), key=lambda item: -item[1][0])
    for name, (raw, packed) in largest[:SEEN]:
        print(f"  {raw:>12,} {packed:>12,}  {name}")
    if largest[SEEN:]:
        raw, packed = (sum(sizes[part] for _, sizes in largest[SEEN:]) for part in (0, 1))
        print(f"  {raw:>12,} {packed:>12,}  {len(largest) - SEEN} smaller ones")
    print(f"  {whole[0]:>12,} {whole[1]:>12,}  together (raw, compressed)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the costs at every size."""
    parser = argparse.ArgumentParser(description="Measure what the search costs.")
    parser.add_argument("--facts", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--sites", nargs="+", default=["ours"], choices=run.KINDS)
    parser.add_argument("--keep", type=Path, default=run.kept(), help="where builds are kept")
    given = parser.parse_args(arguments)
    with browser.browser() as started:
        for number in given.facts:
            for kind in given.sites:
                report(started, kind, number, given.keep)
    return 0


if __name__ == "__main__":
    sys.exit(main())
