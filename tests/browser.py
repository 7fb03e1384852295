"""Find the browser that the browser tests drive, or install one.

`python tests/browser.py` prints its path. Looked for in this order: the variable
FACTSHEET_BROWSER, a Chromium or Chrome on the path, Playwright's own. When there is none, it
is installed: with apt where that is Debian's and we are root, with Playwright elsewhere.
Exit code 1, and what to do about it, when that fails.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
FONTS = "fonts-noto-cjk"


def find() -> str | None:
    """Return the path of a browser, or None."""
    named = os.environ.get("FACTSHEET_BROWSER")
    if named:
        return named if Path(named).is_file() else None
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    return on_path or _of_playwright()


def install() -> None:
    """Install a browser the way this machine does it."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        _run(["apt-get", "update", "--quiet"], environment)
        _run(["apt-get", "install", "--quiet", "--yes", "chromium", FONTS], environment)
    else:
        _run([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ))


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def _run(command: Sequence[str], environment: dict[str, str]) -> None:
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, check=False, stdout=sys.stderr
    )
    if done.returncode:
        print(f"failed: {' '.join(command)}", file=sys.stderr)


def main() -> int:
    """Print the browser's path, installing one if need be."""
    if find() is None:
        print("no browser found, installing one", file=sys.stderr)
        install()
    path = find()
    if path is None:
        print(
            "The browser tests need Chromium or Chrome. Install it (on Debian: apt install "
            "chromium fonts-noto-cjk; elsewhere: python -m playwright install chromium), or "
            "name it in the variable FACTSHEET_BROWSER.",
            file=sys.stderr,
        )
        return 1
    print(f"browser: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
