"""The plugin's events, in the order mkdocs calls them.

A build with errors fails once, with all of them. `mkdocs serve` keeps serving the last good
facts, shows the problems in the page, and recovers on the next save.
"""

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from html import escape
from pathlib import Path
from typing import Literal

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from factsheet.collection import no_collection, no_last_collection
from factsheet.content_policy import policy
from factsheet.languages import language
from factsheet.outputs import write
from factsheet.plugin import bilingual, search
from factsheet.plugin.frames import foreign_hands
from factsheet.plugin.kept_site import KeptSite
from factsheet.plugin.options import (
    FactsheetOptions,
    editor_address,
    refuse_other_themes,
    root_of_site,
)
from factsheet.plugin.refreshing import Refresh
from factsheet.plugin.serving import follow
from factsheet.plugin.site import Site
from factsheet.plugin.staged import StagedBuild
from factsheet.plugin.theming import FINISHED, Theming
from factsheet.problems import Problem
from factsheet.reader.kept import sources_lock_path
from factsheet.reader.locked import lock_path
from factsheet.report import excerpt

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


class FactsheetPlugin(BasePlugin[FactsheetOptions]):  # type: ignore[no-untyped-call]  # mkdocs' class is untyped
    """Fact pages in every language, made from a folder of YAML."""

    def __init__(self) -> None:
        """Start without facts; mkdocs keeps one plugin over all builds of a `serve`."""
        self.site = Site()
        self.kept_site = KeptSite()
        self.pause = ExitStack()
        self.staged = StagedBuild()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether pages are being served."""
        self.site.reporting.is_serving = command == "serve"
        self.kept_site.listen(command, dirty=dirty)
        self.staged.is_wanted = command != "serve" and not dirty
        if self.site.reporting.is_serving:
            self.site.facts.trace()
        else:
            self.pause.enter_context(no_collection())

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load and check the facts, and make the theme ready for them."""
        refuse_other_themes(config)
        if self.kept_site.is_found(config, self.config):
            return config
        self.site.options = self.config
        self.site.begin(config)
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
        self.site.localize()
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Take the site that was kept, if nothing has changed."""
        self.kept_site.take_over(config)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages; a hand-written page at the same address wins."""
        self.site.add_pages(files, config)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Give every language a navigation of its own."""
        self.site.navigation = nav
        self.site.navigations = {
            code: bilingual.navigation(nav, files, code, is_arranged=config.nav is not None)
            for code in self.config.languages
        }
        return nav

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Resolve the `fact:` links of hand-written pages."""
        if page.file.src_uri in self.site.made:
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
        return self.site.resolved(markdown, page, code)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Name the links of headings in the page's language."""
        code = bilingual.language_of(page.file.src_uri, self.config.languages)
        word = language(code or self.config.languages[0]).word("section_link")
        return html.replace('title="Permanent link"', f'title="{word}" aria-label="{word}"')

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """All pages are read: say what is wrong with them."""
        site = self.site
        site.tell_of_pages()
        site.reporting.end()
        # What the theme runs inline, read apart from any page: never what a page brings along.
        env.globals["factsheet_own"] = [
            *env.list_templates(filter_func=lambda name: name.startswith(JAVASCRIPTS)),
            *OTHERS,
        ]
        env.filters["content_policy"] = partial(policy, more=site.allowed())
        env.globals["excerpt"] = self._excerpt
        env.globals["editor"] = partial(editor_address, self.config.editor, root_of_site(config))
        site.theming = Theming(
            configs=site.configs,
            files=files,
            navigations=site.navigations,
            shared=site.shared,
            environment=env,
        )
        site.theming.list_problems(site.problems_shown())
        if self.config.fast and not foreign_hands(config.plugins, "page_context"):
            site.theming.finish_pages(is_serving=site.reporting.is_serving)
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Show the page in its language: theme, names, navigation, twins."""
        theming = self.site.themed()
        if bilingual.language_of(page.file.src_uri, self.config.languages) is None:
            return theming.localized(context, None)
        if page.meta.get("template") == FINISHED:
            return theming.finished(context, page)
        return theming.localized(context, page, theming.words(page))

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Show error pages in the first language."""
        return self.site.themed().localized(context, None)

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
            return self.site.sitemap().content.decode()
        return bilingual.within_language(output_content, self.config.languages[0])

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Bring pages up to date after an edit of facts without making the whole site again."""
        if self.config.fast and not foreign_hands(config.plugins, *config.plugins.events):
            follow(server, config, Refresh(self.site), builder)
        return server

    @event_priority(LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Split what the theme made for the whole site: search index and sitemap."""
        site_dir = Path(config.site_dir)
        self.site.stock_index = search.taken(site_dir)
        write(self.site.remembered(self.site.followers()), site_dir, is_lasting=False)
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
        no_last_collection(self.site)
        self.pause.close()

    def _excerpt(self, problem: Problem) -> str:
        return "\n".join(excerpt(problem.place, self.site.facts.base.texts))
