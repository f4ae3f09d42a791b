"""Flows for other tools (DOT, Mermaid) and the map of procedures: read by the real programs, with texts that try to break out."""

import os
import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from helpers import book
from viewers import drawn_by_dot, told_by

from sopflow.cli.main import main
from sopflow.describe.flow import FlowView
from sopflow.export.dot import to_dot
from sopflow.export.mermaid import to_mermaid
from sopflow.map.draw import draw_network
from sopflow.map.network import Edge, Network, Node, network_of, same
from sopflow.model.book import Book
from sopflow.pipeline import compile_file

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.sop"))
SVG = "{http://www.w3.org/2000/svg}"
WICKED = """
    sop: "Jahat" <b>tebal</b> & &lt; %%{init: {"theme":"dark"}}%% #quot; `md` ]
    pelaksana:
      a: A [x] {y} (z) | ; end
      b: <img src=x onerror=alert(1)>
      c: "]; subgraph x
    1. @a: "]; click a "javascript:alert(1)" \\\\N \\\\G \\\\ <b>html</b> $$x$$ ~~~ _u_ 1. x
    2. @b(keputusan) "end": %%{init: {"securityLevel":"loose"}}%% --> c0n0
       tid|ak "x" -> 1
    3. @c: &amp; &#60; ;; // <!-- x --> @@ # : end
    4. @b: <TABLE><TR><TD>x</TD></TR></TABLE>
    5. @a: "\\\\
"""


def labels(of: Book) -> tuple[list[str], list[str], list[str]]:
    """What a drawing should say: in its shapes, on its arrows, over its lanes and charts."""
    shapes: list[str] = []
    arrows: list[str] = []
    groups: list[str] = []
    for sop in of.sops:
        for chart in sop.charts:
            view = FlowView(chart)
            shapes += [view.title(shape) for shape in view.shapes.values()]
            arrows += [flow.label for flow in chart.flows if flow.label]
            groups += [
                chart.title or sop.name or "SOP",
                *(f"{lane.group}: {lane.name}" if lane.group else lane.name for lane in chart.lanes),
            ]
    return shapes, arrows, groups


def squeezed(words: list[str]) -> list[str]:
    """Words without spaces, which programs break lines at, in an order of their own."""
    return sorted("".join(each.split()) for each in words)


def example(name: str) -> Book:
    of = compile_file(str(ROOT / "examples" / f"{name}.sop")).book
    assert of is not None
    return of


def test_mermaid_draws_every_word_as_it_was_written(tmp_path: Path) -> None:
    books = [book(WICKED), *map(example, ("000-laporan-spm", "rujukan-sop", "sulit-lima-bentuk", "kelompok-lane", "kapsul-pisah"))]
    for of, told in zip(books, told_by("mermaid.html", [to_mermaid(each) for each in books], tmp_path), strict=True):
        assert "error" not in told, told
        shapes, arrows, groups = labels(of)
        assert squeezed(told["nodes"]) == squeezed(shapes)
        assert squeezed(told["edges"]) == squeezed(arrows)
        assert squeezed(told["groups"]) == squeezed(groups)
        assert told["foreign"] == 0


@pytest.mark.parametrize("name", ["", "000-laporan-spm", "rujukan-sop", "kelompok-lane"])
def test_dot_draws_every_word_as_it_was_written(name: str) -> None:
    of = example(name) if name else book(WICKED)
    root = ElementTree.fromstring(drawn_by_dot(to_dot(of).encode()))
    drawn: dict[str, list[str]] = {"node": [], "edge": [], "cluster": []}
    for group in root.iter(f"{SVG}g"):
        if group.get("class") in drawn:
            words = ["".join(text.itertext()) for text in group.findall(f"{SVG}text")]
            drawn[str(group.get("class"))] += ["".join(words)] if words else []
    shapes, arrows, groups = labels(of)
    assert squeezed(drawn["node"]) == squeezed(shapes)
    assert squeezed(drawn["edge"]) == squeezed(arrows)
    assert squeezed(drawn["cluster"]) == squeezed(groups)


