"""What a table of fields can't say of a book: that names are unique, links lead somewhere, shapes have room, and logos are pictures."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from sopflow.export.pictures import check_picture
from sopflow.jsonbook.report import Faults, shown
from sopflow.jsonbook.values import below
from sopflow.model.book import Book, Chart, Flow, Logo, Row, Shape
from sopflow.model.style import Style
from sopflow.resolve.report import fold

Thing = TypeVar("Thing")

MOST_STOREYS = 2_000
"""Storeys of one chart, all its rows together."""


def check_links(book: Book, faults: Faults) -> None:
    """Reports what does not fit together in a book whose values are all of the right kind."""
    for at, sop in enumerate(book.sops):
        pointer = below("/sops", at)
        if not (sop.charts or sop.identity or sop.approval or sop.parts):
            faults.value(pointer, "prosedur ini kosong", "isi «charts» atau «identity»")
        if sop.identity and sop.identity.logo:
            _check_logo(sop.identity.logo, f"{pointer}/identity/logo", faults)
        _check_style(sop.style, f"{pointer}/style", faults)
        for number, chart in enumerate(sop.charts):
            _check_chart(chart, f"{pointer}/charts/{number}", faults)
    if not any(sop.charts for sop in book.sops):
        faults.value("/sops", "belum ada satu kegiatan pun", "isi «charts» salah satu prosedur")


def _check_logo(logo: Logo, pointer: str, faults: Faults) -> None:
    if reason := check_picture(logo.data, logo.kind):
        faults.value(f"{pointer}/data", f"gambar ini {reason}", "pakai logo lain")


def _check_style(style: Style, pointer: str, faults: Faults) -> None:
    columns = style.columns
    if len(set(columns)) < len(columns) or not {"pelaksana", "kegiatan"} <= set(columns):
        faults.value(f"{pointer}/columns", "tiap kolom hanya sekali, dan «kegiatan» dan «pelaksana» harus ada")


def _check_chart(chart: Chart, pointer: str, faults: Faults) -> None:
    _unique(chart.lanes, lambda lane: lane.id, f"{pointer}/lanes/{{}}/id", faults)
    _unique(chart.rows, lambda row: fold(row.key), f"{pointer}/rows/{{}}/key", faults)
    _unique(chart.flows, lambda flow: flow.id, f"{pointer}/flows/{{}}/id", faults)
    shapes: dict[str, Shape] = {}
    for at, row in enumerate(chart.rows):
        _check_row(row, at == 0, f"{pointer}/rows/{at}", faults)
        for number, shape in enumerate(row.shapes):
            _check_shape(shape, chart, shapes, f"{pointer}/rows/{at}/shapes/{number}", faults)
            shapes[shape.id] = shape
    for at, stage in enumerate(chart.stages):
        if stage.before > len(chart.rows):
            faults.value(f"{pointer}/stages/{at}/before", f"baris {stage.before} tidak ada; ada {len(chart.rows)} baris, dihitung dari 0")
    for at, flow in enumerate(chart.flows):
        _check_flow(flow, shapes, f"{pointer}/flows/{at}", faults)
    if sum(1 + max(shape.level for shape in row.shapes) for row in chart.rows) > MOST_STOREYS + len(chart.rows):
        faults.value(f"{pointer}/rows", f"lebih dari {MOST_STOREYS} tingkat bentuk («level»)", "hitung «level» dari 0 di tiap baris")


def _unique(things: Iterable[Thing], key: Callable[[Thing], str], pointer: str, faults: Faults) -> None:
    seen: dict[str, int] = {}
    for at, thing in enumerate(things):
        first = seen.setdefault(key(thing), at)
        if first != at:
            faults.value(pointer.format(at), f"{shown(key(thing))} sudah dipakai oleh anggota ke-{first} (dihitung dari 0)")


def _check_row(row: Row, first: bool, pointer: str, faults: Faults) -> None:
    if first and (row.merged or any(cell.merged for cell in row.cells)):
        faults.value(pointer, "baris pertama tidak punya sel di atasnya", "hapus «merged»")
    taken: dict[tuple[int, int], int] = {}
    for number, shape in enumerate(row.shapes):
        for lane in range(shape.lane, shape.lane_last + 1):
            other = taken.setdefault((shape.level, lane), number)
            if other != number:
                faults.value(f"{pointer}/shapes/{number}", f"tempatnya sudah diisi bentuk ke-{other}", "beri «level» lain")


def _check_shape(shape: Shape, chart: Chart, before: dict[str, Shape], pointer: str, faults: Faults) -> None:
    if shape.id in before:
        faults.value(f"{pointer}/id", f"{shown(shape.id)} sudah dipakai bentuk lain")
    if not shape.lane <= shape.lane_last < len(chart.lanes):
        faults.value(
            f"{pointer}/lane", f"lajur {shape.lane} sampai {shape.lane_last} tidak ada; ada {len(chart.lanes)} lajur, dihitung dari 0"
        )
    if (shape.kind == "connector") != bool(shape.link):
        faults.value(f"{pointer}/link", "nama SOP yang dituju ada pada sambungan («connector»), dan hanya di situ")


def _check_flow(flow: Flow, shapes: dict[str, Shape], pointer: str, faults: Faults) -> None:
    for end in ("source", "target"):
        ident = getattr(flow, end)
        if ident not in shapes:
            faults.value(f"{pointer}/{end}", f"tidak ada bentuk {shown(ident)}")
    source = shapes.get(flow.source)
    if source and source.kind in ("end", "connector"):
        faults.value(f"{pointer}/source", f"bentuk {shown(flow.source)} mengakhiri alur, jadi tidak boleh punya jalan keluar")
