"""The upper half of the identity page: the office on the left; numbers and dates, the signature, the procedure's name on the right.

In: a form at its top, a procedure with its identity. Out: the cells on the form.
"""

from sopflow.layout.form import Canvas
from sopflow.layout.plan import Box, Image, SignatureRoom, Words
from sopflow.layout.signature import QR_SIDE, SIGNATURE_ROOM, signature_block
from sopflow.layout.sizes import LINE_FACTOR
from sopflow.layout.text import SetLine, balanced, natural_width
from sopflow.model.book import Identity, Signer, Sop
from sopflow.model.style import POINT, Style
from sopflow.richtext import paragraph

LABEL_SHARE = 0.145
LABEL_WIDEST = 0.22
"""The labels' column has its usual share of the width, more for longer labels, at most this."""

LOGO_HEIGHT = 21.0

SIGNATURE_TIGHT = 14.0
"""The room for a signature on a full page."""

QR_GAP = 1.5
"""Between the code and the words above and below it."""

UNSIGNED_LINES = 2
"""Lines kept free for a name and a NIP that are not known yet."""


def place_top(canvas: Canvas, sop: Sop, identity: Identity) -> None:
    """Office, entries, signature and name, as tall as the taller half needs."""
    sheet, face, middle = canvas.sheet, canvas.face, canvas.middle
    value_x = middle + _label_width(canvas, sop, identity)
    rows: list[tuple[str, str, tuple[SetLine, ...], float]] = []
    width = sheet.right - value_x
    for entry in identity.entries:
        lines = canvas.break_lines(entry.label, value_x - middle), canvas.break_lines(entry.text, width)
        rows.append((entry.key, entry.label, lines[1], max(canvas.height_of(lines[0]), canvas.height_of(lines[1]))))
    signature = _signature_lines(canvas, identity.signer, width)
    by_hand = (SIGNATURE_TIGHT if face.tight else SIGNATURE_ROOM) * face.size / (9 * POINT)
    room = max(by_hand, QR_SIDE + 2 * QR_GAP) if sop.style.qr_room else by_hand
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


def _label_width(canvas: Canvas, sop: Sop, identity: Identity) -> float:
    labels = [*(entry.label for entry in identity.entries), sop.style.heading("disahkan oleh"), sop.style.heading("sop")]
    longest = max(natural_width(paragraph(label), canvas.face.size) for label in labels) + 2 * canvas.face.pad_x + 0.1
    return max(canvas.sheet.room * LABEL_SHARE, min(longest, canvas.sheet.room * LABEL_WIDEST))


_Office = tuple[float, tuple[SetLine, ...], tuple[SetLine, ...], float]


def _office(canvas: Canvas, identity: Identity, width: float) -> _Office:
    """Height, lines of the office (a little larger), lines of the unit, and the larger size."""
    size = canvas.face.size * 1.15
    inner = width - 4 * canvas.face.pad_x
    office = tuple(line for words in identity.office for line in balanced(paragraph(words, bold=True), inner, size))
    unit = tuple(line for words in identity.unit for line in balanced(paragraph(words, bold=True), inner, canvas.face.size))
    height = len(office) * size * LINE_FACTOR + len(unit) * canvas.face.line + 4 * canvas.face.pad_y
    height += (LOGO_HEIGHT + 2.5) if identity.logo else 0.0
    height += 2.0 if unit else 0.0
    return height, office, unit, size


def _place_office(canvas: Canvas, identity: Identity, box: Box, office: _Office) -> None:
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


def _signature_lines(canvas: Canvas, signer: Signer | None, width: float) -> tuple[tuple[SetLine, ...], tuple[SetLine, ...]]:
    """What stands above the signature and what stands below it."""
    if signer is None:
        return (), ()
    below = signature_block(signer, width - 2 * canvas.face.pad_x, canvas.face.size)
    return balanced(paragraph(signer.position, bold=True), width - 2 * canvas.face.pad_x, canvas.face.size), below


def _place_signature(canvas: Canvas, box: Box, lines: tuple[tuple[SetLine, ...], tuple[SetLine, ...]]) -> None:
    if lines[0]:
        canvas.words.append(canvas.set(box, lines[0], "center", "top"))
    if lines[1]:
        canvas.words.append(canvas.set(box, lines[1], "center", "bottom"))


def _keep_room(
    canvas: Canvas, box: Box, lines: tuple[tuple[SetLine, ...], tuple[SetLine, ...]], style: Style, signer: Signer | None
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
