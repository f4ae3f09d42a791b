"""NIP, the number of a government employee.

18 digits: birth date YYYYMMDD, year and month of appointment YYYYMM, sex 1 or 2, serial number (Peraturan Kepala BKN 22/2007). Employees on
contract (PPPK) have a code from 21 in place of the month.
"""

from datetime import date

from sopflow.rules.rule import Phrase

_YOUNGEST = 15
_SIGNS = " .-"


def nip_fault(words: str) -> Phrase | None:
    """What is wrong with a NIP, to stand behind "NIP «…»"; None for a good one and for what is no NIP (empty, "-", an NRP with words)."""
    digits = "".join(char for char in words if char not in _SIGNS)
    if not digits or not digits.isdecimal():
        return None
    if len(digits) != 18:
        return (f"mempunyai {len(digits)} angka, seharusnya 18", f"has {len(digits)} digits, not 18")
    if not _is_date(digits[:8]):
        return (f"memuat tanggal lahir {digits[:8]} yang tidak ada", f"holds a birth date {digits[:8]} that does not exist")
    year, month = int(digits[8:12]), int(digits[12:14])
    if not (1 <= month <= 12 or 21 <= month <= 29):
        return (f"memuat bulan pengangkatan {digits[12:14]}", f"holds {digits[12:14]} as the month of appointment")
    if year - int(digits[:4]) < _YOUNGEST:
        return (f"memuat tahun lahir {digits[:4]} dan tahun pengangkatan {year}", f"holds birth in {digits[:4]} and appointment in {year}")
    if digits[14] not in "12":
        return (f"memuat jenis kelamin {digits[14]}, seharusnya 1 atau 2", f"holds sex {digits[14]}, not 1 or 2")
    return None


def _is_date(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return int(digits[:4]) >= 1900
