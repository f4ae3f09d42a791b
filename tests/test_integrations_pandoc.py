"""The filter in Pandoc 2 (Debian's) and Pandoc 3 (the one of pypandoc_binary), and what their writers make of its figures."""

import re
import shutil
import struct
import subprocess
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pypandoc  # type: ignore[import-untyped]
import pytest
from reporting import PROGRAMS, done, included, run, write

PANDOCS = {"debian": shutil.which("pandoc") or "pandoc", "pypandoc": pypandoc.get_pandoc_path()}
BAD = "```sop\n1. @A: Menulis surat\n   tidak -> 9\n```\n"
TEMPLATE = r"""\documentclass{article}
\usepackage[a4paper,width=160mm]{geometry}
\usepackage{graphicx}
\usepackage{hyperref}
\newcommand\pandocbounded[1]{#1}
\begin{document}
$body$
\end{document}
"""
RELATIONS = "word/_rels/document.xml.rels"
EMU = 36000
"""Of Office's units in a millimetre."""


class Document:
    """A folder with the guide's example, and a Pandoc."""

    def __init__(self, folder: Path, pandoc: str) -> None:
        self.folder = folder
        self.command = (pandoc, "--lua-filter", done(folder, "sopflow-pandoc").strip(), "laporan.md")

    def text(self, kind: str, *options: str) -> str:
        return done(self.folder, *self.command, "-t", kind, *options)

    def file(self, name: str, *options: str) -> Path:
        done(self.folder, *self.command, "-o", name, *options)
        return self.folder / name

    def add(self, text: str) -> None:
        with (self.folder / "laporan.md").open("a", encoding="utf-8") as file:
            file.write(f"\n{text}")


@pytest.fixture(params=PANDOCS)
def document(request: pytest.FixtureRequest, tmp_path: Path) -> Document:
    write(tmp_path, "laporan.md")
    return Document(tmp_path, PANDOCS[request.param])


def test_html_holds_the_picture(document: Document) -> None:
    page = document.text("html")
    (figure,) = re.findall(r"<figure.*?</figure>", page, re.DOTALL)
    assert 'id="fig-alur"' in figure and re.search(r"<figcaption[^>]*>Alur persetujuan surat</figcaption>", figure)
    assert re.search(r'src="data:image/svg\+xml;base64,\w', figure) and "<pre" not in page
    assert sorted(path.name for path in document.folder.iterdir()) == ["laporan.md"]


def test_word_gets_a_vector_and_pixels_of_the_width_that_was_asked_for(document: Document) -> None:
    with ZipFile(document.file("laporan.docx")) as archive:
        body = archive.read("word/document.xml").decode()
        targets = {part.get("Id"): part.get("Target") for part in ElementTree.fromstring(archive.read(RELATIONS))}
        (pixels,) = re.findall(r'<a:blip r:embed="(\w+)"', body)
        (vector,) = re.findall(r'svgBlip [^>]*r:embed="(\w+)"', body)
        png, svg = archive.read(f"word/{targets[pixels]}"), archive.read(f"word/{targets[vector]}")
    width, height = map(int, re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"', body)[0])
    root = ElementTree.fromstring(svg)
    across, down = (float((root.get(name) or "").removesuffix("mm")) for name in ("width", "height"))
    assert across == 120 and abs(width - 120 * EMU) < EMU and abs(width / height - across / down) < 0.05
    seen = struct.unpack(">II", png[16:24])
    assert png.startswith(b"\x89PNG") and abs(seen[0] / seen[1] - across / down) < 0.02
    assert "Alur persetujuan surat" in body and "fig-alur" in body


def test_word_gets_our_pixels_where_rsvg_is_missing(document: Document) -> None:
    """Only a path with Pandoc's and our programs: Pandoc then has nothing to make pixels with."""
    alone = document.folder / "programs"
    alone.mkdir()
    (alone / "sopflow-pandoc").symlink_to(shutil.which("sopflow-pandoc", path=PROGRAMS) or "")
    subprocess.run([*document.command, "-o", "a.docx"], cwd=document.folder, env={"PATH": str(alone)}, capture_output=True, check=True)
    with ZipFile(document.folder / "a.docx") as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".png"))
        width, _ = struct.unpack(">II", archive.read(name)[16:24])
    assert width == round(120 / 25.4 * 200)


