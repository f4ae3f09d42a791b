"""What a new file begins with on the page. Out: a text that compiles, with comments that tell how to go on."""

from functools import cache

from sopflow.drafting import Answers, Step, draft

BEGINNING = Answers(
    title="Nama SOP",
    steps=(
        Step("Pemohon", "Mengajukan permohonan"),
        Step("Petugas", "Memeriksa berkas", "tidak lengkap", 1),
        Step("Kepala Dinas", "Menandatangani surat"),
    ),
)


@cache
def new_text() -> str:
    """The same text that `sopflow new` would make of these steps."""
    return draft(BEGINNING)
