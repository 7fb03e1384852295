"""`mkdocs serve`: who notices that a file was saved, and what is done then.

Enters: mkdocs' server, its builder, and what brings a site up to date. Leaves: a server that
notices a change at once, and has the whole site made again only where it must be.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Protocol

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

# Editors save in several steps, milliseconds apart; seconds.
QUIET = 0.02
# What changes a file: others are only told of its being read, by the build itself too.
CHANGES = frozenset({"created", "modified", "moved", "deleted"})

State = dict[str, tuple[int, int]]

log = get_plugin_logger("factsheet")


class Refreshing(Protocol):
    """What brings the site up to date after an edit of the facts."""

    @property
    def config(self) -> MkDocsConfig:
        """The configuration of the last whole build."""

    def refresh(self) -> bool:
        """Bring pages up to date; False where the whole site has to be made again."""

    def finish(self) -> None:
        """Bring the rest up to date, which nobody waits for."""


class _Observer(Observer):  # type: ignore[misc, valid-type]  # chosen by the system
    """The system's own notices of changes, without those of files being read."""

    def schedule(
        self,
        event_handler: FileSystemEventHandler,
        path: str,
        *,
        recursive: bool = False,
        **options: object,
    ) -> ObservedWatch:
        """Have a handler told of changes below a path."""
        tell = event_handler.dispatch

        def told(event: FileSystemEvent) -> None:
            if event.event_type in CHANGES:
                tell(event)

        event_handler.dispatch = told  # type: ignore[method-assign]
        watch: ObservedWatch = super().schedule(event_handler, path, recursive=recursive, **options)
        return watch


@dataclass(slots=True)
class _Follower:
    """Stands in for mkdocs' builder: refreshes where nothing but facts was edited."""

    refreshing: Refreshing
    build: Callable[..., None]
    seen: State
    finishing: Thread | None = None

    def __call__(self) -> None:
        """Bring the site up to date."""
        if self.finishing is not None:
            self.finishing.join()
        state = dict(_state(self.refreshing.config))
        if state == self.seen and self._is_refreshed():
            self.finishing = Thread(target=self._finish, name="factsheet", daemon=True)
            self.finishing.start()
            return
        self.build()
        self.seen = dict(_state(self.refreshing.config))

    def _is_refreshed(self) -> bool:
        try:
            return self.refreshing.refresh()
        except Exception:
            log.debug("the whole site is made again", exc_info=True)
            return False

    def _finish(self) -> None:
        try:
            self.refreshing.finish()
        except Exception:
            log.exception("what follows the pages could not be brought up to date")


def follow(
    server: LiveReloadServer,
    config: MkDocsConfig,
    refreshing: Refreshing,
    builder: Callable[..., None],
) -> None:
    """Have a server notice changes at once, and refresh instead of building."""
    if _gives_notice(config.docs_dir):
        paths = [config.docs_dir, *([config.config_file_path] if config.config_file_path else [])]
        for path in paths:
            server.unwatch(path)
        server.observer = _Observer()
        for path in paths:
            server.watch(path)
        server.build_delay = QUIET
    server.builder = _Follower(refreshing, builder, dict(_state(config)))


def _gives_notice(path: str) -> bool:
    """Whether the system can tell of changes: what it can watch at once is limited."""
    probe = Observer()
    try:
        probe.schedule(FileSystemEventHandler(), path, recursive=True)
        probe.start()
    except OSError as error:
        log.info("looking for changes twice a second: %s", error.strerror or error)
        return False
    probe.stop()
    probe.join()
    return True


def _state(config: MkDocsConfig) -> Iterator[tuple[str, tuple[int, int]]]:
    """Find when each file was changed that a site is made from besides its facts."""
    facts = Path(config.plugins["factsheet"].config.facts_dir).resolve()
    named = [config.docs_dir, config.config_file_path, config.theme.custom_dir, *config.watch]
    for path in dict.fromkeys(Path(each).resolve() for each in named if each):
        if path != facts:
            yield from _below(path)


def _below(path: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    inside = (Path(top, name) for top, _, names in os.walk(path) for name in names)
    for file in [path] if path.is_file() else inside:
        try:
            found = file.stat()
        except OSError:
            continue  # It went while it was looked for, which is told as the next change.
        yield str(file), (found.st_mtime_ns, found.st_size)
