"""`sopflow fmt` on tables pasted from Word or Excel."""

import pytest

from sopflow.format import formatted
from sopflow.format.tables import with_rows
from sopflow.source import Source

HEAD = (
    "No.\tKegiatan\tPelaksana\t\tMutu Baku\t\t\tKet.\n\t\tPetugas Loket\tKepala Dinas\tKelengkapan\tWaktu\tOutput\t\n"
    "(1)\t(2)\t(3)\t(4)\t(5)\t(6)\t(7)\t(8)\n"
)
ROWS = "1\tMenerima berkas\t{}\t\tFormulir\t10 menit\tTanda terima\t\n2.\tMemeriksa “berkas”\t\t{}\tBerkas\t1 hari\t\tcatatan\n"


def fmt(text: str) -> str:
    result = formatted(Source("uji.sop", text))
    assert result.text is not None, result.errors
    assert formatted(Source("uji.sop", result.text)).text == result.text
    return result.text


def test_rows_are_taken_in_by_the_titles_of_the_table() -> None:
    assert fmt(f"sop: Izin\n{HEAD}{ROWS.format('', '')}") == (
        "sop: Izin\n\n"
        "# Ganti @Pelaksana di tiap baris dengan pelaksananya. Pelaksana dalam tabelnya: Petugas Loket, Kepala Dinas.\n"
        "1. @Pelaksana: Menerima berkas\n   kelengkapan: Formulir\n   waktu: 10 menit\n   output: Tanda terima\n\n"
        "2. @Pelaksana: Memeriksa “berkas”\n   kelengkapan: Berkas\n   waktu: 1 hari\n   keterangan: catatan\n"
    )


def test_marks_in_lane_cells_say_the_lane_and_words_do_not() -> None:
    marked = fmt(HEAD + ROWS.format("√", "X"))
    assert "1. @Petugas Loket: Menerima" in marked and "2. @Kepala Dinas: Memeriksa" in marked and "#" not in marked
    assert "1. @Pelaksana: Menerima" in fmt(HEAD + ROWS.format("Ya", "X"))


def test_without_titles_the_times_tell_the_columns() -> None:
    made = fmt("sop: Izin\r\n" + ROWS.format("", "").replace("\n", "\r\n"))
    assert "   kelengkapan: Formulir\n   waktu: 10 menit\n   output: Tanda terima\n" in made


def test_a_row_with_a_lost_cell_is_put_into_step_by_its_time() -> None:
    made = fmt(HEAD + "1\tMenerima berkas\t\tFormulir\t10 menit\tTanda terima\t\n")
    assert "   kelengkapan: Formulir\n   waktu: 10 menit\n   output: Tanda terima\n" in made


def test_what_stands_around_a_table_stays() -> None:
    made = fmt(f"sop: Izin\ndasar hukum:\n1.\tUU Nomor 25 Tahun 2009\n\n{ROWS.format('', '')}\ncatatan: Selesai\n")
    assert "dasar hukum:\n  1. UU Nomor 25 Tahun 2009\n" in made and made.endswith("catatan: Selesai\n")


@pytest.mark.parametrize(
    "text",
    [
        "sop: Izin\n1.\t@Petugas:\tMemeriksa\tberkas\tpermohonan\tizin\n2. @Kepala: Menandatangani izin\n",
        "sop: Izin\nperalatan:\n  1\tMeja\t2\tbuah\tbaik\t1 hari\n1. @A: Memeriksa\n2. @B: Mengirim\n",
    ],
)
def test_tabs_in_a_text_without_mistakes_are_blanks(text: str) -> None:
    assert fmt(text) == fmt(text.replace("\t", " "))


def test_other_mistakes_still_stand_in_the_way() -> None:
    found = formatted(Source("uji.sop", "sop: Izin\ndsar hukum: UU\n" + ROWS.format("", "")))
    assert found.text is None and found.errors[0].code == "kata-kunci-tidak-dikenal"
    assert any("«sopflow fmt»" in each.hint for each in found.errors)


@pytest.mark.parametrize("text", ["", "\t" * 9, "1" + "\t" * 9, "No\tKegiatan\t\t\t\t\t", "1\ta\t\t\t\t", "1\t2\t3\t4\t5 menit\t\n" * 3])
def test_nothing_that_can_be_typed_raises(text: str) -> None:
    formatted(Source("uji.sop", text))
    with_rows(text)
