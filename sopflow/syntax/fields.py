"""Statements that are not rows: identity, boxes, headings, signers, approval sheet, style.

In: the page, the index of the keyword's line, and its tree. Out: a `FieldNode` (or `IncludeNode`) and the index of the next line.
"""

from sopflow.richtext import Text
from sopflow.syntax.ast import FieldNode, IncludeNode, Word
from sopflow.syntax.blocks import Piece, line_blocks, plain_blocks, text_blocks
from sopflow.syntax.grammar import Branch, Leaf, Refusal, branches, leaves, read
from sopflow.syntax.inline import squeeze, unescape
from sopflow.syntax.lines import Line, Page
from sopflow.syntax.texts import explained, nothing_below, text_below, value_piece
from sopflow.syntax.words import NOT_UNDERSTOOD, UNKNOWN_KEYWORD, key_of, nearest, quoted, suggestion

_SIGNER_KEYS = ("nama", "pangkat", "nip")
_PLACE_KEYS = ("tempat", "tanggal")
_NESTED_SETTINGS = ("judul", "lebar")
_PLAIN_ENDS = " ;"


def entry(page: Page, index: int, tree: Branch) -> tuple[FieldNode, int]:
    """A value of one line: a number, a date, a file."""
    keyword, value = _keyword_and_value(page, index, tree)
    pieces, after = text_below(page, index, value, "value")
    return _field(page, index, keyword, plain_blocks(page, pieces)), after


def office(page: Page, index: int, tree: Branch) -> tuple[FieldNode, int]:
    """Printed lines, one for each line."""
    keyword, value = _keyword_and_value(page, index, tree)
    pieces, after = text_below(page, index, value, "value")
    return _field(page, index, keyword, line_blocks(page, pieces)), after


def box(page: Page, index: int, tree: Branch) -> tuple[FieldNode, int]:
    """A free text."""
    keyword, value = _keyword_and_value(page, index, tree)
    pieces, after = text_below(page, index, value, "box")
    return _field(page, index, keyword, text_blocks(page, pieces)), after


def titled(page: Page, index: int, tree: Branch) -> tuple[FieldNode, int]:
    """A title on the keyword's line, a free text below it."""
    keyword, value = _keyword_and_value(page, index, tree)
    pieces, after = text_below(page, index, [], "box")
    if keyword.type == "ISIAN" and not value:
        hint = "Tulis judulnya di baris itu: «isian: Pengertian»"
        page.error("judul-kosong", f"{quoted(keyword)} belum berjudul", page.span(page.lines[index]), hint)
    return _field(page, index, keyword, text_blocks(page, value, lists=False) + text_blocks(page, pieces)), after


def heading(page: Page, index: int, tree: Branch) -> tuple[FieldNode, int]:
    """A title under which lines of the file may stand: the index after it is that of the first of these."""
    keyword, pieces = _keyword_and_value(page, index, tree)
    numbers: list[FieldNode] = []
    child = index + 1
    while child < page.ends[index]:
        number = None if keyword.type == "SOP" else _number(page, child)
        if number:
            numbers.append(number)
        elif _is_plain(page.lines[child].text):
            pieces.extend(Piece(line) for line in page.lines[child : page.ends[child]])
        else:
            break
        child = nothing_below(page, child) if number else page.ends[child]
    return _field(page, index, keyword, text_blocks(page, pieces, lists=False), tuple(numbers)), child


def _number(page: Page, index: int) -> FieldNode | None:
    tree = read("numbered_line", page.lines[index].text)
    found = [] if isinstance(tree, Refusal) else branches(tree)
    if not found:
        return None
    keyword, value = _keyword_and_value(page, index, found[0])
    return _field(page, index, keyword, plain_blocks(page, value))


def _is_plain(text: str) -> bool:
    """Whether a line is neither a statement nor one gone wrong."""
    tree = read("statement", text)
    if not isinstance(tree, Refusal):
        return False
    from sopflow.syntax.faults import is_plain  # most texts need nothing of it

    return is_plain(text, tree)


def include(page: Page, index: int, tree: Branch) -> tuple[IncludeNode | None, int]:
    """The path of another file."""
    line = page.lines[index]
    _, *values = leaves(tree)
    after = nothing_below(page, index)
    words = values[0].rstrip(_PLAIN_ENDS) if values else ""
    path = (words[1:-1] if values and values[0].type == "STRING" else words).strip()
    if not path:
        page.error("berkas-kosong", "«gunakan:» belum menyebut berkasnya", page.span(line), "Tulis namanya: «gunakan: dinas.sop»")
        return None, after
    start = values[0].start_pos
    return IncludeNode(Word(path, page.span(line, start, start + len(words))), page.span(line)), after


# ---- signers


def signed(page: Page, index: int, tree: Branch) -> tuple[FieldNode, int]:
    """`disahkan oleh:` with name, rank and NIP below it."""
    keyword, value = _keyword_and_value(page, index, tree)
    return _signer(page, index, keyword, value), page.ends[index]


def _signer(page: Page, index: int, keyword: Leaf, position: list[Piece]) -> FieldNode:
    children: list[FieldNode] = []
    for child in page.below(index):
        line = page.lines[child]
        tree = read("signer_line", line.text)
        kind = "" if isinstance(tree, Refusal) else tree.data
        if not isinstance(tree, Refusal) and kind == "signer":
            children.append(_signer_part(page, child, tree))
        elif kind == "plain" and not children:
            position.extend(Piece(each) for each in page.lines[child : page.ends[child]])
        else:
            _unknown_part(page, line, _SIGNER_KEYS)
    return _field(page, index, keyword, text_blocks(page, position, lists=False, strip=_PLAIN_ENDS), tuple(children))


