"""What is measured of a page: each fault, made on purpose, is seen; and what `sopflow audit` prints."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import chart, pages

from sopflow.audit import Drawn, Measures, measure, read, total
from sopflow.audit.suggest import reordered, suggest_order

CROSSED = "".join(f"{n}. @L{n * 5 % 7}: Memeriksa\n   tidak -> {max(1, n - 4)}\n" for n in range(1, 8)) + "8. @L1: Mengirim\n"


def page(*items: str, size: str = "100 100") -> Drawn:
    width, height = size.split()
    return read(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {size}">{"".join(items)}</svg>'
    )


def box(name: str, x: float, y: float, kind: str = "process", width: float = 10, height: float = 6, words: str = "") -> str:
    d = f"M{x} {y} H{x + width} V{y + height} H{x} Z"
    if kind == "decision":
        middle_x, middle_y = x + width / 2, y + height / 2
        d = f"M{middle_x} {y} L{x + width} {middle_y} L{middle_x} {y + height} L{x} {middle_y} Z"
    text = f'<text x="{x + 1}" y="{y + 4}" font-size="2.5">{words}</text>' if words else ""
    return f'<g class="shape {kind}" id="{name}" data-row="1" data-lane="a"><path d="{d}" fill="#ffffff" stroke="#000000"/>{text}</g>'


def arrow(source: str, target: str, d: str, head: str = "", label: str = "") -> str:
    tip = f'<path class="head" d="{head}"/>' if head else ""
    named = f' data-label="{label}"' if label else ""
    path = f'<path class="flow" id="{source}--{target}" data-from="{source}" data-to="{target}"{named} d="{d}"/>'
    return f'<g class="arrow">{path}{tip}</g>'


def label(flow: str, words: str, x: float, y: float) -> str:
    return f'<text class="label" data-flow="{flow}" x="{x}" y="{y}" font-size="2">{words}</text>'


def rule(d: str) -> str:
    return f'<g class="rules"><path d="{d}"/></g>'


def counts(drawn: Drawn) -> dict[str, int]:
    """The kinds of faults that a page has."""
    kinds = Measures._fields[: Measures._fields.index("crossings")]
    fields = measure(drawn)._asdict()
    return {kind: fields[kind] for kind in kinds if fields[kind]}


DOWN = "M25 16 V40"
DOWN_HEAD = "M25 40 L24 38 L26 38 Z"
A, B = box("a", 20, 10), box("b", 20, 40)
A_TO_B = arrow("a", "b", DOWN, DOWN_HEAD)


def test_a_clean_page_has_no_fault() -> None:
    assert counts(page(A, B, A_TO_B)) == {}


def test_an_arrow_through_a_shape_is_a_hit() -> None:
    assert counts(page(A, B, A_TO_B, box("c", 22, 25))) == {"hits": 1}


def test_an_arrow_may_pass_the_empty_corner_of_a_diamond() -> None:
    assert measure(page(A, B, A_TO_B, box("c", 24.8, 38.6, "decision", 14, 8))).hits == 0
    assert measure(page(A, B, A_TO_B, box("c", 24.8, 38.6, "process", 14, 8))).hits == 1


def test_an_arrow_that_begins_inside_its_own_shape_is_a_hit() -> None:
    assert counts(page(A, B, arrow("a", "b", "M25 14 V40", DOWN_HEAD))) == {"hits": 1}


def test_a_bend_too_near_the_own_shape_is_a_hit() -> None:
    assert counts(page(A, B, arrow("a", "b", "M25 16 V16.2 H35 V43 H30", "M30 43 L32 42 L32 44 Z"))) == {"hits": 1}


@pytest.mark.parametrize("x, faults", [(25.5, {"overlaps": 1}), (27, {})])
def test_arrows_side_by_side_keep_their_distance(x: float, faults: dict[str, int]) -> None:
    other = arrow("c", "d", f"M{x} 20 V34", f"M{x} 34 L{x - 0.4} 33 L{x + 0.4} 33 Z")
    shapes = (box("c", x, 17, width=0.1, height=3), box("d", x, 34, width=0.1, height=3))
    found = counts(page(A, B, A_TO_B, other, *shapes))
    assert {kind: count for kind, count in found.items() if kind == "overlaps"} == faults


def test_arrows_to_one_shape_may_join_but_not_run_against_each_other() -> None:
    third = box("c", 50, 10)
    joining = arrow("c", "b", "M55 16 V30 H25 V40", DOWN_HEAD)
    assert counts(page(A, B, third, A_TO_B, joining)) == {}
    against = arrow("c", "b", "M55 16 V36 H25 V20 H10 V43 H20", "M20 43 L18 42 L18 44 Z")
    assert "overlaps" in counts(page(A, B, third, A_TO_B, against))


def test_an_arrow_that_bends_on_another_is_an_overlap() -> None:
    other = (box("c", 0, 26, width=6), box("d", 0, 40, width=6), arrow("c", "d", "M6 29 H25 V33 H3 V40", "M3 40 L2 38 L4 38 Z"))
    assert "overlaps" in counts(page(A, B, A_TO_B, *other))


def test_a_crossing_is_counted_once_for_a_trunk() -> None:
    joined = arrow("e", "d", "M3 66 V63 H3 V29 H50", "M50 29 L48 28 L48 30 Z")
    across = (box("c", 0, 26, width=6), box("d", 50, 26), arrow("c", "d", "M6 29 H50", "M50 29 L48 28 L48 30 Z"))
    assert measure(page(A, B, A_TO_B, *across)).crossings == 1
    assert measure(page(A, B, A_TO_B, *across, box("e", 0, 66), joined)).crossings == 1


def test_an_arrow_along_a_rule_is_seen() -> None:
    assert counts(page(A, B, A_TO_B, rule("M25.3 18 V38"))) == {"along_rules": 1}
    assert counts(page(A, B, A_TO_B, rule("M25.6 18 V38"))) == {}


def test_a_head_needs_a_straight_run_of_its_own() -> None:
    bent = arrow("a", "b", "M25 16 V39 H27 V40", "M27 40 L26 38 L28 38 Z")
    assert counts(page(A, B, bent))["head_faults"] == 1
    assert counts(page(A, B, arrow("a", "b", DOWN))) == {"head_faults": 1}


def test_nothing_covers_a_head_or_a_line() -> None:
    patch = '<path d="M20 37 H30 V39 H20 Z" fill="#ffffff" stroke="none"/>'
    assert counts(page(A, B, A_TO_B, patch)) == {"head_faults": 2}


LABELLED = arrow("a", "b", DOWN, DOWN_HEAD, "Ya")


@pytest.mark.parametrize(
    "x, y, words, faults",
    [
        (25.5, 20, "Ya", 0),
        (24.5, 20, "Ya", 1),  # on its line
        (28.5, 20, "Ya", 1),  # too far away
        (25.5, 16.5, "Ya", 1),  # on the shape
        (25.5, 20, "Tidak", 1),  # not what the arrow says
    ],
)
def test_a_label_stands_at_its_exit(x: float, y: float, words: str, faults: int) -> None:
    assert measure(page(A, B, LABELLED, label("a--b", words, x, y))).label_contacts == faults


def test_a_label_is_nearer_to_its_own_arrow_than_to_any_other() -> None:
    other = (box("c", 24, 0, width=8, height=4), box("d", 24, 60), arrow("c", "d", "M28.7 4 V60", "M28.7 60 L28 58 L29 58 Z"))
    assert measure(page(A, B, LABELLED, label("a--b", "Ya", 25.9, 20), *other)).label_contacts == 1


def test_the_clearance_of_labels_is_their_smallest_distance() -> None:
    drawn = page(A, B, LABELLED, label("a--b", "Ya", 25.5, 20), box("c", 29, 18))
    assert measure(drawn).label_clearance == pytest.approx(29 - drawn.labels[0].frame.right)


def test_shapes_keep_apart_and_off_the_rules() -> None:
    assert counts(page(A, box("c", 30.2, 10))) == {"shape_contacts": 1}
    assert counts(page(A, rule("M0 12 H90"))) == {"shape_contacts": 1}
    assert counts(page(A, rule("M0 8 H90"))) == {}


def test_words_stay_in_their_cell_and_shape() -> None:
    cell = '<g class="cell" data-row="1" data-column="waktu" data-box="50 50 8 5"><text x="51" y="53" font-size="2.5">{}</text></g>'
    assert counts(page(cell.format("1 hari"))) == {}
    assert counts(page(cell.format("seratus hari"))) == {"text_outside": 1}
    assert counts(page(box("c", 20, 10, words="Pertanggungjawaban"))) == {"text_outside": 1}


def test_what_leaves_the_page_is_seen() -> None:
    assert counts(page(box("c", 95, 10))) == {"outside_page": 1}


def test_a_flow_aslant_or_curved_breaks_the_contract() -> None:
    for d in ("M25 16 L30 40", "M25 16 C25 20 25 30 25 40"):
        with pytest.raises(ValueError):
            page(A, B, arrow("a", "b", d))


def test_the_sum_adds_counts_and_keeps_the_least_distance() -> None:
    measures = tuple(measure(each) for each in pages(CROSSED))
    summed = total((*measures, *measures))
    assert summed.bends == 2 * sum(each.bends for each in measures)
    assert summed.shortest_arrival == min(each.shortest_arrival for each in measures)


def test_shares_of_area_lie_between_nothing_and_all() -> None:
    (first, *_) = pages(CROSSED)
    found = measure(first).fill
    assert found and all(0 < share < 1 for share in found)


# the order of lanes

TANGLED = """
pelaksana:
  a: A
  b: B
  c: C
  d: D
