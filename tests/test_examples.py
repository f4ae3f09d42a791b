"""The examples: every page keeps the contract, and out/ holds what they compile to."""

import subprocess
from functools import cache
from pathlib import Path

import pytest

from sopflow.api import Document
from sopflow.audit import measure, read
from sopflow.export.svg import svg
from sopflow.pipeline import Compiled, compile_file

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted(path.name for path in (ROOT / "examples").glob("*.sop"))
OFFICIAL = [name for name in EXAMPLES if name[0].isdigit()]


@cache
def compiled(name: str) -> Compiled:
    return compile_file(str(ROOT / "examples" / name))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_page_keeps_the_contract(name: str) -> None:
    drawing = compiled(name).drawing
    assert drawing is not None
    for page in (*drawing.pages, *drawing.charts):
        found = measure(read(svg(page)))
        assert found.faults == ()
        assert found.shortest_arrival >= 2.2


@pytest.mark.parametrize("name", OFFICIAL)
def test_the_official_procedures_have_no_crossing(name: str) -> None:
    drawing = compiled(name).drawing
    assert drawing is not None
    assert [measure(read(svg(page))).crossings for page in drawing.pages] == [0] * len(drawing.pages)


def test_the_official_procedures_are_ten_in_five_documents() -> None:
    assert len(OFFICIAL) == 5
    charts = [chart for name in OFFICIAL for sop in (compiled(name).book or pytest.fail(name)).sops for chart in sop.charts]
    assert [len(chart.rows) for chart in charts] == [11, 12, 15, 14, 13, 12, 12, 11, 15, 15]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_gallery_holds_what_the_examples_compile_to(name: str) -> None:
    drawing = compiled(name).drawing
    assert drawing is not None
    stem = name.removesuffix(".sop")
    made = Document(compiled(name)).files(stem, ("svg",))
    suffixes = {path.name: path.name[len(stem) + 1 :].removesuffix(".svg") for path in (ROOT / "out").glob(f"{stem}-*.svg")}
    kept = {name for name, suffix in suffixes.items() if suffix.split("-")[0] in _parts()}
    assert kept == set(made)
    for file, data in made.items():
        assert (ROOT / "out" / file).read_bytes() == data, f"out/{file} is stale: bash run.sh examples"


def _parts() -> set[str]:
    return {"bagan", *map(str, range(1, 100))}


@pytest.mark.parametrize("name", OFFICIAL)
def test_the_pdf_is_sound_and_says_what_the_text_says(name: str, tmp_path: Path) -> None:
    result = compiled(name)
    assert result.drawing is not None and result.book is not None
    path = tmp_path / "dokumen.pdf"
    path.write_bytes(Document(result).pdf())
    check = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    assert check.returncode == 0, check.stdout
    words = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True).stdout.split()
    for sop in result.book.sops:
        for word in sop.name.split():
            assert word in words
