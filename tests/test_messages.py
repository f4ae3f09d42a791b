"""What users are told about their mistakes: where, in which words, and what to do."""

import pytest

from sopflow.source import Source
from sopflow.syntax.parse import decode, parse


def told(text: str) -> list[str]:
    """The messages about a file, as `line:column message. hint`."""
    _, faults = parse(Source("contoh.sop", text))
    return [f"{fault.span.line}:{fault.span.column} {fault.message}. {fault.hint}" for fault in faults]


def codes(text: str) -> list[str]:
    """The codes of the messages about a file, with their places."""
    _, faults = parse(Source("contoh.sop", text))
    return [f"{fault.span.file}:{fault.span.line}:{fault.span.column}: {fault.code}" for fault in faults]


def words_at_fault(text: str) -> list[str]:
    """The words of the text that the messages point at."""
    _, faults = parse(Source("contoh.sop", text))
    lines = text.split("\n")
    return [lines[span.line - 1][span.column - 1 : span.column - 1 + span.length] for span in (fault.span for fault in faults)]


def test_all_mistakes_of_a_file_are_told_at_once_in_the_order_of_the_text() -> None:
    text = """\
sop: Contoh
dsar hukum: UU
1. Memeriksa berkas
   watu: 1 jam
   tidak -> Kepala Dinas
2. @petugas(keputusn): Memutuskan
   ya -> 3 lewat kri
   waktu: 1 jam
   waktu: 2 jam
gaya:
  krtas: F4
waktu: 1 hari
disahkan oleh: Kepala Dinas
  nma: Akhmad
"""
    assert codes(text) == [
        "contoh.sop:2:1: kata-kunci-tidak-dikenal",
        "contoh.sop:3:4: pelaksana-kosong",
        "contoh.sop:4:4: kata-kunci-tidak-dikenal",
        "contoh.sop:5:13: sasaran-tidak-dimengerti",
        "contoh.sop:6:13: jenis-tidak-dikenal",
        "contoh.sop:7:18: sisi-tidak-dikenal",
        "contoh.sop:9:4: sel-ganda",
        "contoh.sop:11:3: setelan-tidak-dikenal",
        "contoh.sop:12:1: sel-di-luar-baris",
        "contoh.sop:14:3: kata-kunci-tidak-dikenal",
    ]
    assert words_at_fault(text)[:6] == ["dsar hukum", "Memeriksa berkas", "watu", "Kepala Dinas", "keputusn", "kri"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("kelengkpan: KTP", "1:1 Kata kunci «kelengkpan» tidak dikenal. Maksud Anda «kelengkapan:»?"),
        ("Tgl. Efektf: 3", "1:1 Kata kunci «Tgl. Efektf» tidak dikenal. Maksud Anda «tanggal efektif:»?"),
        ("Dasar Hukum", "1:1 Sesudah «Dasar Hukum» belum ada titik dua. Tulis: «dasar hukum:»"),
        ("3. Memeriksa berkas", "1:4 Baris kegiatan 3 belum menyebut pelaksananya. Tulis: «3. @Pelaksana: Memeriksa berkas»"),
        ("3. Petugas: Memeriksa", "1:4 Baris kegiatan 3 belum menyebut pelaksananya. Tulis: «3. @Petugas: Memeriksa»"),
        ("3 @a: Memeriksa", "1:1 Sesudah nomor «3» belum ada titik. Tulis: «3. @a: Memeriksa»"),
        ("@a: Memeriksa", "1:1 Baris kegiatan «@a: Memeriksa» belum bernomor. Tulis nomornya di depan: «1. @a: Memeriksa»"),
        ("4. @: x", "1:4 Nama pelaksana sesudah «@» kosong di baris kegiatan 4. Tulis nama pelaksananya, misalnya «@Kepala Dinas»"),
        ("4. @a", "1:5 Baris kegiatan 4 tidak punya titik dua sesudah pelaksananya. Tulis: «4. @a: kegiatannya»"),
        ("4. @A memeriksa", "1:6 Baris kegiatan 4 tidak punya titik dua sesudah pelaksananya. Tulis: «4. @A: memeriksa»"),
        ("4. @A; Mencatat", "1:6 Baris kegiatan 4 tidak punya titik dua sesudah pelaksananya. Tulis: «4. @A: Mencatat»"),
        ("3. Staf mencatat surat", "1:4 Baris kegiatan 3 belum menyebut pelaksananya. Tulis: «3. @Staf: mencatat surat»"),
        ('4. @"a: x', '1:5 Tanda kutip di «"a: x» tidak ditutup. Tutup dengan tanda kutip kedua di baris yang sama'),
        (
            "4. @a @b: x",
            "1:7 Di depan «@b» belum ada penghubung. Sambung dengan «->» bila berurutan, «&» bila bersamaan, «+» bila satu bentuk",
        ),
        (
            "4. @Umum & Kepegawaian: x",
            "1:12 Sesudah «&» di baris kegiatan 4 belum ada pelaksana. Tulis «@» di depan tiap pelaksana: «… & @Nama»; "
            'nama yang mengandung tanda itu diapit tanda kutip: @"Kepala Bidang (Kabid)"',
        ),
        (
            "4. @Kepala (Kabid): x",
            "1:13 Jenis bentuk «Kabid» tidak dikenal. Pilih mulai, selesai, proses, atau keputusan; "
            'nama yang mengandung tanda itu diapit tanda kutip: @"Kepala Bidang (Kabid)"',
        ),
        ("4. @a(mulai: x", "1:6 Kurung di baris kegiatan 4 tidak ditutup. Tulis jenis bentuknya saja di antara kurung: @a(keputusan)"),
        ("tidak -> 3", "1:1 Panah «tidak -> 3» tidak berada di bawah baris kegiatan. Jorokkan ke bawah baris kegiatannya"),
        ("nip: 1", "1:1 «nip:» tidak berada di bawah «disahkan oleh:». Jorokkan ke bawah «disahkan oleh:»"),
        ("kertas: F4", "1:1 «kertas:» tidak berada di bawah «gaya:». Jorokkan ke bawah «gaya:»"),
        ("gunakan:", "1:1 «gunakan:» belum menyebut berkasnya. Tulis namanya: «gunakan: dinas.sop»"),
        ("isian:", "1:1 «isian:» belum berjudul. Tulis judulnya di baris itu: «isian: Pengertian»"),
        (
            "pelaksana: Kadis, Staf",
            "1:12 «Kadis, Staf» tidak boleh sebaris dengan «pelaksana:». "
            "Tulis tiap pelaksana di barisnya sendiri, menjorok di bawah «pelaksana:»",
        ),
    ],
)
def test_a_line_of_the_file(line: str, message: str) -> None:
    assert told(line) == [message]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("ouput: surat", "2:4 Kata kunci «ouput» tidak dikenal. Maksud Anda «output:»?"),
        ("tidak ->", "2:10 Panah «tidak ->» tidak punya sasaran. Tulis nomor baris yang dituju, misalnya «tidak -> 1»"),
        ("ya -> 3,", "2:11 Sesudah «ya -> 3,» belum ada sasaran. Tulis sasaran berikutnya, atau hapus tanda itu"),
        (
            "ya -> baris 3",
            "2:10 Sasaran «baris 3» tidak dimengerti. Tulis nomornya saja: «-> 3»; bila ini teks, tulis «\\->»",
        ),
        ("ya -> 3 lewat kri", "2:18 Sisi «kri» sesudah «lewat» tidak dikenal. Maksud Anda «lewat kiri»?"),
        ("ya -> 1 -> 2", "2:12 «ya -> 1 -> 2» punya lebih dari satu panah. Tulis tiap panah di barisnya sendiri"),
        ("ya -> sop:", "2:13 Nama SOP sesudah «sop:» kosong. Tulis namanya: «-> sop: Nama SOP»"),
        ("ya -> 3@", "2:11 Nama pelaksana sesudah «@» kosong. Tulis nama pelaksananya: «-> 3@kadis»"),
        (
            "@ketua tidak",
            "2:4 «@ketua tidak» di bawah baris kegiatan tidak berpanah. "
            "Tulis panah sesudah pelaksana, misalnya «@ketua tidak -> 3»; bila ini teks, tulis «\\@»",
        ),
        (
            "tidak: 1",
            "2:4 «tidak: 1» di bawah baris kegiatan tidak berpanah. Tulis: «tidak -> 1»; bila memang teks, tulis «tidak\\:»",
        ),
        (
            "tidak lengkap > 1",
            "2:4 «tidak lengkap > 1» di bawah baris kegiatan tidak berpanah. "
            "Tulis: «tidak lengkap -> 1»; bila memang teks, tulis «tidak lengkap\\>»",
        ),
        (
            "waktu 10 menit",
            "2:4 Sesudah «waktu» belum ada titik dua. Tulis: «waktu: 10 menit»; bila memang teks kegiatan, satukan dengan baris di atasnya",
        ),
        (
            "dasar hukum: UU",
            "2:4 «dasar hukum:» tidak boleh berada di bawah baris kegiatan. "
            "Tulis di tepi kiri, sejajar dengan baris kegiatan; bila memang bagian teks kegiatan, tulis «dasar hukum\\:»",
        ),
        (
            "2. @b: y",
            "2:4 Baris kegiatan «2. @b: y» menjorok terlalu dalam sehingga menjadi isi «1. @a: x». "
            "Sejajarkan dengan baris kegiatan yang lain",
        ),
    ],
)
def test_a_line_below_a_row(line: str, message: str) -> None:
    assert told(f"1. @a: x\n   {line}") == [message]


