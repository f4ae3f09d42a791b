"""Charts of many pages: what is measured, routed and placed again is counted, not timed; no page is fuller than it may be."""

import random
from collections.abc import Callable

import pytest
from helpers import book

from sopflow.layout import page, settling
from sopflow.layout.chart import lay_out_chart
from sopflow.layout.document import chart_room
from sopflow.layout.front import page_sheet
from sopflow.layout.plan import PagePlan
from sopflow.layout.sizes import sizes_of
from sopflow.model.book import Book

WORDS = ("menyusun", "memeriksa", "berkas", "permohonan", "laporan keuangan", "dan", "menandatangani", "naskah dinas", "kepada", "untuk")


def chart(rows: int, seed: int, sends_back: float = 0.15, kolom: str = "") -> str:
    """A chart in six lanes with sentences of any length."""
    chance = random.Random(seed)
    lines = [*([f"gaya:\n  kolom: {kolom}"] if kolom else []), "pelaksana:", *(f"  p{lane}: Pelaksana {lane}" for lane in range(6))]
    for row in range(1, rows + 1):
        lines.append(f"{row}. @p{chance.randrange(6)}: {' '.join(chance.choices(WORDS, k=chance.randint(2, 14)))} {row}")
        lines.append(f"   output: {' '.join(chance.choices(WORDS, k=chance.randint(1, 9)))}")
        if row > 9 and chance.random() < sends_back:
            lines.append(f"   tidak -> {row - chance.randint(1, 8)}")
    return "\n".join(lines)


def laid_out(of: Book) -> tuple[tuple[PagePlan, ...], float]:
    """The pages of a book's only chart, and the lowest line that may be used on them."""
    (sop,) = of.sops
    (only,) = sop.charts
    room = chart_room(sop, only, page_sheet(sop.style))
    return lay_out_chart(only, sop.name, sop.style, sizes_of(sop.style), (room, room._replace(title=""))).pages, room.bottom


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Callable[[object, str], list[object]]:
    """Counts the calls of a function where it is used."""

    def count(module: object, name: str) -> list[object]:
        calls: list[object] = []
        function = getattr(module, name)

        def called(*given: object) -> object:
            calls.append(given)
            return function(*given)

        monkeypatch.setattr(module, name, called)
        return calls

    return count


@pytest.mark.parametrize("seed", [1, 2])
def test_pages_of_a_long_chart_are_routed_about_once(seed: int, counted: Callable[[object, str], list[object]]) -> None:
    of = book(chart(130, seed))
    routed, placed = counted(page, "route"), counted(settling, "with_arrows")
    pages, _ = laid_out(of)
    assert len(routed) <= 1.25 * len(pages) + 1  # and the whole
    assert len(placed) <= 1.25 * len(pages) + 2


@pytest.mark.parametrize("sends_back", [0.05, 0.5])
def test_no_page_of_a_long_chart_is_overfull(sends_back: float) -> None:
    pages, bottom = laid_out(book(chart(100, 3, sends_back)))
    assert len(pages) > 6
    assert max(max(rule.y1, rule.y2) for each in pages for rule in each.rules) <= bottom + 0.02
    shown = [cell.row for each in pages for cell in each.cells if cell.column == "no" and cell.row]
    assert shown == [str(row) for row in range(1, 101)]


def test_a_long_chart_without_other_columns_is_cut_into_pages() -> None:
    pages, _ = laid_out(book(chart(90, 4, kolom="kegiatan, pelaksana")))
    assert len(pages) > 1
