"""The lines of a text below its keyword, and a look at those of them that were probably meant for something else.

In: the page and the index of the keyword's line. Out: the pieces of its text, and the index of the line after it.
"""

from typing import TYPE_CHECKING, Literal

from sopflow.expressions import expression
from sopflow.syntax.blocks import Piece, list_mark
from sopflow.syntax.grammar import Leaf, Refusal, branches, leaves, read
from sopflow.syntax.lines import Page
from sopflow.syntax.words import NOT_UNDERSTOOD, key_of, quoted

if TYPE_CHECKING:
    from sopflow.syntax.faults import Fault

Place = Literal["row", "box", "value"]
"""What a text is in: cells and the kegiatan of a row; boxes of free text; values of a few words."""

_ARROW_SIGN = expression("[>→⇒⟶➔➙➜➝➞➡\uf0e0]")


def value_piece(page: Page, index: int, token: Leaf | None) -> list[Piece]:
    """What stands on the keyword's own line."""
    return [Piece(page.lines[index], token.start_pos)] if token else []


def text_below(page: Page, index: int, value: list[Piece], place: Place) -> tuple[list[Piece], int]:
    """`value` and the lines that go on with it or stand below the keyword at `index`; the index of the line after them."""
    end = page.ends[index]
    if place != "value":
        end = end_of_list(page, index, value)
    owner = key_of(page.lines[index].text) or page.lines[index].text
    pieces = list(value)
    for child in range(index + 1, end):
        check_line(page, child, owner, place)
        pieces.append(Piece(page.lines[child]))
    return pieces, end


def end_of_list(page: Page, index: int, value: list[Piece]) -> int:
    """Where the text ends, list items at the keyword's own indentation included: so lists come when they are pasted."""
    end = page.ends[index]
    if value and not list_mark(value[0])[0]:
        return end
    indent = page.lines[index].indent
    while end < len(page.lines) and page.lines[end].indent == indent and is_item(page, end):
        end = page.ends[end]
    return end


def nothing_below(page: Page, index: int) -> int:
    """The index of the line after `index`; a line that stands below it, though it takes nothing, is reported."""
    if page.ends[index] > index + 1:
        line = page.lines[index + 1]
        message = f"{quoted(line.text)} menjorok di bawah {quoted(page.lines[index].text)} yang tidak punya isi"
        page.error(NOT_UNDERSTOOD, message, page.span(line), "Sejajarkan dengan baris di atasnya")
    return page.ends[index]


def is_item(page: Page, index: int) -> bool:
    """Whether the line is an item of a list, not the head of a row."""
    piece = Piece(page.lines[index])
    mark, words = list_mark(piece)
    return bool(mark) and not piece.words.startswith("@", words)


def check_line(page: Page, index: int, owner: str, place: Place) -> None:
    """Report the line of a text that reads like a statement: its indentation is probably a slip."""
    line = page.lines[index]
    if is_row(line.text):
        report_row(page, index, owner)
    elif key := key_of(line.text):
        _check_keyword(page, index, key, owner, place)
    if place == "row" and _ARROW_SIGN.search(line.text):
        warn_of_arrow(page, Piece(line))


def _check_keyword(page: Page, index: int, key: str, owner: str, place: Place) -> None:
    line = page.lines[index]
    if not (is_cell(line.text) if place == "row" else is_statement(line.text)):
        return
    message = f"{quoted(key + ':')} menjorok sehingga terbaca sebagai isi {quoted(owner)}"
    hint = f"Sejajarkan dengan {quoted(owner)}; bila memang isinya, tulis «{key}\\:»"
    note = page.warn if place == "box" else page.error
    note("kata-kunci-menjorok", message, page.span(line, 0, len(key)), hint)


def warn_of_arrow(page: Page, piece: Piece) -> None:
    """Warn of an exit within a text."""
    tree = read("row_line", piece.words) if _ARROW_SIGN.search(piece.words) else None
    if tree is None or isinstance(tree, Refusal):
        return
    found = branches(tree)
    if found and found[0].data == "item":
        words = leaves(found[0])[1]
        warn_of_arrow(page, Piece(piece.line, piece.offset + words.start_pos))
    elif found and found[0].data == "exit":
        hint = "Tulis panah di barisnya sendiri di bawah kegiatan; bila memang teks, tulis «\\->»"
        page.warn("panah-dalam-teks", f"Panah di {quoted(piece.words)} terbaca sebagai teks", page.span(piece.line, piece.offset), hint)


def is_statement(text: str) -> bool:
    """Whether it is a line of the file."""
    return not isinstance(read("statement", text), Refusal)


def is_cell(text: str) -> bool:
    """Whether it is a cell of a row."""
    tree = read("row_line", text)
    return not isinstance(tree, Refusal) and any(each.data == "cell" for each in branches(tree))


def report_row(page: Page, index: int, owner: str) -> None:
    """Report the head of a row that stands below something that holds no rows."""
    line = page.lines[index]
    message = f"Baris kegiatan {quoted(line.text)} menjorok terlalu dalam sehingga menjadi isi {quoted(owner)}"
    page.error("baris-menjorok", message, page.span(line), "Sejajarkan dengan baris kegiatan yang lain")


def is_row(text: str) -> bool:
    """Whether it is the head of a row."""
    if "@" not in text:
        return False
    tree = read("statement", text)
    return not isinstance(tree, Refusal) and branches(tree)[0].data == "row"


def explained(start: str, text: str, refusal: Refusal) -> "Fault":
    """What is wrong with a line that the rule `start` refuses; a correct text needs no explanations, nor the module that gives them."""
    from sopflow.syntax.faults import explain

    return explain(start, text, refusal)
