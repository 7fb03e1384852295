"""A small client of the language server protocol, as an editor has one.

Language Server Protocol 3.17: JSON-RPC over the server's standard streams, each message after a
`Content-Length`. Positions count lines and UTF-16 units from 0.
"""

import json
import queue
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

PATIENCE = 60.0


class LanguageServer:
    """A running server; what it sends is read as it comes, by a thread of its own."""

    def __init__(self, process: "subprocess.Popen[bytes]", settings: dict[str, Any]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.out: BinaryIO = process.stdin  # type: ignore[assignment]  # a pipe is one
        self.source: BinaryIO = process.stdout  # type: ignore[assignment]
        self.settings = settings
        self.received: queue.Queue[dict[str, Any]] = queue.Queue()
        self.number = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def request(self, method: str, **params: Any) -> Any:
        """Ask, and wait for the answer; the server's own questions are answered meanwhile."""
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        return self._until(lambda message: message.get("id") == self.number)["result"]

    def notify(self, method: str, **params: Any) -> None:
        """Tell something that has no answer."""
        self._send({"method": method, "params": params})

    def open(self, path: Path) -> list[dict[str, Any]]:
        """Open a file, and return what the server finds wrong with it."""
        uri = path.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": path.read_text("utf-8")}
        self.notify("textDocument/didOpen", textDocument=document)
        published = self._until(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics"
                and message["params"]["uri"] == uri
            )
        )
        return list(published["params"]["diagnostics"])

    def at(self, method: str, path: Path, line: int, character: int) -> Any:
        """Ask about a position of an open file."""
        position = {"line": line, "character": character}
        document = {"uri": path.as_uri()}
        return self.request(f"textDocument/{method}", textDocument=document, position=position)

    def _until(self, is_it: Any) -> dict[str, Any]:
        while True:
            message = self.received.get(timeout=PATIENCE)
            if "method" in message and "id" in message:
                self._send({"id": message["id"], "result": self._answer(message)})
            elif is_it(message):
                return message

    def _answer(self, question: dict[str, Any]) -> Any:
        if question["method"] != "workspace/configuration":
            return None
        return [self.settings.get(each["section"]) for each in question["params"]["items"]]

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.out.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.out.flush()

    def _listen(self) -> None:
        while line := self.source.readline():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
                while self.source.readline().strip():
                    pass
                self.received.put(json.loads(self.source.read(length)))


@contextmanager
def running(command: list[str], folder: Path, settings: dict[str, Any]) -> Iterator[LanguageServer]:
    """Start a server for a folder, and end it."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=folder, **pipes) as process:  # type: ignore[call-overload]
        server = LanguageServer(process, settings)
        try:
            server.request(
                "initialize",
                processId=None,
                rootUri=folder.as_uri(),
                workspaceFolders=[{"uri": folder.as_uri(), "name": "facts"}],
                capabilities={
                    "workspace": {"configuration": True},
                    "textDocument": {
                        "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                        "hover": {"contentFormat": ["markdown"]},
                    },
                },
            )
            server.notify("initialized")
            server.notify("workspace/didChangeConfiguration", settings=settings)
            yield server
        finally:
            process.kill()
