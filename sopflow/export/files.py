"""Files that are whole or not there. In: a path and bytes. Out: the file, with the bytes, never half of them."""

import os
from contextlib import suppress
from functools import cache
from itertools import count
from stat import S_IMODE, S_ISREG
from time import time

STALE = 3600
"""Seconds after which a file that was being written is nobody's any more."""


def write_whole(path: str, data: bytes, lasting: bool = True) -> None:
    """Writes `data` to `path`, in place of what was there. When that fails the old file still stands, and the OSError names `path`.

    That holds for other programs, and when this one is killed. `lasting`: when the power fails too. Forcing a file to the disk takes as
    long as making it, so that what can be made again is not.
    """
    target = os.path.realpath(path)  # a link goes on pointing where it did
    try:
        mode = os.stat(target).st_mode if os.path.exists(target) else None
        if mode is not None and not S_ISREG(mode) and not os.path.isdir(target):
            _write_device(target, data)
        else:
            _replace(target, data, mode, lasting)
    except OSError as error:
        error.filename, error.filename2 = path, None
        raise


def _replace(target: str, data: bytes, mode: int | None, lasting: bool) -> None:
    """Writes beside the target first, then takes its place: a rename within one folder is one step."""
    folder = os.path.dirname(target)
    _sweep(folder)
    handle, beside = _create(folder)
    try:
        with open(handle, "wb") as file:
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        if mode is not None:
            os.chmod(beside, S_IMODE(mode))
        os.replace(beside, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise


@cache
def _sweep(folder: str) -> None:
    """Removes what programs that were killed left half-written in the folder. Once a process: writing takes moments, not an hour."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".sopflow-") and entry.name.endswith(".tmp"):
                with suppress(OSError):
                    if time() - entry.stat(follow_symlinks=False).st_mtime > STALE:
                        os.unlink(entry.path)


def _create(folder: str) -> tuple[int, str]:
    """A new file in the folder, open for writing, with the rights that new files get."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    for number in count():
        beside = os.path.join(folder, f".sopflow-{os.getpid()}-{number}.tmp")
        with suppress(FileExistsError):
            return os.open(beside, flags, 0o666), beside
    raise AssertionError("count() has no end")


def _write_device(target: str, data: bytes) -> None:
    """A pipe or device can't be replaced, and holds nothing that could be left half."""
    with open(target, "wb") as file:
        file.write(data)
