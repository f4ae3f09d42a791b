"""Statements in the canonical form, one after the other.

In: the page of a file without mistakes, and the names of its tables. Out: `Section` values: what each statement is, and its lines.
Always holds: every line of the page is the origin of at least one written line.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from sopflow.format.arrows import exit_line, row_head
from sopflow.format.names import NO_NAMES, Names
from sopflow.format.paragraphs import STEP, VALUE_ENDS, Writer, Written
from sopflow.syntax.grammar import Refusal, branches, leaves, read
from sopflow.syntax.inline import plain_words, squeeze
from sopflow.syntax.lines import Page
from sopflow.syntax.texts import end_of_list, value_piece
from sopflow.syntax.words import CELLS, QUOTES
from sopflow.values import NamedTuple

if TYPE_CHECKING:
    from sopflow.syntax.grammar import Branch, Leaf

ROW_STEP = 3
"""Columns of a row's cells: under the shapes of rows 1 to 9."""

_ORDER = (*CELLS, "nomor")
_NESTED_SETTINGS = ("judul", "lebar")

Lines = list[Written]


class Section(NamedTuple):
    """A statement as it is written. `kind`: the rule or the keyword that says how it is set apart from its neighbours."""

    kind: str
    lines: Lines
    has_cells: bool = False


class Head(NamedTuple):
    """What a line begins with, up to its colon, and where its value begins in the source (None: it has none)."""

    words: str
    offset: int | None


def sections(page: Page, names: dict[int, Names]) -> Iterator[Section]:
    """The statements of the page. ValueError when a line of it is not of the language."""
    index = 0
    while index < len(page.lines):
        tree = _understood("statement", page.lines[index].text)
        statement = branches(tree)[0]
        if statement.data == "row":
            section, index = _row(page, index, statement, names.get(page.lines[index].number, NO_NAMES)), page.ends[index]
        else:
            section, index = _WRITERS[str(statement.data)](page, index, statement)
        yield section


def _understood(start: str, text: str) -> "Branch":
    tree = read(start, text)
    if isinstance(tree, Refusal):
        raise ValueError(f"not a line of the language: {text!r}")
    return tree


# ---- keywords and values


def _keyword(token: "Leaf") -> str:
    """A keyword as it is written; free words as they were typed."""
    return token.removesuffix(":").rstrip() if token.type == "ANY_KEY" else token.type.lower().replace("_", " ")


def _head(tree: "Branch") -> Head:
    keyword, *values = leaves(tree)
    return Head(f"{_keyword(keyword)}:", (values[0].start_pos or 0) if values else None)


def _begun(page: Page, index: int, head: Head, indent: int, lists: bool = False, strip: str = "") -> Writer:
    """A writer that has written the keyword's line."""
    writer = Writer(page, indent + STEP, lists, strip)
    writer.begin(head.words, index, head.offset, indent)
    return writer


def _value(page: Page, index: int, head: Head, indent: int, strip: str = VALUE_ENDS) -> Lines:
    """A keyword and a value of paragraphs: what stands below it belongs to it."""
    writer = _begun(page, index, head, indent, strip=strip)
    writer.add(range(index + 1, page.ends[index]))
    return writer.written()


def _flat_value(page: Page, index: int, head: Head, indent: int, strip: str = VALUE_ENDS) -> Lines:
    """A keyword and a value whose lines are all joined, or each printed by itself: they stand at one indentation."""
    below = [Written(indent + STEP, squeeze(page.lines[each].text), each) for each in range(index + 1, page.ends[index])]
    lines = _begun(page, index, head, indent, strip="" if below else strip).written()
    if below:
        below[-1] = below[-1]._replace(words=below[-1].words.rstrip(strip or " ") or below[-1].words)
    return lines + below


# ---- statements


def _include(page: Page, index: int, tree: "Branch") -> tuple[Section, int]:
    _, path = leaves(tree)
    words = path.rstrip(VALUE_ENDS)
    if path.type == "STRING":
        inside = words[1:-1]
        is_plain = inside == inside.strip(VALUE_ENDS) and inside[0] not in QUOTES
        words = inside if is_plain else f'"{inside}"'
    return Section("include", [Written(0, f"gunakan: {words}", index)]), page.ends[index]


def _entry(page: Page, index: int, tree: "Branch") -> tuple[Section, int]:
    return Section("entry", _flat_value(page, index, _head(tree), 0)), page.ends[index]


