"""Texts as people write them who have read nothing: each mistake is told once, at its place, with what to write instead."""

import pytest

from sopflow.rules.check import check_source
from sopflow.source import Source

HEAD = "sop: Cuti\n"
PIPED = "Tabel bergaris «|» tidak dibaca; tulis tiap barisnya «1. @Staf: Mengirim surat», dan selnya, misalnya «waktu: 1 jam», di bawahnya"
NO_ROW = "Hapus baris ini: awal dan akhir digambar sendiri; untuk berakhir di tengah, tulis «-> selesai» di bawah barisnya"
ROWS = "1. @Pegawai: Mengajukan cuti\n2. @Kadis: Menyetujui cuti\n"


def told(text: str) -> list[str]:
    """Line and hint of all that is said."""
    return [f"{each.span.line}: {each.hint}" for each in check_source(Source("uji.sop", text)).diagnostics]


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("Judul: Cuti\n" + ROWS, ["1: Maksud Anda «sop:»?"]),
        ("title: Cuti\n" + ROWS, ["1: Maksud Anda «sop:»?"]),
        ("Nama SOP = Cuti\nNomor = 12\n" + ROWS, ["1: Tulis: «nama sop: Cuti»", "2: Tulis: «nomor: 12»"]),
        (HEAD + "steps:\n" + ROWS, ["2: Maksud Anda «kegiatan:»?"]),
        (HEAD + "Dasar Hukum\n1. UU 25/2009\n2. Permenpan 35/2012\nkegiatan:\n" + ROWS, ["2: Tulis: «dasar hukum:»"]),
        (HEAD + "Dasar Hukum\n- UU 25/2009\n- Permenpan 35/2012\n" + ROWS, ["2: Tulis: «dasar hukum:»"]),
    ],
)
def test_keywords_of_other_habits(text: str, hints: list[str]) -> None:
    assert told(text) == hints


@pytest.mark.parametrize(
    ("lanes", "hints"),
    [
        ("pelaksana:\nPegawai\nKadis\n", ["2: Jorokkan setiap pelaksana dua spasi di bawah «pelaksana:»"]),
        ("pelaksana:\nPegawai: Pegawai Dinas\nKadis: Kepala Dinas\n", ["2: Jorokkan setiap pelaksana dua spasi di bawah «pelaksana:»"]),
        ("Pelaksana\nPegawai\nKadis\n", ["1: Tulis: «pelaksana:»", "2: Jorokkan setiap pelaksana dua spasi di bawah «pelaksana:»"]),
        ("actors:\n  Pegawai\n  Kadis\n", ["1: Maksud Anda «pelaksana:»?"]),
    ],
)
def test_lanes_that_are_not_indented(lanes: str, hints: list[str]) -> None:
    assert told(lanes + ROWS) == hints


@pytest.mark.parametrize(
    ("row", "hint"),
    [
        ("(3) @Pegawai: Menerima surat", "Tulis: «3. @Pegawai: Menerima surat»"),
        ("(3). Pegawai menerima surat", "Tulis: «3. @Pegawai: menerima surat»"),
        ("3: @Pegawai: Menerima surat", "Tulis: «3. @Pegawai: Menerima surat»"),
        ("3 . @Pegawai: Menerima surat", "Tulis: «3. @Pegawai: Menerima surat»"),
        ("3 @Pegawai: Menerima surat", "Tulis: «3. @Pegawai: Menerima surat»"),
        ("Langkah 3: Pegawai menerima surat", "Tulis: «3. @Pegawai: menerima surat»"),
        ("STEP 3 - Pegawai: menerima surat", "Tulis: «3. @Pegawai: menerima surat»"),
        ("- @Pegawai: Menerima surat", "Tulis nomornya di depan: «1. @Pegawai: Menerima surat»"),
        (
            "3. selesai",
            NO_ROW,
        ),
        (
            "SELESAI",
            NO_ROW,
        ),
        (
            "3 | Menerima surat | Pegawai | 1 jam",
            PIPED,
        ),
    ],
)
def test_rows_in_other_forms(row: str, hint: str) -> None:
    assert told(f"{HEAD}{ROWS}{row}\n") == [f"4: {hint}"]


