"""Have Lighthouse judge the built site: `python bench/judges/lighthouse.py site`."""

import functools
import gzip
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
from http import HTTPStatus
from pathlib import Path
from typing import Any

TOOLS = Path(os.environ.get("TOOLS", Path(__file__).parent / ".tools"))
LIGHTHOUSE = TOOLS / "node_modules/lighthouse/cli/index.js"
PREFIX = "/base/"
PAGES = ["", "sheets/nvidia-china-article-2024/", "entities/nvidia/"]
FLAGS = (
    "--no-sandbox --headless --disable-gpu --disable-background-networking "
    "--disable-component-update --disable-sync"
)
PACKED = ("text/", "application/json", "application/javascript", "application/xml", "image/svg")
GOOD = 0.9


class Handler(http.server.SimpleHTTPRequestHandler):
    """A static host as GitHub Pages is one: below a path, compressed, ten minutes of cache."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file, or the page for what is not there."""
        path = self.path.partition("?")[0]
        inside = Path(self.translate_path("/" + path.removeprefix(PREFIX)))
        file = inside / "index.html" if inside.is_dir() else inside
        found = path.startswith(PREFIX) and file.is_file()
        if not found:
            file = Path(self.directory) / "404.html"
        body, kind = file.read_bytes(), self.guess_type(str(file))
        self.send_response(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)
        if kind.startswith(PACKED):
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the base's name
        """Stay quiet."""


def browser() -> str:
    """Return the path of the browser to use."""
    return os.environ.get("CHROME_PATH") or shutil.which("chromium") or ""


def judged(address: str, *options: str, on_desktop: bool = False) -> dict[str, Any]:
    """Return Lighthouse's report of a page."""
    command = ["node", str(LIGHTHOUSE), address, "--quiet", "--output=json"]
    command += ["--no-enable-error-reporting", f"--chrome-flags={FLAGS}"]
    command += [*options, *(["--preset=desktop"] if on_desktop else [])]
    done = subprocess.run(
        command,
        env={**os.environ, "CHROME_PATH": browser()},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=True,
    )
    return dict(json.loads(done.stdout))


def tell(name: str, report: dict[str, Any]) -> None:
    """Print a report's scores, its main measures and the audits that fail."""
    categories, audits = report["categories"], report["audits"]
    scores = ", ".join(f"{key} {round(each['score'] * 100)}" for key, each in categories.items())
    largest, shift = audits["largest-contentful-paint"], audits["cumulative-layout-shift"]
    print(f"{name}: {scores}; LCP {largest['displayValue']}, CLS {shift['displayValue']}")
    for audit in audits.values():
        if audit["score"] is not None and audit["score"] < GOOD:
            print(f"  {audit['id']}: {audit['title']} {audit.get('displayValue', '')}".rstrip())


def main() -> None:
    """Judge every page in both languages, on both devices."""
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "site").resolve()
    make = functools.partial(Handler, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), make)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for path in PAGES:
        for code in ("en", "zh"):
            for on_desktop in (False, True):
                address = f"http://127.0.0.1:{server.server_address[1]}{PREFIX}{code}/{path}"
                name = f"{code}/{path} {'desktop' if on_desktop else 'phone'}"
                tell(name, judged(address, on_desktop=on_desktop))
    server.shutdown()


if __name__ == "__main__":
    main()
