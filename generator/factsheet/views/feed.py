"""Feeds: what was added, corrected or no longer plainly stands, newest first, in one language.

Enters: a `Scope`. Leaves: entries, with an id that stays and a day. A day is as the facts have
it; of a month or a year the first day counts. An event without a day is not told, as none may
be made up; a status has none of its own, and takes the last day known of its fact.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from factsheet.catalog import is_a, record_id
from factsheet.dates import Span
from factsheet.model import STATUSES_WITH_REASON, Claim, Fact, Sheet
from factsheet.reader import Entry
from factsheet.views.addresses import fact_path
from factsheet.views.parts import Passage
from factsheet.views.scope import Scope

# A reader's program asks again every hour; the whole of a large fact base is no news.
LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One event of a fact.

    `key` is made from the oldest id of the fact, the event and its day, so that it stays when the
    fact is renamed; `path` is the fact's address below the site's root. `paragraphs` tell it: the
    fact in short, then what was, what is now, and why.
    """

    key: str
    day: date
    path: str
    title: str
    paragraphs: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
    """A feed: `path` is below the language's root, `page` that of what it tells the news of."""

    path: str
    page: str
    title: str
    entries: tuple[FeedEntry, ...]

    @property
    def updated(self) -> date:
        """The day of the newest entry."""
        return self.entries[0].day


def feeds(site: Scope) -> Iterator[FeedView]:
    """Make the feed of the site, then that of every sheet; none where there is nothing to tell."""
    facts = site.catalog.of(Fact)
    yield from _feed(site, "feed.xml", "changes/", site.word("changes"), facts)
    for sheet in site.catalog.of(Sheet):
        page = site.addresses.page_of(sheet.id)
        title = site.passage(sheet.record.title).plain
        yield from _feed(site, f"{page}/feed.xml", f"{page}/", title, _shown(site, sheet.id))


def has_feed(site: Scope) -> bool:
    """Whether there is anything to tell, and an address to tell it under."""
    facts = site.catalog.of(Fact)
    return bool(site.imprint.address) and any(any(_entries(site, fact)) for fact in facts)


def _shown(site: Scope, sheet_id: str) -> tuple[Entry[Fact], ...]:
    ids = (record_id(each) for section in site.catalog.shown[sheet_id] for each in section)
    found = (site.catalog.find(each) for each in dict.fromkeys(ids))
    return tuple(entry for entry in found if entry is not None and is_a(entry, Fact))


def _feed(
    site: Scope, path: str, page: str, title: str, facts: Sequence[Entry[Fact]]
) -> Iterator[FeedView]:
    entries = [each for fact in facts for each in _entries(site, fact)]
    entries.sort(key=lambda each: (-each.day.toordinal(), each.key))
    if entries:
        yield FeedView(path=path, page=page, title=title, entries=tuple(entries[:LONGEST]))


@dataclass(frozen=True, slots=True)
class _Event:
    """What was done to a fact, in a word and in `more`, and when; `key` tells it from others."""

    word: str
    key: str
    span: Span
    more: tuple[Passage, ...] = ()


def _entries(site: Scope, entry: Entry[Fact]) -> Iterator[FeedEntry]:
    line = site.line(entry)
    oldest = next(iter(entry.record.formerly), entry.id)
    values = (line.value or line.when, line.mark_word)
    short = site.word("detail_separator").join(each for each in values if each)
    for event in _events(site, entry.record):
        yield FeedEntry(
            key=f"{oldest}:{event.key}",
            day=_day(event.span),
            path=fact_path(entry.id),
            title=f"{event.word}{site.word('title_separator')}{line.what.plain}",
            paragraphs=(line.what, *([site.words(short)] if short else []), *event.more),
        )


def _events(site: Scope, fact: Fact) -> Iterator[_Event]:
    if fact.added:
        yield _Event(site.word("change_added"), f"added:{fact.added.edtf}", fact.added)
    yield from _corrections(site, fact)
    last = last_day(fact)
    if fact.status in STATUSES_WITH_REASON and last is not None:
        word, why = site.word(f"status_{fact.status}"), tuple(_standing(site, fact, last))
        yield _Event(word, fact.status, last, why)


def _corrections(site: Scope, fact: Fact) -> Iterator[_Event]:
    """Tell of corrections; several of one day are numbered as they are listed."""
    on_a_day: Counter[str] = Counter()
    for correction in fact.corrections:
        day = correction.on.edtf
        on_a_day[day] += 1
        which = f":{on_a_day[day]}" if on_a_day[day] > 1 else ""
        told = site.word(
            "correction",
            date=site.span(correction.on),
            was=site.passage(correction.was).plain,
            now=site.passage(correction.now).plain,
        )
        why = (site.passage(correction.why),) if correction.why else ()
        word, key = site.word("change_corrected"), f"corrected:{day}{which}"
        yield _Event(word, key, correction.on, (site.words(told), *why))


def _standing(site: Scope, fact: Fact, last: Span) -> Iterator[Passage]:
    """Say why a fact no longer plainly stands, and that the day of that is not known."""
    if fact.note:
        yield site.passage(fact.note)
    successor = site.catalog.find(record_id(fact.superseded_by)) if fact.superseded_by else None
    if successor is not None:
        line = site.line(successor)
        what = f"{site.word('superseded_by')}{site.word('title_separator')}{line.what.plain}"
        yield site.words(what)
    yield site.words(site.word("feed_last_day", date=site.span(last)))


def last_day(fact: Fact) -> Span | None:
    """Return the last day on which something is known to have been done to a fact."""
    days = [fact.added, fact.checked, *(each.on for each in fact.corrections)]
    days += [fact.reviewed] if isinstance(fact, Claim) else []
    return max((day for day in days if day is not None), key=_day, default=None)


def _day(span: Span) -> date:
    """Return the first day of a date; of one with an open start, of its end."""
    moment = span.start or span.end
    return moment.earliest if moment else span.first_day
