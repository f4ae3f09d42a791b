"""How much a document may hold. In: statements, and a `Book` from a text or from JSON. Out: a message for each thing that there is too
much of.

The bounds lie far beyond what offices write, and keep what a document costs in time and memory near what its length lets one expect.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate

from sopflow.diagnostics import Diagnostic
from sopflow.model.book import Book, Chart, Identity, Sop
from sopflow.richtext import Text
from sopflow.source import Span
from sopflow.syntax.ast import FieldNode, LanesNode, Node, RowNode
from sopflow.values import NamedTuple

MOST_SOPS = 500
MOST_CHARTS = 500
MOST_ROWS = 6_000
MOST_FLOWS = 12_000
MOST_LANES = 120
MOST_IN_A_ROW = 60
"""Shapes of a row, targets of a way out of it."""
MOST_EXITS = 20
"""Ways out of a row: nobody could tell more of them apart, and routing them takes seconds."""
MOST_PASSING = 40
"""Arrows side by side; those to one shape run together and count once."""
MOST_OVER_A_ROW = 400
"""Arrows that pass a row, those to one shape too: each is weighed beside every other."""
MOST_LISTED = 1_000
"""Lanes in a list from which tables take theirs."""
MOST_STOREYS = 2_000
"""Of a table, besides the first of each row."""
MOST_BOXES = 100
MOST_SIGNERS = 60
MOST_STAGES = 1_000
MOST_LINES = 60
"""Of an office's name."""
MOST_BLOCKS = 2_000
"""Paragraphs and items of a text."""

LONGEST_TEXT = 50_000
"""Letters of a cell or box: some thirty pages."""
LONGEST_WORDS = 1_000
"""Letters of what stands in one line: a name, a title."""
LONGEST_LABEL = 300
"""Letters beside an arrow."""

PASSING = "anak panah panjang yang berdampingan", "anak panah yang melewati satu baris"
SPLIT = "bagi menjadi beberapa berkas"


class _Count(NamedTuple):
    """So many of `what`, of which there may be `most`."""

    number: int
    most: int
    what: str
    span: Span
    hint: str


class _Words(NamedTuple):
    """Words in one line, and what they are."""

    text: str
    what: str
    span: Span
    longest: int = LONGEST_WORDS


def too_many(number: int, most: int, what: str, span: Span, hint: str) -> Diagnostic:
    """The message that there are more of `what` than a document may have."""
    return Diagnostic("error", "terlalu-banyak", f"Terlalu banyak {what}: {number}, paling banyak {most}", span, hint)


def crowded(nodes: tuple[Node, ...]) -> tuple[Diagnostic, ...]:
    """What there is too much of in statements, so that looking names up would take long."""
    rows = [node for node in nodes if isinstance(node, RowNode)]
    sops = [node for node in nodes if isinstance(node, FieldNode) and node.name == "sop"]
    found = [too_many(len(sops), MOST_SOPS, "prosedur", sops[MOST_SOPS].span, SPLIT)] if len(sops) > MOST_SOPS else []
    if len(rows) > MOST_ROWS:
        found.append(too_many(len(rows), MOST_ROWS, "baris kegiatan", rows[MOST_ROWS].span, SPLIT))
    lists = [node for node in nodes if isinstance(node, LanesNode)]
    found += [too_many(len(node.lanes), MOST_LISTED, "pelaksana", node.span, SPLIT) for node in lists if len(node.lanes) > MOST_LISTED]
    found += [too_many(*each) for row in rows for each in _of_a_row(row) if each.number > each.most]
    return tuple(found)


def _of_a_row(row: RowNode) -> Iterator[_Count]:
    """What the head of a row holds, and the lines below it."""
    shapes = [shape for group in row.groups for shape in group]
    yield _Count(len(shapes), MOST_IN_A_ROW, "bentuk dalam satu baris", row.span, "bagi menjadi beberapa baris kegiatan")
    yield _Count(len(row.exits), MOST_EXITS, "jalan keluar dari satu baris", row.span, "bagi keputusannya menjadi beberapa baris")
    for shape in shapes:
        yield _Count(len(shape.lanes), MOST_LANES, "pelaksana dalam satu bentuk", shape.span, "kurangi pelaksananya")
    for each in row.exits:
        yield _Count(len(each.targets), MOST_IN_A_ROW, "tujuan satu anak panah", each.span, "kurangi tujuannya")