def _office(page: Page, index: int, tree: "Branch") -> tuple[Section, int]:
    return Section("entry", _flat_value(page, index, _head(tree), 0, strip="")), page.ends[index]


def _box(page: Page, index: int, tree: "Branch") -> tuple[Section, int]:
    head = _head(tree)
    writer = _begun(page, index, head, 0, lists=True)
    end = end_of_list(page, index, value_piece(page, index, leaves(tree)[-1] if head.offset else None))
    writer.add(range(index + 1, end))
    return Section("catatan" if head.words == "catatan:" else "box", writer.written()), end


def _titled(page: Page, index: int, tree: "Branch") -> tuple[Section, int]:
    head = _head(tree)
    end = end_of_list(page, index, [])
    text = Writer(page, STEP)
    text.add(range(index + 1, end))
    return Section("box" if head.words == "isian:" else "part", _begun(page, index, head, 0).written() + text.written()), end


def _heading(page: Page, index: int, tree: "Branch") -> tuple[Section, int]:
    """A title; the index after it is that of the first statement below it."""
    head = _head(tree)
    writer = _begun(page, index, head, 0)
    numbers: Lines = []
    child = index + 1
    while child < page.ends[index]:
        number = None if head.words == "sop:" else _number(page, child)
        if number:
            numbers += number
        elif isinstance(read("statement", page.lines[child].text), Refusal):
            writer.add_tree(child)
        else:
            break
        child = page.ends[child]
    return Section(head.words.removesuffix(":"), writer.written() + numbers), child


def _number(page: Page, index: int) -> Lines:
    tree = read("numbered_line", page.lines[index].text)
    found = [] if isinstance(tree, Refusal) else branches(tree)
    return _value(page, index, _head(found[0]), STEP) if found else []


def _rows_mark(page: Page, index: int, tree: "Branch") -> tuple[Section, int]:
    return Section("kegiatan", [Written(0, f"{_keyword(leaves(tree)[0])}:", index)]), index + 1


# ---- signers


def _signed(page: Page, index: int, tree: "Branch") -> tuple[Section, int]:
    return Section("entry", _signer(page, index, _head(tree), 0)), page.ends[index]


def _signer(page: Page, index: int, head: Head, indent: int) -> Lines:
    writer = _begun(page, index, head, indent, strip=VALUE_ENDS)
    parts: Lines = []
    for child in page.below(index):
        tree = _understood("signer_line", page.lines[child].text)
        if tree.data == "signer":
            keyword = leaves(tree)[0].type
            parts += (_flat_value if keyword == "NIP" else _value)(page, child, _head(tree), indent + STEP)
        else:
            writer.add_tree(child)
    return writer.written() + parts


def _approval(page: Page, index: int, tree: "Branch") -> tuple[Section, int]:
    writer = _begun(page, index, _head(tree), 0)
    parts: Lines = []
    for child in page.below(index):
        below = _understood("approval_line", page.lines[child].text)
        if below.data == "plain":
            writer.add_tree(child)
        elif below.data == "place":
            parts += _flat_value(page, child, _head(below), STEP)
        else:
            head = _head(below)
            parts += _signer(page, child, head._replace(words=_role(head.words)), STEP)
    return Section("approval", writer.written() + parts), page.ends[index]


def _role(head: str) -> str:
    """Free words that are printed with a capital, in lower case when that is all that their capital says."""
    lower = head.lower()
    return lower if head[1:] == lower[1:] and lower[:1].upper() == head[:1].upper() else head


# ---- style


def _style(page: Page, index: int, tree: "Branch") -> tuple[Section, int]:
    settings = branches(tree)
    lines = [Written(0, "gaya:", index)] if settings else _begun(page, index, _head(tree), 0, strip=VALUE_ENDS).written()
    for setting in settings:
        lines += _begun(page, index, _head(setting), STEP, strip=VALUE_ENDS).written()
    for child in page.below(index):
        lines += _setting(page, child, branches(_understood("style_line", page.lines[child].text))[0])
    return Section("gaya", lines), page.ends[index]


def _setting(page: Page, index: int, tree: "Branch") -> Lines:
    head = _head(tree)
    if head.words.removesuffix(":") not in _NESTED_SETTINGS:
        return _flat_value(page, index, head, STEP)
    lines = _begun(page, index, head, STEP, strip=VALUE_ENDS).written()
    for child in page.below(index):
        entry = _head(_understood("entry_line", page.lines[child].text))
        words = entry.words if "\\" in entry.words else squeeze(entry.words).lower()
        lines += _value(page, child, entry._replace(words=words), 2 * STEP)
    return lines


