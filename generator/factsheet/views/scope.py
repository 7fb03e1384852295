"""One page of one language: all that is needed to word and link what stands on it.

Enters: records. Leaves: passages, links and lines, with addresses relative to the page.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeVar

from factsheet import prose
from factsheet.catalog import Catalog, entity_id, point_of, record_id, time_of
from factsheet.dates import Span
from factsheet.fields import Part, Prose, Text, is_close
from factsheet.languages import Language, available, language
from factsheet.model import Claim, Entity, Event, Fact, Figure, Quote, Sheet, Source
from factsheet.quantity import Quantity
from factsheet.reader import Entry
from factsheet.tracing import Memo
from factsheet.views.addresses import HOME, Addresses, from_root, relative
from factsheet.views.imprint import Imprint
from factsheet.views.parts import Line, LinkView, Passage
from factsheet.views.uses import Uses
from factsheet.wording import Wording

Behind = Mapping[str, frozenset[tuple[str, str]]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scope:
    """One page of one language: all that is needed to word and link what stands on it.

    `uses` are the hand-written pages of the language that link to facts. `up` leads to the
    site's root from a page that is not below the language's. `behind` has the translations, by
    record, whose original has changed since: each with its language and words; `record` is the
    one whose texts are being shown, if it has such. `memo` is shared by all pages of a language,
    and read through `remembered` alone.
    """

    catalog: Catalog
    addresses: Addresses
    language: Language
    wording: Wording
    page: str
    uses: Uses = field(default_factory=dict)
    imprint: Imprint = field(default_factory=Imprint)
    up: str = ""
    behind: Behind = field(default_factory=dict)
    record: str = ""
    memo: Memo = field(default_factory=Memo, compare=False, repr=False)

    def remembered(self, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """Return what `make` made of the catalog for the first page of this language to ask.

        Whatever else it depends on (the page, the record whose texts are shown) is in the key:
        records by their ids. It is shared by all who ask, so nobody changes it.
        """
        if self.memo.asked is None:
            return self.memo.remembered(key, make)

        def made() -> T:
            # Who asked for it has the records at hand, so that making it asks nobody for them.
            for part in key:
                if isinstance(part, str):
                    self.catalog.find(part)
            return make()

        return self.memo.remembered(key, made)

    def on(self, page: str) -> "Scope":
        """Return the same for another page."""
        return replace(self, page=page)

    def outside(self, up: str) -> "Scope":
        """Return the same for a page that all languages share, `up` being its way to the root."""
        return replace(self, page=HOME, up=up)

    def within(self, record: str) -> "Scope":
        """Return the same for the texts of a record."""
        shown = record if record in self.behind else ""
        return self if shown == self.record else replace(self, record=shown)

    def to_page(self, page: str) -> str:
        """Return the relative address of another page of this language."""
        return self._from_here(relative(page, self.page))

    def to_root(self, path: str) -> str:
        """Return the relative address of a file that all languages share."""
        return f"{self.up}{path}" if self.up else from_root(path, self.page)

    def word(self, key: str, **values: object) -> str:
        """Return an interface word."""
        return self.language.word(key, **values)

    def count(self, key: str, number: int) -> str:
        """Return an interface word that counts, in the plural form its language asks for."""
        return self.word(f"{key}_{self.wording.plural(number)}", count=number)

    def passage(self, text: Text, *, original: str | None = None) -> Passage:
        """Return a text in the page's language, or another one that is there, marked."""
        words, code = text.nearest(original or self.language.code)
        foreign = code not in ("", self.language.code)
        missing = foreign and original is None and not is_close(code, self.language.code)
        shown = self.words(words, code, is_prose=isinstance(text, Prose), is_missing=missing)
        is_behind = (code, words) in self.behind.get(self.record, ())
        return replace(shown, is_behind=True) if is_behind else shown

    def words(
        self, words: str, code: str = "", *, is_prose: bool = False, is_missing: bool = False
    ) -> Passage:
        """Return words in a language given by its code; an empty code is the page's."""
        lang = tag_of(code) if code not in ("", self.language.code) else ""
        if not is_prose:
            return _plain(words, lang, is_missing=is_missing)
        shown = prose.html(words, self.resolve, self.preview)
        return Passage(shown, prose.plain(words), lang, is_missing)

    def joined(self, joint: str, parts: Sequence[Passage]) -> Passage:
        """Return passages in a row, with an interface word between them."""
        between = self.word(joint)
        last = parts[-1]
        html = between.join(part.html for part in parts)
        return replace(last, html=html, plain=between.join(part.plain for part in parts))

    def optional(self, text: Text | None) -> Passage | None:
        """Return the passage of a text that may not be there."""
        return self.passage(text) if text is not None else None

    def resolve(self, reference: str) -> str | None:
        """Return the relative address a `fact:` reference leads to, if it exists."""
        entry = self.catalog.find(record_id(reference))
        return self.href(entry.id, point=point_of(reference)) if entry else None

    def preview(self, reference: str) -> str:
        """Say what a `fact:` reference leads to, a line each: what, value or time, standing."""
        entry = self.catalog.find(record_id(reference))
        if entry is None or not self.catalog.has_point(reference):
            return ""
        point = point_of(reference)
        line, record = self.line(entry, point=point), entry.record
        status = getattr(record, "status", "")
        if isinstance(record, Figure) and point:
            status = record.points[point].status
        standing = [line.mark_word]
        if status not in ("", "confirmed") and line.mark != f"status-{status}":
            standing.append(self.word(f"status_{status}"))
        words = self.word("detail_separator").join(word for word in standing if word)
        return "\n".join(each for each in (line.what.plain, line.value or line.when, words) if each)

    def href(self, record_id: str, *, point: str = "") -> str:
        """Return the relative address of a record from this page."""
        return self._from_here(self.addresses.link(record_id, self.page, point=point))

    def _from_here(self, address: str) -> str:
        """Lead from a page outside to what is relative to the language's root."""
        return f"{self.up}{self.language.code}/{address.removeprefix('./')}" if self.up else address

    def link(self, record_id: str) -> LinkView | None:
        """Return a link to an entity, sheet or source by its name; None if there is none."""
        entry = self.catalog.find(record_id)
        return LinkView(self.name(entry), self.href(entry.id)) if entry else None

    def links(self, record_ids: Sequence[str]) -> tuple[LinkView, ...]:
        """Return links to those records that exist."""
        found = (self.link(record_id) for record_id in record_ids)
        return tuple(link for link in found if link is not None)

    def entity_or_text(self, text: Text | None) -> LinkView | None:
        """Return what stands in a field for "an entity id, or text"."""
        if text is None:
            return None
        target = entity_id(text)
        return (self.link(target) if target else None) or LinkView(self.passage(text))

    def span(self, span: Span | None) -> str:
        """Write a date or interval; nothing when there is none."""
        return self.remembered(("span", span), lambda: self.wording.span(span)) if span else ""

    def value(self, quantity: Quantity) -> str:
        """Write a quantity with its unit."""

        def written() -> str:
            return self.wording.quantity(quantity, self.catalog.units.unit(quantity.unit))

        return self.remembered(("value", *_spelling(quantity)), written)

    def name(self, entry: Entry[Part]) -> Passage:
        """Return what a record is called in a line of text."""
        return self.remembered(("name", entry.id, self.record), lambda: self._name(entry))

    def _name(self, entry: Entry[Part]) -> Passage:
        match entry.record:
            case Figure(measure=measure, of=of):
                return self._measure(measure, of)
            case Source():
                return self.source_title(entry.record)
            case (
                Entity(name=text)
                | Event(title=text)
                | Sheet(title=text)
                | Quote(text=text)
                | Claim(statement=text)
            ):
                return self.passage(text)
        return Passage(entry.id, entry.id)

    def source_title(self, source: Source) -> Passage:
        """Return a source's own title in its own language, or its description."""
        if source.title is None:
            return self.passage(source.description) if source.description else Passage("", "")
        words, code = source.title.nearest(self._own_language(source))
        # A title typed once is in the language of its source.
        return self.words(words, code or source.language or "")

    def line(self, entry: Entry[Part], *, point: str = "") -> Line:
        """Return a record in one line, with a link to where it is best read."""
        key = ("line", entry.id, point, self.record)
        what, when, value, mark, mark_word = self.remembered(key, lambda: self._told(entry, point))
        return Line(
            id=entry.id,
            kind=entry.kind,
            what=what,
            href=self.href(entry.id, point=point),
            when=when,
            value=value,
            mark=mark,
            mark_word=mark_word,
        )

    def lines(self, record_ids: Iterable[str]) -> tuple[Line, ...]:
        """Return those records that exist, in one line each."""
        found = (self.catalog.find(each) for each in record_ids)
        return tuple(self.line(entry) for entry in found if entry is not None)

    def _told(self, entry: Entry[Part], point: str) -> tuple[Passage, str, str, str, str]:
        """Return all of a line that is the same on every page."""
        record = entry.record
        return (
            self._quoted(record) if isinstance(record, Quote) else self.name(entry),
            self._when(record),
            self.figure_value(record, point) if isinstance(record, Figure) else "",
            *self._mark(record),
        )

    def _quoted(self, quote: Quote) -> Passage:
        words = self.passage(quote.text)
        before, after = self.word("open_quote"), self.word("close_quote")
        html, plain = f"{before}{words.html}{after}", f"{before}{words.plain}{after}"
        return replace(words, html=html, plain=plain)

    def _when(self, record: Part) -> str:
        """Say when something happened, or who said it and when."""
        if not isinstance(record, Event | Quote):
            return ""
        when = self.span(time_of(record))
        speaker = self.link(record.speaker) if isinstance(record, Quote) else None
        parts = [speaker.passage.plain, when] if speaker else [when]
        return self.word("detail_separator").join(part for part in parts if part)

    def figure_value(self, figure: Figure, point: str = "") -> str:
        """Return a figure's value, a point's, or a series' latest, with its period."""
        quantities = figure.quantities()
        label = point or _latest(figure)
        value = self.value(quantities[label])
        when = self.period_word(figure, label)
        return (
            f"{value}{self.word('open_bracket')}{when}{self.word('close_bracket')}"
            if when
            else value
        )

    def period_word(self, figure: Figure, label: str = "") -> str:
        """Say which period, or which day, a value is for."""
        if label:
            periods = {period.label: period for period, _ in figure.timeline()}
            return self.wording.period(periods[label])
        single = figure.covered()
        if single is not None:
            return self.wording.period(single)
        return self.word("as_of", date=self.span(figure.as_of)) if figure.as_of else ""

    def source_marks(self, source: Source) -> tuple[str, ...]:
        """Say what a reader should know before following a source's link."""
        mirror = (self.word("tier_mirror"),) if source.tier == "mirror" else ()
        return mirror + self.access_marks(source)

    def access_marks(self, source: Source) -> tuple[str, ...]:
        """Say what keeps a reader from the source itself."""
        marks = []
        if source.access in ("paywall", "registration"):
            marks.append(self.word(f"access_{source.access}"))
        if not source.link:
            marks.append(self.word("not_linked"))
        return tuple(marks)

    def language_name(self, code: str) -> str:
        """Return what the page's language calls another language."""
        return self.wording.language_name(code)

    def _own_language(self, source: Source) -> str:
        titles = source.title.languages if source.title else ()
        own = source.language or self.language.code
        near = next((code for code in titles if code.split("-")[0] == own.split("-")[0]), own)
        return near if near in titles else own

    def _measure(self, measure: Text, of: str | None) -> Passage:
        what = self.passage(measure)
        owner = self.catalog.find(of) if of else None
        if owner is None:
            return what
        return self.joined("title_separator", (self.name(owner), what))

    def _mark(self, record: Part) -> tuple[str, str]:
        if isinstance(record, Claim):
            return f"verdict-{record.verdict}", self.word(f"verdict_{record.verdict}")
        if isinstance(record, Fact) and record.status != "confirmed":
            return f"status-{record.status}", self.word(f"status_{record.status}")
        return "", ""


def _latest(figure: Figure) -> str:
    """Return the label of a series' latest point that stands; empty for a single value."""
    labels = [period.label for period, _ in figure.timeline()]
    standing = [label for label in labels if figure.points[label].status != "retracted"]
    return (standing or labels or [""])[-1]


@lru_cache(maxsize=20_000)
def _plain(words: str, lang: str, *, is_missing: bool) -> Passage:
    return Passage(prose.escape(words), words, lang, is_missing)


def _spelling(quantity: Quantity) -> tuple[Hashable, ...]:
    """Return what tells quantities apart that are written otherwise: 1.0 and 1 are equal."""
    high = None if quantity.high is None else str(quantity.high)
    return str(quantity.low), high, quantity.unit, quantity.qualifier, quantity.signed


def tag_of(code: str) -> str:
    """Return the BCP 47 tag of a language code used in YAML (`zh` is `zh-Hans`)."""
    return language(code).tag if code in available() else code
