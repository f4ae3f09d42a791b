"""The document's pictures: charts side by side, photographed from a page (PNG)."""

import base64
import re
import tempfile
from pathlib import Path

from ..rivals.browser import find_browser, photograph
from ..running import run

WIDTH = 1100
"""Pixels of a picture."""

PAGE = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; font: 15px Liberation Sans, Arial, sans-serif; background: white; display: flex; gap: 24px; }
figure { margin: 8px 0 0; } figcaption { text-align: center; padding-bottom: 6px; color: #333; } img { display: block; }
</style>"""

SHEETS = {
    "000-sopflow": ("000-laporan-spm", ("sopflow",)),
    "000-plantuml-d2-graphviz": ("000-laporan-spm", ("plantuml", "d2", "graphviz-grid")),
    "000-actdiag-mermaid": ("000-laporan-spm", ("actdiag", "mermaid")),
    "000-mermaid-swimlane": ("000-laporan-spm", ("mermaid-swimlane",)),
    "40-sopflow-actdiag-mermaid": ("sulit-40-baris", ("sopflow", "actdiag", "mermaid-swimlane")),
}
"""Name of the file: the chart, and who draws it."""

TITLES = {
    "sopflow": "sopflow",
    "plantuml": "PlantUML",
    "graphviz-grid": "Graphviz, grid",
    "actdiag": "actdiag",
    "mermaid-swimlane": "Mermaid swimlane",
    "mermaid": "Mermaid flowchart",
    "d2": "D2, dagre",
}


PATIENCE = 60
"""Seconds for a photograph."""


def write_pictures(drawn: dict[str, dict[str, str]], folder: Path) -> None:
    """Writes every sheet whose programs all drew its chart; `drawn` has the SVGs by the names of program and chart."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (chart, makers) in SHEETS.items():
        pictures = [(TITLES[maker], drawn.get(maker, {}).get(chart, "")) for maker in makers]
        if find_browser() and all(picture for _, picture in pictures):
            _write_sheet(pictures, folder / f"{name}.png")


def _write_sheet(pictures: list[tuple[str, str]], target: Path) -> None:
    """Pictures of one height, as tall as their joint width allows."""
    shapes = [_shape(picture) for _, picture in pictures]
    height = (WIDTH - 24 * (len(pictures) - 1)) / sum(shapes)
    figures = [_figure(title, picture, height) for title, picture in pictures]
    with tempfile.TemporaryDirectory() as folder:
        job = photograph(PAGE + "".join(figures), Path(folder), (WIDTH, round(height) + 40))
        target.write_bytes(run(job, PATIENCE).results[0])


def _figure(title: str, picture: str, height: float) -> str:
    data = base64.b64encode(picture.encode()).decode()
    style = f"width:{_shape(picture) * height:.1f}px;height:{height:.1f}px"
    return f'<figure><figcaption>{title}</figcaption><img style="{style}" src="data:image/svg+xml;base64,{data}"></figure>'


def _shape(picture: str) -> float:
    """Width by height."""
    found = re.search(r'viewBox="([^"]+)"', picture)
    if found:
        _, _, width, height = (float(each) for each in found[1].split())
        return width / height
    sizes = [re.search(rf'<svg[^>]*\b{name}="([\d.]+)', picture) for name in ("width", "height")]
    width, height = (float(size[1]) if size else 1.0 for size in sizes)
    return width / height
