"""Tell when files change, until somebody presses Ctrl-C."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

# An editor writes a file in several steps; what follows so soon belongs to the same change.
QUIET = 0.2
# What merely reading a file brings about is no change.
CHANGING = frozenset({"created", "modified", "deleted", "moved", "closed"})


class _Bell(FileSystemEventHandler):
    """Notes that something changed below the paths that are watched."""

    def __init__(self, files: frozenset[str]) -> None:
        self.files = files
        self.rung = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change; of a folder, only that something in it is other than before."""
        is_wanted = not self.files or {str(event.src_path), str(event.dest_path)} & self.files
        if event.event_type in CHANGING and not event.is_directory and is_wanted:
            self.rung.set()


def changes(paths: Sequence[Path]) -> Iterator[None]:
    """Yield at once, and again after every change in some files and folders; ends at Ctrl-C."""
    observer, bells = Observer(), []
    for path in paths:
        files = frozenset() if path.is_dir() else frozenset({str(path.resolve())})
        bell = _Bell(files)
        folder = path.resolve() if path.is_dir() else path.resolve().parent
        observer.schedule(bell, str(folder), recursive=path.is_dir())
        bells.append(bell)
    observer.start()
    with suppress(KeyboardInterrupt):
        try:
            yield
            while True:
                if any(bell.rung.is_set() for bell in bells):
                    _settle(bells)
                    yield
                bells[0].rung.wait(QUIET)
        finally:
            observer.stop()
            observer.join()


def _settle(bells: Sequence[_Bell]) -> None:
    """Wait until nothing has changed for a moment."""
    while any(bell.rung.is_set() for bell in bells):
        for bell in bells:
            bell.rung.clear()
        threading.Event().wait(QUIET)
