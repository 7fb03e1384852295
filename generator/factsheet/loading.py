"""The first half of the order of the work: read, check, weigh.

Enters: a folder and the site's languages. Leaves: a `FactBase` with its problems. Knows no page:
who only asks what is wrong does not wait for what pages are made with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Self

from factsheet.catalog import Catalog, build
from factsheet.catalog.excerpts import Coverage, coverage
from factsheet.checks import check_all
from factsheet.collection import no_collection
from factsheet.mending import Mended, mend_all
from factsheet.problems import Problem, in_order
from factsheet.published import Published, lost_ids
from factsheet.reader import Reading, read
from factsheet.reader.locked import LOCK
from factsheet.strictness import Severities, judged, weighed


@dataclass(frozen=True, slots=True, kw_only=True)
class FactBase:
    """All records, every problem found in them, and the texts the problems quote.

    `severities` are those that rules have on this site.
    """

    catalog: Catalog
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]
    severities: Severities = field(default_factory=dict)

    @property
    def excerpts(self) -> Coverage:
        """How many excerpts were compared with a text of their source, and how many were not."""
        return coverage(self.catalog)

    @property
    def has_errors(self) -> bool:
        """Whether nothing may be built from it."""
        return any(problem.is_error for problem in self.problems)

    def with_texts(self, texts: Mapping[str, str]) -> Self:
        """Return the same with more texts to quote from."""
        return replace(self, texts={**self.texts, **texts})


def nothing() -> FactBase:
    """Return a fact base without facts."""
    return FactBase(
        catalog=build(Reading((), (), {}, frozenset(), is_complete=True)), problems=(), texts={}
    )


def load(
    paths: Sequence[Path],
    languages: Sequence[str],
    *,
    root: Path | None = None,
    instead: Mapping[str, bytes] | None = None,
    severities: Severities = MappingProxyType({}),
) -> FactBase:
    """Read and check fact folders or files as one fact base.

    Messages name files relative to `root`; `instead` holds what files would be, by these names,
    to try a change before it is made; `severities` are those rules have on this site. Never
    raises for what the files hold.
    """
    with no_collection():
        return checked(read(paths, root=root, instead=instead), languages, severities)


def checked(reading: Reading, languages: Sequence[str], severities: Severities) -> FactBase:
    """Check all that was read as one fact base."""
    catalog = build(reading)
    found = judged(catalog, check_all(catalog, languages), severities)
    problems = in_order((*reading.problems, *found))
    return FactBase(catalog=catalog, problems=problems, texts=reading.texts, severities=severities)


def mended(
    paths: Sequence[Path],
    languages: Sequence[str],
    *,
    severities: Severities = MappingProxyType({}),
) -> tuple[FactBase, Mapping[str, Mended]]:
    """Load a fact base, and mend what needs no judgement in its files, by name; writes nothing."""
    base = load(paths, languages, severities=severities)
    texts = {name: text for name, text in base.texts.items() if Path(name).name != LOCK}

    def found(instead: Mapping[str, bytes]) -> tuple[Problem, ...]:
        return load(paths, languages, instead=instead, severities=severities).problems

    return base, mend_all(texts, base.problems, found)


def compared(base: FactBase, before: Published) -> FactBase:
    """Return the same with what of a published site would be lost as problems."""
    lost = weighed(lost_ids(base.catalog, before), base.severities)
    return replace(base, problems=in_order((*base.problems, *lost)))