def test_a_line_of_mermaid_is_one_statement_whatever_the_words() -> None:
    node, edge = r"c0n\d+\S.*\"[\])}]+", r'c0n\d+ -->(\|".*"\|)? c0n\d+'
    statement = rf'flowchart TB| *subgraph c0\w* \[".*"\]| *end| *{node}| *{edge}'
    assert [line for line in to_mermaid(book(WICKED)).splitlines() if not re.fullmatch(statement, line)] == []


# ---- the map

SURVEY = """
    sop: SOP Survei Kepuasan
    instansi: Dinas
    nomor: 01/2024
    keterkaitan:
      - SOP Pengarsipan;
      - SOP Penyusunan Laporan Tahunan
      - Permendagri Nomor 52 Tahun 2011
      -
    1. @A: Menyebar angket
       output: Angket terisi
    2. @A: Mengolah angket
       kelengkapan: Angket terisi
       output:
         - Laporan hasil survei
         - Disposisi
       -> sop: Pengarsipan
"""
REPORT = """
    sop: Penyusunan Laporan Tahunan
    instansi: Dinas
    keterkaitan: SOP AP Survei Kepuasan
    1. @B: Menghimpun bahan
       kelengkapan: laporan hasil SURVEI.
       output: Konsep
    2. @B: Menyusun laporan
       kelengkapan: Disposisi; Konsep
"""


def network(*texts: str) -> Network:
    return network_of([(f"berkas{number}", book(text)) for number, text in enumerate(texts)])


def test_a_network_holds_what_procedures_name_and_share() -> None:
    survey, report, archive, document = "survei kepuasan", "penyusunan laporan tahunan", "pengarsipan", "dokumen laporan hasil survei"
    assert network(SURVEY, REPORT) == Network(
        (
            Node(survey, "procedure", "Survei Kepuasan", "01/2024"),
            Node(report, "procedure", "Penyusunan Laporan Tahunan"),
            Node(archive, "foreign", "Pengarsipan"),
            Node(document, "document", "Laporan hasil survei"),
        ),
        (
            Edge(survey, archive, "link"),
            Edge(survey, archive, "related"),
            Edge(report, survey, "related", mutual=True),
            Edge(survey, document, "document"),
            Edge(document, report, "document"),
        ),
    )


@pytest.mark.parametrize("words", ["SOP Izin Usaha", "sop ap  izin usaha.", "«Izin–Usaha»;", "SOP: Izin Usaha"])
def test_a_name_is_the_same_however_it_is_written(words: str) -> None:
    assert same(words) == "izin usaha"


def test_what_stands_within_one_procedure_is_one_group() -> None:
    made = network_of([("x", example("001-sekretariat-trenggalek"))])
    assert {node.group for node in made.nodes} == {"BIDANG SEKRETARIAT"}
    assert len(made.nodes) == 6 and made.edges == ()


def items(data: bytes) -> list[tuple[str, str]]:
    """The class and the title of every group of a map's SVG."""
    root = ElementTree.fromstring(data)
    found = ((str(group.get("class")), group.find(f"{SVG}title")) for group in root.iter(f"{SVG}g"))
    return [(kind, str(title.text)) for kind, title in found if title is not None]


def run(folder: Path, target: str, *texts: str, **env: str) -> tuple[int, str, str]:
    files = []
    for number, text in enumerate(texts):
        files.append(folder / f"berkas{number}.sop")
        files[-1].write_text("\n".join(line.removeprefix("    ") for line in text.splitlines()), encoding="utf-8")
    done = CliRunner(env=env).invoke(main, ["map", *map(str, files), "-o", str(folder / target)])
    return done.exit_code, done.stdout, done.stderr


