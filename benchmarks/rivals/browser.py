"""Programs that live in browsers: Mermaid, and PlantUML's current release. One page of headless Chromium draws all charts.

SVGs are read from the page as it is dumped. For PDF the drawn page is printed, a chart a sheet, for PNG the window is photographed, which
holds one chart: what Mermaid's own command line does with the same browser.
"""

import base64
import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from ..running import SAID, Job, files
from .program import module_missing

MERMAID = """<script src="MODULES/mermaid/dist/mermaid.min.js"></script><script>
mermaid.initialize({ startOnLoad: false, maxTextSize: 1e8, maxEdges: 1e6 });
drawAll(async (text, number) => (await mermaid.render('chart' + number, text)).svg);
</script>"""

PLANTUML = """<script src="MODULES/@plantuml/core/viz-global.js"></script><script type="module">
import { renderToString } from "MODULES/@plantuml/core/plantuml.js";
drawAll(text => new Promise((drawn, refused) => renderToString(text.split("\\n"), drawn, refused, { maxSvgSize: 0 })));
</script>"""

PAGE = """<!doctype html><meta charset="utf-8"><style>body { margin: 0 } div { break-after: page }</style><body><script>
const charts = CHARTS, encoded = KEPT;
function add(words) {
  const place = document.body.appendChild(document.createElement(encoded ? 'pre' : 'div'));
  if (encoded) place.textContent = btoa(unescape(encodeURIComponent(words))); else place.innerHTML = words;
}
async function drawAll(draw) {
  for (const [number, text] of charts.entries())
    try { add(await draw(text, number)); } catch (error) { add('error ' + error); }
}
</script>"""

OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--allow-file-access-from-files")
DEEP = "--js-flags=--stack-size=4000"
"""Kilobytes: long charts nest."""
PATIENCE = "--virtual-time-budget=3600000"
"""Milliseconds of a clock that stands still while scripts work."""


def find_browser() -> str:
    """Chromium's command, or empty."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""


def in_browser(rivals: Path, page: str, folder: Path, words: Sequence[str], format: str) -> Job:
    """A page that draws the texts."""
    modules = (rivals / "node_modules").absolute().as_uri()
    html = PAGE.replace("KEPT", json.dumps(format == "svg")) + page.replace("MODULES", modules)
    (folder / "page.html").write_text(html.replace("CHARTS", json.dumps(list(words))), encoding="utf-8")
    target = folder / f"page.{format}"
    ways = {"svg": "--dump-dom", "pdf": f"--print-to-pdf={target}", "png": f"--screenshot={target}"}
    browser = (find_browser(), *OPTIONS, f"--user-data-dir={folder}/profile", PATIENCE, DEEP)
    command = (*browser, *(["--window-size=1200,1600"] if format == "png" else []), ways[format], (folder / "page.html").as_uri())
    return Job(folder, command, lambda: _dumped(folder / SAID, len(words)) if format == "svg" else files(target))


def page_missing(rivals: Path, package: str) -> str:
    return module_missing(rivals, package) if find_browser() else "no chromium"


def _dumped(file: Path, count: int) -> list[bytes]:
    found = re.findall(r"<pre>([^<]*)<", file.read_text(encoding="utf-8"))
    drawn = [base64.b64decode(each) for each in found]
    refused = [each for each in drawn if not each.startswith(b"<")]
    if refused or len(drawn) != count:
        raise ValueError(refused[0].decode() if refused else f"{len(drawn)} of {count} charts")
    return drawn


def photograph(html: str, folder: Path, size: tuple[int, int]) -> Job:
    """A picture (PNG) of any page."""
    target = folder / "page.png"
    (folder / "page.html").write_text(html, encoding="utf-8")
    options = (*OPTIONS, "--hide-scrollbars", f"--user-data-dir={folder}/profile", f"--window-size={size[0]},{size[1]}")
    return Job(folder, (find_browser(), *options, f"--screenshot={target}", (folder / "page.html").as_uri()), lambda: files(target))
