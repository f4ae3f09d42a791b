"""Bagian identitas: the page with the office, the numbers and dates, the signature, and the six boxes.

In: an identity, the style, the sheet. Out: placed pages; long boxes run on to further pages.
The grid is the one of every document seen (Permenpan 35/2012, Gambar 3): left cell 50 % of the width, labels to 64 %.
"""

from sopflow.layout.plan import Box, Cell, Image, PagePlan, Rule, SignatureRoom, Words
from sopflow.layout.sizes import LINE_FACTOR, Sizes
from sopflow.layout.text import SetLine, balanced, natural_width, wrap
from sopflow.model.book import Box as TextBox
from sopflow.model.book import Identity, Signer, Sop
from sopflow.model.style import POINT, Style
from sopflow.richtext import paragraph
from sopflow.values import NamedTuple

LEFT_SHARE = 0.5
LABEL_SHARE = 0.145
LABEL_WIDEST = 0.22
"""The labels' column has its usual share of the width, more for longer labels, at most this."""
LOGO_HEIGHT = 21.0
SIGNATURE_ROOM = 17.0
SIGNATURE_TIGHT = 14.0
QR_SIDE = 20.0
"""The side of a QR code that a camera reads from paper."""

QR_GAP = 1.5
"""Between the code and the words above and below it."""

UNSIGNED_LINES = 2
"""Lines kept free for a name and a NIP that are not known yet."""

BOX_LEAST = 9.0
ROUNDING = 0.001
"""Less than can be seen, more than sums of lengths differ by."""

SPLIT_LEAST = 4
"""At least this many lines of a box stand before a page break."""

ITEM_LINES = 6
"""An item of up to this many lines is kept whole at a page break."""


class Sheet(NamedTuple):
    """The printable area of a page."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float

    @property
    def room(self) -> float:
        """Printable width."""
        return self.right - self.left


class _Face(NamedTuple):
    """Font size and paddings of the identity page."""

    size: float
    pad_x: float
    pad_y: float
    thin: float
    thick: float
    tight: bool = False
    stretch: float = 0.0
    """What every box is taller than its words need."""

    @property
    def line(self) -> float:
        return self.size * LINE_FACTOR

    @property
    def signature(self) -> float:
        """Room for a signature and a stamp, or an electronic one."""
        return (SIGNATURE_TIGHT if self.tight else SIGNATURE_ROOM) * self.size / (9 * POINT)

    @property
    def box(self) -> float:
        """The least height of a box's text."""
        return self.line + 2 * self.pad_y if self.tight else BOX_LEAST


class _Canvas:
    """What has been placed on the page at hand, and the pages before it."""

    def __init__(self, sheet: Sheet, title: str, face: _Face) -> None:
        self.sheet, self.title, self.face = sheet, title, face
        self.pages: list[PagePlan] = []
        self._clear()

    def _clear(self) -> None:
        self.cells: list[Cell] = []
        self.words: list[Words] = []
        self.rules: list[Rule] = []
        self.images: list[Image] = []
        self.signatures: list[SignatureRoom] = []
        self.y = self.sheet.top

    def finish(self) -> None:
        """Frames what stands on the page and begins a new one."""
        left, right, top = self.sheet.left, self.sheet.right, self.sheet.top
        for y in (top, self.y):
            self.rules.append(Rule(left, y, right, y, self.face.thick))
        for x in (left, right):
            self.rules.append(Rule(x, top, x, self.y, self.face.thick))
        self.pages.append(
            PagePlan(
                self.sheet.width,
                self.sheet.height,
                self.title,
                "Bagian identitas",
                tuple(self.cells),
                tuple(self.words),
                tuple(self.rules),
                (),
                (),
                tuple(self.images),
                (),
                signatures=tuple(self.signatures),
            )
        )
        self._clear()

    def cell(self, box: Box, column: str, words: Words | None, shaded: bool = False) -> None:
        """A cell with the rules on its right and lower edge, where these are not the frame."""
        self.cells.append(Cell(box, "", column, words, shaded))
        if box.right < self.sheet.right - 0.01:
            self.rules.append(Rule(box.right, box.y, box.right, box.bottom, self.face.thin))
        self.rules.append(Rule(box.x, box.bottom, box.right, box.bottom, self.face.thin))

    def set(self, box: Box, lines: tuple[SetLine, ...], align: str = "left", vertical: str = "middle") -> Words:
        """Words inside `box` less the padding."""
        inner = Box(box.x + self.face.pad_x, box.y + self.face.pad_y, box.width - 2 * self.face.pad_x, box.height - 2 * self.face.pad_y)
        return Words(inner, lines, self.face.size, align, vertical)  # type: ignore[arg-type]

    def break_lines(self, words: str, width: float, bold: bool = False) -> tuple[SetLine, ...]:
        """Plain words broken to a cell of that width."""
        return wrap(paragraph(words, bold=bold), width - 2 * self.face.pad_x, self.face.size, full=0.0)

    def height_of(self, *parts: tuple[SetLine, ...]) -> float:
        """Height of a cell that holds these lines."""
        return sum(len(part) for part in parts) * self.face.line + 2 * self.face.pad_y


