"""Files that are whole or not there. In: a path and bytes. Out: the file, with the bytes, never half of them."""

import os
from contextlib import suppress
from errno import EEXIST
from functools import cache
from itertools import count
from stat import S_IMODE, S_ISDIR, S_ISREG
from time import time

STALE = 3600
"""Seconds after which a file that was being written is nobody's any more."""


def write_whole(path: str, data: bytes, lasting: bool = True) -> None:
    """Writes `data` to `path`, in place of what was there. When that fails the old file still stands, and the OSError names `path`.

    That holds for other programs, and when this one is killed. `lasting`: when the power fails too. Forcing a file to the disk takes as
    long as making it, so that what can be made again is not.
    """
    try:
        mode = os.stat(path).st_mode if os.path.exists(path) else None
        if mode is None or S_ISREG(mode) or S_ISDIR(mode):
            _replace(os.path.realpath(path), data, mode, lasting)  # a link goes on pointing where it did
        else:
            _write_device(path, data)
    except OSError as error:
        error.filename, error.filename2 = path, None
        raise


def create_whole(path: str, data: bytes) -> None:
    """Writes a file where there is none. FileExistsError when something is there, which then stays as it is."""
    beside = _written(os.path.dirname(os.path.abspath(path)), data, True)
    try:
        try:
            os.link(beside, path)  # unlike a rename it replaces nothing
        except FileExistsError:
            raise
        except OSError:  # some disks have no links
            if os.path.lexists(path):
                raise FileExistsError(EEXIST, os.strerror(EEXIST), path) from None
            os.rename(beside, path)
    finally:
        with suppress(OSError):
            os.unlink(beside)


def _replace(target: str, data: bytes, mode: int | None, lasting: bool) -> None:
    """Writes beside the target first, then takes its place: a rename within one folder is one step."""
    beside = _written(os.path.dirname(target), data, lasting)
    try:
        if mode is not None:
            os.chmod(beside, S_IMODE(mode))
        os.replace(beside, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise


def _written(folder: str, data: bytes, lasting: bool) -> str:
    """A new file in the folder that holds the data, with the rights that new files get."""
    _sweep(folder)
    for number in count():
        beside = os.path.join(folder, f".sopflow-{os.getpid()}-{number}.tmp")
        try:
            with open(beside, "xb") as file:
                file.write(data)
                if lasting:
                    file.flush()
                    os.fsync(file.fileno())
            return beside
        except FileExistsError:  # of another thread, or of another machine that shares the folder
            continue
        except BaseException:
            with suppress(OSError):
                os.unlink(beside)
            raise
    raise AssertionError("count() has no end")


@cache
def _sweep(folder: str) -> None:
    """Removes what programs that were killed left half-written in the folder. Once a process: writing takes moments, not an hour."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".sopflow-") and entry.name.endswith(".tmp"):
                with suppress(OSError):
                    if time() - entry.stat(follow_symlinks=False).st_mtime > STALE:
                        os.unlink(entry.path)


def _write_device(path: str, data: bytes) -> None:
    """A pipe or device can't be replaced, and holds nothing that could be left half. A pipe that nobody reads is an OSError."""
    at_once = getattr(os, "O_NONBLOCK", 0)  # Windows has neither
    handle = os.open(path, os.O_WRONLY | at_once)
    if at_once:
        os.set_blocking(handle, True)
    with open(handle, "wb") as file:
        file.write(data)
