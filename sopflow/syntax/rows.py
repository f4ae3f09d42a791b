"""Rows: a line with its shapes, and the cells, exits and text below it.

In: the page and the index of a row's head. Out: a `RowNode`. A head that is at fault leaves a row without shapes, so that arrows to it
still find it and what stands below it is still read.
"""

import re
from typing import cast

from sopflow.expressions import expression
from sopflow.richtext import Text
from sopflow.source import Span
from sopflow.syntax.ast import CellNode, ExitNode, Kind, LaneRef, RowNode, ShapeGroup, ShapeNode, Side, Target, Word
from sopflow.syntax.blocks import Piece, text_blocks
from sopflow.syntax.grammar import Branch, Leaf, Refusal, branches, leaves, read
from sopflow.syntax.inline import plain_words, squeeze, unquoted
from sopflow.syntax.lines import Line, Page
from sopflow.syntax.texts import (
    check_line,
    explained,
    is_row,
    is_statement,
    nothing_below,
    report_row,
    text_below,
    value_piece,
    warn_of_arrow,
)
from sopflow.syntax.words import (
    CELLS,
    NOT_UNDERSTOOD,
    OTHER_NUMBER,
    UNKNOWN_KEYWORD,
    cut,
    key_of,
    meant,
    nearest,
    number_in,
    quoted,
    suggestion,
)
from sopflow.values import NamedTuple

_ROW_KEYS = (*CELLS, "persyaratan", "keluaran", "nomor")
_NEAR = 0.8
"""Words below a row may be plain text, so only a near slip counts."""

_NEAR_EXIT = expression(
    r"(?P<label>[^\W\d](?: *[^ :>@\\])*) *(?P<sign>: |>) *(?P<goal>[1-9]\d{0,2}[a-z]?|selesai|lanjut)[ .;]*", re.IGNORECASE
)
"""An exit with a colon or half an arrow in place of its arrow."""

_NEAR_CELL = expression(r"(waktu)(?= +\d)|(Kelengkapan|Waktu|Output|Keterangan)(?= )")
"""Beginnings of a cell without its colon: within a sentence these words are small, and a time is rarely first in a line."""


class _Below(NamedTuple):
    """What was found below a row's head; `seen`: the keywords and where."""

    text: list[Piece]
    cells: list[CellNode]
    exits: list[ExitNode]
    numbers: list[Word]
    seen: dict[str, Line]


def row(page: Page, index: int, tree: Branch) -> RowNode:
    """The row whose head is line `index`, read as `tree`."""
    line = page.lines[index]
    key, *content = leaves(tree)
    groups = tuple(tuple(_shape(page, line, each) for each in branches(group)) for group in branches(branches(tree)[0]))
    return _row(page, index, _word(page, line, key), groups, [Piece(line, each.start_pos) for each in content])


def broken_row(page: Page, index: int) -> RowNode | None:
    """The row whose head was refused, without shapes; None when not even its key can be read."""
    line = page.lines[index]
    if key := re.match(r"(\w+(?:\.\w+)*)[.)]", line.text):
        return _row(page, index, Word(key.group(1), page.span(line, 0, key.end(1))), (), [])
    if number := OTHER_NUMBER.match(line.text):
        return _row(page, index, Word(number_in(number), page.span(line, 0, number.end("said"))), (), [])
    return None


def _row(page: Page, index: int, key: Word, groups: tuple[ShapeGroup, ...], content: list[Piece]) -> RowNode:
    for piece in content:
        warn_of_arrow(page, piece)
    below = _Below(content, [], [], [], {})
    child = index + 1
    while child < page.ends[index]:
        child = _read_below(page, index, child, below)
    text, same = _content(page, below.text)
    number = below.numbers[0] if below.numbers else None
    return RowNode(key, groups, text, same, tuple(below.cells), tuple(below.exits), number, page.span(page.lines[index]))


# ---- shapes


def _shape(page: Page, line: Line, tree: Branch) -> ShapeNode:
    lanes: list[LaneRef] = []
    kind: Kind | None = None
    text = ""
    for part in branches(tree):
        leaf = leaves(part)[0]
        if part.data == "lane":
            lanes.append(lane_ref(page, line, leaf))
        elif part.data == "kind":
            kind = cast(Kind, leaf.lower())
        else:
            text = plain_words(leaf[1:-1])
    start, end = _extent(tree)
    return ShapeNode(tuple(lanes), kind, text, page.span(line, line.text.rindex("@", 0, start), end))


def _extent(tree: Branch) -> tuple[int, int]:
    """Offsets of the first and behind the last token, blanks behind it left out."""
    tokens = [token for part in branches(tree) for token in leaves(part)]
    last = tokens[-1]
    return tokens[0].start_pos, last.start_pos + len(last.rstrip())


