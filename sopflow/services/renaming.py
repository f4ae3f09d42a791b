"""From a name to its definition, to its other mentions, and to another name.

In: a text and a cursor. Out: ranges and edits.
"""

import re

from sopflow.format.arrows import lane_word
from sopflow.resolve.report import fold
from sopflow.services.index import HERE, Index, NamedLane, lanes_of, read_index
from sopflow.services.mentions import Mention, lane_id, longest_lane, mention_at, mentions
from sopflow.services.places import Range, TextEdit

_ROW_KEY = re.compile(r"\w+(\.\w+)*")


class CannotRename(ValueError):
    """The new name can't be used, or there is nothing to rename; the message says why, in Indonesian."""


def definition(text: str, line: int, column: int, root: str | None = None) -> Range | None:
    """Where the row, lane or procedure under the cursor is defined; a lane of no list where it stands first."""
    index = read_index(text, root)
    at = mention_at(index, line, column)
    same = sorted(_same(index, at), key=lambda each: each.range) if at else []
    defined = [each for each in same if each.place == "definition"]
    if at and at.sort == "lane":
        return defined[-1].range if defined else same[0].range  # the name, which stands behind the alias
    return defined[0].range if defined else None


def references(text: str, line: int, column: int, root: str | None = None) -> tuple[Range, ...]:
    """Every mention of what is under the cursor, its definition included, in the order of the text."""
    index = read_index(text, root)
    at = mention_at(index, line, column)
    return tuple(sorted({each.range for each in _same(index, at)}, key=lambda each: (each.file, each))) if at else ()


def renamable(text: str, line: int, column: int, root: str | None = None) -> Range | None:
    """The name under the cursor that `rename` would change; None when there is none."""
    at = mention_at(read_index(text, root), line, column)
    return at.range if at else None


def rename(text: str, line: int, column: int, new: str, root: str | None = None) -> tuple[TextEdit, ...]:
    """Gives the row, lane or procedure under the cursor another name, wherever it is mentioned. A lane's alias and its full name are
    renamed apart. Raises CannotRename."""
    index = read_index(text, root)
    at = mention_at(index, line, column)
    new = " ".join(new.split())
    if at is None:
        raise CannotRename("Di sini tidak ada nama baris, pelaksana, atau SOP")
    if not new:
        raise CannotRename("Nama baru belum ditulis")
    same = [each for each in _same(index, at) if each.form == at.form]
    if any(each.range.file != HERE for each in same):
        raise CannotRename("Nama ini berasal dari berkas lain; ubah di berkas itu")
    _check(index, at, new)
    return tuple(TextEdit(each.range, _written(index, each, new)) for each in sorted(same, key=lambda each: each.range))


def _same(index: Index, at: Mention) -> list[Mention]:
    return [each for each in mentions(index) if each.of == at.of]


def _check(index: Index, at: Mention, new: str) -> None:
    others = {each.of for each in mentions(index) if each.sort == at.sort and each.of != at.of}
    if at.sort == "row":
        if not _ROW_KEY.fullmatch(new):
            raise CannotRename("Nomor baris hanya boleh berisi huruf, angka, «_», dan titik di tengah")
        if f"{at.of.rpartition(':')[0]}:{fold(new)}" in others:
            raise CannotRename(f"Nomor «{new}» sudah dipakai baris lain")
    elif at.sort == "sop" and f"sop:{fold(new)}" in others:
        raise CannotRename(f"Nama «{new}» sudah dipakai SOP lain")
    elif at.form == "alias" and not re.fullmatch(r"[^\s:@&+(\"“”„,;#^-][^\s:@&+(\"“”„,;]*", new):
        raise CannotRename("Alias hanya satu kata tanpa tanda baca")
    elif at.sort == "lane" and any(
        fold(new) in (fold(lane.word), fold(lane.name)) for lane in _lanes(index) if lane_id(lane.span) != at.of
    ):
        raise CannotRename(f"Nama «{new}» sudah dipakai pelaksana lain")


def _lanes(index: Index) -> list[NamedLane]:
    return [lane for table in index.tables for lane in lanes_of(table)]


def _written(index: Index, mention: Mention, new: str) -> str:
    """The new name as it is written at a mention."""
    if mention.sort == "row":
        return new
    if mention.sort == "sop":
        was = index.lines[mention.range.line][mention.range.column : mention.range.end_column]
        return f'"{new}"' if was[:1] in ('"', "“", "”", "„") else new
    if mention.place == "definition":
        return f'"{new}"' if ":" in new else new
    word = lane_word(new, in_target=mention.place == "target")
    return f'"{new}"' if word == new and mention.place == "exit" and _reads_on(index, mention, new) else word


def _reads_on(index: Index, mention: Mention, new: str) -> bool:
    """Whether the words behind an unquoted lane of an exit would make it another, longer name."""
    behind = index.lines[mention.range.line][mention.range.end_column :].split()
    known = {fold(word) for lane in _lanes(index) for word in (lane.word, lane.name)} | {fold(new)}
    return longest_lane(new.split() + behind, known) > len(new.split())
