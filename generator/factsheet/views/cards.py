"""Cards: a sheet or a fact as the image that a link preview shows.

Enters: a record and a `Scope`. Leaves: a few short texts, plain and in one language.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from factsheet.fields import Text
from factsheet.model import Claim, Fact, Figure, Quote, Sheet
from factsheet.reader import Entry
from factsheet.views.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """A card: what it says, and the page it stands for.

    `page` is empty for a fact without a page of its own. `kicker` says what kind of thing it is
    and how it stands, of which `mark` is the machine's word; `detail` is its value, its finding,
    or who and when; `alt` says in words what the image shows.
    """

    id: str
    page: str
    language: str
    tag: str
    kicker: tuple[str, ...]
    title: str
    detail: str
    is_value: bool
    mark: str
    site_name: str
    alt: str


def card_views(scope: Scope) -> Iterator[CardView]:
    """Make the card of every sheet, then of every fact."""
    site_name = scope.imprint.names.get(scope.language.code, "")
    for sheet in scope.catalog.of(Sheet):
        yield _sheet(scope, sheet, site_name)
    for fact in scope.catalog.of(Fact):
        yield _fact(scope, fact, site_name)


def _sheet(scope: Scope, entry: Entry[Sheet], site_name: str) -> CardView:
    kind, title = scope.word("kind_sheet"), scope.passage(entry.record.title).plain
    return CardView(
        id=entry.id,
        page=_own_page(scope, entry.id),
        language=scope.language.code,
        tag=scope.language.tag,
        kicker=(kind,),
        title=title,
        detail=_plain(scope, entry.record.summary),
        is_value=False,
        mark="",
        site_name=site_name,
        alt=_alt(scope, (kind,), title),
    )


def _fact(scope: Scope, entry: Entry[Fact], site_name: str) -> CardView:
    fact, line, kicker = entry.record, scope.line(entry), tuple(_kicker(scope, entry))
    return CardView(
        id=entry.id,
        page=_own_page(scope, entry.id),
        language=scope.language.code,
        tag=scope.language.tag,
        kicker=kicker,
        title=line.what.plain,
        detail=_plain(scope, fact.finding) if isinstance(fact, Claim) else line.value or line.when,
        is_value=isinstance(fact, Figure),
        mark=line.mark if fact.status == "confirmed" else f"status-{fact.status}",
        site_name=site_name,
        alt=_alt(scope, kicker, line.what.plain),
    )


def _kicker(scope: Scope, entry: Entry[Fact]) -> Iterator[str]:
    fact = entry.record
    yield scope.word(f"kind_{entry.kind}")
    if isinstance(fact, Claim):
        yield scope.word(f"verdict_{fact.verdict}")
    if isinstance(fact, Quote) and not fact.verbatim:
        yield scope.word("paraphrase")
    if fact.status != "confirmed":
        yield scope.word(f"status_{fact.status}")


def _alt(scope: Scope, kicker: tuple[str, ...], title: str) -> str:
    return scope.word("title_separator").join((scope.word("list_separator").join(kicker), title))


def _own_page(scope: Scope, record_id: str) -> str:
    """Return the path of the page that is about this record alone."""
    addresses = scope.addresses
    return "" if addresses.anchor(record_id) else addresses.page_of(record_id)


def _plain(scope: Scope, text: Text | None) -> str:
    return scope.passage(text).plain if text is not None else ""
