"""How the parts of a page are proportioned: lines of a cell, titles, lanes, rows, one sheet for identity and chart."""

import pytest
from helpers import compiled, diagnostics, pages

from sopflow.audit import Drawn
from sopflow.layout.text import balanced, natural_width, wrap
from sopflow.richtext import paragraph

SIZE = 8 * 25.4 / 72

IDENTITY = """
gaya: satu-halaman
{style}
sop: Uji
instansi: Pemerintah Kabupaten
nomor: 1
dasar hukum:
  1. Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah
"""


def lines(words: str, width: float) -> list[str]:
    return ["".join(run.text for run in line.runs) for line in wrap(paragraph(words), width, SIZE)]


def title(words: str, width: float) -> list[str]:
    return ["".join(run.text for run in line.runs) for line in balanced(paragraph(words), width, SIZE)]


def lanes(page: Drawn) -> list[float]:
    return [round(cell.box.right - cell.box.left, 1) for cell in page.cells if cell.column.startswith("lajur-")]


def heights(page: Drawn) -> list[float]:
    return [round(cell.box.bottom - cell.box.top, 1) for cell in page.cells if cell.column == "no" and cell.row]


def one_sheet(rows: int, style: str = "") -> str:
    return IDENTITY.format(style=style) + "kegiatan:\n" + "".join(f"{n}. @L{n % 3}: Menyusun laporan\n" for n in range(1, rows + 1))


def test_a_short_rest_takes_words_from_the_lines_above_it() -> None:
    assert lines("Mengirimkan dokumen laporan ke Bappeda dan arsip", 59) == ["Mengirimkan dokumen laporan", "ke Bappeda dan arsip"]
    assert lines("Menyusun rancangan RKPD", 26) == ["Menyusun", "rancangan RKPD"]


def test_breaking_anew_takes_no_line_more() -> None:
    words = "Memeriksa konsep surat, jika sesuai akan diparaf dan diserahkan ke Kadis, jika tidak akan dikembalikan untuk diperbaiki."
    for width in range(24, 120, 3):
        broken = wrap(paragraph(words), width, SIZE)
        least = -(-natural_width(paragraph(words), SIZE) // width)
        assert least <= len(broken) <= least * 1.35 + 1
        assert len(broken) == 1 or len(broken) > 4 or broken[-1].width > 0.2 * width


def test_a_line_does_not_end_within_a_doubled_word_for_the_sake_of_the_last() -> None:
    words = "Mempersiapkan dan mengolah konsep form isian pengukuran indikator kinerja untuk masing-masing bidang"
    narrow = natural_width(paragraph("pengukuran indikator kinerja untuk masing-masing"), SIZE) + 1
    assert lines(words, narrow)[-1].endswith("masing-masing bidang")


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (40.0, ["15 (Lima Belas) Menit"]),
        (24.0, ["15 (Lima Belas)", "Menit"]),
        (17.0, ["15", "(Lima Belas)", "Menit"]),
        (10.0, ["15", "(Lima", "Belas)", "Menit"]),
    ],
)
def test_a_spelled_number_stays_together_as_long_as_it_fits(width: float, expected: list[str]) -> None:
    assert lines("15 (Lima Belas) Menit", width) == expected


@pytest.mark.parametrize("words", ["Eselon III", "Tahap II."])
def test_a_roman_number_stays_with_what_it_numbers(words: str) -> None:
    whole = natural_width(paragraph(words), SIZE)
    assert words in lines(f"pejabat {words}", whole + 2)


def test_a_title_has_even_lines_that_do_not_end_with_a_conjunction() -> None:
    assert title("Staf Perencanaan & Pelaporan", 21) == ["Staf", "Perencanaan", "& Pelaporan"]
    assert title("Bidang Perencanaan dan Evaluasi", 22) == ["Bidang", "Perencanaan", "dan Evaluasi"]
    one, other = (line.width for line in balanced(paragraph("Kepala Bidang Tata Ruang"), 30, SIZE))
    assert abs(one - other) < 5


def test_lanes_are_alike_where_texts_leave_room() -> None:
    text = "pelaksana:\n  a: Pemohon\n  b: Kepala Seksi Kesejahteraan\n  c: Bupati\nkegiatan:\n"
    (page,) = pages(text + "1. @a: Menyusun\n2. @b: Memeriksa\n   tidak lengkap -> 1\n3. @c: Menandatangani\n")
    assert len(set(lanes(page))) == 1


def test_rows_get_air_where_the_page_has_room_and_none_where_it_has_not() -> None:
    few, many = ("".join(f"{n}. @L0: Menyusun laporan\n" for n in range(1, count + 1)) for count in (4, 14))
    (sparse,), (full,) = pages(few), pages(many)
    assert len(set(heights(sparse))) == 1
    assert min(heights(sparse)) > min(heights(full)) + 1


def test_all_pages_of_a_chart_are_equally_dense() -> None:
    drawn = pages("".join(f"{n}. @L0: Menyusun laporan\n" for n in range(1, 24)))
    assert len(drawn) == 2 and len({height for page in drawn for height in heights(page)[1:-1]}) == 1


def test_activities_stay_readable_beside_many_lanes() -> None:
    text = "".join(f"{n}. @L{n - 1}: Memeriksa dan meneruskan berkas permohonan kepada pimpinan\n" for n in range(1, 11))
    widths = {cell.column: cell.box.right - cell.box.left for page in pages(text) for cell in page.cells}
    assert widths["kegiatan"] > 24


