"""A site while it is built or served: its facts, its pages, and what is made besides pages.

Enters: mkdocs' configuration and files, and the plugin's options. Leaves: mkdocs' files for pages,
and outputs for all else. Knows no event: `events` says when each is made, `refreshing` what an
edit has made again.
"""

import os
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from factsheet.checkout import find_checkout
from factsheet.content_policy import INLINE, Sources
from factsheet.han import Cutter
from factsheet.languages import Language, language
from factsheet.model import Fact
from factsheet.outputs import Output
from factsheet.pipeline import moved, names, rendered, searchable
from factsheet.plugin import bilingual, search
from factsheet.plugin.facts import Facts
from factsheet.plugin.generated import page_file, static_file
from factsheet.plugin.options import (
    FactsheetOptions,
    root_of_site,
    site_description,
    site_name,
)
from factsheet.plugin.pages import FactPage, Headings
from factsheet.plugin.reporting import Reporting
from factsheet.plugin.shared import SharedFiles
from factsheet.plugin.sitemap import Located, located, sitemap
from factsheet.plugin.theming import Theming
from factsheet.plugin.written import resolved, uses
from factsheet.render.chooser import chooser_output
from factsheet.render.pages import front_matter
from factsheet.tracing import Question
from factsheet.views.addresses import fact_path
from factsheet.views.imprint import Imprint, root_of
from factsheet.views.page import PageView

HOMES = ("index.md", "index.html")