def lane_ref(page: Page, line: Line, token: Leaf) -> LaneRef:
    """The lane that a token names, quoted or not."""
    start = token.start_pos
    words = token.rstrip()
    is_quoted = token.type == "STRING"
    name = plain_words(words[1:-1] if is_quoted else words)
    span = page.span(line, start, start + len(words))
    if not name:
        page.error("pelaksana-kosong", f"Nama pelaksana {quoted(words)} kosong", span, "Tulis namanya di antara tanda kutip")
    return LaneRef(name, is_quoted, span)


def _word(page: Page, line: Line, token: Leaf) -> Word:
    start = token.start_pos
    words = token.rstrip(" ;")
    return Word(squeeze(words), page.span(line, start, start + len(words)))


# ---- lines below the head


def _read_below(page: Page, index: int, child: int, below: _Below) -> int:
    """Take the line `child` of the row at `index` into `below`; the index of the line after it."""
    line = page.lines[child]
    tree = read("row_line", line.text)
    if isinstance(tree, Refusal):
        fault = explained("row_line", line.text, tree)
        page.error(fault.code, fault.message, page.span(line, fault.start, fault.end), fault.hint)
        return page.ends[child]
    found = branches(tree)
    kind = found[0].data if found else "text"
    if kind == "cell":
        return _take_cell(page, child, found[0], below)
    if kind == "exit":
        below.exits.append(_exit(page, line, found[0]))
        return nothing_below(page, child)
    if kind == "number":
        _take_number(page, child, found[0], below)
        return nothing_below(page, child)
    return _take_text(page, index, child, kind == "item", below)


def _take_cell(page: Page, child: int, tree: Branch, below: _Below) -> int:
    keyword, *content = leaves(tree)
    pieces, after = text_below(page, child, value_piece(page, child, content[0] if content else None), "row")
    column = keyword.type.lower()
    text, same = _content(page, pieces, " ;" if column == "waktu" else " ")
    if not _seen_before(page, child, column, below):
        below.cells.append(CellNode(column, text, same, page.span(page.lines[child])))
    return after


def _take_number(page: Page, child: int, tree: Branch, below: _Below) -> None:
    _, *content = leaves(tree)
    if not _seen_before(page, child, "nomor", below) and content:
        number = _word(page, page.lines[child], content[0])
        below.numbers.extend([number] if number.text else [])


def _seen_before(page: Page, child: int, column: str, below: _Below) -> bool:
    line = page.lines[child]
    first = below.seen.setdefault(column, line)
    if first is line:
        return False
    key = key_of(line.text)
    hint = "Hapus salah satunya, atau gabungkan isinya"
    page.error("sel-ganda", f"{quoted(key + ':')} sudah ditulis di baris {first.number}", page.span(line, 0, len(key)), hint)
    return True


def _take_text(page: Page, index: int, child: int, is_item: bool, below: _Below) -> int:
    line = page.lines[child]
    if is_row(line.text):
        report_row(page, child, page.lines[index].text)
        return page.ends[child]
    if not is_item and _is_misread(page, line):
        return page.ends[child]
    if below.seen or below.exits:
        key = key_of(line.text)
        if key and not is_item:
            message = f"Kata kunci {quoted(key)} tidak dikenal di bawah baris kegiatan"
            page.error(UNKNOWN_KEYWORD, message, page.span(line, 0, len(key)), "Sel yang ada: " + ", ".join(CELLS))
        else:
            hint = "Bila ini lanjutan sel di atasnya, jorokkan lebih dalam daripada sel itu; bila bagian kegiatan, pindahkan ke atas selnya"
            page.error(NOT_UNDERSTOOD, f"{quoted(line.text)} tidak dimengerti di bawah baris kegiatan", page.span(line), hint)
        return page.ends[child]
    for each in range(child, page.ends[child]):
        if each == child and not is_item:
            below.text.append(Piece(page.lines[each]))
            continue
        check_line(page, each, page.lines[index].text, "row")
        below.text.append(Piece(page.lines[each]))
    return page.ends[child]