def test_a_row_whose_number_is_written_otherwise_is_found_by_arrows() -> None:
    assert told("1. @A: Menulis\n   salah -> 3\n(2) @B: Memeriksa\n3 @A: Mengirim\n   ya -> 2\n") == [
        "3: Tulis: «2. @B: Memeriksa»",
        "4: Tulis: «3. @A: Mengirim»",
    ]


def test_a_row_at_fault_is_not_said_to_be_missing() -> None:
    assert told("1. @A: Menulis\n   benar -> 2\n2. @B ; Memeriksa\n") == ["3: Tulis: «2. @B: Memeriksa»"]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("tidak -> end", "mungkin maksud Anda «selesai»"),
        ("tidak -> Berikutnya", "mungkin maksud Anda «lanjut»"),
        ("jika ya -> 1, jika tidak -> 1", "Tulis tiap panah di barisnya sendiri"),
        ("tidak — > 1", "Tulis: «tidak -> 1»; bila memang teks, tulis «tidak —\\>»"),
        ("Tidak: 1", "Tulis: «Tidak -> 1»; bila memang teks, tulis «Tidak\\:»"),
        ("durasi: 1 hari", "Maksud Anda «waktu:»?"),
        ("requirements: KTP", "Maksud Anda «kelengkapan:»?"),
        ("pelaksana: Kadis", "Tulis pelaksana dan kegiatannya di kepala baris: «1. @Petugas: Memeriksa berkas»"),
        ("catatan: penting", "Bila tentang baris ini saja, tulis «keterangan:»; catatan kaki ditulis di tepi kiri"),
        (
            "Jika ditolak, maka dikembalikan ke langkah 1",
            "tulis di bawah baris itu, menjorok: «ditolak -> 1»; keluarkan syaratnya dari teks kegiatan",
        ),
    ],
)
def test_lines_below_a_row(line: str, hint: str) -> None:
    assert told(f"{ROWS}   {line}\n") == [f"3: {hint}"]


def test_a_text_whose_rows_can_not_be_read_is_not_said_to_be_empty() -> None:
    assert told("No | Kegiatan | Pelaksana\n") == [f"1: {PIPED}"]
    assert len(told("")) == 1


SLOPPY = """\
\ufeffSOP :  “Izin Usaha”
PELAKSANA :
\t- Pemohon
\t- Petugas Loket

KEGIATAN :
1)  @PEMOHON:  Mengajukan permohonan
\tKELENGKAPAN:
\t\t– Fotokopi KTP
\t\t• Formulir
\tWaktu : 10 Menit ;
2)@"Petugas Loket" : Memeriksa berkas
\tTIDAK LENGKAP => 1
\tLengkap –> SELESAI
"""


def test_what_is_only_untidy_is_understood() -> None:
    found = check_source(Source("uji.sop", SLOPPY))
    assert [each.code for each in found.diagnostics if each.severity == "error"] == []
    (chart,) = found.sops[0].charts
    assert [lane.name for lane in chart.lanes] == ["Pemohon", "Petugas Loket"]
    assert {flow.label for flow in chart.flows} >= {"TIDAK LENGKAP", "Lengkap"}


@pytest.mark.parametrize("line", ["Petugas: Loket", "Langkah 1: isi", "1: isi", "- @A", "nama sop = isi", "(1) isi", "selesai"])
def test_what_may_stand_in_a_title_still_may(line: str) -> None:
    """What is accepted is accepted for ever, however much more the messages know."""
    found = check_source(Source("uji.sop", f"sop: Cuti\n  {line}\n{ROWS}"))
    assert [each.code for each in found.diagnostics if each.severity == "error"] == []
