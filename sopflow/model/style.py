"""How a document looks: every size, heading and switch that a style may set, and the presets.

Lengths are millimetres unless a name says points. Values measured in real documents (BPS, Basarnas) are named in the comments.
"""

from typing import Literal

from sopflow.values import NamedTuple

POINT = 25.4 / 72
"""Millimetres in a typographic point."""

PAPERS: dict[str, tuple[float, float]] = {
    "A4": (210.0, 297.0),
    "F4": (215.0, 330.0),  # the Indonesian folio
    "Legal": (215.9, 355.6),
    "Letter": (215.9, 279.4),
    "A3": (297.0, 420.0),
}
"""Width and height, upright."""

COLUMN_ORDER = ("no", "kegiatan", "pelaksana", "kelengkapan", "waktu", "output", "keterangan")

HEADINGS: dict[str, str] = {
    "no": "No.",
    "kegiatan": "Kegiatan",
    "pelaksana": "Pelaksana",
    "mutu baku": "Mutu Baku",
    "kelengkapan": "Kelengkapan",
    "waktu": "Waktu",
    "output": "Output",
    "keterangan": "Keterangan",
    "nomor": "Nomor SOP",
    "tanggal pembuatan": "Tanggal Pembuatan",
    "tanggal revisi": "Tanggal Revisi",
    "tanggal efektif": "Tanggal Efektif",
    "tanggal pengesahan": "Tanggal Pengesahan",
    "disahkan oleh": "Disahkan oleh",
    "sop": "Nama SOP",
    "dasar hukum": "Dasar Hukum",
    "kualifikasi pelaksana": "Kualifikasi Pelaksana",
    "keterkaitan": "Keterkaitan",
    "peralatan": "Peralatan/Perlengkapan",
    "peringatan": "Peringatan",
    "pencatatan": "Pencatatan dan Pendataan",
    "catatan": "Catatan",
    "mulai": "Mulai",
    "selesai": "Selesai",
}
"""Every heading that a style can rename, by the language's keyword."""


class Style(NamedTuple):
    """All settings of one procedure's look. `widths` and `headings` hold what was set; ask `heading` for words."""

    preset: str = "permenpan"
    paper: str = "A4"
    landscape: bool = True
    margins: tuple[float, float, float, float] = (12.0, 12.0, 12.0, 12.0)  # top right bottom left
    font_size: float = 8.0  # points
    number_row: bool = False
    row_numbers: Literal["all", "stage", "stages only"] = "all"
    page_numbers: bool = True
    table_title: bool = False
    separate_capsules: bool = False
    spelled_time: bool = False
    hops: bool = False
    one_sheet: bool = False
    qr_room: bool = False
    signature_band: bool = False
    signature_field: bool = False
    columns: tuple[str, ...] = COLUMN_ORDER
    widths: tuple[tuple[str, float], ...] = ()
    headings: tuple[tuple[str, str], ...] = ()

    def heading(self, key: str) -> str:
        """The words of a heading, by its keyword."""
        return dict(self.headings).get(key, HEADINGS[key])

    def page_size(self) -> tuple[float, float]:
        """Width and height of the sheet as it lies."""
        width, height = PAPERS[self.paper]
        return (height, width) if self.landscape else (width, height)


PRESETS: dict[str, Style] = {
    "permenpan": Style(),
    "permendagri": Style(
        preset="permendagri",
        number_row=True,
        headings=(
            ("kegiatan", "Aktivitas"),
            ("pelaksana", "Pelaku Kegiatan"),
            ("kelengkapan", "Persyaratan/Kelengkapan"),
            ("keterangan", "Ket."),
        ),
    ),
    "satu-halaman": Style(preset="satu-halaman", one_sheet=True, font_size=7.0, margins=(9.0, 9.0, 9.0, 9.0)),
}
"""Named styles. `permendagri` is a theme of headings met in regional documents; the wording of Permendagri 52/2011 was not found."""
