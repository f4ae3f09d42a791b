"""Dates as offices write them: "20 Juli 2024", "8 Nopember 2017", "20-07-2024".

In: words. Out: year, month, day, or None: a part that is missing is never guessed, and the day must exist.
"""

import re

from sopflow.expressions import expression

MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember")

_VARIANTS = {
    "pebruari": 2,
    "peb": 2,
    "agt": 8,
    "agst": 8,
    "agus": 8,
    "agust": 8,
    "ags": 8,
    "sept": 9,
    "nopember": 11,
    "nop": 11,
}
_IN_WORDS = expression(r"(\d{1,2})(?:\s+|\s*-\s*)([a-z]+)\.?(?:\s+|\s*-\s*)(\d{4})", re.IGNORECASE)
_IN_FIGURES = expression(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4})")
_YEAR_FIRST = expression(r"(\d{4})-(\d{2})-(\d{2})")
_WEEKDAY = expression(r"^(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)\s*,\s*", re.IGNORECASE)


def parse_date(words: str) -> tuple[int, int, int] | None:
    """The date that `words` are: day, month, year, the month in words or figures."""
    text = _WEEKDAY.sub("", " ".join(words.split()).strip(" .;"))
    if found := _IN_WORDS.fullmatch(text):
        return _existing(int(found[3]), _month(found[2]), int(found[1]))
    if found := _IN_FIGURES.fullmatch(text):
        return _existing(int(found[4]), int(found[3]), int(found[1]))
    if found := _YEAR_FIRST.fullmatch(text):
        return _existing(int(found[1]), int(found[2]), int(found[3]))
    return None


def _month(name: str) -> int:
    """The number of a month by its name, a variant or its first three letters; 0 for other words."""
    name = name.lower()
    if name in _VARIANTS:
        return _VARIANTS[name]
    return next((number for number, month in enumerate(MONTHS, 1) if name in (month.lower(), month[:3].lower())), 0)


def _existing(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    if not (1 <= month <= 12 and year >= 1):
        return None
    leap = month == 2 and ((year % 4 == 0 and year % 100 != 0) or year % 400 == 0)
    last = 29 if leap else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    return (year, month, day) if 1 <= day <= last else None
