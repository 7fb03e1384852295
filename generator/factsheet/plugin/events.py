"""The plugin's events, in the order mkdocs calls them.

A build with errors fails once, with all of them. `mkdocs serve` keeps serving the last good
facts, shows the problems in the page, and recovers on the next save.
"""

import os
from collections.abc import Iterator, Mapping
from functools import partial
from html import escape
from pathlib import Path
from typing import Literal

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from factsheet.checkout import find_checkout
from factsheet.han import Cutter
from factsheet.languages import Language, language
from factsheet.model import Fact
from factsheet.outputs import Output
from factsheet.pipeline import (
    FactBase,
    load,
    moved,
    names,
    nothing,
    rendered,
    scopes,
    searchable,
)
from factsheet.plugin import bilingual, search
from factsheet.plugin.frames import foreign_hands
from factsheet.plugin.generated import page_file, static_file
from factsheet.plugin.options import (
    FactsheetOptions,
    editor_address,
    site_description,
    site_name,
)
from factsheet.plugin.pages import FactPage, Headings
from factsheet.plugin.reporting import Reporting
from factsheet.plugin.shared import SharedFiles
from factsheet.plugin.sitemap import Located, located, sitemap
from factsheet.plugin.staged import StagedBuild
from factsheet.plugin.theming import FINISHED, Theming
from factsheet.plugin.written import resolved, uses
from factsheet.reader.kept import sources_lock_path
from factsheet.reader.locked import lock_path
from factsheet.render.chooser import chooser_output
from factsheet.render.pages import front_matter
from factsheet.report import excerpt
from factsheet.views.addresses import fact_path
from factsheet.views.imprint import Imprint, root_of
from factsheet.views.page import PageView
from factsheet.views.scope import Scope

THEME = Path(__file__).parent / "theme"
STYLESHEET = "assets/factsheet.css"
SCRIPT = "assets/factsheet.js"
EXTENSION = "attr_list"
LAST = -100

log = get_plugin_logger("factsheet")


