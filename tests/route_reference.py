"""The exact reference of the router: the least crossings, then the least bends, that any routing of a grid can have.

Shares no code with the router and knows nothing of its candidates. In: a grid, and the crossings and bends of a routing that is to be
beaten. Out: whether any routing beats it, decided by a solver (CP-SAT) over all ways on a fine grid: each channel has several tracks, a
way has any number of bends up to `SLACKS` above its own least. docs/routing.md, "The reference", states the model.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations, pairwise
from typing import Any, Literal, NamedTuple

from ortools.sat.python import cp_model

from sopflow.layout.route.grid import Edge, Grid, Node, Routing, Via

Expression = Any
"""A truth of the solver, or a sum of some."""
Point = tuple[int, int]
Axis = Literal[0, 1]
FLAT: Axis = 0
UPRIGHT: Axis = 1

UPWARDS = OFF_BUS = 3
"""Bends that an exit upwards counts for, and an arrow of a bus that does not leave below and arrive above."""
APART = 2
"""Bends that two exits of one label count for when they leave as two lines."""
SLACKS = (2, 4)
"""Bends that a way may have above its own least while crossings are to be saved, tried in turn; when bends are, the sum decides."""

Answer = Literal["optimal", "beaten", "open"]


class Verdict(NamedTuple):
    """`crossings` and `bends` of the better routing when `answer` is "beaten". `trivial`: no solver was needed."""

    answer: Answer
    crossings: int
    bends: int
    trivial: bool


class Ray(NamedTuple):
    """The straight line from a port up to the next node. `points` leads away from the node."""

    axis: Axis
    step: int
    points: tuple[Point, ...]

    @property
    def side(self) -> Via:
        """The side of the node on which the port is."""
        if self.axis == FLAT:
            return "left" if self.step < 0 else "right"
        return "top" if self.step < 0 else "bottom"


class State(NamedTuple):
    """A way at a point: on its first run (0), between (1) or on its last (2), heading along an axis."""

    phase: int
    axis: Axis
    point: Point
    ray: int


Arc = tuple[State, State, int]
"""From, to, bends."""


class Lattice:
    """The fine grid: every channel has `tracks[...]` lines, every lane and row its centre line."""

    def __init__(self, grid: Grid, vertical: Iterable[int], horizontal: Iterable[int]) -> None:
        self.grid = grid
        self.columns, self.lane_at = _axis(vertical)
        self.lines, self.row_at = _axis(horizontal)
        self.solid = {point for node in grid.nodes for point in self._covered(node)}

    def _covered(self, node: Node) -> Iterable[Point]:
        y = self.row_at[node.row]
        return ((x, y) for x in range(self.lane_at[node.lane], self.lane_at[node.lane_last] + 1))

    def inside(self, point: Point) -> bool:
        """Whether a point is on the grid and on no node."""
        return 0 <= point[0] < len(self.columns) and 0 <= point[1] < len(self.lines) and point not in self.solid

    def rays(self, node: Node) -> list[Ray]:
        """The rays of a node's ports."""
        y = self.row_at[node.row]
        left, right = self.lane_at[node.lane], self.lane_at[node.lane_last]
        found = [self._ray((left, y), FLAT, -1), self._ray((right, y), FLAT, 1)]
        for lane in range(node.lane, node.lane_last + 1):
            found.append(self._ray((self.lane_at[lane], y), UPRIGHT, -1))
            found.append(self._ray((self.lane_at[lane], y), UPRIGHT, 1))
        return found

    def _ray(self, start: Point, axis: Axis, step: int) -> Ray:
        points = []
        point = _moved(start, axis, step)
        while self.inside(point):
            points.append(point)
            point = _moved(point, axis, step)
        return Ray(axis, step, tuple(points))

    def is_channel(self, point: Point, axis: Axis) -> bool:
        """Whether an inner run along the axis may lie here: on a track, not on a centre line."""
        return self.columns[point[0]] if axis == UPRIGHT else self.lines[point[1]]


def _axis(tracks: Iterable[int]) -> tuple[list[bool], list[int]]:
    """For each line of an axis whether it is a track; and where the centre lines are."""
    lines: list[bool] = []
    centres: list[int] = []
    for count in tracks:
        lines += [True] * count
        centres.append(len(lines))
        lines.append(False)
    return lines[:-1], centres[:-1]


def _across(axis: Axis) -> Axis:
    return UPRIGHT if axis == FLAT else FLAT


def _moved(point: Point, axis: Axis, step: int) -> Point:
    return (point[0] + step, point[1]) if axis == FLAT else (point[0], point[1] + step)


