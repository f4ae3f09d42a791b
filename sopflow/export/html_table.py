"""The rows of a procedure as a real table, and texts as paragraphs and lists. In: values of the book. Out: lines of HTML.

Heads have scopes, cells that are one in the drawing are one here, and every way on is a link to its row or procedure.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from sopflow.describe.flow import FlowView, Way
from sopflow.export.words import escaped
from sopflow.model.book import COLUMNS, Book, Cell, Row, Shape, Sop
from sopflow.model.names import procedure_key
from sopflow.model.quantity import spelled
from sopflow.richtext import Block, Text, paragraph, plain
from sopflow.values import NamedTuple

KINDS = {"start": "mulai", "end": "selesai", "decision": "keputusan"}

HEADS = ("no", "kegiatan", "pelaksana", "lanjut", "kelengkapan", "waktu", "output", "keterangan")
MUTU_BAKU = ("kelengkapan", "waktu", "output")

SHORT_TIME = 24
"""Up to so many letters a time stays on one line: numbers are not torn from their units."""


class Anchors:
    """Where links lead: the ids of procedures and of their rows."""

    def __init__(self, book: Book) -> None:
        self._sops = book.sops
        self._places = {procedure_key(sop.name): at for at, sop in reversed([*enumerate(book.sops)]) if sop.name}

    def place(self, sop: Sop) -> int:
        """Where the procedure stands in its book."""
        return next(at for at, each in enumerate(self._sops) if each is sop)

    def sop(self, at: int) -> str:
        """The id of a procedure."""
        return f"sop-{at + 1}"

    def row(self, sop: Sop, chart: int, row: int) -> str:
        """The id of a row."""
        return f"{self.sop(self.place(sop))}-{chart + 1}-baris-{row + 1}"

    def linked(self, words: str) -> str:
        """Words that name a procedure, as a link to it if it is in the book."""
        at = self._places.get(procedure_key(words))
        return escaped(words) if at is None else f'<a href="#{self.sop(at)}">{escaped(words)}</a>'


def blocks(text: Text, anchors: Anchors | None = None) -> str:
    """A text as paragraphs and lists; with `anchors`, items that name a procedure are links."""
    lines = []
    for listed, group in groupby(text, lambda block: bool(block.marker)):
        if listed:
            items = (
                f'<li class="l{min(each.level, 2)}"><span>{escaped(each.marker)}</span><span>{_words(each, anchors)}</span></li>'
                for each in group
            )
            lines.append(f'<ul class="daftar">{"".join(items)}</ul>')
        else:
            lines += [f"<p>{_words(each, anchors)}</p>" for each in group]
    return "".join(lines)


def _words(block: Block, anchors: Anchors | None) -> str:
    if anchors:
        return anchors.linked(plain((block,)))
    words = []
    for run in block.runs:
        told = escaped(run.text)
        told = f"<em>{told}</em>" if run.italic else told
        words.append(f"<strong>{told}</strong>" if run.bold else told)
    return "".join(words)


class _Rows(NamedTuple):
    """The rows of a table: those of a chart that are shown, and where links to them lead."""

    sop: Sop
    at: int
    view: FlowView
    shown: range
    anchors: Anchors

    @property
    def parted(self) -> set[int]:
        """The rows that no cell reaches into from above: the first, and those below the heading of a stage."""
        return {self.shown.start, *(stage.before for stage in self.view.chart.stages)}


def procedure_table(sop: Sop, at: int, anchors: Anchors, shown: range) -> Iterator[str]:
    """The table of the procedure's chart number `at`, from 0: its rows `shown`, likewise."""
    chart = sop.charts[at]
    rows = _Rows(sop, at, FlowView(chart), shown, anchors)
    title = chart.title or sop.name or "SOP"
    caption = f"Kegiatan, pelaksana, dan mutu baku: {title}"
    yield f'<div class="tabel" tabindex="0" role="region" aria-label="{escaped(caption)}">'
    yield f"<table>\n<caption>{escaped(caption)}</caption>"
    yield from _head(sop)
    yield "<tbody>"
    for row in shown:
        for stage in chart.stages:
            if stage.before == row:
                words = f"{stage.number}. " * bool(stage.number) + plain(stage.title)
                yield f'</tbody>\n<tbody>\n<tr><th class="tahap" colspan="{len(HEADS)}" scope="rowgroup">{escaped(words)}</th></tr>'
        yield f'<tr id="{anchors.row(sop, at, row)}">{"".join(_cells(rows, row))}</tr>'
    yield "</tbody>\n</table>\n</div>"
    if chart.notes:
        yield f"<h3>{escaped(sop.style.heading('catatan'))}</h3>{blocks(chart.notes)}"


