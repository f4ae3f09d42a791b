"""The table of fields: `DOCUMENT`, and all records within it. Its version is raised when a reader of the old form would go wrong."""

from typing import Any, get_args

from sopflow.model.book import (
    COLUMNS,
    Approval,
    Book,
    Box,
    Cell,
    Chart,
    Entry,
    Flow,
    Identity,
    Lane,
    Logo,
    Part,
    Row,
    Shape,
    ShapeKind,
    Side,
    Signer,
    Sop,
    Stage,
    Standard,
)
from sopflow.model.quantity import UNITS, Duration
from sopflow.model.style import COLUMN_ORDER, HEADINGS, PAPERS, PRESETS, Style
from sopflow.richtext import Block, Run
from sopflow.schema.kinds import Binary, Choice, Date, Field, Keyed, Many, Number, Record, Switch, Words, record
from sopflow.source import NOWHERE, Span

VERSION = 1

MOST_ROWS = 5_000
MOST_LANES = 200
MOST_SHAPES = 400
"""Of a row."""
MOST_BLOCKS = 5_000
MOST_LOGO = 2_000_000

NAME = Words(most=2_000)
KEY = Words(r"\w[\w.]*", "huruf, angka, _, dan titik di tengah", 200)
IDENT = Words(r"[\w.][\w.\-]*", "huruf, angka, titik, _ dan -", 2_000)
FLAG = Switch()

SPAN = record(
    Span,
    Field("file", NAME),
    Field("line", Number(0, 10_000_000)),
    Field("column", Number(0, 10_000_000)),
    Field("length", Number(0, 10_000_000), 1),
)
PLACE = Field("span", SPAN, NOWHERE)

RUN = record(Run, Field("text", Words()), Field("bold", FLAG, False), Field("italic", FLAG, False))
BLOCK = record(
    Block, Field("runs", Many(RUN, 0, MOST_BLOCKS)), Field("marker", Words(most=20), ""), Field("level", Number(0, 20), 0), PLACE
)
TEXT = Many(BLOCK, 0, MOST_BLOCKS)

DURATION = record(
    Duration,
    Field("least", Number(0, 1e12, whole=False)),
    Field("most", Number(0, 1e12, whole=False)),
    Field("unit", Choice(tuple(UNITS))),
    Field("qualifier", Choice(("", "maksimal", "minimal", "±")), ""),
    Field("per", NAME, ""),
)
CELL = record(Cell, Field("text", TEXT, ()), Field("merged", FLAG, False), Field("duration", DURATION, None), PLACE)
LANE = record(Lane, Field("id", IDENT), Field("name", NAME), Field("group", NAME, ""), PLACE)
STAGE = record(Stage, Field("number", NAME, ""), Field("title", TEXT, ()), Field("before", Number(0, MOST_ROWS)), PLACE)
FLOW = record(
    Flow,
    Field("id", IDENT),
    Field("source", IDENT),
    Field("target", IDENT),
    Field("label", NAME, ""),
    Field("bundle", NAME, ""),
    Field("via", Choice(get_args(Side)), ""),
    Field("implied", FLAG, False),
    PLACE,
)


def _shape(**values: Any) -> Shape:
    """A shape whose row is not known yet: it stands in it."""
    return Shape(row=-1, **values)


SHAPE = Record(
    "Shape",
    (
        Field("id", IDENT),
        Field("kind", Choice(get_args(ShapeKind))),
        Field("level", Number(0, MOST_SHAPES), 0),
        Field("lane", Number(0, MOST_LANES - 1)),
        Field("lane_last", Number(0, MOST_LANES - 1)),
        Field("text", NAME, ""),
        Field("link", NAME, ""),
        Field("implied", FLAG, False),
        PLACE,
    ),
    _shape,
    lambda shape: shape._asdict(),
)


def _row(cells: tuple[tuple[str, Cell], ...], span: Span, **values: Any) -> Row:
    given = dict(cells)
    return Row(cells=tuple(given.get(column, Cell((), False, None, span)) for column in COLUMNS), span=span, **values)


def _row_parts(row: Row) -> dict[str, Any]:
    empty = Cell((), False, None, row.span)
    return row._asdict() | {"cells": tuple(pair for pair in zip(COLUMNS, row.cells, strict=True) if pair[1] != empty)}


ROW = Record(
    "Row",
    (
        Field("key", KEY),
        Field("number", NAME, ""),
        Field("text", TEXT, ()),
        Field("merged", FLAG, False),
        Field("cells", Keyed(CELL, COLUMNS), ()),
        Field("shapes", Many(SHAPE, 1, MOST_SHAPES)),
        PLACE,
    ),
    _row,
    _row_parts,
)


