"""The statements of a new text, each with the comment that tells how to fill it in.

In: `Answers`. Out: lines, by the keyword they say.
"""

from sopflow.drafting.answers import Answers, Signatory, Step
from sopflow.drafting.words import as_name, as_plain, as_text, clean

WELCOME = (
    "# Baris yang diawali tanda pagar adalah petunjuk untuk Anda; tidak dicetak, dan boleh dihapus.",
    "# Isilah yang masih kosong. «sopflow check» menyebutkan apa yang belum ada.",
)
OFFICE_WELCOME = (
    "# Berkas bersama kantor: identitas, pelaksana, dan gaya yang dipakai semua SOP. Tidak berisi kegiatan.",
    "# Untuk memakainya, tulis «gunakan:» dan nama berkas ini di baris pertama SOP, atau buat SOP baru dengan «sopflow new».",
)

OFFICE_KEYS = ("instansi", "unit", "logo", "disahkan oleh", "dasar hukum")
"""What is the same in many procedures of an office, in the order in which it is written."""

IDENTITY_KEYS = (
    "instansi",
    "unit",
    "logo",
    "nomor",
    "tanggal pembuatan",
    "tanggal revisi",
    "tanggal efektif",
    "disahkan oleh",
    "dasar hukum",
    "kualifikasi pelaksana",
    "keterkaitan",
    "peralatan",
    "peringatan",
    "pencatatan",
)

_HINTS = {
    "instansi": ("# Nama instansi, satu baris tercetak tiap baris.",),
    "unit": ("# Unit kerja di bawah instansi.",),
    "tanggal pembuatan": ("# Tanggal ditulis lengkap: 5 Januari 2026. Tanda «-» berarti memang tidak ada.",),
    "disahkan oleh": ("# Jabatan yang mengesahkan; di bawahnya nama dengan gelar, pangkat, dan NIP 18 angka.",),
    "dasar hukum": (
        "# Peraturan yang mendasari SOP ini, dari yang tertinggi, satu butir tiap peraturan:",
        "#   - Undang-Undang Nomor … Tahun … tentang …",
    ),
    "kualifikasi pelaksana": ("# Kemampuan yang harus dimiliki, misalnya: - Mampu mengoperasikan komputer",),
    "keterkaitan": ("# SOP lain yang berhubungan, misalnya: - SOP Pengelolaan Surat Masuk",),
    "peralatan": ("# Peralatan dan perlengkapan, misalnya: - Komputer dan pencetak",),
    "peringatan": ("# Akibatnya bila SOP ini tidak dilaksanakan: Apabila …, maka …",),
    "pencatatan": ("# Apa yang dicatat dan di mana, misalnya: Disimpan sebagai data elektronik dan manual.",),
}
_LANES = (
    "# Pelaksana menurut urutan kolomnya, dari kiri. Sebutan pendek boleh dipakai: «kadis: Kepala Dinas», lalu «@kadis» di kegiatan.",
)
_ROWS = (
    "# Setiap kegiatan: nomor, pelaksana sesudah tanda @, titik dua, lalu kegiatan dengan kata kerja aktif (Memeriksa, bukan Pemeriksaan).",
    "# Di bawahnya: kelengkapan (yang diperlukan), waktu (misalnya 15 menit), output (hasilnya), dan bila ada, keterangan.",
    "# Keputusan: tulis jawabannya dan nomor kegiatan yang dituju, misalnya «tidak lengkap -> 1».",
)
_STYLE = (
    "# Rupa dokumen; setelan lain ada di panduan. Hapus tanda pagar di depan baris yang diperlukan.",
    "# gaya:",
    "#   kertas: F4",
    "#   nomor kolom: ya",
)

_APART = frozenset(("sop", "disahkan oleh", "dasar hukum", "kualifikasi pelaksana", "keterkaitan", "peralatan", "peringatan", "pencatatan"))
"""A blank line stands before the comment of these."""


def identity(key: str, answers: Answers) -> list[str]:
    """The lines of a statement of the identity; of the emblem, which can't be empty, only a comment."""
    if key == "logo":
        return ["# Lambang: simpan gambarnya di folder ini, lalu hapus tanda pagar di depan baris berikut.", "# logo: lambang.png"]
    apart = [""] if key in _APART else []
    return [*apart, *_HINTS.get(key, ()), *_statement(key, answers)]


def _statement(key: str, answers: Answers) -> list[str]:
    if key == "instansi":
        return ["instansi:", *(f"  {as_text(each)}" for each in answers.office if clean(each))]
    if key == "disahkan oleh":
        return _signatory(answers.signatory)
    values = {
        "sop": as_text(answers.title),
        "nomor": as_plain(answers.number),
        "unit": as_text(answers.unit),
        "tanggal revisi": "-",  # a new procedure has none
    }
    return [f"{key}: {values.get(key, '')}"]


def _signatory(signatory: Signatory) -> list[str]:
    return [
        f"disahkan oleh: {as_text(signatory.position)}",
        f"  nama: {as_text(signatory.name)}",
        f"  pangkat: {as_text(signatory.rank)}",
        f"  nip: {as_plain(signatory.nip)}",
    ]


def lanes(names: list[str]) -> list[str]:
    """The list of lanes."""
    return ["", *_LANES, "pelaksana:", *(f"  {as_name(name)}" for name in names)]


def rows_mark() -> list[str]:
    """What stands before the first row."""
    return ["", *_ROWS, "kegiatan:", ""]


def style() -> list[str]:
    """Settings to be chosen from."""
    return ["", *_STYLE]


def rows(steps: tuple[Step, ...]) -> list[str]:
    """A row for each step, without its cells."""
    return [line for number, step in enumerate(steps, 1) for line in _row(number, step)]


def _row(number: int, step: Step) -> list[str]:
    head = f"{number}. @{as_name(step.lane)}: {as_text(step.text)}"
    return [head, f"   {as_name(step.answer)} -> {step.back or 'selesai'}"] if clean(step.answer) else [head]
