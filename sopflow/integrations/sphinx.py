"""Sphinx: the directive `sop`. In: a file's name or a text, and options. Out: figures, as SVG for pages on the web and PDF for LaTeX.

A picture is made when its document is read, into the folder of Sphinx's own intermediate files, and chosen for the builder when the
document is written. Its name tells its content: what is no longer shown is removed at the end of a build.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.logging import getLogger

from sopflow import __version__
from sopflow.export.cairo import MissingLibrary
from sopflow.export.pictures import PictureError
from sopflow.integrations.block import BlockError, Drawn, Picture, draw

LOG = getLogger(__name__)

OURS = re.compile(r"sop-[0-9a-f]{12}\.(svg|pdf|png)")
"""Files that this extension writes."""

BEFORE_CONVERTERS = 150
"""Sphinx's converters of pictures have 200, and find pictures that need none."""


class picture(nodes.General, nodes.Inline, nodes.Element):
    """One picture, until the builder is known: `name` of its files, `alt`, and what draws it again: `text`, `wishes`, `root`, `page`."""


class SopDirective(SphinxDirective):
    """`.. sop:: surat.sop`, or with a text as content."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        "part": directives.unchanged_required,
        "rows": directives.unchanged_required,
        "width": directives.unchanged_required,
        "page": directives.unchanged_required,
        "caption": directives.unchanged,
        "align": lambda word: directives.choice(word, ("left", "center", "right")),
        "class": directives.class_option,
        "name": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        text, root = "\n".join(self.content), os.path.dirname(self.env.doc2path(self.env.docname))
        wishes: dict[str, str] = {name: self.options[name] for name in ("part", "rows", "width", "page") if name in self.options}
        if self.arguments:
            wishes["file"], root = self._file()
        try:
            drawn = draw(text, wishes, root, self._name())
        except BlockError as error:
            self._depend(error.read)
            self._tell(str(error), "galat")
            return [_box(str(error))]
        self._depend(drawn.read)
        if drawn.notes:
            self._tell(drawn.notes, "peringatan")
        return self._figures(drawn, text, wishes, root)

    def _file(self) -> tuple[str, str]:
        """The file, and the folder that it may read from: that of the document, or the sources' for a path that begins with a slash."""
        named = self.arguments[0]
        folder = self.env.srcdir if named.startswith("/") else os.path.dirname(self.env.doc2path(self.env.docname))
        return named.removeprefix("/"), os.fspath(folder)

    def _name(self) -> str:
        source, line = self.get_source_info()
        return f"{os.path.relpath(source)}, blok sop di baris {line}"

    def _figures(self, drawn: Drawn, text: str, wishes: dict[str, str], root: str) -> list[nodes.Node]:
        """The first picture bears caption and name; the others follow it."""
        shown: list[nodes.Node] = []
        for number, each in enumerate(drawn.pictures):
            file = _folder(self.env) / f"{each.name}.svg"
            if not file.exists():
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(each.svg().encode())
            _names(self.env).setdefault(self.env.docname, set()).add(each.name)
            node = picture(name=each.name, alt=each.alt, text=text, wishes=wishes, root=root, page=number)
            figure = nodes.figure("", node, align=self.options.get("align", "center"), classes=["sop", *self.options.get("class", [])])
            self.set_source_info(figure)
            shown.append(figure)
        first = shown[0]
        assert isinstance(first, nodes.figure)
        if self.options.get("caption"):
            words, messages = self.parse_inline(self.options["caption"])
            first += nodes.caption(self.options["caption"], "", *words)
            shown += messages
        self.add_name(first)
        return shown

    def _depend(self, paths: Iterable[str]) -> None:
        for path in paths:
            self.env.note_dependency(path)

    def _tell(self, words: str, kind: str) -> None:
        LOG.warning("%s", words, type="sopflow", subtype=kind, location=self.get_location())


class ChoosePictures(SphinxPostTransform):
    """Puts the file that the builder can show in the place of each picture."""

    default_priority = BEFORE_CONVERTERS

    def run(self, **_: Any) -> None:
        for node in list(self.document.findall(picture)):
            file = _folder(self.env) / f"{node['name']}.{self._extension()}"
            if not file.exists():
                file.write_bytes(_painted(node, file.suffix))
            path = os.fspath(file)
            self.env.images.add_file(self.env.docname, path)
            node.replace_self(nodes.image(uri=path, candidates={"*": path}, alt=node["alt"]))

    def _extension(self) -> str:
        shown = self.app.builder.supported_image_types
        if not shown or "image/svg+xml" in shown:
            return "svg"
        return "pdf" if "application/pdf" in shown else "png"


def setup(app: Sphinx) -> dict[str, Any]:
    """What Sphinx calls when an extension is loaded."""
    app.add_node(picture)
    app.add_directive("sop", SopDirective)
    app.add_post_transform(ChoosePictures)
    app.connect("env-purge-doc", _forget)
    app.connect("env-merge-info", _merge)
    app.connect("build-finished", _remove_stale)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}


def _folder(env: BuildEnvironment) -> Path:
    return Path(env.doctreedir) / "sopflow"


def _names(env: BuildEnvironment) -> dict[str, set[str]]:
    """The pictures of each document. It is kept with Sphinx's environment from build to build."""
    if not hasattr(env, "sopflow_pictures"):
        env.sopflow_pictures = {}  # type: ignore[attr-defined]
    known: dict[str, set[str]] = env.sopflow_pictures  # type: ignore[attr-defined]
    return known


def _painted(node: picture, suffix: str) -> bytes:
    """A picture drawn again, as the builder needs it."""
    each: Picture = draw(node["text"], node["wishes"], node["root"]).pictures[node["page"]]
    if suffix == ".svg":
        return each.svg().encode()
    try:
        return each.pdf() if suffix == ".pdf" else each.png()
    except (MissingLibrary, PictureError) as error:
        raise ExtensionError(str(error)) from error


def _box(words: str) -> nodes.Element:
    return nodes.error("", nodes.paragraph("", "SOP ini belum dapat digambar."), nodes.literal_block(words, words, language="none"))


def _forget(_app: Sphinx, env: BuildEnvironment, document: str) -> None:
    _names(env).pop(document, None)


def _merge(_app: Sphinx, env: BuildEnvironment, documents: list[str], other: BuildEnvironment) -> None:
    _names(env).update({name: pictures for name, pictures in _names(other).items() if name in documents})


def _remove_stale(app: Sphinx, fault: Exception | None) -> None:
    if fault:
        return
    shown = set().union(*_names(app.env).values())
    for folder in (_folder(app.env), Path(app.outdir, app.builder.imagedir)):
        for file in folder.glob("sop-*.*"):
            if OURS.fullmatch(file.name) and file.stem not in shown:
                file.unlink()
