"""A build of what was built before takes the site that was kept, and makes nothing.

Enters: mkdocs' events. Leaves: a configuration with which mkdocs has nothing to do but to call
for the kept site, or a site kept for later. A site is kept only where nothing was to be told of
it, so that a warning comes again at every build. Decides nothing about what a site is made
from: `site_inputs` does.
"""

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, PluginCollection, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.theme import Theme

from factsheet.plugin import kept_files
from factsheet.plugin.kept_files import DamagedError, KeptFiles
from factsheet.plugin.options import FactsheetOptions
from factsheet.plugin.site_inputs import Inputs, UnknownInputError, inputs_of

MKDOCS = logging.getLogger("mkdocs")

log = get_plugin_logger("factsheet")


class _Listener(logging.Handler):
    """Hears whether a build has anything to tell."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.has_heard = False

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002  # as prescribed
        self.has_heard = True


class _Placing(BasePlugin[FactsheetOptions]):  # type: ignore[no-untyped-call]  # mkdocs' class is untyped
    """All that is left to do where a site was kept."""

    def __init__(self, kept: KeptFiles, site_dir: str) -> None:
        self.kept, self.site_dir = kept, site_dir

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:  # noqa: ARG002  # as prescribed
        """Leave mkdocs no page to make, and no file to copy."""
        config.site_dir = self.site_dir
        return Files([])

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the site where mkdocs would have made it."""
        try:
            self.kept.place(Path(config.site_dir))
        except OSError as error:
            message = f"the site cannot be written: {error}"
            raise PluginError(message) from error
        log.info("nothing has changed: the site was taken from the cache")


class KeptSite:
    """The cache of whole sites, as one build uses it."""

    def __init__(self) -> None:
        """Start without anything; only a build that says so keeps or takes a site."""
        self.listener: _Listener | None = None
        self.folder: Path | None = None
        self.inputs: Inputs | None = None
        self.kept: KeptFiles | None = None

    def listen(self, command: str, *, dirty: bool) -> None:
        """Begin to hear what is told, where whole sites are made."""
        if command != "serve" and not dirty:
            self.listener = _Listener()
            MKDOCS.addHandler(self.listener)

    def is_found(self, config: MkDocsConfig, options: FactsheetOptions) -> bool:
        """Whether the site was kept that would be made now."""
        self.folder = options.cache
        if self.listener is None or self.folder is None:
            return False
        try:
            self.inputs = inputs_of(config, options)
            self.kept = kept_files.find(self.folder, self.inputs.key)
        except (UnknownInputError, DamagedError, OSError) as error:
            log.debug("no site is taken from the cache: %s", error)
        if any(Path(config.site_dir).glob(".*")):
            self.folder = None  # mkdocs leaves such files there, and they are not the site's
        return self.kept is not None

    def take_over(self, config: MkDocsConfig) -> None:
        """Leave mkdocs nothing to do, once all plugins have seen the configuration."""
        if self.kept is None:
            return
        self.leave()
        theme = Theme()
        theme.dirs, theme.static_templates = [], set()
        config.theme, config.nav, config.extra_templates = theme, None, []
        config.plugins = PluginCollection()
        config.plugins["factsheet"] = _Placing(self.kept, config.site_dir)
        # mkdocs is about to clear the folder, in which what is right may stay: it clears none.
        while Path(config.site_dir).exists():
            config.site_dir += " as it was"

    def keep(self, config: MkDocsConfig) -> None:
        """Keep the site that was just made, unless something was, or could have been, told."""
        if self.listener is None or self.folder is None or self.inputs is None:
            return
        is_deaf = not MKDOCS.isEnabledFor(logging.WARNING)  # as with --quiet
        if is_deaf or self.listener.has_heard:
            return
        try:
            if self.inputs.hold():
                kept_files.keep(self.folder, self.inputs.key, Path(config.site_dir))
        except OSError as error:
            log.debug("the site is not kept: %s", error)

    def leave(self) -> None:
        """Listen no more."""
        if self.listener is not None:
            MKDOCS.removeHandler(self.listener)
            self.listener = None
