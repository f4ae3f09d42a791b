"""The guided tour: every step of it is done, and every picture that it shows is there."""

from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image
from playwright.sync_api import sync_playwright
from test_docs import LINK, anchors
from touring import CHROMIUM, QUIET, TOUR, Step, Walk, filled, inserted, steps

from sopflow.rules.check import check_source
from sopflow.source import Source

TEXT = TOUR.read_text(encoding="utf-8")
LARGEST = 150_000


def test_the_tour_can_be_walked(tmp_path: Path) -> None:
    folder = tmp_path / "sop"
    folder.mkdir()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        with Walk(folder, tmp_path / "home", browser) as walk:
            for step in steps(TEXT):
                walk.take(step)
            downloaded = walk.downloaded()
        browser.close()
    assert walk.pictures.keys() == {path.name for path in TOUR.parent.glob("*.png")}
    assert [name for name, data in walk.pictures.items() if size(data) != size((TOUR.parent / name).read_bytes())] == []
    assert downloaded.keys() == {"izin.pdf"} and downloaded["izin.pdf"].startswith(b"%PDF")
    text = (folder / "izin.sop").read_text(encoding="utf-8")
    assert "3. @Petugas Loket: Mencatat permohonan dalam buku agenda\n   kelengkapan: Berkas lengkap\n" in text
    assert check_source(Source("izin.sop", text), str(folder)).diagnostics == ()


def size(png: bytes) -> tuple[int, int]:
    return Image.open(BytesIO(png)).size


@pytest.mark.parametrize("path", sorted(TOUR.parent.glob("*.png")), ids=lambda path: path.name)
def test_a_picture_is_small(path: Path) -> None:
    assert path.stat().st_size < LARGEST


def test_links_of_the_tour_lead_somewhere() -> None:
    for target in LINK.findall(TEXT):
        name, _, anchor = unquote(target).partition("#")
        file = TOUR.parent / name if name else TOUR
        assert file.exists() and (not anchor or anchor in anchors(file)), target


def test_steps_are_read_in_their_order() -> None:
    text = "Klik **Unduh**, lalu ketik ` dan`; tekan `Ctrl+S`.\n```console\n$ sopflow new\n```\nBerkas `a.sop` *ada*.\n![Itu](a.png)\n"
    kinds = [Step("click", "Unduh"), Step("type", " dan"), Step("press", "Ctrl+S"), Step("console", "$ sopflow new\n")]
    assert [*steps(text)] == [*kinds, Step("quote", "a.sop"), Step("see", "ada"), Step("picture", "a.png")]


def test_edits_by_hand_are_made_where_they_belong() -> None:
    text = "nomor:\ndasar hukum:\n\n1. @A: Menulis\n   waktu:\n"
    assert filled(text, "dasar hukum:\n  - UU\n1. @A: Menulis\n   waktu: 1 hari\n") == (
        "nomor:\ndasar hukum:\n  - UU\n\n1. @A: Menulis\n   waktu: 1 hari\n"
    )
    assert inserted(text, "0. @B: Menerima\n", "1. @A") == "nomor:\ndasar hukum:\n\n0. @B: Menerima\n\n1. @A: Menulis\n   waktu:\n"
    with pytest.raises(ValueError):
        filled(text, "unit: x\n")
