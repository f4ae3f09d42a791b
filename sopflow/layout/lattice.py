"""The router's question for one page: which storeys there are, which shapes and connectors stand on them, which arrows run.

In: a chart and a range of its rows. Out: a `Grid` with the things its indices mean. A flow that leaves the range ends in a
connector on a strip above or below the rows; flows to one target share a connector on each side, as do the ways in.
"""

from collections.abc import Iterable
from typing import Literal

from sopflow.layout.label_text import LABEL_JOINT
from sopflow.layout.route.grid import Edge, Grid, Node
from sopflow.model.book import Chart, Flow, Shape
from sopflow.values import NamedTuple

Strip = Literal["top", "bottom"]

MOST_EXITS = 3
"""A shape has four ports; one is for what arrives."""


class Storey(NamedTuple):
    """A lattice row: a storey of a table row (index in the chart), or a connector strip (row -1)."""

    row: int
    level: int
    strip: Strip | None


class Connector(NamedTuple):
    """A pentagon on a strip. `pair` names what both halves have in common; `goals` are the shapes that it leads to, in order.

    `outgoing`: flows end in it; else they start from it.
    """

    id: str
    pair: str
    goals: tuple[str, ...]
    strip: Strip
    outgoing: bool
    lane: int
    storey: int


class Junction(NamedTuple):
    """Where all flows from one set of simultaneous shapes to another meet: a point on a storey of its own below the row they leave."""

    id: str
    row: int
    level: int
    lane: int


class EdgeMeaning(NamedTuple):
    """What an edge of the grid draws: a flow, or the part of it on this page, or the part of it up to a junction or from there."""

    flow: Flow
    source: str
    target: str


class Lattice(NamedTuple):
    """A page's grid and its meaning. `owners[i]` is what stands at node i, `meanings[j]` the flow of edge j.

    `meetings`: flows that run through a junction, with the junction's id; each is drawn by an edge to it and an edge from it.
    """

    grid: Grid
    storeys: tuple[Storey, ...]
    owners: tuple["Owner", ...]
    meanings: tuple[EdgeMeaning, ...]
    meetings: tuple[tuple[Flow, str], ...]


Owner = Shape | Connector | Junction


class ChartIndex:
    """A chart's shapes by id and flows by row, made once for all pages."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.shapes = {shape.id: shape for row in chart.rows for shape in row.shapes}
        self.order = {ident: at for at, ident in enumerate(self.shapes)}
        self.by_row: list[list[Flow]] = [[] for _ in chart.rows]
        self.bundles: dict[str, int] = {}
        self.plain_exits: dict[str, int] = {}
        for flow in chart.flows:
            source, target = self.shapes[flow.source], self.shapes[flow.target]
            self.by_row[source.row].append(flow)
            if target.row != source.row:
                self.by_row[target.row].append(flow)
            if not flow.label:
                self.plain_exits[flow.source] = self.plain_exits.get(flow.source, 0) + 1
            if flow.bundle:
                self.bundles.setdefault(flow.bundle, len(self.bundles))
        self.exits = _exits(chart)

    def pair(self, flow: Flow) -> str:
        """What flows that share a connector have in common: the bundle, the fork they start from, or the target they join in."""
        if flow.bundle:
            return f"kelompok-{self.bundles[flow.bundle] + 1}"
        if not flow.label and self.plain_exits[flow.source] > 1:
            return f"cabang-{flow.source}"
        return flow.target


def _exits(chart: Chart) -> dict[str, str]:
    """The name of every flow's exit: its label. A shape with more outcomes than ports has one exit for those with the same target."""
    outcomes: dict[str, list[Flow]] = {}
    for flow in chart.flows:
        if flow.label:
            outcomes.setdefault(flow.source, []).append(flow)
    exits = {flow.id: flow.label for flow in chart.flows}
    for flows in outcomes.values():
        if len({flow.label for flow in flows}) > MOST_EXITS:
            for flow in flows:
                alike = dict.fromkeys(other.label for other in flows if other.target == flow.target)
                exits[flow.id] = LABEL_JOINT.join(alike)
    return exits


