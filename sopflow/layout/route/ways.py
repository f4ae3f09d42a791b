"""All ways between two ports: in, a `Page`, an edge and its ports; out, lattice points, by number of bends.

Always holds: no way runs through a node or meets itself; inner runs lie in channels, the first and last on the centre lines of the ports.
"""

from collections.abc import Iterator

from sopflow.layout.route.grid import Edge
from sopflow.layout.route.page import BOTTOM, LEFT, RIGHT, TOP, Page, Port
from sopflow.values import NamedTuple

PAD = 1
"""Rows and lanes beyond the two nodes that a way may ordinarily go round by."""
NEAR = 2
"""In ways of five and six bends, the first and last channel are among this many next to the port."""
SPREAD = 12
"""In a window of more channels than this only those near its two ends are tried."""

Points = tuple[tuple[int, int], ...]


class Reach(NamedTuple):
    """How far about ways are looked for.

    `pad`: rows and lanes beyond the two nodes that a way may go round by. `near`: in ways of four bends the first and last channel are
    among this many next to the port.
    """

    pad: int
    near: int


ORDINARY = Reach(PAD, NEAR)
WIDE = Reach(3, 2)
"""For edges around a crossing that no ordinary way avoids."""


def port_pairs(page: Page, arrow: Edge) -> Iterator[tuple[Port, Port]]:
    """All pairs of an exit and an entry port; a loop does not come back to the port it left."""
    for exit_port in page.ports(arrow.source):
        for entry_port in page.ports(arrow.target):
            if arrow.source != arrow.target or exit_port != entry_port:
                yield exit_port, entry_port


def ways(page: Page, arrow: Edge, exit_port: Port, entry_port: Port, level: int, reach: Reach) -> Iterator[Points]:
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
        return _two_bends(page, arrow, exit_port, entry_port, reach)
    if level == 3:
        return _three_bends(page, arrow, exit_port, entry_port, reach)
    return _four_bends(page, arrow, exit_port, entry_port, reach)


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


def _two_bends(page: Page, arrow: Edge, a: Port, b: Port, reach: Reach) -> Iterator[Points]:
    if a.line == b.line:
        return
    window = _window(page, arrow, a.side < TOP, reach.pad)
    lo, hi = max(a.lo, b.lo, window[0]), min(a.hi, b.hi, window[1])
    for channel in _spread(lo, hi):
        if a.side >= TOP or page.is_free(channel, a.line, b.line):
            yield _at(a, a.start), _at(a, 2 * channel), _at(b, 2 * channel), _at(b, b.start)


def _three_bends(page: Page, arrow: Edge, a: Port, b: Port, reach: Reach) -> Iterator[Points]:
    side, end = (a, b) if a.side < TOP else (b, a)
    for k in _reach(page, arrow, side, reach.pad):
        for h in _reach(page, arrow, end, reach.pad):
            if page.is_free(k, side.line, 2 * h):
                way = _at(side, side.start), _at(side, 2 * k), (2 * k, 2 * h), _at(end, 2 * h), _at(end, end.start)
                if not is_tangled(way):
                    yield way if side is a else way[::-1]


def _four_bends(page: Page, arrow: Edge, a: Port, b: Port, reach: Reach) -> Iterator[Points]:
    flat = a.side < TOP
    lo, hi = _window(page, arrow, not flat, reach.pad)
    for first in _near(a, reach.near):
        for last in _near(b, reach.near):
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
    x, y = _step(points[0], points[1])
    end = _step(points[-1], points[-2])
    boxes: list[tuple[int, int, int, int]] = []
    for nx, ny in (*points[1:-1], end):
        x0, x1 = (x, nx) if x < nx else (nx, x)
        y0, y1 = (y, ny) if y < ny else (ny, y)
        for a0, a1, b0, b1 in boxes[:-1]:
            if x0 <= a1 and a0 <= x1 and y0 <= b1 and b0 <= y1:
                return True
        boxes.append((x0, x1, y0, y1))
        x, y = nx, ny
    return False


def _step(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    """One lattice unit from a toward b."""
    return a[0] + (b[0] > a[0]) - (b[0] < a[0]), a[1] + (b[1] > a[1]) - (b[1] < a[1])


def _window(page: Page, arrow: Edge, vertical: bool, pad: int) -> tuple[int, int]:
    """The channels between the two nodes of an edge and a few beyond."""
    source, target = page.nodes[arrow.source], page.nodes[arrow.target]
    if vertical:
        return max(0, min(source.lane, target.lane) - pad), min(page.lanes, max(source.lane_last, target.lane_last) + 1 + pad)
    return max(0, min(source.row, target.row) - pad), min(page.rows, max(source.row, target.row) + 1 + pad)


def _reach(page: Page, arrow: Edge, port: Port, pad: int) -> list[int]:
    lo, hi = _window(page, arrow, port.side < TOP, pad)
    return _spread(max(lo, port.lo), min(hi, port.hi))


def _spread(lo: int, hi: int) -> list[int]:
    if hi - lo < SPREAD:
        return list(range(lo, hi + 1))
    part = SPREAD // 2
    return [*range(lo, lo + part), *range(hi - part + 1, hi + 1)]


def _near(port: Port, most: int = NEAR) -> list[int]:
    if port.side in (LEFT, TOP):
        return list(range(port.hi, max(port.lo, port.hi - most + 1) - 1, -1))
    return list(range(port.lo, min(port.hi, port.lo + most - 1) + 1))
