"""The directive in Sphinx's real builds: figures, references, what is made again, what is removed, what LaTeX gets."""

import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from reporting import done, run, write

ROOT = Path(__file__).resolve().parent.parent
BAD = ".. sop::\n\n   1. @A: Menulis surat\n      tidak -> 9\n"


@pytest.fixture(scope="module")
def first_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide's example, with a second document, built for the web."""
    folder = tmp_path_factory.mktemp("sphinx")
    write(folder, "conf.py", "index.rst", "surat.sop")
    (folder / "bab").mkdir()
    (folder / "bab" / "dua.rst").write_text("Dua\n===\n\n.. sop:: /spm.sop\n   :page: semua\n   :align: left\n", encoding="utf-8")
    (folder / "index.rst").open("a", encoding="utf-8").write("\n.. toctree::\n\n   bab/dua\n")
    shutil.copy(ROOT / "examples" / "000-laporan-spm.sop", folder / "spm.sop")
    shutil.copy(ROOT / "examples" / "logo.svg", folder)
    build(folder)
    return folder


@pytest.fixture
def built(first_build: Path, tmp_path: Path) -> Path:
    """The same at the same times, to be changed."""
    shutil.copytree(first_build, tmp_path / "x", copy_function=shutil.copy2)
    return tmp_path / "x"


def build(folder: Path, builder: str = "html", *options: str) -> str:
    return done(folder, "sphinx-build", "-M", builder, ".", "hasil", "-W", *options)


def page(folder: Path, name: str = "index") -> str:
    return (folder / "hasil" / "html" / f"{name}.html").read_text(encoding="utf-8")


def pictures(folder: Path, builder: str = "html/_images", extension: str = "svg") -> list[str]:
    return sorted(path.name for path in (folder / "hasil" / builder).glob(f"sop-*.{extension}"))


def test_figures_have_numbers_captions_and_names(first_build: Path) -> None:
    shown = page(first_build)
    (figure,) = re.findall(r'<figure class="sop align-center" id="alur-surat">.*?</figure>', shown, re.DOTALL)
    assert "Alur <em>persetujuan</em> surat" in figure and re.search(r'caption-number">Fig\. 1 ', figure)
    assert re.search(r'href="#alur-surat"><span class="std std-numref">Fig\. 1</span>', shown)
    assert re.search(r'alt="SOP\. 1\. Staf: Menulis surat \[ke 2\].*?" src="_images/sop-[0-9a-f]{12}\.svg"', figure)


def test_pictures_have_the_width_that_was_asked_for_and_their_fonts(first_build: Path) -> None:
    name = re.findall(r"sop-\w+\.svg", page(first_build))[0]
    svg = (first_build / "hasil" / "html" / "_images" / name).read_text(encoding="utf-8")
    assert ElementTree.fromstring(svg).get("width") == "120mm" and "@font-face" in svg


def test_every_page_of_a_document_is_shown(first_build: Path) -> None:
    assert page(first_build, "bab/dua").count("<img alt") == 2
    assert len(pictures(first_build)) == 4


def test_a_page_is_made_again_when_its_files_change(built: Path) -> None:
    before = pictures(built)
    assert "0 changed" in build(built)
    (built / "surat.sop").write_text("1. @Staf: Menulis nota\n2. @Kepala: Memeriksa nota\n", encoding="utf-8")
    told = build(built)
    assert re.search(r"reading sources\.\.\. \[100%\] index\s", told) and "bab/dua" not in told.partition("pickling")[0]
    after = pictures(built)
    assert len(after) == 4 and len(set(before) & set(after)) == 3
    assert pictures(built, "doctrees/sopflow") == after
    (built / "logo.svg").open("a", encoding="utf-8").write("\n")
    assert re.search(r"reading sources\.\.\. \[100%\] bab/dua", build(built))


def test_pictures_of_removed_documents_are_removed(built: Path) -> None:
    (built / "bab" / "dua.rst").unlink()
    index = built / "index.rst"
    index.write_text(index.read_text(encoding="utf-8").partition(".. toctree")[0], encoding="utf-8")
    (built / "hasil" / "html" / "_images" / "sop-saya.svg").write_text("<svg/>")
    build(built)
    kept = pictures(built)
    assert len(kept) == 3 and "sop-saya.svg" in kept  # the last is not ours


def test_several_processes_give_the_same_pages(first_build: Path, built: Path) -> None:
    shutil.rmtree(built / "hasil")
    build(built, "html", "-j", "2")
    assert page(built) == page(first_build) and pictures(built) == pictures(first_build)
    assert "0 changed" in build(built) and len(pictures(built)) == 4


def test_latex_gets_pdf_of_the_pictures_size(built: Path) -> None:
    build(built, "latex")
    (tex,) = (built / "hasil" / "latex").glob("*.tex")
    text = tex.read_text(encoding="utf-8")
    name = re.findall(r"\\sphinxincludegraphics\{\{(sop-\w+)\}\.pdf\}", text)[0]
    assert r"\label{\detokenize{index:alur-surat}}" in text and len(pictures(built, "latex", "pdf")) == 4
    size = subprocess.run(["pdfinfo", f"hasil/latex/{name}.pdf"], cwd=built, capture_output=True, text=True, check=True).stdout
    width = float(re.findall(r"Page size: +([\d.]+) x", size)[0])
    assert "Pages:           1" in size and abs(width - 120 / 25.4 * 72) < 0.01


def test_builders_without_pictures_tell_the_flow(built: Path) -> None:
    build(built, "text")
    told = " ".join((built / "hasil" / "text" / "index.txt").read_text(encoding="utf-8").split())
    assert "2. Kepala: Memeriksa surat [Tidak ke 1; Ya ke 3]" in told


MISTAKES = {
    BAD: "dua.rst, blok sop di baris 4:2:13: galat[baris-tidak-ada]: Tidak ada baris «9»",
    ".. sop:: ../surat.sop\n": "«../surat.sop» berada di luar folder dokumen ini",
    ".. sop:: hilang.sop\n": "berkas tidak ditemukan",
    ".. sop:: /surat.sop\n   :part: gambar\n": "bagian «gambar» tidak dikenal",
}


def test_mistakes_are_boxes_and_warnings(built: Path) -> None:
    (built / "bab" / "dua.rst").write_text("\n".join(("Dua\n===\n", *MISTAKES)), encoding="utf-8")
    result = run(built, "sphinx-build", "-M", "html", ".", "hasil")
    assert result.returncode == 0 and result.stderr.count("[sopflow.galat]") == len(MISTAKES)
    assert [words for words in MISTAKES.values() if words not in result.stderr] == []
    shown = page(built, "bab/dua")
    assert shown.count('<div class="admonition error">') == shown.count("SOP ini belum dapat digambar.") == len(MISTAKES)
    assert run(built, "sphinx-build", "-M", "html", ".", "hasil", "-W", "-E").returncode != 0


def test_a_mended_file_mends_the_page(built: Path) -> None:
    (built / "bab" / "dua.rst").write_text("Dua\n===\n\n.. sop:: salah.sop\n", encoding="utf-8")
    salah = built / "bab" / "salah.sop"
    salah.write_text("1. @A: Menulis surat\n   tidak -> 9\n", encoding="utf-8")
    assert "bab/salah.sop:2:13: galat" in run(built, "sphinx-build", "-M", "html", ".", "hasil").stderr
    salah.write_text("1. @A: Menulis surat\n2. @B: Memeriksa surat\n", encoding="utf-8")
    build(built)
    assert "<img alt" in page(built, "bab/dua")
