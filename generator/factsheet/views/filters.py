"""What readers can narrow a long page to: traits that some of its entries share, but not all."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from factsheet.views.page import Filter
from factsheet.views.parts import Passage

FEWEST, MOST = 2, 12


def filters(
    kind: str,
    traits: Iterable[Iterable[str]],
    label: Callable[[str], tuple[Passage, str] | None],
) -> Iterator[Filter]:
    """Offer the commonest traits of one kind.

    `traits` has those of every entry; `label` gives a trait's word and where a plain link to
    it leads, or None for one that is not offered.
    """
    listed = [tuple(dict.fromkeys(each)) for each in traits]
    counts = Counter(trait for each in listed for trait in each)
    commonest = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    for trait, count in commonest:
        found = label(trait) if FEWEST <= count < len(listed) else None
        if found is not None:
            word, href = found
            yield Filter(trait=f"{kind}:{trait}", word=word, count=count, href=href)
