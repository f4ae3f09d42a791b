"""`sopflow build --attach-source` and `sopflow extract`: what went in comes out, and nothing comes out that should not."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner, Result

from sopflow.cli.main import main
from sopflow.export.pdf_sources import LARGEST, SourceError, read_sources

ROWS = "1. @Petugas: Memeriksa berkas\n2. @Kepala Dinas: Menandatangani izin\n"
MAIN = f"# catatan yang ikut\ngunakan: bersama/dinas.sop\n{ROWS}"
SHARED = "instansi: Dinas “Uji” é\nlogo: lambang.svg\n"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a document that uses another file and a logo, and its PDF with all of them in `out/`."""
    (tmp_path / "bersama").mkdir()
    (tmp_path / "surat.sop").write_text(MAIN, encoding="utf-8")
    (tmp_path / "bersama" / "dinas.sop").write_text(SHARED, encoding="utf-8")
    (tmp_path / "bersama" / "lambang.svg").write_text(LOGO, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = run("build", "surat.sop", "--format", "pdf", "--attach-source")
    assert result.exit_code == 0, result.output
    return tmp_path


def made(*files: tuple[str, bytes], relationship: str = "/Source") -> bytes:
    """A PDF of other people's making, with these attachments."""
    document = pikepdf.new()
    document.add_blank_page()
    document.Root.AF = pikepdf.Array()
    for name, data in files:
        file = document.make_stream(data)
        spec = pikepdf.Dictionary(
            Type=pikepdf.Name.Filespec, UF=name, EF=pikepdf.Dictionary(F=file), AFRelationship=pikepdf.Name(relationship)
        )
        document.Root.AF.append(spec)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def test_everything_that_the_document_was_made_from_comes_back(folder: Path) -> None:
    result = run("extract", "out/surat.pdf", "-o", "balik/")
    assert result.exit_code == 0 and result.output.split() == ["balik/surat.sop", "balik/bersama/dinas.sop", "balik/bersama/lambang.svg"]
    for name, text in (("surat.sop", MAIN), ("bersama/dinas.sop", SHARED), ("bersama/lambang.svg", LOGO)):
        assert (folder / "balik" / name).read_text(encoding="utf-8") == text


def test_the_pdf_made_of_what_came_back_is_the_same(folder: Path) -> None:
    run("extract", "out/surat.pdf", "-o", "balik/")
    run("build", "balik/surat.sop", "--format", "pdf", "--attach-source", "-o", "lagi")
    assert (folder / "lagi" / "surat.pdf").read_bytes() == (folder / "out" / "surat.pdf").read_bytes()


def test_a_document_that_came_as_json_carries_its_json(folder: Path) -> None:
    assert run("build", "surat.sop", "--format", "json").exit_code == 0
    result = run("build", "out/surat.json", "--format", "pdf", "--attach-source", "-o", "dua")
    assert result.exit_code == 0, result.output
    assert run("extract", "dua/surat.pdf", "-o", "dua/").exit_code == 0
    assert run("build", "dua/naskah.json", "--format", "pdf", "-o", "tiga").exit_code == 0


def test_the_text_gets_the_name_that_was_asked_for(folder: Path) -> None:
    assert run("extract", "out/surat.pdf", "-o", "balik/lain.sop").exit_code == 0
    assert (folder / "balik" / "lain.sop").read_text(encoding="utf-8") == MAIN
    assert (folder / "balik" / "bersama" / "dinas.sop").exists()


def test_nothing_is_overwritten_unasked(folder: Path) -> None:
    (folder / "surat.sop").write_text("diubah", encoding="utf-8")
    result = run("extract", "out/surat.pdf")
    assert result.exit_code == 1 and "surat.sop" in result.output and "--force" in result.output
    assert (folder / "surat.sop").read_text(encoding="utf-8") == "diubah"
    assert run("extract", "out/surat.pdf", "--force").exit_code == 0
    assert (folder / "surat.sop").read_text(encoding="utf-8") == MAIN


def test_without_the_option_the_text_stays_at_home(folder: Path) -> None:
    run("build", "surat.sop", "--format", "pdf", "-o", "polos")
    result = run("extract", "polos/surat.pdf")
    assert result.exit_code == 1 and "--attach-source" in result.output
    assert b"catatan" not in (folder / "polos" / "surat.pdf").read_bytes()


@pytest.mark.parametrize(
    "name", ["../jahat.sop", "/etc/passwd", "a/../../b", "C:\\x", "a\\b", "c:x", "", ".", "a//b", "a/..", "a\nb", "a ", "a."]
)
def test_a_name_that_leaves_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(made(("surat.sop", b"a"), (name, b"b")))
    result = run("extract", tmp_path / "a.pdf", "-o", f"{tmp_path}/balik/")
    assert result.exit_code == 1 and "ditolak" in result.output
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.pdf"]


def test_a_link_in_the_folder_is_not_followed_out_of_it(tmp_path: Path) -> None:
    (tmp_path / "luar").mkdir()
    (tmp_path / "balik").mkdir()
    (tmp_path / "balik" / "bersama").symlink_to(tmp_path / "luar")
    (tmp_path / "a.pdf").write_bytes(made(("surat.sop", b"a"), ("bersama/x.sop", b"b")))
    result = run("extract", tmp_path / "a.pdf", "-o", tmp_path / "balik")
    assert result.exit_code == 1 and "tautan" in result.output
    assert list((tmp_path / "luar").iterdir()) == [] and not (tmp_path / "balik" / "surat.sop").exists()


def test_attachments_that_are_no_source_are_left_alone() -> None:
    with pytest.raises(SourceError, match="tidak memuat"):
        read_sources(made(("faktur.xml", b"a"), relationship="/Data"))


@pytest.mark.parametrize(("data", "reason"), [(b"", "bukan PDF"), (b"%PDF-1.7\n", "bukan PDF"), (b"halo", "bukan PDF")])
def test_what_is_no_pdf_is_told(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        read_sources(data)


def test_a_locked_pdf_is_told() -> None:
    with pikepdf.open(BytesIO(made(("a.sop", b"a")))) as document:
        target = BytesIO()
        document.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(SourceError, match="kata sandi"):
        read_sources(target.getvalue())


def test_an_attachment_that_swells_is_refused() -> None:
    with pytest.raises(SourceError, match="lebih besar"):
        read_sources(made(("a.sop", b"\0" * (LARGEST + 1))))


@pytest.mark.parametrize("key", ["EF", "UF"])
@pytest.mark.parametrize("value", [5, True, pikepdf.Name.X, pikepdf.Array([1]), pikepdf.Dictionary(F=1), pikepdf.String("")], ids=repr)
def test_an_attachment_of_an_odd_kind_is_refused(key: str, value: Any) -> None:
    with pikepdf.open(BytesIO(made(("surat.sop", b"1. @A: x")))) as document:
        document.Root.AF[0][f"/{key}"] = value
        document.save(target := BytesIO())
    with pytest.raises(SourceError):
        read_sources(target.getvalue())


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    result = run("extract", tmp_path / "tidak-ada.pdf")
    assert result.exit_code == 1 and "tidak-ada.pdf" in result.output and "Traceback" not in result.output
