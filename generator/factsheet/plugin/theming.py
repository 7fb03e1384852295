"""How a build shows its pages: the theme, as each language sees it.

Enters: mkdocs' configuration, files and navigation, and what a page is shown with. Leaves: the
context of a template, or a page's whole HTML.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from factsheet.languages import language
from factsheet.plugin import bilingual
from factsheet.plugin.frames import PROBLEMS, PROBLEMS_MARK, Frames, Show, Words
from factsheet.plugin.page_words import page_words, twin_words
from factsheet.plugin.pages import FactPage
from factsheet.plugin.shared import SharedFiles

TEMPLATE = "main.html"
# Shows a page whose HTML is finished.
FINISHED = "factsheet-page.html"
PROBLEM_LIST = "partials/factsheet-problems.html"


@dataclass(slots=True, kw_only=True)
class Theming:
    """All that pages are shown with, by language where languages differ.

    `configs` are the site's as each language sees it. `problems` are the list of problems as
    HTML, empty where none is shown. Without `frames` every page is shown by its template.
    """

    configs: Mapping[str, MkDocsConfig]
    files: Files
    navigations: Mapping[str, Navigation]
    shared: SharedFiles
    environment: jinja2.Environment
    frames: Frames | None = None
    problems: dict[str, str] = field(default_factory=dict)
    written: dict[str, tuple[str | None, str]] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """The site's languages, the first one for readers who ask for none."""
        return tuple(self.configs)

    def list_problems(self, shown: Mapping[str, object]) -> None:
        """Write the list of problems for every language; `shown` is what its template asks for."""
        template = self.environment.get_template(PROBLEM_LIST)
        for code in self.languages:
            has_any = bool(shown["problems"])
            listed = template.render(factsheet=language(code), **shown) if has_any else ""
            self.problems[code] = listed

    def finish_pages(self, *, is_serving: bool) -> None:
        """Have pages shown here as a whole, where mkdocs only writes them.

        Those are the generated ones, and while serving also the hand-written ones.
        """
        pages = [file.page for file in self.files.documentation_pages() if file.page is not None]
        ours = [page for page in pages if isinstance(page, FactPage)]
        self.frames = Frames.around(ours, is_serving=is_serving)
        for page in pages:
            in_language = bilingual.language_of(page.file.src_uri, self.languages) is not None
            if isinstance(page, FactPage) or (is_serving and in_language):
                self.finish(page)

    def finish(self, page: Page) -> None:
        """Have a page shown here as a whole; one with a template of its own is left to it."""
        page.meta.setdefault("template", FINISHED)

    def finished(self, context: TemplateContext, page: Page) -> TemplateContext:
        """Return the context of a page whose HTML is finished."""
        extra: dict[str, Any] = {"factsheet_html": self._html(page, context)}
        context.update(extra)  # type: ignore[typeddict-item]  # mkdocs' type knows only its own keys
        return context

    def words(self, page: Page) -> Words:
        """Return what is said of a page besides what mkdocs knows of it."""
        path = page.file.src_uri
        code = path.partition("/")[0]
        card = self.shared.previews.get(path) if page.file.generated_by else None
        config = self.configs[code]
        return {
            **page_words(page, config, card, self.shared.feeds.get(path)),
            **twin_words(page, self.files, config.site_url, self.languages),
            PROBLEMS: self.problems.get(code, ""),
        }

    def localized(
        self, context: TemplateContext, page: Page | None, words: Words | None = None
    ) -> TemplateContext:
        """Show a page in its language, or, without a page, an error page in the first one."""
        code = page.file.src_uri.partition("/")[0] if page else self.languages[0]
        config = self.configs[code]
        if page is not None:
            bilingual.mark_section(self.navigations[code], page)
            config = bilingual.with_alternates(config, self.languages, code)
        context["config"] = config
        context["nav"] = self.navigations[code]
        extra: dict[str, Any] = {
            "page_words": words or {},
            "factsheet": language(code),
            "factsheet_languages": [language(each) for each in self.languages],
        }
        context.update(extra)  # type: ignore[typeddict-item]  # mkdocs' type knows only its own keys
        return context

    def _html(self, page: Page, context: TemplateContext) -> str:
        """Return a page's whole HTML, out of its frame where there is one to trust."""
        code, words = page.file.src_uri.partition("/")[0], self.words(page)

        def show(shown: Page, given: Words) -> str:
            own = TemplateContext(**{**context, "page": shown})
            template = self.environment.get_template(TEMPLATE)
            html = template.render(self.localized(own, shown, given))
            return bilingual.within_language(html, code)

        if isinstance(page, FactPage) and self.frames is not None:
            return self.frames.shown(page, words, show)
        return self._written(page, words, show)

    def _written(self, page: Page, words: Words, show: Show) -> str:
        """Return a hand-written page, of which only the list of problems comes and goes."""
        kept = self.written.get(page.file.src_uri)
        if kept is None or kept[0] is not page.content:
            kept = page.content, show(page, {**words, PROBLEMS: PROBLEMS_MARK})
            self.written[page.file.src_uri] = kept
        return kept[1].replace(PROBLEMS_MARK, words[PROBLEMS])
