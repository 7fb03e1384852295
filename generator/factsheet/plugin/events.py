"""The plugin's events, in the order mkdocs calls them.

A build with errors fails once, with all of them. `mkdocs serve` keeps serving the last good
facts, shows the problems in the page, and recovers on the next save.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import ExitStack
from functools import partial
from html import escape
from pathlib import Path
from typing import Literal

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from factsheet.checkout import find_checkout
from factsheet.collection import no_collection
from factsheet.content_policy import INLINE, Sources, policy
from factsheet.han import Cutter
from factsheet.languages import Language, language
from factsheet.model import Fact
from factsheet.outputs import Output, write
from factsheet.pipeline import (
    moved,
    names,
    rendered,
    searchable,
)
from factsheet.plugin import bilingual, search
from factsheet.plugin.facts import Facts
from factsheet.plugin.frames import foreign_hands
from factsheet.plugin.generated import page_file, static_file
from factsheet.plugin.kept_site import KeptSite
from factsheet.plugin.options import (
    FactsheetOptions,
    editor_address,
    refuse_other_themes,
    root_of_site,
    site_description,
    site_name,
)
from factsheet.plugin.pages import FactPage, Headings
from factsheet.plugin.refreshing import Refresh
from factsheet.plugin.reporting import Reporting
from factsheet.plugin.serving import follow
from factsheet.plugin.shared import SharedFiles
from factsheet.plugin.sitemap import Located, located, sitemap
from factsheet.plugin.staged import StagedBuild
from factsheet.plugin.theming import FINISHED, Theming
from factsheet.plugin.written import resolved, uses
from factsheet.problems import Problem
from factsheet.reader.kept import sources_lock_path
from factsheet.reader.locked import lock_path
from factsheet.render.chooser import chooser_output
from factsheet.render.pages import front_matter
from factsheet.report import excerpt
from factsheet.tracing import Question
from factsheet.views.addresses import fact_path
from factsheet.views.imprint import Imprint, root_of
from factsheet.views.page import PageView

THEME = Path(__file__).parent / "theme"
STYLESHEET = "assets/factsheet.css"
SCRIPT = "assets/factsheet.js"
EXTENSION = "attr_list"
# The theme's inline scripts and styles, each a template of its own.
JAVASCRIPTS = "partials/javascripts/"
OTHERS = (
    "partials/factsheet-noscript.html",
    "partials/icons.html",
    "partials/integrations/analytics.html",
)
LAST = -100

log = get_plugin_logger("factsheet")


class FactsheetPlugin(BasePlugin[FactsheetOptions]):  # type: ignore[no-untyped-call]  # mkdocs' class is untyped
    """Fact pages in every language, made from a folder of YAML."""

    def __init__(self) -> None:
        """Start without facts; mkdocs keeps one plugin over all builds of a `serve`."""
        self.facts = Facts()
        self.reporting = Reporting()
        self.made: dict[str, Output] = {}
        self.cutter = Cutter()
        self.views: dict[str, list[PageView]] = {}
        self.shared = SharedFiles()
        self.asked_by: dict[str, frozenset[Question]] = {}
        self.files = Files([])
        self.navigation = Navigation([], [])
        self.navigations: dict[str, Navigation] = {}
        self.configs: dict[str, MkDocsConfig] = {}
        self.headings: Headings | None = None
        self.theming: Theming | None = None
        self.built_with = MkDocsConfig()
        # What stands on the site besides pages, by path: kept while it is served.
        self.standing: dict[str, bytes] = {}
        self.stock_index: search.StockIndex | None = None
        self.kept_site = KeptSite()
        self.pause = ExitStack()
        self.staged = StagedBuild()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether pages are being served."""
        self.reporting.is_serving = command == "serve"
        self.kept_site.listen(command, dirty=dirty)
        self.staged.is_wanted = command != "serve" and not dirty
        if self.reporting.is_serving:
            self.facts.trace()
        else:
            self.pause.enter_context(no_collection())

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load and check the facts, and make the theme ready for them."""
        refuse_other_themes(config)
        if self.kept_site.is_found(config, self.config):
            return config
        self.reporting.begin()
        self.load(config)
        self.staged.begin(config, is_wanted=self.config.staged)
        config.watch.append(self.config.facts_dir)
        paths = [Path(self.config.facts_dir)]
        locks = (lock_path(paths), sources_lock_path(paths))
        config.watch += [str(lock) for lock in locks if lock.is_file()]
        config.theme.dirs.insert(0, str(THEME))
        config.extra_css.insert(0, STYLESHEET)
        config.extra_javascript.append(SCRIPT)
        if EXTENSION not in config.markdown_extensions:
            config.markdown_extensions.append(EXTENSION)
        # Tables may align their columns by an attribute that the content policy lets through.
        config.mdx_configs.setdefault("tables", {}).setdefault("use_align_attribute", True)
        self.cutter.teach(names(self.facts.base))
        self.configs = {
            each.code: bilingual.localized_config(
                config,
                each.code,
                site_name(self.config, config, each),
                site_description(self.config, config, each),
            )
            for each in self._languages()
        }
        self.headings = Headings.of(config) if self.config.fast else None
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Take the site that was kept, if nothing has changed."""
        self.kept_site.take_over(config)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages; a hand-written page at the same address wins."""
        self.files, self.built_with = files, config
        self.made, self.asked_by, self.standing = {}, {}, {}
        self.scope(config)
        self.views = {code: [] for code in self.config.languages}
        for code, view, output in self.rendered():
            if files.get_file_from_path(output.path) is None:
                self.views[code].append(view)
                self.add_page(config, view, output)
                for old in self._remembered(moved(view, self.facts.scopes[code])):
                    files.append(static_file(config, old))
        self.shared = SharedFiles()
        for output in self._remembered(self.shared_outputs(config)):
            files.append(static_file(config, output))
        if (
            files.get_file_from_path("index.md") is None
            and files.get_file_from_path("index.html") is None
        ):
            files.append(self._chooser(config))
        return files

    def rendered(self) -> Iterator[tuple[str, PageView, Output]]:
        """Make every page, each with its language and its view."""
        for code, scope in self.facts.scopes.items():
            for view, output in rendered(scope):
                yield code, view, output

    def _remembered(self, outputs: Iterable[Output]) -> Iterator[Output]:
        """Remember while serving what stands on the site besides pages."""
        for output in outputs:
            if self.reporting.is_serving:
                self.standing[output.path] = output.content
            yield output

    def add_page(self, config: MkDocsConfig, view: PageView, output: Output) -> FactPage | None:
        """Add a generated page to the site."""
        self.made[output.path] = output
        file = page_file(config, output, self.facts.place(view.edit), root_of_site(config))
        self.files.append(file)
        if self.headings is None:
            return None
        return FactPage(file, config, self.headings, front_matter(view))

    def shared_outputs(self, config: MkDocsConfig) -> Iterator[Output]:
        """Make what all languages share; images for link previews only where they are used."""
        with_cards = bool(self.config.cards and config.site_url and not self.reporting.is_serving)
        return self.shared.made(self.facts.base, self.facts.scopes, with_cards=with_cards)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Give every language a navigation of its own."""
        self.navigation = nav
        self.navigations = {
            code: bilingual.navigation(nav, files, code, is_arranged=config.nav is not None)
            for code in self.config.languages
        }
        return nav

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Resolve the `fact:` links of hand-written pages."""
        if page.file.src_uri in self.made:
            # The theme prints what front matter says as it is.
            page.meta.update({key: escape(page.meta[key]) for key in ("title", "description")})
            page.meta["search"] = {"exclude": True}  # its facts are found one by one
            return markdown
        code = bilingual.language_of(page.file.src_uri, self.config.languages)
        if code is None:
            return markdown
        if page.parent is None:
            # The tabs are all the navigation it has; a sidebar would say it again.
            page.meta.setdefault("hide", ["navigation"])
        shown_as = self.shown_as(page, config)
        with self.facts.noted() as asked:
            text, problems = resolved(markdown, page, files, shown_as, self.facts.scopes[code])
        self.asked_by[page.file.src_uri] = frozenset(asked)
        self.reporting.pages += problems
        self.facts.base = self.facts.base.with_texts({shown_as: page.file.content_string})
        return text

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Name the links of headings in the page's language."""
        code = bilingual.language_of(page.file.src_uri, self.config.languages)
        word = language(code or self.config.languages[0]).word("section_link")
        return html.replace('title="Permanent link"', f'title="{word}" aria-label="{word}"')

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """All pages are read: say what is wrong with them."""
        self.tell_of_pages()
        self.reporting.end()
        # What the theme runs inline, read apart from any page: never what a page brings along.
        env.globals["factsheet_own"] = [
            *env.list_templates(filter_func=lambda name: name.startswith(JAVASCRIPTS)),
            *OTHERS,
        ]
        env.filters["content_policy"] = partial(policy, more=self._allowed())
        env.globals["excerpt"] = self._excerpt
        env.globals["editor"] = partial(editor_address, self.config.editor, root_of_site(config))
        self.theming = Theming(
            configs=self.configs,
            files=files,
            navigations=self.navigations,
            shared=self.shared,
            environment=env,
        )
        self.theming.list_problems(self.problems_shown())
        if self.config.fast and not foreign_hands(config.plugins, "page_context"):
            self.theming.finish_pages(is_serving=self.reporting.is_serving)
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Show the page in its language: theme, names, navigation, twins."""
        theming = self.themed()
        if bilingual.language_of(page.file.src_uri, self.config.languages) is None:
            return theming.localized(context, None)
        if page.meta.get("template") == FINISHED:
            return theming.finished(context, page)
        return theming.localized(context, page, theming.words(page))

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Show error pages in the first language."""
        return self.themed().localized(context, None)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Make the language's folder the root for the theme's JavaScript."""
        code = bilingual.language_of(page.file.src_uri, self.config.languages)
        if code is None or page.meta.get("template") == FINISHED:
            return output
        return bilingual.within_language(output, code)

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Write the site's sitemap in place of mkdocs' own, and root the error page."""
        if template_name == "sitemap.xml":
            return self.sitemap(config).content.decode()
        return bilingual.within_language(output_content, self.config.languages[0])

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Bring pages up to date after an edit of facts without making the whole site again."""
        if self.config.fast and not foreign_hands(config.plugins, *config.plugins.events):
            follow(server, config, Refresh(self), builder)
        return server

    @event_priority(LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Split what the theme made for the whole site: search index and sitemap."""
        site_dir = Path(config.site_dir)
        self.stock_index = search.taken(site_dir)
        write(self._remembered(self.followers(config)), site_dir, is_lasting=False)
        # mkdocs stamps it with the time of the build; the same facts give the same bytes.
        (site_dir / "sitemap.xml.gz").unlink(missing_ok=True)
        self.kept_site.keep(config)
        self.staged.finish(config)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the site that was there as it was."""
        self.staged.drop()

    def on_shutdown(self) -> None:
        """Leave no half of a site behind, also where somebody stopped the build."""
        self.staged.drop()
        self.kept_site.leave()
        self.pause.close()

    def followers(self, config: MkDocsConfig) -> Iterator[Output]:
        """Make what is made of all pages: search indexes, and a sitemap for every language."""
        for each in self._languages():
            if self.stock_index is not None:
                written = search.written_entries(self.stock_index, each)
                views = self.views[each.code]
                index = searchable(self.facts.scopes[each.code], views, written, self.cutter)
                yield index
                yield search.note_output(self.stock_index, each, index)
            listed = sitemap(located(self.files, config.site_url, [each.code]))
            yield Output(f"{each.code}/sitemap.xml", listed.encode())

    def _excerpt(self, problem: Problem) -> str:
        return "\n".join(excerpt(problem.place, self.facts.base.texts))

    def sitemap(self, config: MkDocsConfig) -> Output:
        """Make the sitemap of the whole site."""
        return Output("sitemap.xml", sitemap(self._located(config)).encode())

    def _located(self, config: MkDocsConfig) -> Iterator[Located]:
        yield from located(self.files, config.site_url, self.config.languages)
        for entry in self.facts.base.catalog.of(Fact) if config.site_url else ():
            yield Located(root_of(config.site_url or "") + fact_path(entry.id))

    def _languages(self) -> list[Language]:
        return [language(code) for code in self.config.languages]

    def load(self, config: MkDocsConfig) -> None:
        """Read and check the facts, and tell what is wrong with them."""
        self.facts.load(
            Path(self.config.facts_dir),
            self.config.languages,
            root=root_of_site(config),
            severities=self.config.severities,
            reporting=self.reporting,
        )

    def scope(self, config: MkDocsConfig) -> AbstractSet[Question] | None:
        """Make what pages are made from; see `Facts.scope`."""
        catalog = self.facts.base.catalog
        used = {code: uses(self.files, code, catalog) for code in self.config.languages}
        return self.facts.scope(self.config.languages, self._imprint(config), used)

    def tell_of_pages(self) -> None:
        """Say what is wrong with hand-written pages."""
        self.reporting.tell(self.reporting.pages, self.facts.base.texts)

    @staticmethod
    def shown_as(page: Page, config: MkDocsConfig) -> str:
        """Return what messages call the file of a hand-written page."""
        return os.path.relpath(Path(config.docs_dir, page.file.src_uri), root_of_site(config))

    def problems_shown(self) -> dict[str, object]:
        """Return what the list of problems is made from."""
        notice = self.reporting.notice(has_good_facts=self.facts.is_good)
        return {"problems": self.reporting.shown, "notice": notice}

    def themed(self) -> Theming:
        """Return how pages are shown: known from `on_env` on."""
        if self.theming is None:
            message = "pages are shown before the theme is known"
            raise PluginError(message)
        return self.theming

    def _imprint(self, config: MkDocsConfig) -> Imprint:
        """Say what the site is; the commit of its facts only where it is published."""
        facts = [Path(self.config.facts_dir)]
        return Imprint(
            names={each.code: site_name(self.config, config, each) for each in self._languages()},
            address=root_of(config.site_url or ""),
            licence=self.config.licence,
            repository=config.repo_url or "",
            checkout=None
            if self.reporting.is_serving
            else find_checkout(root_of_site(config), facts),
            allowed=self._allowed(),
        )

    def _chooser(self, config: MkDocsConfig) -> File:
        languages = self._languages()
        names = [site_name(self.config, config, each) for each in languages]
        descriptions = [site_description(self.config, config, each) for each in languages]
        output = chooser_output(
            languages, names, descriptions, config.site_url or "", self._allowed()
        )
        return static_file(config, output)

    def _allowed(self) -> Sources | None:
        """Return what pages may load besides what is the site's own.

        While serving, mkdocs puts a script of its own into every page, another one each time.
        """
        allowed = self.config.csp
        if allowed is None or not self.reporting.is_serving:
            return allowed
        return {**allowed, "script-src": (*allowed.get("script-src", ()), INLINE)}