def _is_misread(page: Page, line: Line) -> bool:
    """Whether a line that reads as text was meant as something else; then it is reported."""
    key = key_of(line.text)
    if near := nearest(key, _ROW_KEYS, _NEAR) if key else "":
        page.error(UNKNOWN_KEYWORD, f"Kata kunci {quoted(key)} tidak dikenal", page.span(line, 0, len(key)), suggestion(near + ":"))
        return True
    if cell := meant(key, CELLS):
        message = f"Kata kunci {quoted(key)} tidak dikenal; baris ini terbaca sebagai teks kegiatan"
        page.warn(UNKNOWN_KEYWORD, message, page.span(line, 0, len(key)), suggestion(cell + ":"))
        return False
    if found := _NEAR_CELL.match(line.text):
        word, rest = cut(found.group()), line.text[found.end() :].strip()
        hint = f"Tulis: «{word.lower()}: {cut(rest)}»; bila memang teks kegiatan, satukan dengan baris di atasnya"
        page.error("titik-dua-hilang", f"Sesudah {quoted(word)} belum ada titik dua", page.span(line, 0, found.end()), hint)
        return True
    if found := _NEAR_EXIT.fullmatch(line.text):
        label, sign, goal = found.group("label", "sign", "goal")
        hint = f"Tulis: «{label.rstrip(' -–—=')} -> {goal}»; bila memang teks, tulis «{label}\\{sign.strip()}»"
        page.error("panah-hilang", f"{quoted(line.text)} di bawah baris kegiatan tidak berpanah", page.span(line), hint)
        return True
    if key.lower() in ("pelaksana", "kegiatan"):
        hint = "Tulis pelaksana dan kegiatannya di kepala baris: «1. @Petugas: Memeriksa berkas»"
        message = f"{quoted(key + ':')} tidak boleh berada di bawah baris kegiatan"
        page.error("kata-kunci-salah-tempat", message, page.span(line, 0, len(key)), hint)
        return True
    if key and is_statement(line.text):
        hint = f"Tulis di tepi kiri, sejajar dengan baris kegiatan; bila memang bagian teks kegiatan, tulis «{key}\\:»"
        if key.lower() == "catatan":
            hint = "Bila tentang baris ini saja, tulis «keterangan:»; catatan kaki ditulis di tepi kiri"
        message = f"{quoted(key + ':')} tidak boleh berada di bawah baris kegiatan"
        page.error("kata-kunci-salah-tempat", message, page.span(line, 0, len(key)), hint)
        return True
    return False


def _content(page: Page, pieces: list[Piece], strip: str = " ") -> tuple[Text, bool]:
    """The text, and whether it is only the mark of the same cell as above."""
    if not pieces or pieces[0].words != "^":
        return text_blocks(page, pieces, strip=strip), False
    if len(pieces) > 1:
        line = pieces[1].line
        hint = "Hapus «^», atau hapus isinya; bila «^» memang teks, tulis «\\^»"
        page.error("isi-sesudah-sama", f"Sel «^» sama dengan sel di atasnya, tidak bisa berisi {quoted(line.text)}", page.span(line), hint)
    return (), True


# ---- exits


def _exit(page: Page, line: Line, tree: Branch) -> ExitNode:
    parts = {part.data: part for part in branches(tree)}
    targets = parts["targets"]
    lane, label = _origin(page, line, parts)
    made = tuple(_target(page, line, each) for each in branches(targets) if each.data == "target")
    sides = [leaves(each)[1].lower() for each in branches(targets) if each.data == "side"]
    return ExitNode(lane, label, made, cast(Side, sides[0]) if sides else None, page.span(line))


def _origin(page: Page, line: Line, parts: dict[str, Branch]) -> tuple[LaneRef | None, Word]:
    nothing = Word("", page.span(line, 0, 1))
    if whole := parts.get("lane_and_label"):
        words = leaves(whole)[0].rstrip()
        start = leaves(whole)[0].start_pos
        return LaneRef(squeeze(words), False, page.span(line, start, start + len(words))), nothing
    if both := parts.get("lane_then_label"):
        lane, *label = leaves(both)
        return lane_ref(page, line, lane), _label(page, line, label[0]) if label else nothing
    if label_only := parts.get("label"):
        return None, _label(page, line, leaves(label_only)[0])
    return None, nothing


def _label(page: Page, line: Line, token: Leaf) -> Word:
    start = token.start_pos
    words = token.rstrip()
    return Word(plain_words(unquoted(words)), page.span(line, start, start + len(words)))


def _target(page: Page, line: Line, tree: Branch) -> Target:
    inner = branches(tree)
    if inner:
        key, *lane = leaves(inner[0])
        reference = lane_ref(page, line, lane[0]) if lane else None
        end = reference.span if reference else page.span(line, key.start_pos, key.end_pos)
        return Target("row", str(key), reference, _joined(page.span(line, key.start_pos, key.end_pos), end))
    word, *name = leaves(tree)
    if word.type != "TARGET_SOP":
        return Target("end" if word.type == "SELESAI" else "next", "", None, page.span(line, word.start_pos, word.end_pos))
    target = name[0]
    words = target.rstrip(" ;")
    title = plain_words(words[1:-1] if target.type == "STRING" else words)
    if not title:
        page.error("sasaran-kosong", "Nama SOP sesudah «sop:» kosong", page.span(line, word.start_pos), "Tulis namanya: «-> sop: Nama SOP»")
    return Target("sop", title, None, page.span(line, word.start_pos, target.start_pos + len(words)))


def _joined(first: Span, last: Span) -> Span:
    return first._replace(length=last.column + last.length - first.column)