@pytest.mark.parametrize("words", ["Mencatat\n   waktu yang dipakai", "Menunggu dalam waktu 10 menit", "Menilai\n   bobot\\> 5"])
def test_words_that_only_look_like_a_cell_or_an_exit_are_text(words: str) -> None:
    assert told(f"1. @a: {words}") == []


@pytest.mark.parametrize(
    "line", ["Catatan khusus: lihat lampiran", "pukul 08:00", "dengan hormat:", "waktu\\: bebas", "A \\-> B", "\\@nama"]
)
def test_ordinary_text_below_a_row_is_no_mistake(line: str) -> None:
    assert told(f"1. @a: x\n   {line}") == []


def test_a_cell_that_is_indented_into_another_is_a_mistake() -> None:
    assert codes("1. @a: x\n   kelengkapan: KTP\n     waktu: 1 jam\n     ya -> 3") == [
        "contoh.sop:3:6: kata-kunci-menjorok",
        "contoh.sop:4:6: panah-dalam-teks",
    ]


def test_text_behind_the_cells_of_a_row_is_a_mistake() -> None:
    assert codes("1. @a: x\n   waktu: 1\n   sambungan\n   biaya: gratis") == [
        "contoh.sop:3:4: baris-tidak-dimengerti",
        "contoh.sop:4:4: kata-kunci-tidak-dikenal",
    ]


