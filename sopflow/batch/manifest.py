"""What a build made, for other programs. In: the report of each document. Out: JSON (docs/outputs.md).

    {"version": 1,
     "documents": [{"source": PATH, "title": WORDS, "part": NAME,
                    "rows": [FIRST, LAST] | null, "width": MM | null,
                    "status": "made" | "failed",
                    "files": [{"path": PATH, "format": NAME, "bytes": N, "sha256": HEX,
                               "pages": [{"title": WORDS, "width": MM, "height": MM}]}]}]}

Paths have slashes; those of files are relative to the output folder, those of sources as they were given. What holds: the same build gives
the same bytes, whether a document was made now or kept.
"""

import json
import os
from collections.abc import Iterable

from sopflow.batch.report import Done, Written

NAME = "sopflow-manifest.json"


def manifest(done: Iterable[Done]) -> bytes:
    """The manifest of documents, in their order."""
    content = {"version": 1, "documents": [_document(each) for each in done]}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode(errors="backslashreplace")


def _document(done: Done) -> dict[str, object]:
    view = done.task.orders.view
    return {
        "source": _slashes(done.task.source),
        "title": done.title,
        "part": view.part,
        "rows": list(view.rows) if view.rows else None,
        "width": view.width,
        "status": "failed" if done.status == "failed" else "made",
        "files": [_file(each) for each in done.written],
    }


def _file(written: Written) -> dict[str, object]:
    return {
        "path": _slashes(written.file),
        "format": written.format,
        "bytes": written.size,
        "sha256": written.digest,
        "pages": [{"title": each.title, "width": each.width, "height": each.height} for each in written.sheets],
    }


def _slashes(path: str) -> str:
    return path.replace(os.sep, "/")
