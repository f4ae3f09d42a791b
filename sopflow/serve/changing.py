"""Changes of the text that the page offers on a button: rows inserted, moved and deleted, templates, the canonical form.

In: a text and the line of the cursor. Out: edits, and where the cursor then stands. Rows are numbered anew and arrows follow
(sopflow/services/rows.py); a template is put in as a row first, and its other lines are then written below it.
"""

from collections.abc import Callable

from sopflow.format.arrows import lane_word
from sopflow.richtext import plain
from sopflow.serve.jobs import CantDo
from sopflow.services import TextEdit, apply_edits, delete_row, insert_row, move_row, reformat
from sopflow.services.index import Index, lanes_of, read_index
from sopflow.services.places import difference, lines_of
from sopflow.syntax.ast import RowNode
from sopflow.values import NamedTuple

IDENTITY = """\
instansi: Nama Instansi
nomor:
tanggal pembuatan:
tanggal revisi:
tanggal efektif:
disahkan oleh: Jabatan
  nama: Nama Pejabat
  nip:
dasar hukum:
  - Peraturan
kualifikasi pelaksana:
  - Kualifikasi
keterkaitan:
  - SOP
peralatan:
  - Peralatan
peringatan: Peringatan
pencatatan:
  - Pencatatan
""".splitlines()
"""The identity page's fields, to be filled in."""


class Change(NamedTuple):
    """`line` and `column` of the cursor afterwards, in the new text."""

    edits: tuple[TextEdit, ...]
    line: int
    column: int


class _At(NamedTuple):
    """The text and the line that the cursor stands on."""

    text: str
    line: int
    root: str | None


def change(name: str, text: str, line: int, root: str | None) -> Change:
    """The change with this name (CHANGES). CantDo when there is nothing that it could change."""
    after, cursor = CHANGES[name](_At(text, line, root))
    lines = lines_of(after)
    cursor = min(max(cursor, 0), len(lines) - 1)
    return Change(difference(text, after), cursor, len(lines[cursor]))


_Changed = tuple[str, int]
"""The new text and the line of the cursor."""


# ---- rows


def _move(at: _At, steps: int) -> _Changed:
    row = _row(at)
    after = apply_edits(at.text, move_row(at.text, at.line, steps, at.root))
    if after == at.text:
        raise CantDo("Baris ini sudah di ujung tabelnya")
    like = [each for each in read_index(after, at.root).rows() if _words(each) == _words(row)]
    return after, min((each.span.line - 1 for each in like), key=lambda line: abs(line - at.line), default=at.line)


def _words(row: RowNode) -> str:
    return plain(row.text, "\n")


def _delete(at: _At) -> _Changed:
    row = _row(at)
    return apply_edits(at.text, delete_row(at.text, at.line, at.root)), row.span.line - 1


def _row(at: _At) -> RowNode:
    row = read_index(at.text, at.root).row(at.line)
    if row is None:
        raise CantDo("Letakkan kursor pada baris kegiatan dulu")
    return row


# ---- templates


def _insert_row(at: _At) -> _Changed:
    return _with_rows(at, lambda lane, _other, _before: [f"@{lane}: "])


def _insert_decision(at: _At) -> _Changed:
    return _with_rows(
        at, lambda lane, _other, before: [f"@{lane}: Memeriksa ", f"   tidak -> {before}" if before else "   tidak -> selesai"]
    )


def _insert_fork(at: _At) -> _Changed:
    return _with_rows(at, lambda lane, other, _before: [f"@{lane} & @{other}: Mengerjakan bagian masing-masing"])


def _with_rows(at: _At, words: Callable[[str, str, str], list[str]]) -> _Changed:
    """A row behind that of the cursor. `words`: its lines behind the key, made of its lane, another lane and the key
    of the row before."""
    index = read_index(at.text, at.root)
    lane, other = _lanes(index, at.line)
    head, *_ = words(lane, other, "")
    before = index.rows()
    if not before:
        return _behind(at.text, [f"1. {head}"])
    after = apply_edits(at.text, insert_row(at.text, at.line, head, at.root))
    rows = read_index(after, at.root).rows()
    place = _new_place(before, rows)
    _, *below = words(lane, other, rows[place - 1].key.text if place else "")
    lines = lines_of(after)
    new = rows[place].span.line
    return "\n".join([*lines[:new], *below, *lines[new:]]), new - 1


def _new_place(before: list[RowNode], after: list[RowNode]) -> int:
    """Which of the rows is the new one: the first that was not there."""
    same = (_words(old) == _words(new) and len(old.groups) == len(new.groups) for old, new in zip(before, after, strict=False))
    return next((place for place, is_same in enumerate(same) if not is_same), len(after) - 1)


def _lanes(index: Index, line: int) -> tuple[str, str]:
    """The lane of the row at the cursor, and another one of its table, as they are typed behind an `@`."""
    table = index.table(line) or (index.tables[0] if index.tables else None)
    if table is None:
        return "Pemohon", "Petugas"
    lanes = [lane_word(lane.word) for lane in lanes_of(table)]
    row = index.row(line) or table.rows[-1]
    named = [ref.name for group in row.groups for shape in group for ref in shape.lanes]
    own = named[0] if named else lanes[0] if lanes else "Petugas"
    others = [lane for lane in lanes if lane.casefold() != own.casefold()]
    return own, others[0] if others else "Pelaksana lain"


def _insert_stage(at: _At) -> _Changed:
    index = read_index(at.text, at.root)
    row = index.row(at.line) or next((row for row in index.rows() if row.span.line > at.line), None)
    if row is None:
        raise CantDo("Letakkan kursor pada baris kegiatan dulu")
    lines, place = lines_of(at.text), row.span.line - 1
    return "\n".join([*lines[:place], "tahap: Judul tahap", *lines[place:]]), place


def _insert_identity(at: _At) -> _Changed:
    index = read_index(at.text, at.root)
    if index.fields("instansi") or index.fields("nomor"):
        raise CantDo("Bagian identitas sudah ada; lihat kerangka di samping")
    lines = lines_of(at.text)
    place = next((field.span.line for field in index.fields("sop")), 0)
    return "\n".join([*lines[:place], *IDENTITY, "", *lines[place:]]), place


def _behind(text: str, lines: list[str]) -> _Changed:
    before = lines_of(text.rstrip()) if text.strip() else []
    return "\n".join([*before, *lines, ""]), len(before)


# ---- the whole text


def _tidy(at: _At) -> _Changed:
    edits = reformat(at.text, at.root)
    if edits is None:
        raise CantDo("Perbaiki dulu galatnya; teks yang keliru tidak dirapikan")
    return apply_edits(at.text, edits), at.line


CHANGES: dict[str, Callable[[_At], _Changed]] = {
    "up": lambda at: _move(at, -1),
    "down": lambda at: _move(at, 1),
    "delete": _delete,
    "tidy": _tidy,
    "insertRow": _insert_row,
    "insertDecision": _insert_decision,
    "insertFork": _insert_fork,
    "insertStage": _insert_stage,
    "insertIdentity": _insert_identity,
}
"""The changes by the names that the page uses."""
