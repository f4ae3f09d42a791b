"""The words at a decision's exits: how a label is printed and what its opposite is called."""

OPPOSITES = {
    "ya": "tidak",
    "benar": "salah",
    "ditolak": "disetujui",
    "tolak": "setuju",
    "ditangguhkan": "dilanjutkan",
    "gagal": "berhasil",
    "kurang": "cukup",
    "dikembalikan": "diterima",
    "revisi": "sesuai",
    "perbaikan": "sesuai",
}
"""Pairs that are not formed with tidak or belum; the regulation's own examples are ya/tidak, lengkap/tidak, benar/salah."""

_BOTH_WAYS = OPPOSITES | {value: key for key, value in OPPOSITES.items() if key not in ("revisi", "perbaikan")}


def opposite(label: str) -> str:
    """The name of the other exit when only `label` was written."""
    word = " ".join(label.split()).casefold()
    if word in _BOTH_WAYS:
        return _BOTH_WAYS[word]
    for negation, positive in (("tidak ", ""), ("belum ", "sudah "), ("tdk ", ""), ("bukan ", ""), ("sudah ", "belum ")):
        if word.startswith(negation):
            return positive + word.removeprefix(negation)
    return "tidak " + word if word else "ya"


def printed(label: str) -> str:
    """A label as it stands in the drawing: its first letter large."""
    words = " ".join(label.split())
    return words[:1].upper() + words[1:]
