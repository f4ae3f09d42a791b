"""Python-Markdown: fenced blocks of the language `sop` become figures. In: the text of a page. Out: the same with HTML in their places.

The drawing stands in the page as SVG: its words can be found, copied and read aloud. Its fonts are a style sheet within a link, because
indexes for searching take what stands in a `style` element for words. Nothing of a block is HTML but what is written here.
"""

import logging
import os
import re
from base64 import b64encode
from html import escape
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.preprocessors import Preprocessor

from sopflow.export.svg import PRECISE, font_rules, svg
from sopflow.integrations.block import NAME, BlockError, Drawn, Picture, draw

LOG = logging.getLogger("mkdocs.plugins.sopflow")
"""MkDocs counts what its own loggers are told: a warning fails `mkdocs build --strict`. Elsewhere it is any logger."""

FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})[ ]*(?P<about>[^\n]*)\n(?P<text>.*?)^(?P=fence)[ ]*$", re.MULTILINE | re.DOTALL)
SOP = re.compile(r"(?:sop\b|\{[ ]*\.sop\b)[ ]*\{?(?P<options>[^{}]*)\}?[ ]*")
STYLE = re.compile(r"<style>.*?</style>\n")
BEFORE_FENCED_CODE = 28
"""Python-Markdown's own fences, and those of SuperFences, have 25."""


class SopExtension(Extension):
    """Settings: `root`, the folder that `file`, `gunakan:` and `logo:` may read from; `strict`, whether a mistake ends the conversion."""

    def __init__(self, **settings: Any) -> None:
        self.config = {
            "root": ["", "Folder that blocks may read from; MkDocs' `!relative` is the folder of each page"],
            "strict": [False, "Whether a block that can't be drawn raises an error"],
        }
        self._drawn = 0
        self._fonts: set[str] = set()
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:
        md.registerExtension(self)
        md.preprocessors.register(_Blocks(md, self), "sopflow", BEFORE_FENCED_CODE)

    def reset(self) -> None:
        """Begins a page."""
        self._drawn = 0
        self._fonts = set()

    def html(self, text: str, options: dict[str, str], name: str) -> str:
        """The figure of a block, or a box with what is wrong with it. `name` is what messages call the block."""
        self._drawn += 1
        caption, anchor = options.pop("caption", ""), options.pop("id", "")
        root = os.fspath(self.getConfig("root"))  # at each block: that of MkDocs differs from page to page
        try:
            drawn = draw(text, options, root or None, name)
        except BlockError as error:
            if self.getConfig("strict"):
                raise
            LOG.warning("%s", error)
            return _box(str(error))
        if drawn.notes:
            LOG.info("%s", drawn.notes)
        return self._figure(drawn, caption, anchor)

    def _figure(self, drawn: Drawn, caption: str, anchor: str) -> str:
        opening = f'<figure class="sop" id="{escape(anchor)}">' if anchor else '<figure class="sop">'
        pictures = [_inline(picture, f"{picture.name}-{self._drawn}-") for picture in drawn.pictures]
        words = [f"<figcaption>{escape(caption)}</figcaption>"] if caption else []
        return "\n".join((opening, *self._style(drawn), *pictures, *words, "</figure>"))

    def _style(self, drawn: Drawn) -> list[str]:
        """The fonts of the pictures, if the page does not have them yet."""
        rules = font_rules(picture.page for picture in drawn.pictures)
        if rules in self._fonts:
            return []
        self._fonts.add(rules)
        sheet = b64encode(f"{rules}figure.sop {PRECISE}".encode()).decode()
        return [f'<link rel="stylesheet" href="data:text/css;base64,{sheet}">']


class _Blocks(Preprocessor):
    def __init__(self, md: Markdown, extension: SopExtension) -> None:
        super().__init__(md)
        self._extension = extension
        self._found = 0

    def run(self, lines: list[str]) -> list[str]:
        self._found = 0
        return FENCE.sub(self._replaced, "\n".join(lines)).split("\n")

    def _replaced(self, fence: re.Match[str]) -> str:
        about = SOP.fullmatch(fence["about"].strip())
        if not about:
            return fence[0]
        self._found += 1
        html = self._extension.html(fence["text"], _options(about["options"]), f"{_block(self.md)} ke-{self._found}")
        return f"\n{self.md.htmlStash.store(html)}\n"


def makeExtension(**settings: Any) -> SopExtension:
    """What Python-Markdown asks a module for."""
    return SopExtension(**settings)


def accept(_language: str, inputs: dict[str, str], options: dict[str, str], _attributes: dict[str, str], _md: Markdown) -> bool:
    """The `validator` of SuperFences: every option is passed on."""
    options.update(inputs)
    return True


def fence(source: str, _language: str, _class: str, options: dict[str, str], md: Markdown, **about: Any) -> str:
    """The `format` of SuperFences, whose fences may stand within lists and boxes. The extension itself must be there too."""
    extension = next(each for each in md.registeredExtensions if isinstance(each, SopExtension))
    anchor = {"id": about["id_value"]} if about.get("id_value") else {}
    return extension.html(source, {**options, **about.get("attrs", {}), **anchor}, _block(md))


def _options(written: str) -> dict[str, str]:
    """The options behind the language: `part=alur caption="Alur" #fig-alur`."""
    pairs, _ = get_attrs_and_remainder(written)
    return {name: value or "" for name, value in pairs if name != "."}


def _block(md: Markdown) -> str:
    """What messages call a block: with the file of its page where MkDocs is at work, whose processor of links knows it."""
    file = getattr(md.treeprocessors["relpath"], "file", None) if "relpath" in md.treeprocessors else None
    page = getattr(file, "src_uri", "")
    return f"{page}, {NAME}" if page else NAME


def _inline(picture: Picture, prefix: str) -> str:
    """The SVG element with ids of its own, no wider than its column."""
    element = STYLE.sub("", svg(picture.page, embed_fonts=False, prefix=prefix), count=1).strip()
    return element.replace("<svg ", '<svg style="max-width:100%;height:auto" ', 1)


def _box(words: str) -> str:
    return (
        '<div class="admonition danger sop-error" role="alert">\n<p class="admonition-title">SOP ini belum dapat digambar</p>\n'
        f'<pre style="white-space:pre-wrap">{escape(words)}</pre>\n</div>'
    )
