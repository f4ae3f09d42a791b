"""What a new text begins with: a template, a sketch, or an office's shared file.

In: the words behind `--from`, and the folder of the new file. Out: a `Beginning`. NotUsable says why one can't be used, in Indonesian.
"""

import os
from collections.abc import Iterator
from itertools import islice

from sopflow.diagnostics import has_errors
from sopflow.drafting import TEMPLATES, Shared, said
from sopflow.load import Loader
from sopflow.messages import reason, render, say
from sopflow.reading import read_file
from sopflow.source import Source
from sopflow.syntax.ast import LanesNode
from sopflow.syntax.decode import LARGEST, decode
from sopflow.syntax.parse import parse
from sopflow.values import NamedTuple

TEMPLATE = "contoh:"
MOST_FILES = 200
"""So many texts of a folder are looked at for a shared file."""


class NotUsable(Exception):
    """A beginning that can't be used, with the message."""


class Beginning(NamedTuple):
    """`sketch`: a text with rows; `title`: the name that a template suggests; `shared`: what is used by `gunakan`."""

    sketch: str = ""
    title: str = ""
    shared: Shared = Shared("", ())

    @property
    def sketched(self) -> frozenset[str]:
        """The keywords of the sketch."""
        return said(parse(Source("", self.sketch))[0].nodes)

    @property
    def known(self) -> frozenset[str]:
        """The keywords of all of it."""
        return said(self.shared.nodes) | self.sketched

    @property
    def lanes(self) -> tuple[str, ...]:
        """The lanes of the shared file."""
        return tuple(lane.name.text for node in self.shared.nodes if isinstance(node, LanesNode) for lane in node.lanes)


def beginning(names: tuple[str, ...], folder: str) -> Beginning:
    """What all the words behind `--from` give together."""
    found = Beginning()
    for name in names:
        each = _template(name) if name.casefold().startswith(TEMPLATE) else _file(name, folder)
        if (each.sketch and found.sketch) or (each.shared.path and found.shared.path):
            raise NotUsable("--from hanya dapat dipakai untuk satu sketsa atau contoh, dan satu berkas bersama")
        shared = Shared(each.shared.path or found.shared.path, found.shared.nodes + each.shared.nodes)
        found = Beginning(each.sketch or found.sketch, each.title or found.title, shared)
    return found


def _template(name: str) -> Beginning:
    found = TEMPLATES.get(name.removeprefix(TEMPLATE).strip().casefold())
    if found is None:
        known = "\n".join(f"    {TEMPLATE}{key}: {say(template.about)}" for key, template in TEMPLATES.items())
        raise NotUsable(f"«{name}» tidak ada; yang ada:\n{known}")
    return Beginning(found.text, found.title)


def _file(path: str, folder: str) -> Beginning:
    try:
        source, faults = decode(read_file(path, LARGEST), path)
    except OSError as fault:
        raise NotUsable(f"{path}: {say(reason(fault))}") from fault
    if source is None:
        raise NotUsable("\n".join(render(each, {}) for each in faults))
    loader = Loader(os.path.dirname(os.path.abspath(path)))
    loaded = loader.load(source)
    if has_errors(loaded.diagnostics):
        told = "\n".join(render(each, loaded.sources) for each in loaded.diagnostics if each.severity == "error")
        raise NotUsable(f"perbaiki dulu «{path}»:\n{told}")
    if "kegiatan" in said(each.node for each in loaded.statements if not each.included):
        return Beginning(source.text, shared=Shared("", tuple(each.node for each in loaded.statements if each.included)))
    return Beginning(shared=Shared(_relative(path, folder), tuple(each.node for each in loaded.statements)))


def _relative(path: str, folder: str) -> str:
    """The path of a shared file as a text in `folder` names it."""
    real, root = os.path.realpath(path), os.path.realpath(folder)
    if not real.startswith(root.rstrip(os.sep) + os.sep):
        raise NotUsable(f"berkas bersama «{path}» harus berada di folder SOP yang baru, atau di folder di bawahnya; salin dulu ke sana")
    return os.path.relpath(real, root).replace(os.sep, "/")


def shared_files(folder: str) -> Iterator[str]:
    """The shared files that lie in a folder and in the folders directly below it: texts with an office or lanes and no procedure."""
    for path in islice(_texts(folder), MOST_FILES):
        try:
            source, _ = decode(read_file(path, LARGEST), path)
        except OSError:
            continue
        says = said(parse(source)[0].nodes) if source else frozenset()
        if says & {"instansi", "pelaksana"} and not says & {"kegiatan", "sop", "prosedur"}:
            yield os.path.normpath(path)


def _texts(folder: str, deep: int = 1) -> Iterator[str]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: (entry.is_dir(), entry.name))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False) and deep and not entry.name.startswith("."):
            yield from _texts(entry.path, deep - 1)
        elif entry.name.casefold().endswith(".sop") and entry.is_file():
            yield entry.path
