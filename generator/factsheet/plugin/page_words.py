"""What the theme's templates show of one page besides what mkdocs knows of it.

Enters: a page, and what belongs to it. Leaves: words ready for attributes of HTML, by name; an
empty one is not shown. Templates find them as `page_words`.
"""

from collections.abc import Sequence

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import normalize_url

from factsheet.views.cards import CardView


def page_words(
    page: Page, config: MkDocsConfig, card: tuple[CardView, str] | None, feed: str | None
) -> dict[str, str]:
    """Return the words of a page; `config` is that of its language, the feed's path the site's."""
    title = page.meta.get("title") or page.title or config.site_name
    description = page.meta.get("description") or config.site_description or ""
    return {
        "shared_title": _attribute(str(title)),
        "shared_description": _attribute(str(description)),
        "card": str(escape(card[1])) if card else "",
        "card_alt": str(escape(card[0].alt)) if card else "",
        "feed": normalize_url(feed, page) if feed else "",
    }


def twin_words(
    page: Page, files: Files, site_url: str | None, codes: Sequence[str]
) -> dict[str, str]:
    """Return where the same page is in other languages: `twin_en`, and absolute `address_en`."""
    words = {}
    path = page.file.src_uri.partition("/")[2]
    for code in codes:
        twin = files.get_file_from_path(f"{code}/{path}")
        url = twin.url if twin else f"{code}/"
        relative = normalize_url(url, page)
        words[f"twin_{code}"] = relative
        words[f"address_{code}"] = f"{site_url}{url}" if site_url else relative
    return words


def _attribute(text: str) -> str:
    """Return the words of HTML, to be quoted in an attribute."""
    return str(escape(Markup(text).striptags()))  # noqa: S704 tags are taken away
