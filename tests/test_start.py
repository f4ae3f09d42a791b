"""The start of the program brings what the job needs and no more."""

import inspect
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from sopflow.start import Later, straightened, system

ROOT = Path(__file__).resolve().parent.parent
TEXT = "sop: Surat\n1. @A: Menulis surat **penting**\n2. @B: Memeriksa surat\n   waktu: 1 hari\n   tidak -> 1\n3. @A: Mengirim surat\n"

LOOK = """
import sys
from sopflow.start import main
try:
    main()
finally:
    print("imported:", *(name for name, module in sys.modules.items() if type(module).__name__ == "module"))
"""

HEAVY = {
    *("lark", "cairocffi", "cairosvg", "cffi", "pikepdf", "PIL", "graphviz", "dask", "fontTools", "yaml"),
    *("inspect", "platform", "ast", "pydoc", "dataclasses", "argparse", "logging", "difflib", "json", "tempfile", "shutil", "subprocess"),
    *("concurrent.futures", "multiprocessing", "asyncio", "socket", "ssl", "http", "urllib", "email", "hashlib", "random", "decimal"),
    *("sopflow.rules", "sopflow.format", "sopflow.audit", "sopflow.services", "sopflow.serve", "sopflow.schema"),
    *("sopflow.export.pdf", "sopflow.export.cairo", "sopflow.export.pictures"),
}
"""What a build of a correct text to SVG has no use for."""


def imported(folder: Path, *arguments: str) -> set[str]:
    """The modules that the command line has imported when it ends."""
    command = (sys.executable, "-c", LOOK, *arguments)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env={"PYTHONPATH": str(ROOT)}, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_a_build_to_svg_imports_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "surat.sop").write_text(TEXT, encoding="utf-8")
    modules = imported(tmp_path, "build", "surat.sop", "--format", "svg")
    assert (tmp_path / "out" / "surat-1.svg").exists()
    assert {"click", "sopflow.export.svg"} <= modules
    assert modules & HEAVY == set()


def test_the_version_is_told_without_the_compiler(tmp_path: Path) -> None:
    assert imported(tmp_path, "--version") & {*HEAVY, "sopflow.pipeline", "sopflow.layout", "sopflow.syntax", "sopflow.model"} == set()


def test_a_module_comes_when_something_of_it_is_asked_for() -> None:
    program = """
import sys
from sopflow.start import Later
later = sys.modules["colorsys"] = Later("colorsys", ONE_THIRD=3)
import colorsys
assert colorsys is later and colorsys.ONE_THIRD == 3 and not hasattr(colorsys, "__path__")
assert colorsys.rgb_to_hsv(1, 0, 0) == (0, 1, 1) and colorsys.ONE_THIRD == 1 / 3
import colorsys as real
assert real is not later and real.rgb_to_hsv is later.rgb_to_hsv
from colorsys import hsv_to_rgb
try:
    later.nothing
except AttributeError:
    print("done")
"""
    done = subprocess.run((sys.executable, "-c", program), cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("done\n", "")


@pytest.mark.parametrize("text", ["", "x", "  Kata-kata. ", "\tsatu\tdua", "satu\n    dua\n      tiga\n\n    "])
def test_help_texts_are_straightened_as_before(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "inspect", Later("inspect"))  # given back with the real one when the test ends
    assert straightened(text) == inspect.cleandoc(text)


def test_the_system_is_told_as_before() -> None:
    assert system() == platform.system()
