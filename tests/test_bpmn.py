"""BPMN: read without a warning by bpmn-moddle, shown whole by bpmn-js in a browser, and placed where our layout placed it."""

from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from chart_texts import chart_text
from helpers import book
from viewers import read_by_moddle, told_by

from sopflow.bpmn import render
from sopflow.bpmn.flow import in_bpmn_terms
from sopflow.load import Loader
from sopflow.pipeline import compile_file
from sopflow.resolve import resolve
from sopflow.source import Source

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.sop"))
SPACES = {
    "m": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "di": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "w": "http://www.omg.org/spec/DD/20100524/DI",
}
WICKED = """
    sop: "Jahat" <b>&amp; ]]> <!-- --> %%{init}%%
    pelaksana:
      a: A " ' < > &
      b: B ]]>
    1. @a: <script>alert(1)</script> & "kutip"
    2. @b(keputusan) "<?": Memilih ]]>
       "<ya>" -> 1
       &lt; -> sop: <!-- Lain -->
       -> 3
    3. @a & @b: Menutup
"""

Box = tuple[float, float, float, float]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every example as BPMN, and a text that tries to break out."""
    made = {}
    for path in EXAMPLES:
        compiled = compile_file(str(path)).book
        assert compiled is not None
        made[path.stem] = render(compiled)
    return made | {"jahat": render(book(WICKED))}


def flow(text: str) -> tuple[Counter[str], list[str]]:
    """How many elements of each kind a text becomes, and its arrows by the names of their ends."""
    root = ElementTree.fromstring(render(book(text)))
    (process,) = root.findall("m:process", SPACES)
    nodes = {each.attrib["id"]: each for each in process if each.tag != f"{{{SPACES['m']}}}laneSet"}
    kinds = Counter(each.tag.partition("}")[2] for each in nodes.values())
    names = {ident: each.attrib.get("name") or each.tag.partition("}")[2] for ident, each in nodes.items()}
    arrows = [
        f"{names[each.attrib['sourceRef']]} {each.attrib.get('name', '')}> {names[each.attrib['targetRef']]}"
        for each in process.findall("m:sequenceFlow", SPACES)
    ]
    return kinds, sorted(arrows)


def test_capsules_become_events_and_decisions_become_gateways_behind_their_work() -> None:
    kinds, arrows = flow("1. @A: Menulis\n2. @B: Memeriksa\n   tidak -> 1\n3. @A: Mengirim\n")
    assert kinds == {"startEvent": 1, "endEvent": 1, "task": 3, "exclusiveGateway": 1, "sequenceFlow": 6}
    assert arrows == [
        "1. Menulis > 2. Memeriksa",
        "2. Memeriksa > exclusiveGateway",
        "3. Mengirim > endEvent",
        "exclusiveGateway Tidak> 1. Menulis",
        "exclusiveGateway Ya> 3. Mengirim",
        "startEvent > 1. Menulis",
    ]


def test_simultaneous_work_is_forked_and_joined() -> None:
    kinds, arrows = flow('1. @A: Mulai\n2. @A "x" & @B "y" & @C "z": Kerja\n3. @B: Tutup\n')
    assert kinds["parallelGateway"] == 2
    assert [each for each in arrows if each.startswith("parallel")] == [
        "parallelGateway > 2. Kerja (x)",
        "parallelGateway > 2. Kerja (y)",
        "parallelGateway > 2. Kerja (z)",
        "parallelGateway > 3. Tutup",
    ]
    assert sum(each.endswith("> parallelGateway") for each in arrows) == 4


def test_several_that_go_over_to_several_meet_at_one_gateway() -> None:
    kinds, arrows = flow("1. @A: Mulai\n2. @A & @B: Kerja\n3. @C & @D: Lain\n4. @A: Tutup\n")
    assert kinds["parallelGateway"] == 3
    assert arrows.count("2. Kerja > parallelGateway") == arrows.count("parallelGateway > 3. Lain") == 2


def test_an_exit_to_several_rows_and_a_way_to_another_procedure() -> None:
    rows = ('2. @B(keputusan) "Apa?": Pilih', "   ya -> 3, 4", "   lain -> sop: Arsip", "3. @A: Satu", "   -> selesai", "4. @B: Dua")
    kinds, arrows = flow("\n".join(("1. @A: Mulai", *rows)))
    gateways = {"exclusiveGateway": 1, "parallelGateway": 1}
    assert kinds == {"startEvent": 1, "endEvent": 2, "task": 4, "callActivity": 1, "sequenceFlow": 9, **gateways}
    assert {"2. Pilih > Apa?", "Apa? Ya> parallelGateway", "Apa? Lain> SOP Arsip", "parallelGateway > 3. Satu"} <= set(arrows)


def test_work_that_starts_together_has_one_start() -> None:
    kinds, arrows = flow("1. @A & @B: Mulai\n2. @C: Tutup\n")
    assert (kinds["startEvent"], kinds["parallelGateway"]) == (1, 2)
    assert "startEvent > parallelGateway" in arrows


@pytest.mark.parametrize("seed", range(60))
def test_whatever_the_chart_its_terms_are_sound_and_have_room(seed: int) -> None:
    """Work is lost nowhere: what was reached still is, what led on still does; no two shapes share a place; gateways alone part."""
    loader = Loader(None)
    of, _ = resolve(loader.load(Source("uji.sop", chart_text(seed).render())).statements, loader.logo)
    for chart in (chart for sop in of.sops for chart in sop.charts):
        terms = in_bpmn_terms(chart)
        shapes = [shape for row in terms.chart.rows for shape in row.shapes]
        places = [(shape.row, shape.level, lane) for shape in shapes for lane in range(shape.lane, shape.lane_last + 1)]
        assert len(set(places)) == len(places)
        assert len({shape.id for shape in shapes}) == len(shapes) and len({each.id for each in terms.chart.flows}) == len(terms.chart.flows)
        before = {each.target for each in chart.flows}
        into, out = (Counter(getattr(each, end) for each in terms.chart.flows) for end in ("target", "source"))
        for shape in shapes:
            element = terms.elements[shape.id]
            assert into[shape.id] or element == "startEvent" or shape.id not in before
            assert (out[shape.id] == 0) == (element in ("endEvent", "callActivity"))
            assert out[shape.id] < 2 or element.endswith("Gateway")
            assert element != "parallelGateway" or max(into[shape.id], out[shape.id]) > 1


def test_the_flow_is_sound(files: dict[str, bytes]) -> None:
    """Every node leads from a start to an end; gateways part or join; lanes hold every node once."""
    for name, data in files.items():
        root = ElementTree.fromstring(data)
        for process in root.findall("m:process", SPACES):
            held = Counter(each.text for each in process.findall("m:laneSet/m:lane/m:flowNodeRef", SPACES))
            for node in process:
                kind = node.tag.partition("}")[2]
                if kind in ("laneSet", "sequenceFlow"):
                    continue
                into, out = len(node.findall("m:incoming", SPACES)), len(node.findall("m:outgoing", SPACES))
                assert held[node.attrib["id"]] == 1
                assert (into == 0) == (kind == "startEvent"), (name, node.attrib)
                assert (out == 0) == (kind in ("endEvent", "callActivity")), (name, node.attrib)
                assert out < 2 or kind.endswith("Gateway"), (name, node.attrib)
                assert kind != "parallelGateway" or max(into, out) > 1, (name, node.attrib)


def boxes(root: ElementTree.Element) -> dict[str, Box]:
    found = {}
    for shape in root.iter(f"{{{SPACES['di']}}}BPMNShape"):
        bounds = shape.find("dc:Bounds", SPACES)
        assert bounds is not None
        x, y, width, height = (float(bounds.attrib[name]) for name in ("x", "y", "width", "height"))
        found[shape.attrib["bpmnElement"]] = (x, y, x + width, y + height)
    return found


def test_arrows_are_upright_or_level_and_end_on_their_shapes(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        root = ElementTree.fromstring(data)
        places = boxes(root)
        ends = {each.attrib["id"]: each.attrib for each in root.iter(f"{{{SPACES['m']}}}sequenceFlow")}
        for edge in root.iter(f"{{{SPACES['di']}}}BPMNEdge"):
            points = [(float(each.attrib["x"]), float(each.attrib["y"])) for each in edge.findall("w:waypoint", SPACES)]
            assert all(abs(x1 - x2) < 0.2 or abs(y1 - y2) < 0.2 for (x1, y1), (x2, y2) in pairwise(points)), name
            of = ends[edge.attrib["bpmnElement"]]
            for (x, y), shape in ((points[0], of["sourceRef"]), (points[-1], of["targetRef"])):
                left, top, right, bottom = places[shape]
                assert left - 0.2 <= x <= right + 0.2 and top - 0.2 <= y <= bottom + 0.2, (name, of)
                centre = min(abs(x - left), abs(x - right)), min(abs(y - top), abs(y - bottom))
                assert min(centre) < 0.51 * min(right - left, bottom - top), (name, of)


def test_shapes_stand_within_their_lane_and_pools_do_not_touch(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        root = ElementTree.fromstring(data)
        places = boxes(root)
        for lane in root.iter(f"{{{SPACES['m']}}}lane"):
            left, top, right, bottom = places[lane.attrib["id"]]
            for node in lane.findall("m:flowNodeRef", SPACES):
                x1, y1, _, y2 = places[str(node.text)]
                assert left < x1 < right and top < y1 < y2 < bottom, (name, node.text)
        pools = sorted(places[each.attrib["id"]] for each in root.iter(f"{{{SPACES['m']}}}participant"))
        tops = sorted((box[1], box[3]) for box in pools)
        assert all(before[1] < after[0] for before, after in pairwise(tops)), name


def test_moddle_reads_every_file_without_a_warning(files: dict[str, bytes], tmp_path: Path) -> None:
    paths = []
    for name, data in files.items():
        paths.append(tmp_path / f"{name}.bpmn")
        paths[-1].write_bytes(data)
    for name, answer in zip(files, read_by_moddle(paths), strict=True):
        assert (answer["root"], answer["warnings"]) == ("bpmn:Definitions", []), name
        assert {"bpmn:Process", "bpmn:Participant", "bpmn:Lane", "bpmn:StartEvent"} <= set(answer["types"].values()), name


def test_bpmn_js_shows_every_element_in_a_browser(files: dict[str, bytes], tmp_path: Path) -> None:
    answers: list[dict[str, Any]] = told_by("show.html", [data.decode() for data in files.values()], tmp_path)
    for (name, data), answer in zip(files.items(), answers, strict=True):
        assert answer["warnings"] == [], name
        root = ElementTree.fromstring(data)
        shown = answer["shown"]
        for plane in root.iter(f"{{{SPACES['di']}}}BPMNPlane"):
            for each in plane:
                ident = each.attrib["bpmnElement"]
                assert shown[ident]["size"] > 0, (name, ident)
        for each in [*root.iter(f"{{{SPACES['m']}}}task"), *root.iter(f"{{{SPACES['m']}}}callActivity")]:
            said = shown[each.attrib["id"]]
            assert "".join(said["words"].split()) == "".join(each.attrib["name"].split()), (name, each.attrib)
            assert said["inside"], (name, each.attrib["name"])


def test_the_same_book_gives_the_same_file(files: dict[str, bytes]) -> None:
    compiled = compile_file(str(EXAMPLES[0])).book
    assert compiled is not None
    assert render(compiled) == files[EXAMPLES[0].stem]
