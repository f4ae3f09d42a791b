"""Programs that are commands: Graphviz, D2, PlantUML in Java, actdiag, processpiper. In: a folder, texts, a format. Out: the `Job`."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from sopflow.drawing import Face
from sopflow.fonts import path

from ..running import Job, files
from .program import module_missing, stored


def dot(folder: Path, words: Sequence[str], format: str) -> Job:
    """Several graphs in one process; each is written beside its text."""
    names = stored(folder, words, ".dot")
    return Job(folder, ("dot", f"-T{format}", "-O", *names), lambda: files(*(folder / f"{name}.{format}" for name in names)))


def dot_missing() -> str:
    return "" if shutil.which("dot") else "no dot"


def d2(rivals: Path, layout: str, folder: Path, words: Sequence[str], format: str) -> Job:
    """Several charts are boards of one file, the only way to draw them in one process; a PDF has them as pages."""
    target = folder / f"chart.{format}"
    command = (str(rivals / "bin" / "d2"), "--layout", layout, "--timeout", "0")
    if len(words) == 1:
        (folder / "chart.d2").write_text(words[0], encoding="utf-8")
        return Job(folder, (*command, "chart.d2", target.name), lambda: files(target))
    boards = "\n".join(f"chart{number}: {{\n{text}\n}}" for number, text in enumerate(words))
    (folder / "chart.d2").write_text(f"layers: {{\n{boards}\n}}\n", encoding="utf-8")
    drawn = [target] if format == "pdf" else [folder / "chart" / f"chart{number}.{format}" for number in range(len(words))]
    return Job(folder, (*command, "chart.d2", target.name), lambda: files(*drawn))


def d2_missing(rivals: Path) -> str:
    return "" if (rivals / "bin" / "d2").exists() else f"no d2 in {rivals}"


JARS = ("batik-all", "fop", "fop-core", "xmlgraphics-commons", "xml-apis-ext", "commons-io", "commons-logging")
"""Debian's libfop-java, for PDF alone."""


def plantuml_jar(rivals: Path) -> Path:
    """Where the npm package that holds PlantUML for Java has it."""
    return rivals / "node_modules" / "sync-plantuml" / "vendor" / "plantuml.jar"


def plantuml(rivals: Path, folder: Path, words: Sequence[str], format: str) -> Job:
    """Several files in one Java machine, with a deep stack, as long charts nest."""
    names = stored(folder, words, ".puml")
    jar = str(plantuml_jar(rivals))
    path = ":".join([jar, *(f"/usr/share/java/{name}.jar" for name in JARS)])
    start = ("-cp", path, "net.sourceforge.plantuml.Run") if format == "pdf" else ("-jar", jar)
    drawn = [(folder / name).with_suffix(f".{format}") for name in names]
    return Job(folder, ("java", "-Xss100m", "-Djava.awt.headless=true", *start, f"-t{format}", *names), lambda: files(*drawn))


def plantuml_missing(rivals: Path) -> str:
    return module_missing(rivals, "sync-plantuml") if shutil.which("java") else "no java"


ACTDIAG = """
import sys
from actdiag.command import main
kind, font, *names = sys.argv[1:]
for name in names:
    if main(["-T" + kind, "-f", font, "-o", name + "." + kind, name]):
        sys.exit(1)
"""
"""Its command takes one file."""


def actdiag(rivals: Path, folder: Path, words: Sequence[str], format: str) -> Job:
    names = stored(folder, words, ".diag")
    command = (_python(rivals), "-c", ACTDIAG, format, path(Face(False, False)), *names)
    return Job(folder, command, lambda: files(*(folder / f"{name}.{format}" for name in names)))


PIPER = """
import sys
from processpiper.text2diagram import render
kind, *names = sys.argv[1:]
for name in names:
    with open(name, encoding="utf-8") as file:
        render(file.read(), name + "." + kind)
"""


def piper(rivals: Path, folder: Path, words: Sequence[str], format: str) -> Job:
    names = stored(folder, words, ".txt")
    return Job(folder, (_python(rivals), "-c", PIPER, format, *names), lambda: files(*(folder / f"{name}.{format}" for name in names)))


def python_missing(rivals: Path, name: str) -> str:
    """Why a package of Python can't be used, or empty."""
    return "" if any(rivals.glob(f"lib/python3*/site-packages/{name}")) else f"no {name} in {rivals}"


def _python(rivals: Path) -> str:
    return str(rivals / "bin" / "python")
