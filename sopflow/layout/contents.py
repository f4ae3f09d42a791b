"""Daftar isi: names on the left, page numbers on the right, dots between them.

In: the entries, the sheet. Out: placed pages; each entry leads to its page.
"""

from sopflow.layout.plan import Box, PagePlan, PlacedLink, Words
from sopflow.layout.setting import LEADING, Setting, moved
from sopflow.layout.sheet import Sheet
from sopflow.layout.text import balanced, natural_width, wrap
from sopflow.model.book import Part
from sopflow.model.style import POINT
from sopflow.richtext import paragraph
from sopflow.values import NamedTuple

SIZE, TITLE_SIZE = 11.0 * POINT, 14.0 * POINT
MEASURE = 200.0
"""The widest column of entries, in mm: the eye should find the number that belongs to a name."""

NUMBER_ROOM = 14.0
"""The column of page numbers."""

FIGURE = 8.0
"""The dots end this far from the right edge, before the widest of the usual numbers."""

LEADER_PITCH = 1.9
"""From one dot to the next; the dots of all lines stand below one another."""

LEADER_GAP = 1.6
"""Between the dots and the words before and behind them."""

NUMBER_GAP = 1.3
"""Between the widest number of a procedure and the names."""

ENTRY_GAP = 1.6
"""Between an entry and the next."""

PLACE = "#"
"""Before the number of a section: the place that a link leads to."""


class Entry(NamedTuple):
    """A line of the contents: its number ("" without), the name, the page as printed, and the name of the place it leads to."""

    number: str
    name: str
    page: str
    target: str


def lay_out_contents(part: Part, entries: list[Entry], sheet: Sheet) -> list[PagePlan]:
    """The pages of the contents."""
    title = part.title or "Daftar Isi"
    setting = Setting(sheet, title, MEASURE)
    setting.add(balanced(paragraph(title.upper(), bold=True), setting.width, TITLE_SIZE), TITLE_SIZE, "center", "H1", gap=5.0)
    setting.add(wrap(part.text, setting.width, SIZE), SIZE, gap=3.0 if part.text else 0.0)
    column = NUMBER_GAP + max((natural_width(paragraph(entry.number), SIZE) for entry in entries), default=0.0)
    for entry in entries:
        _add(setting, entry, column if entry.number else 0.0)
    return setting.pages()


def _add(setting: Setting, entry: Entry, column: float) -> None:
    """An entry, its name in a column behind the numbers; the page stands behind the name's last line."""
    step = SIZE * LEADING
    number = wrap(paragraph(entry.number), NUMBER_ROOM, SIZE)
    first, *more = wrap(paragraph(entry.name), setting.width - NUMBER_ROOM - column, SIZE)
    *others, last = moved(first, column, *number), *(moved(line, column) for line in more)
    (figure,) = wrap(paragraph(entry.page), NUMBER_ROOM, SIZE)
    setting.need((len(others) + 1) * step)
    box = Box(setting.left, setting.y, setting.width, (len(others) + 1) * step)
    setting.add((*others, moved(figure, setting.width - figure.width, last)), SIZE, role="TOCI", gap=ENTRY_GAP)
    _lead(setting, Box(box.x, box.bottom - step, box.width, step), last.width + LEADER_GAP, max(FIGURE, figure.width + LEADER_GAP))
    setting.links.append(PlacedLink(box, entry.target))


def _lead(setting: Setting, box: Box, start: float, rest: float) -> None:
    """Dots from `start` to where `rest` is left, counted from the right edge, so that they stand in columns. They are decoration."""
    count = int((box.width - rest - start) / LEADER_PITCH)
    if count < 1:
        return
    (dot,) = wrap(paragraph("."), LEADER_PITCH * 2, SIZE)
    *dots, last = [moved(dot, box.width - rest - at * LEADER_PITCH) for at in range(count, 0, -1)]
    setting.words.append(Words(box, (moved(last, 0.0, *dots),), SIZE, "left", "top", role="", leading=LEADING))
