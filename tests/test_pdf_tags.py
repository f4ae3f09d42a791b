"""The structure of the PDF, as readers that speak meet it: walked with pikepdf, told by poppler."""

import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from sopflow.export.pdf import painted, pdf
from sopflow.export.pdf_finish import finish
from sopflow.pipeline import compile_file, compile_source
from sopflow.source import Source

EXAMPLES = Path(__file__).parent.parent / "examples"
OFFICIAL = "000-laporan-spm"
SET = "set-resmi"


@cache
def made(name: str) -> bytes:
    drawing = compile_file(str(EXAMPLES / f"{name}.sop")).drawing
    assert drawing is not None
    return pdf(drawing)


def opened(name: str) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(made(name)))


def kids(element: Any) -> list[Any]:
    found = element.get("/K", [])
    found = found if isinstance(found, pikepdf.Array) else [found]
    return [kid for kid in found if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == pikepdf.Name.StructElem]


def walk(element: Any) -> list[Any]:
    return [element, *(each for kid in kids(element) for each in walk(kid))]


def elements(document: pikepdf.Pdf, kind: str = "") -> list[Any]:
    (root,) = document.Root.StructTreeRoot.K
    return [each for each in walk(root) if kind in ("", str(each.S)[1:])]


def attribute(element: Any, name: str, default: int = 1) -> int:
    return int(element.get("/A", {}).get(f"/{name}", default))


def spoken(name: str, tmp_path: Path) -> str:
    """What poppler tells of the structure, one element or text a line, without the indentation."""
    (tmp_path / "a.pdf").write_bytes(made(name))
    told = subprocess.run(["pdfinfo", "-struct-text", tmp_path / "a.pdf"], capture_output=True, encoding="utf-8", check=True).stdout
    return "\n".join(line.strip() for line in told.splitlines())


def test_the_file_says_its_language_that_it_is_tagged_and_shows_its_title(tmp_path: Path) -> None:
    with opened(OFFICIAL) as document:
        assert str(document.Root.Lang) == "id" and document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle
    (tmp_path / "a.pdf").write_bytes(made(OFFICIAL))
    assert "Tagged:          yes" in subprocess.run(["pdfinfo", tmp_path / "a.pdf"], capture_output=True, text=True, check=True).stdout


TABLES = (
    OFFICIAL,
    SET,
    "001-sekretariat-trenggalek",
    "sulit-lima-bentuk",
    "satu-halaman",
    "sulit-40-baris",
    "sel-gabung",
    "tahap",
    "kelompok-lane",
)


@pytest.mark.parametrize("name", TABLES)
def test_every_row_of_every_table_is_as_wide_as_the_table(name: str) -> None:
    with opened(name) as document:
        tables = elements(document, "Table")
        assert tables
        for table in tables:
            rows = kids(table)
            assert {str(row.S) for row in rows} == {"/TR"}
            taken: dict[int, int] = {}  # cells that reach down from rows above
            widths = set()
            for at, row in enumerate(rows):
                width = taken.pop(at, 0)
                for cell in kids(row):
                    assert cell.S in ("/TH", "/TD")
                    width += attribute(cell, "ColSpan")
                    for below in range(1, attribute(cell, "RowSpan")):
                        taken[at + below] = taken.get(at + below, 0) + attribute(cell, "ColSpan")
                widths.add(width)
            assert len(widths) == 1 and not taken


def test_heads_say_what_they_stand_for() -> None:
    with opened(OFFICIAL) as document:
        heads = elements(document, "TH")
        assert {str(head.A.Scope) for head in heads} == {"/Row", "/Column"}


def test_a_row_of_the_chart_reads_from_left_to_right(tmp_path: Path) -> None:
    told = spoken(OFFICIAL, tmp_path)
    words = ['"2."', "Memeriksa konsep surat", '"Konsep surat"', '"1 (Satu) Jam"']
    places: list[int] = []
    for word in words:
        start = places[-1] if places else told.index("Bagan") if "Bagan" in told else 0
        places.append(told.index(word, start))
    assert places == sorted(places)


def test_the_identity_reads_as_labels_with_their_values(tmp_path: Path) -> None:
    told = spoken(OFFICIAL, tmp_path)
    assert 'TH:\n/Scope /Row\n"Nomor SOP"\nTD\n"03 Tahun 2024"' in told
    assert 'H1 (block)\n"Penyusunan Laporan Evaluasi Standar Pelayanan Minimal (SPM)"' in told


def test_words_do_not_run_together_where_a_line_ends(tmp_path: Path) -> None:
    told = spoken(OFFICIAL, tmp_path)
    assert "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi No.35 Tahun 2012" in told


def test_the_flow_is_told_in_words_and_every_shape_in_its_lane() -> None:
    with opened(OFFICIAL) as document:
        figures = {str(each.Alt): each for each in elements(document, "Figure")}
        (flow,) = [alt for alt in figures if alt.startswith("Bagan alir. ")]
        assert "Memeriksa konsep surat" in flow
        decision = next(each for alt, each in figures.items() if alt.startswith("2 Sekretaris: keputusan"))
        assert "Tidak: ke 1 Katim Penyusunan Program" in str(decision.Alt) and "Ya: ke 3 Kepala Dinas" in str(decision.Alt)
        row = kids(decision.P.P)
        assert decision.P.S == "/TD" and [at for at, cell in enumerate(row) if kids(cell)] == [2 + 3]  # no, kegiatan, then the fourth lane


