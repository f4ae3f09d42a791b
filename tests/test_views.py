"""Parts of a document, ranges of rows, and widths: laid out anew, drawn without faults."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import sopflow
from sopflow.audit import Drawn, measure, read
from sopflow.layout.window import windowed
from sopflow.view import PARTS, View, ViewError, make_view

EXAMPLES = Path(__file__).parent.parent / "examples"
OFFICIAL = "000-laporan-spm.sop"
STAGES = "tahap.sop"
MERGED = "sel-gabung.sop"


@cache
def drawn(name: str, part: str = "lengkap", rows: str = "", width: str = "", paged: bool = False) -> sopflow.Document:
    return sopflow.compile_file(EXAMPLES / name, part=part, rows=rows, width=width, paged=paged)


def pages(document: sopflow.Document) -> list[Drawn]:
    assert document.ok, document.messages
    return [read(svg) for svg in document.svgs()]


def only(document: sopflow.Document) -> Drawn:
    (page,) = pages(document)
    return page


def words(document: sopflow.Document) -> str:
    return " ".join(re.findall(r">([^<>]+)</(?:text|tspan)>", "".join(document.svgs())))


def size_of_text(document: sopflow.Document) -> set[str]:
    return set(re.findall(r'font-size="([\d.]+)"', document.svg()))


def test_the_lanes_alone_show_the_whole_flow_and_no_texts() -> None:
    alone, whole = only(drawn(OFFICIAL, "alur")), read(drawn(OFFICIAL).chart_svgs()[0])
    assert {cell.column for cell in alone.cells if cell.row} == {"no"}
    assert [(flow.source, flow.target) for flow in alone.flows] == [(flow.source, flow.target) for flow in whole.flows]
    assert {shape.id for shape in alone.shapes} == {shape.id for shape in whole.shapes}
    assert alone.width < whole.width


def test_the_quality_table_alone_has_no_lanes() -> None:
    table = only(drawn(OFFICIAL, "mutu-baku"))
    assert {cell.column for cell in table.cells if cell.row} == {"no", "kegiatan", "kelengkapan", "waktu", "output", "keterangan"}
    assert not table.shapes and not table.flows
    assert "Pelaksana" not in words(drawn(OFFICIAL, "mutu-baku"))


def test_the_chart_as_a_part_is_the_chart_of_the_document() -> None:
    assert drawn(OFFICIAL, "bagan").svgs() == drawn(OFFICIAL).chart_svgs()


def test_the_identity_as_a_part_ends_where_its_frame_ends() -> None:
    picture = only(drawn(OFFICIAL, "identitas", width="160mm"))
    assert picture.width == 160
    assert "Kualifikasi" in words(drawn(OFFICIAL, "identitas"))
    assert "Merencanakan" not in words(drawn(OFFICIAL, "identitas"))
    assert 0 < picture.height - max(cell.box.bottom for cell in picture.cells) < 2


def test_a_part_can_be_cut_into_pages_of_its_paper() -> None:
    long = pages(drawn("sulit-40-baris.sop", "alur", paged=True))
    assert len(long) > 1
    assert {(page.width, page.height) for page in long} == {(pages(drawn("sulit-40-baris.sop"))[0].width, long[0].height)}
    assert measure(long[0]).connectors > 0


def test_arrows_that_leave_a_range_end_in_connectors_with_the_row_at_the_other_end() -> None:
    page = only(drawn(OFFICIAL, rows="4-7"))
    connectors = {shape.ref: shape.id for shape in page.shapes if shape.kind == "connector"}
    assert set(connectors) == {"3", "8", "8, 9"}  # from row 3, on to row 8, back from rows 8 and 9
    assert {shape.row for shape in page.shapes if shape.kind != "connector"} == {"4", "5", "6", "7"}
    svg = drawn(OFFICIAL, rows="4-7").svg()
    assert "Sambungan dari kegiatan 3" in svg and "Sambungan ke kegiatan 8" in svg and "halaman lain" not in svg


def test_a_range_says_nothing_of_the_rows_outside_and_begins_with_whole_cells() -> None:
    chart = drawn(MERGED).book.sops[0].charts[0]
    merged = next(at for at, row in enumerate(chart.rows) if any(cell.merged for cell in row.cells))
    window = windowed(chart, merged + 1, merged + 1)
    row = window.chart.rows[window.first]
    assert not any(cell.merged for cell in row.cells) and all(
        cell.text for cell, was in zip(row.cells, chart.rows[merged].cells, strict=True) if was.merged
    )
    others = [each for at, each in enumerate(window.chart.rows) if not window.first <= at < window.end]
    assert all(not each.text and not any(cell.text for cell in each.cells) for each in others)


@pytest.mark.parametrize("width", ["160mm", "17,5 cm", "300"])
def test_a_width_is_met_exactly_and_the_text_keeps_its_size(width: str) -> None:
    document = drawn(OFFICIAL, width=width)
    assert only(document).width == {"160mm": 160, "17,5 cm": 175, "300": 300}[width]
    assert size_of_text(document) == size_of_text(drawn(OFFICIAL, "bagan")) - {"3.704"}


def test_a_narrower_picture_is_taller() -> None:
    assert only(drawn(OFFICIAL, width="165")).height > only(drawn(OFFICIAL, width="200")).height > only(drawn(OFFICIAL, width="280")).height


def test_a_table_that_more_room_would_only_make_wider_stands_in_the_middle_of_its_width() -> None:
    page = only(drawn("cabang-bebas.sop", width="160"))
    left, right = min(cell.box.left for cell in page.cells), max(cell.box.right for cell in page.cells)
    assert page.width == 160 and left == pytest.approx(160 - right, abs=0.01) and right - left > 140


@pytest.mark.parametrize(("name", "width", "most"), [("003-penerapan-spm.sop", "160", 250), (OFFICIAL, "160", 310), (OFFICIAL, "180", 260)])
def test_shapes_come_closer_before_the_words_make_a_picture_taller_than_a_page(name: str, width: str, most: float) -> None:
    assert only(drawn(name, width=width)).height < most


def test_a_column_without_words_shrinks_to_a_head_that_reads_upwards() -> None:
    page = only(drawn(STAGES, width="160"))
    (head,) = [cell for cell in page.cells if cell.column == "keterangan" and not cell.row]
    assert head.box.right - head.box.left < 6 and head.words == ("Keterangan",)
    (frame,) = head.lines
    assert head.box.left < frame.left < frame.right < head.box.right and head.box.top < frame.top < frame.bottom < head.box.bottom


def test_turned_heads_stand_in_lines_side_by_side_and_are_no_taller_than_they_must() -> None:
    page = only(drawn(OFFICIAL, width="160"))
    heads = [cell for cell in page.cells if cell.column.startswith("lajur-")]
    assert {" ".join(cell.words) for cell in heads} > {"Katim Penyusunan Program", "Eselon III, IV dan Fungsional"}
    assert max(len(cell.words) for cell in heads) == 3 and all(cell.box.bottom - cell.box.top < 26 for cell in heads)
    assert all(cell.box.left <= frame.left and frame.right <= cell.box.right for cell in heads for frame in cell.lines)


def test_the_heading_of_the_first_stage_runs_over_the_lanes() -> None:
    title = "Perencanaan Kebutuhan dan Penyusunan Rencana Kebutuhan Obat Tahunan"
    text = f"tahap: {title}\n1. @A: Menghitung stok\n2. @B: Menyusun rencana\ntahap: {title}\n3. @C: Memesan obat\n"
    headings = [cell.words for cell in only(sopflow.compile(text, part="bagan", width="140mm")).cells if cell.column == "tahap"]
    assert (title,) in headings and any(len(words) > 1 for words in headings)  # arrows pass through the second one


@pytest.mark.parametrize("name", [OFFICIAL, "sulit-15-lane.sop", "sulit-lima-bentuk.sop"])
def test_a_width_that_is_too_small_is_told_with_the_least_that_does(name: str) -> None:
    document = drawn(name, width="100")
    (told,) = [each for each in document.diagnostics if each.severity == "error"]
    assert told.code == "lebar-kurang"
    least = re.search(r"paling sedikit (\d+) mm", told.hint)
    assert least
    assert drawn(name, width=least[1]).ok and not drawn(name, width=str(int(least[1]) - 1)).ok


@pytest.mark.parametrize(
    ("name", "wish"),
    [
        (name, wish)
        for name in (OFFICIAL, STAGES, MERGED, "sulit-lima-bentuk.sop", "simultan.sop", "rujukan-sop.sop")
        for wish in (("alur",), ("mutu-baku",), ("bagan", "2-3"), ("alur", "2-3"), ("bagan", "", "200"), ("mutu-baku", "", "160"))
    ],
)
def test_no_part_has_a_fault(name: str, wish: tuple[str, ...]) -> None:
    assert [fault for page in pages(drawn(name, *wish)) for fault in measure(page).faults] == []


def test_stage_headings_over_lanes_stand_clear_of_arrows() -> None:
    page = only(drawn(STAGES, "alur"))
    headings = [cell.lines[0] for cell in page.cells if cell.words in (("Persiapan",), ("Pelaksanaan",), ("Pelaporan",))]
    assert len(headings) == 3
    for heading in headings:
        for flow in page.flows:
            for (x1, y1), (x2, y2) in pairwise(flow.points):
                beside = max(x1, x2) < heading.left or min(x1, x2) > heading.right
                assert beside or max(y1, y2) < heading.top or min(y1, y2) > heading.bottom


@pytest.mark.parametrize(
    ("name", "part", "rows", "code"),
    [("sketsa.sop", "identitas", "", "bagian-kosong"), (OFFICIAL, "alur", "9-30", "rentang-baris")],
)
def test_a_part_that_is_not_there_is_told(name: str, part: str, rows: str, code: str) -> None:
    document = drawn(name, part, rows)
    assert [each.code for each in document.diagnostics if each.severity == "error"] == [code]


@pytest.mark.parametrize(
    "wish",
    [
        {"part": "semua"},
        {"rows": "8-3"},
        {"rows": "0-2"},
        {"rows": "tiga"},
        {"width": "lebar"},
        {"width": "-5"},
        {"width": 0},
        {"width": float("nan")},
        {"width": 99999},
        {"part": "identitas", "rows": "1-2"},
        {"width": 160, "paged": True},
        {"rows": "1-2", "paged": True},
    ],
)
def test_a_view_that_makes_no_sense_is_refused(wish: dict[str, object]) -> None:
    with pytest.raises(ViewError):
        make_view(**wish)  # type: ignore[arg-type]


def test_rows_or_a_width_without_a_part_mean_the_chart() -> None:
    assert make_view(rows="3") == View("bagan", (3, 3))
    assert make_view(width=160) == View("bagan", None, 160)
    assert make_view(paged=True) == View()


def test_no_two_views_name_their_files_alike() -> None:
    views = [View(part, rows, width) for part in PARTS for rows in (None, (3, 8), (3, 18)) for width in (None, 160.0, 160.5)]
    named = [view.suffix for view in views if view.part != "lengkap"]
    named += [View(part, paged=True).suffix for part in PARTS if part != "lengkap"]
    assert len(set(named)) == len(named) and all(named)
