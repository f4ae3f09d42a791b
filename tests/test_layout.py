"""What the pages look like, measured from the SVG that is written."""

import re
from itertools import pairwise

import pytest
from helpers import chart, compiled, pages

from sopflow.audit import measure, read
from sopflow.audit.measure import crossing_points
from sopflow.export.svg import svg
from sopflow.layout.pages import Breaks, break_rows

LONG = "Menyusun laporan pelaksanaan kegiatan beserta lampirannya untuk disampaikan kepada pimpinan unit kerja. " * 3


def rows(count: int, lanes: int = 3, text: str = "Menyusun laporan", extra: str = "") -> str:
    return "".join(f"{n}. @L{n % lanes}: {text}\n{extra}" for n in range(1, count + 1))


def test_a_shape_stands_on_its_lane_and_in_its_row() -> None:
    (page,) = pages(rows(4))
    cells = {(cell.row, cell.column): cell.box for cell in page.cells}
    for shape in page.shapes:
        box = cells[shape.row, "no"]
        assert box.top < shape.frame.top and shape.frame.bottom < box.bottom


def test_a_long_table_is_cut_between_rows_with_paired_connectors() -> None:
    drawn = pages(rows(36, text=LONG))
    assert len(drawn) > 2
    outgoing = [shape.ref for page in drawn for shape in page.shapes if shape.kind == "connector" and shape.id.startswith("ke-")]
    incoming = [shape.ref for page in drawn for shape in page.shapes if shape.kind == "connector" and shape.id.startswith("dari-")]
    assert sorted(outgoing) == sorted(incoming) and len(set(outgoing)) == len(drawn) - 1


def test_the_head_is_repeated_on_every_page() -> None:
    for page in pages(rows(24, text=LONG)):
        assert any(cell.column == "kegiatan" and cell.row == "" and cell.words == ("Kegiatan",) for cell in page.cells)


def test_a_return_over_a_page_break_has_an_upward_pair() -> None:
    text = rows(20, text=LONG) + "   tidak -> 1\n" + "21. @L1: Mengarsipkan\n"
    drawn = pages(text)
    last = drawn[-1]
    up = [shape for shape in last.shapes if shape.kind == "connector" and shape.id == "ke-atas-s1-l1"]
    assert len(up) == 1
    first = [shape for shape in drawn[0].shapes if shape.id == "dari-bawah-s1-l1"]
    assert [shape.ref for shape in first] == [up[0].ref]


def test_pages_are_balanced() -> None:
    counts = [len([cell for cell in page.cells if cell.column == "no" and cell.row]) for page in pages(rows(24, text=LONG))]
    assert max(counts) - min(counts) <= 2


def test_rows_are_broken_evenly_and_a_giant_row_stands_alone() -> None:
    breaks = Breaks((45.0, 45.0), [0.0] * 7, [0.0] * 7, [0.0] * 7)
    assert break_rows([10.0] * 6, breaks) == [(0, 3), (3, 6)]
    assert break_rows([10.0, 99.0, 10.0], breaks) == [(0, 1), (1, 2), (2, 3)]


@pytest.mark.parametrize("paper", ["A4", "F4", "Legal", "Letter", "A3"])
@pytest.mark.parametrize("side", ["mendatar", "tegak"])
def test_every_paper_is_kept_to(paper: str, side: str) -> None:
    text = f"gaya:\n  kertas: {paper}\n  arah: {side}\n" + rows(12, lanes=4, text=LONG)
    for page in pages(text):
        assert (page.width > page.height) == (side == "mendatar")
        assert measure(page).faults == ()


def test_a_merged_cell_spans_its_rows() -> None:
    text = """
        1. @A: Menulis
           kelengkapan: Surat permohonan
        2. @B: Memeriksa
           kelengkapan: ^
        3. @A: Mengirim
        """
    (page,) = pages(text)
    boxes = {cell.row: cell.box for cell in page.cells if cell.column == "kelengkapan"}
    number = {cell.row: cell.box for cell in page.cells if cell.column == "no"}
    assert "2" not in boxes
    assert boxes["1"].bottom == pytest.approx(number["2"].bottom)


def test_more_lanes_than_fit_are_narrowed_with_a_message() -> None:
    result = compiled(rows(30, lanes=30))
    assert [each.code for each in result.diagnostics] == ["kertas-sempit"]
    assert result.drawing is not None


def test_a_column_left_out_is_not_drawn() -> None:
    (page,) = pages("gaya:\n  kolom: no, kegiatan, pelaksana, waktu\n" + rows(3))
    heads = {cell.column for cell in page.cells if not cell.row}
    assert {"no", "kegiatan", "waktu"} < heads and not heads & {"kelengkapan", "output", "keterangan"}


def test_a_pinned_width_is_kept() -> None:
    (page,) = pages("gaya:\n  lebar:\n    kegiatan: 71 mm\n    pelaksana: 25 mm\n" + rows(3))
    cells = {cell.column: cell.box for cell in page.cells if cell.row == "" or cell.row == "1"}
    assert round(cells["kegiatan"].right - cells["kegiatan"].left, 2) == 71
    assert round(cells["lajur-l1"].right - cells["lajur-l1"].left, 2) == 25


def test_an_arrow_obeys_its_hint() -> None:
    for side, edge in [("kiri", "left"), ("kanan", "right")]:
        (page,) = pages(f"1. @A: Menulis\n2. @B: Memeriksa\n   tidak -> 1 lewat {side}\n3. @C: Mengirim\n")
        flow = next(flow for flow in page.flows if flow.label == "Tidak")
        source = next(shape for shape in page.shapes if shape.id == flow.source)
        assert flow.points[0][0] == getattr(source.frame, edge)