@dataclass(slots=True)
class Site:
    """What one build has made; kept over all builds of a `serve`.

    `made` are the generated pages by their Markdown path, `views` the same by language;
    `asked_by` is what links of hand-written pages asked. `standing` are, while the site is
    served, the files besides pages, by path.
    """

    options: FactsheetOptions = field(default_factory=FactsheetOptions)
    config: MkDocsConfig = field(default_factory=MkDocsConfig)
    facts: Facts = field(default_factory=Facts)
    reporting: Reporting = field(default_factory=Reporting)
    cutter: Cutter = field(default_factory=Cutter)
    configs: dict[str, MkDocsConfig] = field(default_factory=dict)
    headings: Headings | None = None
    files: Files = field(default_factory=lambda: Files([]))
    made: dict[str, Output] = field(default_factory=dict)
    views: dict[str, list[PageView]] = field(default_factory=dict)
    asked_by: dict[str, frozenset[Question]] = field(default_factory=dict)
    shared: SharedFiles = field(default_factory=SharedFiles)
    standing: dict[str, bytes] = field(default_factory=dict)
    navigation: Navigation = field(default_factory=lambda: Navigation([], []))
    navigations: dict[str, Navigation] = field(default_factory=dict)
    theming: Theming | None = None
    stock_index: search.StockIndex | None = None

    @property
    def languages(self) -> list[Language]:
        """The site's languages, the first one first."""
        return [language(code) for code in self.options.languages]

    def begin(self, config: MkDocsConfig) -> None:
        """Read and check the facts for a configuration, and word it in every language."""
        self.config = config
        self.reporting.begin()
        self.load()

    def localize(self) -> None:
        """Word the configuration in every language, once it is complete."""
        config = self.config
        self.cutter.teach(names(self.facts.base))
        self.configs = {
            each.code: bilingual.localized_config(
                config,
                each.code,
                site_name(self.options, config, each),
                site_description(self.options, config, each),
            )
            for each in self.languages
        }
        self.headings = Headings.of(config) if self.options.fast else None

    def load(self) -> None:
        """Read and check the facts, and tell what is wrong with them."""
        self.facts.load(
            Path(self.options.facts_dir),
            self.options.languages,
            root=root_of_site(self.config),
            severities=self.options.severities,
            reporting=self.reporting,
        )

    def scope(self) -> AbstractSet[Question] | None:
        """Make what pages are made from; see `Facts.scope`."""
        catalog = self.facts.base.catalog
        used = {code: uses(self.files, code, catalog) for code in self.options.languages}
        return self.facts.scope(self.options.languages, self._imprint(), used)

    # Pages

    def add_pages(self, files: Files, config: MkDocsConfig) -> None:
        """Add all that is generated to mkdocs' files; a hand-written page wins over its like."""
        self.files, self.config = files, config
        self.made, self.asked_by, self.standing = {}, {}, {}
        self.scope()
        self.views = {code: [] for code in self.options.languages}
        for code, view, output in self.rendered():
            if files.get_file_from_path(output.path) is None:
                self.views[code].append(view)
                self.add_page(view, output)
                for old in self.remembered(moved(view, self.facts.scopes[code])):
                    files.append(static_file(self.config, old))
        self.shared = SharedFiles()
        for output in self.remembered(self.shared_outputs()):
            files.append(static_file(self.config, output))
        if not any(files.get_file_from_path(home) for home in HOMES):
            files.append(self._chooser())

    def rendered(self) -> Iterator[tuple[str, PageView, Output]]:
        """Make every page, each with its language and its view."""
        for code, scope in self.facts.scopes.items():
            for view, output in rendered(scope):
                yield code, view, output

    def add_page(self, view: PageView, output: Output) -> FactPage | None:
        """Add a generated page to mkdocs' files."""
        self.made[output.path] = output
        place = self.facts.place(view.edit)
        file = page_file(self.config, output, place, root_of_site(self.config))
        self.files.append(file)
        if self.headings is None:
            return None
        return FactPage(file, self.config, self.headings, front_matter(view))

    def resolved(self, markdown: str, page: Page, code: str) -> str:
        """Resolve the `fact:` links of a hand-written page."""
        shown_as = self.shown_as(page)
        with self.facts.noted() as asked:
            scope = self.facts.scopes[code]
            text, problems = resolved(markdown, page, self.files, shown_as, scope)
        self.asked_by[page.file.src_uri] = frozenset(asked)
        self.reporting.pages += problems
        self.facts.base = self.facts.base.with_texts({shown_as: page.file.content_string})
        return text

    def shown_as(self, page: Page) -> str:
        """Return what messages call the file of a hand-written page."""
        file = Path(self.config.docs_dir, page.file.src_uri)
        return os.path.relpath(file, root_of_site(self.config))

    def tell_of_pages(self) -> None:
        """Say what is wrong with hand-written pages."""
        self.reporting.tell(self.reporting.pages, self.facts.base.texts)

    def problems_shown(self) -> dict[str, object]:
        """Return what the list of problems is made from."""
        notice = self.reporting.notice(has_good_facts=self.facts.is_good)
        return {"problems": self.reporting.shown, "notice": notice}

    def themed(self) -> Theming:
        """Return how pages are shown: known once mkdocs has made its templates ready."""
        if self.theming is None:
            message = "pages are shown before the theme is known"
            raise PluginError(message)
        return self.theming

    # What is made besides pages

    def remembered(self, outputs: Iterable[Output]) -> Iterator[Output]:
        """Remember while serving what stands on the site besides pages."""
        for output in outputs:
            if self.reporting.is_serving:
                self.standing[output.path] = output.content
            yield output

    def shared_outputs(self) -> Iterator[Output]:
        """Make what all languages share; images for link previews only where they are used."""
        is_published = self.config.site_url and not self.reporting.is_serving
        with_cards = bool(self.options.cards and is_published)
        return self.shared.made(self.facts.base, self.facts.scopes, with_cards=with_cards)

    def followers(self) -> Iterator[Output]:
        """Make what is made of all pages: search indexes, and a sitemap for every language."""
        for each in self.languages:
            if self.stock_index is not None:
                written = search.written_entries(self.stock_index, each)
                views = self.views[each.code]
                index = searchable(self.facts.scopes[each.code], views, written, self.cutter)
                yield index
                yield search.note_output(self.stock_index, each, index)
            listed = sitemap(located(self.files, self.config.site_url, [each.code]))
            yield Output(f"{each.code}/sitemap.xml", listed.encode())

    def sitemap(self) -> Output:
        """Make the sitemap of the whole site."""
        return Output("sitemap.xml", sitemap(self._located()).encode())

    def _located(self) -> Iterator[Located]:
        address = self.config.site_url
        yield from located(self.files, address, self.options.languages)
        for entry in self.facts.base.catalog.of(Fact) if address else ():
            yield Located(root_of(address or "") + fact_path(entry.id))

    def _chooser(self) -> File:
        """Make the page at the root, which leads to the reader's language."""
        config, languages = self.config, self.languages
        titles = [site_name(self.options, config, each) for each in languages]
        descriptions = [site_description(self.options, config, each) for each in languages]
        address, allowed = config.site_url or "", self.allowed()
        return static_file(
            config, chooser_output(languages, titles, descriptions, address, allowed)
        )

    def _imprint(self) -> Imprint:
        """Say what the site is; the commit of its facts only where it is published."""
        config = self.config
        facts = [Path(self.options.facts_dir)]
        return Imprint(
            names={each.code: site_name(self.options, config, each) for each in self.languages},
            address=root_of(config.site_url or ""),
            licence=self.options.licence,
            repository=config.repo_url or "",
            checkout=None
            if self.reporting.is_serving
            else find_checkout(root_of_site(config), facts),
            allowed=self.allowed(),
        )

    def allowed(self) -> Sources | None:
        """Return what pages may load besides what is the site's own.

        While serving, mkdocs puts a script of its own into every page, another one each time.
        """
        allowed = self.options.csp
        if allowed is None or not self.reporting.is_serving:
            return allowed
        return {**allowed, "script-src": (*allowed.get("script-src", ()), INLINE)}
