"""What every drawing of a chart must keep (docs/svg.md), whatever the text. In: a text. Out: the points that its drawing breaks."""

import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from sopflow.audit import Drawn, measure, read
from sopflow.audit.geometry import Point
from sopflow.audit.read import DrawnFlow, DrawnShape
from sopflow.export.svg import svg
from sopflow.layout.front import FOOTER, FOOTER_GAP
from sopflow.layout.sizes import LINE_FACTOR
from sopflow.model.book import Chart, Flow, Sop
from sopflow.pipeline import Compiled, compile_source
from sopflow.richtext import plain
from sopflow.source import Source

TOUCH = 0.02
"""Millimetres: what rounding to three decimals may move."""

LONG_NUMBER = re.compile(r"\d\.\d{4,}")


class Part(NamedTuple):
    """An arrow on one page: it joins two shapes of the chart, or one of them and a connector."""

    source: str
    label: str
    target: str


def compiled(text: str) -> Compiled:
    """The text compiled under the name `uji.sop`."""
    return compile_source(Source("uji.sop", text))


def breaches(result: Compiled) -> list[str]:
    """Every point of the contract that the drawing of a text with one chart breaks, as `point: what`."""
    if result.drawing is None or result.book is None:
        return [f"text: {each.span.line} {each.message}" for each in result.diagnostics if each.severity == "error"]
    (sop,) = result.book.sops
    (chart,) = sop.charts
    written = [svg(page) for page in result.drawing.pages]
    whole = svg(result.drawing.charts[0])
    found = [each for each in (*written, whole) for each in markup_breaches(each)]
    pages, continuous = [read(each) for each in written], read(whole)
    found += [f"geometry: page {at}: {fault}" for at, page in enumerate(pages, 1) for fault in measure(page).faults]
    found += [f"geometry: continuous: {fault}" for fault in measure(continuous).faults]
    tables = [page for page in pages if any(cell.column == "kegiatan" for cell in page.cells)]
    found += overfull(sop, pages)
    found += row_breaches(chart, tables) + row_breaches(chart, [continuous])
    found += flow_breaches(chart, tables) + flow_breaches(chart, [continuous])
    found += connector_breaches(tables) + end_breaches([*tables, continuous])
    return found + word_breaches(sop, chart, tables)


def markup_breaches(page: str) -> list[str]:
    """Faults of one file: what is not XML, ids given twice, numbers with four decimals, things from elsewhere."""
    root = ElementTree.fromstring(page)
    found = []
    ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
    found += [f"markup: id {name} {count} times" for name, count in ids.items() if count > 1]
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name in ("script", "foreignObject", "use", "animate"):
            found.append(f"markup: <{name}>")
        for key, value in element.items():
            if LONG_NUMBER.search(value) and not value.startswith("data:"):
                found.append(f"markup: {key}={value}")
        if name == "g" and (element.get("class") or "").split(" ")[0] in ("shape", "arrow") and not _has_title(element):
            found.append(f"markup: no title in {element.get('id')}")
    head = [child.tag.rpartition("}")[2] for child in root][:2]
    return found if head == ["title", "desc"] else [*found, "markup: no title and description"]


def _has_title(group: ElementTree.Element) -> bool:
    title = group.find("{http://www.w3.org/2000/svg}title")
    return title is not None and bool(title.text)


def overfull(sop: Sop, pages: list[Drawn]) -> list[str]:
    """Pages whose table goes over the lower margin or the page's number."""
    foot = FOOTER * LINE_FACTOR + FOOTER_GAP if sop.style.page_numbers else 0.0
    room = sop.style.page_size()[1] - sop.style.margins[2] - foot
    lowest = [max((stop[1] for _, stop in page.rules), default=0.0) for page in pages]
    return [f"overfull: page {at} by {bottom - room:.2f} mm" for at, bottom in enumerate(lowest, 1) if bottom > room + 0.5]


# rows


