"""A build of mkdocs that is made beside the site, from `on_config` to `on_post_build`.

Not while serving, which has a folder of its own, and not with `--dirty`, which adds to what is
there. Where there can be no folder beside the site (one that is mounted, say), mkdocs builds as
it always does.
"""

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import CountHandler

from factsheet.plugin.staging import OccupiedError, Staging

log = get_plugin_logger("factsheet")


class StagedBuild:
    """One build after the other; only commands of mkdocs say that one is wanted."""

    def __init__(self) -> None:
        """Start without a build."""
        self.is_wanted = False
        self._site_dir = ""
        self._config: MkDocsConfig | None = None
        self._staging: Staging | None = None

    def begin(self, config: MkDocsConfig, *, is_wanted: bool) -> None:
        """Have mkdocs build beside the site."""
        if not (self.is_wanted and is_wanted):
            return
        try:
            self._staging = Staging(Path(config.site_dir))
        except OccupiedError:
            message = f"another build is writing {config.site_dir}; wait for it, or stop it"
            raise PluginError(message) from None
        except OSError as error:
            log.info("built in place, as there can be no folder beside it: %s", error)
            return
        self._config, self._site_dir = config, config.site_dir
        config.site_dir = str(self._staging.new)

    def finish(self, config: MkDocsConfig) -> None:
        """Put the whole site in its place, unless a strict build is about to fail."""
        if self._staging is None or (config.strict and _has_warned()):
            return
        try:
            self._staging.finish()
        except OSError as error:
            message = f"the new site cannot be put in its place: {error}"
            raise PluginError(message) from None
        self.drop()
        log.info("The site is whole, and in its place: %s", config.site_dir)

    def drop(self) -> None:
        """End a build, finished or not; what was there stays there."""
        if self._staging is not None and self._config is not None:
            self._config.site_dir = self._site_dir
            self._staging.drop()
            self._staging = None


def _has_warned() -> bool:
    """Whether mkdocs has counted a warning, at which a strict build fails after its last event."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(isinstance(each, CountHandler) and bool(each.get_counts()) for each in handlers)
