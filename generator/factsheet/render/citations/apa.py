"""References as the Publication Manual of the APA has them, 7th edition, chapters 9 and 10.

Enters: a `Reference`. Leaves: a `Passage` in English, its titles in the capitals they were
typed with: no program knows which words are names. Written here, as processors of citation
styles read only parts of the CSL styles, or need a runtime beside Python, and none of them
chooses its words by the language of each source.
"""

from collections.abc import Iterator, Mapping

from factsheet.render.citations.dates import (
    DateStyle,
    english,
    english_years,
    year_first,
    year_last,
)
from factsheet.render.citations.names import in_a_row, initials
from factsheet.render.citations.runs import Run, Sentence, address, closed, listed, passage, run
from factsheet.views.authors import Author
from factsheet.views.parts import Passage
from factsheet.views.references import PERIODICAL, Form, Reference

LANGUAGE = "en"
# Section 9.8: up to twenty authors are named, of more the first nineteen and the last.
MOST_AUTHORS = 20
# Section 10.15: the first words of a post stand for its title.
WORDS_OF_POST = 20
# Section 9.21: what is not obvious from the rest, in square brackets.
DESCRIPTIONS: Mapping[str, str] = {
    "press-release": "Press release",
    "transcript": "Transcript",
    "dataset": "Data set",
    "video": "Video",
    "social": "Post",
}
BY_YEAR = frozenset({Form.BOOK, Form.PAPER, Form.REPORT, Form.DATASET})
DATES = DateStyle(
    moment=year_first, since="{}–present", until="until {}", is_year_first=True
)  # Sections 9.13 and 9.14
READ = DateStyle(moment=year_last, since="since {}", until="until {}", is_year_first=False)


def apa(reference: Reference) -> Passage:
    """Return the entry of a reference list."""
    return passage(_law(reference) if reference.form is Form.LAW else _entry(reference), LANGUAGE)


def _entry(reference: Reference) -> Iterator[Sentence]:
    """Name who, when, what and where (section 9.4); without an author, what comes first (9.12)."""
    date = closed(Run(f"({_date(reference)})"))
    if reference.authors:
        names = run(_authors(reference), reference.language, LANGUAGE)
        yield from (closed(names), date, _title(reference))
    else:
        yield from (_title(reference), date)
    yield _place(reference)
    yield _address(reference)


def _law(reference: Reference) -> Iterator[Sentence]:
    """Cite a law or rule by its title and number (section 11.7)."""
    issued = reference.issued
    date = english(issued, READ) if issued else "n.d."
    title = listed(_title_words(reference, italic=False), (Run(reference.locator.number),))
    yield closed(*title, Run(f" ({date})"))
    yield _address(reference)


def _date(reference: Reference) -> str:
    """Write the date; what does not come out every day has only its year (section 9.14)."""
    if reference.issued is None:
        return "n.d."
    if reference.form in BY_YEAR:
        return english_years(reference.issued, DATES)
    return english(reference.issued, DATES)


def _authors(reference: Reference) -> str:
    names = [_author(each) for each in reference.authors]
    if len(names) > MOST_AUTHORS:
        return f"{', '.join(names[: MOST_AUTHORS - 1])}, . . . {names[-1]}"
    return in_a_row(names, "&")


def _author(author: Author) -> str:
    if not author.family:
        return author.whole
    parts = (author.family, initials(author.given), author.suffix)
    return ", ".join(part for part in parts if part)


def _title(reference: Reference) -> Sentence:
    """Write the title with what belongs to it: number, version, description (9.19 to 9.22)."""
    details = [f"({each})" for each in _details(reference)]
    kind = DESCRIPTIONS.get(reference.kind, "")
    if kind and not reference.is_description:
        details.append(f"[{kind}]")
    words = _title_words(reference, italic=reference.form not in PERIODICAL)
    return closed(*words, *(Run(f" {each}") for each in details))


def _details(reference: Reference) -> Iterator[str]:
    if reference.form not in PERIODICAL and reference.locator.number:
        yield reference.locator.number
    if reference.version:
        yield f"Version {reference.version}"


def _title_words(reference: Reference, *, italic: bool) -> Sentence:
    """Write the title and, in brackets, what it means (9.38); or a description in brackets."""
    words, language = reference.title_for(LANGUAGE)
    if reference.is_description:
        return (run(f"[{words}]", language, LANGUAGE),)
    translation = reference.translation_for(LANGUAGE)
    if reference.form is Form.POST:
        words = _shortened(words)
    title = run(words, language, LANGUAGE, italic=italic)
    return (title, Run(f" [{translation}]")) if translation else (title,)


def _shortened(words: str) -> str:
    first = words.split()
    return " ".join(first[:WORDS_OF_POST]) + ("…" if len(first) > WORDS_OF_POST else "")


def _place(reference: Reference) -> Sentence:
    """Name the periodical, or the publisher who is not the author (sections 9.23 to 9.33)."""
    if not reference.container:
        return closed(*listed((run(reference.publisher, reference.language, LANGUAGE),)))
    container = run(reference.container, reference.language, LANGUAGE, italic=True)
    locator = reference.locator
    issue = f"({locator.issue})" if locator.issue else ""
    volume = (Run(locator.volume, italic=True), Run(issue))
    return closed(*listed((container,), volume, (Run(locator.number),), (Run(locator.pages),)))


def _address(reference: Reference) -> Sentence:
    """Give the DOI or the address (9.34 to 9.36); when it was read only if undated (9.16)."""
    if reference.locator.doi:
        return (address(reference.locator.doi_address, reference),)
    if not reference.url:
        return ()
    link = address(reference.url, reference)
    if reference.issued is None and reference.accessed:
        return (Run(f"Retrieved {english(reference.accessed, READ)}, from "), link)
    return (link,)
