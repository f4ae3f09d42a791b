"""Books → a network: procedures, the documents that they share, and what leads from one to another.

What holds: a name is one node however it is written (`same`); nothing refers to itself; the order is that of the texts.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from sopflow.describe.flow import NOTHING
from sopflow.model.book import COLUMNS, Book, Chart, Column, Sop
from sopflow.model.names import procedure_key
from sopflow.richtext import Text, plain
from sopflow.rules.laws import kind_at_start
from sopflow.values import NamedTuple

NodeKind = Literal["procedure", "foreign", "document"]
"""A procedure of the texts, one that they only name, a document."""

EdgeKind = Literal["link", "related", "document"]
"""An arrow `-> sop:`, an entry of Keterkaitan, a document given or taken."""


EVERYDAY = frozenset(
    (
        *("agenda", "arsip", "berkas", "bukti", "catatan", "daftar", "data", "dinas", "disposisi", "dokumen", "draf", "draft"),
        *("formulir", "hadir", "hasil", "konsep", "laporan", "lembar", "memo", "nota", "notula", "notulen", "notulensi"),
        *("perintah", "rapat", "rekapitulasi", "surat", "tanda", "terima", "tugas", "undangan"),
    )
)
"""A document whose name has no other words is every office's own each time: it joins no procedures."""


class Node(NamedTuple):
    """`key` is the name as it is compared; `group` the procedure that the table is a part of, or empty."""

    key: str
    kind: NodeKind
    name: str
    number: str = ""
    group: str = ""


class Edge(NamedTuple):
    """From one node to another, by their keys. `whole`: from the whole group that the source stands for. `mutual`: and back."""

    source: str
    target: str
    kind: EdgeKind
    whole: bool = False
    mutual: bool = False


class Network(NamedTuple):
    """Nodes and edges, each once."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def network_of(books: Iterable[tuple[str, Book]]) -> Network:
    """The network of some books, each with the name that its nameless procedures get."""
    tables = [table for name, book in books for table in _tables(name, book)]
    nodes = {node.key: node for node in reversed([table.node for table in tables])}
    nodes = {table.node.key: nodes[table.node.key] for table in tables}
    edges: dict[Edge, None] = {}
    for table in tables:
        for words, kind in _mentions(table):
            target = nodes.setdefault(same(words), Node(same(words), "foreign", _without_sop(words)))
            inside = table.node.group and target.group == table.node.group
            if target.key and target.key != table.node.key and not (inside and kind == "related"):
                edges[Edge(table.node.key, target.key, kind, bool(table.node.group) and kind == "related")] = None
    for document, edge in _documents(tables):
        nodes.setdefault(document.key, document)
        edges[edge] = None
    return Network(tuple(node for node in nodes.values() if node.key), tuple(_paired(edges)))


def same(words: str) -> str:
    """A name as it is compared: its letters and digits, in lower case, without "SOP" before it."""
    return procedure_key(" ".join(re.findall(r"\w+", words)))


class _Table(NamedTuple):
    """One chart as a node. `first`: what the whole procedure says is said with it."""

    node: Node
    sop: Sop
    chart: Chart
    first: bool


def _tables(name: str, book: Book) -> Iterator[_Table]:
    for number, sop in enumerate(book.sops, 1):
        whole = sop.name or (name if len(book.sops) == 1 else f"{name} {number}")
        entries = sop.identity.entries if sop.identity else ()
        own = next((entry.text for entry in entries if entry.key == "nomor"), "")
        group = _without_sop(whole) if len(sop.charts) > 1 else ""
        for at, chart in enumerate(sop.charts):
            title = _without_sop(chart.title or (whole if not group else f"{whole} {at + 1}"))
            yield _Table(Node(same(title), "procedure", title, chart.number or own, group), sop, chart, at == 0)


def _without_sop(words: str) -> str:
    """A name for printing."""
    return re.sub(r"^SOP(?:[ -]AP)?\b[\s:.]*", "", " ".join(words.split()), flags=re.IGNORECASE).strip(" .;,") or words


def _mentions(table: _Table) -> Iterator[tuple[str, EdgeKind]]:
    """The procedures that a table names. Regulations among them are a slip that `sopflow check` tells."""
    for row in table.chart.rows:
        yield from ((shape.link, "link") for shape in row.shapes if shape.link)
    for box in table.sop.identity.boxes if table.sop.identity and table.first else ():
        if box.key == "keterkaitan":
            yield from ((words, "related") for words in _items(box.text) if not kind_at_start(words))


def _items(text: Text) -> Iterator[str]:
    """What a cell or box lists: an item, a paragraph, or what stands between semicolons."""
    for block in text:
        for words in plain((block,)).split(";"):
            if words.strip() not in NOTHING:
                yield words.strip(" .,")


def _documents(tables: list[_Table]) -> Iterator[tuple[Node, Edge]]:
    """Documents that one procedure gives and another takes. What a procedure makes itself, it takes from nobody."""
    gives = [(table, dict.fromkeys(_cells(table.chart, "output"))) for table in tables]
    takes = [(table, [words for words in _cells(table.chart, "kelengkapan") if words not in given]) for table, given in gives]
    names = {same(words): words for words in reversed([words for table in tables for words in _written(table.chart)])}
    for key in dict.fromkeys(key for _, given in gives for key in given if not EVERYDAY.issuperset(key.split())):
        givers = list(dict.fromkeys(table.node.key for table, given in gives if key in given))
        takers = list(dict.fromkeys(table.node.key for table, taken in takes if key in taken))
        if any(giver != taker for giver in givers for taker in takers):
            document = Node(f"dokumen {key}", "document", names[key])
            yield from ((document, Edge(giver, document.key, "document")) for giver in givers)
            yield from ((document, Edge(document.key, taker, "document")) for taker in takers if taker not in givers)


def _cells(chart: Chart, column: Column) -> Iterator[str]:
    for row in chart.rows:
        yield from filter(None, map(same, _items(row.cells[COLUMNS.index(column)].text)))


def _written(chart: Chart) -> Iterator[str]:
    for row in chart.rows:
        for column in ("output", "kelengkapan"):
            yield from _items(row.cells[COLUMNS.index(column)].text)


def _paired(edges: Iterable[Edge]) -> Iterator[Edge]:
    """Two that name each other in the same way are one edge with two heads."""
    given = set(edges)
    for edge in edges:
        back = edge._replace(source=edge.target, target=edge.source)
        if back not in given:
            yield edge
        elif edge.source < edge.target:
            yield edge._replace(mutual=True)