def test_every_figure_has_words_and_a_place() -> None:
    with opened(SET) as document:
        for figure in elements(document, "Figure"):
            assert str(figure.Alt)
            left, bottom, right, top = map(float, figure.A.BBox)
            assert left < right and bottom < top


def test_all_ink_is_tagged_or_decoration() -> None:
    """Every mark of the pages belongs to one element, every element's mark is on its page, and no ink stands outside of marks."""
    with opened(SET) as document:
        for page in document.pages:
            depth = 0
            marks = []
            for instruction in pikepdf.parse_content_stream(page):
                operands, operator = instruction.operands, instruction.operator
                if str(operator) == "BDC":
                    marks.append(int(operands[1].MCID))
                    depth += 1
                elif str(operator) == "BMC":
                    assert operands[0] == "/Artifact"
                    depth += 1
                elif str(operator) == "EMC":
                    depth -= 1
                elif str(operator) in ("Tj", "TJ", "f", "f*", "S", "B", "Do"):
                    assert depth > 0
            owners = dict(zip(*[iter(document.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))[page.StructParents]
            assert all(owners[mark] is not None for mark in marks)
            assert b"/Private" not in page.Contents.read_bytes()


def test_lists_and_contents_are_told_as_such() -> None:
    with opened(SET) as document:
        assert {str(kid.S) for each in elements(document, "L") for kid in kids(each)} == {"/LI"}
        around = [str(each.P.S) for each in elements(document, "L")]
        assert around.count("/Sect") == 4 and set(around) == {"/Sect", "/TD"}  # decree and explanation, two each; boxes of the identity
        assert len(kids(elements(document, "TOC")[0])) == 6
        headings = [str(each.S) for each in elements(document) if str(each.S).startswith("/H")]
        assert headings[0] == "/H1" and set(headings) == {"/H1", "/H2"}


def test_a_list_within_an_item_is_told_within_it(tmp_path: Path) -> None:
    text = "1. @A: Menulis\n   kelengkapan:\n     Berkas:\n     - KTP:\n         - asli\n         - salinan\n     - surat\n2. @B: Membaca\n"
    drawing = compile_source(Source("uji.sop", text)).drawing
    assert drawing is not None
    (tmp_path / "a.pdf").write_bytes(pdf(drawing))
    told = subprocess.run(["pdfinfo", "-struct-text", tmp_path / "a.pdf"], capture_output=True, encoding="utf-8", check=True).stdout
    lines = [(len(line) - len(line.lstrip()), line.strip()) for line in told.splitlines()]
    depth = {words: indent for indent, words in lines if words.startswith('"')}
    assert depth['"Berkas:"'] < depth['"- surat"'] < depth['"- KTP:"'] < depth['"- asli"'] == depth['"- salinan"']
    assert [words for _, words in lines].count("L (block)") == 2


def test_alternative_texts_hold_any_words() -> None:
    drawing = compile_source(Source("uji.sop", '1. @"B (x) <y>": Memeriksa \\) >> endobj (\\ “ini”\n2. @C: Menulis\n')).drawing
    assert drawing is not None
    with pikepdf.open(BytesIO(pdf(drawing))) as document:
        flow = next(str(each.Alt) for each in elements(document, "Figure") if str(each.Alt).startswith("Bagan"))
        assert "B (x) <y>: Memeriksa ) >> endobj (" in flow and "“ini”" in flow


def test_a_cairo_that_leaves_out_elements_without_ink_does_no_harm() -> None:
    drawing = compile_file(str(EXAMPLES / f"{SET}.sop")).drawing
    assert drawing is not None
    with pikepdf.open(BytesIO(painted(drawing))) as document:
        for element in [each for section in document.Root.StructTreeRoot.K for each in walk(section)]:
            if kids(element):
                element.K = pikepdf.Array([kid for kid in element.K if "/K" in kid])
        target = BytesIO()
        document.save(target)
    with pikepdf.open(BytesIO(finish(target.getvalue(), drawing, ()))) as document:
        assert len([each for each in elements(document, "Figure") if "/Alt" in each]) > 10
        assert any("/RowSpan" in each.get("/A", {}) for each in elements(document, "TD"))


def test_a_tree_that_is_not_understood_is_left_as_it_is() -> None:
    drawing = compile_file(str(EXAMPLES / f"{SET}.sop")).drawing
    assert drawing is not None
    with pikepdf.open(BytesIO(painted(drawing))) as document:
        document.Root.StructTreeRoot.K[0].K[0].S = pikepdf.Name.Div
        target = BytesIO()
        document.save(target)
    with pikepdf.open(BytesIO(finish(target.getvalue(), drawing, ()))) as document:
        assert sum(note.Subtype == "/Link" for page in document.pages for note in page.get("/Annots", [])) == 12
