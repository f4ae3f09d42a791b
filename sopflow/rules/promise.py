"""The rule that compares a procedure's times with the time that the office has promised (group "waktu").

Units are turned into each other so that the sum never comes out longer than it is: only what breaks the promise by any reading is told.
"""

from collections.abc import Iterator

from sopflow.rules.case import Case, ChartView
from sopflow.rules.rule import Finding, Rule
from sopflow.rules.totals import countable, total_words

_CLOCK_HOURS = {"detik": 1 / 3600, "menit": 1 / 60, "jam": 1.0}
_WORKING_HOURS = 8.0
"""Of a day; seven and a half are usual, so hours come out as fewer days."""

_DAYS: dict[str, dict[str, float]] = {
    "hari kerja": {"hari": 1, "hari kerja": 1, "minggu": 5, "bulan": 20, "tahun": 240},
    "hari": {"hari": 1, "hari kerja": 1, "minggu": 7, "bulan": 28, "tahun": 365},
}
"""How many days a unit has at least, counted in working days or in any."""


def broken_promise(case: Case) -> Iterator[Finding]:
    """Charts whose rows take longer, each done once, than the jangka waktu of their procedure."""
    for chart in case.charts:
        standard = chart.sop.standard
        if standard is None:
            continue
        kind = "hari" if standard.duration.unit in ("hari", "minggu", "bulan", "tahun") else "hari kerja"
        promised = _most_hours(standard.duration.most, standard.duration.unit, kind)
        if _hours(chart, kind) > promised:
            yield Finding(standard.span, {"total": total_words(chart), "promised": standard.words})


def _hours(chart: ChartView, kind: str) -> float:
    durations = [countable(row) for row in chart.rows]
    return sum(_least_hours(each.most, each.unit, kind) for each in durations if each)


def _least_hours(amount: float, unit: str, kind: str) -> float:
    return amount * (_CLOCK_HOURS[unit] if unit in _CLOCK_HOURS else _DAYS[kind][unit] * _WORKING_HOURS)


def _most_hours(amount: float, unit: str, kind: str) -> float:
    """The promise's hours: a month of it has as many days as can be."""
    longer = {"bulan": 31 / 28, "tahun": 366 / 365}.get(unit, 1.0)
    return _least_hours(amount, unit, kind) * longer


_ROWS = "1. @A: Menyusun konsep\n   waktu: 2 hari\n2. @B: Memeriksa konsep\n   waktu: 1 hari\n"

BROKEN_PROMISE = Rule(
    "waktu-lewat-janji",
    "waktu",
    "warning",
    broken_promise,
    ("Jumlah waktu melebihi jangka waktu yang dijanjikan", "The times add up to more than the time promised"),
    (
        "Jangka waktu penyelesaian adalah komponen standar pelayanan yang diumumkan kepada masyarakat (UU 25/2009 Pasal 21); prosedur yang "
        "tiap kegiatannya sekali saja sudah lebih lama tidak dapat memenuhinya. Jam dihitung delapan sehari, dan perulangan tidak dihitung",
        "The time of completion is a component of the service standard that the public is told (Law 25/2009, article 21); a procedure that "
        "takes longer with each activity done once can't keep it. Eight hours make a day, and repetitions are not counted",
    ),
    (
        "Waktu semua kegiatan {total}, lebih lama daripada jangka waktu «{promised}»",
        "All activities take {total}, longer than the jangka waktu «{promised}»",
    ),
    (
        "pendekkan waktu kegiatannya, atau sesuaikan jangka waktu dengan standar pelayanan",
        "shorten the activities, or adapt the jangka waktu to the service standard",
    ),
    f"sop: Izin\njangka waktu: 2 hari kerja\n{_ROWS}",
    f"sop: Izin\njangka waktu: 3 hari kerja\n{_ROWS}",
)