def build_lattice(index: ChartIndex, first: int, end: int) -> Lattice:
    """The grid of the rows `first` to `end` (exclusive)."""
    flows = list({flow.id: flow for row in range(first, end) for flow in index.by_row[row]}.values())
    strips = _strip_lanes(index, _wanted_connectors(index, flows, first, end))
    junctions = _junctions(index, flows, first, end)
    storeys = _storeys(index.chart, first, end, strips, junctions)
    owners = _owners(index, first, end, strips, junctions)
    place = {owner.id: at for at, owner in enumerate(owners)}
    meanings: list[EdgeMeaning] = []
    meetings: list[tuple[Flow, str]] = []
    for flow in flows:
        source, target = _ends(index, flow, first, end)
        junction = junctions.get(flow.bundle)
        if junction:
            meetings.append((flow, junction.id))
            meanings += [EdgeMeaning(flow, source, junction.id), EdgeMeaning(flow, junction.id, target)]
        else:
            meanings.append(EdgeMeaning(flow, source, target))
    meanings = _without_twins(meanings)
    edges = [_edge(index, meaning, place) for meaning in meanings]
    nodes = tuple(_node(owner, storeys) for owner in owners)
    grid = Grid(len(storeys), len(index.chart.lanes), nodes, tuple(_with_buses(edges, nodes)))
    return Lattice(grid, tuple(storeys), tuple(owners), tuple(meanings), tuple(meetings))


