"""The programs of the comparison: what each one is given and how it is run.

Every program takes one chart's text and gives one SVG, in a process of its own. A program that is not installed has a reason instead.
"""

import base64
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from . import inputs
from .charts import Flowchart
from .plantuml import plantuml

LIMIT = 180
"""Seconds for one chart."""


class Program(NamedTuple):
    """A way to draw a chart. `missing`: why it can't be run here, or empty. `sideways`: its lanes lie from left to right."""

    name: str
    title: str
    write: Callable[[Flowchart], str]
    render: Callable[[str], str]
    missing: str
    sideways: bool = False


def programs(rivals: Path) -> list[Program]:
    """All programs; `rivals` is the folder with their node_modules and their Python environment."""
    browser = find_browser()
    in_mermaid, in_plantuml = (partial(_in_browser, rivals, browser, page) for page in (MERMAID_PAGE, PLANTUML_PAGE))
    no_mermaid, no_plantuml = (_page_missing(rivals, browser, name) for name in ("mermaid", "@plantuml/core"))
    no_d2, no_dot = _node_missing(rivals, "@terrastruct/d2"), "" if shutil.which("dot") else "no dot"
    no_actdiag, no_piper = (_module_missing(rivals, name) for name in ("actdiag", "processpiper"))
    return [
        Program("plantuml", "PlantUML", _plantuml_text, in_plantuml, no_plantuml),
        Program("mermaid-swimlane", "Mermaid swimlane", inputs.mermaid_swimlane, in_mermaid, no_mermaid),
        Program("mermaid", "Mermaid flowchart", inputs.mermaid, in_mermaid, no_mermaid),
        Program("actdiag", "actdiag", inputs.actdiag, partial(_actdiag, rivals), no_actdiag),
        Program("graphviz-grid", "Graphviz, grid", inputs.dot_grid, _dot, no_dot),
        Program("graphviz", "Graphviz, clusters", inputs.dot_clusters, _dot, no_dot),
        Program("d2", "D2, dagre", inputs.d2, partial(_d2, rivals, "dagre"), no_d2),
        Program("d2-elk", "D2, ELK", inputs.d2, partial(_d2, rivals, "elk"), no_d2),
        Program("elk", "ELK, partitions", inputs.elk, partial(_elk, rivals), _node_missing(rivals, "elkjs")),
        Program("processpiper", "processpiper", inputs.piperflow, partial(_piper, rivals), no_piper, True),
    ]


def find_browser() -> str:
    """Chromium's command, or empty."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""


def versions(rivals: Path) -> dict[str, str]:
    """The versions of what is installed."""
    found = {name: _package_version(rivals, name) for name in ("@plantuml/core", "mermaid", "@terrastruct/d2", "elkjs")}
    found["Graphviz"] = _said(["dot", "-V"])
    found["Chromium"] = _said(["chromium", "--version"])
    found["Node"] = _said(["node", "--version"])
    for name in ("actdiag", "processpiper", "pillow"):
        found[name] = _said([str(rivals / "bin" / "python"), "-c", f"import importlib.metadata as m; print(m.version('{name}'))"])
    return {name: version for name, version in found.items() if version}


def _package_version(rivals: Path, name: str) -> str:
    file = rivals / "node_modules" / name / "package.json"
    return str(json.loads(file.read_text())["version"]) if file.exists() else ""


def _said(command: list[str]) -> str:
    if not shutil.which(command[0]):
        return ""
    done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, check=False)
    numbers = re.findall(r"\d+\.\d[\d.]*", done.stdout + done.stderr)
    return numbers[0] if done.returncode == 0 and numbers else ""


def _node_missing(rivals: Path, package: str) -> str:
    if not shutil.which("node"):
        return "no node"
    return "" if (rivals / "node_modules" / package).exists() else f"no {package} in node_modules"


def _page_missing(rivals: Path, browser: str, package: str) -> str:
    if not browser:
        return "no chromium"
    return "" if (rivals / "node_modules" / package).exists() else f"no {package} in node_modules"


def _module_missing(rivals: Path, name: str) -> str:
    return "" if any(rivals.glob(f"lib/python3*/site-packages/{name}")) else f"no {name} in {rivals}"


def _run(command: list[str], given: str = "", folder: Path | None = None) -> str:
    """A command's output. Raises ValueError when it fails."""
    done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=LIMIT, cwd=folder, check=False)
    if done.returncode:
        raise ValueError(f"{Path(command[0]).name}: {(done.stderr or done.stdout).strip()[-200:]}")
    return done.stdout


def _plantuml_text(chart: Flowchart) -> str:
    return plantuml(chart).text


def _dot(text: str) -> str:
    return _run(["dot", "-Tsvg"], text)


