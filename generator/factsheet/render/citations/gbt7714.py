"""References as GB/T 7714-2015 has them, numeric system.

Enters: a `Reference`. Leaves: a `Passage`. The words that stand for what is missing or left
out follow the language of the source, as the standard asks: 等 or et al. A space follows each
of its marks, as in the styles that are most in use. The place of publication is not known to
fact bases and left out, rather than said not to be in the source.
"""

from collections.abc import Iterator, Mapping

from factsheet.fields import is_close
from factsheet.render.citations.dates import is_circa, numeric, years
from factsheet.render.citations.names import initials
from factsheet.render.citations.runs import Run, Sentence, address, closed, listed, passage, run
from factsheet.views.authors import Author
from factsheet.views.parts import Passage
from factsheet.views.references import Form, Reference

LANGUAGE = "zh-Hans"
# Section 8.1.2.
MOST_AUTHORS = 3
OTHERS: Mapping[bool, str] = {True: "等", False: "et al"}
UNDATED: Mapping[bool, str] = {True: "[日期不详]", False: "[n.d.]"}
# Annex B, table B.1: the type of the document; laws are archives, what it does not name is Z.
TYPES: Mapping[Form, str] = {
    Form.ARTICLE: "N",
    Form.PAPER: "J",
    Form.BOOK: "M",
    Form.REPORT: "R",
    Form.DATASET: "DS",
    Form.LAW: "A",
    Form.VIDEO: "Z",
    Form.POST: "EB",
    Form.PAGE: "EB",
}
# Table B.2: online.
ONLINE = "/OL"


def gbt7714(reference: Reference) -> Passage:
    """Return the entry of a numbered list, without its number."""
    return passage(_entry(reference), LANGUAGE)


def _entry(reference: Reference) -> Iterator[Sentence]:
    """Give what sections 4.1, 4.4 and 4.6 list, in their order."""
    if reference.authors:
        yield closed(run(_authors(reference), reference.language, LANGUAGE))
    yield closed(*_title(reference))
    yield closed(*_published(reference))
    if reference.url:
        yield (address(reference.url, reference), Run("."))
    doi = reference.locator.doi
    # Section 8.7: not again when the address holds it.
    if doi and doi not in reference.url:
        href = address(reference.locator.doi_address, reference).href
        yield (Run("DOI:"), Run(doi, href=href), Run("."))


def _authors(reference: Reference) -> str:
    """Name up to three authors (8.1.2); persons family name first, in capitals (8.1.1)."""
    names = [_author(each) for each in reference.authors]
    if len(names) > MOST_AUTHORS:
        names = [*names[:MOST_AUTHORS], OTHERS[_is_chinese(reference)]]
    return ", ".join(names)


def _author(author: Author) -> str:
    if not author.family:
        return author.whole
    name = f"{author.family.upper()} {initials(author.given, hyphen=' ', stop='')}"
    return f"{name}, {author.suffix}" if author.suffix else name


def _title(reference: Reference) -> Iterator[Run]:
    """Write title, number (8.2) and the marks of type and carrier (annex B)."""
    words, language = reference.title_for(LANGUAGE)
    title = run(f"[{words}]" if reference.is_description else words, language, LANGUAGE)
    number = "" if reference.container else reference.locator.number
    yield from listed((title,), (Run(number),), joint=": ")
    yield Run(f" (version {reference.version})" if reference.version else "")
    yield Run(f"[{TYPES[reference.form]}{ONLINE if reference.is_online else ''}]")


def _published(reference: Reference) -> Iterator[Run]:
    match reference.form:
        case Form.ARTICLE:
            yield from _in_newspaper(reference)
        case Form.PAPER:
            yield from _in_journal(reference)
        case Form.BOOK:
            yield from _with_year(reference)
        case _:
            yield from _electronic(reference)
    if reference.accessed and reference.is_online:
        yield Run(f"[{numeric(reference.accessed)}]")


def _in_newspaper(reference: Reference) -> Iterator[Run]:
    """Write `报纸, 2024-03-18(2)` (section 8.8)."""
    date = _dated(reference, _date(reference))
    yield from listed((_name(reference),), (Run(reference.locator.number),), (Run(date),))
    pages = _pages(reference)
    yield Run(f"({pages})" if pages else "")


def _in_journal(reference: Reference) -> Iterator[Run]:
    """Write `刊名, 2024, 12(3): 29-31` (sections 4.4 and 8.8)."""
    locator, year = reference.locator, _dated(reference, _year(reference))
    volume = f"{locator.volume}({locator.issue})" if locator.issue else locator.volume
    numbers = (Run(volume),), (Run(locator.number),)
    head = listed((_name(reference),), (Run(year),), *numbers)
    yield from listed(head, (Run(_pages(reference)),), joint=": ")


def _with_year(reference: Reference) -> Iterator[Run]:
    """Write `出版者, 2010: 29` (section 4.1)."""
    year = _dated(reference, _year(reference))
    head = listed((_name(reference),), (Run(year),))
    yield from listed(head, (Run(_pages(reference)),), joint=": ")


def _electronic(reference: Reference) -> Iterator[Run]:
    """Write `出版者, 2010(2010-05-01)`; the date alone where nobody else brought it out (4.6)."""
    date = _date(reference)
    if not reference.is_online:
        yield from _with_year(reference)
    elif not reference.publisher:
        yield Run(f"({date})" if date else _dated(reference, ""))
    else:
        year = _year(reference)
        yield from listed((_name(reference),), (Run(_dated(reference, year)),))
        yield Run(f"({date.strip('[]')})" if date != year else "")


def _name(reference: Reference) -> Run:
    return run(reference.container or reference.publisher, reference.language, LANGUAGE)


def _pages(reference: Reference) -> str:
    return reference.locator.pages.replace("–", "-")


def _date(reference: Reference) -> str:
    """Write the date; in brackets when it is only about right (section 8.4.3)."""
    issued = reference.issued
    if issued is None:
        return ""
    return f"[{numeric(issued)}]" if is_circa(issued) else numeric(issued)


def _year(reference: Reference) -> str:
    issued = reference.issued
    if issued is None:
        return ""
    return f"[{years(issued, '-')}]" if is_circa(issued) else years(issued, "-")


def _dated(reference: Reference, date: str) -> str:
    """Say that there is no date, unless the day it was read stands in its place (4.6)."""
    if date or (reference.accessed and reference.is_online):
        return date
    return UNDATED[_is_chinese(reference)]


def _is_chinese(reference: Reference) -> bool:
    return is_close(reference.language, LANGUAGE)
