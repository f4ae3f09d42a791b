"""What two ways cost each other: in, two candidates of different edges; out, their crossings, trunks and offences.

The model is exact for two edges. Perpendicular runs that pass through each other cross once. Where two ways run together in channels,
they cross once if the sides on which they part at the two ends disagree, else a track order without a crossing exists. Where they part to
opposite sides on one centre line, the order is compulsory (`hard`): the wrong one would lay one line on the other.
"""

from itertools import combinations, pairwise

from sopflow.layout.route.candidates import BEND, CROSSING, Candidate, Pair, Place
from sopflow.layout.route.grid import Edge

SPLIT_EXIT = 2 * BEND
"""Arrows with one label that leave a node by two ports: they read as two outcomes."""
SHARED_EXIT = 10**17
"""Exits of different labels from one port."""
SHARED_PORT = 10**18
"""An exit and an entry at one port."""
OVERLAP = 10**20
"""One line on the other."""

PREFIX, SUFFIX, EXIT = 1, 2, 4


def meet(p: Candidate, q: Candidate) -> int:
    """The pair cost, remembered."""
    cost = p.memo.get(q.serial)
    if cost is None:
        cost = 0 if p.x1 < q.x0 or q.x1 < p.x0 or p.y1 < q.y0 or q.y1 < p.y0 else weigh(p, q)
        if q.edge in p.mates and is_split_exit(p, q):
            cost += SPLIT_EXIT
        p.memo[q.serial] = q.memo[p.serial] = cost
    return cost


def is_split_exit(p: Candidate, q: Candidate) -> bool:
    """Whether one labelled exit is drawn as two."""
    a, b = p.arrow, q.arrow
    if not a.label or a.source != b.source or a.label != b.label:
        return False
    (px, py), (qx, qy) = p.points[1], q.points[1]
    (x, y), (u, v) = p.points[0], q.points[0]
    return (x, y) != (u, v) or (px > x, px < x, py > y) != (qx > u, qx < u, qy > v)


def weigh(p: Candidate, q: Candidate) -> int:
    """The pair cost: crossings, and offences when one line would lie on the other."""
    if p.mask < 0:
        p.draw()
    if q.mask < 0:
        q.draw()
    if not p.mask & q.mask:
        return 0
    if p.units >= 0 <= q.units:
        across = p.flat_through & q.upright_through
        along = p.upright_through & q.flat_through
        cost = CROSSING * (across.bit_count() + along.bit_count()) if across or along else 0
        if not p.units & q.units:
            return cost + OVERLAP if has_touching_corners(p, q) else cost
    else:
        cost = CROSSING * len(crossings(p, q))
    centre, channel = overlaps(p, q)
    if not centre and not channel:
        return cost + OVERLAP if has_touching_corners(p, q) else cost
    merged = trunk(p, q)
    for pair in centre:
        if pair not in merged:
            cost += _offence(p, q, *pair)
    if (0, 0) in merged and trunk_kind(p.arrow, q.arrow) & EXIT:
        cost += SHARED_EXIT
    for crossed, clash in chains(p, q, channel, merged):
        cost += OVERLAP if clash else CROSSING * crossed
    return cost


def trunk_kind(a: Edge, b: Edge) -> int:
    """Which lines two edges may share: PREFIX, SUFFIX; EXIT alone means a shared start as a last resort."""
    kind = 0
    if a.source == b.source:
        kind = PREFIX if a.label == b.label else EXIT
    if a.target == b.target:
        kind |= SUFFIX
    return kind


def crossings(p: Candidate, q: Candidate) -> list[Pair]:
    """Runs that pass through each other at a right angle."""
    found: list[Pair] = []
    for y, x0, x1, i in p.flat:
        for x, y0, y1, j in q.upright:
            if x0 < x < x1 and y0 < y < y1:
                found.append((i, j))
    for x, y0, y1, i in p.upright:
        for y, x0, x1, j in q.flat:
            if x0 < x < x1 and y0 < y < y1:
                found.append((i, j))
    return found


def overlaps(p: Candidate, q: Candidate) -> tuple[list[Pair], list[Pair]]:
    """Runs that share a stretch of one line: on centre lines, and in channels."""
    centre: list[Pair] = []
    channel: list[Pair] = []
    for mine, theirs in ((p.flat, q.flat), (p.upright, q.upright)):
        for line, a0, a1, i in mine:
            for other, b0, b1, j in theirs:
                if line == other and a0 < b1 and b0 < a1:
                    (centre if line & 1 else channel).append((i, j))
    return centre, channel


