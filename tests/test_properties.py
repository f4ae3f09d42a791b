"""Drawings of charts made from chance keep every point of the contract (docs/svg.md).

SOPFLOW_CHARTS: how many charts are looked at. SOPFLOW_CHARTS_FROM: the first seed, to look at others.
"""

import os
import subprocess
import sys
from functools import cache
from io import BytesIO

import pytest
from chart_contract import breaches, compiled
from chart_texts import ChartText, chart_text, charts
from hypothesis import HealthCheck, given, settings
from pikepdf import Pdf

from sopflow.diagnostics import has_errors
from sopflow.export.pdf import pdf
from sopflow.export.svg import svg
from sopflow.pipeline import Compiled

CHARTS = int(os.environ.get("SOPFLOW_CHARTS", "200"))
FIRST = int(os.environ.get("SOPFLOW_CHARTS_FROM", "0"))
ALL_SIZES = CHARTS > 500
"""In an ordinary run only charts of ordinary size are drawn: it has a minute, and a large chart takes as long as fifty others."""

POINTS = ("markup", "rows", "head", "flows", "connectors", "ends", "words", "overfull")
"""The first words of a breach."""

FAULTY_SHARE = 0.01
"""Of the charts, at most so many may break the geometry: charts that nobody should write, on paper that hardly holds them."""

LONG = "Menyusun laporan pelaksanaan kegiatan beserta lampirannya untuk disampaikan kepada pimpinan unit kerja. " * 3

SKIPS = "".join(f"{n}. @a: {LONG}\n" + (f"   tidak -> {n + 8}\n" if n <= 8 else "") for n in range(1, 17))
"""Seven connectors for one lane: seven storeys of the strips."""

MENDED = {
    "strips of connectors that push the table off the page": SKIPS,
    "a long label over a capsule": "1. @a: x\n2. @b: x\n   berkas tidak memenuhi persyaratan administrasi -> 1\n",
    "a label nearer to another arrow": (
        "1. @a: x\n   belum sesuai -> 3 lewat bawah\n2. @a: x\n   tidak lengkap -> 3\n3. @a: x\n   belum sesuai -> 1\n"
    ),
    "labels of two exits to one capsule": "1. @a: x\n   belum sesuai -> selesai\n",
    "a label where a fork arrives": "pelaksana:\n  a: A\n  b: B\n  c: C\n1. @c & @b: x\n   @b belum sesuai -> 2\n2. @a & @b: x\n",
    "a label in a pinned lane": "gaya:\n  lebar:\n    pelaksana: 24 mm\n1. @a: x\n   belum sesuai -> 1\n",
    "a long word for a label": "1. @a -> @a: x\n2. @a: x\n   TIDAKMEMENUHISYARATADMINISTRASI -> 1\n",
    "a long word in a shape": '1. @a "ketentuan keputusan rekomendasi penyelenggaraan": x\n',
    "a merged cell torn by a page break": "".join(f"{n}. @a: {LONG * 3}\n   output: {'^' if n > 1 else LONG * 5}\n" for n in range(1, 12)),
    "a row taller than a page": f"1. @a: {LONG * 40}\n2. @a: x\n",
    "three labels to one capsule": "1. @a: x\n   satu -> selesai\n   dua -> selesai\n   tiga -> selesai\n",
    "a long label over the next shape": "1. @a: x\n   berkas tidak memenuhi persyaratan administrasi -> 3\n2. @b: x\n3. @b: x\n",
    "a shape wider than its pinned lane": (
        'gaya:\n  lebar:\n    pelaksana: 24 mm\n1. @a: x\n2. @a "lampirannya pimpinan keputusan": x\n   satu -> 1\n'
    ),
    "simultaneous shapes that go on lane by lane": "1. @a & @b: x\n2. @a & @b: x\n3. @a: x\n",
    "simultaneous shapes that go on lane by lane over a page break": "".join(f"{n}. @a & @b: {LONG}\n" for n in range(1, 24)),
    "an arrival from below has too short a run": (
        "1. @a: x\n   tidak -> 2\n2. @a: x\n3. @a: x\n   tidak lengkap -> 1\n4. @a: x\n   belum sesuai -> 2\n5. @a: x\n   ditolak -> 3\n"
    ),
    "a return that joins another within its head": (
        "pelaksana:\n  a: A\n  b: B\n  c: C\n  d: D\n"
        "1. @c: x\n   gagal -> 4\n2. @d: x\n   tidak -> 1\n3. @a: x\n   tidak lengkap -> 1\n4. @b: x\n"
    ),
    "an arrow from a shape to itself": "1. @a: x\n   -> 1\n2. @b: x\n   gagal -> 1\n",
    "a merged cell across a stage": "pelaksana:\n  a: A\n1. @a: x\n   waktu: 12 bulan\ntahap: T\n2. @a: x\n   waktu: ^\n",
    "a group head over one narrow lane": "gaya: permendagri\n  ukuran huruf: 12 pt\n1. @a: x\n",
    "long labels at an end capsule": "1. @a: x\n   perlu kajian lebih lanjut oleh tim teknis -> selesai\n",
    "words that filled a shape": '1. @a "yang permohonan untuk": x\n',
    "a label near a return": "1. @b: x\n   tidak -> 3\n2. @b: x\n   @b revisi -> 1\n3. @a & @b: x\n   @b belum sesuai -> 2\n",
}
"""Small texts whose drawings once broke the contract."""

