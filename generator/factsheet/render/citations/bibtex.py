"""References as BibTeX.

Enters: a `Reference`. Leaves: an entry, with the fields of biblatex (`url`, `urldate`, `doi`,
`langid`) where BibTeX's own styles pass over what they do not know. Whatever a title holds,
braces are in pairs and capitals stay.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale

from factsheet.dates import Moment
from factsheet.render.citations.dates import bounds, is_circa, numeric
from factsheet.views.authors import Author
from factsheet.views.references import Form, Reference

ENTRIES: Mapping[Form, str] = {
    Form.ARTICLE: "article",
    Form.PAPER: "article",
    Form.BOOK: "book",
    Form.REPORT: "techreport",
    Form.DATASET: "misc",
    Form.LAW: "misc",
    Form.VIDEO: "misc",
    Form.POST: "misc",
    Form.PAGE: "misc",
}
# What an entry is when nobody but its author brought it out.
UNPUBLISHED: Mapping[str, str] = {"article": "misc", "book": "booklet", "techreport": "misc"}
PUBLISHERS: Mapping[str, str] = {
    "article": "journal",
    "book": "publisher",
    "techreport": "institution",
    "misc": "howpublished",
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Every character that TeX takes for a command; braces, too, must be in pairs for BibTeX.
SPECIAL: Mapping[int, str] = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        "#": r"\#",
        "$": r"\$",
        "%": r"\%",
        "&": r"\&",
        "_": r"\_",
    }
)
IN_ADDRESS: Mapping[int, str] = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
WORD = re.compile(r"\S+")


def bibtex(reference: Reference) -> str:
    """Return an entry; its key is the id of the reference."""
    publisher = reference.container or reference.publisher
    entry = ENTRIES[reference.form]
    entry = entry if publisher else UNPUBLISHED.get(entry, entry)
    fields = [("author", " and ".join(map(_name, reference.authors))), *_fields(reference)]
    if publisher:
        fields.append((PUBLISHERS[entry], escaped(publisher)))
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields if value]
    month = [f"  month = {name},\n" for name in _month(reference)]
    return f"@{entry}{{{reference.id},\n{''.join((*lines, *month))}}}\n"


def escaped(text: str) -> str:
    """Return text that TeX prints as it is typed."""
    return " ".join(text.split()).translate(SPECIAL)


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    words, _ = reference.title_for(reference.language)
    locator = reference.locator
    yield "title", _title(f"[{words}]" if reference.is_description else words)
    yield from _date(reference)
    yield from _number(reference)
    yield "volume", locator.volume
    yield "pages", escaped(locator.pages.replace("–", "--"))
    yield "doi", locator.doi.translate(IN_ADDRESS)
    yield "isbn", locator.isbn
    yield "version", reference.version
    yield "url", reference.url.translate(IN_ADDRESS)
    yield "urldate", numeric(reference.accessed) if reference.accessed else ""
    yield "langid", _language(reference.language)


def _number(reference: Reference) -> Iterator[tuple[str, str]]:
    """Give the number of a report as such, any other and the archived copy in a note."""
    number = escaped(reference.locator.number)
    is_report = reference.form is Form.REPORT and reference.publisher
    archived = reference.archive_url and f"Archived at {escaped(reference.archive_url)}"
    yield "number", number if is_report else escaped(reference.locator.issue)
    yield "note", ". ".join(each for each in ("" if is_report else number, archived) if each)


def _name(author: Author) -> str:
    """Write `Family, Suffix, Given`; a whole name in braces, so that no word of it is a part."""
    if not author.family:
        return f"{{{escaped(author.whole)}}}"
    parts = (author.family, author.suffix, author.given)
    return ", ".join(_kept(escaped(part)) for part in parts if part)


def _kept(part: str) -> str:
    """Put a part of a name in braces that would else be read as two."""
    return f"{{{part}}}" if "," in part or re.search(r"(?i)\band\b", part) else part


def _title(title: str) -> str:
    """Put each word in braces whose capitals a style might take away: all but a first one's."""
    first, *others = [escaped(word) for word in WORD.findall(title)]
    words = [_protected(first, first[1:]), *(_protected(word, word) for word in others)]
    return " ".join(words)


def _protected(word: str, deciding: str) -> str:
    has_capital = any(each.isupper() for each in deciding) or "\\text" in word
    return f"{{{word}}}" if has_capital else word


def _date(reference: Reference) -> Iterator[tuple[str, str]]:
    """Give year and day; a year that is none for certain is written as text."""
    if reference.issued is None:
        return
    start, end = bounds(reference.issued)
    years = dict.fromkeys(str(each.year) if each else "" for each in (start, end))
    yield "year", ("ca. " if is_circa(reference.issued) else "") + "--".join(years)
    if start and start == end and start.day:
        yield "day", str(start.day)


def _month(reference: Reference) -> Iterator[str]:
    """Name the month by the macro that every style knows."""
    moment = _moment(reference)
    if moment and moment.month:
        yield MONTHS[moment.month - 1]


def _moment(reference: Reference) -> Moment | None:
    if reference.issued is None:
        return None
    start, end = bounds(reference.issued)
    return start if start == end else None


@cache
def _language(tag: str) -> str:
    """Return the language's English name, by which babel and polyglossia know it."""
    return (Locale.parse(tag.partition("-")[0]).get_language_name("en") or "").lower()
