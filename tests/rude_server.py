"""A server on this machine that misbehaves as servers do; each path is a manner of its own."""

import http.server
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from urllib.parse import urlsplit

# Long enough that nobody waits for it, short enough that no test hangs.
TOO_LONG = 3.0
HUGE = 64 * 1024 * 1024
PIECE = 64 * 1024


@dataclass(slots=True)
class Rude:
    """The running server: its address, what was asked, and what is at its paths."""

    address: str
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    at_once: list[int] = field(default_factory=list)
    sent: int = 0
    robots: str | int = 404
    pages: "dict[str, Manner]" = field(default_factory=dict)
    running: int = 0

    def methods(self, path: str) -> list[str]:
        """Return with which methods a path was asked for, in order."""
        return [method for method, each in self.asked if each == path]

    def headers_of(self, path: str) -> list[dict[str, str]]:
        """Return the headers with which a path was asked for."""
        return [
            headers
            for (_, each), headers in zip(self.asked, self.headers, strict=True)
            if each == path
        ]


class Handler(http.server.BaseHTTPRequestHandler):
    """One request to the server."""

    rude: Rude
    lock: threading.Lock

    def do_GET(self) -> None:
        """Answer in the manner of the path."""
        with self.lock:
            self.rude.asked.append((self.command, self.path))
            self.rude.headers.append({name.lower(): text for name, text in self.headers.items()})
            self.rude.times.append(time.monotonic())
            self.rude.running += 1
            self.rude.at_once.append(self.rude.running)
        try:
            self._manner()(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            with self.lock:
                self.rude.running -= 1

    do_HEAD = do_GET  # noqa: N815 the base prescribes the name

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Send an answer; in header names "_" stands for "-"."""
        self.send_response(status)
        for name, text in headers.items():
            self.send_header(name.replace("_", "-"), text)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "HEAD":
            return
        for start in range(0, len(body), PIECE):
            self.wfile.write(body[start : start + PIECE])
            self.rude.sent += PIECE

    def count(self) -> int:
        """Return how often this path has been asked for."""
        return len(self.rude.methods(self.path))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the base's name
        """Stay quiet."""

    def _manner(self) -> "Manner":
        path = urlsplit(self.path).path
        if path == "/robots.txt":
            return _robots
        return self.rude.pages.get(path) or MANNERS.get(path) or _status


Manner = Callable[[Handler], None]


def page(status: int, body: bytes = b"", **headers: str) -> Manner:
    """Return a manner that always answers alike."""
    return lambda handler: handler.answer(status, body, **headers)


def _robots(handler: Handler) -> None:
    rules = handler.rude.robots
    if isinstance(rules, int):
        handler.answer(rules)
    else:
        handler.answer(200, rules.encode(), Content_Type="text/plain")


def _status(handler: Handler) -> None:
    """Answer `/404` with 404, and so on."""
    handler.answer(int(urlsplit(handler.path).path.strip("/")))


def _slow(_: Handler) -> None:
    time.sleep(TOO_LONG)


def _drip(handler: Handler) -> None:
    """Send a header now and then, so that something always comes and never all."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(int(TOO_LONG * 10)):
        handler.wfile.write(f"X-{number}: x\r\n".encode())
        time.sleep(0.1)


def _reset(handler: Handler) -> None:
    linger = struct.pack("ii", 1, 0)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    handler.close_connection = True
    handler.connection.close()


def _silent(handler: Handler) -> None:
    handler.close_connection = True


def _nonsense(handler: Handler) -> None:
    handler.wfile.write(b"nonsense\r\n\r\n")
    handler.close_connection = True


def _chain(handler: Handler) -> None:
    number = int(handler.path.rpartition("-")[2])
    handler.answer(301, Location=f"/chain-{number - 1}" if number > 1 else "/200")


def _endless(handler: Handler) -> None:
    handler.answer(302, Location=f"/endless?{time.monotonic_ns()}")


def _cookie(handler: Handler) -> None:
    """Lead to the same address until a cookie comes back."""
    if "seen=yes" in (handler.headers["Cookie"] or ""):
        handler.answer(200)
    else:
        handler.answer(302, Location=handler.path, Set_Cookie="seen=yes")


def _busy_once(handler: Handler) -> None:
    if handler.count() == 1:
        handler.answer(429, Retry_After="1")
    else:
        handler.answer(200)


def _busy_until(handler: Handler) -> None:
    """Ask to wait until a moment of the server's own clock, which is an hour slow."""
    if handler.count() == 1:
        hour_ago = time.time() - 3600
        handler.send_response_only(503)
        handler.send_header("Date", formatdate(hour_ago, usegmt=True))
        handler.send_header("Retry-After", formatdate(hour_ago + 1, usegmt=True))
        handler.send_header("Content-Length", "0")
        handler.end_headers()
    else:
        handler.answer(200)


def _no_head(handler: Handler) -> None:
    handler.answer(405 if handler.command == "HEAD" else 200)


def _get_only(handler: Handler) -> None:
    """Tell HEAD that nothing is here, as some servers do."""
    handler.answer(404 if handler.command == "HEAD" else 200)


def _huge(handler: Handler) -> None:
    if handler.command == "HEAD":
        handler.answer(501)
        return
    handler.answer(200, b"x" * HUGE)


def _remembered(handler: Handler) -> None:
    is_same = handler.headers["If-None-Match"] == '"one"'
    handler.answer(304 if is_same else 200, b"page", ETag='"one"', Last_Modified="yesterday")


MANNERS: dict[str, Manner] = {
    "/": page(200),
    "/slow": _slow,
    "/drip": _drip,
    "/reset": _reset,
    "/silent": _silent,
    "/nonsense": _nonsense,
    "/chain-1": _chain,
    "/chain-2": _chain,
    "/chain-3": _chain,
    "/moved-to-front": page(301, Location="/"),
    "/moved-to-nothing": page(301, Location="/404"),
    "/moved-then-for-now": page(301, Location="/for-now"),
    "/for-now": page(302, Location="/200"),
    "/for-now-then-moved": page(302, Location="/chain-1"),
    "/spaced": page(308, Location="/200?q=a b'é"),
    "/circle": page(301, Location="/circle-back"),
    "/circle-back": page(301, Location="/circle"),
    "/endless": _endless,
    "/cookie": _cookie,
    "/away": page(301, Location="ftp://files.example/x"),
    "/nowhere": page(301),
    "/busy": page(429),
    "/busy-once": _busy_once,
    "/busy-until": _busy_until,
    "/busy-for-an-hour": page(429, Retry_After="3600"),
    "/guarded": page(403, cf_mitigated="challenge"),
    "/guarded-503": page(503, cf_mitigated="challenge"),
    "/guarded-200": page(202, x_amzn_waf_action="challenge"),
    "/no-head": _no_head,
    "/get-only": _get_only,
    "/huge": _huge,
    "/remembered": _remembered,
    "/not-found-in-words": page(200, b"<title>Not found</title>"),
}


@contextmanager
def rude_server() -> Iterator[Rude]:
    """Run the server."""
    handler = type("RudeHandler", (Handler,), {"lock": threading.Lock()})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    # Who hangs up on a slow answer does not wait for it in the end.
    server.block_on_close = False
    rude = Rude(f"http://127.0.0.1:{server.server_address[1]}")
    handler.rude = rude  # type: ignore[attr-defined] # the class made above
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield rude
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