def lay_out_identity(sop: Sop, identity: Identity, sheet: Sheet, sizes: Sizes, whole: bool) -> list[PagePlan]:
    """The identity pages. The text is as large as fits one page, from a little above the table's size down to it.

    With `whole` false (one-sheet style) the table's own size is used at once.
    """
    largest = 2.0 if whole else 0.0
    steps = [step / 2 for step in range(int(largest * 2), -1, -1)]
    faces = [_Face(sizes.text + step * POINT, 1.8, 1.0 + step * 0.25, sizes.thin, sizes.thick) for step in steps]
    faces.append(faces[-1]._replace(pad_y=0.7, tight=True))
    for face in faces:
        pages = _lay_out(sop, identity, sheet, face)
        if len(pages) == 1:
            return _to_the_foot(sop, identity, sheet, face, pages) if whole else pages
    return _lay_out(sop, identity, sheet, faces[-2])


def _to_the_foot(sop: Sop, identity: Identity, sheet: Sheet, face: _Face, pages: list[PagePlan]) -> list[PagePlan]:
    """The page with its boxes made taller, so that its frame reaches the foot as those of offices do."""
    spare = sheet.bottom - max(rule.y2 for rule in pages[0].rules)
    rows = -(-len(identity.boxes) // 2)
    if not rows or not 0 < spare < float("inf"):  # an endless sheet has no foot
        return pages
    return _lay_out(sop, identity, sheet, face._replace(stretch=(spare - ROUNDING) / rows))


def _lay_out(sop: Sop, identity: Identity, sheet: Sheet, face: _Face) -> list[PagePlan]:
    canvas = _Canvas(sheet, f"Identitas: {sop.name}" if sop.name else "Identitas", face)
    _top_block(canvas, sop, identity)
    boxes = list(identity.boxes)
    while boxes:
        pair = (boxes.pop(0), boxes.pop(0) if boxes else None)
        _pair(canvas, pair)
    canvas.finish()
    return canvas.pages


# the upper half


def _top_block(canvas: _Canvas, sop: Sop, identity: Identity) -> None:
    sheet, face = canvas.sheet, canvas.face
    middle = sheet.left + sheet.room * LEFT_SHARE
    value_x = middle + _label_width(canvas, sop, identity)
    rows: list[tuple[str, str, tuple[SetLine, ...], float]] = []
    width = sheet.right - value_x
    for entry in identity.entries:
        lines = canvas.break_lines(entry.label, value_x - middle), canvas.break_lines(entry.text, width)
        rows.append((entry.key, entry.label, lines[1], max(canvas.height_of(lines[0]), canvas.height_of(lines[1]))))
    signature = _signature_lines(canvas, identity.signer, width)
    room = max(face.signature, QR_SIDE + 2 * QR_GAP) if sop.style.qr_room else face.signature
    signed = canvas.height_of(*signature) + room + (0.0 if signature[1] else UNSIGNED_LINES * face.line)
    name = canvas.break_lines(sop.name, width, bold=True)
    label = sop.style.heading("sop")
    named = max(canvas.height_of(name), canvas.height_of(canvas.break_lines(label, value_x - middle)))
    office = _office(canvas, identity, middle - sheet.left)
    height = max(sum(row[3] for row in rows) + signed + named, office[0])
    signed += height - (sum(row[3] for row in rows) + signed + named)
    _place_office(canvas, identity, Box(sheet.left, canvas.y, middle - sheet.left, height), office)
    y = canvas.y
    signer_label = sop.style.heading("disahkan oleh")
    for key, words, text, tall in [*rows, ("disahkan oleh", signer_label, (), signed), ("sop", label, name, named)]:
        label_box, value_box = Box(middle, y, value_x - middle, tall), Box(value_x, y, width, tall)
        canvas.cell(label_box, f"label-{key}", canvas.set(label_box, canvas.break_lines(words, label_box.width)))
        if key == "disahkan oleh":
            canvas.cell(value_box, key, None)
            _place_signature(canvas, value_box, signature)
            _keep_room(canvas, value_box, signature, sop.style, identity.signer)
        else:
            canvas.cell(value_box, key, canvas.set(value_box, text) if text else None)
        y += tall
    canvas.y += height


def _label_width(canvas: _Canvas, sop: Sop, identity: Identity) -> float:
    labels = [*(entry.label for entry in identity.entries), sop.style.heading("disahkan oleh"), sop.style.heading("sop")]
    longest = max(natural_width(paragraph(label), canvas.face.size) for label in labels) + 2 * canvas.face.pad_x + 0.1
    return max(canvas.sheet.room * LABEL_SHARE, min(longest, canvas.sheet.room * LABEL_WIDEST))


_Office = tuple[float, tuple[SetLine, ...], tuple[SetLine, ...], float]


def _office(canvas: _Canvas, identity: Identity, width: float) -> _Office:
    """Height, lines of the office (a little larger), lines of the unit, and the larger size."""
    size = canvas.face.size * 1.15
    inner = width - 4 * canvas.face.pad_x
    office = tuple(line for words in identity.office for line in wrap(paragraph(words, bold=True), inner, size))
    unit = tuple(line for words in identity.unit for line in wrap(paragraph(words, bold=True), inner, canvas.face.size))
    height = len(office) * size * LINE_FACTOR + len(unit) * canvas.face.line + 4 * canvas.face.pad_y
    height += (LOGO_HEIGHT + 2.5) if identity.logo else 0.0
    height += 2.0 if unit else 0.0
    return height, office, unit, size


def _place_office(canvas: _Canvas, identity: Identity, box: Box, office: _Office) -> None:
    height, lines, unit, size = office
    canvas.cell(box, "instansi", None)
    y = box.y + (box.height - height) / 2 + 2 * canvas.face.pad_y
    if identity.logo:
        canvas.images.append(Image(Box(box.x + box.width / 2 - LOGO_HEIGHT, y, 2 * LOGO_HEIGHT, LOGO_HEIGHT), identity.logo))
        y += LOGO_HEIGHT + 2.5
    office_height = len(lines) * size * LINE_FACTOR
    canvas.words.append(Words(Box(box.x, y, box.width, office_height), lines, size, "center", "top"))
    y += office_height + 2.0
    if unit:
        canvas.words.append(Words(Box(box.x, y, box.width, len(unit) * canvas.face.line), unit, canvas.face.size, "center", "top"))


def _signature_lines(canvas: _Canvas, signer: Signer | None, width: float) -> tuple[tuple[SetLine, ...], tuple[SetLine, ...]]:
    """What stands above the signature and what stands below it."""
    if signer is None:
        return (), ()
    below = signature_block(signer, width - 2 * canvas.face.pad_x, canvas.face.size)
    return balanced(paragraph(signer.position, bold=True), width - 2 * canvas.face.pad_x, canvas.face.size), below


def signature_block(signer: Signer, width: float, size: float) -> tuple[SetLine, ...]:
    """Name, rank and NIP, broken to `width`."""
    name = wrap(paragraph(signer.name, bold=True), width, size)
    rank = wrap(paragraph(signer.rank), width, size)
    nip = signer.nip.removeprefix("NIP").lstrip(". ")
    return (*name, *rank, *wrap(paragraph(f"NIP. {nip}" if nip else ""), width, size))


def _place_signature(canvas: _Canvas, box: Box, lines: tuple[tuple[SetLine, ...], tuple[SetLine, ...]]) -> None:
    if lines[0]:
        canvas.words.append(canvas.set(box, lines[0], "center", "top"))
    if lines[1]:
        canvas.words.append(canvas.set(box, lines[1], "center", "bottom"))


def _keep_room(
    canvas: _Canvas, box: Box, lines: tuple[tuple[SetLine, ...], tuple[SetLine, ...]], style: Style, signer: Signer | None
) -> None:
    """The place of an electronic signature: the square of its QR code, or all that is free between position and name."""
    if not style.qr_room and not style.signature_field:
        return
    top = box.y + canvas.face.pad_y + len(lines[0]) * canvas.face.line + QR_GAP
    bottom = box.bottom - canvas.face.pad_y - len(lines[1]) * canvas.face.line - QR_GAP
    width = QR_SIDE if style.qr_room else box.width - 2 * canvas.face.pad_x
    height = QR_SIDE if style.qr_room else bottom - top
    place = Box(box.x + (box.width - width) / 2, (top + bottom - height) / 2, width, height)
    title = f"Tanda tangan elektronik {signer.position}" if signer and signer.position else "Tanda tangan elektronik"
    canvas.signatures.append(SignatureRoom(place, title, style.qr_room, style.signature_field))


# the boxes


def _pair(canvas: _Canvas, pair: tuple[TextBox, TextBox | None]) -> None:
    """Two boxes side by side, with their heads; cut between lines when they do not fit the page."""
    sheet, face = canvas.sheet, canvas.face
    middle = sheet.left + sheet.room * LEFT_SHARE
    frames = [(sheet.left, middle - sheet.left), (middle, sheet.right - middle)] if pair[1] else [(sheet.left, sheet.room)]
    boxes = [box for box in pair if box]
    titles = [box.title for box in boxes]
    rest = [wrap(box.text, frame[1] - 2 * face.pad_x, face.size) for box, frame in zip(boxes, frames, strict=True)]
    while True:
        heads = [canvas.break_lines(title, frame[1], bold=True) for title, frame in zip(titles, frames, strict=True)]
        head = max(canvas.height_of(lines) for lines in heads)
        cuts = _cuts(canvas, rest, sheet.bottom - canvas.y - head)
        if cuts is None:
            canvas.finish()
            continue
        _place_pair(canvas, boxes, frames, heads, [lines[:cut] for lines, cut in zip(rest, cuts, strict=True)], head)
        rest = [lines[cut:] for lines, cut in zip(rest, cuts, strict=True)]
        if not any(rest):
            return
        canvas.finish()
        titles = [f"{box.title} (lanjutan)" if lines else "" for box, lines in zip(boxes, rest, strict=True)]


def _cuts(canvas: _Canvas, rest: list[tuple[SetLine, ...]], room: float) -> list[int] | None:
    """How many lines of each box stand on this page; None when the boxes should rather begin on the next."""
    face = canvas.face
    if max(face.box, *(canvas.height_of(lines) for lines in rest)) <= room:
        return [len(lines) for lines in rest]
    fits = int((room - 2 * face.pad_y) / face.line)
    fresh = canvas.y <= canvas.sheet.top + 0.01
    if fits < SPLIT_LEAST and not fresh:
        return None
    return [_whole_items(lines, max(1, fits)) for lines in rest]


def _whole_items(lines: tuple[SetLine, ...], fits: int) -> int:
    """The last place up to `fits` before which an item or paragraph ends, if it is not too far up."""
    if len(lines) <= fits:
        return len(lines)
    return next((at for at in range(fits, max(fits - ITEM_LINES, 0), -1) if lines[at].first), fits)


def _place_pair(
    canvas: _Canvas,
    boxes: list[TextBox],
    frames: list[tuple[float, float]],
    heads: list[tuple[SetLine, ...]],
    texts: list[tuple[SetLine, ...]],
    head: float,
) -> None:
    tall = max(canvas.face.box, *(canvas.height_of(lines) for lines in texts)) + canvas.face.stretch
    for box, (x, width), title, lines in zip(boxes, frames, heads, texts, strict=True):
        head_box, text_box = Box(x, canvas.y, width, head), Box(x, canvas.y + head, width, tall)
        canvas.cell(head_box, f"judul-{box.key}", canvas.set(head_box, title), shaded=True)
        canvas.cell(text_box, box.key, canvas.set(text_box, lines, "left", "top") if lines else None)
    canvas.y += head + tall
