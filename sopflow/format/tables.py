"""Tables pasted from Word or Excel, whose cells tabs separate, as rows of the language.

In: a text. Out: the same text with its tables as rows; every other line stays. The symbols of a chart do not survive pasting: a row
whose lane columns are empty gets «@Pelaksana», and a comment names the lanes of the table's head.
"""

import re
from collections.abc import Iterator

from sopflow.model.quantity import parse_duration
from sopflow.values import NamedTuple

UNKNOWN_LANE = "Pelaksana"

_LEAST_CELLS = 5
_NUMBER = re.compile(r"\d{1,3}[.)]?")
_COUNTER = re.compile(r"\(?\d{1,2}\)?")
_COLUMNS = {
    "kelengkapan": re.compile(r"(?:ke)?lengkap|persyaratan", re.IGNORECASE),
    "waktu": re.compile(r"waktu", re.IGNORECASE),
    "output": re.compile(r"output|keluaran", re.IGNORECASE),
    "keterangan": re.compile(r"ket(?:erangan)?\b", re.IGNORECASE),
}
_MARK = re.compile(r"[xv√✓✔●○■□◆◇▪•]+", re.IGNORECASE)
"""What stands for a symbol in a lane's cell; words there may as well be the label of an arrow that passes."""

_LANE_SIGNS = re.compile(r'["“”„\\@&+(:*]|[-–—−=]>|[→⇒]')

Cells = list[str]


class _Plan(NamedTuple):
    """Where the columns of a table stand: those of the mutu baku by name, the lanes by their titles."""

    columns: dict[str, int]
    lanes: dict[int, str]


def with_rows(text: str) -> str:
    """The text with its tables as rows of the language."""
    if text.count("\t") < _LEAST_CELLS:
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_taken_in(lines))


def _taken_in(lines: list[str]) -> Iterator[str]:
    at = 0
    while at < len(lines):
        head, start = _head(lines, at)
        end = start
        while end < len(lines) and (_is_row(_cells(lines[end])) or (end > start and not lines[end].strip())):
            end += 1
        rows = [_cells(line) for line in lines[start:end] if line.strip()]
        plan = _plan(head, rows) if rows else None
        if plan:
            yield from _written(plan, rows)
            at = end
        else:
            yield lines[at]
            at += 1


def _cells(line: str) -> Cells:
    return [" ".join(cell.split()) for cell in line.split("\t")]


def _is_row(cells: Cells) -> bool:
    return len(cells) >= _LEAST_CELLS and bool(_NUMBER.fullmatch(cells[0])) and bool(cells[1]) and "@" not in cells[1]


def _head(lines: list[str], at: int) -> tuple[Cells, int]:
    """The titles of a table that begins at a line, the lower ones first, and where its rows begin; no titles without a head."""
    first = _cells(lines[at])
    if len(first) < _LEAST_CELLS or not first[0].casefold().startswith("no") or not any("kegiatan" in each.casefold() for each in first):
        return [], at
    titles, at = first, at + 1
    while at < len(lines) and not _is_row(cells := _cells(lines[at])) and len(cells) >= _LEAST_CELLS:
        if not all(_COUNTER.fullmatch(each) for each in cells if each):
            titles = [low or high for low, high in zip(cells + [""] * len(titles), titles + [""] * len(cells), strict=False)]
        at += 1
    return titles, at


def _plan(titles: Cells, rows: list[Cells]) -> _Plan | None:
    """The columns by their titles, else by the one that holds times; None when neither tells."""
    found = {name: at for name, pattern in _COLUMNS.items() for at, title in reversed([*enumerate(titles)]) if pattern.match(title)}
    if "waktu" not in found:
        places = range(3, max(map(len, rows)))
        waktu = max(places, key=lambda at: sum(_is_time(row, at) for row in rows))
        if not any(_is_time(row, waktu) for row in rows):
            return None
        found = {name: waktu + apart for name, apart in zip(_COLUMNS, (-1, 0, 1, 2), strict=True)}
    first = min(found.values())
    return _Plan(found, {at: title for at, title in enumerate(titles[:first]) if at > 1 and title})


def _is_time(row: Cells, at: int) -> bool:
    return at < len(row) and parse_duration(row[at])[0] is not None


def _written(plan: _Plan, rows: list[Cells]) -> Iterator[str]:
    lanes = [_lanes(plan, row) for row in rows]
    if UNKNOWN_LANE in lanes:
        named = f" Pelaksana dalam tabelnya: {', '.join(plan.lanes.values())}." if plan.lanes else ""
        yield f"# Ganti @{UNKNOWN_LANE} di tiap baris dengan pelaksananya.{named}"
    for row, lane in zip(rows, lanes, strict=True):
        yield f"{row[0].rstrip('.)')}. @{lane}: {row[1]}"
        apart = _apart(plan, row)
        for name, at in plan.columns.items():
            if at + apart < len(row) and row[at + apart]:
                yield f"   {name}: {row[at + apart]}"


def _apart(plan: _Plan, row: Cells) -> int:
    """By how many columns a row with a cell lost or won is out of step, told by its time."""
    times = [at for at in range(2, len(row)) if _is_time(row, at)]
    at = plan.columns["waktu"]
    return times[0] - at if len(times) == 1 and at not in times else 0


def _lanes(plan: _Plan, row: Cells) -> str:
    """The lanes whose cells hold a mark."""
    marked = [title for at, title in plan.lanes.items() if at < len(row) and _MARK.fullmatch(row[at])]
    return " & @".join(_LANE_SIGNS.sub(" ", title) for title in marked) or UNKNOWN_LANE