class Ways:
    """All ways of one edge as arcs between states."""

    def __init__(self, lattice: Lattice, edge: Edge) -> None:
        self.lattice = lattice
        self.starts: list[tuple[State, int]] = []
        self.ends: list[tuple[State, int]] = []
        self.arcs: list[Arc] = []
        exits = [ray if edge.via in ("", ray.side) else ray._replace(points=()) for ray in lattice.rays(lattice.grid.nodes[edge.source])]
        entries = lattice.rays(lattice.grid.nodes[edge.target])
        self._first_runs(edge, exits)
        self._last_runs(edge, entries)
        self._between()
        self._joints(exits, entries)

    def _first_runs(self, edge: Edge, exits: list[Ray]) -> None:
        wanted = edge.via == "top" or edge.rising
        for index, ray in enumerate(exits):
            upwards = ray.axis == UPRIGHT and ray.step < 0
            penalty = (UPWARDS if upwards and not wanted else 0) + (OFF_BUS if edge.bus and (ray.axis, ray.step) != (UPRIGHT, 1) else 0)
            states = [State(0, ray.axis, point, index) for point in ray.points]
            if states:
                self.starts.append((states[0], penalty))
            self.arcs += [(a, b, 0) for a, b in pairwise(states)]

    def _last_runs(self, edge: Edge, entries: list[Ray]) -> None:
        for index, ray in enumerate(entries):
            left_below = not edge.bus or (ray.axis, ray.step) == (UPRIGHT, -1)
            states = [State(2, ray.axis, point, index) for point in ray.points]
            if states:
                self.ends.append((states[0], 0 if left_below else OFF_BUS))
            self.arcs += [(b, a, 0) for a, b in pairwise(states)]

    def _between(self) -> None:
        lattice = self.lattice
        free = [(x, y) for x in range(len(lattice.columns)) for y in range(len(lattice.lines)) if (x, y) not in lattice.solid]
        for axis in (FLAT, UPRIGHT):
            for point in free:
                if not lattice.is_channel(point, axis):
                    continue
                here = State(1, axis, point, 0)
                onward = _moved(point, axis, 1)
                if lattice.inside(onward):
                    there = State(1, axis, onward, 0)
                    self.arcs += [(here, there, 0), (there, here, 0)]
                if lattice.is_channel(point, _across(axis)):
                    self.arcs.append((here, State(1, _across(axis), point, 0), 1))

    def _joints(self, exits: list[Ray], entries: list[Ray]) -> None:
        """From the first run to an inner one, from there to the last, and from the first to the last at once."""
        for phase, rays in ((0, exits), (2, entries)):
            for index, ray in enumerate(rays):
                across = _across(ray.axis)
                for point in ray.points:
                    if self.lattice.is_channel(point, across):
                        outer, inner = State(phase, ray.axis, point, index), State(1, across, point, 0)
                        self.arcs.append((outer, inner, 1) if phase == 0 else (inner, outer, 1))
        for i, first in enumerate(exits):
            for j, last in enumerate(entries):
                if first.axis == last.axis and first.step == last.step:
                    continue
                for point in set(first.points) & set(last.points):
                    turn = int(first.axis != last.axis)
                    self.arcs.append((State(0, first.axis, point, i), State(2, last.axis, point, j), turn))

    def least(self) -> int:
        """The least bends, penalties counted, of a way on its own."""
        ahead = self._distances(self.starts, self.arcs)
        return min((ahead[state] + penalty for state, penalty in self.ends if state in ahead), default=0)

    def keep(self, most: int) -> None:
        """Drops the arcs that no way of at most so many bends takes."""
        ahead = self._distances(self.starts, self.arcs)
        behind = self._distances(self.ends, [(b, a, bends) for a, b, bends in self.arcs])
        self.arcs = [(a, b, n) for a, b, n in self.arcs if a in ahead and b in behind and ahead[a] + n + behind[b] <= most]
        self.starts = [(s, n) for s, n in self.starts if s in behind and n + behind[s] <= most]
        self.ends = [(s, n) for s, n in self.ends if s in ahead and n + ahead[s] <= most]

    @staticmethod
    def _distances(starts: list[tuple[State, int]], arcs: list[Arc]) -> dict[State, int]:
        onward: dict[State, list[tuple[State, int]]] = defaultdict(list)
        for a, b, bends in arcs:
            onward[a].append((b, bends))
        buckets: dict[int, list[State]] = defaultdict(list)
        for state, penalty in starts:
            buckets[penalty].append(state)
        found: dict[State, int] = {}
        bends = 0
        while buckets:
            queue = buckets.pop(bends, [])
            while queue:
                state = queue.pop()
                if state in found:
                    continue
                found[state] = bends
                for other, more in onward[state]:
                    (buckets[bends + more] if more else queue).append(other)
            bends += 1
        return found


