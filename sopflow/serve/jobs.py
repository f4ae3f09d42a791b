"""What the worker processes do. In: a job, as the JSON that came from the session. Out: its value, as JSON.

Every job takes `text`, the whole text as it stands in the editor; `name`, its path within the served folder; `root`, the folder that it may
use (`gunakan`, `logo`).
"""

import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from sopflow.drawing import Drawing
from sopflow.serve.worker import Job


class CantDo(Exception):
    """A job has no value, for a reason that its words tell the user."""


ONLY_THE_DRAWING_TELLS = frozenset(
    ("baris-terlalu-tinggi", "huruf-tak-ada", "kertas-sempit", "petunjuk-tak-muat", "tidak-muat-satu-halaman")
)
"""Codes of messages that checking a text without laying it out can't find."""


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
    from sopflow.serve.anchors import anchored
    from sopflow.serve.helping import problems
    from sopflow.source import Source

    compiled = compile_source(Source(job["name"], job["text"]), job["root"])
    complaints = tuple(each for each in compiled.diagnostics if each.code in ONLY_THE_DRAWING_TELLS)
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
    """The document as files, by name: `format` is pdf, svg or png. `page` (from 1) asks for one page of svg or png."""
    from sopflow.pipeline import compile_source
    from sopflow.source import Source

    drawing = compile_source(Source(job["name"], job["text"]), job["root"]).drawing
    if drawing is None:
        raise CantDo("Dokumen belum bisa diunduh: perbaiki dulu galatnya")
    stem, number = job["name"].rpartition("/")[2].rpartition(".")[0], job["page"]
    if job["format"] != "pdf" and not 1 <= number <= len(drawing.pages):
        raise CantDo("Halaman itu tidak ada lagi")
    name = f"{stem}.pdf" if job["format"] == "pdf" else f"{stem}-{number}.{'svg' if job['format'] == 'svg' else 'png'}"
    return {"file": name, "data": b64encode(_rendered(drawing, job["format"], number)).decode()}


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