def test_a_keyword_within_a_box_is_a_warning_only() -> None:
    _, faults = parse(Source("x", "peringatan:\n  Apabila\n  pencatatan: x"))
    assert [(fault.severity, fault.code) for fault in faults] == [("warning", "kata-kunci-menjorok")]


def test_a_run_of_stray_lines_is_one_mistake() -> None:
    assert codes("peringatan: a\nbaris lepas\ndan lanjutannya\nsop: B\nlepas lagi") == [
        "contoh.sop:2:1: baris-tidak-dimengerti",
        "contoh.sop:5:1: baris-tidak-dimengerti",
    ]


def test_what_stands_below_a_broken_head_is_still_read() -> None:
    made, faults = parse(Source("x", "1. Memeriksa\n   waktu: 1 jam\n2. @a: b\n   tidak -> 1"))
    assert [fault.code for fault in faults] == ["pelaksana-kosong"]
    assert len(made.nodes) == 2


def test_lanes() -> None:
    assert codes("pelaksana:\n  Kepala Dinas: X\n  kadis:\n  G:\n    H:\n      a: A\n  Foo\n    bar: B") == [
        "contoh.sop:2:3: alias-lebih-dari-satu-kata",
        "contoh.sop:3:3: pelaksana-kosong",
        "contoh.sop:5:5: kelompok-bertingkat",
        "contoh.sop:8:5: pelaksana-tidak-dimengerti",
    ]


def test_long_words_are_cut_in_messages() -> None:
    (message,) = told("x" * 500)
    assert len(message) < 250


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "Karakter kendali U+0000"),
        ("\u202e", "Karakter pengatur arah tulisan U+202E"),
        ("\u2067", "Karakter pengatur arah tulisan U+2067"),
        ("\ud800", "Karakter kendali U+D800"),
        ("\uffff", "Karakter kendali U+FFFF"),
    ],
)
def test_hidden_characters(character: str, name: str) -> None:
    assert told(f"sop: A\nunit: B{character}C") == [
        f"2:8 {name} tidak boleh ada di dalam teks. Hapus karakter yang tidak tampak itu; biasanya ia ikut tersalin dari program lain"
    ]


def test_a_file_that_is_not_utf8() -> None:
    _, (fault,) = decode("unit: Seksi é".encode("cp1252"), "contoh.sop")
    assert fault.message == "Berkas ini tidak berkode UTF-8: ada byte E9, yang dalam Windows-1252 (Latin-1) berarti «é»"
    assert fault.hint == "Simpan ulang sebagai teks dengan pengodean UTF-8"
