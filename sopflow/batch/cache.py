"""What need not be made again. In: the cache that the last build left in the output folder. Out: reports of documents as they were.

A document is as it was when every file it was read from, its orders and the program are the same by content, and every output still
holds what was written. What holds: a cache that is missing, broken or of another program is ignored; it is replaced whole or not at all.
"""

import os
from collections.abc import Iterable
from json import dumps, loads
from typing import Any

from sopflow.batch.report import Done, Written
from sopflow.batch.task import Orders, Sheet, Task, digest
from sopflow.export.files import write_whole
from sopflow.messages import spoken
from sopflow.reading import read_file

NAME = ".sopflow-cache.json"

LIBRARIES = ("lark", "cairocffi", "cairosvg", "pillow", "pikepdf", "graphviz")
"""What else an output may depend on."""


class Cache:
    """The documents that stand in an output folder; none of them when all are to be made afresh."""

    def __init__(self, folder: str, orders: Orders, fresh: bool = False) -> None:
        self._folder = folder
        self._program = program(orders)
        self._orders = digest(f"{orders!r} {spoken()}".encode())[:16]  # messages are kept in words
        self._known: dict[str, Any] = {} if fresh else self._read()

    def kept(self, task: Task) -> Done | None:
        """The report of a document that is as it was; None when it must be made."""
        try:
            entry = self._known[self._key(task)]
            inputs = tuple((path, content) for path, content in entry["inputs"])
            if not inputs or any(_digest_of(path) != content for path, content in inputs):
                return None
            written = tuple(
                Written(each["file"], each["format"], each["digest"], each["size"], tuple(Sheet(*sheet) for sheet in each["sheets"]))
                for each in entry["outputs"]
            )
            if any(_digest_of(os.path.join(self._folder, each.file)) != each.digest for each in written):
                return None
            return Done(task, "kept", str(entry["title"]), written, 0, tuple(map(str, entry["messages"])), inputs=inputs)
        except (KeyError, TypeError, ValueError):
            return None

    def learn(self, done: Done) -> None:
        """Remembers a document that was made without faults, and forgets one that was not."""
        key = self._key(done.task)
        self._known.pop(key, None)
        if done.status == "failed":
            return
        outputs = [each._asdict() for each in done.written]
        self._known[key] = {"title": done.title, "inputs": done.inputs, "outputs": outputs, "messages": done.messages}

    def write(self) -> None:
        """Leaves what is known for the next build."""
        os.makedirs(self._folder, exist_ok=True)
        content = {"program": self._program, "documents": dict(sorted(self._known.items()))}
        data = dumps(content, ensure_ascii=False, indent=1).encode(errors="backslashreplace")  # as JSON writes a name that is no text
        write_whole(os.path.join(self._folder, NAME), data + b"\n")

    def _key(self, task: Task) -> str:
        return f"{self._orders} {task.path} {task.place(task.stem)}"

    def _read(self) -> dict[str, Any]:
        try:
            content = loads(read_file(os.path.join(self._folder, NAME)))
            known = content["documents"] if content["program"] == self._program else {}
            return dict(known)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return {}


def program(orders: Orders) -> str:
    """What tells one state of the program from another: its files, and the versions of what it draws with."""
    top = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    parts = [f"{os.path.relpath(path, top)} {_digest_of(path)}" for path in sorted(_program_files(top))]
    return digest("\n".join([*parts, *_versions(orders)]).encode())


def _program_files(top: str) -> Iterable[str]:
    for folder, folders, files in os.walk(top):
        folders[:] = [each for each in folders if each != "__pycache__"]
        yield from (os.path.join(folder, file) for file in files if not file.endswith(".pyc"))


def _versions(orders: Orders) -> list[str]:
    from importlib import metadata

    found = []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return [*found, *(["cairo " + _cairo_version()] if {"pdf", "png"} & set(orders.formats) else [])]


def _cairo_version() -> str:
    from sopflow.export.cairo import MissingLibrary, cairo

    try:
        return str(cairo().cairo_version_string())
    except MissingLibrary:
        return ""


def _digest_of(path: str) -> str:
    try:
        return digest(read_file(path))
    except OSError:
        return ""
