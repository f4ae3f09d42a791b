"""A client of the language server: a process, and JSON-RPC over its pipes."""

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

DEADLINE = 120.0
"""Seconds that any answer may take on a busy machine."""


class Refused(Exception):
    """The server answered with an error."""


class Session:
    """One server with its conversation. `notices`: what it said unasked, by method."""

    def __init__(self, encodings: list[str] | None = None, *options: str, locale: str | None = None) -> None:
        command = [sys.executable, "-m", "sopflow", "lsp", "--stdio", *options]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.notices: list[tuple[str, Any]] = []
        self._number = 0
        self._buffer = b""
        general = {"positionEncodings": encodings} if encodings else {}
        begin = {"processId": None, "rootUri": None, "capabilities": {"general": general}, **({"locale": locale} if locale else {})}
        self.server = self.ask("initialize", begin)
        self.tell("initialized", {})

    def ask(self, method: str, params: Any) -> Any:
        """The result of a request. Raises Refused."""
        number = self.send(method, params)
        return self.answer(number)

    def send(self, method: str, params: Any) -> int:
        """Sends a request without waiting; its number."""
        self._number += 1
        self._write({"jsonrpc": "2.0", "id": self._number, "method": method, "params": params})
        return self._number

    def answer(self, number: int) -> Any:
        """The result of the request with this number."""
        while True:
            message = self._read()
            if message.get("id") == number and "method" not in message:
                if "error" in message:
                    raise Refused(message["error"]["message"])
                return message.get("result")
            self._note(message)

    def tell(self, method: str, params: Any) -> None:
        """Sends a notification."""
        self._write({"jsonrpc": "2.0", "method": method, "params": params})

    def wait_for(self, method: str, fits: Callable[[Any], bool] = lambda _: True) -> Any:
        """The next notification of that kind."""
        while True:
            for at, (name, params) in enumerate(self.notices):
                if name == method and fits(params):
                    del self.notices[: at + 1]
                    return params
            self._note(self._read())

    def end(self) -> int:
        """Shuts the server down; its exit status."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        status = self.process.wait(DEADLINE)
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe
            pipe.close()
        return status

    def _note(self, message: Any) -> None:
        if "method" in message and "id" not in message:
            self.notices.append((message["method"], message.get("params")))

    def _write(self, message: Any) -> None:
        body = json.dumps(message).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _read(self) -> Any:
        head = self._until(lambda data: data.find(b"\r\n\r\n") + 4 if b"\r\n\r\n" in data else 0)
        fields = dict(line.split(": ", 1) for line in head.decode().strip().split("\r\n"))
        size = int(fields["Content-Length"])
        return json.loads(self._until(lambda data: size if len(data) >= size else 0))

    def _until(self, ready: Callable[[bytes], int]) -> bytes:
        """Bytes from the server up to where `ready` says, when it says so."""
        assert self.process.stdout
        limit = time.monotonic() + DEADLINE
        while not (size := ready(self._buffer)):
            readable, _, _ = select.select([self.process.stdout], [], [], max(0.0, limit - time.monotonic()))
            data = os.read(self.process.stdout.fileno(), 65536) if readable else b""
            if not data:
                raise TimeoutError(f"the server said nothing more; so far {self._buffer!r}")
            self._buffer += data
        taken, self._buffer = self._buffer[:size], self._buffer[size:]
        return taken