def test_a_chart_that_fits_turned_paper_is_told_so() -> None:
    (found,) = (each for each in diagnostics(one_sheet(14)) if each.code == "tidak-muat-satu-halaman")
    assert "«arah: tegak»" in found.hint and "kertas" not in found.hint
    assert len(pages(one_sheet(14, "  arah: tegak"))) == 1


def test_the_paper_that_is_named_holds_identity_and_chart() -> None:
    (found,) = (each for each in diagnostics(one_sheet(26)) if each.code == "tidak-muat-satu-halaman")
    named = found.hint.split("»")
    style = "\n".join("  " + part.split("«")[1] for part in named[:2])
    assert "kertas" in style and len(pages(one_sheet(26, style))) == 1


def test_no_paper_is_named_where_none_is_large_enough() -> None:
    result = compiled(one_sheet(90))
    (found,) = (each for each in result.diagnostics if each.code == "tidak-muat-satu-halaman")
    assert "kertas:" not in found.hint


@pytest.mark.parametrize("lanes", [2, 3])
def test_arrows_meet_the_sides_of_a_diamond_across_lanes(lanes: int) -> None:
    across = "+".join(f"@L{n}" for n in range(lanes)).replace("+@", "+")
    text = f"pelaksana:\n  L0: A\n  L1: B\n  L2: C\nkegiatan:\n1. @L0: x\n2. {across}(keputusan): x\n   tidak -> 4\n3. @L0: x\n4. @L1: x\n"
    (page,) = pages(text)
    (diamond,) = (shape for shape in page.shapes if shape.kind == "decision")
    frame = diamond.frame
    half_x, half_y = (frame.right - frame.left) / 2, (frame.bottom - frame.top) / 2
    assert half_y / half_x > 0.18
    ends = [flow.points[-1] for flow in page.flows if flow.target == diamond.id] + [
        flow.points[0] for flow in page.flows if flow.source == diamond.id
    ]
    for x, y in ends:
        assert abs(x - frame.left - half_x) / half_x + abs(y - frame.top - half_y) / half_y == pytest.approx(1, abs=0.01)


def test_a_doubled_word_is_divided_only_where_it_fits_on_no_line() -> None:
    whole = natural_width(paragraph("masing-masing"), SIZE)
    assert lines("kepada masing-masing", whole + 6) == ["kepada", "masing-masing"]
    assert lines("masing-masing", whole - 1) == ["masing-", "masing"]


@pytest.mark.parametrize(("laws", "share"), [(10, 0.5), (20, 0.56)])
def test_long_boxes_on_the_left_get_more_of_the_identity_page_before_the_letters_shrink_much(laws: int, share: float) -> None:
    law = "  - Peraturan Menteri Dalam Negeri Nomor 25 Tahun 2011 tentang Pedoman Pengembangan Sistem Informasi\n"
    (page, _) = pages(f"sop: Uji\ninstansi: Dinas\ndasar hukum:\n{law * laws}kualifikasi pelaksana: SMA\n1. @A: Menulis\n")
    boxes = {cell.column: cell.box for cell in page.cells}
    left, right = boxes["judul-dasar hukum"], boxes["judul-kualifikasi pelaksana"]
    assert right.left == left.right == boxes["label-sop"].left
    assert (left.right - left.left) / (right.right - left.left) == pytest.approx(share, abs=0.001)


def test_an_office_with_a_long_name_stands_in_lines_of_about_one_length() -> None:
    name = "KEMENTERIAN PENDAYAGUNAAN APARATUR NEGARA DAN REFORMASI BIROKRASI REPUBLIK INDONESIA"
    (page, _) = pages(f"instansi: {name}\nsop: Uji\n1. @A: Menulis\n")
    words = [text.words for text in page.texts]
    assert words[:2] == ["KEMENTERIAN PENDAYAGUNAAN APARATUR NEGARA", "DAN REFORMASI BIROKRASI REPUBLIK INDONESIA"]


LONG_NAMES = ("Koordinator Kelompok Substansi", "Direktorat Jenderal Kependudukan", "Sekretariat Kementerian", "Kementerian Perhubungan")
SHORT_NAMES = ("Staf", "Camat", "Kepala Dinas", "Sekretaris")


@pytest.mark.parametrize(("names", "count", "turned"), [(LONG_NAMES, 11, True), (SHORT_NAMES, 11, False), (LONG_NAMES, 4, False)])
def test_names_read_upwards_where_many_lanes_would_break_them(names: tuple[str, ...], count: int, turned: bool) -> None:
    rows = "".join(
        f'{n}. @"{names[n % 4]} {n}": Menyusun laporan\n   kelengkapan: Surat\n   waktu: 1 hari\n   output: Surat\n'
        for n in range(1, count + 1)
    )
    (page,) = pages(f"kegiatan:\n{rows}")
    heads = [cell for cell in page.cells if cell.column.startswith("lajur-")]
    line = SIZE * 1.3
    assert len(heads) == count and {max(frame.bottom - frame.top for frame in cell.lines) > line for cell in heads} == {turned}
    assert not any(words.endswith("-") for cell in heads for words in cell.words)
