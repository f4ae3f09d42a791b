"""What the rules know of language: verbs, actors, spelling, regulations, NIP, times."""

import pytest

from sopflow.load import Loader
from sopflow.resolve import resolve
from sopflow.rules.case import Options, make_case
from sopflow.rules.check import check_source
from sopflow.rules.laws import cited
from sopflow.rules.nip import nip_fault
from sopflow.rules.profile import PROFILES
from sopflow.rules.totals import Times, chart_times
from sopflow.rules.verbs import active, is_active, verb_of_noun, verb_of_passive, verb_of_stem
from sopflow.source import Source


def told(activity: str, *codes: str) -> list[str]:
    """The findings of some rules about one kegiatan, with their fixes."""
    text = f"1. @Petugas: {activity}\n2. @Kepala Dinas: Menandatangani surat\n"
    found = check_source(Source("x", text), profile=PROFILES["permenpan"]).diagnostics
    return [f"{each.code} {each.fix[0].text if each.fix else '-'}" for each in found if each.code in codes]


@pytest.mark.parametrize(
    ("noun", "verb"),
    [
        ("penyusunan", "menyusun"),
        ("pembuatan", "membuat"),
        ("pengumpulan", "mengumpulkan"),
        ("penandatanganan", "menandatangani"),
        ("perbaikan", "memperbaiki"),
        ("persiapan", "mempersiapkan"),
        ("verifikasi", "memverifikasi"),
        ("pemohon", ""),
        ("peraturan", ""),
        ("pelanggan", ""),
    ],
)
def test_verbs_of_nouns(noun: str, verb: str) -> None:
    assert verb_of_noun(noun) == verb


def test_coordination_with_someone_takes_ber() -> None:
    assert verb_of_noun("koordinasi", "dengan") == "berkoordinasi"


@pytest.mark.parametrize(
    ("stem", "verb"),
    [
        ("periksa", "memeriksa"),
        ("proses", "memproses"),
        ("tulis", "menulis"),
        ("transfer", "mentransfer"),
        ("simpan", "menyimpan"),
        ("kirim", "mengirim"),
        ("klarifikasi", "mengklarifikasi"),
        ("cek", "mengecek"),
        ("ubah", "mengubah"),
        ("baca", "membaca"),
        ("lapor", "melapor"),
        ("jadwal", "menjadwal"),
    ],
)
def test_the_prefix_is_assimilated(stem: str, verb: str) -> None:
    assert active(stem) == verb


def test_verbs_of_passives_and_stems() -> None:
    assert [verb_of_passive(word) for word in ("diperiksa", "diperbaiki", "dinas", "direktur")] == ["memeriksa", "memperbaiki", "", ""]
    assert [verb_of_stem(word) for word in ("cetak", "serahkan", "data", "surat", "tim")] == ["mencetak", "menyerahkan", "", "", ""]


def test_nouns_that_look_like_verbs_are_none() -> None:
    assert [is_active(word) for word in ("menteri", "meja", "berkas", "media", "menyurvei", "berkeliling")] == [False] * 4 + [True] * 2


WORDING = ("tanpa-subyek", "kata-benda", "kata-kerja-aktif")


@pytest.mark.parametrize(
    ("activity", "expected"),
    [
        ("Menyusun laporan", []),
        ("Me-review laporan", []),
        ("Pengumpulan data", ["kata-benda Mengumpulkan"]),
        ("PENGUMPULAN DATA", ["kata-benda MENGUMPULKAN"]),
        ("Pengumpulan dan pengolahan data", ["kata-benda -"]),
        ("Penyerahan surat oleh petugas", ["kata-benda -"]),
        ("Cetak surat", ["kata-kerja-aktif Mencetak"]),
        ("Surat dicetak", ["kata-kerja-aktif -"]),
        ("Diperiksa oleh Kepala Dinas", ["kata-kerja-aktif -"]),
        ("Petugas menyusun laporan", ["tanpa-subyek Menyusun"]),
        ("Kepala Dinas menandatangani surat", ["tanpa-subyek -"]),
        ("Tim Teknis meninjau lokasi", ["tanpa-subyek -"]),
        ("Petugas yang berwenang", ["tanpa-subyek -"]),
        ("Staf yang berwenang", ["kata-kerja-aktif -"]),
    ],
)
def test_how_a_kegiatan_begins(activity: str, expected: list[str]) -> None:
    assert told(activity, *WORDING) == expected