def test_the_sketch_is_one_page_with_three_lanes() -> None:
    text = """
        1. @Pemohon: Mengajukan permohonan
        2. @Petugas: Memeriksa berkas
           tidak lengkap -> 1
        3. @"Kepala Dinas": Menandatangani izin
        """
    assert [lane.name for lane in chart(text).lanes] == ["Pemohon", "Petugas", "Kepala Dinas"]
    (page,) = pages(text)
    assert [label.text for label in page.labels] == ["Tidak lengkap", "Lengkap"]
    assert measure(page).faults == ()


def test_nothing_of_a_hostile_text_reaches_the_markup() -> None:
    evil = '"><script>alert(1)</script>&amp;]]>'
    result = compiled(f"sop: {evil}\n1. @Aku: {evil}\n   output: {evil}\n2. @Dia: Selesai\n")
    assert result.drawing is not None
    assert "<script" not in svg(result.drawing.pages[0])


def test_lines_hop_where_the_style_asks_for_it() -> None:
    """Three decisions with three targets each can't be drawn without a crossing (the graph K3,3 is not planar)."""
    crossing = "".join(f"{n}. @{lane}: Memeriksa\n   satu -> 4\n   dua -> 5\n   tiga -> 6\n" for n, lane in enumerate("ABC", 1))
    crossing += "4. @A: Menyusun\n   -> selesai\n5. @B: Mengirim\n   -> selesai\n6. @C: Mencatat\n"
    counted = sum(len(crossing_points(page.flows)) for page in pages(crossing))
    result = compiled("gaya:\n  lompatan: ya\n" + crossing)
    assert result.drawing is not None and counted > 0
    assert sum(svg(page).count('class="hop"') for page in result.drawing.pages) == counted


def test_letters_that_the_font_lacks_are_named() -> None:
    result = compiled("1. @A: Menulis \u6f22 surat\n2. @B: Mengirim\n")
    assert [(each.code, each.span.line) for each in result.diagnostics] == [("huruf-tak-ada", 1)]


def test_a_row_taller_than_a_page_goes_on_and_is_told() -> None:
    text = f"1. @A: {LONG * 40}\n2. @B: Mengirim\n"
    assert [each.code for each in compiled(text).diagnostics] == ["baris-terlalu-tinggi"]
    parts = [cell for page in pages(text) for cell in page.cells if cell.column == "kegiatan" and cell.row == "1"]
    assert len(parts) == 3
    assert "".join(word for part in parts for word in part.words).replace(" ", "") == (LONG * 40).replace(" ", "")


def test_a_torn_merged_cell_is_printed_on_every_page_where_it_fits() -> None:
    text = "".join(f"{n}. @A: {LONG}\n   waktu: {'^' if n > 1 else '2 hari'}\n" for n in range(1, 25))
    drawn = pages(text)
    assert len(drawn) > 1
    for page in drawn:
        assert [cell.words for cell in page.cells if cell.column == "waktu" and cell.row] == [("2 hari",)]


def test_outcomes_with_one_target_have_exits_of_their_own() -> None:
    (page,) = pages("1. @A: Memeriksa\n   satu -> selesai\n   dua -> selesai\n   tiga -> selesai\n")
    exits = {flow.points[0] for flow in page.flows if flow.label}
    assert len(exits) == 3


def test_more_outcomes_than_ports_share_an_exit_and_stand_in_a_pile() -> None:
    outcomes = "".join(f"   {name} -> 1\n" for name in ("satu", "dua", "tiga", "empat"))
    (page,) = pages("1. @A: Menulis\n2. @A: Memeriksa\n" + outcomes)
    frames = sorted((label.frame for label in page.labels), key=lambda frame: frame.top)
    assert len({flow.points for flow in page.flows if flow.label}) == 1
    assert len({round(frame.left, 1) for frame in frames}) == 1 or len({round(frame.right, 1) for frame in frames}) == 1
    assert all(above.bottom <= below.top for above, below in pairwise(frames))
    assert measure(page).faults == ()


def test_a_shared_line_is_drawn_once() -> None:
    """What is drawn of the arrows, dash by dash, is as long as the lines that they cover."""
    result = compiled("1. @A & @B: Menulis\n2. @C: Memeriksa\n   tidak -> 1\n3. @C: Mengirim\n")
    assert result.drawing is not None
    page = svg(result.drawing.pages[0])
    gaps = dict(re.findall(r'<path class="flow" id="([^"]*)"[^>]*stroke-dasharray="([^"]*)"', page))
    covered, drawn = set(), 0.0
    for flow in read(page).flows:
        steps = [step for start, stop in pairwise(flow.points) for step in _hundredths(start, stop)]
        covered |= set(steps)
        drawn += _dashed(len(steps) / 100, [float(each) for each in gaps[flow.id].split()]) if flow.id in gaps else len(steps) / 100
    assert gaps and drawn == pytest.approx(len(covered) / 100, abs=0.1)


def _hundredths(start: tuple[float, ...], stop: tuple[float, ...]) -> list[tuple[int, int]]:
    """The places on an upright or level line, a hundredth of a millimetre apart."""
    (x1, y1), (x2, y2) = ((round(100 * x), round(100 * y)) for x, y in (start, stop))
    return [(x1, y) for y in range(min(y1, y2), max(y1, y2))] or [(x, y1) for x in range(min(x1, x2), max(x1, x2))]


def _dashed(length: float, pattern: list[float]) -> float:
    """How much of a line is drawn with these dashes and gaps."""
    at = drawn = 0.0
    for dash, gap in zip(pattern[::2], pattern[1::2], strict=True):
        drawn += min(dash, max(0.0, length - at))
        at += dash + gap
    return drawn