class Plan:
    """The solver's model: one way an edge, no two on each other, crossings and bends counted."""

    def __init__(self, grid: Grid, ways: list[Ways]) -> None:
        self.model = cp_model.CpModel()
        self.bends: list[Expression] = []
        self.flat: list[dict[Point, Expression]] = []
        self.upright: list[dict[Point, Expression]] = []
        self.onward: list[dict[tuple[Point, Point | int], Expression]] = []
        self.inward: list[dict[tuple[Point, Point | int], Expression]] = []
        self.first: list[dict[State, cp_model.IntVar]] = []
        for each in ways:
            self._way(each)
        self.crossings = self._apart(grid)
        self.bends += self._split_exits(grid)

    def _way(self, ways: Ways) -> None:
        model = self.model
        balance: dict[State, list[Expression]] = defaultdict(list)
        arrivals: dict[State, list[Expression]] = defaultdict(list)
        onward: dict[tuple[Point, Point | int], list[Expression]] = defaultdict(list)
        inward: dict[tuple[Point, Point | int], list[Expression]] = defaultdict(list)
        first: dict[State, cp_model.IntVar] = {}
        for state, penalty in ways.starts:
            first[state] = chosen = model.new_bool_var("")
            balance[state].append(chosen)
            arrivals[state].append(chosen)
            inward[state.point, state.ray].append(chosen)
            self.bends.append(penalty * chosen)
        last = []
        for state, penalty in ways.ends:
            chosen = model.new_bool_var("")
            last.append(chosen)
            balance[state].append(-chosen)
            onward[state.point, state.ray].append(chosen)
            self.bends.append(penalty * chosen)
        model.add_exactly_one(first.values())
        model.add_exactly_one(last)
        for a, b, bends in ways.arcs:
            chosen = model.new_bool_var("")
            balance[a].append(-chosen)
            balance[b].append(chosen)
            arrivals[b].append(chosen)
            if a.point != b.point:
                onward[a.point, b.point].append(chosen)
                inward[b.point, a.point].append(chosen)
            if bends:
                self.bends.append(bends * chosen)
        for parts in balance.values():
            model.add(_sum(parts) == 0)
        passed: dict[Axis, dict[Point, list[Expression]]] = {FLAT: defaultdict(list), UPRIGHT: defaultdict(list)}
        for state, parts in arrivals.items():
            passed[state.axis][state.point] += parts
        for axis, kept in ((FLAT, self.flat), (UPRIGHT, self.upright)):
            kept.append({point: self._flag(parts) for point, parts in passed[axis].items()})
        self.onward.append({key: _sum(parts) for key, parts in onward.items()})
        self.inward.append({key: _sum(parts) for key, parts in inward.items()})
        self.first.append(first)

    def _flag(self, parts: list[Expression]) -> Expression:
        """Whether any part is chosen: on the first run and the last of one way a point can be met twice, as their joint."""
        if len(parts) == 1:
            return parts[0]
        flag = self.model.new_bool_var("")
        for part in parts:
            self.model.add(flag >= part)
        self.model.add(flag <= _sum(parts))
        return flag

    def _apart(self, grid: Grid) -> list[cp_model.IntVar]:
        """Lines of different edges meet nowhere but in crossings and in trunks; the crossings."""
        crossed: dict[Point, cp_model.IntVar] = {}
        for (i, e), (j, f) in combinations(enumerate(grid.edges), 2):
            to_one = e.target == f.target
            from_one = e.source == f.source and e.label == f.label
            for one, other in ((i, j), (j, i)):
                if to_one:
                    self._same(self.onward, one, other)
                elif from_one:
                    self._same(self.inward, one, other)
            if not to_one and not from_one:
                self._cross(i, j, crossed)
            if e.source == f.source and e.label != f.label:
                self._different_ports(i, j)
        return list(crossed.values())

    def _same(self, steps: list[dict[tuple[Point, Point | int], Expression]], one: int, other: int) -> None:
        """Where both edges are, the other goes the one's way: from there to the target, or from the source up to there."""
        for (point, to), step in steps[one].items():
            for used in (self.flat[other].get(point), self.upright[other].get(point)):
                if used is not None:
                    self.model.add(step + used <= 1 + steps[other].get((point, to), 0))

    def _different_ports(self, i: int, j: int) -> None:
        for state in self.first[i].keys() & self.first[j].keys():
            self.model.add_bool_or(~self.first[i][state], ~self.first[j][state])

    def _cross(self, i: int, j: int, crossed: dict[Point, cp_model.IntVar]) -> None:
        for one, other in ((self.flat[i], self.flat[j]), (self.upright[i], self.upright[j])):
            for point in one.keys() & other.keys():
                self.model.add(one[point] + other[point] <= 1)
        for one, other in ((self.flat[i], self.upright[j]), (self.flat[j], self.upright[i])):
            for point in sorted(one.keys() & other.keys()):
                if point not in crossed:
                    crossed[point] = self.model.new_bool_var("")
                self.model.add(one[point] + other[point] <= 1 + crossed[point])

    def _split_exits(self, grid: Grid) -> list[Expression]:
        """What exits of one label cost when they leave by different ports."""
        costs: list[Expression] = []
        for (i, e), (j, f) in combinations(enumerate(grid.edges), 2):
            if e.source != f.source or e.label != f.label or not e.label:
                continue
            apart = self.model.new_bool_var("")
            for state, chosen in self.first[i].items():
                same = self.first[j].get(state)
                self.model.add(chosen - (0 if same is None else same) <= apart)
            costs.append(APART * apart)
        return costs


