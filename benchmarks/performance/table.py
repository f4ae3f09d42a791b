"""Figures as tables in Markdown: rows are measurements, columns are programs.

Other programs stand as multiples of sopflow: 3 × took three times as long, or as much. A cell without a figure has a sign that leads to the
reason below the table.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..running import Used
from .measure import NO_SUCH_FORM, Outcome


class Row(NamedTuple):
    """A measurement. `limit`: what no program could be faster than, if there is such a thing. `estimated`: names of programs whose
    figure was reckoned from a smaller number."""

    title: str
    outcomes: dict[str, Outcome]
    limit: Used | None = None
    estimated: frozenset[str] = frozenset()


class Measure(NamedTuple):
    """What is taken of `Used`, and how it is written."""

    title: str
    value: Callable[[Used], float]
    written: Callable[[float], str]


def seconds(value: float) -> str:
    """Three figures: 71 ms, 3.61 s, 28.4 s."""
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s" if value < 10 else f"{value:.1f} s"


def megabytes(value: float) -> str:
    return f"{value / 2**20:.0f} MB"


def times(ratio: float) -> str:
    """Two figures: 0.35 ×, 2.3 ×, 47 ×."""
    return f"{ratio:.2f} ×" if ratio < 1 else f"{ratio:.1f} ×" if ratio < 9.95 else f"{ratio:.0f} ×"


MEASURES = (
    Measure("processor time", lambda used: used.processor, seconds),
    Measure("waiting", lambda used: used.wall, seconds),
    Measure("memory", lambda used: used.memory, megabytes),
)


def told(row: Row) -> str:
    """Processor time of every program, in a line."""
    return ", ".join(f"{name} {seconds(each.processor) if isinstance(each, Used) else each}" for name, each in row.outcomes.items())


def ahead(rows: Sequence[Row], titles: dict[str, str], lanes: Sequence[str]) -> str:
    """A sentence: which of the programs that draw lanes take less time than sopflow, and where."""
    own, *others = titles
    places = []
    for name in others:
        pairs = [(row.title, row.outcomes[own], row.outcomes.get(name)) for row in rows if name in lanes]
        ratios = [(title, it.processor / mine.processor) for title, mine, it in pairs if isinstance(mine, Used) and isinstance(it, Used)]
        faster = [f"{title} {times(ratio)}" for title, ratio in ratios if ratio < 1]
        places += [f"{titles[name]} ({'; '.join(faster)})"] if faster else []
    drawing = ", ".join(titles[name] for name in others if name in lanes)
    return (
        f"Of the programs that draw lanes ({drawing}) ahead of sopflow in processor time: {', '.join(places) or 'none'}." if drawing else ""
    )


def tables(rows: Sequence[Row], titles: dict[str, str]) -> str:
    """One table for each measure, with `titles` of the programs by name, sopflow first; then the reasons."""
    reasons: list[str] = []
    parts = [table(rows, titles, measure, reasons) for measure in MEASURES]
    notes = " ".join(f"{_sign(number)} {reason.rstrip('.')}." for number, reason in enumerate(reasons))
    return "\n\n".join([*parts, *([notes] if notes else [])])


def table(rows: Sequence[Row], titles: dict[str, str], measure: Measure, reasons: list[str]) -> str:
    """One table. New reasons are added to the list."""
    own, *others = titles
    head = [measure.title, titles[own], "beside the limit", *(titles[name] for name in others)]
    lines = [f"| {' | '.join(head)} |", "|---|" + "---:|" * (len(head) - 1)]
    for row in rows:
        mine = row.outcomes[own]
        if isinstance(mine, str) or not measure.value(mine):
            continue
        value = measure.value(mine)
        limit = times(value / measure.value(row.limit)) if row.limit and measure.value(row.limit) else ""
        cells = [_cell(name, row, value, measure, reasons) for name in others]
        lines.append(f"| {' | '.join([row.title, measure.written(value), limit, *cells])} |")
    return "\n".join(lines)


def _cell(name: str, row: Row, mine: float, measure: Measure, reasons: list[str]) -> str:
    outcome = row.outcomes.get(name, NO_SUCH_FORM)
    if isinstance(outcome, Used) and not measure.value(outcome):
        return NO_SUCH_FORM
    if isinstance(outcome, Used):
        return ("≈ " if name in row.estimated else "") + times(measure.value(outcome) / mine)
    if outcome == NO_SUCH_FORM:
        return outcome
    if outcome not in reasons:
        reasons.append(outcome)
    return f"none {_sign(reasons.index(outcome))}"


def _sign(number: int) -> str:
    return "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in str(number + 1))
