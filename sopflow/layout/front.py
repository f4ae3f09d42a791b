"""What a set has besides its procedures, and what stands at the foot of every page.

In: the parts of a set and the pages of its procedures. Out: cover, decree, contents, explanation; page numbers; the band that tells of an
electronic signature.
What holds: pages before the first procedure are numbered i, ii, iii …, the others 1, 2, 3 …; the cover's number is not printed.
"""

from itertools import count

from sopflow.drawing import FINE
from sopflow.layout.contents import PLACE, Entry, lay_out_contents
from sopflow.layout.plan import Box, PagePlan, Rule, Words
from sopflow.layout.sheet import Sheet
from sopflow.layout.sizes import LINE_FACTOR, Sizes
from sopflow.layout.text import SetLine, balanced, wrap
from sopflow.model.book import Part, Sop
from sopflow.model.numerals import roman
from sopflow.model.style import POINT, Style
from sopflow.richtext import paragraph
from sopflow.values import NamedTuple

FOOTER = 7.0 * POINT
FOOTER_GAP = 1.6
BAND_GAP = 1.2
"""Between the band of the electronic signature and what stands above and below it."""

BAND = (
    "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan oleh "
    "Balai Besar Sertifikasi Elektronik (BSrE), Badan Siber dan Sandi Negara (BSSN)."
)

HEADINGS = {
    "sampul": "Sampul",
    "keputusan": "Keputusan",
    "daftar isi": "Daftar Isi",
    "penjelasan": "Penjelasan Singkat Penggunaan",
}
Lines = tuple[SetLine, ...]

UPRIGHT = (20.0, 20.0, 20.0, 25.0)
"""Margins of the decree, top right bottom left: it is a letter of the office, upright whatever the procedures are."""


class Section(NamedTuple):
    """Pages that stand together under one bookmark: a part of the set, or a procedure (kind "sop")."""

    kind: str
    name: str
    pages: list[PagePlan]
    style: Style
    sizes: Sizes


def page_sheet(style: Style) -> Sheet:
    """The printable area of a page, without its foot."""
    width, height = style.page_size()
    top, right, bottom, left = style.margins
    return Sheet(width, height, left, top, width - right, height - bottom - _foot(style, width - left - right))


def _upright_sheet(style: Style) -> Sheet:
    return page_sheet(style._replace(landscape=False, margins=UPRIGHT))


def lay_out_part(part: Part, sop: Sop, entries: list[Entry], sizes: Sizes) -> Section:
    """A part of the set. `entries` are for the contents, which take the same room whatever their page numbers are."""
    sheet = page_sheet(sop.style)
    name = part.title or HEADINGS[part.kind]
    if part.kind == "sampul":
        from sopflow.layout.cover import lay_out_cover  # few documents have these parts

        whole = page_sheet(sop.style._replace(page_numbers=False, signature_band=False))
        pages = [lay_out_cover(part, sop.name, sop.identity, str(sop.date[0]) if sop.date else "", whole)]
        name = HEADINGS[part.kind]
    elif part.kind == "keputusan":
        from sopflow.layout.decree import lay_out_decree

        pages = lay_out_decree(part, name, sop.identity, sop.style, _upright_sheet(sop.style))
    elif part.kind == "daftar isi":
        pages = lay_out_contents(part, entries, sheet)
    else:
        from sopflow.layout.sheets import lay_out_text

        pages = lay_out_text(part, name, sheet)
    marked = pages[0]._replace(bookmarks=((1, name),))
    return Section(part.kind, name, [marked, *pages[1:]], sop.style, sizes)


def page_labels(sections: list[Section]) -> list[list[str]]:
    """The number of every page: roman ones before the first procedure, plain ones from there on."""
    first = next((at for at, section in enumerate(sections) if section.kind == "sop"), len(sections))
    front = count(1)
    body = count(1)
    return [[roman(next(front)) if at < first else str(next(body)) for _ in section.pages] for at, section in enumerate(sections)]


def contents_entries(sections: list[Section]) -> list[Entry]:
    """What the contents list: decree, explanation, and the procedures with their numbers."""
    numbers = count(1)
    entries = []
    for at, (section, labels) in enumerate(zip(sections, page_labels(sections), strict=True)):
        if section.kind in ("keputusan", "penjelasan", "sop", "pengesahan"):
            entries.append(Entry(f"{next(numbers)}." if section.kind == "sop" else "", section.name, labels[0], f"{PLACE}{at}"))
    return entries


# the foot of a page


def with_foot(page: PagePlan, section: Section, label: str, total: int) -> PagePlan:
    """The page with its number under the right edge and the band below it. The cover has neither; a single page has no number."""
    page = page._replace(label=label)
    style = section.style
    if section.kind == "sampul":
        return page
    _, right, bottom, left = UPRIGHT if section.kind == "keputusan" else style.margins
    band = _band(page.width - left - right) if style.signature_band else ()
    low = page.height - max(bottom, 2.0)
    if band:
        page = _with_band(page, band, left, page.width - right, low)
        low -= len(band) * FOOTER * LINE_FACTOR + 2 * BAND_GAP
    if not style.page_numbers or (total < 2 and label.isdigit()):
        return page
    lines = wrap(paragraph(f"Halaman {label} dari {total}" if label.isdigit() else label), page.width, FOOTER)
    height = FOOTER * LINE_FACTOR
    box = Box(page.width - right - lines[0].width, low - height, lines[0].width, height)
    return page._replace(words=(*page.words, Words(box, lines, FOOTER, "left", "bottom", role="")))


def _with_band(page: PagePlan, band: Lines, left: float, right: float, low: float) -> PagePlan:
    height = len(band) * FOOTER * LINE_FACTOR
    words = Words(Box(left, low - height, right - left, height), band, FOOTER, "center", "top", role="")
    rule = Rule(left, low - height - BAND_GAP, right, low - height - BAND_GAP, FINE)
    return page._replace(words=(*page.words, words), rules=(*page.rules, rule))


def _foot(style: Style, room: float) -> float:
    number = FOOTER * LINE_FACTOR + FOOTER_GAP if style.page_numbers else 0.0
    band = len(_band(room)) * FOOTER * LINE_FACTOR + 2 * BAND_GAP if style.signature_band else 0.0
    return number + band


def _band(room: float) -> Lines:
    return balanced(paragraph(BAND), room, FOOTER)
