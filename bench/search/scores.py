"""How well the answers rank what was expected.

Enters: queries and the answers to them. Leaves: the rank of each, and their summary by kind.
"""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass

from bench.search.browser import Answer
from bench.search.queries import Query

_LANGUAGE = re.compile(r"^(en|zh)/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A query, its answer, and the rank of the first group that is right; 0 for none."""

    query: Query
    answer: Answer
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Shares of queries whose record came first, among the first three, the first ten."""

    n: int
    at_1: float
    at_3: float
    at_10: float
    mrr: float
    nothing: int

    def as_row(self) -> str:
        """Return the figures without `n`, in columns."""
        shares = (self.at_1, self.at_3, self.at_10)
        return "".join(f"{share:>7.1%}" for share in shares) + f"{self.mrr:>7.3f}{self.nothing:>6}"


def results(
    queries: Sequence[Query],
    answers: Sequence[Answer],
    pages: AbstractSet[str],
    *,
    is_generous: bool,
) -> list[Result]:
    """Rank every answer; `pages` are the records that have a page of their own."""
    return [
        Result(query=query, answer=answer, rank=_rank(query, answer, pages, is_generous))
        for query, answer in zip(queries, answers, strict=True)
    ]


def summary(found: Sequence[Result]) -> Summary:
    """Summarise at least one result."""
    number = len(found)

    def share(depth: int) -> float:
        return sum(0 < result.rank <= depth for result in found) / number

    return Summary(
        n=number,
        at_1=share(1),
        at_3=share(3),
        at_10=share(10),
        mrr=sum(1 / result.rank for result in found if result.rank) / number,
        nothing=sum(not result.answer.groups for result in found),
    )


def by_kind(found: Iterable[Result]) -> dict[str, list[Result]]:
    """Return the results of every kind, and of all kinds last."""
    kinds: dict[str, list[Result]] = {}
    everything = list(found)
    for result in everything:
        kinds.setdefault(result.query.kind, []).append(result)
    return {**kinds, "all": everything}


def as_data(found: Iterable[Result]) -> dict[str, dict[str, float]]:
    """Return the summaries of every kind as plain data."""
    return {
        kind: {name: round(value, 4) for name, value in asdict(summary(each)).items()}
        for kind, each in by_kind(found).items()
        if each
    }


def times(answers: Iterable[Answer]) -> dict[str, float]:
    """Return median, 95th percentile and maximum of the answers' milliseconds."""
    took = sorted(answer.took for answer in answers)

    def quantile(share: float) -> float:
        return round(took[max(0, math.ceil(share * len(took)) - 1)], 2)

    return {"median": quantile(0.5), "p95": quantile(0.95), "max": quantile(1)}


def _rank(query: Query, answer: Answer, pages: AbstractSet[str], is_generous: bool) -> int:  # noqa: FBT001
    tests = [_test(record_id, record_id in pages, is_generous) for record_id in query.expect]
    for rank, group in enumerate(answer.groups, 1):
        if any(test(location) for test in tests for location in group):
            return rank
    return 0


def _test(record_id: str, has_page: bool, is_generous: bool) -> Callable[[str], bool]:  # noqa: FBT001
    def is_page(location: str) -> bool:
        path, _, anchor = _LANGUAGE.sub("", location).partition("#")
        own = not anchor or anchor.startswith("_") or is_generous
        return own and path in {f"entities/{record_id}/", f"sheets/{record_id}/"}

    def is_fact(location: str) -> bool:
        anchor = location.partition("#")[2]
        return anchor == record_id or anchor.startswith(f"{record_id}@")

    return is_page if has_page else is_fact
