"""Sitemaps: one for the site, with each page's languages, and one for every language."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from factsheet.languages import Language

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


@dataclass(frozen=True, slots=True)
class Located:
    """A page's absolute address, and those of its twins by language."""

    address: str
    twins: tuple[tuple[Language, str], ...] = ()


def sitemap(pages: Iterable[Located]) -> str:
    """Write a sitemap (sitemaps.org 0.9, with hreflang as search engines read it)."""
    return HEAD + "".join(_entry(page) for page in pages) + "</urlset>\n"


def _entry(page: Located) -> str:
    twins = "".join(
        f'    <xhtml:link rel="alternate" hreflang={quoteattr(language.tag)} href={quoteattr(address)}/>\n'
        for language, address in page.twins
    )
    address = quoteattr(page.address)[1:-1]
    return f"  <url>\n    <loc>{address}</loc>\n{twins}  </url>\n"
