"""One page of a chart, routed and placed: shapes, arrows and labels in millimetres.

In: the table, a range of its rows, what earlier rounds asked for. Out: a `RoutedPage`, with what does not fit yet.
"""

from collections.abc import Mapping

from sopflow.describe.page import shape_title
from sopflow.layout.across import Horizontal, place_across
from sopflow.layout.cells import continues
from sopflow.layout.down import Vertical, place_vertically
from sopflow.layout.labels import Crowded, comfortable_room, place_labels
from sopflow.layout.lattice import ChartIndex, Connector, Junction, Lattice, Owner, build_lattice
from sopflow.layout.place import corners, node_box
from sopflow.layout.plan import Box, Extent, PlacedFlow, PlacedShape
from sopflow.layout.route.grid import Routing
from sopflow.layout.route.route import route, thrift
from sopflow.layout.sizes import Sizes
from sopflow.layout.table import Table
from sopflow.values import NamedTuple

Points = tuple[tuple[float, float], ...]


class RoutedPage(NamedTuple):
    """A range of rows with its arrows routed. `extents`: the sizes of what stands at the lattice's nodes.

    Shapes, arrows and their labels are there once they are asked for (`with_arrows`); `crowded`: labels that found no clear place.
    """

    first: int
    end: int
    lattice: Lattice
    routing: Routing
    extents: list[Extent]
    across: Horizontal
    down: Vertical
    shapes: tuple[PlacedShape, ...] = ()
    flows: tuple[PlacedFlow, ...] = ()
    crowded: tuple[Crowded, ...] = ()


NOTHING: Mapping[int, float] = {}


class Demands:
    """What the pages of a chart were found to need; it only grows.

    `lanes`: width of each lane. `labels`: room between a lane's shapes and the next line, by (lane, side -1 or 1). `storeys`: room for
    labels above (-1) and below (1) the shapes of a storey, by (row, storey, side). `rows`: row heights.
    `strips`: heights of connector strips, by the row that the page break stands above, and the side.
    `comfort`: labels have room even where they could stand on a rule. `squeeze`: how much smaller shapes and tracks must be.
    `expected`: how much taller than their words and shapes rows will be, as far as that is known beforehand.
    """

    def __init__(self, lanes: tuple[float, ...], comfort: bool, expected: Mapping[int, float] = NOTHING) -> None:
        self.lanes = list(lanes)
        self.labels: dict[tuple[int, int], float] = {}
        self.storeys: dict[tuple[int, int, int], float] = {}
        self.rows: dict[int, float] = {}
        self.strips: dict[tuple[int, str], float] = {}
        self.comfort, self.expected = comfort, expected
        self.squeeze = 1.0


class Router:
    """Routes ranges of rows of one chart, each once."""

    def __init__(self, index: ChartIndex) -> None:
        self.index = index
        self._saving = thrift(len(index.chart.flows))
        self._known: dict[tuple[int, int], tuple[Lattice, Routing]] = {}

    def rows(self, first: int, end: int) -> tuple[Lattice, Routing]:
        """The lattice and the routing of the rows `first` to `end` (exclusive)."""
        if (first, end) not in self._known:
            lattice = build_lattice(self.index, first, end)
            self._known[first, end] = (lattice, route(lattice.grid, self._saving))
        return self._known[first, end]


def stand_page(table: Table, router: Router, first: int, end: int, top: float, demands: Demands) -> RoutedPage:
    """Gives rows, shapes and channels their places, from `top` on."""
    lattice, routing = router.rows(first, end)
    extents = [_extent(owner, table) for owner in lattice.owners]
    rooms = _label_rooms(table, lattice, routing, demands)
    across = place_across(lattice, routing, extents, table.columns.lanes, table.sizes, rooms)
    down = _down(table, lattice, routing, extents, top, demands)
    return RoutedPage(first, end, lattice, routing, extents, across, down)


def with_heights(page: RoutedPage, table: Table, demands: Demands) -> RoutedPage:
    """The same with rows as tall as this table says."""
    return page._replace(down=_down(table, page.lattice, page.routing, page.extents, page.down.top, demands))


def _down(table: Table, lattice: Lattice, routing: Routing, extents: list[Extent], top: float, demands: Demands) -> Vertical:
    heights, storeys = table.heights, demands.storeys
    return place_vertically(lattice, routing, extents, lambda row: heights[row], table.stage_height, table.sizes, storeys, top)


