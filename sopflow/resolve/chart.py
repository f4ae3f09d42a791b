"""From the statements of one table to a `Chart`: rows, storeys, cells, stages, numbers.

Rows come in the order of the text. A row's shapes are placed on storeys ("levels") so that no two share a lane and a line through
the row never has to pass another shape of it.
"""

from sopflow.model.book import COLUMNS, Cell, Chart, Lane, Row, Shape, Stage
from sopflow.model.style import Style
from sopflow.resolve.flow import KINDS, Draft, FlowBuilder
from sopflow.resolve.lanes import LaneTable
from sopflow.resolve.report import Report, fold
from sopflow.resolve.times import read_duration
from sopflow.richtext import plain
from sopflow.source import Span
from sopflow.syntax.ast import CellNode, FieldNode, LanesNode, RowNode, ShapeNode
from sopflow.values import NamedTuple


class ChartNodes(NamedTuple):
    """What belongs to one table. `shared`: the lanes are a common list, of which the table shows those it uses."""

    title: FieldNode | None
    lanes: LanesNode | None
    shared: bool
    body: tuple[RowNode | FieldNode, ...]
    notes: tuple[FieldNode, ...]
    span: Span


def build_chart(nodes: ChartNodes, style: Style, report: Report) -> Chart:
    """The table's meaning; mistakes go to `report`."""
    lanes = LaneTable(nodes.lanes, report)
    row_nodes = [node for node in nodes.body if isinstance(node, RowNode)]
    drafts = [_draft(node, index, lanes, report) for index, node in enumerate(row_nodes)]
    _report_twin_keys(row_nodes, report)
    words = (style.heading("mulai"), style.heading("selesai"))
    builder = FlowBuilder(drafts, lanes, style.separate_capsules, words, report)
    builder.build()
    stages = _stages(nodes.body, style)
    numbers = _numbers(row_nodes, stages, style, report)
    rows = [_row(draft, numbers[draft.index], report) for draft in drafts]
    shown, renumber = _shown_lanes(lanes, nodes.shared)
    rows = [row._replace(shapes=tuple(_moved(shape, renumber) for shape in row.shapes)) for row in rows]
    _report_gaps(rows, shown, report)
    return Chart(
        plain(nodes.title.text) if nodes.title else "",
        _child_words(nodes.title, "nomor"),
        tuple(shown),
        tuple(rows),
        stages,
        tuple(builder.flows),
        tuple(block for note in nodes.notes for block in note.text),
        nodes.span,
    )


def _child_words(node: FieldNode | None, name: str) -> str:
    return next((plain(child.text) for child in node.children if child.name == name), "") if node else ""


# shapes


def _draft(node: RowNode, index: int, lanes: LaneTable, report: Report) -> Draft:
    groups: list[list[Shape]] = []
    ids: set[str] = set()
    for group in node.groups:
        shapes = [shape for each in group if (shape := _shape(each, node, index, lanes, ids, report))]
        if shapes:
            groups.append(shapes)
    _place_on_levels(groups)
    return Draft(node, index, groups)


def _shape(node: ShapeNode, row: RowNode, index: int, lanes: LaneTable, ids: set[str], report: Report) -> Shape | None:
    found = [lane for ref in node.lanes if (lane := lanes.find(ref)) is not None]
    if not found or len(found) < len(node.lanes):
        return None
    first, last = min(found), max(found)
    if len(set(found)) != last - first + 1 or len(set(found)) != len(found):
        names = " dan ".join(f"«{lanes.lanes[lane].name}»" for lane in found)
        report.error(
            "lajur-tidak-bersebelahan",
            f"Satu bentuk tidak bisa mencakup {names}, karena lajurnya tidak bersebelahan",
            node.span,
            "ubah urutan di bawah «pelaksana:», atau tulis dua bentuk dengan «&»",
        )
        return None
    ident = f"s{_identifier(row.key.text)}-" + "-".join(lanes.lanes[lane].id for lane in range(first, last + 1))
    unique, n = ident, 2
    while unique in ids:
        unique, n = f"{ident}-{n}", n + 1
    ids.add(unique)
    kind = KINDS.get(node.kind or "", "process")
    return Shape(unique, kind, index, 0, first, last, node.text, "", False, node.span)


def _identifier(key: str) -> str:
    return "".join(char if char.isalnum() or char == "_" else "." for char in key)


def _place_on_levels(groups: list[list[Shape]]) -> None:
    """Opens a new storey where a group would lie within the lanes already taken on this one, and before and after simultaneous shapes:
    a line to the far one of them would run through the near one."""
    level, low, high = 0, 1, 0
    for at, group in enumerate(groups):
        left, right = min(shape.lane for shape in group), max(shape.lane_last for shape in group)
        clear = low > high or right < low or left > high
        alone = len(group) == 1 and (at == 0 or len(groups[at - 1]) == 1)
        if at and not (clear and (alone or _on_both_sides(groups[at - 1], group) or _on_both_sides(group, groups[at - 1]))):
            level, low, high = level + 1, left, right
        else:
            low, high = (left, right) if low > high else (min(low, left), max(high, right))
        level = _stack(group, level)


