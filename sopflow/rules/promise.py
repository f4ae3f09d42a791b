"""The rule that compares a procedure's times with the time that the office has promised (group "waktu").

What is compared is the longest way from start to end: rows that exclude each other are not added, nor are those done at the same time, and
nothing is done twice. Units are turned into each other so that the way never comes out longer than it is.
"""

from collections.abc import Callable, Iterator

from sopflow.model.quantity import Duration
from sopflow.rules.case import Case, ChartView, RowView
from sopflow.rules.rule import Finding, Phrase, Rule
from sopflow.rules.totals import countable, total_words

_CLOCK_HOURS = {"detik": 1 / 3600, "menit": 1 / 60, "jam": 1.0}
_WORKING_HOURS = 8.0
"""Of a day; seven and a half are usual, so hours come out as fewer days."""

_WHOLE_DAY = 24.0
"""Hours that no office works through: from here on a time by the clock counts its nights too."""

_DAYS: dict[str, dict[str, float]] = {
    "hari kerja": {"hari": 1, "hari kerja": 1, "minggu": 5, "bulan": 20, "tahun": 240},
    "hari": {"hari": 1, "hari kerja": 1, "minggu": 7, "bulan": 28, "tahun": 365},
}
"""How many days a unit has at least, counted in working days or in any."""

_LONGER = {"bulan": 31 / 28, "tahun": 366 / 365}
"""How much longer a unit can be, for the promise."""


def broken_promise(case: Case) -> Iterator[Finding]:
    """Charts whose longest way takes longer than the jangka waktu of their procedure, or can take longer."""
    for chart in case.charts:
        standard = chart.sop.standard
        if standard is None:
            continue
        unit = standard.duration.unit
        kind = "hari" if unit in ("hari", "minggu", "bulan", "tahun") else "hari kerja"
        promised = _hours(standard.duration.most, unit, kind) * _LONGER.get(unit, 1.0)
        surely, perhaps = (_longest_way(chart, hours) for hours in (_least_hours(kind), _most_hours(kind)))
        if surely[0] > promised:
            yield Finding(standard.span, {"total": total_words(surely[1]), "promised": standard.words})
        elif perhaps[0] > promised:
            yield Finding(standard.span, {"total": total_words(perhaps[1]), "promised": standard.words}, message=_CAN_TAKE_LONGER)


def _longest_way(chart: ChartView, hours: Callable[[Duration], float]) -> tuple[float, tuple[RowView, ...]]:
    """How long the longest way down the chart takes, and its rows."""
    ways: list[tuple[float, tuple[RowView, ...]]] = []
    before: list[list[int]] = [[] for _ in chart.rows]
    for flow in chart.chart.flows:
        first, last = chart.shapes[flow.source].row, chart.shapes[flow.target].row
        if first < last:
            before[last].append(first)
    for at, row in enumerate(chart.rows):
        done, way = max((ways[each] for each in before[at]), key=lambda each: each[0], default=(0.0, ()))
        duration = countable(row)
        ways.append((done + (hours(duration) if duration else 0.0), (*way, row)))
    return max(ways, key=lambda each: each[0], default=(0.0, ()))


def _least_hours(kind: str) -> Callable[[Duration], float]:
    return lambda duration: _hours(duration.least, duration.unit, kind)


def _most_hours(kind: str) -> Callable[[Duration], float]:
    return lambda duration: _hours(duration.most, duration.unit, kind)


def _hours(amount: float, unit: str, kind: str) -> float:
    """Working hours in an amount of time."""
    if unit not in _CLOCK_HOURS:
        return amount * _DAYS[kind][unit] * _WORKING_HOURS
    hours = amount * _CLOCK_HOURS[unit]
    return hours if hours < _WHOLE_DAY else hours / _WHOLE_DAY * _WORKING_HOURS


_CAN_TAKE_LONGER: Phrase = (
    "Jalan terlama dari awal sampai akhir dapat memakan {total}, melebihi jangka waktu «{promised}»",
    "The longest way from start to end can take {total}, more than the jangka waktu «{promised}»",
)

_ROWS = "1. @A: Menyusun konsep\n   waktu: 2 hari\n2. @B: Memeriksa konsep\n   waktu: 1 hari\n"

BROKEN_PROMISE = Rule(
    "waktu-lewat-janji",
    "waktu",
    "warning",
    broken_promise,
    ("Prosedur lebih lama daripada jangka waktu yang dijanjikan", "The procedure takes longer than the time promised"),
    (
        "Jangka waktu penyelesaian adalah komponen standar pelayanan yang diumumkan kepada masyarakat (UU 25/2009 Pasal 21). Yang dihitung "
        "ialah jalan terlama tanpa perulangan; kegiatan yang serempak tidak dijumlahkan, dan delapan jam dihitung sehari",
        "The time of completion is a component of the service standard that the public is told (Law 25/2009, article 21). What is counted "
        "is the longest way without repetitions; what is done at the same time is not added, and eight hours make a day",
    ),
    (
        "Jalan terlama dari awal sampai akhir memakan {total}, melebihi jangka waktu «{promised}»",
        "The longest way from start to end takes {total}, more than the jangka waktu «{promised}»",
    ),
    (
        "pendekkan waktu kegiatannya, atau sesuaikan jangka waktu dengan standar pelayanan",
        "shorten the activities, or adapt the jangka waktu to the service standard",
    ),
    f"sop: Izin\njangka waktu: 2 hari kerja\n{_ROWS}",
    f"sop: Izin\njangka waktu: 3 hari kerja\n{_ROWS}",
)