def _chart(rows: tuple[Row, ...], **values: Any) -> Chart:
    placed = (row._replace(shapes=tuple(shape._replace(row=at) for shape in row.shapes)) for at, row in enumerate(rows))
    return Chart(rows=tuple(placed), **values)


CHART = Record(
    "Chart",
    (
        Field("title", NAME, ""),
        Field("number", NAME, ""),
        Field("lanes", Many(LANE, 1, MOST_LANES)),
        Field("rows", Many(ROW, 1, MOST_ROWS)),
        Field("stages", Many(STAGE, 0, MOST_ROWS), ()),
        Field("flows", Many(FLOW, 0, 10 * MOST_ROWS), ()),
        Field("notes", TEXT, ()),
        PLACE,
    ),
    _chart,
    lambda chart: chart._asdict(),
)

SIGNER = record(Signer, *(Field(name, NAME, "") for name in ("role", "position", "name", "rank", "nip")), PLACE)
LOGO = record(Logo, Field("data", Binary(MOST_LOGO)), Field("kind", Choice(("image/svg+xml", "image/png", "image/jpeg"))), PLACE)
ENTRY = record(Entry, Field("key", NAME), Field("label", NAME), Field("text", NAME, ""), PLACE)
BOX = record(Box, Field("key", NAME), Field("title", NAME), Field("text", TEXT, ()), PLACE)
IDENTITY = record(
    Identity,
    Field("office", Many(NAME, 0, 100), ()),
    Field("unit", Many(NAME, 0, 100), ()),
    Field("logo", LOGO, None),
    Field("entries", Many(ENTRY, 0, 100), ()),
    Field("signer", SIGNER, None),
    Field("boxes", Many(BOX, 0, 100), ()),
)
APPROVAL = record(
    Approval, Field("title", NAME, ""), Field("place", NAME, ""), Field("date", NAME, ""), Field("signers", Many(SIGNER, 1, 100)), PLACE
)
PART = record(
    Part,
    Field("kind", Choice(("sampul", "keputusan", "daftar isi", "penjelasan"))),
    Field("title", NAME, ""),
    Field("text", TEXT, ()),
    PLACE,
)

_LOOK = Style()
STYLE = record(
    Style,
    Field("preset", Choice(tuple(PRESETS)), _LOOK.preset),
    Field("paper", Choice(tuple(PAPERS)), _LOOK.paper),
    Field("landscape", FLAG, _LOOK.landscape),
    Field("margins", Many(Number(0, 80, whole=False), 4, 4), _LOOK.margins),
    Field("font_size", Number(5, 14, whole=False), _LOOK.font_size),
    Field("number_row", FLAG, _LOOK.number_row),
    Field("row_numbers", Choice(("all", "stage", "stages only")), _LOOK.row_numbers),
    Field("page_numbers", FLAG, _LOOK.page_numbers),
    Field("table_title", FLAG, _LOOK.table_title),
    Field("separate_capsules", FLAG, _LOOK.separate_capsules),
    Field("spelled_time", FLAG, _LOOK.spelled_time),
    Field("hops", FLAG, _LOOK.hops),
    Field("one_sheet", FLAG, _LOOK.one_sheet),
    Field("qr_room", FLAG, _LOOK.qr_room),
    Field("signature_band", FLAG, _LOOK.signature_band),
    Field("signature_field", FLAG, _LOOK.signature_field),
    Field("columns", Many(Choice(COLUMN_ORDER), 2, len(COLUMN_ORDER)), _LOOK.columns),
    Field("widths", Keyed(Number(5, 300, whole=False), COLUMN_ORDER), ()),
    Field("headings", Keyed(NAME, tuple(HEADINGS)), ()),
)

STANDARD = record(Standard, Field("words", NAME), Field("duration", DURATION), PLACE)

SOP = record(
    Sop,
    Field("name", NAME, ""),
    Field("identity", IDENTITY, None),
    Field("charts", Many(CHART, 0, 500), ()),
    Field("parts", Many(PART, 0, 20), ()),
    Field("approval", APPROVAL, None),
    Field("style", STYLE, _LOOK),
    Field("date", Date(), None),
    PLACE,
    Field("standard", STANDARD, None),
)


def _book(version: int, sops: tuple[Sop, ...]) -> Book:
    return Book(sops)


DOCUMENT = Record(
    "Book",
    (Field("version", Number(VERSION, VERSION)), Field("sops", Many(SOP, 1, 1_000))),
    _book,
    lambda book: {"version": VERSION, "sops": book.sops},
)