def beyond_limits(book: Book) -> tuple[Diagnostic, ...]:
    """What the book has too much of, in the order of its parts."""
    span = book.sops[0].span if book.sops else Span("", 1, 1)
    charts = [chart for sop in book.sops for chart in sop.charts]
    counts = [
        _Count(len(book.sops), MOST_SOPS, "prosedur", span, SPLIT),
        _Count(len(charts), MOST_CHARTS, "tabel", span, SPLIT),
        _Count(sum(len(chart.rows) for chart in charts), MOST_ROWS, "baris kegiatan", span, SPLIT),
        _Count(sum(len(chart.flows) for chart in charts), MOST_FLOWS, "anak panah", span, "kurangi jalan keluarnya, atau bagi tabelnya"),
        *(each for sop in book.sops for each in _counts(sop)),
    ]
    found = [too_many(*each) for each in counts if each.number > each.most]
    found += [fault for sop in book.sops for text, span in _texts(sop) if (fault := _long_text(text, span))]
    found += [_long_words(each) for sop in book.sops for each in _words(sop) if len(each.text) > each.longest]
    return tuple(found)


def _counts(sop: Sop) -> Iterator[_Count]:
    if sop.identity:
        shorten = "tulis nama yang lebih singkat"
        yield _Count(len(sop.identity.boxes), MOST_BOXES, "kotak isian", sop.span, "gabungkan isinya")
        yield _Count(len(sop.identity.office), MOST_LINES, "baris nama instansi", sop.span, shorten)
        yield _Count(len(sop.identity.unit), MOST_LINES, "baris nama unit", sop.span, shorten)
    if sop.approval:
        yield _Count(len(sop.approval.signers), MOST_SIGNERS, "penanda tangan", sop.approval.span, "kurangi penanda tangannya")
    for chart in sop.charts:
        yield _Count(len(chart.lanes), MOST_LANES, "pelaksana", chart.span, "gabungkan pelaksananya, atau bagi tabelnya")
        storeys = sum(max((shape.level for shape in row.shapes), default=0) for row in chart.rows)
        yield _Count(storeys, MOST_STOREYS, "tingkat bentuk", chart.span, "tulis urutan yang panjang sebagai beberapa baris kegiatan")
        leaving = Counter(flow.source for flow in chart.flows)
        yield _Count(max(leaving.values(), default=0), MOST_IN_A_ROW, "anak panah dari satu bentuk", chart.span, "kurangi tujuannya")
        for (number, at), most, what in zip(_passing(chart), (MOST_PASSING, MOST_OVER_A_ROW), PASSING, strict=True):
            yield _Count(number, most, what, at, "bagi tabelnya, atau pakai «-> sop: …»")
        yield _Count(len(chart.stages), MOST_STAGES, "tahap", chart.span, "gabungkan tahapnya")


def _passing(chart: Chart) -> tuple[tuple[int, Span], tuple[int, Span]]:
    """The most arrows that lie side by side, and the row where; once with those to one shape as one, once each for itself."""
    rows = {shape.id: row for row, each in enumerate(chart.rows) for shape in each.shapes}
    spans = [(min(ends), max(ends)) for flow in chart.flows for ends in ((rows[flow.source], rows[flow.target]),)]
    reach: dict[str, tuple[int, int]] = {}
    for flow, (low, high) in zip(chart.flows, spans, strict=True):
        top, bottom = reach.get(flow.target, (low, high))
        reach[flow.target] = min(top, low), max(bottom, high)
    return _most(chart, reach.values()), _most(chart, spans)


