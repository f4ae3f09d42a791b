"""The ways an edge may take: in, a `Page` and an edge; out, its candidates by rising cost, made only when asked for.

Always holds: no candidate runs through a node or meets itself; inner runs lie in channels, the first and last on the centre lines of ports;
every edge has at least one candidate.
"""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from sopflow.layout.route.grid import Edge
from sopflow.layout.route.masks import FOLD, flat_masks, upright_masks
from sopflow.layout.route.page import BOTTOM, LEFT, RIGHT, SIDES, TOP, Page, Port, RunKey
from sopflow.layout.route.ways import ORDINARY, Points, Reach, port_pairs, ways
from sopflow.values import NamedTuple

LENGTH = 100
"""Cost of one lattice unit; the penalties of taste, but for an exit at the top and for leaving a bus, stay below it in sum."""
BEND = 10**8
CROSSING = 10**12
LONG_WAY = 10**15
"""Added to a way of five or more bends: only when nothing else is legal."""
WRONG_SIDE = 10**16
"""Added to a way that leaves by another side than the author wants."""

DETOUR = 3
"""Bends that it is worth to avoid an exit at the top (it reads as a line that comes from above), or an arrow of a fork or join that takes
another way than its companions."""
LEVELS = 5 + 3 * DETOUR
"""Levels of ordinary ways: up to four bends and three reasons for a detour. One more holds the ways of five and six bends."""

Way = tuple[int, Points]
"""Unary cost and lattice points."""
Run = tuple[int, int, int, int]
"""Line, low end, high end, index in the route."""
Pair = tuple[int, int]
"""A run of the one way and a run of the other, by index."""
Place = tuple[list[Pair], tuple[int, int]]
"""A crossing of two ways: the pairs of runs that may make it, and its lattice point ((-1, -1): somewhere along a shared stretch)."""


NOTHING: dict[int, Any] = {}
"""Stands for the memory of ways that have nothing to remember, as most; never filled."""


class Turns(NamedTuple):
    """A run's ends, the direction (-1 or +1 across the run) in which the way goes on there, and the run it goes on with; 0 and -1 at a
    port. `forward`: the way runs from the low end to the high one."""

    low: int
    high: int
    low_turn: int
    high_turn: int
    low_next: int
    high_next: int
    forward: bool


class Candidate:
    """A way of one edge, with what pair costs need. `serial` is unique in a page; `memo` keeps pair costs by the other's serial, `places`
    and `trunks` the crossings with it and the runs shared with it.
    """

    __slots__ = (
        "_marks",
        "arrow",
        "cost",
        "edge",
        "flat",
        "flat_through",
        "mask",
        "mates",
        "memo",
        "page",
        "places",
        "points",
        "runs",
        "serial",
        "trunks",
        "units",
        "upright",
        "upright_through",
        "x0",
        "x1",
        "y0",
        "y1",
    )

    def __init__(self, serial: int, edge: int, page: Page, way: Way) -> None:
        self.serial = serial
        self.edge = edge
        self.arrow: Edge = page.edges[edge]
        self.mates: frozenset[int] = page.mates[edge]
        self.cost, self.points = way
        self.page = page
        self.memo: dict[int, int] = {}
        self.places: dict[int, list[Place]] = NOTHING
        self.trunks: dict[int, set[Pair]] = NOTHING
        self._marks: tuple[int, ...] = ()
        self.runs: list[Turns] = []
        self.mask = self.units = -1
        self.flat_through = self.upright_through = 0
        points = self.points
        (x0, y0), (x1, y1) = points[0], points[-1]
        (ax, ay), (bx, by) = points[1], points[-2]
        xs = [x0 + (ax > x0) - (ax < x0), x1 + (bx > x1) - (bx < x1)]
        ys = [y0 + (ay > y0) - (ay < y0), y1 + (by > y1) - (by < y1)]
        for x, y in points[1:-1]:
            xs.append(x)
            ys.append(y)
        self.x0, self.x1, self.y0, self.y1 = min(xs), max(xs), min(ys), max(ys)

    def trace(self) -> None:
        """Fill `runs`, `flat` and `upright`."""
        if self.runs:
            return
        points = self.points
        last = len(points) - 2
        flat: list[Run] = []
        upright: list[Run] = []
        runs: list[Turns] = []
        before = 0
        is_flat = points[0][1] == points[1][1]
        for i in range(last + 1):
            x, y = points[i]
            nx, ny = points[i + 1]
            after = 0
            if is_flat:
                a, b = x, nx
                if i < last:
                    after = 1 if points[i + 2][1] > ny else -1
            else:
                a, b = y, ny
                if i < last:
                    after = 1 if points[i + 2][0] > nx else -1
            following = i + 1 if i < last else -1
            if a < b:
                runs.append(Turns(a, b, before, after, i - 1, following, True))
                # The way came along this run's axis from where it turned.
                before = -1
            else:
                a, b = b, a
                runs.append(Turns(a, b, after, before, following, i - 1, False))
                before = 1
            if is_flat:
                flat.append((y, a, b, i))
            else:
                upright.append((x, a, b, i))
            is_flat = not is_flat
        self.flat = tuple(flat)
        self.upright = tuple(upright)
        self.runs = runs

    def marks(self) -> tuple[int, ...]:
        """The numbers on the page of what tells the runs from others (`Page.mark`)."""
        if not self._marks:
            self._marks = tuple([self.page.mark(key) for key in _run_keys(self.points)])
        return self._marks

    def draw(self) -> None:
        """Fill the mask of all points; those of unit steps and of points passed straight on too for a way lower than FOLD, else `units`
        stays -1."""
        self.trace()
        runs, known, width = self.runs, self.page.masks, self.page.width
        mask = units = flat = upright = 0
        for run in self.flat:
            line, a, b, i = run
            key = (line, a + (runs[i].low_next < 0), b - (runs[i].high_next < 0), a, b, False)
            masks = known.get(key)
            if masks is None:
                masks = known[key] = flat_masks(key, width)
            mask |= masks[0]
            flat |= masks[1]
            units |= masks[2]
        for run in self.upright:
            line, a, b, i = run
            key = (line, a + (runs[i].low_next < 0), b - (runs[i].high_next < 0), a, b, True)
            masks = known.get(key)
            if masks is None:
                masks = known[key] = upright_masks(key, width)
            mask |= masks[0]
            upright |= masks[1]
            units |= masks[2]
        self.mask = mask
        if self.y1 - self.y0 < FOLD:
            self.units, self.flat_through, self.upright_through = units, flat, upright