def _head(sop: Sop) -> Iterator[str]:
    heads = ""
    for key in HEADS:
        if key == MUTU_BAKU[0]:
            heads += f'<th scope="colgroup" colspan="{len(MUTU_BAKU)}">{escaped(sop.style.heading("mutu baku"))}</th>'
        elif key not in MUTU_BAKU:
            words = "Lanjut ke" if key == "lanjut" else sop.style.heading(key)
            heads += f'<th scope="col" rowspan="2">{escaped(words)}</th>'
    lower = "".join(f'<th scope="col">{escaped(sop.style.heading(key))}</th>' for key in MUTU_BAKU)
    yield f"<thead>\n<tr>{heads}</tr>\n<tr>{lower}</tr>\n</thead>"


def _cells(rows: _Rows, place: int) -> Iterator[str]:
    view, style = rows.view, rows.sop.style
    row = view.chart.rows[place]
    yield f'<th scope="row">{escaped(row.number or "")}</th>'
    yield _cell(rows, place, "kegiatan", row.text)
    shapes = [shape for group in view.groups(place) for shape in group]
    yield _list(_performer(view, shape) for shape in shapes)
    ways = [way for shape in shapes for way in view.ways(shape) if any(_tells(shape, target) for target in way.targets)]
    yield _list(_way(rows, way) for way in ways)
    for column, cell in zip(COLUMNS, row.cells, strict=True):
        text = cell.text
        if column == "waktu" and style.spelled_time and cell.duration:
            text = paragraph(spelled(cell.duration))
        yield _cell(rows, place, column, text)


def _list(entries: Iterable[str]) -> str:
    """A cell with a list, or without."""
    words = "".join(dict.fromkeys(entries))
    return f'<td><ul class="pelaksana">{words}</ul></td>' if words else "<td></td>"


def _tells(shape: Shape, target: Shape) -> bool:
    """Whether a way is news: it leaves the row, or ends."""
    return target.row != shape.row or target.kind in ("end", "connector")


def _cell(rows: _Rows, place: int, column: str, text: Text) -> str:
    """A cell; nothing where it is one with the cell above."""
    chart, parted = rows.view.chart, rows.parted
    if _merged(chart.rows[place], column) and place not in parted:
        return ""
    end = place + 1
    while end < rows.shown.stop and _merged(chart.rows[end], column) and end not in parted:
        end += 1
    owner = place
    while owner and _merged(chart.rows[owner], column):
        owner -= 1
    if owner != place:  # its words stand above what parts it, and stand again below
        row = chart.rows[owner]
        text = row.text if column == "kegiatan" else _quality(row, column).text
    span = f' rowspan="{end - place}"' if end - place > 1 else ""
    whole = ' class="utuh"' if column == "waktu" and len(plain(text)) <= SHORT_TIME else ""
    return f"<td{whole}{span}>{blocks(text)}</td>"


def _merged(row: Row, column: str) -> bool:
    return row.merged if column == "kegiatan" else _quality(row, column).merged


def _quality(row: Row, column: str) -> Cell:
    return next(cell for key, cell in zip(COLUMNS, row.cells, strict=True) if key == column)


def _performer(view: FlowView, shape: Shape) -> str:
    names = " dan ".join(escaped(lane.name) for lane in view.chart.lanes[shape.lane : shape.lane_last + 1])
    told = [KINDS.get(shape.kind, ""), f"«{escaped(shape.text)}»" if shape.text else ""]
    kind = " ".join(word for word in told if word)
    return f"<li>{names}" + (f' <span class="jenis">({kind})</span>' if kind else "") + "</li>"


def _way(rows: _Rows, way: Way) -> str:
    label = f"{escaped(way.label)}:&nbsp;" if way.label else ""
    targets = dict.fromkeys(_target(rows, target) for target in way.targets)
    return f"<li>{label}{' dan '.join(targets)}</li>"


def _target(rows: _Rows, target: Shape) -> str:
    if target.link:
        return rows.anchors.linked(target.link)
    if target.kind == "end" and target.implied:
        return "selesai"
    name = escaped(rows.view.name(rows.view.chart.rows[target.row]))
    return f'<a href="#{rows.anchors.row(rows.sop, rows.at, target.row)}">{name}</a>' if target.row in rows.shown else name
