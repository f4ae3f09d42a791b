"""What the worker processes do. In: a job, as the JSON that came from the session. Out: its value, as JSON.

Every job takes `text`, the whole text as it stands in the editor; `name`, its path within the served folder; `root`, the folder that it may
use (`gunakan`, `logo`).
"""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable
from hashlib import sha256
from io import BytesIO
from typing import Any

from sopflow.drawing import Drawing
from sopflow.serve.worker import Job


class CantDo(Exception):
    """A job has no value, for a reason that its words tell the user."""


FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of files in an archive: the same document gives the same bytes."""

_STYLE = re.compile("<style>[^<]*</style>\n")
"""The page has these rules in its own style sheet, and allows no others."""


def do(job: Job) -> Any:
    """The job's value. CantDo with a reason."""
    return JOBS[job["job"]](job)


def draw(job: Job) -> Any:
    """The pages, those that the page doesn't have (`known`) with their SVG, and where their things are written. `pages` is None when the
    text has errors: then there is no picture."""
    from sopflow.english import in_english
    from sopflow.export.svg import svg
    from sopflow.pipeline import compile_source
    from sopflow.rules.compiler_codes import LAYOUT_CODES
    from sopflow.serve.anchors import anchored
    from sopflow.serve.helping import problems
    from sopflow.source import Source

    compiled = compile_source(Source(job["name"], job["text"]), job["root"], reading=False)
    complaints = tuple(each for each in compiled.diagnostics if each.code in LAYOUT_CODES)
    if job["lang"] == "en":
        complaints = tuple(map(in_english, complaints))
    told = {"problems": problems(complaints, job["name"])}
    if compiled.drawing is None or compiled.book is None:
        return {"pages": None, **told}
    places = anchored(compiled.book, compiled.drawing.pages, job["name"])
    pages = []
    for page, section in zip(compiled.drawing.pages, places.pages, strict=True):
        drawn = _STYLE.sub("", svg(page, embed_fonts=False), 1)
        key = sha256(drawn.encode()).hexdigest()[:20]
        new = {} if key in job["known"] else {"svg": drawn}
        pages.append({"key": key, "section": section, "width": page.width, "height": page.height, **new})
    return {"pages": pages, "sections": [section.anchors for section in places.sections], **told}


def export(job: Job) -> Any:
    """The document as a file: `format` is pdf, svg or png. `page` (from 1) asks for one page of svg or png, 0 for all of them, which come
    in an archive when there are several."""
    from sopflow.pipeline import compile_source
    from sopflow.source import Source

    drawing = compile_source(Source(job["name"], job["text"]), job["root"]).drawing
    if drawing is None:
        raise CantDo("Dokumen belum bisa diunduh: perbaiki dulu galatnya")
    stem, form, number = job["name"].rpartition("/")[2].rpartition(".")[0], job["format"], job["page"]
    if form == "pdf":
        return _file(f"{stem}.pdf", _rendered(drawing, form, 1))
    if not 0 <= number <= len(drawing.pages):
        raise CantDo("Halaman itu tidak ada lagi")
    form = "svg" if form == "svg" else "png"
    if number or len(drawing.pages) == 1:
        return _file(f"{stem}-{number or 1}.{form}", _rendered(drawing, form, number or 1))
    pages = ((f"{stem}-{each}.{form}", _rendered(drawing, form, each)) for each in range(1, len(drawing.pages) + 1))
    return _file(f"{stem}-{form}.zip", _archive(pages))


def _file(name: str, data: bytes) -> dict[str, str]:
    return {"file": name, "data": b64encode(data).decode()}


def _archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The files in a ZIP archive."""
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, data in files:
            archive.writestr(ZipInfo(name, FIRST_DAY), data, ZIP_DEFLATED)
    return made.getvalue()


def _rendered(drawing: Drawing, form: str, number: int) -> bytes:
    """The bytes of a format: of the whole document as PDF, else of one page."""
    if form == "svg":
        from sopflow.export.svg import svg

        return svg(drawing.pages[number - 1]).encode()
    from sopflow.export.cairo import MissingLibrary
    from sopflow.export.pdf import pdf
    from sopflow.export.pictures import PictureError
    from sopflow.export.png import png

    try:
        return pdf(drawing) if form == "pdf" else png(drawing.pages[number - 1])
    except (MissingLibrary, PictureError) as fault:  # their words tell the user what to do
        raise CantDo(str(fault)) from fault


def tell(job: Job) -> Any:
    """The messages about the text, and its outline."""
    from sopflow.serve.helping import tell

    return tell(job)


def complete(job: Job) -> Any:
    """What may be typed at `line` and `column`."""
    from sopflow.serve.helping import completions

    return completions(job)


def hover(job: Job) -> Any:
    """What can be said of the word at `line` and `column`, and where that stands; or None."""
    from sopflow.serve.helping import explained

    return explained(job)


def change(job: Job) -> Any:
    """The edits of a change (`words` names it), and the cursor after them."""
    from sopflow.serve.changing import CHANGES, change
    from sopflow.serve.helping import edit_data

    if job["words"] not in CHANGES:
        raise CantDo("Perubahan itu tidak dikenal")
    made = change(job["words"], job["text"], job["line"], job["root"])
    return {"edits": [edit_data(edit) for edit in made.edits], "cursor": {"line": made.line, "column": made.column}}


JOBS: dict[str, Callable[[Job], Any]] = {
    "draw": draw,
    "export": export,
    "tell": tell,
    "complete": complete,
    "hover": hover,
    "change": change,
}
"""The jobs by name."""
