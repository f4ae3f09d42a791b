"""What is counted of the arrows: whether each stands alone, and how often they cross.

In: a page. Out: faults in words, and the places where arrows cross. Two arrows may run as one line when they have the same target, or the
same source and label, or when every source of the two leads to every target.
"""

from collections.abc import Iterator
from itertools import pairwise

from sopflow.audit.geometry import TOUCH, Frame, Point, Segment, Shelf, depth_within, frame_of, meet, outline_distance, place
from sopflow.audit.read import Drawn, DrawnFlow, DrawnShape
from sopflow.values import NamedTuple

CLOSE = 0.9
"""Parallel lines of different arrows nearer than this can't be told apart in print."""

KISS = 0.3
"""A line that ends or bends this near another looks as if it met it."""

SHAPE_CLEAR = 0.5
"""A line nearer to a shape that it does not belong to looks as if it met it."""

RULE_CLEAR = 0.5
"""A line this near a table rule is taken for a part of it."""


class Run(NamedTuple):
    """A straight piece of an arrow. `at` counts from the source; `flow` is the arrow's place on the page."""

    flow: int
    at: int
    start: Point
    stop: Point
    frame: Frame

    @property
    def upright(self) -> bool:
        return self.start[0] == self.stop[0]

    @property
    def forward(self) -> bool:
        """Whether it leads right or down."""
        return self.stop > self.start


def runs_of(flows: tuple[DrawnFlow, ...]) -> list[Run]:
    """All straight pieces, arrow by arrow."""
    return [
        Run(number, at, start, stop, frame_of((start, stop)))
        for number, flow in enumerate(flows)
        for at, (start, stop) in enumerate(pairwise(flow.points))
    ]


def length(segment: Segment) -> float:
    """Of a level or upright piece."""
    (x1, y1), (x2, y2) = segment
    return abs(x1 - x2) + abs(y1 - y2)


class Trunks:
    """Which arrows of a page may run as one line."""

    def __init__(self, flows: tuple[DrawnFlow, ...]) -> None:
        self._flows = flows
        self._ends = frozenset((flow.source, flow.target) for flow in flows)

    def may_share(self, one: int, other: int) -> bool:
        """Whether two arrows may run together."""
        first, second = self._flows[one], self._flows[other]
        if first.target == second.target or (first.source == second.source and first.label == second.label):
            return True
        return (first.source, second.target) in self._ends and (second.source, first.target) in self._ends


# hits


def hits(page: Drawn) -> Iterator[str]:
    """Arrows that run through a shape or nearer than SHAPE_CLEAR past it.

    At its own shapes an arrow's first and last run may touch the outline, from outside; its other runs keep the distance too."""
    shelf = Shelf((shape.frame, shape) for shape in page.shapes)
    for flow in page.flows:
        runs = runs_of((flow,))
        for run in runs:
            for shape in shelf.near(run.frame, SHAPE_CLEAR):
                own = (shape.id == flow.source and run.at == 0) or (shape.id == flow.target and run.at == len(runs) - 1)
                if _is_hit(run, shape, own):
                    yield f"{flow.id} menembus {shape.id} di {place(run.start)}"


def _is_hit(run: Run, shape: DrawnShape, own: bool) -> bool:
    if own:
        return depth_within(_widened(run), shape.outline) > 3 * TOUCH
    return outline_distance(run.frame, shape.outline) < SHAPE_CLEAR - TOUCH


def _widened(run: Run) -> Frame:
    """The run a little widened, so that one along an outline counts as inside; not lengthened, so that one up to it does not."""
    frame, by = run.frame, 2 * TOUCH
    if run.upright:
        return Frame(frame.left - by, frame.top, frame.right + by, frame.bottom)
    return Frame(frame.left, frame.top - by, frame.right, frame.bottom + by)


# overlaps


def overlaps(page: Drawn) -> Iterator[str]:
    """Arrows that can't be told apart: side by side nearer than CLOSE, against each other on one line, or meeting at a bend.

    Those that may share a line lie on it exactly or keep the distance."""
    runs = runs_of(page.flows)
    shelf = Shelf((run.frame, run) for run in runs)
    trunks = Trunks(page.flows)
    for run in runs:
        for other in shelf.near(run.frame, CLOSE):
            if (other.flow, other.at) <= (run.flow, run.at):
                continue
            what = _muddle(run, other, trunks)
            if what:
                yield f"{page.flows[run.flow].id} dan {page.flows[other.flow].id} {what} di {place(run.start)}"


