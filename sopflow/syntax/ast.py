"""What a file says, line by line, before any name is looked up.

Out of `parse`, into `resolve`. Every node keeps the span of the words it was made from.
Names of keywords are canonical (lower case, aliases replaced); the user's own words stay in the spans.
"""

from typing import Literal

from sopflow.richtext import Text
from sopflow.source import Span
from sopflow.values import NamedTuple

Kind = Literal["mulai", "selesai", "proses", "keputusan"]
Side = Literal["kiri", "kanan", "atas", "bawah"]


class Word(NamedTuple):
    """A piece of text and its place."""

    text: str
    span: Span


class LaneRef(NamedTuple):
    """`@name`. `quoted` names are taken whole; an unquoted one in an exit may still hold the label's words."""

    name: str
    quoted: bool
    span: Span


class ShapeNode(NamedTuple):
    """`@a+b(kind) "text"`."""

    lanes: tuple[LaneRef, ...]
    kind: Kind | None
    text: str
    span: Span


ShapeGroup = tuple[ShapeNode, ...]
"""Shapes joined by `&`."""


class Target(NamedTuple):
    """Where an arrow leads. `key` is the row's key for "row", the name for "sop", else empty."""

    kind: Literal["row", "end", "next", "sop"]
    key: str
    lane: LaneRef | None
    span: Span


class ExitNode(NamedTuple):
    """`@lane label -> targets lewat side`. With an unquoted lane, `lane.name` holds lane and label as typed,
    and `label` is empty.
    """

    lane: LaneRef | None
    label: Word
    targets: tuple[Target, ...]
    side: Side | None
    span: Span


class CellNode(NamedTuple):
    """A cell of a row: `same` for `^`. `column`: kelengkapan, waktu, output, keterangan."""

    column: str
    text: Text
    same: bool
    span: Span


class RowNode(NamedTuple):
    """A kegiatan. `groups` are joined by `->`; none when its head is at fault. `number`: None when not said, "-" for none."""

    key: Word
    groups: tuple[ShapeGroup, ...]
    text: Text
    same: bool
    cells: tuple[CellNode, ...]
    exits: tuple[ExitNode, ...]
    number: Word | None
    span: Span


class FieldNode(NamedTuple):
    """`name: text` with sub-fields below it. `title` is the name as typed. Of `isian` and of the parts of a full set, the first
    block of `text` is the title when it stands on the line of `span`; what stands below begins blocks of its own.

    Used for the identity (`instansi`, `nomor`, `disahkan oleh`, …), `sop`, `isian`, `tahap`, `prosedur`, `catatan`, the parts of a
    full set, and the settings inside `gaya` (where `children` nest).
    """

    name: str
    title: Word
    text: Text
    children: "tuple[FieldNode, ...]"
    span: Span


class LaneNode(NamedTuple):
    """`alias: name`; `alias` is None when only a name was given. `group` is the common head, or empty."""

    alias: Word | None
    name: Word
    group: str


class LanesNode(NamedTuple):
    """`pelaksana:`."""

    lanes: tuple[LaneNode, ...]
    span: Span


class IncludeNode(NamedTuple):
    """`gunakan: path`."""

    path: Word
    span: Span


Node = RowNode | FieldNode | LanesNode | IncludeNode


class Ast(NamedTuple):
    """The statements of one file, top down. `kegiatan:` markers leave no trace."""

    file: str
    nodes: tuple[Node, ...]
