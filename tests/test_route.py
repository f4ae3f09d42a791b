"""The arrow router: what it draws in cases that have one good answer, and what holds of every answer."""

from collections.abc import Sequence
from itertools import count
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from route_charts import flow, scatter
from route_oracle import judge

from sopflow.layout import page as layout_page
from sopflow.layout.route.candidates import LENGTH, Candidate, Options
from sopflow.layout.route.clusters import total
from sopflow.layout.route.grid import Edge, Grid, Node, Route, Routing, Via
from sopflow.layout.route.page import Page
from sopflow.layout.route.pairs import together
from sopflow.layout.route.route import route
from sopflow.layout.route.selection import select
from sopflow.pipeline import compile_bytes


def grid(rows: int, lanes: int, places: Sequence[tuple[int, ...]], edges: Sequence[Edge]) -> Grid:
    """Nodes by row, lane and, when wide, last lane."""
    return Grid(rows, lanes, tuple(Node(p[0], p[1], p[-1]) for p in places), tuple(edges))


def go(source: int, target: int, label: str = "", back: bool = False, via: Via = "") -> Edge:
    return Edge(source, target, label, back, via)


def sides(found: Route) -> str:
    """Exit and entry side, as letters."""
    return letter(found.points[0], found.points[1]) + letter(found.points[-1], found.points[-2])


def letter(a: tuple[int, int], b: tuple[int, int]) -> str:
    if a[1] == b[1]:
        return "L" if b[0] < a[0] else "R"
    return "T" if b[1] < a[1] else "B"


def legal(question: Grid) -> Routing:
    """The routing, found without fault."""
    answer = route(question)
    verdict = judge(question, answer)
    assert (verdict.faults, verdict.shared) == ([], [])
    return answer


def test_no_edges_make_an_empty_routing() -> None:
    assert legal(grid(2, 2, [(0, 0)], [])) == Routing((), (0, 0, 0), (0, 0, 0), 0, 0, True, ())


def test_next_below_is_one_straight_line() -> None:
    assert legal(grid(2, 1, [(0, 0), (1, 0)], [go(0, 1)])).routes == (Route(((1, 1), (1, 3)), (-1,)),)


def test_next_in_the_row_is_one_straight_line() -> None:
    assert legal(grid(1, 3, [(0, 0), (0, 2)], [go(0, 1)])).routes == (Route(((1, 1), (5, 1)), (-1,)),)


def test_forward_to_another_lane_enters_from_above() -> None:
    assert sides(legal(grid(2, 2, [(0, 0), (1, 1)], [go(0, 1)])).routes[0]) == "RT"


def test_six_in_a_row_are_chained_straight() -> None:
    answer = legal(grid(1, 6, [(0, c) for c in range(6)], [go(c, c + 1) for c in range(5)]))
    assert (answer.bends, answer.crossings) == (0, 0)


def test_an_edge_goes_round_the_nodes_between_in_its_row() -> None:
    answer = legal(grid(1, 3, [(0, 0), (0, 1), (0, 2)], [go(0, 1), go(1, 2), go(0, 2, "lain")]))
    assert answer.bends == 2


def test_a_return_leaves_and_enters_by_the_side() -> None:
    answer = legal(grid(3, 1, [(0, 0), (1, 0), (2, 0)], [go(0, 1), go(1, 2, "Ya"), go(1, 0, "Tidak", back=True)]))
    assert [sides(r) for r in answer.routes] == ["BT", "BT", "LL"]


def test_nothing_leaves_upwards_when_a_side_will_do() -> None:
    answer = legal(grid(2, 1, [(0, 0), (1, 0)], [go(1, 0, "Tidak", back=True)]))
    assert sides(answer.routes[0])[0] in "LR"


def test_edges_to_one_target_join() -> None:
    answer = legal(grid(3, 1, [(0, 0), (1, 0), (2, 0)], [go(0, 1), go(1, 2), go(1, 0, "Tidak", True), go(2, 0, "Tidak", True)]))
    assert len({sides(answer.routes[i]) for i in (2, 3)}) == 1
    assert answer.crossings == 0
    assert sum(answer.vertical) == 1


def test_an_unlabelled_fork_starts_as_one_line() -> None:
    answer = legal(grid(2, 4, [(0, 1, 2), (1, 0), (1, 1), (1, 2), (1, 3)], [go(0, n) for n in (1, 2, 3, 4)]))
    assert answer.crossings == 0


