"""Bibliography entries as the Chicago Manual of Style has them, 17th edition, chapter 14.

Enters: a `Reference`. Leaves: a `Passage` in English, in the form of the bibliography that
goes with notes. Titles keep the capitals they were typed with.
"""

from collections.abc import Iterator, Mapping

from factsheet.render.citations.dates import DateStyle, english, english_years, year_last
from factsheet.render.citations.names import in_a_row, inverted, straight
from factsheet.render.citations.runs import (
    STOPS,
    Run,
    Sentence,
    address,
    closed,
    listed,
    passage,
    run,
)
from factsheet.views.parts import Passage
from factsheet.views.references import Form, Reference

LANGUAGE = "en"
# Section 14.76: up to ten authors are named, of more the first seven.
MOST_AUTHORS, FIRST_AUTHORS = 10, 7
ITALIC = frozenset({Form.BOOK, Form.REPORT})
# Section 14.215: what it is, before who brought it out; section 14.267: the medium, after.
KINDS: Mapping[str, str] = {"press-release": "Press release", "transcript": "Transcript"}
MEDIA: Mapping[Form, str] = {Form.VIDEO: "Video", Form.DATASET: "Data set"}
DATES = DateStyle(moment=year_last, since="{}–", until="until {}", is_year_first=False)


def chicago(reference: Reference) -> Passage:
    """Return the entry of a bibliography."""
    return passage(_law(reference) if reference.form is Form.LAW else _entry(reference), LANGUAGE)


def _entry(reference: Reference) -> Iterator[Sentence]:
    if reference.authors:
        yield closed(run(_authors(reference), reference.language, LANGUAGE))
    yield _title(reference)
    if not reference.container:
        yield closed(*listed((Run(reference.locator.number),)))
    yield _in_journal(reference) if reference.locator.volume else _place(reference)
    if reference.version:
        yield closed(Run(f"Version {reference.version}"))
    if reference.form in MEDIA:
        yield closed(Run(MEDIA[reference.form]))
    yield from _addresses(reference)


def _law(reference: Reference) -> Iterator[Sentence]:
    """Cite a law or rule by title and number, the date in brackets (14.269, after the Bluebook)."""
    issued = reference.issued
    words, language = reference.title_for(LANGUAGE)
    title = run(words, language, LANGUAGE)
    date = english(issued, DATES) if issued else "n.d."
    yield closed(*listed((title,), (Run(reference.locator.number),)), Run(f" ({date})"))
    yield from _addresses(reference)


def _authors(reference: Reference) -> str:
    """Name the authors, the first turned round (section 14.76)."""
    first, *others = reference.authors
    names = [inverted(first), *map(straight, others)]
    if len(names) > MOST_AUTHORS:
        return f"{', '.join(names[:FIRST_AUTHORS])}, et al."
    return in_a_row(names, "and")


def _title(reference: Reference) -> Sentence:
    """Write the title in italics or quotation marks (14.86); a description plainly."""
    words, language = reference.title_for(LANGUAGE)
    if reference.is_description:
        return closed(run(words, language, LANGUAGE))
    translation = reference.translation_for(LANGUAGE)
    # Section 14.99: the translation follows in brackets.
    after = (Run(f" [{translation}]"),) if translation else ()
    if reference.form in ITALIC:
        return closed(run(words, language, LANGUAGE, italic=True), *after)
    # Section 6.9: the period stands within the quotation marks.
    stop = "" if after or words.endswith(STOPS) else "."
    return closed(Run("“"), run(words, language, LANGUAGE), Run(f"{stop}”"), *after)


def _place(reference: Reference) -> Sentence:
    """Say what it is, name periodical or publisher, and the date; no pages of news (14.191)."""
    source, language = reference.container or reference.publisher, reference.language
    name = run(source, language, LANGUAGE, italic=bool(reference.container))
    kind = "" if reference.is_description else KINDS.get(reference.kind, "")
    number = reference.locator.number if reference.container else ""
    return closed(*listed((Run(kind),), (name,), (Run(number),), (Run(_date(reference)),)))


def _in_journal(reference: Reference) -> Sentence:
    """Name the journal: *Journal* 12, no. 3 (2024): 29–31 (section 14.171)."""
    locator, source = reference.locator, reference.container or reference.publisher
    name = run(source, reference.language, LANGUAGE, italic=True)
    issue = f", no. {locator.issue}" if locator.issue else ""
    date, pages = _date(reference), f": {locator.pages}" if locator.pages else ""
    return closed(name, Run(f" {locator.volume}{issue}{f' ({date})' if date else ''}{pages}"))


def _date(reference: Reference) -> str:
    """Write the date, of a book or report its year (14.142, 14.220); n.d. if undated (14.145).

    When it was read dates a page (14.12).
    """
    if reference.issued is None:
        return "" if reference.accessed and reference.url else "n.d."
    if reference.form not in ITALIC:
        return english(reference.issued, DATES)
    return english_years(reference.issued, DATES)


def _addresses(reference: Reference) -> Iterator[Sentence]:
    """Give the DOI or the address, and the archived copy; when it was read only if undated.

    Sections 14.8 and 14.12.
    """
    if reference.locator.doi:
        yield (address(reference.locator.doi_address, reference), Run("."))
    elif reference.url:
        if reference.issued is None and reference.accessed:
            yield closed(Run(f"Accessed {english(reference.accessed, DATES)}"))
        yield (address(reference.url, reference), Run("."))
    if reference.archive_url:
        yield (Run("Archived at "), address(reference.archive_url, reference), Run("."))
