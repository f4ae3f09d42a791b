"""The declarations of cairo in the package are cairocffi's, and used by the program."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools.build_declarations import DECLARED, declared

ROOT = Path(__file__).resolve().parent.parent

PROGRAM = """
import sys
import sopflow.export.declared
from sopflow.later import Later
sopflow.export.declared.MADE_FROM += {other}
sys.modules["cairocffi.ffi"] = Later("cairocffi.ffi", "sopflow.export.declarations")
import cairocffi
surface = cairocffi.ImageSurface(cairocffi.FORMAT_A8, 8, 8)
cairocffi.Context(surface).paint()
assert bytes(surface.get_data())[0] == 255
print("pycparser" in sys.modules, cairocffi.ffi is sopflow.export.declared.ffi)
"""


def test_the_declarations_are_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    assert DECLARED.read_text(encoding="utf-8") == declared(), "run tools/build_declarations.py"


@pytest.mark.parametrize(("other", "told"), [(0, "False True"), (1, "True False")], ids=["this cairocffi", "another cairocffi"])
def test_they_serve_the_cairocffi_they_were_made_from(other: int, told: str) -> None:
    command = (sys.executable, "-c", PROGRAM.format(other=other))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == (told, "")