def _on_both_sides(one: list[Shape], pair: list[Shape]) -> bool:
    """Whether a single shape stands between two others."""
    if len(one) != 1 or len(pair) != 2:
        return False
    first, second = sorted(pair, key=lambda shape: shape.lane)
    return first.lane_last < one[0].lane and one[0].lane_last < second.lane


def _stack(group: list[Shape], level: int) -> int:
    """Puts the shapes of a group on `level`, those in a lane already taken above it on the next; the last storey used."""
    reach, last = -1, level
    for at, shape in sorted(enumerate(group), key=lambda each: each[1].lane):
        if shape.lane <= reach:
            last += 1
        reach = shape.lane_last
        group[at] = shape._replace(level=last)
    return last


# cells and numbers


def _row(draft: Draft, number: str, report: Report) -> Row:
    node = draft.node
    written = {cell.column: cell for cell in node.cells}
    if draft.index == 0:
        for cell in node.cells:
            if cell.same:
                report.error("tidak-ada-di-atas", "«^» di baris pertama tidak punya sel di atasnya", cell.span, "tulis isi selnya")
        if node.same:
            report.error("tidak-ada-di-atas", "«^» di baris pertama tidak punya sel di atasnya", node.span, "tulis kegiatannya")
    cells = tuple(_cell(written.get(column), node.span, report) for column in COLUMNS)
    return Row(node.key.text, number, node.text, node.same, cells, tuple(draft.shapes()), node.span)


def _cell(node: CellNode | None, origin: Span, report: Report) -> Cell:
    if node is None:
        return Cell((), False, None, origin)
    duration = read_duration(node.text, report) if node.column == "waktu" and node.text else None
    return Cell(node.text, node.same, duration, node.span)


def _stages(body: tuple[RowNode | FieldNode, ...], style: Style) -> tuple[Stage, ...]:
    """The headings, with their numbers: those written, or counted where only stages are numbered."""
    stages: list[Stage] = []
    rows = 0
    for node in body:
        if isinstance(node, RowNode):
            rows += 1
        else:
            counted = str(len(stages) + 1) if style.row_numbers == "stages only" else ""
            stages.append(Stage(_child_words(node, "nomor") or counted, node.text, rows, node.span))
    return tuple(stages)


def _numbers(rows: list[RowNode], stages: tuple[Stage, ...], style: Style, report: Report) -> list[str]:
    """The printed number of each row; warns where a numeric key is out of step with the order."""
    starts = {stage.before for stage in stages}
    numbers: list[str] = []
    place = counted = 0
    for index, node in enumerate(rows):
        if index in starts and style.row_numbers == "stage":
            counted = 0
        if node.number is not None:
            numbers.append("" if node.number.text in ("-", "–") else node.number.text)
            continue
        place, counted = place + 1, counted + 1
        if node.key.text[0].isdigit() and node.key.text != str(place):
            report.warning(
                "nomor-tidak-urut",
                f"Baris ini bernomor «{node.key.text}», tetapi akan tercetak sebagai nomor {counted}",
                node.key.span,
                f"tulis {place}. dan sesuaikan anak panah yang menuju baris ini",
            )
        numbers.append("" if style.row_numbers == "stages only" and stages else str(counted))
    return numbers


def _report_twin_keys(rows: list[RowNode], report: Report) -> None:
    first: dict[str, RowNode] = {}
    for node in rows:
        twin = first.setdefault(fold(node.key.text), node)
        if twin is not node:
            report.error(
                "nomor-ganda",
                f"Nomor «{node.key.text}» sudah dipakai di baris {twin.key.span.line}",
                node.key.span,
                "beri nomor lain; nomor yang tercetak mengikuti urutan baris",
            )


# lanes


def _shown_lanes(lanes: LaneTable, shared: bool) -> tuple[list[Lane], dict[int, int]]:
    kept = [index for index in range(len(lanes.lanes)) if not shared or index in lanes.used]
    return [lanes.lanes[index] for index in kept], {old: new for new, old in enumerate(kept)}


def _moved(shape: Shape, renumber: dict[int, int]) -> Shape:
    if renumber.get(shape.lane, -1) == shape.lane and renumber.get(shape.lane_last, -1) == shape.lane_last:
        return shape
    return shape._replace(lane=renumber[shape.lane], lane_last=renumber[shape.lane_last])


def _report_gaps(rows: list[Row], lanes: list[Lane], report: Report) -> None:
    """Warns of lanes without a shape."""
    used = {lane for row in rows for shape in row.shapes for lane in range(shape.lane, shape.lane_last + 1)}
    for index, lane in enumerate(lanes):
        if index not in used:
            report.warning(
                "lajur-kosong", f"Pelaksana «{lane.name}» tidak mengerjakan satu kegiatan pun", lane.span, "hapus dari daftar pelaksana"
            )
