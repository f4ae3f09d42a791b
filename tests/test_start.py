"""The start of the program brings what the job needs and no more."""

import ctypes.util
import difflib
import inspect
import platform
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from sopflow.export.cairo import SEARCH
from sopflow.later import Later, later_class
from sopflow.start import close_matches, straightened, system

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
    *("uuid", "datetime", "threading", "copy", "base64", "locale", "struct", "gettext"),
    *("sopflow.syntax.faults", "sopflow.layout.reading", "sopflow.layout.decree", "sopflow.layout.cover", "sopflow.layout.sheets"),
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
from sopflow.later import Later
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


def test_what_stands_in_does_so_for_a_while_and_not_where_the_real_one_is() -> None:
    program = """
import sys
from sopflow.later import Later, standing_in
import colorsys as real
one, other = Later("colorsys", ONE_THIRD=3), Later("chunk", Chunk=4)
with standing_in(one, other):
    from colorsys import ONE_THIRD
    from chunk import Chunk
assert (ONE_THIRD, Chunk) == (1 / 3, 4) and sys.modules["colorsys"] is real and "chunk" not in sys.modules
print("done")
"""
    done = subprocess.run((sys.executable, "-W", "ignore", "-c", program), cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("done\n", "")


def test_a_class_comes_when_it_is_used() -> None:
    later: Any = later_class("fractions", "Fraction")
    assert later("1/3") == Fraction(1, 3) and isinstance(Fraction(1), later) and not isinstance(1, later)
    assert later.from_float(0.5) == Fraction(1, 2)


WORDS = ("--format", "--part", "--output", "--quiet", "--dpi", "--lang", "build", "check")


@pytest.mark.parametrize("word", ["", "-o", "-q", "-dpi", "--dip", "--fromat", "--formatt", "buld", "x" * 30])
@pytest.mark.parametrize("words", [WORDS, WORDS[:1], (), ("",)])
@pytest.mark.parametrize("cutoff", [0.2, 0.6, 1.0])
def test_near_words_are_found_as_before(word: str, words: tuple[str, ...], cutoff: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "difflib", Later("difflib"))  # given back with the real one when the test ends
    assert close_matches(word, iter(words), 3, cutoff) == difflib.get_close_matches(word, words, 3, cutoff)


@pytest.mark.parametrize("name", ["cairo-2", "cairo", "libcairo-2", "freetype", "tidak-ada"])
def test_libraries_are_found_as_before(name: str) -> None:
    assert SEARCH.find_library(name) == ctypes.util.find_library(name)