def row_breaches(chart: Chart, tables: list[Drawn]) -> list[str]:
    """Rows that are split, lost or out of order; shapes away from their row; pages without a head."""
    found = [f"head: none on table page {at}" for at, page in enumerate(tables, 1) if not _has_head(page)]
    seen: list[str] = []
    for page in tables:
        seen += dict.fromkeys(shape.row for shape in page.shapes if shape.row)
    drawn_rows = [row.key for row in chart.rows if row.shapes]
    if sorted(seen) != sorted(drawn_rows):
        found.append(f"rows: drawn {seen}")
    return found + [each for page in tables for each in _strays(page)]


def _has_head(page: Drawn) -> bool:
    columns = {cell.column for cell in page.cells if not cell.row}
    return "kegiatan" in columns and any(column.startswith("lajur-") for column in columns)


def _strays(page: Drawn) -> Iterator[str]:
    """Shapes that leave the band of their row, told by the cell of its number."""
    bands = {cell.row: cell.box for cell in page.cells if cell.column == "no" and cell.row}
    for shape in page.shapes:
        band = bands.get(shape.row)
        if band and not (band.top < shape.frame.top and shape.frame.bottom < band.bottom):
            yield f"rows: {shape.id} leaves row {shape.row}"


# flows


def flow_breaches(chart: Chart, tables: list[Drawn]) -> list[str]:
    """Flows of the model that are not drawn, drawn more than once, or drawn where none is."""
    home = {shape.id: at for at, page in enumerate(tables) for shape in page.shapes if shape.row}
    lost = [shape.id for row in chart.rows for shape in row.shapes if shape.id not in home]
    if lost:
        return [f"flows: no shape {each}" for each in lost]
    found: list[str] = []
    shown = {(at, Part(flow.source, flow.label, flow.target)) for at, page in enumerate(tables) for flow in page.flows}
    explained: set[tuple[int, Part]] = set()
    for flow in chart.flows:
        parts = _parts_of(flow, home, tables)
        if parts is None:
            found.append(f"flows: {flow.id} is not drawn")
        else:
            explained |= parts
    found += [f"flows: page {at + 1} draws {part}, which is no flow" for at, part in sorted(shown - explained)]
    for at, page in enumerate(tables):
        counts = Counter(Part(flow.source, flow.label, flow.target) for flow in page.flows)
        found += [f"flows: page {at + 1} draws {part} {count} times" for part, count in counts.items() if count > 1]
    return found + _invented(chart, tables, home)


def _parts_of(flow: Flow, home: dict[str, int], tables: list[Drawn]) -> set[tuple[int, Part]] | None:
    """The arrows that draw a flow, on one page or two; None when they don't."""
    start, stop = home[flow.source], home[flow.target]
    if start == stop:
        wanted = [each for each in tables[start].flows if (each.source, each.target, each.label) == (flow.source, flow.target, flow.label)]
        return {(start, Part(flow.source, flow.label, flow.target))} if wanted else None
    ways_in = _by_ref(tables[stop], "dari-", flow.target)
    for each in tables[start].flows:
        ref = _ref(tables[start], each.target)
        if (each.source, each.label) == (flow.source, flow.label) and each.target.startswith("ke-") and ref in ways_in:
            arriving = ways_in[ref]
            return {(start, Part(each.source, each.label, each.target)), (stop, Part(arriving.source, arriving.label, arriving.target))}
    return None


def _by_ref(page: Drawn, prefix: str, target: str) -> dict[str, DrawnFlow]:
    return {_ref(page, flow.source): flow for flow in page.flows if flow.target == target and flow.source.startswith(prefix)}


def _ref(page: Drawn, ident: str) -> str:
    return next((shape.ref for shape in page.shapes if shape.id == ident), "")


def _invented(chart: Chart, tables: list[Drawn], home: dict[str, int]) -> list[str]:
    """Ways that a reader finds through a pair of connectors, and that the text does not have."""
    meant = {(flow.source, flow.label, flow.target) for flow in chart.flows}
    ends: dict[str, list[str]] = {}
    for page in tables:
        for flow in page.flows:
            if flow.source not in home:
                ends.setdefault(_ref(page, flow.source), []).append(flow.target)
    ways = [
        (flow.source, flow.label, end)
        for page in tables
        for flow in page.flows
        if flow.target not in home
        for end in ends.get(_ref(page, flow.target), [])
    ]
    return [f"flows: a connector leads from {way[0]} ({way[1]}) to {way[2]}, which is no flow" for way in ways if way not in meant]