class FactsheetPlugin(BasePlugin[FactsheetOptions]):  # type: ignore[no-untyped-call]  # mkdocs' class is untyped
    """Fact pages in every language, made from a folder of YAML."""

    def __init__(self) -> None:
        """Start without facts; mkdocs keeps one plugin over all builds of a `serve`."""
        self.last_good: FactBase | None = None
        self.base = nothing()
        self.reporting = Reporting()
        self.made: set[str] = set()
        self.cutter = Cutter()
        self.views: dict[str, list[PageView]] = {}
        self.shared = SharedFiles()
        self.scopes: Mapping[str, Scope] = {}
        self.files = Files([])
        self.navigations: dict[str, Navigation] = {}
        self.configs: dict[str, MkDocsConfig] = {}
        self.headings: Headings | None = None
        self.theming: Theming | None = None
        self.staged = StagedBuild()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether pages are being served."""
        self.reporting.is_serving = command == "serve"
        self.staged.is_wanted = command != "serve" and not dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load and check the facts, and make the theme ready for them."""
        self._load(config)
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
        self.cutter.teach(names(self.base))
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

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages; a hand-written page at the same address wins."""
        self.made = set()
        self.views = {code: [] for code in self.config.languages}
        used = {code: uses(files, code, self.base.catalog) for code in self.config.languages}
        self.scopes = scopes(self.base, self.config.languages, self._imprint(config), used)
        for code, scope in self.scopes.items():
            for view, output in rendered(scope):
                if files.get_file_from_path(output.path) is not None:
                    continue
                self.made.add(output.path)
                self.views[code].append(view)
                file = page_file(config, output, view.edit, _root(config))
                if self.headings is not None:
                    FactPage(file, config, self.headings, front_matter(view))
                files.append(file)
                for old in moved(view, code):
                    files.append(static_file(config, old))
        self.shared = SharedFiles()
        with_cards = bool(self.config.cards and config.site_url and not self.reporting.is_serving)
        for output in self.shared.made(self.base, self.scopes, with_cards=with_cards):
            files.append(static_file(config, output))
        if (
            files.get_file_from_path("index.md") is None
            and files.get_file_from_path("index.html") is None
        ):
            files.append(self._chooser(config))
        self.files = files
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Give every language a navigation of its own."""
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
        shown_as = os.path.relpath(Path(config.docs_dir, page.file.src_uri), _root(config))
        text, problems = resolved(markdown, page, files, shown_as, self.scopes[code])
        self.reporting.pages += problems
        self.base = self.base.with_texts({shown_as: page.file.content_string})
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
        self.reporting.tell(self.reporting.pages, self.base.texts)
        self.reporting.end()
        env.globals["excerpt"] = lambda problem: "\n".join(excerpt(problem.place, self.base.texts))
        env.globals["editor"] = partial(editor_address, self.config.editor, _root(config))
        self.theming = Theming(
            configs=self.configs,
            files=files,
            navigations=self.navigations,
            shared=self.shared,
            environment=env,
        )
        self.theming.list_problems(self._problems_shown())
        if self.config.fast and not foreign_hands(config.plugins):
            self.theming.finish_pages(is_serving=self.reporting.is_serving)
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Show the page in its language: theme, names, navigation, twins."""
        theming = self._themed()
        if bilingual.language_of(page.file.src_uri, self.config.languages) is None:
            return theming.localized(context, None)
        if page.meta.get("template") == FINISHED:
            return theming.finished(context, page)
        return theming.localized(context, page, theming.words(page))

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Show error pages in the first language."""
        return self._themed().localized(context, None)

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
            return sitemap(self._located(config))
        return bilingual.within_language(output_content, self.config.languages[0])

    @event_priority(LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Split what the theme made for the whole site: search index and sitemap."""
        site_dir = Path(config.site_dir)
        if search.is_in_use(site_dir):
            search.replace_stock(site_dir, list(self._indexes(site_dir)))
        for code in self.config.languages:
            target = site_dir / code / "sitemap.xml"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(sitemap(located(self.files, config.site_url, [code])), "utf-8")
        # mkdocs stamps it with the time of the build; the same facts give the same bytes.
        (site_dir / "sitemap.xml.gz").unlink(missing_ok=True)
        self.staged.finish(config)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the site that was there as it was."""
        self.staged.drop()

    def on_shutdown(self) -> None:
        """Leave no half of a site behind, also where somebody stopped the build."""
        self.staged.drop()

    def _indexes(self, site_dir: Path) -> Iterator[Output]:
        for each in self._languages():
            written = search.written_entries(site_dir, each)
            views = self.views[each.code]
            index = searchable(self.scopes[each.code], views, written, self.cutter)
            yield index
            yield search.note_output(site_dir, each, index)

    def _located(self, config: MkDocsConfig) -> Iterator[Located]:
        yield from located(self.files, config.site_url, self.config.languages)
        for entry in self.base.catalog.of(Fact) if config.site_url else ():
            yield Located(root_of(config.site_url or "") + fact_path(entry.id))

    def _languages(self) -> list[Language]:
        return [language(code) for code in self.config.languages]

    def _load(self, config: MkDocsConfig) -> None:
        loaded = load(
            [Path(self.config.facts_dir)],
            self.config.languages,
            root=_root(config),
            severities=self.config.severities,
        )
        self.reporting.begin(loaded.problems)
        if loaded.has_errors:
            self.base = (self.last_good or nothing()).with_texts(loaded.texts)
        else:
            self.base = self.last_good = loaded
        self.reporting.tell(loaded.problems, self.base.texts)

    def _problems_shown(self) -> dict[str, object]:
        """Return what the list of problems is made from."""
        has_good_facts = self.last_good is not None
        notice = self.reporting.notice(has_good_facts=has_good_facts)
        return {"problems": self.reporting.shown, "notice": notice}

    def _themed(self) -> Theming:
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
            checkout=None if self.reporting.is_serving else find_checkout(_root(config), facts),
        )

    def _chooser(self, config: MkDocsConfig) -> File:
        languages = self._languages()
        names = [site_name(self.config, config, each) for each in languages]
        descriptions = [site_description(self.config, config, each) for each in languages]
        output = chooser_output(languages, names, descriptions, config.site_url or "")
        return static_file(config, output)


def _root(config: MkDocsConfig) -> Path:
    """Return the folder of `mkdocs.yml`, which messages name files from."""
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent
