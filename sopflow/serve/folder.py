"""The served folder: which texts it has, and reading and writing them.

In: a path as the page names it (relative, with `/`). Out: the text with line ends `\\n`, and the digest of the bytes on disk.
Always holds: nothing outside the folder is read or written, neither by `..`, nor by an absolute path, nor through a link; and a file
is only replaced by someone who has seen what is in it.
"""

import os
import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice

from sopflow.export.files import write_whole
from sopflow.syntax.decode import LARGEST, decode
from sopflow.values import NamedTuple
from sopflow.watch.stamps import Stamp, stamp

ENDING = ".sop"
DEEPEST = 4
"""Folders below the served one that are looked into."""
MOST_FILES = 1000
WATCHED = (ENDING, ".svg", ".png", ".jpg", ".jpeg")
"""What a text can be made of: texts, shared texts and logos."""

_BOM = b"\xef\xbb\xbf"
_PLAIN_PATH = re.compile(r"(?!.*//)[^/\\:*?\"<>|\x00-\x1f\x7f\ud800-\udfff][^\\:*?\"<>|\x00-\x1f\x7f\ud800-\udfff]{0,199}")
"""What every system takes for a name, and every message can say."""


class Refused(Exception):
    """What the user asked for can't be done; its words say why and what to do."""


class Folder(NamedTuple):
    """`root`: its real path. `only`: the one file that is served, "" for all."""

    root: str
    only: str = ""


class OnDisk(NamedTuple):
    """A file's text. `digest` tells its bytes apart; "" when there is no such file."""

    text: str
    digest: str


def open_folder(path: str) -> Folder:
    """The folder that `sopflow serve PATH` serves: PATH itself, or the one that holds the file PATH."""
    real = os.path.realpath(path)
    if os.path.isdir(real):
        return Folder(real)
    if not real.casefold().endswith(ENDING):
        raise Refused(f"«{path}» bukan folder dan bukan berkas {ENDING}; periksa namanya")
    if not os.path.isdir(os.path.dirname(real)):
        raise Refused(f"Folder «{os.path.dirname(path)}» tidak ada; periksa alamatnya")
    return Folder(os.path.dirname(real), os.path.basename(real))


def texts(stamps: dict[str, Stamp], folder: Folder) -> tuple[str, ...]:
    """The texts among the watched files, as the page lists them."""
    if folder.only:
        return (folder.only,)
    return tuple(sorted((path for path in stamps if path.casefold().endswith(ENDING)), key=str.casefold))


def stamps(folder: Folder) -> dict[str, Stamp]:
    """The watched files with their stamps. Hidden folders and links to folders are not looked into."""
    found: dict[str, Stamp] = {}
    for path in islice(_watched(folder.root, DEEPEST), MOST_FILES):
        name, real = os.path.relpath(path, folder.root).replace(os.sep, "/"), os.path.realpath(path)
        if _inside(real, folder.root) and _PLAIN_PATH.fullmatch(name):
            found[name] = stamp(real)
    return found


def _watched(folder: str, deep: int) -> Iterator[str]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted((entry.name, entry.path, entry.is_dir(follow_symlinks=False)) for entry in listing)
    except OSError:
        return
    for name, path, is_folder in entries:
        if name.startswith("."):
            continue
        if is_folder and deep:
            yield from _watched(path, deep - 1)
        elif name.casefold().endswith(WATCHED) and not is_folder:
            yield path


def place(folder: Folder, path: object) -> str:
    """Where a text of the folder lies on disk. Refused when the path leads anywhere else."""
    if not isinstance(path, str) or not _PLAIN_PATH.fullmatch(path) or not path.casefold().endswith(ENDING):
        raise Refused(f"Nama berkas tidak bisa dipakai; pakai huruf, angka, dan spasi, dengan akhiran {ENDING}")
    if any(part.startswith(".") or part != part.strip() for part in path.split("/")) or (folder.only and path != folder.only):
        raise Refused(f"Berkas «{path}» tidak dilayani; pilih dari daftar berkas")
    real = os.path.realpath(os.path.join(folder.root, *path.split("/")))
    if not _inside(real, folder.root):
        raise Refused(f"Berkas «{path}» berada di luar folder ini")
    return real


def _inside(real: str, root: str) -> bool:
    return real.startswith(root.rstrip(os.sep) + os.sep)


def read(folder: Folder, path: object) -> OnDisk:
    """The text of a file; empty, without a digest, when there is none."""
    real = place(folder, path)
    data = _bytes(real)
    if data is None:
        return OnDisk("", "")
    source, faults = decode(data, str(path))
    if source is None:
        raise Refused(f"{faults[0].message}. {faults[0].hint}")
    return OnDisk(source.text.replace("\r\n", "\n").replace("\r", "\n"), _digest(data))


def write(folder: Folder, path: object, text: str, seen: str) -> OnDisk | None:
    """Writes the text when the file still has the digest `seen` ("" for: there is none), and gives what now stands there; None when
    another program has changed it meanwhile. Line ends and byte-order mark stay those of the file."""
    real = place(folder, path)
    before = _bytes(real)
    if ("" if before is None else _digest(before)) != seen:
        return None
    data = _like(before or b"", text)
    if len(data) > LARGEST:
        raise Refused(f"Teks terlalu besar: paling besar {LARGEST // 1000} kB. Bagi menjadi beberapa berkas")
    try:
        write_whole(real, data)
    except OSError as fault:
        raise Refused(f"Berkas «{path}» tidak bisa disimpan; periksa nama foldernya dan izin menulis di sana") from fault
    return OnDisk(text, _digest(data))


def _bytes(real: str) -> bytes | None:
    try:
        if not os.path.isfile(real):
            if os.path.lexists(real):
                raise Refused("Ini bukan berkas biasa")
            return None
        with open(real, "rb") as file:
            return file.read(LARGEST + 1)
    except OSError as fault:
        raise Refused("Berkas ini tidak bisa dibaca; periksa izinnya") from fault


def _like(before: bytes, text: str) -> bytes:
    """The text's bytes, with the habits of the file that it replaces."""
    data = text.encode("utf-8", "replace")
    lines = before.count(b"\n")
    if lines and before.count(b"\r\n") == lines:
        data = data.replace(b"\n", b"\r\n")
    return (_BOM if before.startswith(_BOM) else b"") + data


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
