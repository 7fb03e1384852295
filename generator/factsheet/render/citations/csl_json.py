"""References as CSL-JSON, the input of processors of citation styles (CSL 1.0.2, appendix).

Enters: a `Reference`. Leaves: plain data.
"""

from collections.abc import Mapping

from factsheet.dates import Moment, Span
from factsheet.render.citations.dates import bounds, is_circa
from factsheet.views.authors import Author
from factsheet.views.references import Form, Reference

# Appendix III: the types of CSL.
TYPES: Mapping[Form, str] = {
    Form.ARTICLE: "article-newspaper",
    Form.PAPER: "article-journal",
    Form.BOOK: "book",
    Form.REPORT: "report",
    Form.DATASET: "dataset",
    Form.LAW: "legislation",
    Form.VIDEO: "motion_picture",
    Form.POST: "post",
    Form.PAGE: "webpage",
}
GENRES: Mapping[str, str] = {
    "press-release": "Press release",
    "transcript": "Transcript",
    "video": "Video",
    "social": "Post",
}
Value = str | list[dict[str, str]] | dict[str, object]


def csl_json(reference: Reference) -> dict[str, Value]:
    """Return an item; fields that are not known are not in it."""
    words, _ = reference.title_for(reference.language)
    locator = reference.locator
    is_page = reference.form is Form.PAGE
    item: dict[str, Value] = {
        "id": reference.id,
        "type": "document" if is_page and not reference.is_online else TYPES[reference.form],
        "title": f"[{words}]" if reference.is_description else words,
        "author": [_name(each) for each in reference.authors],
        "container-title": reference.container,
        "publisher": reference.publisher,
        "issued": _date(reference.issued),
        "accessed": _date(reference.accessed),
        "genre": GENRES.get(reference.kind, ""),
        "volume": locator.volume,
        "issue": locator.issue,
        "number": locator.number,
        "page": locator.pages,
        "version": reference.version,
        "language": reference.language,
        "DOI": locator.doi,
        "ISBN": locator.isbn,
        "URL": reference.url,
        "custom": {"archived": reference.archive_url} if reference.archive_url else {},
    }
    return {key: value for key, value in item.items() if value}


def _name(author: Author) -> dict[str, str]:
    if not author.family:
        return {"literal": author.whole}
    parts = {"family": author.family, "given": author.given, "suffix": author.suffix}
    return {key: value for key, value in parts.items() if value}


def _date(span: Span | None) -> dict[str, object]:
    """Return a date or range; one with an open end, for which there is no form, as its EDTF."""
    if span is None:
        return {}
    start, end = bounds(span)
    if start is None or end is None:
        return {"literal": span.edtf}
    ends = [_parts(start)] if start == end else [_parts(start), _parts(end)]
    return {"date-parts": ends, **({"circa": True} if is_circa(span) else {})}


def _parts(moment: Moment) -> list[int]:
    return [part for part in (moment.year, moment.month, moment.day) if part]
