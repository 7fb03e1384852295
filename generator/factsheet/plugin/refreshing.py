"""A served site after an edit of its facts: only what an edit changed is made again.

Enters: a site after a build, and facts that were saved. Leaves: changed files in the site's
folder, byte for byte what a clean build gives. Where an edit changes more than pages, nothing
is done, and said. The one room that calls mkdocs' private functions for a single page;
`tests/site/test_serve.py` fails when they change, and the option `fast` does without.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from factsheet.outputs import Output, write
from factsheet.pipeline import moved
from factsheet.plugin.generated import edit_uri
from factsheet.plugin.options import root_of_site
from factsheet.plugin.pages import FactPage
from factsheet.plugin.search import renewed_entries
from factsheet.plugin.site import Site
from factsheet.render.pages import front_matter
from factsheet.tracing import Question
from factsheet.views.page import PageView


class Refresh:
    """Brings one site up to date."""

    def __init__(self, site: Site) -> None:
        """Start from the site's last build."""
        self.site = site

    @property
    def config(self) -> MkDocsConfig:
        """The configuration of the last whole build."""
        return self.site.config

    def refresh(self) -> bool:
        """Bring pages up to date; False where the whole site has to be made again."""
        site = self.site
        site.load()
        changed = site.scope()
        if changed is None:
            return False
        made = {output.path: (code, view, output) for code, view, output in site.rendered()}
        if not self._is_same_site(made.keys()):
            return False
        pages = [*self._changed_pages(made.values()), *self._asking(changed)]
        site.tell_of_pages()
        theming = site.themed()
        before = dict(theming.problems)
        theming.list_problems(site.problems_shown())
        if theming.problems != before:
            pages = [file.page for file in site.files.documentation_pages() if file.page]
        self._show(pages)
        site.reporting.end()
        return True

    def finish(self) -> None:
        """Bring the rest up to date: data, facts' own pages, feeds, search, sitemaps."""
        site, site_dir = self.site, Path(self.config.site_dir)
        feeds = dict(site.shared.feeds)
        site.shared.feeds.clear()
        made = {output.path: output.content for output in self._rest()}
        if site.shared.feeds != feeds:
            self._show(file.page for file in site.files.documentation_pages() if file.page)
        before, site.standing = site.standing, made
        new = (
            Output(path, content) for path, content in made.items() if before.get(path) != content
        )
        write(new, site_dir, is_lasting=False)
        for path in before.keys() - made.keys():
            (site_dir / path).unlink(missing_ok=True)

    def _rest(self) -> Iterator[Output]:
        site = self.site
        for code, views in site.views.items():
            for view in views:
                yield from moved(view, site.facts.scopes[code])
        yield from site.shared_outputs()
        yield from site.followers()
        yield site.sitemap()

    def _is_same_site(self, paths: Iterable[str]) -> bool:
        """Whether there are the same pages as before, or more that nothing waited for."""
        site = self.site
        before, now = site.made.keys(), {path for path in paths if self._is_ours(path)}
        return now == before or (now > before and not site.reporting.pages)

    def _is_ours(self, path: str) -> bool:
        """Whether a page is generated: a hand-written one at the same address wins."""
        return path in self.site.made or self.site.files.get_file_from_path(path) is None

    def _changed_pages(self, made: Iterable[tuple[str, PageView, Output]]) -> Iterator[Page]:
        """Take over new and changed pages, and return them."""
        site = self.site
        site.views = {code: [] for code in site.views}
        for code, view, output in made:
            if not self._is_ours(output.path):
                continue
            site.views[code].append(view)
            before = site.made.get(output.path)
            if before is None:
                page = site.add_page(view, output)
            else:
                page = self._page_at(output.path)
                site.made[output.path] = output
            is_moved = page is not None and self._is_moved(page, view)
            if page is not None and (before is None or before.content != output.content):
                page.file.content_string = output.content.decode("utf-8")
                page.front_matter = front_matter(view)
                _populate_page(page, self.config, site.files)
                site.themed().finish(page)
                yield page
            elif page is not None and is_moved:
                yield page

    def _is_moved(self, page: FactPage, view: PageView) -> bool:
        """Take over the line in which a page is edited; whether the page shows another one now."""
        place = self.site.facts.place(view.edit)
        if place is None:
            return False
        uri = edit_uri(self.config, place, root_of_site(self.config))
        return page.file.edit_uri != uri and page.edit_at(uri, self.config)

    def _asking(self, changed: AbstractSet[Question]) -> Iterator[Page]:
        """Read hand-written pages again whose links have other answers now, and return them."""
        site = self.site
        for path, asked in list(site.asked_by.items()):
            file = site.files.get_file_from_path(path)
            if file is not None and file.page is not None and asked & changed:
                site.reporting.forget(site.shown_as(file.page))
                _populate_page(file.page, self.config, site.files)
                site.themed().finish(file.page)
                yield file.page

    def _page_at(self, path: str) -> FactPage:
        file = self.site.files.get_file_from_path(path)
        if file is None or not isinstance(file.page, FactPage):
            message = f"{path} is no page made here"
            raise LookupError(message)
        return file.page

    def _show(self, pages: Iterable[Page]) -> None:
        """Write pages as the theme shows them."""
        site = self.site
        listed = site.files.documentation_pages()
        environment = site.themed().environment
        for page in pages:
            with renewed_entries(site.stock_index, self.config, page.url):
                _build_page(page, self.config, listed, site.navigation, environment)
