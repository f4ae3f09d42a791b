"""The router's question and answer, on a lattice without millimetres.

Lattice of a page with m lanes and n rows (storeys of table rows and connector strips count as rows here):

    x = 2k      vertical channel V_k, k = 0..m, between lane k-1 and lane k       many tracks
    x = 2c + 1  centre line of lane c                                             one track: top and bottom ports
    y = 2b      horizontal channel H_b, b = 0..n, above row b (H_n below the last) many tracks
    y = 2r + 1  centre line of row r                                              one track: left and right ports

A node lies in row r and in lanes lane..lane_last; it blocks its centre lines and, when it is wider than a lane, the channels between.
Its ports: left, right, and a top and a bottom one on the centre line of each lane it covers.
"""

from typing import Literal

from sopflow.values import NamedTuple

Via = Literal["", "left", "right", "top", "bottom"]


class Node(NamedTuple):
    """A shape or a connector; its index in `Grid.nodes` names it."""

    row: int
    lane: int
    lane_last: int


class Edge(NamedTuple):
    """An arrow from node to node (indices). Its index in `Grid.edges` names it.

    Two edges may share a line when they end in the same node, or start at the same node with the same label or none.
    `back` is true for a flow that returns to an earlier shape. `bus`: one of several that fork or join between two rows; they leave
    below and arrive above, so that they share a level line like a bus bar. `rising`: it comes from a connector that points upwards.
    """

    source: int
    target: int
    label: str
    back: bool
    via: Via
    bus: bool = False
    rising: bool = False


class Grid(NamedTuple):
    """A page to be routed."""

    rows: int
    lanes: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


class Route(NamedTuple):
    """The way of one edge: lattice points (x, y), bends between. `tracks[i]` is the track of the run from point i to point i+1: an index
    from the left (vertical channel) or from the top (horizontal channel), -1 on a centre line."""

    points: tuple[tuple[int, int], ...]
    tracks: tuple[int, ...]


class Routing(NamedTuple):
    """All routes, in the order of the edges, and how many tracks each channel needs (V_0..V_m, H_0..H_n).

    `crossings` and `bends` are counted after the tracks were given. `proven`: no better choice exists among the candidates.
    `unmet`: edges whose `via` could not be had.
    """

    routes: tuple[Route, ...]
    vertical: tuple[int, ...]
    horizontal: tuple[int, ...]
    crossings: int
    bends: int
    proven: bool
    unmet: tuple[int, ...]