@pytest.mark.parametrize("fan", [1, 2, 3, 4])
def test_a_join_of_up_to_four_has_no_crossing(fan: int) -> None:
    places = [(0, c) for c in range(fan)] + [(2, 1)]
    assert legal(grid(3, 4, places, [go(n, fan) for n in range(fan)])).crossings == 0


def test_exits_of_different_labels_have_ports_of_their_own() -> None:
    answer = legal(grid(3, 3, [(0, 1), (1, 0), (1, 1), (1, 2)], [go(0, 1, "a"), go(0, 2, "b"), go(0, 3, "c")]))
    assert len({sides(r)[0] for r in answer.routes}) == 3


def test_via_forces_the_exit() -> None:
    for via, mark in (("left", "L"), ("right", "R"), ("top", "T"), ("bottom", "B")):
        answer = legal(grid(3, 2, [(1, 0), (2, 1)], [go(0, 1, via=via)]))  # type: ignore[arg-type]
        assert (sides(answer.routes[0])[0], answer.unmet) == (mark, ())


def test_a_via_that_two_labels_want_is_unmet_once() -> None:
    answer = legal(grid(2, 3, [(0, 1), (1, 0), (1, 2)], [go(0, 1, "a", via="left"), go(0, 2, "b", via="left")]))
    assert len(answer.unmet) == 1


def test_a_loop_returns_to_another_port() -> None:
    for last in (0, 1):
        points = legal(grid(1, 2, [(0, 0, last)], [go(0, 0, "ulang", back=True)])).routes[0].points
        assert points[:2] != points[:-3:-1]


def test_a_wide_node_blocks_the_channel_between_its_lanes() -> None:
    answer = legal(grid(3, 2, [(0, 0), (1, 0, 1), (2, 1)], [go(0, 2)]))
    assert all(x != 2 for x, _ in answer.routes[0].points)


def test_unavoidable_crossings_are_counted() -> None:
    places = [(0, c) for c in range(3)] + [(1, c) for c in range(3)]
    answer = legal(grid(2, 3, places, [go(a, b, str(b), via="bottom") for a in range(3) for b in (3, 4, 5) if b - 3 == 2 - a]))
    assert answer.crossings <= 3


def test_more_labels_than_ports_share_one() -> None:
    places = [(1, 1), *((2, c) for c in range(5))]
    question = grid(3, 5, places, [go(0, n, str(n)) for n in range(1, 6)])
    verdict = judge(question, route(question))
    assert verdict.faults == []
    assert verdict.shared


def test_forty_lanes_are_routed() -> None:
    question = grid(3, 40, [(0, 0), (1, 39), (2, 20)], [go(0, 1), go(1, 2, "Ya"), go(1, 0, "Tidak", True)])
    assert legal(question).crossings == 0


@pytest.mark.parametrize(
    "case",
    [(120, 4, 2, 19, 21), (394, 4, 2, 12, 22), (1, 1, 3, 3, 11)],
    ids=["a third line between two of a trunk", "a third line that meets a trunk head-on", "a trunk that would part and join again"],
)
def test_trunks_leave_room_for_other_lines(case: tuple[int, int, int, int, int]) -> None:
    seed, *sizes = case
    question = scatter(Random(seed), *sizes)
    assert judge(question, route(question)).faults == []


def test_the_same_grid_gives_the_same_routing() -> None:
    question = flow(5, 30, 5, 0.35)
    assert route(question) == route(question)


def test_a_long_chart_is_routed_legally() -> None:
    legal(flow(1, 400, 5, 0.2))


def test_a_chart_of_many_pages_is_routed_about_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (f"{n}. @{'abc'[n % 3]}: Memeriksa\n" + (f"   tidak -> {n - 3}\n" if n % 7 == 4 else "") for n in range(1, 151))
    routed: list[Grid] = []

    def listening(question: Grid, saving: int) -> Routing:
        routed.append(question)
        return route(question, saving)

    monkeypatch.setattr(layout_page, "route", listening)
    drawing = compile_bytes("".join(rows).encode(), "panjang.sop").drawing
    assert drawing is not None and len(drawing.pages) > 6
    assert len(routed) <= 1.5 * len(drawing.pages) + 1