def _muddle(one: Run, other: Run, trunks: Trunks) -> str:
    same = one.flow == other.flow
    if one.upright != other.upright:
        apart = not same and not trunks.may_share(one.flow, other.flow)
        return "bersentuhan" if apart and _kiss(one, other) else ""
    gap, beside = _side_by_side(one, other)
    if beside <= TOUCH or gap >= CLOSE:
        return ""
    if same or not trunks.may_share(one.flow, other.flow):
        return "berimpit"
    if gap > TOUCH:
        return "terlalu rapat"
    return "" if one.forward == other.forward else "berlawanan arah pada satu garis"


def _side_by_side(one: Run, other: Run) -> tuple[float, float]:
    """Of two parallel runs: how far apart, and for how long."""
    first, second = one.frame, other.frame
    if one.upright:
        return abs(first.left - second.left), min(first.bottom, second.bottom) - max(first.top, second.top)
    return abs(first.top - second.top), min(first.right, second.right) - max(first.left, second.left)


def _kiss(one: Run, other: Run) -> bool:
    """Whether two runs at a right angle meet, or nearly do, without crossing."""
    return meet(one.frame, other.frame, KISS) and crossing(one, other) is None


# crossings


def crossing_points(flows: tuple[DrawnFlow, ...]) -> set[Point]:
    """Where two arrows cross: an upright and a level run meet inside both. Lines that share a trunk cross another one once."""
    runs = runs_of(flows)
    shelf = Shelf((run.frame, run) for run in runs if run.upright)
    found = (crossing(level, upright) for level in runs if not level.upright for upright in shelf.near(level.frame))
    return {point for point in found if point}


def crossing(one: Run, other: Run) -> Point | None:
    """The point where two runs at a right angle cross."""
    level, upright = (other.frame, one.frame) if one.upright else (one.frame, other.frame)
    x, y = upright.left, level.top
    if level.left + TOUCH < x < level.right - TOUCH and upright.top + TOUCH < y < upright.bottom - TOUCH:
        return round(x, 2), round(y, 2)
    return None


# rules and heads


def along_rules(page: Drawn) -> Iterator[str]:
    """Arrows that run along a table rule, nearer than RULE_CLEAR."""
    shelf = Shelf((frame_of(rule), rule) for rule in page.rules)
    for run in runs_of(page.flows):
        for rule in shelf.near(run.frame, RULE_CLEAR):
            other = Run(-1, 0, *rule, frame_of(rule))
            if other.upright != run.upright:
                continue
            gap, beside = _side_by_side(run, other)
            if gap < RULE_CLEAR and beside > TOUCH:
                yield f"{page.flows[run.flow].id} berjalan di garis tabel di {place(run.start)}"


def head_faults(page: Drawn) -> Iterator[str]:
    """Arrowheads that are missing, have no straight run of their own length, or are touched by another line or a white patch.

    Arrows that end in the same point share their head."""
    shelf = Shelf((run.frame, run) for run in runs_of(page.flows))
    patches = Shelf((patch, patch) for patch in (*page.grounds, *page.gaps))
    for number, flow in enumerate(page.flows):
        if flow.head is None:
            yield f"{flow.id} tidak punya kepala"
            continue
        if arrival(flow) < _head_length(flow, flow.head) - TOUCH:
            yield f"{flow.id} membelok di dalam kepala panahnya"
        for run in shelf.near(flow.head):
            if run.flow != number and meet(flow.head, run.frame) and not _ends_alike(run, page.flows[run.flow], flow):
                yield f"kepala {flow.id} disentuh {page.flows[run.flow].id}"
        if any(meet(flow.head, patch) for patch in patches.near(flow.head)):
            yield f"kepala {flow.id} tertutup"
    yield from _covered_lines(page)


def _head_length(flow: DrawnFlow, head: Frame) -> float:
    (x1, _), (x2, _) = flow.points[-2:]
    return head.bottom - head.top if x1 == x2 else head.right - head.left


def _ends_alike(run: Run, owner: DrawnFlow, flow: DrawnFlow) -> bool:
    """Whether the run is the last of an arrow that arrives as `flow` does."""
    return run.stop == flow.points[-1] == owner.points[-1] and run.upright == (flow.points[-2][0] == flow.points[-1][0])


def _covered_lines(page: Drawn) -> Iterator[str]:
    """Arrows under the white patch of a label."""
    shelf = Shelf((run.frame, run) for run in runs_of(page.flows))
    for patch in page.grounds:
        for run in shelf.near(patch):
            if meet(patch, run.frame):
                yield f"{page.flows[run.flow].id} tertutup alas label di {place(patch)}"


def arrival(flow: DrawnFlow) -> float:
    """The length of the straight run before the tip."""
    return length((flow.points[-2], flow.points[-1]))