def with_arrows(page: RoutedPage, table: Table) -> RoutedPage:
    """The page with its shapes, arrows and labels."""
    lattice, across, down, sizes = page.lattice, page.across, page.down, table.sizes
    boxes = [node_box(lattice, at, extent, across, down) for at, extent in enumerate(page.extents)]
    standing = [_shape(table, owner, box) for owner, box in zip(lattice.owners, boxes, strict=True)]
    flows = _flows(lattice, page.routing, across, down, standing, sizes)
    shapes = [shape for shape, owner in zip(standing, lattice.owners, strict=True) if not isinstance(owner, Junction)]
    lanes = table.columns.lanes
    uprights = tuple(sorted({lane.x for lane in lanes} | {lane.right for lane in lanes}))
    tops = {band.y for band in down.bands if band.row <= page.first or not continues(table.chart.rows[band.row])}
    levels = tuple(sorted(tops | {down.bottom}))
    frame = Box(lanes[0].x, down.top, lanes[-1].right - lanes[0].x, down.bottom - down.top) if lanes else Box(0, down.top, 0, 0)
    labelled, crowded = place_labels(flows, shapes, (uprights, levels), frame, sizes)
    return page._replace(shapes=tuple(shapes), flows=tuple(labelled), crowded=tuple(crowded))


def _label_rooms(table: Table, lattice: Lattice, routing: Routing, demands: Demands) -> dict[tuple[int, int], float]:
    """What was asked for, and where comfort is wanted, room for every label at a level exit."""
    rooms = dict(demands.labels)
    if not demands.comfort or table.columns.strained:
        return rooms
    for edge, way in zip(lattice.grid.edges, routing.routes, strict=True):
        (x, y), (next_x, next_y) = way.points[:2]
        if edge.label and y == next_y:
            node = lattice.grid.nodes[edge.source]
            key = (node.lane_last, 1) if next_x > x else (node.lane, -1)
            rooms[key] = max(rooms.get(key, 0.0), comfortable_room(edge.label, table.sizes))
    return rooms


def _extent(owner: Owner, table: Table) -> tuple[float, float]:
    if isinstance(owner, Junction):
        return 0.0, 0.0
    if isinstance(owner, Connector):
        return table.sizes.pentagon
    fit = table.fits[owner.id]
    return fit.width, fit.height


def _shape(table: Table, owner: Owner, box: Box) -> PlacedShape:
    """A shape with its words; a connector still without its number; a junction as an empty box that is not shown."""
    lane = table.chart.lanes[owner.lane].id
    size = table.sizes.label
    if isinstance(owner, Connector):
        return PlacedShape(owner.id, "connector", box, "", lane, (), size, "")
    if isinstance(owner, Junction):
        return PlacedShape(owner.id, "process", box, "", lane, (), size, "")
    key = table.chart.rows[owner.row].key
    return PlacedShape(owner.id, owner.kind, box, key, lane, table.fits[owner.id].lines, size, shape_title(table.chart, owner), owner.link)


def _flows(
    lattice: Lattice, routing: Routing, across: Horizontal, down: Vertical, shapes: list[PlacedShape], sizes: Sizes
) -> list[PlacedFlow]:
    """The arrows; those through a junction put together from their two parts."""
    met = {flow.id for flow, _ in lattice.meetings}
    parts: dict[tuple[str, str], Points] = {}
    placed = []
    for edge, meaning, way in zip(lattice.grid.edges, lattice.meanings, routing.routes, strict=True):
        source, target = shapes[edge.source], shapes[edge.target]
        points = corners(way, (source.kind, source.box), (target.kind, target.box), down, across)
        if meaning.flow.id in met:
            parts[source.id, target.id] = points
        else:
            label = meaning.flow.label if edge.label else ""
            placed.append(PlacedFlow(meaning.flow.id, source.id, target.id, label, points, sizes.arrow, None, ""))
    for flow, junction in lattice.meetings:
        points = _joined(parts[flow.source, junction], parts[junction, flow.target])
        placed.append(PlacedFlow(flow.id, flow.source, flow.target, "", points, sizes.arrow, None, ""))
    return placed


def _joined(before: Points, behind: Points) -> Points:
    """One line of two, without the corners that are none."""
    points = [*before, *behind]
    kept = [points[0]]
    for at in range(1, len(points) - 1):
        (x1, y1), (x2, y2), (x3, y3) = kept[-1], points[at], points[at + 1]
        if not (x1 == x2 == x3 or y1 == y2 == y3):
            kept.append(points[at])
    return (*kept, points[-1])
