"""The ways an edge may take: in, a `Page` and an edge; out, its candidates by rising cost, made only when asked for.

Always holds: no candidate runs through a node or meets itself; inner runs lie in channels, the first and last on the centre lines of ports;
every edge has at least one candidate.
"""

from collections.abc import Iterator
from itertools import pairwise

from sopflow.layout.route.grid import Edge
from sopflow.layout.route.page import BOTTOM, LEFT, RIGHT, SIDES, TOP, Page, Port

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
LEVELS = 5 + 2 * DETOUR
"""Levels of ordinary ways: up to four bends and two reasons for a detour. One more holds the ways of five and six bends."""
PAD = 1
"""Rows and lanes beyond the two nodes that a way may go round by."""
NEAR = 2
"""In ways of four bends and more, the first and last channel are among this many next to the port."""
SPREAD = 12
"""In a window of more channels than this only those near its two ends are tried."""
FOLD = 64
"""Rows after which the bits of a mask repeat: masks only sort out the pairs that surely do not meet."""

Points = tuple[tuple[int, int], ...]
Way = tuple[int, Points]
"""Unary cost and lattice points."""
Run = tuple[int, int, int, int]
"""Line, low end, high end, index in the route."""


class Candidate:
    """A way of one edge, with what pair costs need. `serial` is unique in a page; `memo` keeps pair costs by the other's serial.

    For run i, `low[i]` and `high[i]` are its ends, `low_turn`/`high_turn` the direction (-1 or +1 across the run) the way goes on there,
    `low_next`/`high_next` the run it goes on with; 0 and -1 at a port.
    """

    __slots__ = (
        "arrow",
        "cost",
        "edge",
        "flat",
        "flat_through",
        "forward",
        "high",
        "high_next",
        "high_turn",
        "low",
        "low_next",
        "low_turn",
        "mask",
        "mates",
        "memo",
        "points",
        "serial",
        "units",
        "upright",
        "upright_through",
        "width",
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
        self.width = width = 2 * page.lanes + 1
        self.memo: dict[int, int] = {}
        points = self.points
        last = len(points) - 2
        is_flat = points[0][1] == points[1][1]
        flat: list[Run] = []
        upright: list[Run] = []
        low: list[int] = []
        high: list[int] = []
        low_turn: list[int] = []
        high_turn: list[int] = []
        low_next: list[int] = []
        high_next: list[int] = []
        forward: list[bool] = []
        mask = 0
        xs: list[int] = []
        ys: list[int] = []
        for i in range(last + 1):
            (xa, ya), (xb, yb) = points[i], points[i + 1]
            before = after = 0
            if is_flat:
                a, b = xa, xb
                if i:
                    before = 1 if points[i - 1][1] > ya else -1
                if i < last:
                    after = 1 if points[i + 2][1] > ya else -1
            else:
                a, b = ya, yb
                if i:
                    before = 1 if points[i - 1][0] > xa else -1
                if i < last:
                    after = 1 if points[i + 2][0] > xa else -1
            rising = a < b
            forward.append(rising)
            if rising:
                low_turn.append(before)
                high_turn.append(after)
                low_next.append(i - 1)
                high_next.append(i + 1 if i < last else -1)
            else:
                a, b = b, a
                low_turn.append(after)
                high_turn.append(before)
                low_next.append(i + 1 if i < last else -1)
                high_next.append(i - 1)
            low.append(a)
            high.append(b)
            inner_a = a + (low_next[i] < 0)
            inner_b = b - (high_next[i] < 0)
            if is_flat:
                flat.append((ya, a, b, i))
                ys.append(ya)
                xs.append(inner_a)
                xs.append(inner_b)
                mask |= ((1 << (inner_b - inner_a + 1)) - 1) << ((ya % (2 * FOLD)) * width + inner_a)
            else:
                upright.append((xa, a, b, i))
                xs.append(xa)
                ys.append(inner_a)
                ys.append(inner_b)
                mask |= _upright_mask(inner_a, inner_b, width) << xa
            is_flat = not is_flat
        self.flat = tuple(flat)
        self.upright = tuple(upright)
        self.low, self.high = low, high
        self.low_turn, self.high_turn = low_turn, high_turn
        self.low_next, self.high_next = low_next, high_next
        self.forward = forward
        self.mask = mask
        self.x0, self.x1, self.y0, self.y1 = min(xs), max(xs), min(ys), max(ys)
        self.units = -1
        self.flat_through = self.upright_through = 0

    def draw(self) -> None:
        """Fill the masks of unit steps and of points passed straight on, for a way lower than FOLD; else `units` stays -1."""
        if self.y1 - self.y0 >= FOLD:
            return
        tall, width = 2 * FOLD, self.width
        flat = upright = units = 0
        for y, x0, x1, _ in self.flat:
            shift = (y % tall) * width + x0
            units |= ((1 << (x1 - x0)) - 1) << shift
            flat |= ((1 << (x1 - x0 - 1)) - 1) << (shift + 1)
        for x, y0, y1, _ in self.upright:
            units |= _upright_mask(y0, y1 - 1, width) << (x + tall * width)
            upright |= _upright_mask(y0 + 1, y1 - 1, width) << x
        self.units, self.flat_through, self.upright_through = units, flat, upright


_COLUMNS: dict[tuple[int, int], int] = {}


def _upright_mask(y0: int, y1: int, width: int) -> int:
    """Bits of the points (0, y0)..(0, y1), rows folded."""
    tall = 2 * FOLD
    if y1 < y0:
        return 0
    if y1 - y0 + 1 >= tall:
        return _column(tall, width)
    a, b = y0 % tall, y1 % tall
    if a <= b:
        return _column(b - a + 1, width) << (a * width)
    return _column(b + 1, width) | (_column(tall - a, width) << (a * width))


def _column(height: int, width: int) -> int:
    mask = _COLUMNS.get((height, width))
    if mask is None:
        mask = ((1 << (height * width)) - 1) // ((1 << width) - 1)
        _COLUMNS[height, width] = mask
    return mask


class Options:
    """The candidates of one edge, in levels; a class because levels are made lazily.

    A way's level is the number of its bends and of those that it should rather have (DETOUR); ways of five and six bends are the last
    level. Then, when the author wants an exit side, the same again for the other sides.
    """

    __slots__ = ("_levels", "arrow", "bottom", "bounds", "edge", "page", "serials", "top")

    def __init__(self, page: Page, edge: int, serials: Iterator[int]) -> None:
        self.page = page
        self.edge = edge
        self.arrow: Edge = page.edges[edge]
        self.serials = serials
        self.bounds: list[int] = [*(level * BEND for level in range(LEVELS)), LONG_WAY]
        if self.arrow.via:
            self.bounds += [WRONG_SIDE + bound for bound in self.bounds]
        self._levels: list[list[Candidate] | None] = [None] * len(self.bounds)
        source, target = page.nodes[self.arrow.source], page.nodes[self.arrow.target]
        self.top: int = 2 * min(source.row, target.row) - 2 * PAD
        self.bottom: int = 2 * max(source.row, target.row) + 2 + 2 * PAD

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
            for points in ways(self.page, self.arrow, exit_port, entry_port, bends):
                cost = taste.cost(points, exit_port, entry_port)
                obeys = not self.arrow.via or SIDES[exit_port.side] == self.arrow.via
                way = (cost if obeys else cost + WRONG_SIDE, points)
                (right if obeys else wrong).append(Candidate(next(self.serials), self.edge, self.page, way))
        right.sort(key=lambda c: (c.cost, c.points))
        wrong.sort(key=lambda c: (c.cost, c.points))
        self._levels[level] = right
        if self.arrow.via:
            self._levels[level + LEVELS + 1] = wrong


def port_pairs(page: Page, arrow: Edge) -> Iterator[tuple[Port, Port]]:
    """All pairs of an exit and an entry port; a loop does not come back to the port it left."""
    for exit_port in page.ports(arrow.source):
        for entry_port in page.ports(arrow.target):
            if arrow.source != arrow.target or exit_port != entry_port:
                yield exit_port, entry_port


def ways(page: Page, arrow: Edge, exit_port: Port, entry_port: Port, level: int) -> Iterator[Points]:
    """All ways of `level` bends between two ports (level 5: five or six)."""
    same = (exit_port.side < TOP) == (entry_port.side < TOP)
    if level == 0:
        return _straight(exit_port, entry_port) if same else iter(())
    if level == 1:
        return iter(()) if same else _corner(exit_port, entry_port)
    if level == 5:
        return _long_ways(page, arrow, exit_port, entry_port)
    if same != (level % 2 == 0):
        return iter(())
    if level == 2:
        return _two_bends(page, arrow, exit_port, entry_port)
    if level == 3:
        return _three_bends(page, arrow, exit_port, entry_port)
    return _four_bends(page, arrow, exit_port, entry_port)


def _at(port: Port, along: int) -> tuple[int, int]:
    """The lattice point on the port's centre line at coordinate `along`."""
    return (along, port.line) if port.side < TOP else (port.line, along)


def _straight(a: Port, b: Port) -> Iterator[Points]:
    if a.line != b.line or a.side == b.side:
        return
    rising = a.side in (RIGHT, BOTTOM)
    if b.start == (2 * a.hi + 1 if rising else 2 * a.lo - 1):
        yield _at(a, a.start), _at(b, b.start)


def _corner(a: Port, b: Port) -> Iterator[Points]:
    if 2 * a.lo < b.line < 2 * a.hi and 2 * b.lo < a.line < 2 * b.hi:
        yield _at(a, a.start), _at(a, b.line), _at(b, b.start)


def _two_bends(page: Page, arrow: Edge, a: Port, b: Port) -> Iterator[Points]:
    if a.line == b.line:
        return
    window = _window(page, arrow, a.side < TOP)
    lo, hi = max(a.lo, b.lo, window[0]), min(a.hi, b.hi, window[1])
    for channel in _spread(lo, hi):
        if a.side >= TOP or page.is_free(channel, a.line, b.line):
            yield _at(a, a.start), _at(a, 2 * channel), _at(b, 2 * channel), _at(b, b.start)


def _three_bends(page: Page, arrow: Edge, a: Port, b: Port) -> Iterator[Points]:
    side, end = (a, b) if a.side < TOP else (b, a)
    for k in _reach(page, arrow, side):
        for h in _reach(page, arrow, end):
            if page.is_free(k, side.line, 2 * h):
                way = _at(side, side.start), _at(side, 2 * k), (2 * k, 2 * h), _at(end, 2 * h), _at(end, end.start)
                if not is_tangled(way):
                    yield way if side is a else way[::-1]


def _four_bends(page: Page, arrow: Edge, a: Port, b: Port) -> Iterator[Points]:
    flat = a.side < TOP
    lo, hi = _window(page, arrow, not flat)
    for first in _near(a):
        for last in _near(b):
            if first == last:
                continue
            for middle in _spread(lo, hi):
                if flat:
                    free = page.is_free(first, a.line, 2 * middle) and page.is_free(last, 2 * middle, b.line)
                    p, q = (2 * first, 2 * middle), (2 * last, 2 * middle)
                else:
                    free = page.is_free(middle, 2 * first, 2 * last)
                    p, q = (2 * middle, 2 * first), (2 * middle, 2 * last)
                way = _at(a, a.start), _at(a, 2 * first), p, q, _at(b, 2 * last), _at(b, b.start)
                if free and not is_tangled(way):
                    yield way


def _long_ways(page: Page, arrow: Edge, a: Port, b: Port) -> Iterator[Points]:
    """Five bends (side port to top or bottom port, or back) and six (side to side), by the channels next to the ports."""
    if a.side >= TOP and b.side < TOP:
        for way in _long_ways(page, arrow, b, a):
            yield way[::-1]
        return
    if a.side >= TOP:
        return
    k = _near(a)[0]
    for h in (a.line // 2, a.line // 2 + 1):
        if b.side >= TOP:
            ends: list[tuple[int, Points]] = [(2 * d, (_at(b, 2 * d),)) for d in _near(b)]
        else:
            near = _near(b)[0]
            ends = [(2 * d, ((2 * near, 2 * d), (2 * near, b.line))) for d in (b.line // 2, b.line // 2 + 1)]
        for y, tail in ends:
            if y == 2 * h:
                continue
            for j in range(page.lanes + 1):
                if j == k or (b.side < TOP and j == _near(b)[0]) or not page.is_free(j, 2 * h, y):
                    continue
                way = (_at(a, a.start), _at(a, 2 * k), (2 * k, 2 * h), (2 * j, 2 * h), (2 * j, y), *tail, _at(b, b.start))
                if not is_tangled(way):
                    yield way


def is_tangled(points: Points) -> bool:
    """Whether the way meets itself outside its nodes."""
    outside = [_step(points[0], points[1]), *points[1:-1], _step(points[-1], points[-2])]
    runs = [(min(a[0], b[0]), max(a[0], b[0]), min(a[1], b[1]), max(a[1], b[1])) for a, b in pairwise(outside)]
    for i, (ax0, ax1, ay0, ay1) in enumerate(runs):
        for bx0, bx1, by0, by1 in runs[i + 2 :]:
            if ax0 <= bx1 and bx0 <= ax1 and ay0 <= by1 and by0 <= ay1:
                return True
    return False


def _step(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    """One lattice unit from a toward b."""
    return a[0] + (b[0] > a[0]) - (b[0] < a[0]), a[1] + (b[1] > a[1]) - (b[1] < a[1])


def _window(page: Page, arrow: Edge, vertical: bool) -> tuple[int, int]:
    """The channels between the two nodes of an edge and a few beyond."""
    source, target = page.nodes[arrow.source], page.nodes[arrow.target]
    if vertical:
        return max(0, min(source.lane, target.lane) - PAD), min(page.lanes, max(source.lane_last, target.lane_last) + 1 + PAD)
    return max(0, min(source.row, target.row) - PAD), min(page.rows, max(source.row, target.row) + 1 + PAD)


def _reach(page: Page, arrow: Edge, port: Port) -> list[int]:
    lo, hi = _window(page, arrow, port.side < TOP)
    return _spread(max(lo, port.lo), min(hi, port.hi))


def _spread(lo: int, hi: int) -> list[int]:
    if hi - lo < SPREAD:
        return list(range(lo, hi + 1))
    part = SPREAD // 2
    return [*range(lo, lo + part), *range(hi - part + 1, hi + 1)]


def _near(port: Port) -> list[int]:
    if port.side in (LEFT, TOP):
        return list(range(port.hi, max(port.lo, port.hi - NEAR + 1) - 1, -1))
    return list(range(port.lo, min(port.hi, port.lo + NEAR - 1) + 1))


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
        return upwards + (DETOUR if self.bus and not (exit_port.side == BOTTOM and entry_port.side == TOP) else 0)


def _toward(lane: int, lane_last: int, other: int, other_last: int) -> int:
    """The side on which the other node lies; BOTTOM when it lies in the same lanes."""
    if other > lane_last:
        return RIGHT
    return LEFT if other_last < lane else BOTTOM