def _junctions(index: ChartIndex, flows: Iterable[Flow], first: int, end: int) -> dict[str, Junction]:
    """A junction for every bundle that lies whole on the page, by bundle."""
    members: dict[str, list[Flow]] = {}
    for flow in flows:
        if flow.bundle:
            members.setdefault(flow.bundle, []).append(flow)
    found: dict[str, Junction] = {}
    for bundle, each in members.items():
        rows = {index.shapes[flow.source].row for flow in each} | {index.shapes[flow.target].row for flow in each}
        if not all(first <= row < end for row in rows) or len(rows) < 2:
            continue
        row = min(rows)
        lanes = sorted({index.shapes[end].lane for flow in each for end in (flow.source, flow.target)})
        level = max(shape.level for shape in index.chart.rows[row].shapes) + 1
        found[bundle] = Junction(f"simpul-{index.bundles[bundle] + 1}", row, level, lanes[(len(lanes) - 1) // 2])
    return found


def _edge(index: ChartIndex, meaning: EdgeMeaning, place: dict[str, int]) -> Edge:
    """The edge of a flow, or of the part that this page shows. Label and wish are those of its exit, if that is here."""
    flow = meaning.flow
    here = meaning.source == flow.source
    back = index.order[flow.target] <= index.order[flow.source]
    rising = back and not here and meaning.target == flow.target and meaning.source.startswith("dari-bawah-")
    label = index.exits[flow.id] if here else ""
    return Edge(place[meaning.source], place[meaning.target], label, back, flow.via if here else "", rising=rising)


def _with_buses(edges: list[Edge], nodes: tuple[Node, ...]) -> list[Edge]:
    """Marks the edges that fork from one node into a row below, or join from a row above into one node."""
    forks: dict[tuple[int, str, int], list[int]] = {}
    joins: dict[tuple[int, str, int], list[int]] = {}
    for at, edge in enumerate(edges):
        above, below = nodes[edge.source].row, nodes[edge.target].row
        if above < below and not edge.via:
            forks.setdefault((edge.source, edge.label, below), []).append(at)
            if not edge.label:
                joins.setdefault((edge.target, "", above), []).append(at)
    shared = {at for group in (*forks.values(), *joins.values()) if len(group) > 1 for at in group}
    return [edge._replace(bus=True) if at in shared else edge for at, edge in enumerate(edges)]


def _ends(index: ChartIndex, flow: Flow, first: int, end: int) -> tuple[str, str]:
    """The ids that the flow joins on this page."""
    source, target = index.shapes[flow.source], index.shapes[flow.target]
    if not first <= target.row < end:
        return flow.source, connector_id(index.pair(flow), "bottom" if target.row >= end else "top", True)
    if not first <= source.row < end:
        return connector_id(index.pair(flow), "bottom" if source.row >= end else "top", False), flow.target
    return flow.source, flow.target


def connector_id(pair: str, strip: Strip, outgoing: bool) -> str:
    """The id of the connector where the flows of a pair leave the page, or come to it."""
    return f"{'ke' if outgoing else 'dari'}-{'bawah' if strip == 'bottom' else 'atas'}-{pair}"


def pair_key(connector: Connector) -> tuple[str, bool]:
    """The same for both halves of a pair: its name, and whether it leads down the pages."""
    return connector.pair, (connector.strip == "bottom") == connector.outgoing


class _Wanted(NamedTuple):
    """A connector before it has a lane: `lane` is where it would like to stand, on both pages that of the first target."""

    id: str
    pair: str
    goals: tuple[str, ...]
    strip: Strip
    outgoing: bool
    lane: int
    main: bool


def _wanted_connectors(index: ChartIndex, flows: Iterable[Flow], first: int, end: int) -> list[_Wanted]:
    found: dict[str, _Wanted] = {}
    for flow in flows:
        source, target = index.shapes[flow.source], index.shapes[flow.target]
        inside_source, inside_target = first <= source.row < end, first <= target.row < end
        if inside_source and inside_target:
            continue
        if inside_source:
            strip: Strip = "bottom" if target.row >= end else "top"
        else:
            strip = "bottom" if source.row >= end else "top"
        ident = connector_id(index.pair(flow), strip, inside_source)
        main = target.row > source.row
        earlier = found.get(ident)
        goals = tuple(dict.fromkeys((*(earlier.goals if earlier else ()), flow.target)))
        lane = target.lane if earlier is None or (main and not earlier.main) else earlier.lane
        found[ident] = _Wanted(ident, index.pair(flow), goals, strip, inside_source, lane, main or (earlier is not None and earlier.main))
    return list(found.values())


def _strip_lanes(index: ChartIndex, wanted: list[_Wanted]) -> dict[Strip, list[list[Connector]]]:
    """Gives each connector a lane of its strip, nearest to where it would like to be; a full strip gets another storey."""
    lanes = len(index.chart.lanes)
    strips: dict[Strip, list[list[Connector]]] = {"top": [], "bottom": []}
    for each in sorted(wanted, key=lambda one: (not one.main, index.order[one.goals[0]], one.outgoing, one.id)):
        storeys = strips[each.strip]
        storey, lane = _free_place(storeys, each.lane, lanes)
        if storey == len(storeys):
            storeys.append([])
        storeys[storey].append(Connector(each.id, each.pair, each.goals, each.strip, each.outgoing, lane, storey))
    return strips


def _free_place(storeys: list[list[Connector]], lane: int, lanes: int) -> tuple[int, int]:
    for at, storey in enumerate(storeys):
        taken = {each.lane for each in storey}
        for distance in range(lanes):
            for candidate in (lane - distance, lane + distance):
                if 0 <= candidate < lanes and candidate not in taken:
                    return at, candidate
    return len(storeys), lane


def _storeys(
    chart: Chart, first: int, end: int, strips: dict[Strip, list[list[Connector]]], junctions: dict[str, Junction]
) -> list[Storey]:
    below = {junction.row: junction.level for junction in junctions.values()}
    storeys = [Storey(-1, level, "top") for level in range(len(strips["top"]))]
    for row in range(first, end):
        levels = max((shape.level for shape in chart.rows[row].shapes), default=0) + 1
        levels = max(levels, below.get(row, 0) + 1)
        storeys.extend(Storey(row, level, None) for level in range(levels))
    storeys.extend(Storey(-1, level, "bottom") for level in range(len(strips["bottom"])))
    return storeys


def _owners(
    index: ChartIndex, first: int, end: int, strips: dict[Strip, list[list[Connector]]], junctions: dict[str, Junction]
) -> list[Owner]:
    owners: list[Owner] = [connector for storey in strips["top"] for connector in storey]
    for row in range(first, end):
        owners.extend(index.chart.rows[row].shapes)
    owners.extend(junctions.values())
    owners.extend(connector for storey in strips["bottom"] for connector in storey)
    return owners


def _node(owner: Owner, storeys: list[Storey]) -> Node:
    if isinstance(owner, Connector):
        at = storeys.index(Storey(-1, owner.storey, owner.strip))
        return Node(at, owner.lane, owner.lane)
    return Node(_storey_of(owner.row, owner.level, storeys), owner.lane, owner.lane if isinstance(owner, Junction) else owner.lane_last)


def _storey_of(row: int, level: int, storeys: list[Storey]) -> int:
    """Rows stand in order, so their storeys are found by bisection."""
    low, high = 0, len(storeys)
    while low < high:
        middle = (low + high) // 2
        storey = storeys[middle]
        before = storey.strip == "top" or (storey.strip is None and (storey.row, storey.level) < (row, level))
        low, high = (middle + 1, high) if before else (low, middle)
    return low


def _without_twins(meanings: list[EdgeMeaning]) -> list[EdgeMeaning]:
    """Flows that are one line on this page (same ends, same label) are drawn once."""
    seen: dict[tuple[str, str, str], EdgeMeaning] = {}
    for meaning in meanings:
        label = meaning.flow.label if meaning.source == meaning.flow.source else ""
        seen.setdefault((meaning.source, meaning.target, label), meaning)
    return list(seen.values())
