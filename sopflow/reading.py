"""Bytes of files that anybody may have put there. In: a path. Out: the content, of regular files only, and not more than is asked for.

What holds: reading ends. A pipe may stay silent, a device go on for ever, and a file hold more than there is memory.
"""

import os
from stat import S_ISDIR, S_ISREG


class NotAFile(OSError):
    """A pipe, a socket or a device."""


def read_file(path: str | os.PathLike[str], most: int = -1) -> bytes:
    """The content of a file; of one that is longer than `most`, the first byte too many as well. Raises OSError."""
    kind = os.stat(path).st_mode
    if not S_ISREG(kind) and not S_ISDIR(kind):
        raise NotAFile(0, "not a regular file", os.fspath(path))
    with open(path, "rb") as file:
        return file.read(most if most < 0 else most + 1)
