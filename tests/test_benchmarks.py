"""The parts of the benchmarks. In: commands, tiny charts, made-up figures. Nothing here asks how fast anything is."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.document import put_into
from benchmarks.performance import aims
from benchmarks.performance.ink import replays
from benchmarks.performance.measure import NO_SUCH_FORM, Settings, in_turns
from benchmarks.performance.own import bare, python, sopflow
from benchmarks.performance.rows import rows
from benchmarks.performance.table import Row, ahead, tables
from benchmarks.performance.texts import LANES, long_chart, procedure, stored
from benchmarks.rivals.plantuml_words import plantuml
from benchmarks.rivals.program import Program
from benchmarks.rivals.programs import programs
from benchmarks.running import LAUNCHER, Job, Refused, Used, files, run
from sopflow.export.pdf import pdf
from sopflow.pipeline import compile_source
from sopflow.source import Source

ROOT = Path(__file__).parent.parent
BUSY = "import time\nwhile time.process_time() < 0.3: pass"


def test_what_outlives_its_parent_is_counted_and_waited_for(tmp_path: Path) -> None:
    left = f"{sys.executable} -c '{BUSY}' & exit 0"
    used = run(Job(tmp_path, ("sh", "-c", left), list), 60).used
    assert used.processor >= 0.3


def test_memory_is_that_of_all_processes_together(tmp_path: Path) -> None:
    held = "import os, sys, time; held = bytearray(40_000_000); open(sys.argv[1], 'w').close()"
    waiting = "\nwhile not os.path.exists(sys.argv[2]): time.sleep(0.01)\ntime.sleep(1)"
    script = tmp_path / "script.py"
    script.write_text(held + waiting)
    both = f"{sys.executable} {script} one other & {sys.executable} {script} other one; wait"
    assert run(Job(tmp_path, ("sh", "-c", both), list), 60, 0.05).used.memory > 80_000_000
    assert 40_000_000 < run(python(tmp_path, held, "alone"), 60).used.memory < 70_000_000


def test_a_program_without_a_picture_is_told_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no end after 1 s"):
        run(Job(tmp_path, ("sh", "-c", "sleep 60 & sleep 60"), list), 1)
    with pytest.raises(Refused, match="error: too many arrows"):
        run(Job(tmp_path, ("sh", "-c", "echo too many arrows >&2; exit 3"), list), 60)
    with pytest.raises(Refused, match="no-such-program"):
        run(Job(tmp_path, ("no-such-program",), list), 60)
    with pytest.raises(Refused, match="no picture"):
        run(Job(tmp_path, ("touch", "empty.svg"), lambda: files(tmp_path / "empty.svg")), 60)


def test_what_was_started_ends_with_the_measurement(tmp_path: Path) -> None:
    command = f"echo $$ > {tmp_path}/process; sleep 60 & sleep 60"
    arguments = ("60", "0.05", tmp_path / "said", tmp_path / "errors", "sh", "-c", command)
    starter = subprocess.Popen(("sh", "-c", '"$@" & wait', "sh", sys.executable, "-I", "-S", LAUNCHER, *arguments))
    wait_for(lambda: (tmp_path / "process").exists() and (tmp_path / "process").read_text())
    starter.kill()
    starter.wait()
    process = int((tmp_path / "process").read_text())
    wait_for(lambda: not Path(f"/proc/{process}").exists())


def wait_for(happened: Callable[[], object]) -> None:
    until = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_programs_take_turns_and_those_that_fail_have_a_reason(tmp_path: Path) -> None:
    failing = bare()._replace(name="failing", job=lambda folder, _words, _format: Job(folder, ("false",), list))
    formless = bare()._replace(name="formless", formats=("pdf",))
    charts = stored(tmp_path / "charts", [long_chart(2)])
    found = in_turns([bare(), sopflow(), failing, formless], charts, "svg", 2, 60)
    least, own = found["python"], found["sopflow"]
    assert isinstance(least, Used) and isinstance(own, Used) and own.memory > least.memory
    assert str(found["failing"]).startswith("error") and found["formless"] == NO_SUCH_FORM


def test_the_tables_of_tiny_charts_have_every_row() -> None:
    tiny = Settings(rounds=1, several=1, half=1, rows=(2, 3, 4), folders=(1, 2), limit=60, patience=60)
    measured = list(rows([sopflow()], tiny))
    assert [row.title for row in measured if isinstance(row.outcomes["sopflow"], Used)] == [
        *(f"{how}, text to {format}" for how in ("cold", "warm") for format in ("SVG", "PDF", "PNG")),
        *("1 documents to SVG", "2 documents to SVG", "2 rows to SVG", "3 rows to SVG", "4 rows to SVG"),
    ]
    assert all(row.limit for row in measured if row.title.startswith("cold") or "PDF" in row.title)
    table = aims.table(measured, 1, 2).splitlines()
    assert sum("bare Python" in line for line in table) == 4 and "n log n: 1.7 ×" in table[-2] and "300 MB" in table[-1]


def test_figures_are_written_beside_sopflow_and_the_limit() -> None:
    rows = [
        Row(
            "cold",
            {"own": Used(0.2, 0.08, 40 * 2**20), "a": Used(0.4, 0.2, 80 * 2**20), "b": "no end after 9 s"},
            Used(0.02, 0.01, 10 * 2**20),
        ),
        Row("long", {"own": Used(8, 4, 0), "a": Used(8, 1, 0), "b": "no end after 9 s"}, estimated=frozenset({"a"})),
        Row("other", {"own": Used(50, 40, 0), "a": NO_SUCH_FORM, "b": Used(600, 400, 0)}),
    ]
    written = tables(rows, {"own": "sopflow", "a": "A", "b": "B"})
    assert written.split("\n\n")[0].splitlines() == [
        "| processor time | sopflow | beside the limit | A | B |",
        "|---|---:|---:|---:|---:|",
        "| cold | 80 ms | 8.0 × | 2.5 × | none ¹ |",
        "| long | 4.00 s |  | ≈ 0.25 × | none ¹ |",
        "| other | 40.0 s |  | – | 10 × |",
    ]
    assert written.split("\n\n")[2].splitlines()[2:] == ["| cold | 40 MB | 4.0 × | 2.0 × | none ¹ |"]
    assert written.endswith("¹ no end after 9 s.")
    sentence = "Of the programs that draw lanes (A, B) ahead of sopflow in processor time: "
    assert ahead(rows, {"own": "sopflow", "a": "A", "b": "B", "c": "C"}, ("a", "b")) == f"{sentence}A (long 0.25 ×)."
    assert ahead(rows[:1], {"own": "sopflow", "a": "A", "b": "B"}, ("a", "b")) == f"{sentence}none."


def test_figures_stand_between_the_marks_of_their_command(tmp_path: Path) -> None:
    document = tmp_path / "document.md"
    document.write_text("Before.\n\n<!-- figures: measure -->\n\nold\n\n<!-- end of figures -->\n\nAfter.\n")
    put_into(document, "measure", "new")
    assert document.read_text() == "Before.\n\n<!-- figures: measure -->\n\nnew\n\n<!-- end of figures -->\n\nAfter.\n"
    with pytest.raises(ValueError, match="no place"):
        put_into(document, "count", "new")
    for name, command in (
        ("performance", "python -m benchmarks.performance --write"),
        ("comparison", "python -m benchmarks.comparison --write"),
    ):
        kept = tmp_path / f"{name}.md"
        kept.write_bytes((ROOT / "docs" / f"{name}.md").read_bytes())
        put_into(kept, command, "figures")


def test_the_procedures_of_a_folder_differ_and_use_every_lane(tmp_path: Path) -> None:
    charts = stored(tmp_path / "folder", [procedure(number) for number in range(60)])
    assert len({chart.edges for chart in charts}) == 60
    assert all({node.lane for node in chart.nodes} == set(range(len(LANES))) for chart in charts)


def test_every_program_is_told_every_shape_of_a_long_chart(tmp_path: Path) -> None:
    (chart,) = stored(tmp_path / "chart", [long_chart(300)])
    for program in programs(tmp_path):
        words = program.write(chart)
        missing = [node.tag for node in chart.nodes if node.id not in words and node.tag not in words]
        assert not missing, program.name
        assert len(words.splitlines()) > 300 or program.name == "elk"
    assert plantuml(chart).circles < len(chart.edges) / 20


@pytest.mark.parametrize("name", ["graphviz", "graphviz-grid", "mermaid-swimlane"])
def test_programs_draw_several_charts_in_one_process(name: str, tmp_path: Path) -> None:
    charts = stored(tmp_path / "charts", [procedure(1), procedure(2)])
    program = _present(name)
    job = tmp_path / "job"
    job.mkdir()
    drawn = run(program.job(job, [program.write(chart) for chart in charts], "svg"), 120).results
    assert len(drawn) == 2 and len({*drawn}) == 2 and all(b"<svg" in each for each in drawn)


def _present(name: str) -> Program:
    """A program that the tests have; Mermaid is in the modules of the tests of exports."""
    (program,) = (each for each in programs(ROOT / "tests" / "bpmn") if each.name == name)
    assert not program.missing
    return program


def test_the_limit_of_a_pdf_has_the_ink_of_the_document(tmp_path: Path) -> None:
    drawing = compile_source(Source("naskah.sop", procedure(1))).drawing
    assert drawing
    as_pdf, as_png = replays(drawing)
    words = [_words(tmp_path / name, data) for name, data in (("own.pdf", pdf(drawing)), ("ink.pdf", as_pdf()))]
    assert words[0] == words[1] and len(words[0]) > 100
    assert as_png().startswith(b"\x89PNG")


def _words(file: Path, data: bytes) -> list[str]:
    file.write_bytes(data)
    return sorted(subprocess.run(("pdftotext", file, "-"), stdout=subprocess.PIPE, check=True).stdout.decode().split())
