"""ELK in one process of node. It places and does not draw: boxes, lines and words are put where it says."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..running import SAID, Job
from . import words as inputs
from .program import module_missing

SCRIPT = """
const fs = require('fs'); const ELK = require(process.argv[1]);
(async () => {
  for (const graph of JSON.parse(fs.readFileSync('charts.json', 'utf8')))
    process.stdout.write(JSON.stringify(await new ELK().layout(graph)) + '\\n');
})();
"""


def elk(rivals: Path, folder: Path, words: Sequence[str], _format: str) -> Job:
    """One line of JSON a chart, drawn when the results are read."""
    (folder / "charts.json").write_text(f"[{', '.join(words)}]", encoding="utf-8")

    def drawn() -> list[bytes]:
        placed = (folder / SAID).read_text(encoding="utf-8").splitlines()
        if len(placed) != len(words):
            raise ValueError(f"{len(placed)} of {len(words)} charts")
        return [_drawn(json.loads(line)).encode() for line in placed]

    return Job(folder, ("node", "--stack-size=4000", "-e", SCRIPT, str(rivals / "node_modules" / "elkjs")), drawn)


def elk_missing(rivals: Path) -> str:
    return module_missing(rivals, "elkjs") if shutil.which("node") else "no node"


def _drawn(placed: dict[str, Any]) -> str:
    parts = [_box(box) for box in placed["children"]]
    parts += [_line(section) for edge in placed["edges"] for section in edge["sections"]]
    parts += [_word(label["text"], label) for edge in placed["edges"] for label in edge.get("labels", [])]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{placed["width"]}" height="{placed["height"]}" font-family="{inputs.FONT}">'
    return "\n".join([head, *parts, "</svg>"])


def _line(section: dict[str, Any]) -> str:
    points = [section["startPoint"], *section.get("bendPoints", []), section["endPoint"]]
    d = " L ".join(f"{point['x']} {point['y']}" for point in points)
    return f'<path class="edge" fill="none" stroke="black" d="M {d}"/>'


def _box(box: dict[str, Any]) -> str:
    frame = " ".join(f'{name}="{box[name]}"' for name in ("x", "y", "width", "height"))
    return f'<rect {frame} fill="none" stroke="black"/>' + _word(box["tag"], box)


def _word(word: str, box: dict[str, Any]) -> str:
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 + 4
    return f'<text x="{x}" y="{y}" font-size="12" text-anchor="middle">{word}</text>'
