"""The command line on a terminal of its own, for tests."""

import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from select import select

OWN_TERMINAL = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); from sopflow.start import main; main()"
"""The command with its terminal in charge of it, so that Ctrl+C reaches it."""


class Terminal:
    """The command on a terminal, typed at as people do: an answer after each question. `shown`: all that stands on it."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._master, slave = pty.openpty()
        env = {**os.environ, "PYTHONIOENCODING": "utf-8", "TERM": "dumb"}
        command = [sys.executable, "-c", OWN_TERMINAL, *arguments]
        self._process = subprocess.Popen(command, cwd=folder, stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True)
        os.close(slave)
        self.shown = ""

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def answer(self, question: str, words: str) -> None:
        """Waits for the question, then types the words and Enter."""
        self._read_until(question)
        os.write(self._master, f"{words}\n".encode())

    def press_control_c(self, question: str) -> None:
        """Presses it until it is noticed: right before the program waits for a key it only sets a flag."""
        self._read_until(question)
        for _ in range(20):
            os.write(self._master, b"\x03")
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=1)
                return

    def end(self) -> int:
        """Waits until it is done; its status."""
        for _ in self._pieces():
            pass
        return self._process.wait(timeout=60)

    def follow(self, transcript: str) -> int:
        """Types what the transcript has behind each question, until the command ends; its status."""
        expected = transcript.split("\n")
        for _ in self._pieces():
            lines = self.shown.split("\n")
            if len(lines) <= len(expected) and lines[-1].endswith(": ") and expected[len(lines) - 1].startswith(lines[-1].rstrip()):
                os.write(self._master, f"{expected[len(lines) - 1].removeprefix(lines[-1].rstrip()).strip()}\n".encode())
        return self._process.wait(timeout=60)

    def _read_until(self, question: str) -> None:
        seen = len(self.shown)
        for _ in self._pieces():
            if question in self.shown[seen:] and self.shown.endswith(": "):
                return
        raise AssertionError(f"never asked «{question}»: {self.shown}")

    def _pieces(self) -> Iterator[str]:
        while select([self._master], [], [], 60)[0]:
            try:
                piece = os.read(self._master, 4096).decode()
            except OSError:  # the other side is closed
                return
            if not piece:
                return
            self.shown += piece.replace("\r\n", "\n")
            yield piece