def connector_breaches(tables: list[Drawn]) -> list[str]:
    """Connectors without their other half, in the wrong direction, or without a number where one is needed."""
    halves: dict[str, list[tuple[int, DrawnShape]]] = {}
    crowded = apart = False
    for at, page in enumerate(tables):
        pentagons = [shape for shape in page.shapes if shape.kind == "connector" and not shape.row]
        for shape in pentagons:
            halves.setdefault(shape.ref, []).append((at, shape))
        strips = Counter(shape.id.split("-")[1] for shape in pentagons)
        crowded = crowded or max(strips.values(), default=0) > 1
    found = []
    for ref, both in halves.items():
        out = [(at, shape) for at, shape in both if shape.id.startswith("ke-")]
        into = [(at, shape) for at, shape in both if shape.id.startswith("dari-")]
        if not out or not into:
            found.append(f"connectors: {ref} has {len(out)} ways out and {len(into)} ways in")
        for at, shape in out:
            apart = apart or any(abs(other - at) > 1 for other, _ in into)
            down = "ke-bawah" in shape.id
            if any((other > at) != down or ("dari-atas" in twin.id) != down for other, twin in into):
                found.append(f"connectors: {shape.id} on page {at + 1} points the wrong way")
    pentagons = [shape for both in halves.values() for _, shape in both]
    unnumbered = [shape.id for shape in pentagons if "".join(line.words for line in shape.lines) != shape.ref]
    if (crowded or apart) and unnumbered:
        found.append(f"connectors: no number in {unnumbered}")
    return found


# ends


def end_breaches(pages: list[Drawn]) -> list[str]:
    """Arrows that do not begin and end on the outline of their shapes."""
    found = []
    for page in pages:
        shapes = {shape.id: shape for shape in page.shapes}
        for flow in page.flows:
            for ident, point in ((flow.source, flow.points[0]), (flow.target, flow.points[-1])):
                if ident not in shapes:
                    found.append(f"ends: {flow.id} has no shape {ident}")
                elif _from_outline(shapes[ident], point) > TOUCH:
                    found.append(f"ends: {flow.id} ends {_from_outline(shapes[ident], point):.2f} mm from {ident}")
    return found


def _from_outline(shape: DrawnShape, point: Point) -> float:
    corners = shape.outline
    return min(_from_side(corners[at - 1], corners[at], point) for at in range(len(corners)))


def _from_side(start: Point, stop: Point, point: Point) -> float:
    across, down = stop[0] - start[0], stop[1] - start[1]
    square = across**2 + down**2
    along = ((point[0] - start[0]) * across + (point[1] - start[1]) * down) / square if square else 0.0
    part = min(1.0, max(0.0, along))
    return float(((start[0] + part * across - point[0]) ** 2 + (start[1] + part * down - point[1]) ** 2) ** 0.5)


# words


def word_breaches(sop: Sop, chart: Chart, tables: list[Drawn]) -> list[str]:
    """Rows whose kegiatan is not printed whole."""
    printed: dict[str, list[str]] = {}
    for page in tables:
        for cell in page.cells:
            if cell.column == "kegiatan":
                printed.setdefault(cell.row, []).append(_letters("".join(cell.words)))
    found = []
    for at, row in enumerate(chart.rows):
        if row.text and not row.merged:
            joined = takewhile(lambda each: each.merged, chart.rows[at + 1 :])
            parts = [part for each in (row, *joined) for part in printed.get(each.key, [])]
            if not _is_whole(_letters(plain(row.text)), parts):
                found.append(f"words: kegiatan of row {row.key} is not printed whole")
    return found


def _is_whole(letters: str, parts: list[str]) -> bool:
    """Whether the words stand on one page, or go on from page to page."""
    return letters in parts or letters == "".join(parts)


def _letters(words: str) -> str:
    return "".join(letter for letter in words if letter.isalnum())
