"""What is printed in the cells of a row."""

from collections.abc import Sequence

from sopflow.model.book import COLUMNS, Row
from sopflow.model.quantity import spelled
from sopflow.model.style import Style
from sopflow.richtext import Text, paragraph


def cell_text(row: Row, key: str, style: Style) -> Text:
    """What is printed in a cell of a row."""
    if key == "no":
        return paragraph(row.number and row.number + ("." if row.number[-1].isdigit() else ""))
    if key == "kegiatan":
        return row.text
    cell = row.cells[COLUMNS.index(key)]
    if key == "waktu" and style.spelled_time and cell.duration:
        return paragraph(spelled(cell.duration))
    return cell.text


def merged(row: Row, key: str) -> bool:
    """Whether the cell is one with the cell above."""
    if key == "kegiatan":
        return row.merged
    return continues(row) if key == "no" else row.cells[COLUMNS.index(key)].merged


def owner_of(rows: Sequence[Row], at: int, key: str) -> int:
    """The row, by its index, whose words stand in a cell that may be merged."""
    while at > 0 and merged(rows[at], key):
        at -= 1
    return at


def continues(row: Row) -> bool:
    """Whether the row is a piece of the one above, and has nothing of its own."""
    return row.merged and not row.shapes and all(cell.merged for cell in row.cells)