def _actdiag(rivals: Path, text: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "chart.diag"), Path(folder, "chart.svg")
        source.write_text(text, encoding="utf-8")
        _run([str(rivals / "bin" / "actdiag"), "-Tsvg", "-o", str(target), str(source)])
        if not target.exists():
            raise ValueError("actdiag wrote nothing (does it run with this Pillow?)")
        return target.read_text(encoding="utf-8")


PIPER = "import sys; from processpiper.text2diagram import render; render(sys.stdin.read(), sys.argv[1])"


def _piper(rivals: Path, text: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "chart.svg")
        _run([str((rivals / "bin" / "python").absolute()), "-c", PIPER, str(target)], text, Path(folder))
        return target.read_text(encoding="utf-8")


D2 = """
const fs = require('fs');
import('@terrastruct/d2').then(async ({ D2 }) => {
  const d2 = new D2(); const made = await d2.compile(fs.readFileSync(0, 'utf8'), { layout: process.argv[1] });
  process.stdout.write(await d2.render(made.diagram, made.renderOptions), () => process.exit(0));
});
"""


def _d2(rivals: Path, layout: str, text: str) -> str:
    return _run(["node", "-e", D2, layout], text, rivals)


ELK = """
const fs = require('fs'); const ELK = require('elkjs');
new ELK().layout(JSON.parse(fs.readFileSync(0, 'utf8'))).then(placed => process.stdout.write(JSON.stringify(placed)));
"""


def _elk(rivals: Path, text: str) -> str:
    """ELK places and does not draw: boxes, lines and words are put where it says."""
    placed = json.loads(_run(["node", "-e", ELK], text, rivals))
    parts = [_elk_box(box) for box in placed["children"]]
    parts += [_elk_line(section) for edge in placed["edges"] for section in edge["sections"]]
    parts += [_elk_word(label["text"], label) for edge in placed["edges"] for label in edge.get("labels", [])]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{placed["width"]}" height="{placed["height"]}" font-family="{inputs.FONT}">'
    return "\n".join([head, *parts, "</svg>"])


def _elk_line(section: dict[str, Any]) -> str:
    points = [section["startPoint"], *section.get("bendPoints", []), section["endPoint"]]
    d = " L ".join(f"{point['x']} {point['y']}" for point in points)
    return f'<path class="edge" fill="none" stroke="black" d="M {d}"/>'


def _elk_box(box: dict[str, Any]) -> str:
    frame = " ".join(f'{name}="{box[name]}"' for name in ("x", "y", "width", "height"))
    return f'<rect {frame} fill="none" stroke="black"/>' + _elk_word(box["tag"], box)


def _elk_word(word: str, box: dict[str, Any]) -> str:
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 + 4
    return f'<text x="{x}" y="{y}" font-size="12" text-anchor="middle">{word}</text>'


MERMAID_PAGE = """<script src="MODULES/mermaid/dist/mermaid.min.js"></script><script>
mermaid.initialize({ startOnLoad: false });
mermaid.render('chart', TEXT).then(made => show(made.svg), error => show('error ' + error));
</script>"""

PLANTUML_PAGE = """<script src="MODULES/@plantuml/core/viz-global.js"></script><script type="module">
import { renderToString } from "MODULES/@plantuml/core/plantuml.js";
renderToString(TEXT.split("\\n"), show, error => show('error ' + error));
</script>"""

SHOW = """<!doctype html><meta charset="utf-8"><body><script>
function show(words) {
  const place = document.createElement('script'); place.type = 'text/x-result';
  place.textContent = btoa(unescape(encodeURIComponent(words))); document.body.appendChild(place);
}
</script>"""

BROWSER = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--allow-file-access-from-files"]


def _in_browser(rivals: Path, browser: str, page: str, text: str) -> str:
    """What a page of a program that lives in browsers draws."""
    modules = (rivals / "node_modules").absolute().as_uri()
    html = SHOW + page.replace("MODULES", modules).replace("TEXT", json.dumps(text))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "page.html")
        file.write_text(html, encoding="utf-8")
        options = [*BROWSER, f"--user-data-dir={folder}/profile", "--virtual-time-budget=60000", "--dump-dom"]
        said = _run([browser, *options, file.as_uri()])
    found = re.search(r'<script type="text/x-result">([^<]*)<', said)
    words = base64.b64decode(found[1]).decode() if found else "error nothing"
    if not words.startswith("<"):
        raise ValueError(words[:200])
    return words


def photograph(browser: str, html: str, target: Path, size: tuple[int, int]) -> None:
    """Writes a picture (PNG) of a page."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "page.html")
        file.write_text(html, encoding="utf-8")
        options = [*BROWSER, "--hide-scrollbars", f"--user-data-dir={folder}/profile", f"--window-size={size[0]},{size[1]}"]
        _run([browser, *options, f"--screenshot={os.path.abspath(target)}", file.as_uri()])