def _signer_part(page: Page, index: int, tree: Branch) -> FieldNode:
    keyword, value = _keyword_and_value(page, index, tree)
    pieces, _ = text_below(page, index, value, "value")
    text = plain_blocks(page, pieces) if keyword.type == "NIP" else text_blocks(page, pieces, lists=False, strip=_PLAIN_ENDS)
    return _field(page, index, keyword, text)


def _unknown_part(page: Page, line: Line, known: tuple[str, ...]) -> None:
    if key := key_of(line.text):
        near = nearest(key, known)
        hint = suggestion(near + ":") if near else "Yang ada di sini: " + ", ".join(known)
        page.error(UNKNOWN_KEYWORD, f"Kata kunci {quoted(key)} tidak dikenal di sini", page.span(line, 0, len(key)), hint)
    else:
        hint = "Tulis kata kunci di depannya: " + ", ".join(known)
        page.error(NOT_UNDERSTOOD, f"{quoted(line.text)} tidak dimengerti di sini", page.span(line), hint)


def approval(page: Page, index: int, tree: Branch) -> tuple[FieldNode, int]:
    """`lembar pengesahan:` with place, date and signers below it."""
    keyword, value = _keyword_and_value(page, index, tree)
    children: list[FieldNode] = []
    for child in page.below(index):
        line = page.lines[child]
        below = read("approval_line", line.text)
        if isinstance(below, Refusal) or below.data == "plain":
            if children or not value:
                _unknown_part(page, line, (*_PLACE_KEYS, "mengetahui", "menyetujui"))
            else:
                value.extend(Piece(each) for each in page.lines[child : page.ends[child]])
        elif below.data == "place":
            children.append(entry(page, child, below)[0])
        elif part := _role(page, child, below):
            children.append(part)
    return _field(page, index, keyword, text_blocks(page, value, lists=False), tuple(children)), page.ends[index]


def _role(page: Page, index: int, tree: Branch) -> FieldNode | None:
    keyword, value = _keyword_and_value(page, index, tree)
    near = nearest(_name(keyword), _PLACE_KEYS)
    if near and page.ends[index] == index + 1:
        _unknown_part(page, page.lines[index], _PLACE_KEYS)
        return None
    return _signer(page, index, keyword, value)


# ---- style


def style(page: Page, index: int, tree: Branch) -> tuple[FieldNode, int]:
    """`gaya:` with its settings."""
    keyword, value = _keyword_and_value(page, index, tree)
    settings = [_setting(page, index, each, on_line=True) for each in branches(tree)]
    for child in page.below(index):
        line = page.lines[child]
        below = read("style_line", line.text)
        if isinstance(below, Refusal):
            _report(page, line, "style_line", below)
        else:
            settings.append(_setting(page, child, branches(below)[0], on_line=False))
    return _field(page, index, keyword, plain_blocks(page, value), tuple(settings)), page.ends[index]


def _setting(page: Page, index: int, tree: Branch, on_line: bool) -> FieldNode:
    """A setting; one that stands on the line of `gaya:` itself has nothing below it."""
    keyword, value = _keyword_and_value(page, index, tree)
    if on_line:
        return _field(page, index, keyword, plain_blocks(page, value))
    if _name(keyword) not in _NESTED_SETTINGS:
        pieces, _ = text_below(page, index, value, "value")
        return _field(page, index, keyword, plain_blocks(page, pieces))
    children = tuple(made for child in page.below(index) if (made := _style_entry(page, child)))
    return _field(page, index, keyword, plain_blocks(page, value), children)


def _style_entry(page: Page, index: int) -> FieldNode | None:
    line = page.lines[index]
    tree = read("entry_line", line.text)
    if isinstance(tree, Refusal):
        _report(page, line, "entry_line", tree)
        return None
    keyword, value = _keyword_and_value(page, index, tree)
    pieces, _ = text_below(page, index, value, "value")
    return _field(page, index, keyword, text_blocks(page, pieces, lists=False, strip=_PLAIN_ENDS))


# ---- parts of a field


def _keyword_and_value(page: Page, index: int, tree: Branch) -> tuple[Leaf, list[Piece]]:
    keyword, *values = leaves(tree)
    return keyword, value_piece(page, index, values[0] if values else None)


def _name(keyword: Leaf) -> str:
    """The canonical name of a keyword, or a free one in lower case."""
    if keyword.type == "ANY_KEY":
        return squeeze(unescape(keyword[:-1])).lower()
    return keyword.type.lower().replace("_", " ")


def _typed(page: Page, index: int, keyword: Leaf) -> Word:
    start = keyword.start_pos
    words = keyword.removesuffix(":").rstrip()
    return Word(words, page.span(page.lines[index], start, start + len(words)))


def _field(page: Page, index: int, keyword: Leaf, text: Text, children: tuple[FieldNode, ...] = ()) -> FieldNode:
    return FieldNode(_name(keyword), _typed(page, index, keyword), text, children, page.span(page.lines[index]))


def _report(page: Page, line: Line, start: str, refusal: Refusal) -> None:
    fault = explained(start, line.text, refusal)
    page.error(fault.code, fault.message, page.span(line, fault.start, fault.end), fault.hint)