def _sum(parts: list[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else cp_model.LinearExpr.sum(parts)


Tracks = tuple[tuple[int, ...], tuple[int, ...]]
"""How many lines each V and each H channel has."""


def beat(grid: Grid, crossings: int, bends: int, tracks: Tracks, seconds: float = 60.0) -> Verdict:
    """Whether some routing on these tracks has fewer crossings, or as many and fewer bends (`weigh`). `seconds`: for each question."""
    lattice = Lattice(grid, *tracks)
    least = [Ways(lattice, edge).least() for edge in grid.edges]
    spare = bends - 1 - sum(least)
    if crossings == 0 and spare < 0:
        return Verdict("optimal", crossings, bends, True)
    whole = sum(least)
    answers = []
    if crossings:
        answers += [_ask(lattice, [each + slack for each in least], crossings - 1, whole + slack * len(least), seconds) for slack in SLACKS]
    if spare >= 0 and not any(each.answer == "beaten" for each in answers):
        answers.append(_ask(lattice, [each + spare for each in least], crossings, bends - 1, seconds))
    better = min((each for each in answers if each.answer == "beaten"), default=None, key=lambda each: (each.crossings, each.bends))
    proven = all(each.answer == "optimal" for each in answers)
    return better or Verdict("optimal" if proven else "open", crossings, bends, False)


def _ask(lattice: Lattice, most_each: list[int], crossings: int, bends: int, seconds: float) -> Verdict:
    """A routing of at most so many crossings and bends, and bends of each way, improved as far as time allows; "optimal": there is none."""
    ways = [Ways(lattice, edge) for edge in lattice.grid.edges]
    for each, most in zip(ways, most_each, strict=True):
        each.keep(most)
    plan = Plan(lattice.grid, ways)
    total = cp_model.LinearExpr.sum(plan.bends)
    crossed = cp_model.LinearExpr.sum(plan.crossings)
    plan.model.add(crossed <= crossings)
    plan.model.add(total <= bends)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    status = solver.solve(plan.model)
    if status == cp_model.INFEASIBLE:
        return Verdict("optimal", crossings, bends, False)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Verdict("open", crossings, bends, False)
    for index in range(len(plan.model.proto.variables)):
        variable = plan.model.get_bool_var_from_proto_index(index)
        plan.model.add_hint(variable, solver.value(variable))
    plan.model.minimize((bends + 1) * crossed + total)
    solver.solve(plan.model)
    return Verdict("beaten", int(solver.value(crossed)), int(solver.value(total)), False)


def room(routing_tracks: Iterable[int], least: int = 2) -> tuple[int, ...]:
    """Tracks for the reference: one more than a routing needs in each channel, and two at least."""
    return tuple(max(least, count + 1) for count in routing_tracks)


def granted(grid: Grid, routing: Routing) -> Grid:
    """The grid without the wishes for an exit side that the routing can't meet: all others are musts."""
    edges = tuple(edge._replace(via="") if index in routing.unmet else edge for index, edge in enumerate(grid.edges))
    return grid._replace(edges=edges)


def weigh(grid: Grid, routing: Routing) -> int:
    """The bends of a routing, with what `UPWARDS`, `OFF_BUS` and `APART` count."""
    bends = 0
    exits = []
    for edge, route in zip(grid.edges, routing.routes, strict=True):
        points = route.points
        way_out, way_in = _heading(points[0], points[1]), _heading(points[-2], points[-1])
        exits.append((edge.source, edge.label, points[0], way_out))
        bends += len(points) - 2
        if way_out == (UPRIGHT, -1) and not (edge.via == "top" or edge.rising):
            bends += UPWARDS
        if edge.bus:
            bends += OFF_BUS * ((way_out != (UPRIGHT, 1)) + (way_in != (UPRIGHT, 1)))
    for one, other in combinations(exits, 2):
        if one[:2] == other[:2] and one[1] and one != other:
            bends += APART
    return bends


def _heading(a: Point, b: Point) -> tuple[Axis, int]:
    return (FLAT, 1 if b[0] > a[0] else -1) if a[1] == b[1] else (UPRIGHT, 1 if b[1] > a[1] else -1)