# ---- lanes


def _lanes(page: Page, index: int, _tree: "Branch") -> tuple[Section, int]:
    end = end_of_list(page, index, [])
    lines = [Written(0, "pelaksana:", index)]
    child = index + 1
    while child < end:
        lines += _lane(page, child, STEP)
        child = page.ends[child]
    return Section("pelaksana", lines), end


def _lane(page: Page, index: int, indent: int) -> Lines:
    """The line of a lane or a group, and what stands below it."""
    lines = [Written(indent, _lane_words(page.lines[index].text), index)]
    if _understood("lane_line", page.lines[index].text).data == "lane_group":
        return lines + [each for child in page.below(index) for each in _lane(page, child, indent + STEP)]
    below = range(index + 1, page.ends[index])
    return lines + [Written(indent + STEP, _ended(squeeze(page.lines[each].text)), each) for each in below]


def _ended(words: str) -> str:
    return words.rstrip(VALUE_ENDS) or words


def _lane_words(text: str) -> str:
    """A lane's line without the mark of a list, and with quotes only around names that hold signs."""
    tree = _understood("lane_line", text)
    tokens = [each for each in leaves(tree) if each.type != "MARKER"]
    names = [plain_words(_inside(each)) for each in tokens]
    end = ":" if tree.data == "lane_group" else ""
    plain = ": ".join(names) + end
    quoted = ": ".join([*names[:-1], f'"{names[-1]}"']) + end
    candidates = (quoted,) if ":" in names[-1] else (plain, quoted)
    return next((each for each in candidates if _lane_meaning(each) == _lane_meaning(text)), squeeze(text))


def _lane_meaning(text: str) -> tuple[str, ...]:
    tree = read("lane_line", text)
    if isinstance(tree, Refusal) or text.startswith("#"):
        return ()
    return (str(tree.data), *(plain_words(_inside(each)) for each in leaves(tree) if each.type != "MARKER"))


def _inside(token: "Leaf") -> str:
    words = token.rstrip(VALUE_ENDS)
    return words[1:-1] if token.type == "STRING" else words


# ---- rows


def _row(page: Page, index: int, tree: "Branch", names: Names) -> Section:
    """A row: its text, its cells in the standard's order, its exits."""
    _, *content = leaves(tree)
    text = Writer(page, ROW_STEP)
    text.begin(row_head(tree, names), index, (content[0].start_pos or 0) if content else None, 0)
    cells: list[tuple[int, Lines]] = []
    exits: Lines = []
    child = index + 1
    while child < page.ends[index]:
        found = branches(_understood("row_line", page.lines[child].text))
        kind = str(found[0].data) if found else "text"
        after = page.ends[child]
        if kind == "cell":
            lines, after = _cell(page, child, found[0])
            cells.append((_ORDER.index(_keyword(leaves(found[0])[0])), lines))
        elif kind == "number":
            cells.append((_ORDER.index("nomor"), _flat_value(page, child, _head(found[0]), ROW_STEP)))
        elif kind == "exit":
            exits.append(Written(ROW_STEP, exit_line(found[0], names), child))
        else:
            text.add_tree(child)
        child = after
    cells.sort(key=lambda each: each[0])
    lines = [*text.written(), *(line for _, each in cells for line in each), *exits]
    return Section("row", lines, bool(cells))


def _cell(page: Page, index: int, tree: "Branch") -> tuple[Lines, int]:
    head = _head(tree)
    writer = _begun(page, index, head, ROW_STEP, lists=True, strip=VALUE_ENDS if head.words == "waktu:" else "")
    end = end_of_list(page, index, value_piece(page, index, leaves(tree)[-1] if head.offset else None))
    writer.add(range(index + 1, end))
    return writer.written(), end


_WRITERS: "dict[str, Callable[[Page, int, Branch], tuple[Section, int]]]" = {
    "include": _include,
    "lanes": _lanes,
    "rows": _rows_mark,
    "entry": _entry,
    "office": _office,
    "box": _box,
    "heading": _heading,
    "titled": _titled,
    "signed": _signed,
    "approval": _approval,
    "style": _style,
}
