"""A served folder for tests: the program itself, as a user starts it, and what a page would say to it."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from websockets.sync.client import ClientConnection, connect


class Serving:
    """`sopflow serve PATH` as a process of its own, on a free port unless one is given. `home` keeps the key."""

    def __init__(self, path: Path, home: Path, port: int = 0, *options: str) -> None:
        command = [sys.executable, "-m", "sopflow", "serve", str(path), "--port", str(port), "--no-browser", *options]
        env = {**os.environ, "XDG_CONFIG_HOME": str(home), "HOME": str(home), "PYTHONIOENCODING": "utf-8"}
        self._process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, encoding="utf-8", start_new_session=True)
        self.process = self._process.pid
        self.address = self._address()
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/#([\w-]{43})", self.address)
        assert found, self.address
        self.port, self.key = int(found[1]), found[2]
        self.origin = f"http://127.0.0.1:{self.port}"

    def _address(self) -> str:
        assert self._process.stdout
        for line in self._process.stdout:
            if "http://" in line:
                return line.strip()
        raise AssertionError("no address was printed")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self.kill()

    def kill(self) -> None:
        """Ends it without farewell, as a crash does."""
        self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()

    def interrupt(self) -> int:
        """Ctrl+C in its terminal: all its processes get the signal. Its exit status."""
        os.killpg(self.process, signal.SIGINT)
        return self._process.wait(timeout=60)

    @contextmanager
    def talk(self, key: str | None = None) -> Iterator["Talk"]:
        """A socket such as the page opens; the key is said."""
        options: dict[str, Any] = {"origin": self.origin, "max_size": None, "compression": None}
        with connect(f"ws://127.0.0.1:{self.port}/socket", **options) as socket:
            talking = Talk(socket)
            talking.say("hello", key=self.key if key is None else key)
            yield talking


class Talk:
    """A page's side of the conversation."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self._number = 0
        self.pushed: list[dict[str, Any]] = []

    def say(self, kind: str, **values: Any) -> None:
        self.socket.send(json.dumps({"kind": kind, **values}))

    def hear(self, kind: str, **values: Any) -> dict[str, Any]:
        """The next message of this kind with these values, which may have come before others that were waited for."""
        wanted = {"kind": kind, **values}.items()
        while not (found := next((each for each in self.pushed if wanted <= each.items()), None)):
            self.pushed.append(json.loads(self.socket.recv(timeout=60)))
        self.pushed.remove(found)
        return found

    def ask(self, kind: str, **values: Any) -> dict[str, Any]:
        """The answer to a question: `value` or `fault`."""
        self._number += 1
        self.say(kind, **{"id": self._number, "lang": "id", **values})
        return self.hear("reply", id=self._number)