def _most(chart: Chart, spans: Iterable[tuple[int, int]]) -> tuple[int, Span]:
    """How many of the ranges of rows hold the row that most of them hold, and that row."""
    change = [0] * (len(chart.rows) + 1)
    for low, high in spans:
        change[low] += 1
        change[high] -= 1
    sums = list(accumulate(change))
    most = max(sums)
    return most, chart.rows[sums.index(most)].span if chart.rows else chart.span


def _texts(sop: Sop) -> Iterator[tuple[Text, Span]]:
    """Texts that may have several paragraphs."""
    for box in sop.identity.boxes if sop.identity else ():
        yield box.text, box.span
    for part in sop.parts:
        yield part.text, part.span
    for chart in sop.charts:
        yield chart.notes, chart.span
        for row in chart.rows:
            yield row.text, row.span
            for cell in row.cells:
                yield cell.text, cell.span


def _long_text(text: Text, span: Span) -> Diagnostic | None:
    if len(text) > MOST_BLOCKS:
        return too_many(len(text), MOST_BLOCKS, "paragraf dalam satu isian", span, "bagi isinya, atau pindahkan ke lampiran")
    letters = sum(len(run.text) for block in text for run in block.runs)
    return _too_long(letters, LONGEST_TEXT, "Isian ini", span) if letters > LONGEST_TEXT else None


def _long_words(words: _Words) -> Diagnostic:
    return _too_long(len(words.text), words.longest, words.what, words.span)


def _too_long(letters: int, longest: int, what: str, span: Span) -> Diagnostic:
    message = f"{what} terlalu panjang: {letters} huruf, paling panjang {longest} huruf"
    return Diagnostic("error", "teks-terlalu-panjang", message, span, "ringkas isinya, atau pindahkan ke lampiran")


def _words(sop: Sop) -> Iterator[_Words]:
    """Words that stand in one line or in a shape."""
    yield _Words(sop.name, "Nama SOP", sop.span)
    for _, words in sop.style.headings:
        yield _Words(words, "Judul kolom", sop.span)
    if sop.identity:
        yield from _identity_words(sop.identity, sop.span)
    for part in sop.parts:
        yield _Words(part.title, "Judul", part.span)
    if sop.approval:
        for words in (sop.approval.title, sop.approval.place, sop.approval.date):
            yield _Words(words, "Isi lembar pengesahan", sop.approval.span)
        for signer in sop.approval.signers:
            for words in (signer.role, signer.position, signer.name, signer.rank, signer.nip):
                yield _Words(words, "Isi lembar pengesahan", signer.span)
    for chart in sop.charts:
        yield from _chart_words(chart)


def _identity_words(identity: Identity, span: Span) -> Iterator[_Words]:
    for line in (*identity.office, *identity.unit):
        yield _Words(line, "Nama instansi", span)
    for entry in identity.entries:
        yield _Words(entry.text, f"Isi «{entry.label[:40]}»", entry.span)
    for box in identity.boxes:
        yield _Words(box.title, "Judul kotak", box.span)
    if identity.signer:
        for words in (identity.signer.position, identity.signer.name, identity.signer.rank, identity.signer.nip):
            yield _Words(words, "Isi «disahkan oleh»", identity.signer.span)


def _chart_words(chart: Chart) -> Iterator[_Words]:
    yield _Words(chart.title, "Judul tabel", chart.span)
    yield _Words(chart.number, "Nomor tabel", chart.span)
    for lane in chart.lanes:
        yield _Words(lane.name, "Nama pelaksana", lane.span)
        yield _Words(lane.group, "Nama kelompok pelaksana", lane.span)
    for stage in chart.stages:
        yield _Words(stage.number, "Nomor tahap", stage.span)
        yield _Words("".join(run.text for block in stage.title for run in block.runs), "Judul tahap", stage.span)
    for row in chart.rows:
        yield _Words(row.number, "Nomor baris", row.span)
        for shape in row.shapes:
            yield _Words(shape.text, "Teks dalam bentuk", shape.span)
    for flow in chart.flows:
        yield _Words(flow.label, "Label jalan keluar", flow.span, LONGEST_LABEL)
