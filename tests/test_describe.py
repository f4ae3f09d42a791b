"""The flow in words: what a reader who can't see the drawing is told."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from helpers import book, compiled

from sopflow.cli.main import main
from sopflow.describe import describe
from sopflow.pipeline import compile_file
from sopflow.richtext import plain

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.sop"))

TEXT = """
    sop: Izin Keramaian
    1. @Pemohon: Mengajukan permohonan
       kelengkapan:
         - Formulir
         - Fotokopi KTP
       waktu: 15 menit
    2. @Petugas: Memeriksa berkas
       tidak lengkap -> 1
       output: Berkas lengkap
    3. @Kasi & @Kabid: Meninjau lokasi
    4. @Kabid(keputusan) "Layak?": Menilai hasil tinjauan
       layak -> 5
       ditolak -> selesai
       ragu -> sop: Kajian Teknis
    5. @Kadis: Menandatangani izin
       kelengkapan: ^
"""


def told(text: str, language: str = "id") -> list[str]:
    return [line.strip() for line in describe(book(text), language).splitlines() if line]  # type: ignore[arg-type]


def test_a_flow_is_told_row_by_row() -> None:
    assert told(TEXT) == [
        "SOP Izin Keramaian",
        "Pelaksana: Pemohon; Petugas; Kasi; Kabid; Kadis",
        "5 kegiatan, 2 keputusan.",
        "1. Pemohon (mulai): Mengajukan permohonan",
        "Kelengkapan: Formulir; Fotokopi KTP",
        "Waktu: 15 menit",
        "Lanjut ke 2 (Petugas).",
        "2. Petugas (keputusan): Memeriksa berkas",
        "Output: Berkas lengkap",
        "Bila Tidak lengkap: kembali ke 1 (Pemohon).",
        "Bila Lengkap: lanjut ke 3 (Kasi dan Kabid), bersamaan.",
        "3. Kasi dan Kabid, bersamaan: Meninjau lokasi",
        "Lanjut ke 4 (Kabid).",
        "4. Kabid (keputusan, «Layak?»): Menilai hasil tinjauan",
        "Dikerjakan setelah 3 (Kasi dan Kabid) selesai.",
        "Bila Layak: lanjut ke 5 (Kadis).",
        "Bila Ditolak: selesai.",
        "Bila Ragu: lanjut ke SOP «Kajian Teknis».",
        "5. Kadis (selesai): Menandatangani izin",
    ]


def test_the_set_phrases_can_be_english_and_the_words_of_the_office_stay() -> None:
    lines = told(TEXT, "en")
    assert lines[1:3] == ["Actors: Pemohon; Petugas; Kasi; Kabid; Kadis", "Activities: 5, decisions: 2."]
    assert "Begins when 3 (Kasi and Kabid) are done." in lines
    assert "If Ragu: go on in procedure «Kajian Teknis»." in lines
    assert not {"bila", "lanjut", "kembali", "selesai", "bersamaan"} & set(re.findall(r"\w+", " ".join(lines).lower()))


def test_steps_within_a_row_and_merged_cells_are_told() -> None:
    lines = told(
        """
        1. @A -> @B & @C -> @A: Membahas konsep
           output: Konsep
        2. @B(keputusan) -> @C: Memeriksa
           output: ^
           @B tidak -> 1
        """
    )
    assert "1. A (mulai), lalu B dan C, bersamaan, lalu A: Membahas konsep" in lines
    assert lines.count("Output: Konsep") == 2
    assert "Dari B, bila Tidak: kembali ke 1 (A)." in lines
    assert "Dari B, bila Ya: ke C pada kegiatan ini." in lines


def test_a_signer_who_is_still_to_be_named_is_not_told() -> None:
    assert not [line for line in told("disahkan oleh:\n  nip: 1\n1. @A: Menulis\n2. @B: Membaca\n") if line.startswith("Disahkan")]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_told_whole(path: Path) -> None:
    of = compile_file(str(path)).book
    assert of is not None
    words = " ".join(describe(of).split())
    for chart in (chart for sop in of.sops for chart in sop.charts):
        for row in chart.rows:
            texts = [block for cell in row.cells for block in cell.text] + list(row.text)
            assert [block for block in texts if " ".join(plain((block,)).strip(" ;–-").split()) not in words] == []
        for flow in chart.flows:
            assert not flow.label or f"ila {flow.label}: " in words


def test_a_page_says_where_a_flow_leaves_the_procedure() -> None:
    drawing = compiled("1. @A: Menulis\n2. @B: Menilai\n   ragu -> sop: Kajian\n").drawing
    assert drawing is not None
    assert drawing.charts[0].description == "1. A: Menulis [ke 2] 2. B: Menilai [Ragu ke SOP Kajian; Tidak ragu selesai]"


def test_the_command_tells_what_it_can_and_names_what_it_cannot(tmp_path: Path) -> None:
    (tmp_path / "baik.sop").write_text("1. @A: Menulis\n2. @B: Mengirim\n", encoding="utf-8")
    (tmp_path / "salah.sop").write_text("1. @A: Menulis\n2. @B: Mengirim\n   tidak -> 9\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["describe", str(tmp_path / "baik.sop"), str(tmp_path / "salah.sop")])
    assert done.exit_code == 1
    assert "2. B (selesai): Mengirim" in done.stdout and "baris-tidak-ada" in done.stderr
    assert CliRunner().invoke(main, ["describe", "--lang", "en", str(tmp_path / "baik.sop")]).stdout.startswith("Actors: A; B\n")
