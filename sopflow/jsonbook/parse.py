"""Bytes → what the json module makes of them; strict where it is lenient (keys that occur twice, NaN), short where it would explode."""

import json
from typing import Any

from sopflow.jsonbook.report import Faults, shown
from sopflow.jsonbook.values import BAD

LARGEST = 10_000_000
"""Bytes that a file may have."""

_SAVE_AGAIN = "simpan ulang sebagai JSON dengan pengodean UTF-8"


def parse(data: bytes, faults: Faults) -> Any:
    """The values of the file; BAD after a mistake."""
    if len(data) > LARGEST:
        faults.add("berkas-terlalu-besar", "", f"Berkas ini lebih besar dari {LARGEST // 1000} kB")
        return BAD
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        faults.add("bukan-utf8", "", "Berkas ini tidak berkode UTF-8", _SAVE_AGAIN, (1, 1))
        return BAD
    try:
        return json.loads(text, object_pairs_hook=lambda pairs: _object(pairs, faults), parse_constant=_refuse)
    except json.JSONDecodeError as error:
        faults.add(
            "json-rusak",
            "",
            "Berkas ini bukan JSON yang utuh",
            "periksa tanda kurung, koma, dan petik di sini",
            (error.lineno, error.colno),
        )
    except RecursionError:
        faults.add("json-rusak", "", "Isi JSON ini bersarang terlalu dalam", "kurangi kurung yang bersarang")
    except ValueError as error:  # a number that Python won't read, or NaN
        faults.add("json-rusak", "", "Berkas ini memuat angka yang tidak bisa dibaca", f"periksa angkanya ({str(error)[:60]})")
    return BAD


def _object(pairs: list[tuple[str, Any]], faults: Faults) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                faults.add("json-rusak", "", f"Kunci {shown(key)} tertulis dua kali dalam satu objek", "hapus salah satunya")
            seen.add(key)
    return made


def _refuse(word: str) -> float:
    raise ValueError(word)
