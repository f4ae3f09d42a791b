"""How long a procedure takes: the sum of its times, for all of it and for each lane, and what repeating adds.

In: a chart. Out: `Times`. Units are not turned into each other beyond clock time, because nobody says how many hours a working day has:
a sum reads "1 minggu 9 hari 5 jam". Each row counts once; a row that several lanes share counts fully for each of them.
"""

from collections.abc import Iterable

from sopflow.model.quantity import Duration
from sopflow.rules.case import ChartView, RowView
from sopflow.values import NamedTuple

_ORDER = ("tahun", "bulan", "minggu", "hari kerja", "hari", "jam", "menit", "detik")
_SECONDS = {"detik": 1, "menit": 60, "jam": 3600}

Sum = dict[str, tuple[float, float]]
"""Least and most by unit; clock time in seconds under "detik"."""


class Loop(NamedTuple):
    """A way back: the rows from `first` to `last` are done again."""

    label: str
    last: str
    first: str
    total: str


class Times(NamedTuple):
    """The times of one chart as words. `lanes`: name and sum of each. `uncounted`: rows without a time that can be added."""

    title: str
    total: str
    lanes: tuple[tuple[str, str], ...]
    loops: tuple[Loop, ...]
    uncounted: tuple[str, ...]


def chart_times(chart: ChartView) -> Times:
    """The times of a chart."""
    lanes = tuple(
        (lane.name, words) for at, lane in enumerate(chart.chart.lanes) if (words := _words(_sum(_rows_of_lane(chart, at)))) != _NOTHING
    )
    uncounted = tuple(row.label for row in chart.rows if countable(row) is None and not row.cell("waktu").merged)
    return Times(chart.chart.title or chart.sop.name, total_words(chart.rows), lanes, tuple(_loops(chart)), uncounted)


def _rows_of_lane(chart: ChartView, lane: int) -> list[RowView]:
    return [row for row in chart.rows if any(shape.lane <= lane <= shape.lane_last for shape in row.row.shapes)]


def total_words(rows: Iterable[RowView]) -> str:
    """How long rows take, each done once."""
    return _words(_sum(rows))


def _loops(chart: ChartView) -> list[Loop]:
    loops: list[Loop] = []
    for flow in chart.chart.flows:
        last, first = chart.shapes[flow.source].row, chart.shapes[flow.target].row
        if first < last:
            again = chart.rows[first : last + 1]
            loops.append(Loop(flow.label, chart.rows[last].label, chart.rows[first].label, _words(_sum(again))))
    return loops


def countable(row: RowView) -> Duration | None:
    """The row's time, unless it counts per thing: nobody says how many things there are."""
    duration = row.cell("waktu").duration
    return duration if duration and not duration.per else None


def _sum(rows: Iterable[RowView]) -> Sum:
    total: Sum = {}
    for row in rows:
        duration = countable(row)
        if duration is None:
            continue
        seconds = _SECONDS.get(duration.unit)
        unit, size = ("detik", seconds) if seconds else (duration.unit, 1)
        least, most = total.get(unit, (0.0, 0.0))
        total[unit] = least + duration.least * size, most + duration.most * size
    return total


_NOTHING = "0"


def _words(total: Sum) -> str:
    """A sum in words; both ends when they differ."""
    least = _side({unit: ends[0] for unit, ends in total.items()})
    most = _side({unit: ends[1] for unit, ends in total.items()})
    return least if least == most else f"{least} – {most}"


def _side(total: dict[str, float]) -> str:
    amounts = dict(total)
    seconds = amounts.pop("detik", 0.0)
    for unit in ("jam", "menit", "detik"):
        amounts[unit], seconds = divmod(seconds, _SECONDS[unit])
    parts = [f"{amounts[unit]:g} {unit}".replace(".", ",") for unit in _ORDER if amounts.get(unit)]
    return " ".join(parts) or _NOTHING
