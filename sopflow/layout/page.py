"""One page of a chart, routed and placed: shapes, arrows and labels in millimetres.

In: the table, a range of its rows, what earlier rounds asked for. Out: a `RoutedPage`, with what does not fit yet.
"""

from typing import NamedTuple

from sopflow.layout.describe import shape_title
from sopflow.layout.labels import Crowded, place_labels
from sopflow.layout.lattice import ChartIndex, Connector, Lattice, build_lattice
from sopflow.layout.place import Horizontal, Vertical, corners, node_box, place_across, place_vertically
from sopflow.layout.plan import Box, PlacedFlow, PlacedShape
from sopflow.layout.route.grid import Routing
from sopflow.layout.route.route import route
from sopflow.layout.table import Table
from sopflow.model.book import Shape, ShapeKind


class RoutedPage(NamedTuple):
    """A range of rows with its arrows routed and placed. `crowded`: labels that found no clear place."""

    first: int
    end: int
    lattice: Lattice
    routing: Routing
    across: Horizontal
    down: Vertical
    shapes: tuple[PlacedShape, ...]
    flows: tuple[PlacedFlow, ...]
    crowded: tuple[Crowded, ...]


class Demands:
    """What the pages of a chart were found to need; it only grows.

    `lanes`: width of each lane. `labels`: room between a lane's shapes and the next line, by (lane, side -1 or 1). `rows`: row heights.
    `comfort`: labels may also ask for room that they merely would like.
    """

    def __init__(self, lanes: tuple[float, ...], comfort: bool) -> None:
        self.lanes = list(lanes)
        self.labels: dict[tuple[int, int], float] = {}
        self.rows: dict[int, float] = {}
        self.comfort = comfort


class Router:
    """Routes ranges of rows of one chart, each once."""

    def __init__(self, index: ChartIndex) -> None:
        self.index = index
        self._known: dict[tuple[int, int], tuple[Lattice, Routing]] = {}

    def rows(self, first: int, end: int) -> tuple[Lattice, Routing]:
        """The lattice and the routing of the rows `first` to `end` (exclusive)."""
        if (first, end) not in self._known:
            lattice = build_lattice(self.index, first, end)
            self._known[first, end] = (lattice, route(lattice.grid))
        return self._known[first, end]


def place_page(table: Table, router: Router, first: int, end: int, top: float, demands: Demands) -> RoutedPage:
    """Places the rows from `top` on."""
    lattice, routing = router.rows(first, end)
    extents = [_extent(owner, table) for owner in lattice.owners]
    lanes, sizes = table.columns.lanes, table.sizes
    across = place_across(lattice, routing, extents, lanes, sizes, demands.labels)
    down = place_vertically(lattice, routing, extents, lambda row: table.heights[row], table.stage_height, sizes, top)
    shapes = [_shape(table, owner, node_box(lattice, at, extents[at], across, down)) for at, owner in enumerate(lattice.owners)]
    flows = _flows(table, lattice, routing, across, down, shapes)
    uprights = tuple(sorted({lane.x for lane in lanes} | {lane.right for lane in lanes}))
    levels = tuple(sorted({band.y for band in down.bands} | {band.y + band.height for band in down.bands}))
    frame = Box(lanes[0].x, top, lanes[-1].right - lanes[0].x, down.bottom - top) if lanes else Box(0, top, 0, 0)
    labelled, crowded = place_labels(flows, shapes, (uprights, levels), frame, sizes)
    return RoutedPage(first, end, lattice, routing, across, down, tuple(shapes), tuple(labelled), tuple(crowded))


def _extent(owner: Shape | Connector, table: Table) -> tuple[float, float]:
    if isinstance(owner, Connector):
        return table.sizes.pentagon
    fit = table.fits[owner.id]
    return fit.width, fit.height


def _shape(table: Table, owner: Shape | Connector, box: Box) -> PlacedShape:
    """A shape with its words; a connector still without its number."""
    lane = table.chart.lanes[owner.lane].id
    size = table.sizes.label
    if isinstance(owner, Connector):
        return PlacedShape(owner.id, "connector", box, "", lane, (), size, "")
    key = table.chart.rows[owner.row].key
    return PlacedShape(owner.id, owner.kind, box, key, lane, table.fits[owner.id].lines, size, shape_title(table.chart, owner), owner.link)


def _flows(
    table: Table, lattice: Lattice, routing: Routing, across: Horizontal, down: Vertical, shapes: list[PlacedShape]
) -> list[PlacedFlow]:
    placed = []
    for edge, meaning, way in zip(lattice.grid.edges, lattice.meanings, routing.routes, strict=True):
        source, target = shapes[edge.source], shapes[edge.target]
        ends: list[tuple[ShapeKind, Box]] = [(source.kind, source.box), (target.kind, target.box)]
        points = corners(way, ends[0], ends[1], down, across)
        placed.append(PlacedFlow(meaning.flow.id, source.id, target.id, edge.label, points, None, ""))
    return placed
