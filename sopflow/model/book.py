"""What the procedures of one document mean: the value that checks, layout and exporters read.

Out of `resolve`. Book → Sop → Chart → Row → Shape, with Flow between shapes. Everything is frozen; shapes and flows are linked by
their ids; every node keeps the span of the words it came from. No geometry.
"""

from typing import Literal

from sopflow.model.quantity import Duration
from sopflow.model.style import Style
from sopflow.richtext import Text
from sopflow.source import Span
from sopflow.values import NamedTuple

ShapeKind = Literal["start", "end", "process", "decision", "connector"]
Side = Literal["", "left", "right", "top", "bottom"]
Column = Literal["kelengkapan", "waktu", "output", "keterangan"]

COLUMNS: tuple[Column, ...] = ("kelengkapan", "waktu", "output", "keterangan")
"""The text columns of a row besides its kegiatan, in the standard's order."""


class Lane(NamedTuple):
    """A pelaksana. `group` is the common head above neighbouring lanes, or empty."""

    id: str
    name: str
    group: str
    span: Span


class Shape(NamedTuple):
    """One symbol of the flowchart.

    `row` and `lane` are indices in the chart; `lane_last` differs from `lane` when the shape lies across lanes. `level` counts the
    storeys within the row from 0. `implied` shapes (capsules that the flow needs) were not written by the user.
    A connector here is a way on to another procedure, named by `link`.
    """

    id: str
    kind: ShapeKind
    row: int
    level: int
    lane: int
    lane_last: int
    text: str
    link: str
    implied: bool
    span: Span


class Flow(NamedTuple):
    """An arrow from one shape to another.

    `label` is printed at its exit. Flows with the same non-empty `bundle` fork from and join to the same shapes: they may share a line.
    `via` is the side by which the author wants it to leave. `implied`: not written, it follows from the order of rows.
    """

    id: str
    source: str
    target: str
    label: str
    bundle: str
    via: Side
    implied: bool
    span: Span


class Cell(NamedTuple):
    """A cell of the mutu baku; `merged` with the cell of the row above. `duration` is filled in the column waktu when it parsed."""

    text: Text
    merged: bool
    duration: Duration | None
    span: Span


class Row(NamedTuple):
    """A kegiatan. `number` is what is printed, "" for none. `cells` follow COLUMNS."""

    key: str
    number: str
    text: Text
    merged: bool
    cells: tuple[Cell, ...]
    shapes: tuple[Shape, ...]
    span: Span


class Stage(NamedTuple):
    """A heading across the table, above the row with index `before`."""

    number: str
    title: Text
    before: int
    span: Span


class Chart(NamedTuple):
    """One table with its flowchart. `title` and `number` are printed above it when not empty."""

    title: str
    number: str
    lanes: tuple[Lane, ...]
    rows: tuple[Row, ...]
    stages: tuple[Stage, ...]
    flows: tuple[Flow, ...]
    notes: Text
    span: Span


class Signer(NamedTuple):
    """Who signs: `role` ("Mengetahui"), `position` (jabatan), name, rank and NIP as written."""

    role: str
    position: str
    name: str
    rank: str
    nip: str
    span: Span


class Logo(NamedTuple):
    """A picture file, read once. `kind` is its media type."""

    data: bytes
    kind: Literal["image/svg+xml", "image/png", "image/jpeg"]
    span: Span


class Box(NamedTuple):
    """A titled cell of the identity page. `key` is the language's keyword ("isian" for the office's own)."""

    key: str
    title: str
    text: Text
    span: Span


class Entry(NamedTuple):
    """A line of the identity page's right half: label and words ("Nomor SOP", "03 Tahun 2024")."""

    key: str
    label: str
    text: str
    span: Span


class Identity(NamedTuple):
    """Bagian identitas. `entries` top down, without Disahkan oleh and Nama SOP; `boxes` in pairs, left before right."""

    office: tuple[str, ...]
    unit: tuple[str, ...]
    logo: Logo | None
    entries: tuple[Entry, ...]
    signer: Signer | None
    boxes: tuple[Box, ...]


class Approval(NamedTuple):
    """Lembar pengesahan."""

    title: str
    place: str
    date: str
    signers: tuple[Signer, ...]
    span: Span


class Part(NamedTuple):
    """A page of the full set besides the procedures."""

    kind: Literal["sampul", "keputusan", "daftar isi", "penjelasan"]
    title: str
    text: Text
    span: Span


class Standard(NamedTuple):
    """The time within which the office has promised to be done (jangka waktu, a component of its standar pelayanan). Not printed."""

    words: str
    duration: Duration
    span: Span


class Sop(NamedTuple):
    """One procedure: an identity and its chart, or several charts under one identity.

    `date` is (year, month, day) of its making, if it parses.
    """

    name: str
    identity: Identity | None
    charts: tuple[Chart, ...]
    parts: tuple[Part, ...]
    approval: Approval | None
    style: Style
    date: tuple[int, int, int] | None
    span: Span
    standard: Standard | None = None


class Book(NamedTuple):
    """All that one file compiles to."""

    sops: tuple[Sop, ...]
