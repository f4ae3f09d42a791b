"""Waktu as a quantity: what `1-3 hari kerja` or `15 (Lima Belas) Menit` measures."""

from typing import NamedTuple


class Duration(NamedTuple):
    """A span of time: `least`..`most` of `unit` (detik, menit, jam, hari, hari kerja, minggu, bulan, tahun).

    `qualifier`: "", "maksimal", "minimal", "±"; `per` is what each counts for ("berkas"), or empty. Compound times (1 jam 30 menit)
    are given in their smallest unit.
    """

    least: float
    most: float
    unit: str
    qualifier: str = ""
    per: str = ""