1. @a: Menulis
2. @c: Memeriksa
   tidak -> 1
3. @a: Menyusun
4. @d: Menilai
   tidak -> 2
5. @b: Mengirim
"""


def test_a_suggested_order_is_never_worse() -> None:
    suggestion = suggest_order(chart(TANGLED))
    assert suggestion.then <= suggestion.now and suggestion.complete
    assert sorted(suggestion.order) == [0, 1, 2, 3]


def test_the_given_order_stays_when_none_is_better() -> None:
    suggestion = suggest_order(chart("1. @A: Menulis\n2. @B: Memeriksa\n3. @C: Mengirim\n"))
    assert suggestion.order == (0, 1, 2)


def test_lanes_of_a_group_and_of_a_wide_shape_stay_together() -> None:
    text = "pelaksana:\n  a: A\n  Tim:\n    b: B\n    c: C\n  d: D\n1. @a: Menulis\n2. @c+d: Membahas\n3. @a: Menyusun\n4. @b: Mengirim\n"
    order = suggest_order(chart(text)).order
    for pair in ((1, 2), (2, 3)):
        assert abs(order.index(pair[0]) - order.index(pair[1])) == 1


def test_a_reordered_chart_has_the_same_flows() -> None:
    given = chart(TANGLED)
    turned = reordered(given, (3, 2, 1, 0))
    assert [lane.id for lane in turned.lanes] == ["d", "c", "b", "a"]
    assert turned.flows == given.flows
    lanes = {shape.id: given.lanes[shape.lane].id for row in given.rows for shape in row.shapes}
    assert {shape.id: turned.lanes[shape.lane].id for row in turned.rows for shape in row.shapes} == lanes


# the command


def audit(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "sopflow", "audit", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8")


def test_the_command_prints_pages_and_their_sum(tmp_path: Path) -> None:
    (tmp_path / "surat.sop").write_text(TANGLED, encoding="utf-8")
    done = audit(tmp_path, "surat.sop", "--suggest")
    assert done.returncode == 0, done.stderr
    for words in ("surat.sop", "halaman", "bagan", "semua", "saran"):
        assert words in done.stdout


def test_the_command_speaks_json(tmp_path: Path) -> None:
    (tmp_path / "surat.sop").write_text(TANGLED, encoding="utf-8")
    (tmp_path / "salah.sop").write_text("1. @A: Menulis\n   tidak -> 9\n", encoding="utf-8")
    done = audit(tmp_path, "surat.sop", "salah.sop", "--json", "--suggest")
    assert done.returncode == 1
    report = json.loads(done.stdout)
    good, bad = report["files"]
    assert report["faults"] == 0 and good["pages"][0]["bends"] > 0 and good["total"]["faults"] == []
    assert bad == {"file": "salah.sop", "compiled": False}
    assert good["suggestions"][0]["then"]["bends"] <= good["suggestions"][0]["now"]["bends"]
