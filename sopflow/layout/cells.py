"""What is printed in the cells of a row."""

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
    return key != "no" and row.cells[COLUMNS.index(key)].merged
