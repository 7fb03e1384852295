"""Fact sheets: one subject, top to bottom; or a source taken apart, with a tally."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from factsheet.catalog import is_a, record_id
from factsheet.model import VERDICTS, Claim, Fact, Sheet
from factsheet.reader import Entry
from factsheet.views.facts import FactView, fact_view, without_anchor
from factsheet.views.lists import list_page
from factsheet.views.own_references import page_reference
from factsheet.views.page import Card, PageView, SectionView, Share
from factsheet.views.scope import Scope

DESCRIPTION_LENGTH = 160


def sheets_page(site: Scope) -> PageView:
    """List all sheets."""
    scope = site.on("sheets/index")
    return replace(list_page(scope, "sheets"), cards=sheet_cards(scope))


def sheet_cards(scope: Scope) -> tuple[Card, ...]:
    """Introduce every sheet by its title and summary."""
    return tuple(
        Card(
            title=scope.passage(entry.record.title),
            href=scope.href(entry.id),
            text=scope.optional(entry.record.summary),
        )
        for entry in scope.catalog.of(Sheet)
    )


def sheet_page(site: Scope, entry: Entry[Sheet]) -> PageView:
    """Show a sheet's sections; a fact that stands in two has its anchor at the first."""
    scope, sheet = site.on(f"sheets/{entry.id}"), entry.record
    summary = scope.optional(sheet.summary)
    seen: set[str] = set()
    sections = tuple(
        SectionView(
            anchor=f"section-{number}",
            title=scope.passage(section.title),
            text=scope.optional(section.text),
            facts=tuple(_facts(scope, shown, seen)),
        )
        for number, (section, shown) in enumerate(
            zip(sheet.sections, scope.catalog.shown[entry.id], strict=True), 1
        )
    )
    tally = _tally(scope, entry.id) if sheet.examines else ()
    return PageView(
        path=scope.page,
        template="sheet",
        title=scope.passage(sheet.title),
        description=shortened(summary.plain if summary else scope.passage(sheet.title).plain),
        lead=summary,
        boost=2,
        edit=entry.id,
        formerly=tuple(sheet.formerly),
        sections=sections,
        tally=tally,
        tally_word=scope.word("tally", count=sum(share.count for share in tally)) if tally else "",
        examines=scope.link(sheet.examines) if sheet.examines else None,
        about=scope.links(sheet.about),
        reference=page_reference(scope, entry) if scope.imprint.names else None,
    )


def shortened(text: str) -> str:
    """Cut a text for a page's description, at a word's end where there are words."""
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    head = text[:DESCRIPTION_LENGTH]
    return head.rpartition(" ")[0] + "…" if " " in head[DESCRIPTION_LENGTH // 2 :] else head + "…"


def _facts(scope: Scope, shown: Sequence[str], seen: set[str]) -> Iterator[FactView]:
    for reference in shown:
        entry = scope.catalog.find(record_id(reference))
        if entry is None or not is_a(entry, Fact):
            continue
        view = fact_view(scope, entry)
        yield without_anchor(view) if entry.id in seen else view
        seen.add(entry.id)


def _tally(scope: Scope, sheet_id: str) -> tuple[Share, ...]:
    """Count the verdicts of the claims the sheet shows, in the order of the verdicts."""
    shown = [record_id(each) for section in scope.catalog.shown[sheet_id] for each in section]
    found = (scope.catalog.find(each) for each in dict.fromkeys(shown))
    claims = [entry for entry in found if entry is not None and is_a(entry, Claim)]
    first: dict[str, str] = {}
    for entry in claims:
        first.setdefault(entry.record.verdict, entry.id)
    counts = Counter(entry.record.verdict for entry in claims)
    found_verdicts = [verdict for verdict in VERDICTS if counts[verdict]]
    befores = accumulate((counts[verdict] for verdict in found_verdicts), initial=0)
    return tuple(
        Share(
            verdict=verdict,
            word=scope.word(f"verdict_{verdict}"),
            count=counts[verdict],
            before=f"{100 * before / len(claims):.2f}",
            percent=f"{100 * counts[verdict] / len(claims):.2f}",
            href=f"#{first[verdict]}",
        )
        for verdict, before in zip(found_verdicts, befores, strict=False)
    )
