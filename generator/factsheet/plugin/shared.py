"""What all languages share, and which page each of it belongs to.

Enters: the fact base and the scopes of all languages. Leaves: finished files, and for templates
the link preview and the feed of a page.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from mkdocs.plugins import get_plugin_logger

from factsheet.outputs import Output
from factsheet.pipeline import FactBase, cards, shared
from factsheet.render.cards import NoCardsError
from factsheet.views.cards import CardView
from factsheet.views.changes import CHANGES
from factsheet.views.scope import Scope

LOST_LETTERS = "no link preview image of %s in %s: the font lacks letters of its title"
FEED = "feed.xml"

log = get_plugin_logger("factsheet")


@dataclass(slots=True)
class SharedFiles:
    """Files that all languages share.

    `previews` and `feeds` are by the Markdown path of the page they belong to.
    """

    previews: dict[str, tuple[CardView, str]] = field(default_factory=dict)
    feeds: dict[str, str] = field(default_factory=dict)

    def made(
        self, base: FactBase, site: Mapping[str, Scope], *, with_cards: bool
    ) -> Iterator[Output]:
        """Make the files and remember whose they are; the images first, as pages name them."""
        pictures: dict[str, str] = {}
        if with_cards:
            yield from self._cards(site, pictures)
        pictured = {
            code: replace(scope, imprint=replace(scope.imprint, pictures=pictures))
            for code, scope in site.items()
        }
        for output in shared(base, pictured):
            folder, _, name = output.path.rpartition("/")
            if name == FEED:
                page = folder if "/" in folder else f"{folder}/{CHANGES}"
                self.feeds[f"{page}.md"] = output.path
            yield output

    def _cards(self, site: Mapping[str, Scope], pictures: dict[str, str]) -> Iterator[Output]:
        """Make the images for link previews; those of facts are of the first language."""
        try:
            for view, output in cards(site.values()):
                if output is None:
                    log.info(LOST_LETTERS, view.id, view.language)
                    continue
                address = f"{site[view.language].imprint.address}{output.path}"
                if view.page:
                    self.previews[f"{view.language}/{view.page}.md"] = view, address
                if view.language == next(iter(site)):
                    pictures[view.id] = address
                yield output
        except NoCardsError as error:
            log.info(str(error))
