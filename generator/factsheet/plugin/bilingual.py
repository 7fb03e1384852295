"""Make each language folder look to the theme like a site of its own.

One build gives all languages: every page gets its language's theme configuration, name and
navigation, and Material's JavaScript is told that the language folder is the site's root.
"""

import copy
import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import meta

from factsheet.languages import Language, language
from factsheet.plugin.search import WORKER
from factsheet.views.site import NAVIGATION

FEW = 2
CONFIG_SCRIPT = re.compile(
    r'(<script id="__config" type="application/json">)(.*?)(</script>)', re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Alternates:
    """The languages of a page, and which of them it is in.

    Deliberately no list: Material would announce a list's links as `rel=alternate` and then
    ask every one of them for a sitemap. The theme's own partials loop over `languages`.
    """

    languages: tuple[Language, ...]
    current: Language


def language_of(src_uri: str, codes: Sequence[str]) -> str | None:
    """Return the language whose folder a page is in."""
    code, slash, _ = src_uri.partition("/")
    return code if slash and code in codes else None


def localized_config(config: MkDocsConfig, code: str, name: str, description: str) -> MkDocsConfig:
    """Return the site's configuration as one language sees it."""
    localized = copy.copy(config)
    localized.theme = copy.deepcopy(config.theme)
    localized.theme["language"] = language(code).theme
    localized.site_name = name
    localized.site_description = description
    localized.extra = copy.copy(config.extra)
    return localized


def with_alternates(config: MkDocsConfig, codes: Sequence[str], code: str) -> MkDocsConfig:
    """Return the configuration with the languages for the language switcher."""
    localized = copy.copy(config)
    localized.extra = copy.copy(config.extra)
    spoken = tuple(language(each) for each in codes)
    localized.extra["alternate"] = Alternates(spoken, language(code))
    return localized


def navigation(nav: Navigation, files: Files, code: str, *, is_arranged: bool) -> Navigation:
    """Return one language's navigation: the generated index pages, then the written ones.

    Written pages that nobody has arranged in `mkdocs.yml` stand together in one section, unless
    they are few, in the `order` that their front matter says. Previous and next pages stay within
    the language.
    """
    generated = [files.get_file_from_path(f"{code}/{path}.md") for path in NAVIGATION]
    pages = [file.page for file in generated if file is not None and file.page is not None]
    written = [item for item in _of_language(nav.items, code) if item not in pages]
    if not is_arranged:
        written.sort(key=_place)
    if not is_arranged and len(written) > FEW:
        guide = Section(language(code).word("guide"), written)
        for each in written:
            each.parent = guide
        written = [guide]
    items = [*pages, *written]
    flat = list(_pages(items))
    for before, page, after in zip([None, *flat[:-1]], flat, [*flat[1:], None], strict=True):
        page.previous_page, page.next_page = before, after
    localized = Navigation(items, flat)
    localized.homepage = pages[0] if pages else None
    return localized


def _place(item: StructureItem) -> float:
    """Return the place that a page asks for in its front matter; without one it comes last."""
    if not isinstance(item, Page):
        return math.inf
    _, said = meta.get_data(item.file.content_string)
    order = said.get("order")
    return order if isinstance(order, int | float) else math.inf


def mark_section(nav: Navigation, page: Page) -> None:
    """Show the reader of a page outside the navigation which of its entries it belongs to."""
    code, section, *rest = page.file.src_uri.split("/")
    indexes = (f"{code}/{section}/index.md", f"{code}/{section}.md") if rest else ()
    active = [each for each in nav.pages if each is page or each.file.src_uri in indexes]
    # An active page makes the section around it active, and a page beside it undoes that.
    for each in (*nav.pages, *active):
        each.active = each in active


def _of_language(items: Sequence[StructureItem], code: str) -> Iterator[StructureItem]:
    """Find the items below a language's folder; the section that stands for it is opened.

    Folders there is a word for are named in the language, the others as mkdocs names them.
    """
    for item in items:
        if isinstance(item, Page):
            if language_of(item.file.src_uri, (code,)):
                yield item
        elif isinstance(item, Section):
            children = list(_of_language(item.children, code))
            if children and item.title.casefold() == code:
                yield from children
            elif children:
                word = f"section_{item.title.casefold()}"
                section = Section(language(code).words.get(word, item.title), children)
                for child in children:
                    child.parent = section
                yield section
        else:
            yield item


def _pages(items: Sequence[StructureItem]) -> Iterator[Page]:
    for item in items:
        if isinstance(item, Page):
            yield item
        elif isinstance(item, Section):
            yield from _pages(item.children)


def within_language(html: str, code: str) -> str:
    """Point Material's JavaScript at the language's folder as the root of the site.

    A page's base is relative and leads up to the site's root; that of an error page is
    absolute, as it is served anywhere.
    """

    def rebase(found: re.Match[str]) -> str:
        config = json.loads(found[2])
        base = config["base"]
        is_anywhere = base.startswith("/")
        inside = f"{base.rstrip('/')}/{code}/" if is_anywhere else base.rpartition("/")[0]
        config["base"] = inside or "."
        config["search"] = f"{base.rstrip('/')}/{WORKER}"
        return found[1] + _for_script(config) + found[3]

    return CONFIG_SCRIPT.sub(rebase, html, count=1)


def _for_script(config: object) -> str:
    """Write JSON that cannot end the script element it stands in."""
    return json.dumps(config, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
