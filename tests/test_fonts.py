"""The shipped typeface: its names, its tables, and the numbers that were taken from it."""

import os
import subprocess
import sys

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from sopflow.drawing import Face
from sopflow.fonts import FAMILY, STYLES, path
from sopflow.fonts.advances import ASCENT, CAP_HEIGHT, CHARACTERS, DESCENT, EVERYDAY, UNITS_PER_EM, X_HEIGHT
from sopflow.fonts.glyphs import ADVANCES, printable, unsupported

ENDINGS = (".ttf", ".woff2", "-everyday.woff2")
FILES = [path(face, ending) for face in STYLES for ending in ENDINGS]


def name(file: str) -> str:
    return os.path.basename(file)


@pytest.mark.parametrize("file", FILES, ids=name)
def test_no_reserved_name_is_presented_to_users(file: str) -> None:
    records = {record.nameID: str(record) for record in TTFont(file)["name"].names}
    assert records[1] == FAMILY
    for identifier in (1, 2, 3, 4, 6):
        assert not any(word in records[identifier] for word in ("Liberation", "Arimo", "Tinos", "Cousine"))
    assert "Google" in records[0] and "Red Hat" in records[0] and "SIL Open Font License" in records[13]


@pytest.mark.parametrize("file", FILES, ids=name)
def test_nothing_in_a_font_changes_an_advance(file: str) -> None:
    assert not {"GPOS", "GSUB", "kern", "morx", "hdmx", "LTSH", "fpgm", "prep"} & set(TTFont(file).keys())


@pytest.mark.parametrize("face", STYLES, ids=str)
def test_the_table_of_advances_is_the_font(face: Face) -> None:
    font = TTFont(path(face))
    cmap = font.getBestCmap()
    assert font["head"].unitsPerEm == UNITS_PER_EM
    assert "".join(map(chr, sorted(cmap))) == CHARACTERS
    assert ADVANCES[face] == {chr(code): font["hmtx"][glyph][0] for code, glyph in cmap.items()}


def test_the_vertical_measures_are_those_of_the_font() -> None:
    font = TTFont(path(Face()))
    assert font["hhea"].ascent / UNITS_PER_EM == pytest.approx(ASCENT, abs=1e-4)
    assert -font["hhea"].descent / UNITS_PER_EM == pytest.approx(DESCENT, abs=1e-4)
    assert font["glyf"][font.getBestCmap()[ord("H")]].yMax / UNITS_PER_EM == pytest.approx(CAP_HEIGHT, abs=2e-3)
    assert font["glyf"][font.getBestCmap()[ord("x")]].yMax / UNITS_PER_EM == pytest.approx(X_HEIGHT, abs=2e-3)


@pytest.mark.parametrize("face", STYLES, ids=str)
def test_the_small_font_has_the_everyday_characters(face: Face) -> None:
    assert set(map(chr, TTFont(path(face, "-everyday.woff2")).getBestCmap())) == set(EVERYDAY)
    assert os.path.getsize(path(face, "-everyday.woff2")) < 7_000


@pytest.mark.parametrize("sign", "éŠž–—‘’“”•…→←↑↓≤≥±×÷½¼°²√∞≠≈µΩ™€□■●○▲►◆✓✗☐☑ʿʾḥṣṭ№", ids=ascii)
def test_signs_that_procedures_use_are_there(sign: str) -> None:
    assert unsupported(sign) == "" and printable(sign) == sign


def test_what_the_font_lacks_is_reported_once_and_drawn_as_a_box() -> None:
    assert unsupported("Rapat 会議 会 ok") == "会議"
    assert printable("会a") == "\ufffda"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("e\u0301", "é"),
        ("\uf0b7 butir", "• butir"),
        ("a\u200bb\u00adc\ufeff", "abc"),
        ("a\tb\nc", "a b c"),
        ("1\u202fkg", "1\u00a0kg"),
        ("ﬃ", "ffi"),
        ("\u202eabc", "abc"),
        ("a\x00b", "a\ufffdb"),
        ("\ud800", "\ufffd"),
    ],
)
def test_pasted_characters_become_what_they_stand_for(typed: str, shown: str) -> None:
    assert printable(typed) == shown


def test_the_advances_are_quickly_imported() -> None:
    code = "import time, sopflow.fonts; t = time.process_time(); import sopflow.fonts.advances; print(time.process_time() - t)"
    best = min(float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout) for _ in range(5))
    assert best < 0.004  # 0.3 ms measured; a loaded machine takes longer


def test_the_licence_is_beside_the_fonts() -> None:
    folder = os.path.dirname(path(Face()))
    with open(os.path.join(folder, "OFL.txt"), encoding="utf-8") as file:
        assert "SIL OPEN FONT LICENSE Version 1.1" in file.read()


def test_what_is_drawn_is_drawn_as_it_is() -> None:
    for sign in map(chr, (*range(0x20, 0x2FFF), *range(0xF000, 0xF100), *range(0xFB00, 0xFB10))):
        assert printable(printable(sign)) == printable(sign)
