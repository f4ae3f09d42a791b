"""The programs of others that show exported diagrams: bpmn-moddle in Node, bpmn-js and Mermaid in Chromium, dot.

`bash run.sh test` installs them; without them a test fails and says what is missing.
"""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

HERE = Path(__file__).resolve().parent / "bpmn"
MODULES = HERE / "node_modules"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def told_by(page: str, data: list[str], folder: Path) -> Any:
    """What a page of tests/bpmn/ tells of the texts when Chromium shows it."""
    assert MODULES.is_dir(), "the viewers are missing: npm ci --prefix tests/bpmn"
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert browser, "Chromium is missing: apt-get install chromium"
    html = (
        (HERE / page).read_text(encoding="utf-8").replace("@MODULES@", MODULES.as_uri()).replace("@DATA@", quote(json.dumps(data), safe=""))
    )
    shown = folder / page
    shown.write_text(html, encoding="utf-8")
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--allow-file-access-from-files")
    command = [browser, *options, f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=60000", "--window-size=1400,1000"]
    done = subprocess.run([*command, "--dump-dom", shown.as_uri()], capture_output=True, encoding="utf-8", timeout=300)
    found = re.search(r'<pre id="told">([^<]+)</pre>', done.stdout)
    assert found, done.stderr[-2000:]
    return json.loads(unquote(found[1]))


def read_by_moddle(paths: list[Path]) -> Any:
    """Warnings and element types of BPMN files, by bpmn-moddle."""
    assert MODULES.is_dir(), "the viewers are missing: npm ci --prefix tests/bpmn"
    done = subprocess.run(["node", HERE / "read.mjs", *paths], capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def drawn_by_dot(text: bytes, form: str = "svg") -> str:
    """What `dot` makes of a DOT text."""
    done = subprocess.run(["dot", f"-T{form}"], input=text, capture_output=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()
