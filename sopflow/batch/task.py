"""One document of many. In: a `Task`, which travels to any process. Out: a `Made` with the bytes of its files; nothing is written here.

What holds: `make` raises nothing that a text, its files or a missing library can cause; such faults are told in the value.
"""

import os

from sopflow.diagnostics import Diagnostic
from sopflow.export.formats import DEFAULTS, Content, Options, render, tell_reading
from sopflow.messages import reason, render_all
from sopflow.pipeline import Compiled, compile_bytes, read_document
from sopflow.values import NamedTuple
from sopflow.view import WHOLE, View


class Orders(NamedTuple):
    """What is to be made of every document."""

    formats: tuple[str, ...] = ("svg", "pdf")
    view: View = WHOLE
    options: Options = DEFAULTS


class Task(NamedTuple):
    """A text to be made into files called `stem`… in `folder`, which is relative to the output folder, "" for itself.

    `source` is what messages call it, `path` the whole way to it: another process may stand elsewhere. `digests`: those of what is read
    and written are wanted, for a cache or a manifest.
    """

    source: str
    path: str
    folder: str
    stem: str
    orders: Orders
    digests: bool = True

    def place(self, file: str) -> str:
        """Where a file of this document stands, relative to the output folder."""
        return os.path.join(self.folder, file)


class Sheet(NamedTuple):
    """A page of an output, in millimetres."""

    title: str
    width: float
    height: float


class Output(NamedTuple):
    """A file of a document: its place in the output folder, its content, and its pages where it has any."""

    file: str
    format: str
    data: bytes
    sheets: tuple[Sheet, ...]


class Made(NamedTuple):
    """What became of a task. `faults`: what kept outputs from being made, besides errors of the text. `messages`: diagnostics in words.

    `inputs`: the digests of the files that were read, by their paths. `crash`: where the program itself failed.
    """

    task: Task
    title: str = ""
    outputs: tuple[Output, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    messages: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    inputs: tuple[tuple[str, str], ...] = ()
    crash: str = ""

    @property
    def ok(self) -> bool:
        """Whether everything that was ordered was made."""
        return not self.faults and not any(each.severity == "error" for each in self.diagnostics)


def make(task: Task) -> Made:
    """Compiles the text and renders what was ordered. A format that fails does not stop the others."""
    try:
        data = read_document(task.path)
        reading = tell_reading(task.orders.formats)
        compiled = compile_bytes(data, task.source, os.path.dirname(task.path), task.orders.view, reading)
        return _rendered(task, compiled, data)
    except OSError as fault:
        return Made(task, faults=(f"{task.source}: galat: {reason(fault)}",))
    except Exception as fault:
        from traceback import format_exc

        words = f"{task.source}: galat: kesalahan di dalam sopflow ({type(fault).__name__}); laporkan bersama berkasnya"
        return Made(task, faults=(words,), crash=format_exc())


def digest(data: bytes) -> str:
    """What tells contents apart."""
    from hashlib import sha256

    return sha256(data).hexdigest()


def _rendered(task: Task, compiled: Compiled, data: bytes) -> Made:
    made = Made(
        task,
        diagnostics=compiled.diagnostics,
        messages=tuple(render_all(compiled.diagnostics, compiled.sources)),
        inputs=tuple((path, digest(content)) for path, content in ((task.path, data), *compiled.files)) if task.digests else (),
    )
    if compiled.drawing is None or compiled.book is None:
        return made
    content = Content(compiled.book, compiled.drawing, compiled.sources, compiled.files, task.orders.view)
    outputs: list[Output] = []
    faults: list[str] = []
    for name in task.orders.formats:
        try:
            for file in render(name, task.stem, content, task.orders.options):
                sheets = tuple(Sheet(page.title, round(page.width, 3), round(page.height, 3)) for page in file.pages)
                outputs.append(Output(task.place(file.name), name, file.data, sheets))
        except (ValueError, RuntimeError) as fault:
            if not _is_told(fault):
                raise
            faults.append(f"{task.source}: galat: {fault}")
    return made._replace(title=content.drawing.title, outputs=tuple(outputs), faults=tuple(faults))


def _is_told(fault: Exception) -> bool:
    """Whether the fault is one that its message explains to the user: a logo that can't be drawn, a library that is missing."""
    from sopflow.export.cairo import MissingLibrary
    from sopflow.export.pictures import PictureError

    return isinstance(fault, (MissingLibrary, PictureError))
