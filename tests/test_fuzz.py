"""A short run of the fuzzer, guided by coverage: the same inputs each time, until the program or the texts that it begins with change."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
RUNS = 160
"""The texts that it begins with, and twice as many that it makes of them."""


def test_a_short_run_finds_nothing(tmp_path: Path) -> None:
    pytest.importorskip("atheris")
    (tmp_path / "found").mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    command = (sys.executable, ROOT / "tools" / "fuzz.py", "found", f"-runs={RUNS}", "-seed=1", "-timeout=600")
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", errors="replace")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    begun, *later = map(int, re.findall(r"(?:INITED|DONE) +cov: (\d+)", done.stderr))
    assert begun > 5000 and later[-1] > begun and list((tmp_path / "found").iterdir()), "what reached new code was kept"