def _run_keys(points: Points) -> list[RunKey]:
    """What tells the runs of a way from others."""
    keys: list[RunKey] = []
    lines: list[int] = []
    last = len(points) - 2
    before = 0
    is_flat = points[0][1] == points[1][1]
    (x, y) = points[0]
    for i in range(last + 1):
        nx, ny = points[i + 1]
        line, a, b = (y, x, nx) if is_flat else (x, y, ny)
        after = 0
        if i < last:
            after = 1 if (points[i + 2][1] > ny if is_flat else points[i + 2][0] > nx) else -1
        again = lines.count(line if is_flat else -1 - line) if i > 1 else 0
        keys.append((line, a, b, before, after, not is_flat, again) if a < b else (line, b, a, after, before, not is_flat, again))
        # Seen from the next run, the way came along this one's axis.
        before = -1 if a < b else 1
        lines.append(line if is_flat else -1 - line)
        is_flat = not is_flat
        x, y = nx, ny
    return keys


class Options:
    """The candidates of one edge, in levels; a class because levels are made lazily.

    A way's level is the number of its bends and of those that it should rather have (DETOUR); ways of five and six bends are the last
    level. Then, when the author wants an exit side, the same again for the other sides.
    """

    __slots__ = ("_levels", "_taken", "arrow", "bottom", "bounds", "edge", "page", "reach", "serials", "top")

    def __init__(self, page: Page, edge: int, serials: Iterator[int], reach: Reach = ORDINARY) -> None:
        self.page = page
        self.edge = edge
        self.arrow: Edge = page.edges[edge]
        self.serials = serials
        self.reach = reach
        self.bounds: list[int] = [*(level * BEND for level in range(LEVELS)), LONG_WAY]
        if self.arrow.via:
            self.bounds += [WRONG_SIDE + bound for bound in self.bounds]
        self._levels: list[list[Candidate] | None] = [None] * len(self.bounds)
        self._taken: dict[Points, Candidate] = {}
        source, target = page.nodes[self.arrow.source], page.nodes[self.arrow.target]
        self.top: int = 2 * min(source.row, target.row) - 2 * reach.pad
        self.bottom: int = 2 * max(source.row, target.row) + 2 + 2 * reach.pad

    def best(self) -> Candidate:
        """The cheapest candidate."""
        for level in range(len(self.bounds)):
            found = self.level(level)
            if found:
                return found[0]
        raise AssertionError("an edge without a way")

    def level(self, level: int) -> list[Candidate]:
        """The candidates of a level, cheapest first; none costs less than the level's bound."""
        made = self._levels[level]
        if made is None:
            self._fill(level % (LEVELS + 1))
            made = self._levels[level]
            assert made is not None
        return made

    def known(self, cost: int, points: Points) -> Candidate:
        """The candidate that takes this way. Its level need not be made for it."""
        level = bisect_right(self.bounds, cost) - 1
        made = self._levels[level]
        if made is not None:
            return next(c for c in made if c.points == points)
        candidate = self._taken.get(points)
        if candidate is None:
            candidate = self._taken[points] = Candidate(next(self.serials), self.edge, self.page, (cost, points))
        return candidate

    def forget(self, kept: Candidate) -> None:
        """Lets go of all candidates but one; they are made again when asked for."""
        self._levels = [None] * len(self.bounds)
        self._taken = {kept.points: kept}
        kept.memo.clear()

    def below(self, room: int) -> list[Candidate]:
        """The candidates that cost less than `room`, cheapest first."""
        found = [c for level, bound in enumerate(self.bounds) if bound < room for c in self.level(level) if c.cost < room]
        found.sort(key=lambda c: (c.cost, c.points))
        return found

    def _fill(self, level: int) -> None:
        right: list[Candidate] = []
        wrong: list[Candidate] = []
        taste = Taste(self.page, self.arrow)
        for exit_port, entry_port in port_pairs(self.page, self.arrow):
            bends = level - taste.detour(exit_port, entry_port) if level < LEVELS else 5
            if not 0 <= bends <= (4 if level < LEVELS else 5) or (bends in (3, 4) and exit_port.side == TOP and self.arrow.via != "top"):
                continue
            for points in ways(self.page, self.arrow, exit_port, entry_port, bends, self.reach):
                cost = taste.cost(points, exit_port, entry_port)
                obeys = not self.arrow.via or SIDES[exit_port.side] == self.arrow.via
                way = (cost if obeys else cost + WRONG_SIDE, points)
                taken = self._taken.get(points)
                (right if obeys else wrong).append(taken or Candidate(next(self.serials), self.edge, self.page, way))
        right.sort(key=lambda c: (c.cost, c.points))
        wrong.sort(key=lambda c: (c.cost, c.points))
        self._levels[level] = right
        if self.arrow.via:
            self._levels[level + LEVELS + 1] = wrong