def test_many_long_returns_are_routed_legally() -> None:
    question = flow(3, 150, 4, 0.1)
    last = {node.row: index for index, node in enumerate(question.nodes)}
    returns = tuple(go(last[row], 0, "Kembali", True) for row in range(5, 150, 5))
    legal(question._replace(edges=question.edges + returns))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 7), st.integers(1, 5), st.integers(1, 14), st.integers(0, 12))
def test_any_grid_is_routed_without_fault(seed: int, rows: int, lanes: int, shapes: int, arrows: int) -> None:
    question = scatter(Random(seed), rows, lanes, shapes, arrows)
    answer = route(question)
    verdict = judge(question, answer)
    assert verdict.faults == []
    assert all(question.edges[i].via for i in answer.unmet)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.integers(2, 60), st.integers(1, 8), st.floats(0, 0.5))
def test_any_procedure_is_routed_without_fault(seed: int, rows: int, lanes: int, decisions: float) -> None:
    legal(flow(seed, rows, lanes, decisions))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 3), st.integers(1, 3), st.integers(2, 5), st.integers(1, 4))
def test_a_proven_choice_is_the_cheapest_of_all(seed: int, rows: int, lanes: int, shapes: int, arrows: int) -> None:
    page = Page(scatter(Random(seed), rows, lanes, shapes, arrows))
    chosen, proven = select(page)
    if proven:
        assert total(chosen) - cheapest_of_all(page, total(chosen) + 1) < LENGTH


def cheapest_of_all(page: Page, room: int) -> int:
    """The least cost below `room`, by trying everything."""
    serials = count()
    lists = [Options(page, edge, serials).below(room) for edge in range(len(page.edges))]
    rests = [sum(candidates[0].cost for candidates in lists[i:]) for i in range(len(lists) + 1)]
    best = room

    def place(chosen: list[Candidate], cost: int) -> None:
        nonlocal best
        if len(chosen) == len(lists):
            best = min(best, cost)
            return
        for candidate in lists[len(chosen)]:
            if cost + candidate.cost + rests[len(chosen) + 1] >= best:
                break
            more = cost + candidate.cost + together(candidate, chosen)
            if more + rests[len(chosen) + 1] < best:
                place([*chosen, candidate], more)

    place([], 0)
    return best


def test_the_oracle_sees_a_line_on_another() -> None:
    question = grid(3, 3, [(0, 0), (0, 2), (2, 0), (2, 2)], [go(0, 3, "a"), go(1, 2, "b")])
    a = Route(((1, 1), (1, 2), (5, 2), (5, 5)), (-1, 0, -1))
    b = Route(((5, 1), (5, 4), (1, 4), (1, 5)), (-1, 0, -1))
    assert judge(question, Routing((a, b), (0,) * 4, (0, 1, 1, 0), 0, 4, True, ())).faults


def test_the_oracle_sees_a_line_through_a_node() -> None:
    question = grid(3, 1, [(0, 0), (1, 0), (2, 0)], [go(0, 2)])
    a = Route(((1, 1), (1, 5)), (-1,))
    assert judge(question, Routing((a,), (0, 0), (0,) * 4, 0, 0, True, ())).faults == ["edge 0: run 0 through node 1"]


def test_the_oracle_counts_crossings() -> None:
    question = grid(3, 3, [(1, 0), (1, 2), (0, 1), (2, 1)], [go(0, 1), go(2, 3)])
    a, b = Route(((1, 3), (5, 3)), (-1,)), Route(((3, 1), (3, 5)), (-1,))
    assert judge(question, Routing((a, b), (0,) * 4, (0,) * 4, 1, 0, True, ())).faults == []
    assert judge(question, Routing((a, b), (0,) * 4, (0,) * 4, 0, 0, True, ())).faults == ["1 crossings, 0 stated"]


def test_the_oracle_sees_touching_corners() -> None:
    question = grid(3, 3, [(0, 1), (1, 0), (1, 2), (2, 1)], [go(0, 1, "a"), go(2, 3, "b")])
    a, b = Route(((3, 1), (3, 3), (1, 3)), (-1, -1)), Route(((5, 3), (3, 3), (3, 5)), (-1, -1))
    assert judge(question, Routing((a, b), (0,) * 4, (0,) * 4, 0, 2, True, ())).faults
