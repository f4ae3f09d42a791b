"""Halaman judul: emblem, title, office, year (Permenpan 35/2012, unsur dokumentasi: judul SOP AP, instansi, tahun pembuatan).

In: what the text says of the cover, the identity. Out: one placed page.
"""

from sopflow.drawing import BOLD
from sopflow.layout.plan import Box, Image, PagePlan, Rule
from sopflow.layout.setting import LEADING, Setting
from sopflow.layout.sheet import Sheet
from sopflow.layout.text import SetLine, balanced, wrap
from sopflow.model.book import Identity, Part
from sopflow.model.style import POINT
from sopflow.richtext import Text, paragraph

KIND = "Standar Operasional Prosedur"
KIND_SIZE, OFFICE_SIZE, TEXT_SIZE = 14 * POINT, 15 * POINT, 11.5 * POINT
TITLE_SIZES = (26 * POINT, 23 * POINT, 20 * POINT)
TITLE_LINES = 3
"""The title is set in the largest size in which it takes no more lines, else in the smallest."""

LOGO = 36.0
HEAVY = 0.847
"""Stroke of the outer frame."""

FRAME = 2.2
"""Between the outer, thick frame and the inner, thin one."""

INSET = 9.0
"""Between the frame and what stands in it."""


def lay_out_cover(part: Part, name: str, identity: Identity | None, year: str, sheet: Sheet) -> PagePlan:
    """The cover: emblem and title in the upper part, the office and the year at the foot, all in the middle of a double frame."""
    title = _subject(part.title or name)
    page = Setting(sheet, title or "Sampul", sheet.room * 0.8)
    _frame(page, sheet)
    office = [line for words in office_names(identity) for line in balanced(_capitals(words), page.width, OFFICE_SIZE)]
    years = wrap(_capitals(year), page.width, OFFICE_SIZE)
    foot = sheet.bottom - INSET - (len(office) + len(years)) * OFFICE_SIZE * LEADING - (3.0 if years else 0.0)
    kind = () if KIND.casefold() in title.casefold() else wrap(_capitals(KIND), page.width, KIND_SIZE)
    title_size, lines = _sized(title, page.width)
    text = wrap(part.text, page.width, TEXT_SIZE)
    logo = LOGO + 9.0 if identity and identity.logo else 0.0
    height = logo + len(kind) * KIND_SIZE * LEADING + 6.0 + len(lines) * title_size * LEADING + 12.0 + len(text) * TEXT_SIZE * LEADING
    page.y = max(sheet.top + INSET, sheet.top + INSET + (foot - sheet.top - INSET - height) * 0.42)
    if identity and identity.logo:
        page.images.append(Image(Box(sheet.left + sheet.room / 2 - LOGO, page.y, 2 * LOGO, LOGO), identity.logo))
        page.y += logo
    page.add(kind, KIND_SIZE, "center", gap=6.0 if kind else 0.0)
    page.add(lines, title_size, "center", "H1", gap=5.0)
    middle = sheet.left + sheet.room / 2
    page.rules.append(Rule(middle - 30, page.y, middle + 30, page.y, 2 * BOLD))
    page.y += 7.0
    page.add(text, TEXT_SIZE, "center")
    page.y = max(page.y, foot)
    page.add(tuple(office), OFFICE_SIZE, "center", gap=3.0)
    page.add(years, OFFICE_SIZE, "center")
    return page.pages()[0]


def office_names(identity: Identity | None) -> tuple[str, ...]:
    """The office as it signs: a government alone is none, and its unit is told with it."""
    if identity is None:
        return ()
    return identity.office if len(identity.office) > 1 else (*identity.office, *identity.unit[:1])


def _sized(title: str, width: float) -> tuple[float, tuple[SetLine, ...]]:
    """The title's size and lines."""
    tried = [(size, balanced(_capitals(title), width, size)) for size in TITLE_SIZES]
    return next((each for each in tried if len(each[1]) <= TITLE_LINES), tried[-1])


def _subject(title: str) -> str:
    """The title without the words that stand above it."""
    words = " ".join(title.split())
    return words[len(KIND) :].strip(" :") or words if words.casefold().startswith(KIND.casefold()) else title


def _capitals(words: str) -> Text:
    return paragraph(words.upper(), bold=True)


def _frame(page: Setting, sheet: Sheet) -> None:
    """Two frames around the printable area, the outer one thick."""
    for inset, width in ((0.0, HEAVY), (FRAME, BOLD)):
        left, top, right, bottom = sheet.left + inset, sheet.top + inset, sheet.right - inset, sheet.bottom - inset
        page.rules += [Rule(left, y, right, y, width) for y in (top, bottom)]
        page.rules += [Rule(x, top, x, bottom, width) for x in (left, right)]