class Taste:
    """Unary costs of one edge's ways: bends, length, and small preferences."""

    __slots__ = ("bus", "entries", "exits", "home", "storey", "upwards_wanted")

    def __init__(self, page: Page, arrow: Edge) -> None:
        source, target = page.nodes[arrow.source], page.nodes[arrow.target]
        toward = _toward(source.lane, source.lane_last, target.lane, target.lane_last)
        same_row = source.row == target.row
        if arrow.back:
            self.exits: tuple[int, ...] = (2, 3, 0, 40)
            self.entries: tuple[int, ...] = (0, 1, 15, 20)
        else:
            side = 0 if same_row else 10
            away = side + 20 + 20 * bool(arrow.label)
            self.exits = (side if toward == LEFT else away, side if toward == RIGHT else away, 0, 15 if same_row else 0)
            facing = 0 if same_row else 20
            self.entries = (facing if toward == RIGHT else 30, facing if toward == LEFT else 30, 5 if same_row else 0, 40)
        self.bus = arrow.bus
        self.upwards_wanted = arrow.via == "top" or arrow.rising
        near = source if arrow.back else target
        self.home: int = near.lane + near.lane_last + 1
        self.storey: int = 2 * target.row

    def cost(self, points: Points, exit_port: Port, entry_port: Port) -> int:
        """The unary cost: bends, then length, then taste; ways of five bends and more are a last resort."""
        bends = len(points) - 2
        length = 0
        drift = 0
        x, y = points[0]
        for nx, ny in points[1:]:
            length += abs(nx - x) + abs(ny - y)
            x, y = nx, ny
        if bends >= 2:
            x, y = points[2] if bends > 2 else points[1]
            drift = min(abs(x - self.home), 9) if exit_port.side < TOP else min(abs(y - self.storey), 9)
        cost = bends * BEND + length * LENGTH + self.exits[exit_port.side] + self.entries[entry_port.side] + drift
        cost += self.detour(exit_port, entry_port) * BEND
        return cost if bends < 5 else cost + LONG_WAY

    def detour(self, exit_port: Port, entry_port: Port) -> int:
        """The bends that a way between these ports should rather have."""
        upwards = DETOUR if exit_port.side == TOP and not self.upwards_wanted else 0
        return upwards + DETOUR * ((exit_port.side != BOTTOM) + (entry_port.side != TOP)) if self.bus else upwards


def _toward(lane: int, lane_last: int, other: int, other_last: int) -> int:
    """The side on which the other node lies; BOTTOM when it lies in the same lanes."""
    if other > lane_last:
        return RIGHT
    return LEFT if other_last < lane else BOTTOM
