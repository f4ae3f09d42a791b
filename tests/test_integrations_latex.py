"""The rule for make, as the guide shows it: the picture stands in the printed page as wide as was asked for."""

from pathlib import Path

import pytest
from reporting import done, included, write


def test_make_prints_the_picture_unscaled(tmp_path: Path) -> None:
    write(tmp_path, "Makefile", "laporan.tex", "surat.sop")
    done(tmp_path, "make", "laporan.pdf")
    assert included(tmp_path / "laporan.pdf") == [pytest.approx(120, abs=0.01)]
    assert "Overfull" not in (tmp_path / "laporan.log").read_text(encoding="latin-1")
    assert "up to date" in done(tmp_path, "make", "laporan.pdf")
    (tmp_path / "surat.sop").write_text("1. @Staf: Menulis nota\n2. @Kepala: Memeriksa nota\n", encoding="utf-8")
    assert "--part alur" in done(tmp_path, "make", "laporan.pdf")