@pytest.mark.parametrize("kind", ["odt", "epub", "pptx"])
def test_other_office_documents_get_a_vector(document: Document, kind: str) -> None:
    with ZipFile(document.file(f"laporan.{kind}")) as archive:
        (name,) = (name for name in archive.namelist() if re.search(r"(Pictures|media)/.*\.svg$", name))
        assert ElementTree.fromstring(archive.read(name)).get("width") == "120mm"


def test_latex_prints_a_vector_of_the_exact_width(document: Document) -> None:
    (document.folder / "polos.tex").write_text(TEMPLATE, encoding="utf-8")
    name = document.file("laporan.pdf", "--template", "polos.tex").name
    assert "SopflowSans" in done(document.folder, "pdffonts", name)
    assert len(done(document.folder, "pdfimages", "-list", name).splitlines()) == 2  # its heads alone: no pixels
    words = done(document.folder, "pdftotext", "-layout", name, "-")
    assert "Pelaksana" in words and "Alur persetujuan surat" in words
    assert included(document.folder / name) == [pytest.approx(120, abs=0.01)]


def test_a_tex_file_gets_its_pictures_in_a_folder(document: Document) -> None:
    tex = document.text("latex", "--extract-media=gambar")
    (name,) = re.findall(r"\\includegraphics(?:\[[^\]]*\])?\{(gambar/[^}]+\.pdf)\}", tex.replace("{[}", "").replace("{]}", ""))
    assert r"\label{fig-alur}" in tex
    size = re.findall(r"Page size: +([\d.]+)", done(document.folder, "pdfinfo", name))
    assert abs(float(size[0]) - 120 / 25.4 * 72) < 0.01


def test_formats_without_pictures_keep_the_block(document: Document) -> None:
    text = document.text("markdown")
    assert "Memeriksa surat" in text and 'part="alur"' in text and ".sop" in text


def test_every_page_is_shown_and_the_first_has_the_caption(document: Document) -> None:
    rows = "1. @A: Menulis surat\n2. @B: Memeriksa surat\n"
    document.add(f'```{{.sop page=semua caption="Semua" #semua}}\nsop: Satu\n{rows}sop: Dua\n{rows}```\n')
    page = document.text("html").partition("Semua")
    assert page[1] and page[2].count("<img") >= 1 and "".join(page).count("<img") == 3 and "".join(page).count("<figure") == 2


def test_a_mistake_is_a_box_and_strict_fails(document: Document) -> None:
    document.add(BAD)
    result = run(document.folder, *document.command, "-t", "html")
    assert result.returncode == 0 and "blok sop:2:13: galat[baris-tidak-ada]" in result.stderr
    assert '<div class="sop-error">' in result.stdout and "<img" in result.stdout
    assert run(document.folder, *document.command, "-t", "html", "-M", "sop-strict").returncode != 0


def test_nothing_of_a_block_becomes_markup(document: Document) -> None:
    hostile = "</figure><script>alert(1)</script>"
    document.add(f'```{{.sop caption="{hostile}"}}\n1. @A: {hostile}\n```\n\n```{{.sop part="{hostile}"}}\n1. @A: surat\n```\n')
    page = document.text("html")
    assert "<script" not in page and page.count("&lt;script") >= 2


def test_the_program_tells_how_it_is_used(tmp_path: Path) -> None:
    told = run(tmp_path, "sopflow-pandoc", "gambar")
    assert told.returncode == 1 and told.stderr.startswith("pakai: pandoc --lua-filter")


def test_files_are_read_from_the_folder_of_the_document(document: Document) -> None:
    (document.folder / "surat.sop").write_text("1. @A: Menulis surat\n2. @B: Memeriksa surat\n", encoding="utf-8")
    (document.folder.parent / "luar.sop").write_text("1. @A: Menulis surat\n", encoding="utf-8")
    document.add("```{.sop file=surat.sop}\n```\n\n```{.sop file=../luar.sop}\n```\n")
    page = document.text("html")
    assert page.count("<img") == 2 and "berada di luar folder dokumen ini" in page
