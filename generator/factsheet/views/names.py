"""The index of names: all that has a page of its own, under everything it is called.

Enters: a `Scope`. Leaves: a page, for readers who cannot search or would rather browse: names
by letter, Chinese ones where their pinyin stands. Every name is there in every language; one in
another language leads to the page in the reader's own.
"""

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from factsheet.han import has_han, pinyin, variants
from factsheet.languages import every_language
from factsheet.model import Entity, Sheet
from factsheet.reader import Entry
from factsheet.views.addresses import NAMES
from factsheet.views.entities import other_names
from factsheet.views.lists import list_page
from factsheet.views.page import Card, NameView, PageView, SectionView
from factsheet.views.partition import OTHERS
from factsheet.views.parts import Passage
from factsheet.views.scope import Scope

# What stands under no letter: digits, other scripts. It is read last.
REST = "#"
# With the theme, so many names come to some 130 KB, compressed.
MOST_NAMES = 4000
LETTER = re.compile(r"[a-z]")
WORD = re.compile(r"[^\W_]+")
# Marks within a word: O’Brien, U.S.
INNER_MARKS = re.compile(r"['’.]")
# Letters that are no letter with an accent, as Unicode names them: ø is an o "with stroke".
RELATED_LETTER = re.compile(
    r"LATIN SMALL (?:LETTER|LIGATURE) (?:DOTLESS )?([A-Z]{1,2})(?: WITH .+)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """Something with a page: its name there, its other names, and what tells it from others."""

    main: Passage
    others: tuple[Passage, ...]
    href: str
    kind: Passage
    is_sheet: bool = False
    is_person: bool = False


def names_pages(site: Scope) -> Iterator[PageView]:
    """List every name of every entity and the title of every sheet, by letter.

    Very many have a page a letter, for all letters, as the pages of all languages are the same.
    """
    scope = site.on(NAMES)
    page = replace(list_page(scope, NAMES), template=NAMES)
    sections = tuple(_sections(scope))
    if sum(len(section.names) for section in sections) <= MOST_NAMES:
        yield replace(page, sections=sections)
        return
    cards = (
        Card(
            title=section.title,
            href=scope.to_page(f"{NAMES}/{section.anchor}"),
            count=str(len(section.names)),
        )
        for section in sections
    )
    yield replace(page, template="list", cards=tuple(cards))
    # From every one of these pages the way to another page is the same.
    found = {section.anchor: section for section in _sections(site.on(f"{NAMES}/{OTHERS}"))}
    for name in (*string.ascii_lowercase, OTHERS):
        letter = REST if name == OTHERS else name.upper()
        title = scope.word("title_separator").join((page.title.plain, letter))
        shown = (found[name],) if name in found else ()
        yield replace(page, path=f"{NAMES}/{name}", title=scope.words(title), sections=shown)


def _sections(scope: Scope) -> Iterator[SectionView]:
    named = [_entity(scope, entry) for entry in scope.catalog.of(Entity)]
    named += (_sheet(scope, entry) for entry in scope.catalog.of(Sheet))
    names = sorted(_views(named), key=_order)
    for letter, group in groupby(names, key=lambda each: letter_of(each[0])):
        yield SectionView(
            anchor=OTHERS if letter == REST else letter.lower(),
            title=scope.words(letter),
            names=tuple(name for _, name in group),
        )


def letter_of(spelling: str) -> str:
    """Return the letter a spelled name stands under, A to Z, or `#`."""
    first = spelling[:1]
    return first.upper() if LETTER.fullmatch(first) else REST


@cache
def spelled(name: str, *, is_person: bool = False) -> str:
    """Return a name as it is sorted: words of plain small letters, Chinese as it is read.

    An article at the beginning does not count, unless it is all there is.
    """
    read = pinyin(name, is_person=is_person) if has_han(name) else name
    words = WORD.findall(INNER_MARKS.sub("", folded(read)))
    return " ".join(words[1:] if len(words) > 1 and words[0] in _articles() else words)


def folded(text: str) -> str:
    """Return a text in small letters without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(_plain(letter) for letter in letters if not unicodedata.combining(letter))


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter
    related = RELATED_LETTER.fullmatch(unicodedata.name(letter, ""))
    return related[1].lower() if related else letter


@cache
def _articles() -> frozenset[str]:
    return frozenset(word for each in every_language() for word in each.sorting["articles"])


def _order(each: tuple[str, NameView]) -> tuple[bool, str, str, str]:
    """Sort by letter and spelling, then by characters; equal names always in one order."""
    spelling, name = each
    return letter_of(spelling) == REST, spelling, name.shown.plain, name.href


def _views(named: Sequence[_Named]) -> Iterator[tuple[str, NameView]]:
    """Show each thing under each of its names, as spelled; those of several say which is which."""
    simplified = _simplified(named)
    listed = [(each, _distinct(each, simplified)) for each in named]
    bearers = Counter(form for _, names in listed for form in names)
    for each, names in listed:
        for form, name in names.items():
            is_main = name is each.main
            is_told_apart = is_main and (each.is_sheet or bearers[form] > 1)
            view = NameView(
                shown=name,
                href=each.href,
                main=None if is_main else each.main,
                kind=each.kind if is_told_apart else None,
            )
            yield spelled(name.plain, is_person=each.is_person), view


def _distinct(named: _Named, simplified: Mapping[int, str]) -> Mapping[str, Passage]:
    """Return a thing's names by their folded form, of those that fold alike the first.

    Traditional characters fold to their simplified forms.
    """
    forms: dict[str, Passage] = {}
    for name in (named.main, *named.others):
        forms.setdefault(folded(name.plain).translate(simplified), name)
    return forms


def _simplified(named: Iterable[_Named]) -> Mapping[int, str]:
    """Return the simplified forms of traditional characters, of those that occur here."""
    names = (name.plain for each in named for name in (each.main, *each.others))
    characters = {character for name in names if has_han(name) for character in name}
    return str.maketrans(dict(variants(characters))) if characters else {}


def _entity(scope: Scope, entry: Entry[Entity]) -> _Named:
    entity = entry.record
    kind = scope.words(scope.word(f"one_{entity.kind}"))
    return _Named(
        main=scope.passage(entity.name),
        others=tuple(other_names(scope, entity)),
        href=scope.href(entry.id),
        kind=scope.optional(entity.role) or kind,
        is_person=entity.kind == "person",
    )


def _sheet(scope: Scope, entry: Entry[Sheet]) -> _Named:
    return _Named(
        main=scope.passage(entry.record.title),
        others=(),
        href=scope.href(entry.id),
        kind=scope.words(scope.word("kind_sheet")),
        is_sheet=True,
    )