@pytest.mark.parametrize(
    ("activity", "expected"),
    [
        ("Menyusun laporan", []),
        ("Menyusun dan mengirim laporan", ["dua-kata-kerja -"]),
        ("Menyusun laporan untuk dikirim dan disimpan", []),
        ("Memerintahkan staf untuk menyusun dan mengirim laporan", []),
        ("Menyusun, mencetak, dan mengirim laporan", ["satu-kegiatan -"]),
        ("Menyusun laporan kemudian mengirimnya", ["satu-kegiatan -"]),
        ("Menyusun laporan. Mengirim laporan", ["satu-kegiatan -"]),
        ("Menyusun surat No. 5 dan lampirannya", []),
    ],
)
def test_how_many_activities_a_row_holds(activity: str, expected: list[str]) -> None:
    assert told(activity, "satu-kegiatan", "dua-kata-kerja") == expected


@pytest.mark.parametrize(
    ("activity", "expected"),
    [
        ("Memeriksa masing-masing berkas", []),
        ("Memeriksa berkas berkas", ["kata-ganda berkas"]),
        ("Memeriksa Peraturan Daerah Peraturan Daerah", ["kata-ganda Peraturan Daerah"]),
        ("Menyusun laporan kinerja tahun 2024 2024", []),
        ("Memeriksa berkas untuk di setujui", ["di-terpisah disetujui"]),
        ("Memeriksa berkas di kantor dan di dinas", []),
        ("Menerbitkan IJIN", ["ejaan-baku IZIN"]),
        ("Memeriksa berkas dgn teliti", ["singkatan-tak-baku dengan"]),
        ("Melakukan pemeriksaan terhadap berkas", ["melakukan-benda -"]),
        ("Melakukan koordinasi dengan OPD", ["melakukan-benda Berkoordinasi"]),
    ],
)
def test_words(activity: str, expected: list[str]) -> None:
    assert told(activity, "kata-ganda", "di-terpisah", "ejaan-baku", "singkatan-tak-baku", "melakukan-benda") == expected


@pytest.mark.parametrize(
    ("words", "laws"),
    [
        ("Undang-Undang No.32 Tahun 2004 tentang X", [("uu", "32", 2004)]),
        ("Instruksi Presiden RI No.07 Tahun 1999", [("inpres", "7", 1999)]),
        ("Peraturan Menteri Dalam Negeri Republik Indonesia Nomor 19 Tahun 2012 Tentang Y", [("permendagri", "19", 2012)]),
        ("PermenPAN-RB Nomor 35 Tahun 2012", [("permenpan", "35", 2012)]),
        ("PER/21/M.PAN/11/2008", [("permenpan", "per/21/m.pan/11/2008", 2008)]),
        ("UU Nomor 23 Tahun 2014 diubah dengan UU Nomor 9 Tahun 2015", [("uu", "23", 2014), ("uu", "9", 2015)]),
        ("Peraturan Bupati Nomor 31 Tahun 2018", [("perkada", "31", 2018)]),
        ("Peraturan terkait", []),
    ],
)
def test_citations(words: str, laws: list[tuple[str, str, int]]) -> None:
    assert [(law.kind, law.number, law.year) for law in cited(words)] == laws


@pytest.mark.parametrize("nip", ["19650501 198602 1 007", "199009132025242014", "19900101 202121 2 001", "", "-", "NRP 77010203"])
def test_good_nips(nip: str) -> None:
    assert nip_fault(nip) is None


@pytest.mark.parametrize(
    "nip", ["19650501 198602 1 07", "19650230 198602 1 007", "19650501 198613 1 007", "19650501 198602 3 007", "19650501 197002 1 007"]
)
def test_bad_nips(nip: str) -> None:
    assert nip_fault(nip) is not None


def times(text: str) -> Times:
    loaded = Loader(None).load(Source("x", text))
    book, _ = resolve(loaded.statements, lambda words, span: None)
    (chart,) = make_case(book.sops, {}, Options()).charts
    return chart_times(chart)


def test_times_add_up_in_their_units_with_ranges_lanes_and_loops() -> None:
    found = times(
        "1. @A: a\n   waktu: 90 menit\n2. @B: b\n   waktu: 1-2 hari\n   tidak -> 1\n3. @A & @B: c\n   waktu: 45 menit\n"
        "4. @A: d\n   waktu: 2 menit/berkas\n5. @B: e\n"
    )
    assert found.total == "1 hari 2 jam 15 menit – 2 hari 2 jam 15 menit"
    assert found.lanes == (("A", "2 jam 15 menit"), ("B", "1 hari 45 menit – 2 hari 45 menit"))
    assert [loop[1:] for loop in found.loops] == [("2", "1", "1 hari 1 jam 30 menit – 2 hari 1 jam 30 menit")]
    assert found.uncounted == ("4", "5")
