"""What the theme's templates show of one page besides what mkdocs knows of it.

Enters: a page, and what belongs to it. Leaves: words ready for attributes of HTML, by name; an
empty one is not shown. Templates find them as `own`.
"""

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import normalize_url

from factsheet.plugin.bilingual import Alternates
from factsheet.views.cards import CardView


def own_words(
    page: Page,
    files: Files,
    config: MkDocsConfig,
    card: tuple[CardView, str] | None,
    feed: str | None,
) -> dict[str, str]:
    """Return the words of a page; `config` is that of its language.

    Its twins are `twin_en` and so on, and with the site's address `address_en`.
    """
    title = page.meta.get("title") or page.title or config.site_name
    description = page.meta.get("description") or config.site_description or ""
    words = {
        "shared_title": _attribute(str(title)),
        "shared_description": _attribute(str(description)),
        "card": str(escape(card[1])) if card else "",
        "card_alt": str(escape(card[0].alt)) if card else "",
        "feed": normalize_url(feed, page) if feed else "",
    }
    alternates: Alternates = config.extra["alternate"]
    path = page.file.src_uri.partition("/")[2]
    for each in alternates.languages:
        twin = files.get_file_from_path(f"{each.code}/{path}")
        url = twin.url if twin else f"{each.code}/"
        relative = normalize_url(url, page)
        words[f"twin_{each.code}"] = relative
        words[f"address_{each.code}"] = f"{config.site_url}{url}" if config.site_url else relative
    return words


def _attribute(text: str) -> str:
    """Return the words of HTML, to be quoted in an attribute."""
    return str(escape(Markup(text).striptags()))  # noqa: S704 tags are taken away