def has_touching_corners(p: Candidate, q: Candidate) -> bool:
    """Whether both turn in the middle of one cell, from and to opposite sides."""
    return len(p.points) == 3 == len(q.points) and p.points[1] == q.points[1]


def trunk(p: Candidate, q: Candidate) -> set[Pair]:
    """The pairs of runs that are one line of both edges."""
    kind = trunk_kind(p.arrow, q.arrow)
    merged: set[Pair] = set()
    if not kind:
        return merged
    if kind & SUFFIX:
        _follow(p.points[::-1], q.points[::-1], merged, len(p.points) - 2, len(q.points) - 2, -1)
    if kind & (PREFIX | EXIT):
        _follow(p.points, q.points, merged, 0, 0, 1)
    return merged


def _follow(a: tuple[tuple[int, int], ...], b: tuple[tuple[int, int], ...], merged: set[Pair], i: int, j: int, step: int) -> None:
    """Collect the runs that the ways a and b share from their first point on."""
    for (a0, a1), (b0, b1) in zip(pairwise(a), pairwise(b), strict=False):
        if a0 != b0 or _heading(a0, a1) != _heading(b0, b1):
            return
        merged.add((i, j))
        if a1 != b1:
            return
        i += step
        j += step


def _heading(a: tuple[int, int], b: tuple[int, int]) -> tuple[bool, bool, bool, bool]:
    return a[0] < b[0], a[0] > b[0], a[1] < b[1], a[1] > b[1]


def _offence(p: Candidate, q: Candidate, i: int, j: int) -> int:
    """The cost of a shared centre line that is no trunk; an exit and an entry at one port are the lesser evil."""
    a, b = p.points, q.points
    if i == 0 and j == len(b) - 2 and a[0] == b[-1] and _heading(a[0], a[1]) == _heading(b[-1], b[-2]):
        return SHARED_PORT
    if j == 0 and i == len(a) - 2 and b[0] == a[-1] and _heading(b[0], b[1]) == _heading(a[-1], a[-2]):
        return SHARED_PORT
    return OVERLAP


def chains(p: Candidate, q: Candidate, channel: list[Pair], merged: set[Pair]) -> list[tuple[bool, bool]]:
    """For each stretch that both run along in channels: whether they must cross, whether no track order is legal at all."""
    found: list[tuple[bool, bool]] = []
    seen: set[Pair] = set()
    for pair in channel:
        if pair in merged or pair in seen:
            continue
        low, low_hard, pieces = parting(p, q, *pair, -1, merged)
        high, high_hard, more = parting(p, q, *pair, 1, merged)
        seen.update(pieces)
        seen.update(more)
        crossed = low * high < 0
        found.append((crossed, crossed and low_hard and high_hard and len(pieces) + len(more) == 2))
    return found


def parting(p: Candidate, q: Candidate, i: int, j: int, end: int, merged: set[Pair]) -> tuple[int, bool, list[Pair]]:
    """Where the ways part, going on from the overlap of runs i and j at its low (-1) or high (1) end.

    Returns the side of p against q as seen at the overlap (-1 before, 1 after, 0 no matter), whether it is compulsory, and the pairs of
    runs on the way, the overlap first.
    """
    flip = 1
    pieces = [(i, j)]
    while True:
        mine, theirs = p.runs[i], q.runs[j]
        if end < 0:
            a, b, turn_p, turn_q = mine.low, theirs.low, mine.low_turn, theirs.low_turn
        else:
            a, b, turn_p, turn_q = -mine.high, -theirs.high, mine.high_turn, theirs.high_turn
        if a != b:
            return (turn_p if a > b else -turn_q) * flip, False, pieces
        if turn_p != turn_q:
            return turn_p * flip, bool(a & 1), pieces
        if a & 1:
            return 0, False, pieces
        i, j = (mine.low_next, theirs.low_next) if end < 0 else (mine.high_next, theirs.high_next)
        if (i, j) in merged:
            return 0, False, pieces
        flip = -flip * end * turn_p
        end = turn_p
        pieces.append((i, j))


