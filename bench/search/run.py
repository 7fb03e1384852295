"""Measure the search: `python -m bench.search.run --help`.

Enters: a fact base and queries with known answers. Leaves: how often the record that a reader
wants comes first, for our site and for Material's own search ("stock") side by side, what had
to be fetched, and how long the answers took.
"""

import argparse
import gzip
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.search import browser, generated, queries, scores, sites
from bench.search.queries import Query
from bench.search.scores import Result
from playwright.sync_api import Browser

KINDS = ("ours", "stock")
HEAD = f"{'@1':>7}{'@3':>7}{'@10':>7}{'MRR':>7}{'none':>6}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured of one site in one language."""

    found: list[Result]
    figures: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A browser, a fact base, and the folder where its builds are kept."""

    started: Browser
    facts: Path
    keep: Path

    def measured(self, kind: str, language: str, asked: Sequence[Query]) -> Measured:
        """Build a site if need be, ask its worker everything, and rank the answers."""
        site = sites.built(kind, self.facts, self.keep)
        pages = queries.pages(queries.catalog_of(self.facts))
        texts = [query.text for query in asked]
        session = browser.ask(self.started, site, language, texts, probe=texts[0])
        found = scores.results(asked, session.answers, pages, is_generous=kind == "stock")
        figures = {
            "ready_ms": round(session.ready, 1),
            "first_answer_ms": session.answered and round(session.answered, 1),
            "query_ms": scores.times(session.answers),
            "files": sizes(site, language, session.worker),
            "scores": scores.as_data(found),
        }
        return Measured(found=found, figures=figures)


def sizes(site: Path, language: str, worker: str) -> dict[str, tuple[int, int]]:
    """Return raw and compressed bytes of what the search may fetch, by path, and their sum."""
    own, whole = site / language / "search", site / "search"
    folder = own if own.is_dir() else whole
    files = [*sorted(each for each in folder.rglob("*") if each.is_file()), site / worker[1:]]
    found = {
        str(file.relative_to(site)): (len(body := file.read_bytes()), len(gzip.compress(body)))
        for file in files
    }
    totals = [sum(each) for each in zip(*found.values(), strict=True)]
    return {**found, "all": (totals[0], totals[1])}


def table(language: str, half: str, measures: dict[str, Measured]) -> None:
    """Print scores by kind of query, the sites side by side."""
    kinds = {name: scores.by_kind(each.found) for name, each in measures.items()}
    print(f"\n{language}, {half}".ljust(24) + "".join(name.rjust(len(HEAD)) for name in kinds))
    print(f"{'kind':<17}{'n':>6}" + HEAD * len(kinds))
    for kind, each in next(iter(kinds.values())).items():
        rows = [scores.summary(found[kind]).as_row() for found in kinds.values()]
        print(f"{kind:<17}{len(each):>6}" + "".join(rows))


def costs(measures: dict[str, Measured]) -> None:
    """Print times and sizes."""
    for name, each in measures.items():
        figures = each.figures
        raw, packed = figures["files"]["all"]
        print(
            f"{name}: ready {figures['ready_ms']} ms, first answer {figures['first_answer_ms']} ms,"
            f" query {figures['query_ms']} ms, fetched {raw:,} bytes, {packed:,} compressed"
        )


def misses(name: str, found: Sequence[Result]) -> None:
    """Print every query whose record did not come first."""
    print(f"\nmisses of {name}:")
    for result in found:
        if result.rank == 1:
            continue
        query, answer = result.query, result.answer
        print(f"  [{query.kind}] {query.text}  rank {result.rank or '–'}")
        print(f"      expected {', '.join(query.expect[:4])}{' …' if query.expect[4:] else ''}")
        for title, group in zip(answer.titles, answer.groups, strict=False):
            print(f"      got {group[0]}  {' '.join(title.split())[:70]}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for."""
    given = _parser().parse_args(arguments)
    facts, asked = _asked(given)
    dumped: dict[str, Any] = {}
    with browser.browser() as started:
        for language in given.language:
            chosen = queries.of_half(asked[language], given.half)
            bench = Bench(started=started, facts=facts, keep=given.keep)
            measures = {kind: bench.measured(kind, language, chosen) for kind in given.sites}
            table(language, given.half, measures)
            costs(measures)
            if given.misses:
                misses(given.sites[0], measures[given.sites[0]].found)
            dumped[language] = {name: each.figures for name, each in measures.items()}
    if given.json:
        given.json.write_text(json.dumps(dumped, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


def _asked(given: argparse.Namespace) -> tuple[Path, dict[str, list[Query]]]:
    """Return the folder of facts and the queries by language."""
    if given.base == "real":
        catalog = queries.catalog_of(sites.REAL)
        asked = {code: queries.written(code) for code in queries.LANGUAGES}
        wrong = [said for each in asked.values() for said in queries.unknown(each, catalog)]
        if wrong:
            raise SystemExit("\n".join(wrong))
        return sites.REAL, asked
    facts = generated.facts(given.keep) if given.base == "generated" else Path(given.base)
    return facts, {code: generated.queries(facts, code) for code in queries.LANGUAGES}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure the search.")
    parser.add_argument("--base", default="real", help="real, generated, or a folder of facts")
    parser.add_argument("--half", default="tune", choices=[*queries.HALVES, "all"])
    parser.add_argument("--language", nargs="+", default=list(queries.LANGUAGES))
    parser.add_argument("--sites", nargs="+", default=list(KINDS), choices=KINDS)
    parser.add_argument("--misses", action="store_true", help="list what did not come first")
    parser.add_argument("--json", type=Path, help="write the figures to a file")
    parser.add_argument("--keep", type=Path, default=kept(), help="where builds are kept")
    return parser


def kept() -> Path:
    """Return the folder where builds are kept when no other is named."""
    return Path(tempfile.gettempdir()) / "factsheet-search"


if __name__ == "__main__":
    sys.exit(main())
