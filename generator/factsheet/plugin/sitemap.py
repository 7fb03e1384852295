"""Sitemaps: one for the site, with each page's languages, and one for every language."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from mkdocs.structure.files import Files

from factsheet.languages import Language, language
from factsheet.views.imprint import root_of

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


@dataclass(frozen=True, slots=True)
class Located:
    """A page's absolute address, and those of its twins by language."""

    address: str
    twins: tuple[tuple[Language, str], ...] = ()


def sitemap(pages: Iterable[Located]) -> str:
    """Write a sitemap (sitemaps.org 0.9, with hreflang as search engines read it)."""
    return HEAD + "".join(_entry(page) for page in pages) + "</urlset>\n"


def located(files: Files, site_url: str | None, codes: Sequence[str]) -> Iterator[Located]:
    """Find the pages of some languages; several languages name each other's twins.

    They are in the order of their addresses. Without the site's address there is nothing to list.
    """
    root = root_of(site_url or "")
    pages = sorted(files.documentation_pages(), key=lambda file: file.url) if root else ()
    for file in pages:
        code, _, path = file.src_uri.partition("/")
        if code not in codes:
            continue
        found = ((each, files.get_file_from_path(f"{each}/{path}")) for each in codes)
        twins = tuple((language(each), root + twin.url) for each, twin in found if twin)
        yield Located(root + file.url, twins if len(codes) > 1 else ())


def _entry(page: Located) -> str:
    twins = "".join(
        f'    <xhtml:link rel="alternate" hreflang={quoteattr(language.tag)}'
        f" href={quoteattr(address)}/>\n"
        for language, address in page.twins
    )
    address = quoteattr(page.address)[1:-1]
    return f"  <url>\n    <loc>{address}</loc>\n{twins}  </url>\n"