def together(candidate: Candidate, others: list[Candidate]) -> int:
    """What a way costs besides others that are chosen already: all pair costs, a trunk crossed counted once."""
    cost = 0
    crossed: list[Candidate] = []
    memo = candidate.memo
    for other in others:
        pair_cost = memo.get(other.serial)
        if pair_cost is None:
            pair_cost = meet(candidate, other)
        if pair_cost:
            cost += pair_cost
            if pair_cost % SHARED_EXIT >= CROSSING:
                crossed.append(other)
    return cost - CROSSING * _double_counted(candidate, crossed, others) if crossed else cost


def is_dear(candidate: Candidate, others: list[Candidate], room: int) -> bool:
    """Whether a way surely costs at least `room` besides others that are chosen already; crossings on trunks count as one."""
    memo = candidate.memo
    is_alone = len(candidate.mates) == 1
    cost = crossing = 0
    for other in others:
        pair_cost = memo.get(other.serial)
        if pair_cost is None:
            pair_cost = meet(candidate, other)
        if pair_cost:
            if is_alone and len(other.mates) == 1:
                cost += pair_cost
            else:
                cost += pair_cost - pair_cost % SHARED_EXIT
                if pair_cost % SHARED_EXIT >= CROSSING:
                    crossing = CROSSING
            if cost + crossing >= room:
                return True
    return False


def _double_counted(p: Candidate, crossed: list[Candidate], others: list[Candidate]) -> int:
    """How many crossings of p are one place with another crossing: both on one trunk, crossed by one line there."""
    mates = p.mates
    partners = [(b, merged) for b in others if b.edge in mates and (merged := shared_runs(p, b))] if len(mates) > 1 else []
    if not partners and (len(crossed) == 1 or not any(a.edge in b.mates for a, b in combinations(crossed, 2))):
        return 0
    counted: list[tuple[Candidate, Place]] = []
    double = 0
    for q in crossed:
        for place in crossing_places(p, q):
            if _is_counted(q, place, partners) or _is_crossed_beside(q, place, counted):
                double += 1
            else:
                counted.append((q, place))
    return double


def crossing_places(p: Candidate, q: Candidate) -> list[Place]:
    """All crossings of two ways, remembered."""
    found = p.places.get(q.serial)
    if found is None:
        found = _find_crossings(p, q)
        p.places = p.places or {}
        p.places[q.serial] = found
    return found


def _find_crossings(p: Candidate, q: Candidate) -> list[Place]:
    found: list[Place] = []
    for i, j in crossings(p, q):
        flat, upright = (p.points[i], q.points[j]) if p.points[i][1] == p.points[i + 1][1] else (q.points[j], p.points[i])
        found.append(([(i, j)], (upright[0], flat[1])))
    _, channel = overlaps(p, q)
    merged = trunk(p, q)
    seen: set[Pair] = set()
    for pair in channel:
        if pair in merged or pair in seen:
            continue
        low, _, pieces = parting(p, q, *pair, -1, merged)
        high, _, more = parting(p, q, *pair, 1, merged)
        seen.update(pieces)
        seen.update(more)
        if low * high < 0:
            found.append((pieces + more[1:], (-1, -1)))
    return found


def shared_runs(p: Candidate, q: Candidate) -> set[Pair]:
    """The pairs of runs that are one line of both ways, remembered."""
    if p.x1 < q.x0 or q.x1 < p.x0 or p.y1 < q.y0 or q.y1 < p.y0:
        return set()
    found = p.trunks.get(q.serial)
    if found is None:
        found = trunk(p, q)
        p.trunks = p.trunks or {}
        p.trunks[q.serial] = found
    return found


def _is_counted(q: Candidate, place: Place, partners: list[tuple[Candidate, set[Pair]]]) -> bool:
    """Whether a partner of the way crosses q at the same place of their trunk."""
    for partner, merged in partners:
        if partner is q or not merged or meet(partner, q) % SHARED_EXIT < CROSSING:
            continue
        for pairs, point in crossing_places(partner, q):
            if point == place[1] and any(j == n and (i, m) in merged for i, j in place[0] for m, n in pairs):
                return True
    return False


def _is_crossed_beside(q: Candidate, place: Place, counted: list[tuple[Candidate, Place]]) -> bool:
    """Whether the way crosses a trunk of q at the same place already."""
    for other, (pairs, point) in counted:
        if other is q or point != place[1] or other.edge not in q.mates:
            continue
        merged = shared_runs(q, other)
        if any(i == m and (j, n) in merged for i, j in place[0] for m, n in pairs):
            return True
    return False
