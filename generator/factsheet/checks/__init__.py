"""What must hold between records: one check a file, its name the rule's.

Enters: a `Catalog`. Leaves: problems. A check never changes anything and never stops others.
To add one: write the file, give it a `check`, and list it here.
"""

from collections.abc import Callable, Iterator, Sequence

from factsheet.catalog import Catalog
from factsheet.checks import (
    accessed_before_published,
    change_contradicts_values,
    empty_section,
    halfwidth_punctuation,
    missing_language,
    missing_source,
    mixed_periods,
    number_in_one_language,
    percent_or_points,
    power_of_ten,
    prose_link,
    repeated_id,
    traditional_in_simplified,
    translation_behind,
    unexplained_status,
    unknown_reference,
    unknown_unit,
    unused_entity,
    unused_source,
    verdict_without_evidence,
)
from factsheet.problems import Problem

Check = Callable[[Catalog, Sequence[str]], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    accessed_before_published.check,
    change_contradicts_values.check,
    empty_section.check,
    halfwidth_punctuation.check,
    missing_language.check,
    missing_source.check,
    mixed_periods.check,
    number_in_one_language.check,
    percent_or_points.check,
    power_of_ten.check,
    prose_link.check,
    repeated_id.check,
    traditional_in_simplified.check,
    translation_behind.check,
    unexplained_status.check,
    unknown_reference.check,
    unknown_unit.check,
    unused_entity.check,
    unused_source.check,
    verdict_without_evidence.check,
)


def check_all(catalog: Catalog, languages: Sequence[str]) -> Iterator[Problem]:
    """Run every check; `languages` are the codes the site is written in."""
    for check in CHECKS:
        yield from check(catalog, languages)
