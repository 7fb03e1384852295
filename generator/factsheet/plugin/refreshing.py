"""A served site after an edit of its facts: only what an edit changed is made again.

Enters: the plugin after a build, and facts that were saved. Leaves: changed files in the site's
folder, byte for byte what a clean build gives. Where an edit changes more than pages, nothing
is done, and said. The one room that calls mkdocs' private functions for a single page;
`tests/site/test_serve.py` fails when they change, and the option `fast` does without.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from factsheet.outputs import Output, write
from factsheet.pipeline import moved
from factsheet.plugin.generated import edit_uri
from factsheet.plugin.options import root_of_site
from factsheet.plugin.pages import FactPage
from factsheet.plugin.search import renewed_entries
from factsheet.render.pages import front_matter
from factsheet.tracing import Question
from factsheet.views.page import PageView

if TYPE_CHECKING:
    from factsheet.plugin.events import FactsheetPlugin


class Refresh:
    """Brings the site of one plugin up to date."""

    def __init__(self, plugin: FactsheetPlugin) -> None:
        """Start from the plugin's last build."""
        self.plugin = plugin

    @property
    def config(self) -> MkDocsConfig:
        """The configuration of the last whole build."""
        return self.plugin.built_with

    def refresh(self) -> bool:
        """Bring pages up to date; False where the whole site has to be made again."""
        plugin = self.plugin
        plugin.load(self.config)
        changed = plugin.scope(self.config)
        if changed is None:
            return False
        made = {output.path: (code, view, output) for code, view, output in plugin.rendered()}
        if not self._is_same_site(made.keys()):
            return False
        pages = [*self._changed_pages(made.values()), *self._asking(changed)]
        plugin.tell_of_pages()
        theming = plugin.themed()
        before = dict(theming.problems)
        theming.list_problems(plugin.problems_shown())
        if theming.problems != before:
            pages = [file.page for file in plugin.files.documentation_pages() if file.page]
        self._show(pages)
        plugin.reporting.end()
        return True

    def finish(self) -> None:
        """Bring the rest up to date: data, facts' own pages, feeds, search, sitemaps."""
        plugin, site_dir = self.plugin, Path(self.config.site_dir)
        feeds = dict(plugin.shared.feeds)
        plugin.shared.feeds.clear()
        made = {output.path: output.content for output in self._rest()}
        if plugin.shared.feeds != feeds:
            self._show(file.page for file in plugin.files.documentation_pages() if file.page)
        before, plugin.standing = plugin.standing, made
        new = (
            Output(path, content) for path, content in made.items() if before.get(path) != content
        )
        write(new, site_dir, is_lasting=False)
        for path in before.keys() - made.keys():
            (site_dir / path).unlink(missing_ok=True)

    def _rest(self) -> Iterator[Output]:
        plugin = self.plugin
        for code, views in plugin.views.items():
            for view in views:
                yield from moved(view, plugin.facts.scopes[code])
        yield from plugin.shared_outputs(self.config)
        yield from plugin.followers(self.config)
        yield plugin.sitemap(self.config)

    def _is_same_site(self, paths: Iterable[str]) -> bool:
        """Whether there are the same pages as before, or more that nothing waited for."""
        plugin = self.plugin
        before, now = plugin.made.keys(), {path for path in paths if self._is_ours(path)}
        return now == before or (now > before and not plugin.reporting.pages)

    def _is_ours(self, path: str) -> bool:
        """Whether a page is generated: a hand-written one at the same address wins."""
        return path in self.plugin.made or self.plugin.files.get_file_from_path(path) is None

    def _changed_pages(self, made: Iterable[tuple[str, PageView, Output]]) -> Iterator[Page]:
        """Take over new and changed pages, and return them."""
        plugin = self.plugin
        plugin.views = {code: [] for code in plugin.views}
        for code, view, output in made:
            if not self._is_ours(output.path):
                continue
            plugin.views[code].append(view)
            before = plugin.made.get(output.path)
            if before is None:
                page = plugin.add_page(self.config, view, output)
            else:
                page = self._page_at(output.path)
                plugin.made[output.path] = output
            is_moved = page is not None and self._is_moved(page, view)
            if page is not None and (before is None or before.content != output.content):
                page.file.content_string = output.content.decode("utf-8")
                page.front_matter = front_matter(view)
                _populate_page(page, self.config, plugin.files)
                plugin.themed().finish(page)
                yield page
            elif page is not None and is_moved:
                yield page

    def _is_moved(self, page: FactPage, view: PageView) -> bool:
        """Take over the line in which a page is edited; whether the page shows another one now."""
        place = self.plugin.facts.place(view.edit)
        if place is None:
            return False
        uri = edit_uri(self.config, place, root_of_site(self.config))
        return page.file.edit_uri != uri and page.edit_at(uri, self.config)

    def _asking(self, changed: AbstractSet[Question]) -> Iterator[Page]:
        """Read hand-written pages again whose links have other answers now, and return them."""
        plugin = self.plugin
        for path, asked in list(plugin.asked_by.items()):
            file = plugin.files.get_file_from_path(path)
            if file is not None and file.page is not None and asked & changed:
                plugin.reporting.forget(plugin.shown_as(file.page, self.config))
                _populate_page(file.page, self.config, plugin.files)
                plugin.themed().finish(file.page)
                yield file.page

    def _page_at(self, path: str) -> FactPage:
        file = self.plugin.files.get_file_from_path(path)
        if file is None or not isinstance(file.page, FactPage):
            message = f"{path} is no page made here"
            raise LookupError(message)
        return file.page

    def _show(self, pages: Iterable[Page]) -> None:
        """Write pages as the theme shows them."""
        plugin = self.plugin
        listed = plugin.files.documentation_pages()
        environment = plugin.themed().environment
        for page in pages:
            with renewed_entries(plugin.stock_index, self.config, page.url):
                _build_page(page, self.config, listed, plugin.navigation, environment)
