"""What the router remembers of one page it may use on another, and no routing changes by it."""

import random

import pytest

from sopflow.layout.lattice import ChartIndex, build_lattice
from sopflow.layout.route import clusters, selection
from sopflow.layout.route.candidates import Candidate, Options
from sopflow.layout.route.clusters import Budget, Cluster
from sopflow.layout.route.memory import Memory
from sopflow.layout.route.route import route
from sopflow.model.book import Chart
from sopflow.pipeline import compile_bytes


def chart_of(rows: int, seed: int) -> Chart:
    """A chart whose rows lead back and ahead."""
    chance = random.Random(seed)
    lanes = chance.randint(2, 6)
    lines = ["pelaksana:", *(f"  p{lane}: Lajur {lane}" for lane in range(lanes))]
    for row in range(1, rows + 1):
        lines.append(f"{row}. @p{chance.randrange(lanes)}: Kerja {row}")
        for label in ("ya", "tidak"):
            if chance.random() < 0.25:
                lines.append(f"   {label} -> {chance.randint(max(1, row - 5), min(rows, row + 4))}")
    book = compile_bytes("\n".join(lines).encode(), "uji.sop").book
    assert book is not None
    return book.sops[0].charts[0]


@pytest.mark.parametrize("seed", range(4))
def test_what_is_remembered_changes_no_routing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    index = ChartIndex(chart_of(24, seed))
    grids = [build_lattice(index, first, end).grid for first, end in ((0, 12), (0, 24), (3, 15), (12, 24))]
    monkeypatch.setattr(selection, "SOLVED", Memory())
    with_memory = [route.__wrapped__(grid) for grid in grids]
    for grid, remembered in zip(grids, with_memory, strict=True):
        monkeypatch.setattr(selection, "SOLVED", Memory())
        assert route.__wrapped__(grid) == remembered


def test_candidates_that_are_let_go_of_change_no_routing(monkeypatch: pytest.MonkeyPatch) -> None:
    grid = build_lattice(ChartIndex(chart_of(40, 9)), 0, 40).grid
    monkeypatch.setattr(selection, "SOLVED", Memory())
    kept = route.__wrapped__(grid)
    monkeypatch.setattr(selection, "SOLVED", Memory())
    monkeypatch.setattr(selection, "MANY", 0)
    assert route.__wrapped__(grid) == kept


def test_the_same_question_elsewhere_is_answered_from_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["pelaksana:", "  a: A", "  b: B", "  c: C"]
    for row in range(1, 61):
        lines += [f"{row}. @{'abc'[row * 2 % 3]}: Kerja {row}", *([f"   tidak -> {row - 2}"] if row % 5 == 4 else [])]
    book = compile_bytes("\n".join(lines).encode(), "uji.sop").book
    assert book is not None
    asked: list[int] = []

    def solved(options: list[Options], parts: list[Cluster], ways: list[Candidate], budget: Budget) -> tuple[Cluster, dict[int, Candidate]]:
        asked.append(len(options))
        return clusters.solve(options, parts, ways, budget)

    monkeypatch.setattr("sopflow.layout.route.memory.solve", solved)
    index = ChartIndex(book.sops[0].charts[0])
    monkeypatch.setattr(selection, "SOLVED", Memory())
    route.__wrapped__(build_lattice(index, 5, 50).grid)
    first = len(asked)
    route.__wrapped__(build_lattice(index, 0, 60).grid)
    assert 0 < len(asked) - first < first


def test_only_so_much_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    index = ChartIndex(chart_of(30, 2))
    grids = [build_lattice(index, first, first + 10).grid for first in range(0, 20, 5)]
    small, none = Memory(most=8), Memory(most=0)
    for memory in (small, none):
        monkeypatch.setattr(selection, "SOLVED", memory)
        for grid in grids:
            route.__wrapped__(grid)
    assert len(none) <= 1 < len(small) <= 8
