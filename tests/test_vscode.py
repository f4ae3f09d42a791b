"""The extension of editors/vscode: its grammar, its page in a real browser, its package."""

import http.server
import json
import os
import shutil
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from sopflow.export.svg import svg
from sopflow.pipeline import compile_source
from sopflow.source import Source
from tools.make_textmate import PATH, written

ROOT = Path(__file__).parent.parent
EXTENSION = ROOT / "editors" / "vscode"
MODULES = EXTENSION / "node_modules"


def node_version() -> int:
    """The number before the first point; 0 without Node."""
    node = shutil.which("node")
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout if node else "v0"
    return int(told.removeprefix("v").partition(".")[0])


needs_node = pytest.mark.skipif(
    not shutil.which("node") or not (MODULES / "vscode-textmate").is_dir(), reason="needs node and `npm ci` in editors/vscode"
)
needs_vsce = pytest.mark.skipif(
    not (MODULES / "@vscode" / "vsce").is_dir() or node_version() < 20, reason="needs `npm ci` in editors/vscode and the Node of vsce"
)
needs_chromium = pytest.mark.skipif(not shutil.which("chromium") or not shutil.which("node"), reason="needs chromium and node")


def test_the_textmate_grammar_is_made_from_the_language() -> None:
    assert PATH.read_text(encoding="utf-8") == written(), "run tools/make_textmate.py"


def test_the_lock_names_no_registry() -> None:
    packages = json.loads((EXTENSION / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []


@needs_node
def test_scopes_and_page() -> None:
    done = subprocess.run(["node", "--test"], cwd=EXTENSION, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@needs_vsce
def test_the_package_holds_what_an_editor_needs_and_nothing_else(tmp_path: Path) -> None:
    package = tmp_path / "sopflow.vsix"
    command = ["node", str(MODULES / "@vscode" / "vsce" / "vsce"), "package", "--no-dependencies", "--out", str(package)]
    offline = {**os.environ, "npm_config_offline": "true"}
    done = subprocess.run(command, cwd=EXTENSION, env=offline, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(package) as archive:
        names = {name.removeprefix("extension/") for name in archive.namelist() if name.startswith("extension/")}
        manifest = json.loads(archive.read("extension/package.json"))
        program = archive.read("extension/dist/extension.js").decode()
    assert names == {
        "LICENSE.txt",
        "dist/extension.js",
        "language-configuration.json",
        "media/preview.css",
        "media/preview.js",
        "package.json",
        "readme.md",
        "syntaxes/sop.tmLanguage.json",
    }
    assert manifest["main"] == "./dist/extension.js"
    assert "sopflow/preview" in program


# ---- the page in a browser

STUB = """
window.told = [];
window.acquireVsCodeApi = () => ({ postMessage: (message) => window.told.push(message) });
"""
DRIVE = """
const [message] = JSON.parse(document.currentScript.dataset.messages);
window.addEventListener("message", () => setTimeout(() => {
  document.querySelector('g.shape[data-row="2"]').dispatchEvent(new MouseEvent("click", { bubbles: true }));
  const font = [...document.fonts].some((face) => face.family.includes("Sopflow"));
  document.body.dataset.result = JSON.stringify({ told: window.told, font, hacked: window.hacked === true });
}));
window.postMessage(message, "*");
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """A server for the extension's files, on an address of its own."""
    handler = partial(Quiet, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, *_: object) -> None:
        return


@needs_chromium
def test_the_page_shows_drawings_runs_nothing_of_theirs_and_tells_clicks(tmp_path: Path, site: str) -> None:
    drawing = compile_source(Source("", "1. @a: Menulis surat\n2. @b: Membaca surat\n")).drawing
    assert drawing
    hostile = svg(drawing.pages[0]).replace("</svg>", "<script>window.hacked = true</script><path onclick='window.hacked = true'/></svg>")
    hostile = hostile.replace('class="shape', 'onclick="window.hacked = true" class="shape')
    for name in ("preview.js", "preview.css"):
        shutil.copy(EXTENSION / "media" / name, tmp_path)
    (tmp_path / "stub.js").write_text(STUB)
    (tmp_path / "drive.js").write_text(DRIVE)
    code = f"console.log(require('./src/page.js').page({site!r}, 'abc', 'preview.js', 'preview.css'))"
    html = subprocess.run(["node", "-e", code], cwd=EXTENSION, capture_output=True, text=True, check=True).stdout
    messages = json.dumps([{"pages": [hostile], "messages": ["<img src=x onerror='window.hacked = true'>"]}])
    attribute = messages.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    html = html.replace("<script", '<script src="stub.js"></script><script', 1)
    html = html.replace("</body>", f'<script src="drive.js" data-messages="{attribute}"></script></body>')
    (tmp_path / "index.html").write_text(html, encoding="utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    command += ["--virtual-time-budget=5000", "--dump-dom", f"{site}/index.html"]
    dom = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout
    result = json.loads(dom.split('data-result="')[1].split('"')[0].replace("&quot;", '"'))
    assert result == {"told": [{"ready": True}, {"row": "2"}], "font": True, "hacked": False}
    assert "&lt;img src=x" in dom
