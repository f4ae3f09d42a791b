"""What is under the cursor, in words.

In: a text and a cursor. Out: the definition of a row or lane, the meaning of a keyword, and what is found at fault there with its rule.
"""

from sopflow.diagnostics import Diagnostic
from sopflow.messages import WORDS, Language, say
from sopflow.resolve.report import fold
from sopflow.richtext import plain
from sopflow.rules.explain import explanation
from sopflow.rules.table import BY_CODE
from sopflow.services.context import context_at, keyword
from sopflow.services.diagnosis import diagnose
from sopflow.services.index import HERE, Index, NamedLane, Table, lanes_of, read_index, shapes
from sopflow.services.meanings import meaning
from sopflow.services.mentions import Mention, lane_id, mention_at
from sopflow.services.places import Range, range_of
from sopflow.syntax.ast import RowNode
from sopflow.syntax.words import CELLS, key_of
from sopflow.values import NamedTuple


class Hover(NamedTuple):
    """What to show. `text` is plain, with line ends and indented examples; it holds no markup. `range`: what it is about."""

    text: str
    range: Range


def hover(text: str, line: int, column: int, root: str | None = None, language: Language = "id") -> Hover | None:
    """What can be said of the place under the cursor."""
    index = read_index(text, root)
    parts = [part for part in (_name(index, line, column, language), _keyword(index, line, column, language)) if part]
    found = diagnose(text, HERE, root, language)
    parts += [Hover(_told(each, language), range_of(each.span)) for each in found if _is_at(each, line, column)]
    if not parts:
        return None
    return Hover("\n\n".join(part.text for part in parts), parts[0].range)


# ---- rows and lanes


def _name(index: Index, line: int, column: int, language: Language) -> Hover | None:
    at = mention_at(index, line, column)
    if at is None or at.sort == "sop":
        return None
    words = (_row_words if at.sort == "row" else _lane_words)(index, at, language)
    return Hover(words, at.range) if words else None


def _row_words(index: Index, at: Mention, language: Language) -> str:
    _, number, key = at.of.split(":", 2)
    row = index.tables[int(number)].row(key)
    return _described_row(row, language) if row else ""


def _described_row(row: RowNode, language: Language) -> str:
    """A row in a few lines: who does what, its cells, where it leads."""
    lanes = ", ".join(dict.fromkeys(ref.name for shape in shapes(row) for ref in shape.lanes))
    cells = {cell.column: "^" if cell.same else plain(cell.text, "; ") for cell in row.cells}
    head = say("Baris {} — {}: {}", language).format(row.key.text, lanes, plain(row.text))
    return "\n".join([head, *(f"{name}: {cells[name]}" for name in CELLS if cells.get(name))])


def _lane_words(index: Index, at: Mention, language: Language) -> str:
    for table in index.tables:
        for lane in lanes_of(table):
            if lane_id(lane.span) == at.of:
                return _described_lane(lane, table, language)
    return ""


def _described_lane(lane: NamedLane, table: Table, language: Language) -> str:
    names = {fold(lane.word), fold(lane.name)}
    rows = [row.key.text for row in table.rows if any(fold(ref.name) in names for shape in shapes(row) for ref in shape.lanes)]
    head = say("Pelaksana: {}", language).format(lane.name) + (f" ({lane.group})" if lane.group else "")
    alias = [f"Alias: {lane.word}"] if lane.word != lane.name else []
    origin = [say("Dari berkas {}", language).format(lane.span.file)] if lane.span.file != HERE else []
    work = say("Mengerjakan baris {}", language).format(", ".join(rows)) if rows else say("Belum mengerjakan satu baris pun", language)
    return "\n".join([head, *alias, *origin, work])


# ---- keywords


def _keyword(index: Index, line: int, column: int, language: Language) -> Hover | None:
    found = next((each for each in index.page.lines if each.number == line + 1), None)
    key = key_of(found.text) if found else ""
    if found is None or not key:
        return None
    span = index.page.span(found, 0, len(key))
    context = context_at(index.page, found.number, found.indent)
    words = meaning(context.kind, keyword(context, found.text))
    return Hover(say(words, language), range_of(span)) if words and range_of(span).holds(line, column) else None


# ---- findings


def _is_at(finding: Diagnostic, line: int, column: int) -> bool:
    return finding.span.file == HERE and finding.span.line > 0 and range_of(finding.span).holds(line, column)


def _told(finding: Diagnostic, language: Language) -> str:
    """The message, what to do, and the rule behind it."""
    hint = f"\n→ {finding.hint[0].upper()}{finding.hint[1:]}" if finding.hint else ""
    rule = f"\n\n{explanation(finding.code, language)}" if finding.code in BY_CODE else ""
    return f"{WORDS[language][finding.severity].capitalize()}: {finding.message}{hint}{rule}"
