"""What a citation is made of, before any style has its say.

Enters: a source of the catalog. Leaves: a `Reference`: names, title, dates and addresses as
known and no more. Knows no style and none of its words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from factsheet.dates import Span
from factsheet.fields import Text, is_close
from factsheet.model import Source
from factsheet.reader import Entry
from factsheet.views.authors import Author, author_of, publisher_of
from factsheet.views.locators import Locator, parse_locator
from factsheet.views.scope import Scope


class Form(StrEnum):
    """What styles tell apart: the form a work has been published in."""

    ARTICLE = "article"  # in a newspaper or on a news site
    PAPER = "paper"  # in a journal
    BOOK = "book"
    REPORT = "report"
    DATASET = "dataset"
    LAW = "law"
    VIDEO = "video"
    POST = "post"
    PAGE = "page"


FORMS: Mapping[str, Form] = {
    "news": Form.ARTICLE,
    "opinion": Form.ARTICLE,
    "book": Form.BOOK,
    "report": Form.REPORT,
    "filing": Form.REPORT,
    "dataset": Form.DATASET,
    "law": Form.LAW,
    "video": Form.VIDEO,
    "social": Form.POST,
}
PERIODICAL = frozenset({Form.ARTICLE, Form.PAPER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """All that a citation can say; what is not known is empty or None.

    `title` has the words of the work in its own `language`, perhaps with translations, or, for
    a `is_description`, what the work is in the languages of readers. `container` is the
    newspaper or journal it stands in, `publisher` who brought it out if neither container nor
    author did. `url` is the address to print, `is_online` whether there is one at all, and
    `is_linked` whether addresses, a DOI's too, may be links.
    """

    id: str
    form: Form
    kind: str = ""
    title: Text
    is_description: bool = False
    language: str
    authors: tuple[Author, ...] = ()
    container: str = ""
    publisher: str = ""
    issued: Span | None = None
    accessed: Span | None = None
    url: str = ""
    archive_url: str = ""
    is_online: bool = True
    is_linked: bool = True
    locator: Locator = field(default_factory=Locator)
    version: str = ""

    def title_for(self, language: str) -> tuple[str, str]:
        """Return the title in its own language, or the description nearest to a reader's.

        With it the language it is in.
        """
        words, code = self.title.nearest(language if self.is_description else self.language)
        return words, code or (language if self.is_description else self.language)

    def translation_for(self, language: str) -> str:
        """Return what a title in another language means in a reader's, if that was said."""
        if self.is_description or is_close(language, self.language) or not self.title.languages:
            return ""
        return self.title.get(language) or ""


def source_reference(scope: Scope, entry: Entry[Source]) -> Reference:
    """Return the reference of a source, its names in its own language.

    A publisher stands in for an author who is not named, except where the work is a part of
    what the publisher brings out (an article in a newspaper), or a law.
    """
    source = entry.record
    language = source.language or scope.language.code
    locator = parse_locator(source.locator or "", source.url or "")
    form = _form(source, locator)
    authors = tuple(author_of(scope.catalog, each, language) for each in source.author)
    issuer = publisher_of(scope.catalog, source.publisher, language) if source.publisher else None
    publisher = issuer.whole if issuer else ""
    container = _unquoted(publisher) if form in PERIODICAL else ""
    if issuer and not authors and not container and form is not Form.LAW:
        authors = (issuer,)
    is_repeated = container or publisher in {author.whole for author in authors}
    return Reference(
        id=entry.id,
        form=form,
        kind=source.kind,
        # The model lets no source through that has neither.
        title=next(each for each in (source.title, source.description) if each is not None),
        is_description=source.title is None,
        language=language,
        authors=authors,
        container=container,
        publisher="" if is_repeated else publisher,
        issued=source.published,
        accessed=source.accessed,
        url=(source.url or source.archive_url or "") if source.link else "",
        archive_url=(source.archive_url or "") if source.link and source.url else "",
        is_online=bool(source.url or source.archive_url or locator.doi),
        is_linked=source.link,
        locator=locator,
    )


def _form(source: Source, locator: Locator) -> Form:
    """Return the form of a source; what has a DOI and no kind of its own is a paper."""
    if source.kind == "other" and locator.doi and source.publisher:
        return Form.PAPER
    return FORMS.get(source.kind, Form.PAGE)


def _unquoted(name: str) -> str:
    """Take a newspaper's name out of marks, in place of which styles set their own: 《日报》."""
    inner = name.removeprefix("《").removesuffix("》")
    return inner if name == f"《{inner}》" else name