NARROW = {"kertas-sempit", "tidak-muat-satu-halaman"}
"""What the user is told when a table does not fit its paper; lines and words then stand closer than they should."""


def is_ordinary(chart: ChartText) -> bool:
    return ALL_SIZES or (len(chart.rows) <= 9 and len(chart.lanes) <= 6)


@cache
def seeds() -> list[int]:
    chosen: list[int] = []
    seed = FIRST
    while len(chosen) < CHARTS:
        if is_ordinary(chart_text(seed)):
            chosen.append(seed)
        seed += 1
    return chosen


@cache
def result_of(seed: int) -> Compiled:
    return compiled(chart_text(seed).render())


@cache
def breaches_by_seed() -> dict[int, list[str]]:
    """What the charts break; of tables that don't fit their paper not the geometry."""
    found = {}
    for seed in seeds():
        result = result_of(seed)
        all_points = breaches(result)
        narrow = NARROW & {each.code for each in result.diagnostics}
        found[seed] = [each for each in all_points if not (narrow and each.startswith(("geometry", "overfull")))]
    return found


@pytest.mark.parametrize("point", POINTS)
def test_a_drawing_keeps_the_contract(point: str) -> None:
    assert _found(point) == {}


def test_hardly_a_drawing_breaks_the_geometry() -> None:
    found = _found("geometry")
    assert len(found) <= FAULTY_SHARE * CHARTS, found


def _found(point: str) -> dict[int, list[str]]:
    return {seed: kept for seed, all_of in breaches_by_seed().items() if (kept := [each for each in all_of if each.startswith(point)])}


@pytest.mark.parametrize("fault", MENDED)
def test_a_mended_fault(fault: str) -> None:
    assert breaches(compiled(MENDED[fault])) == []


@settings(max_examples=max(25, CHARTS // 5), deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(charts(most_rows=5))
def test_small_charts_of_any_kind_compile(chart: ChartText) -> None:
    result = compiled(chart.render())
    assert not has_errors(result.diagnostics)
    assert result.drawing is not None and result.drawing.pages


def test_the_same_text_gives_the_same_bytes() -> None:
    """Also in another process, where names have other hashes."""
    texts = [chart_text(seed).render() for seed in seeds()[: CHARTS // 20]]
    command = "import sys; from test_properties import picture; sys.stdout.write(picture(sys.stdin.read()))"
    joined = "\0".join(texts)
    here = picture(joined)
    assert picture(joined) == here
    path = os.pathsep.join([os.path.dirname(__file__), *sys.path])
    environment = {**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": path}
    told = subprocess.run([sys.executable, "-c", command], input=joined, capture_output=True, text=True, check=True, env=environment)
    assert told.stdout == here


def picture(texts: str) -> str:
    """The pages of the texts (separated by a zero character) as one string, without the fonts."""
    drawings = [compiled(text).drawing for text in texts.split("\0")]
    return "\n".join(svg(page, embed_fonts=False) for drawing in drawings if drawing for page in (*drawing.pages, *drawing.charts))


def test_the_pdf_has_the_pages_of_the_drawing() -> None:
    for seed in seeds()[:: max(1, CHARTS // 8)]:
        drawing = result_of(seed).drawing
        assert drawing is not None
        with Pdf.open(BytesIO(pdf(drawing))) as file:
            assert len(file.pages) == len(drawing.pages)
