"""What must hold between records: one check a file, its name the rule's.

Enters: a `Catalog`. Leaves: problems. A check never changes anything and never stops others.
To add one: write the file, give it a `check`, and list it here.
"""

from collections.abc import Callable, Iterator, Sequence

from factsheet.catalog import Catalog
from factsheet.checks import (
    accessed_before_published,
    archive_changed,
    change_contradicts_values,
    circular_evidence,
    empty_section,
    excerpt_not_in_source,
    future_date,
    halfwidth_punctuation,
    mirror_preferred,
    missing_language,
    missing_source,
    mixed_periods,
    name_in_one_language,
    number_in_one_language,
    outside_its_dates,
    parts_exceed_total,
    percent_or_points,
    plain_http,
    power_of_ten,
    prose_link,
    repeated_address,
    repeated_id,
    too_few_sources,
    tracking_parameter,
    traditional_in_simplified,
    translation_behind,
    unexplained_status,
    unknown_reference,
    unknown_unit,
    unused_entity,
    unused_source,
    verdict_without_evidence,
    windows_name,
)
from factsheet.problems import Problem

Check = Callable[[Catalog, Sequence[str]], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    accessed_before_published.check,
    archive_changed.check,
    change_contradicts_values.check,
    circular_evidence.check,
    empty_section.check,
    excerpt_not_in_source.check,
    future_date.check,
    halfwidth_punctuation.check,
    mirror_preferred.check,
    missing_language.check,
    missing_source.check,
    mixed_periods.check,
    name_in_one_language.check,
    number_in_one_language.check,
    outside_its_dates.check,
    parts_exceed_total.check,
    percent_or_points.check,
    plain_http.check,
    power_of_ten.check,
    prose_link.check,
    repeated_address.check,
    repeated_id.check,
    too_few_sources.check,
    tracking_parameter.check,
    traditional_in_simplified.check,
    translation_behind.check,
    unexplained_status.check,
    unknown_reference.check,
    unknown_unit.check,
    unused_entity.check,
    unused_source.check,
    verdict_without_evidence.check,
    windows_name.check,
)
# The rules in the messages of the checks, by their order.
RULES: tuple[str, ...] = tuple(
    check.__module__.rpartition(".")[2].replace("_", "-") for check in CHECKS
)


def check_all(catalog: Catalog, languages: Sequence[str]) -> Iterator[Problem]:
    """Run every check; `languages` are the codes the site is written in."""
    for check in CHECKS:
        yield from check(catalog, languages)
