"""The key that a page must know to be answered.

In: a folder for the program's own files. Out: a secret of 256 bits. It is kept for a day, readable by its owner alone, so that a page which
is still open finds a server that was started again.
"""

import hmac
import os
import time
from contextlib import suppress
from secrets import token_urlsafe

A_DAY = 24 * 3600
A_MINUTE = 60.0
_FILE = "serve.key"
_LENGTH = len(token_urlsafe())


def todays_key(folder: str) -> str:
    """The key of the last start when it is younger than a day, else a new one."""
    path = os.path.join(folder, _FILE)
    kept = _kept(path)
    if kept:
        return kept
    key = token_urlsafe()
    with suppress(OSError):  # where nothing can be kept, the key lasts as long as the server
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with suppress(FileNotFoundError):
            os.unlink(path)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "w", encoding="ascii") as file:
            file.write(key)
    return key


def _kept(path: str) -> str:
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with open(handle, encoding="ascii") as file:
            state = os.fstat(handle)
            key = file.read(_LENGTH + 1)
    except (OSError, UnicodeDecodeError):
        return ""
    private = os.name == "nt" or (state.st_mode & 0o077 == 0 and state.st_uid == os.getuid())
    fresh = 0 <= time.time() - state.st_mtime < A_DAY
    return key if private and fresh and len(key) == _LENGTH else ""


def same(key: str, given: object) -> bool:
    """Whether the given key is the right one, in a time that says nothing about how much of it is."""
    return isinstance(given, str) and hmac.compare_digest(key.encode(), given.encode("utf-8", "replace"))


class Ticket:
    """A key that opens once, within a minute: for the command line of the browser, which everybody on the machine can read."""

    def __init__(self) -> None:
        self.word = token_urlsafe()
        self._until = time.monotonic() + A_MINUTE

    def is_taken(self, given: object) -> bool:
        """Whether this is the ticket, and then it is used up."""
        if not same(self.word, given) or time.monotonic() > self._until:
            return False
        self._until = 0.0
        return True
