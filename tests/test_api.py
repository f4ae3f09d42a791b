"""The Python interface, as programs and notebooks use it."""

import gc
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import sopflow
from sopflow.collector import resting

ROOT = Path(__file__).parent.parent
GOOD = "sop: Surat\n1. @A: Menulis surat\n2. @B: Memeriksa surat\n   tidak -> 1\n3. @A: Mengirim surat\n"
BAD = "1. @A: Menulis surat\n   tidak -> 9\n"
TWO = GOOD + "\n" + GOOD.replace("Surat", "Nota", 1)


def test_a_text_gives_every_output() -> None:
    document = sopflow.compile(GOOD)
    assert document.ok and document.diagnostics == () and document.messages == "" and document.pages == 1
    assert document.svg().startswith("<svg") and document.svgs() == (document.svg(1),)
    assert document.chart_svgs() and document.chart_svgs() != document.svgs()
    assert document.pdf().startswith(b"%PDF") and document.png().startswith(b"\x89PNG")
    assert document.html().startswith("<!DOCTYPE html>") and document.json().startswith("{")
    assert "Menulis surat" in document.describe() and "1. A" in document.describe("en")
    assert document.book.sops[0].name == "Surat"


def test_a_text_with_mistakes_tells_them_and_gives_nothing() -> None:
    document = sopflow.compile(BAD, name="surat.sop")
    assert not document.ok and [each.code for each in document.diagnostics] == ["baris-tidak-ada"]
    for output in (document.svg, document.svgs, document.pdf, document.png, document.html, document.json, document.describe):
        with pytest.raises(sopflow.CompileError, match=r"surat\.sop:2:13: galat") as told:
            output()
        assert told.value.diagnostics == document.diagnostics


def test_views_are_chosen_by_words_or_numbers() -> None:
    by_words = sopflow.compile(GOOD, part="alur", rows="1-2", width="16cm")
    assert by_words.view == sopflow.View("alur", (1, 2), 160)
    assert by_words.svg() == sopflow.compile(GOOD, part="alur", rows=(1, 2), width=160).svg()
    with pytest.raises(sopflow.ViewError, match="tidak dikenal"):
        sopflow.compile(GOOD, part="gambar")


def test_files_are_read_from_the_root_only(tmp_path: Path) -> None:
    (tmp_path / "dinas.sop").write_text("unit: Sekretariat\n", encoding="utf-8")
    text = f"gunakan: dinas.sop\n{GOOD}"
    assert sopflow.compile(text, root=tmp_path).ok
    assert [each.code for each in sopflow.compile(text).diagnostics] == ["tanpa-folder"]
    (tmp_path / "surat.sop").write_text(text, encoding="utf-8")
    assert sopflow.compile_file(tmp_path / "surat.sop").ok
    with pytest.raises(FileNotFoundError):
        sopflow.compile_file(tmp_path / "hilang.sop")


def test_notebooks_show_the_chart_or_the_mistakes() -> None:
    document = sopflow.compile(GOOD)
    assert document._repr_svg_() == document.chart_svgs()[0]
    assert document._repr_mimebundle_() == {"image/svg+xml": document.chart_svgs()[0], "text/plain": "<sopflow.Document: 1 halaman>"}
    bad = sopflow.compile(BAD)
    assert bad._repr_svg_() is None and set(bad._repr_mimebundle_()) == {"text/plain"} and "galat" in bad._repr_mimebundle_()["text/plain"]


def test_notebooks_show_all_charts_without_mixing_their_names() -> None:
    shown = sopflow.compile(TWO)._repr_mimebundle_()["text/html"]
    assert shown.count("<svg") == 2 and 'id="g1-page-title"' in shown and 'id="g2-page-title"' in shown


def test_a_page_or_format_that_is_not_there_is_told() -> None:
    document = sopflow.compile(GOOD)
    for number in (0, 2, -1):
        with pytest.raises(IndexError, match="1 halaman"):
            document.svg(number)
    with pytest.raises(ValueError, match="pilih dari"):
        document.output("docx")


def test_names_are_imported_when_they_are_asked_for() -> None:
    code = "import sys, sopflow; print('sopflow.api' in sys.modules); sopflow.compile; print('sopflow.api' in sys.modules); sopflow.nothing"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert "has no attribute 'nothing'" in run.stderr and run.stdout.split() == ["False", "True"]


def test_many_are_built_with_any_executor(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.sop").write_text(GOOD if name != "b" else BAD, encoding="utf-8")
    paths = sorted(tmp_path.glob("*.sop"))
    with ThreadPoolExecutor(2) as executor:
        report = sopflow.build_many(paths, tmp_path / "x", formats=["svg"], executor=executor)
    assert not report.ok and [each.status for each in report.done] == ["made", "failed", "made"]
    assert [each.diagnostics[0].code for each in report.done if each.diagnostics] == ["baris-tidak-ada"]
    sopflow.build_many(paths, tmp_path / "y", formats=["svg"])
    for path in (tmp_path / "x").iterdir():
        assert path.read_bytes() == (tmp_path / "y" / path.name).read_bytes()
    with pytest.raises(ValueError, match="docx"):
        sopflow.build_many(paths, tmp_path, formats=["docx"])


def test_the_collector_rests_while_a_text_compiles_and_goes_on_afterwards() -> None:
    seen: list[bool] = []
    with resting():
        with resting():
            seen.append(gc.isenabled())
        seen.append(gc.isenabled())
    assert seen == [False, False] and gc.isenabled()
    gc.disable()
    try:
        sopflow.compile("1. @A: Menulis surat\n")
        assert not gc.isenabled()  # as the program had it
    finally:
        gc.enable()


def test_a_compiled_text_leaves_nothing_for_the_collector() -> None:
    text = "".join(f"{row}. @A: Menulis surat\n" for row in range(1, 60))
    sopflow.compile(text).svgs()
    gc.collect()
    sopflow.compile(text).svgs()
    assert gc.collect() < 100  # no more than what exceptions and closures of one document leave
