"""`pelaksana:` and the lanes below it.

In: the page, the index of the keyword's line, and its tree. Out: a `LanesNode` (None when no lane is named) and the index of the next line.
"""

from sopflow.syntax.ast import LaneNode, LanesNode, Word
from sopflow.syntax.grammar import Branch, Leaf, Refusal, leaves, read
from sopflow.syntax.inline import plain_words
from sopflow.syntax.lines import Page
from sopflow.syntax.texts import end_of_list, explained
from sopflow.syntax.words import key_of, quoted


def lanes(page: Page, index: int, tree: Branch) -> tuple[LanesNode | None, int]:
    """The lanes below `pelaksana:`."""
    line = page.lines[index]
    _, *words = leaves(tree)
    if words:
        start = words[0].start_pos
        hint = "Tulis tiap pelaksana di barisnya sendiri, menjorok di bawah «pelaksana:»"
        page.error(
            "pelaksana-tidak-dimengerti", f"{quoted(words[0])} tidak boleh sebaris dengan «pelaksana:»", page.span(line, start), hint
        )
        return None, page.ends[index]
    end = end_of_list(page, index, [])
    made: list[LaneNode] = []
    child = index + 1
    while child < end:
        made.extend(_lane(page, child, ""))
        child = page.ends[child]
    return (LanesNode(tuple(made), page.span(line)) if made else None), end


def _lane(page: Page, index: int, group: str) -> list[LaneNode]:
    """The lane of a line, or those of the group it begins."""
    line = page.lines[index]
    tree = read("lane_line", line.text)
    if isinstance(tree, Refusal):
        fault = explained("lane_line", line.text, tree)
        page.error(fault.code, fault.message, page.span(line, fault.start, fault.end), fault.hint)
        return []
    words = [each for each in leaves(tree) if each.type != "MARKER"]
    if tree.data == "lane_group":
        return _group(page, index, _word(page, index, words[0]), group)
    name = _word(page, index, words[-1])
    alias = _alias(page, index, words[0]) if tree.data == "lane_alias" else None
    return [LaneNode(alias, _continued(page, index, name), group)]


def _group(page: Page, index: int, name: Word, outer: str) -> list[LaneNode]:
    if outer:
        hint = "Sejajarkan dengan kelompok di atasnya; kelompok hanya satu tingkat"
        page.error("kelompok-bertingkat", f"Kelompok {quoted(name.text)} berada di dalam kelompok {quoted(outer)}", name.span, hint)
    elif page.ends[index] == index + 1:
        hint = "Tulis namanya sesudah titik dua, atau jorokkan anggota kelompoknya di bawahnya"
        page.error("pelaksana-kosong", f"{quoted(name.text + ':')} tidak punya nama dan tidak punya anggota", name.span, hint)
    made: list[LaneNode] = []
    for child in page.below(index):
        if not outer or page.ends[child] == child + 1:  # what is nested deeper still is part of the same mistake
            made.extend(_lane(page, child, outer or name.text))
    return made


def _alias(page: Page, index: int, token: Leaf) -> Word:
    alias = _word(page, index, token)
    if " " in alias.text:
        hint = "Alias satu kata saja, misalnya «kadis: Kepala Dinas»; nama yang mengandung titik dua diapit tanda kutip"
        page.error("alias-lebih-dari-satu-kata", f"Alias {quoted(alias.text)} lebih dari satu kata", alias.span, hint)
    return alias


def _continued(page: Page, index: int, name: Word) -> Word:
    """The name with the lines that go on with it."""
    words = [name.text]
    for child in range(index + 1, page.ends[index]):
        line = page.lines[child]
        if key_of(line.text):
            message = f"{quoted(line.text)} menjorok di bawah pelaksana {quoted(name.text)}"
            hint = f"Bila {quoted(name.text)} nama kelompok, akhiri dengan titik dua; bila bukan, sejajarkan kedua baris"
            page.error("pelaksana-tidak-dimengerti", message, page.span(line), hint)
            break
        words.append(plain_words(line.text.rstrip(" ;")))
    return name._replace(text=" ".join(words))


def _word(page: Page, index: int, token: Leaf) -> Word:
    start = token.start_pos
    words = token.rstrip(" ;")
    text = plain_words(words[1:-1] if token.type == "STRING" else words)
    span = page.span(page.lines[index], start, start + len(words))
    if not text:
        page.error("pelaksana-kosong", f"Nama pelaksana {quoted(token)} kosong", span, "Tulis namanya, atau hapus baris ini")
    return Word(text, span)


def rows_mark(page: Page, index: int, tree: Branch) -> int:
    """The index of the line after `kegiatan:`; rows may stand indented below it."""
    _, *words = leaves(tree)
    if words:
        hint = "Tulis kegiatan di baris berikutnya: «1. @Pelaksana: …»"
        start = words[0].start_pos
        page.error(
            "isi-tak-terduga", f"{quoted(words[0])} tidak boleh sebaris dengan «kegiatan:»", page.span(page.lines[index], start), hint
        )
    return index + 1
