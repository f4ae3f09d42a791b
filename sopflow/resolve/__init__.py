"""Ast → Book: names become links, defaults are filled in, mistakes of meaning are reported.

In: the statements of one document, includes already put in their place, and a reader for logos.
Out: the `Book` and the diagnostics, in the order of the text.
"""

from sopflow.diagnostics import Diagnostic
from sopflow.model.book import Book, Sop, Standard
from sopflow.model.dates import parse_date
from sopflow.resolve.chart import ChartNodes, build_chart
from sopflow.resolve.identity import LogoReader, build_approval, build_identity, build_parts
from sopflow.resolve.limits import beyond_limits, crowded
from sopflow.resolve.report import Report
from sopflow.resolve.style import build_style
from sopflow.resolve.times import read_duration
from sopflow.richtext import plain
from sopflow.source import Span
from sopflow.syntax.ast import FieldNode, IncludeNode, LanesNode, Node, RowNode
from sopflow.values import NamedTuple


class Statement(NamedTuple):
    """A statement and whether it came from an included file."""

    node: Node
    included: bool


def resolve(statements: tuple[Statement, ...], read_logo: LogoReader, file: str = "") -> tuple[Book, tuple[Diagnostic, ...]]:
    """The document that the statements make. With errors the book is incomplete and only good for further messages."""
    if faults := crowded(tuple(each.node for each in statements)):
        return Book(()), faults
    report = Report()
    shared, segments = _segments(statements)
    _report_lost_rows(shared, report)
    sops = [_sop(shared, segment, at == 0, read_logo, report) for at, segment in enumerate(segments)]
    sops = [sop for sop in sops if sop.charts or sop.identity or sop.approval or sop.parts]
    if not any(sop.charts for sop in sops) and not report.diagnostics:
        first = statements[0].node if statements else None
        span = _span(first) if first else Span(file, 1, 1)
        hint = "tulis barisnya, misalnya «1. @Pemohon: Mengajukan permohonan»; berkas bersama dipakai oleh SOP lain dengan «gunakan:»"
        report.error("tanpa-kegiatan", "Berkas ini belum berisi kegiatan", span, hint)
    book = Book(tuple(sops))
    return book, (*report.diagnostics, *beyond_limits(book))


def _report_lost_rows(shared: list[Statement], report: Report) -> None:
    """Rows above the first `sop:` belong to no procedure."""
    for each in shared:
        node = each.node
        if isinstance(node, RowNode) or (isinstance(node, FieldNode) and node.name in ("tahap", "prosedur", "catatan")):
            hint = "pindahkan ke bawah baris «sop:» yang memilikinya"
            report.error(
                "kegiatan-tanpa-sop", "Baris ini berada di atas «sop:» yang pertama, jadi bukan milik prosedur mana pun", node.span, hint
            )
            return


MANY_TIMES = frozenset({"gaya", "isian", "tahap", "prosedur", "catatan"})
"""Statements that a procedure may hold several times."""


def _report_twins(fields: list[FieldNode], report: Report) -> None:
    """A field written twice: only the later one is printed, so the earlier one would be lost in silence."""
    last = {field.name: field for field in fields}
    for field in fields:
        later = last[field.name]
        if later is not field and field.name not in MANY_TIMES:
            message = f"«{field.title.text}» ditulis lagi di baris {later.span.line}; yang di sini tidak dicetak"
            report.warning("isian-ganda", message, field.span, "gabungkan isinya di satu tempat")


def _span(node: Node) -> Span:
    return node.path.span if isinstance(node, IncludeNode) else node.span


def _segments(statements: tuple[Statement, ...]) -> tuple[list[Statement], list[list[Statement]]]:
    """What stands before the first `sop:`, and the statements of each procedure. Without `sop:` all is one procedure."""
    starts = [at for at, each in enumerate(statements) if isinstance(each.node, FieldNode) and each.node.name == "sop"]
    if not starts:
        return [], [list(statements)]
    ends = [*starts[1:], len(statements)]
    return list(statements[: starts[0]]), [list(statements[start:end]) for start, end in zip(starts, ends, strict=True)]


def _sop(shared: list[Statement], own: list[Statement], first: bool, read_logo: LogoReader, report: Report) -> Sop:
    """One procedure. Parts of the set that stand before the first `sop:` come once, with the first procedure."""
    fields = [each.node for each in (*shared, *own) if isinstance(each.node, FieldNode)]
    _report_twins([each.node for each in own if isinstance(each.node, FieldNode) and not each.included], report)
    style = build_style([field for field in fields if field.name == "gaya"], report)
    name_field = next((field for field in fields if field.name == "sop"), None)
    name = plain(name_field.text) if name_field else ""
    charts = [build_chart(nodes, style, report) for nodes in _charts(shared, own)]
    span = name_field.span if name_field else (_span(own[0].node) if own else Span("", 1, 1))
    identity = build_identity(fields, style, read_logo)
    for_parts = fields if first else [each.node for each in own if isinstance(each.node, FieldNode)]
    parts, approval = build_parts(for_parts), build_approval(for_parts, report)
    return Sop(name, identity, tuple(charts), parts, approval, style, _date(fields), span, _standard(fields, report))


def _standard(fields: list[FieldNode], report: Report) -> Standard | None:
    field = next((field for field in reversed(fields) if field.name == "jangka waktu" and field.text), None)
    duration = read_duration(field.text, report) if field else None
    return Standard(plain(field.text), duration, field.text[0].span) if field and duration else None


def _date(fields: list[FieldNode]) -> tuple[int, int, int] | None:
    for name in ("tanggal pembuatan", "tanggal pengesahan", "tanggal efektif"):
        for field in fields:
            if field.name == name and (date := parse_date(plain(field.text))):
                return date
    return None


class _Table:
    """One table while its statements are being gathered."""

    def __init__(self, title: FieldNode | None) -> None:
        self.title = title
        self.lanes: LanesNode | None = None
        self.body: list[RowNode | FieldNode] = []
        self.notes: list[FieldNode] = []


def _charts(shared: list[Statement], own: list[Statement]) -> list[ChartNodes]:
    """Cuts a procedure at its `prosedur:` lines. Lanes before the first one serve every table without lanes of its own."""
    common: LanesNode | None = None
    for each in shared:
        common = each.node if isinstance(each.node, LanesNode) else common
    tables = [_Table(None)]
    for each in own:
        node = each.node
        if isinstance(node, LanesNode):
            if each.included:
                common = node
            else:
                tables[-1].lanes = node
        elif isinstance(node, RowNode):
            tables[-1].body.append(node)
        elif isinstance(node, FieldNode) and node.name == "prosedur":
            tables.append(_Table(node))
        elif isinstance(node, FieldNode) and node.name == "tahap":
            tables[-1].body.append(node)
        elif isinstance(node, FieldNode) and node.name == "catatan":
            tables[-1].notes.append(node)
    head = tables[0]
    kept = [table for table in tables if any(isinstance(node, RowNode) for node in table.body)]
    if head not in kept and head.lanes is not None:
        common = head.lanes
    return [_chart_nodes(table, common) for table in kept]


def _chart_nodes(table: _Table, common: LanesNode | None) -> ChartNodes:
    first = table.title or table.body[0]
    return ChartNodes(table.title, table.lanes or common, table.lanes is None, tuple(table.body), tuple(table.notes), first.span)