def test_the_map_is_drawn_with_names_that_can_do_nothing(tmp_path: Path) -> None:
    wicked = SURVEY.replace("SOP Pengarsipan;", 'SOP <script>alert(1)</script> & "] <b>')
    code, _, said = run(tmp_path, "peta.svg", wicked, REPORT, 'sop: Sendiri "\\\\N" <i>\n1. @A: Satu\n2. @A: Dua\n')
    assert code == 0, said
    data = (tmp_path / "peta.svg").read_bytes()
    drawn = items(data)
    assert ("node foreign", 'SOP di luar berkas ini: <script>alert(1)</script> & "] <b>') in drawn
    assert ("node procedure", 'SOP: Sendiri "\\N" <i>') in drawn
    assert ("edge related", "Penyusunan Laporan Tahunan ↔ Survei Kepuasan (menyebut dalam Keterkaitan)") in drawn
    assert b"<script" not in data and b"<i>" not in data
    assert re.findall(rb'(?:href|url\()="?[^"]*', data.replace(b'url("data:font', b"")) == []
    run(tmp_path, "lagi.svg", wicked, REPORT, 'sop: Sendiri "\\\\N" <i>\n1. @A: Satu\n2. @A: Dua\n')
    assert (tmp_path / "lagi.svg").read_bytes() == data


def test_the_examples_make_a_map_with_every_procedure_once_and_nothing_on_anything() -> None:
    books = [(path.stem, of) for path in EXAMPLES if (of := compile_file(str(path)).book)]
    made = network_of(books)
    (page,) = draw_network(made).pages
    boxes = []
    for item in page.items:
        attributes = dict(getattr(item, "attributes", ()))
        if attributes.get("class", "").startswith("node"):
            points = [numbers[-2:] for _, numbers in item.items[0].ops if numbers]  # type: ignore[union-attr]
            xs, ys = [point[0] for point in points], [point[1] for point in points]
            boxes.append((min(xs), min(ys), max(xs), max(ys)))
    assert len(boxes) == len(made.nodes) > 40
    assert all(left > 0 and top > 0 and right < page.width and bottom < page.height for left, top, right, bottom in boxes)
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_pdf_and_dot_are_written_too(tmp_path: Path) -> None:
    assert run(tmp_path, "peta.pdf", SURVEY, REPORT)[0] == 0
    assert (tmp_path / "peta.pdf").read_bytes().startswith(b"%PDF")
    assert run(tmp_path, "peta.dot", SURVEY, REPORT)[0] == 0
    drawn = drawn_by_dot((tmp_path / "peta.dot").read_bytes(), "plain")
    assert sum(line.startswith("node") for line in drawn.splitlines()) == 4
    assert sum(line.startswith("edge") for line in drawn.splitlines()) == 5


def test_without_dot_one_line_says_what_to_install(tmp_path: Path) -> None:
    code, _, said = run(tmp_path, "peta.svg", SURVEY, REPORT, PATH=os.devnull)
    assert code == 1 and not (tmp_path / "peta.svg").exists()
    (line,) = said.splitlines()
    assert line.startswith("galat: peta memerlukan program «dot»") and "apt-get install graphviz" in line
    assert run(tmp_path, "peta.dot", SURVEY, REPORT, PATH=os.devnull)[0] == 0


def test_a_file_with_mistakes_does_not_stop_the_map(tmp_path: Path) -> None:
    code, out, said = run(tmp_path, "peta.svg", SURVEY, "1. @A: Satu\n   tidak -> 9\n")
    assert code == 1 and "baris-tidak-ada" in said and "1 berkas →" in out
    assert (tmp_path / "peta.svg").exists()
    assert run(tmp_path, "peta.png", SURVEY)[0] == 2


# ---- the command


def test_build_writes_every_form_and_reads_its_json(tmp_path: Path) -> None:
    text, out = tmp_path / "surat.sop", tmp_path / "out"
    text.write_text("sop: Surat\n1. @A: Menulis\n2. @B: Memeriksa\n   tidak -> 1\n3. @A: Mengirim\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["build", str(text), "-o", str(out), "--format", "json,dot,mermaid,bpmn"])
    assert done.exit_code == 0, done.stderr
    assert sorted(path.name for path in out.iterdir()) == ["surat.bpmn", "surat.dot", "surat.json", "surat.mmd"]
    for source in (text, out / "surat.json"):
        done = CliRunner().invoke(main, ["build", str(source), "-o", str(tmp_path / source.suffix), "--format", "svg"])
        assert done.exit_code == 0, done.stderr
    ours, theirs = ({path.name: path.read_bytes() for path in (tmp_path / suffix).iterdir()} for suffix in (".sop", ".json"))
    assert ours == theirs and len(ours) == 2
