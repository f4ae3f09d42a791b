"""The official set in one PDF: its order, its numbers, its links, its places for signatures."""

import subprocess
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from sopflow.drawing import Area, Line, Part
from sopflow.export.pdf import pdf
from sopflow.pipeline import Compiled, compile_file, compile_source
from sopflow.source import Source

EXAMPLES = Path(__file__).parent.parent / "examples"
ROWS = "1. @Petugas: Memeriksa berkas\n2. @Kepala Dinas: Menandatangani izin\n"


@cache
def compiled() -> Compiled:
    return compile_file(str(EXAMPLES / "set-resmi.sop"))


@cache
def data() -> bytes:
    drawing = compiled().drawing
    assert drawing is not None and compiled().diagnostics == ()
    return pdf(drawing)


@pytest.fixture
def document() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(data())) as opened:
        yield opened


def text(file: bytes, page: int, tmp_path: Path) -> str:
    """The words of a page, in the order of the eye."""
    (tmp_path / "a.pdf").write_bytes(file)
    command = ["pdftotext", "-layout", "-f", str(page), "-l", str(page), str(tmp_path / "a.pdf"), "-"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def of_text(words: str) -> bytes:
    drawing = compile_source(Source("uji.sop", words)).drawing
    assert drawing is not None
    return pdf(drawing)


def test_the_parts_stand_in_the_order_of_the_regulation(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles == [
        "Sampul",
        "Keputusan Kepala Dinas Perpustakaan dan Kearsipan Kabupaten Nusa Makmur",
        "Daftar Isi",
        "Penjelasan Singkat Penggunaan",
        "Pendaftaran Anggota Perpustakaan",
        "Peminjaman Koleksi",
        "Penanganan Keterlambatan Pengembalian",
        "Lembar Pengesahan",
    ]


def test_pages_before_the_procedures_have_roman_numbers(document: pikepdf.Pdf, tmp_path: Path) -> None:
    assert [str(page.label) for page in document.pages] == ["i", "ii", "iii", "iv", *"1234567"]
    assert "Halaman 1 dari 7" in text(data(), 5, tmp_path)
    assert "Halaman" not in text(data(), 2, tmp_path)


def test_a_document_without_such_parts_is_numbered_as_ever(tmp_path: Path) -> None:
    made = of_text(f"nomor: 1\n{ROWS}")
    assert "Halaman 2 dari 2" in text(made, 2, tmp_path)
    with pikepdf.open(BytesIO(made)) as document:
        assert [str(page.label) for page in document.pages] == ["1", "2"]


def test_the_contents_tell_the_numbers_that_the_pages_bear(document: pikepdf.Pdf, tmp_path: Path) -> None:
    lines = [line.split() for line in text(data(), 3, tmp_path).splitlines() if ". ." in line]
    numbers = {" ".join(word for word in line[:-1] if word != "."): line[-1] for line in lines}
    assert [*numbers.values()] == ["ii", "iv", "1", "3", "5", "7"]
    assert numbers["2. Peminjaman Koleksi"] == "3"


def test_contents_of_two_pages_count_themselves(tmp_path: Path) -> None:
    names = "".join(f"sop: Prosedur Nomor {at}\n{ROWS}" for at in range(40))
    made = of_text(f"daftar isi:\npenjelasan:\n  Isi.\n{names}")
    first = text(made, 1, tmp_path)
    assert next(line.split()[-1] for line in first.splitlines() if "Penjelasan" in line) == "iii"
    assert "Isi." in text(made, 3, tmp_path) and "Halaman 1 dari 40" in text(made, 4, tmp_path)


def test_links_lead_to_what_they_name(document: pikepdf.Pdf) -> None:
    found = [
        (number, str(note.Contents), document.pages.index(pikepdf.Page(note.Dest[0])) + 1)
        for number, page in enumerate(document.pages, 1)
        for note in page.get("/Annots", [])
        if note.Subtype == "/Link"
    ]
    procedures = {"Pendaftaran Anggota Perpustakaan": 5, "Peminjaman Koleksi": 7, "Penanganan Keterlambatan Pengembalian": 9}
    contents = [page for number, _, page in found if number == 3]
    assert contents == [2, 4, 5, 7, 9, 11]
    between = [(number, title.removeprefix("Ke "), page) for number, title, page in found if number != 3]
    assert all(procedures[title] == page for _, title, page in between)
    related = {(number, page) for number, _, page in between}
    assert related == {(5, 7), (7, 5), (7, 9), (8, 5), (8, 9), (9, 7)}  # keterkaitan, and the connectors on page 8


def test_a_link_stands_on_the_words_that_it_belongs_to(document: pikepdf.Pdf, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(data())
    link = next(note for note in document.pages[6].Annots if note.Subtype == "/Link")
    left, bottom, right, top = (round(float(edge)) for edge in link.Rect)
    height = round(float(document.pages[6].MediaBox[3]))
    area = ["-x", str(left), "-y", str(height - top), "-W", str(right - left), "-H", str(top - bottom)]
    command = ["pdftotext", "-f", "7", "-l", "7", "-r", "72", *area, str(tmp_path / "a.pdf"), "-"]
    words = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    assert " ".join(words.split()) == "1. SOP Pendaftaran Anggota Perpustakaan"


def test_what_names_no_procedure_of_the_book_is_no_link() -> None:
    with pikepdf.open(BytesIO(of_text(f"keterkaitan:\n  - SOP Lain\n{ROWS}"))) as document:
        assert all("/Annots" not in page for page in document.pages)


def test_the_decree_has_its_form(tmp_path: Path) -> None:
    words = " ".join(text(data(), 2, tmp_path).split())
    for part in (
        "NOMOR 000.8.3/17/2025 TENTANG STANDAR",
        "Menimbang : a. bahwa",
        "Mengingat : 1. Undang",
        "MEMUTUSKAN:",
        "KESATU : Menetapkan",
    ):
        assert part in words
    assert words.index("KEEMPAT") < words.index("Ditetapkan di Nusa Makmur") < words.index("Sari Lestari")


def decree(considered: int, decided: int) -> bytes:
    clauses = "".join(f"  {each}: Menetapkan prosedur itu untuk semua pegawai.\n" for each in ("Kesatu", "Kedua", "Ketiga")[:decided])
    body = "".join(f"  {at + 1}. Peraturan Bupati Nomor {at + 1} Tahun 2022 tentang Pelayanan\n" for at in range(considered))
    return of_text(
        f"instansi: Dinas\nkeputusan: Keputusan Kepala Dinas\n  Mengingat:\n{body}  Memutuskan:\n{clauses}  Ditetapkan di Sejahtera\n"
        f"disahkan oleh: Kepala Dinas\n  nama: Sari\nsop: A\n{ROWS}"
    )


@pytest.mark.parametrize(("considered", "pages"), [(8, 1), (30, 1), (45, 2), (70, 3)])
def test_a_decree_takes_as_few_pages_as_can_be_and_fills_the_last(considered: int, pages: int, tmp_path: Path) -> None:
    made = decree(considered, 3)
    with pikepdf.open(BytesIO(made)) as document:
        assert [str(page.label) for page in document.pages].index("1") == pages
    last = text(made, pages, tmp_path).split()
    assert last.index("KESATU") < last.index("Sari")
    assert considered != 70 or last[0] == "MEMUTUSKAN:"  # but for that the last page would hold the signature and little else


def test_the_markers_of_a_clause_are_aligned() -> None:
    drawing = compile_source(
        Source("uji.sop", "keputusan:\n  Mengingat:\n" + "".join(f"  {at}. Perda\n" for at in range(8, 12)) + ROWS)
    ).drawing
    assert drawing is not None
    lines = [item for item in drawing.pages[0].items if isinstance(item, Line) and item.runs[-1].text == "Perda"]
    assert len({round(line.runs[-1].x, 3) for line in lines}) == 1 and len({round(line.runs[0].x, 3) for line in lines}) == 2


@pytest.mark.parametrize(
    "body", ["", "  Menimbang:\n", "  Memutuskan:\n  Kesatu:\n", "  Ditetapkan di X\n", "  Tembusan:\n  1. A\n", "  - a\n"]
)
def test_a_decree_that_is_not_finished_is_set_all_the_same(body: str) -> None:
    of_text(f"keputusan:\n{body}disahkan oleh: Kepala Dinas\nsop: A\n{ROWS}")


LONG = "Himpunan Prosedur Pelayanan Kesehatan Dasar, Rujukan, dan Kefarmasian pada Pusat Kesehatan Masyarakat di Lingkungan Dinas"


def test_a_long_title_of_a_cover_is_set_smaller_rather_than_in_many_lines() -> None:
    sizes = {}
    for title in ("Layanan Perpustakaan", LONG):
        drawing = compile_source(Source("uji.sop", f"sampul: {title}\ninstansi: Dinas\n{ROWS}")).drawing
        assert drawing is not None
        (heading,) = [part for part in drawing.pages[0].reading if part.kind == "H1"]
        lines = [drawing.pages[0].items[at] for at in heading.items]
        sizes[title] = lines[0].size if isinstance(lines[0], Line) else 0.0
        assert len(lines) <= 3
    assert sizes[LONG] < sizes["Layanan Perpustakaan"]


@pytest.mark.parametrize(
    "office",
    [
        "instansi: Pemerintah Kabupaten Makmur\nunit: Dinas Kesehatan\n",
        "instansi:\n  Pemerintah Kabupaten Makmur\n  Dinas Kesehatan\nunit: Bidang Rujukan\n",
    ],
)
def test_a_government_alone_does_not_head_a_decree(office: str, tmp_path: Path) -> None:
    made = of_text(f"{office}sampul:\nkeputusan: K\n  Kesatu: A\nsop: S\n{ROWS}")
    for page in (1, 2):
        words = text(made, page, tmp_path)
        assert "DINAS KESEHATAN" in words and "BIDANG RUJUKAN" not in words


def test_long_texts_run_over_pages_and_lose_nothing(tmp_path: Path) -> None:
    body = "".join(f"  Paragraf nomor {at} {'menjelaskan hal yang panjang ' * 9}\n" for at in range(60))
    made = of_text(f"penjelasan:\n{body}sop: A\n{ROWS}")
    (tmp_path / "b.pdf").write_bytes(made)
    words = subprocess.run(["pdftotext", tmp_path / "b.pdf", "-"], capture_output=True, encoding="utf-8", check=True).stdout.split()
    assert words.count("Paragraf") == 60 and words.count("menjelaskan") == 540


# room for electronic signatures

STYLE = "disahkan oleh: Kepala Dinas\n  nama: Sari\ngaya:\n  {}: ya\n"


def test_a_field_is_asked_for_and_named(document: pikepdf.Pdf) -> None:
    fields = list(document.Root.AcroForm.Fields)
    assert [str(field.T) for field in fields] == ["TTE1", "TTE2", "TTE3", "TTE4"]
    assert all(
        field.FT == "/Sig" and "/V" not in field and str(field.TU).endswith("Kepala Dinas Perpustakaan dan Kearsipan") for field in fields
    )
    with pikepdf.open(BytesIO(of_text(STYLE.format("ruang qr") + ROWS))) as without:
        assert "/AcroForm" not in without.Root


def test_the_room_for_the_code_is_square_and_within_its_cell() -> None:
    result = compile_source(Source("uji.sop", STYLE.format("bidang tte") + "  ruang qr: ya\n" + ROWS))
    assert result.drawing is not None
    (field,) = result.drawing.pages[0].fields
    assert field.area[2] == field.area[3] == 20
    areas = [cell.area for cell in _cells(result) if cell.area]
    assert sum(_within(field.area, area) for area in areas) == 1


def _within(inner: Area, outer: Area) -> bool:
    (x, y, width, height), (left, top, wide, tall) = inner, outer
    return left < x and x + width < left + wide and top < y and y + height < top + tall


def _cells(result: Compiled) -> list[Part]:
    assert result.drawing is not None
    table = next(part for part in result.drawing.pages[0].reading if part.kind == "Table")
    return [cell for row in table.parts for cell in row.parts if cell.kind == "TD"]


def test_the_band_stands_on_every_page_but_the_cover(tmp_path: Path) -> None:
    told = ["ditandatangani secara elektronik" in " ".join(text(data(), number, tmp_path).split()) for number in range(1, 12)]
    assert told == [False] + [True] * 10


def test_nothing_stands_in_the_band(tmp_path: Path) -> None:
    """A chart that fills its page ends above the band."""
    rows = "".join(f"{at}. @Petugas: Memeriksa berkas yang panjang sekali nomor {at}\n" for at in range(1, 60))
    result = compile_source(Source("uji.sop", f"gaya:\n  pita tte: ya\n{rows}{60}. @Kepala: Menandatangani\n"))
    assert result.drawing is not None
    for page in result.drawing.pages:
        table = next(part for part in page.reading if part.kind == "Table")
        lowest = max(cell.area[1] + cell.area[3] for row in table.parts for cell in row.parts if cell.area)
        assert lowest < page.height - 12 - 6


def test_many_signers_run_over_pages() -> None:
    signers = "".join(f"  peran {at}: Jabatan {at}\n    nama: Orang {at}\n" for at in range(9))
    result = compile_source(Source("uji.sop", f"lembar pengesahan:\n{signers}{ROWS}"))
    assert result.drawing is not None
    baselines = [item.y for page in result.drawing.pages for item in page.items if isinstance(item, Line)]
    assert len(result.drawing.pages) > 2 and max(baselines) < result.drawing.pages[0].height - 12
