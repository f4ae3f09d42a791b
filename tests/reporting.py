"""The examples of docs/reports.md as files, for the tests that run other programs on them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pikepdf

GUIDE = Path(__file__).resolve().parent.parent / "docs" / "reports.md"
SHOWN = re.compile(r"^(`{3,})\w+ (\S+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
"""A block whose first line names its file behind its language."""

PROGRAMS = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
"""Where programs of this environment are found first."""


def write(folder: Path, *names: str) -> None:
    """Writes files of the guide, as it shows them."""
    files = {match[2]: match[3] for match in SHOWN.finditer(GUIDE.read_text(encoding="utf-8"))}
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files[name], encoding="utf-8")


def run(folder: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    """Runs a program in the folder."""
    env = {**os.environ, "PATH": PROGRAMS, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1", "LANGUAGE": "C"}
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", env=env)


def done(folder: Path, *command: str) -> str:
    """Runs a program that must succeed; its output."""
    result = run(folder, *command)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def included(pdf: Path) -> list[float]:
    """How wide, in millimetres, the pictures stand that LaTeX included on the first page."""
    widths: list[float] = []
    with pikepdf.open(pdf) as document:
        page = document.pages[0]
        scales = [1.0]
        for step in pikepdf.parse_content_stream(page):
            operands, operator = step.operands, step.operator
            if str(operator) == "q":
                scales.append(scales[-1])
            elif str(operator) == "Q":
                scales.pop()
            elif str(operator) == "cm":
                scales[-1] *= float(operands[0])
            elif str(operator) == "Do":
                left, _, right, _ = map(float, page.Resources.XObject[str(operands[0])].BBox)
                widths.append((right - left) * scales[-1] / 72 * 25.4)
    return widths
