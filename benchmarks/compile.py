"""How long compiling takes: `python benchmarks/compile.py` prints a table of ratios.

In: the examples, and charts of any length made here. Out: one line a measurement, each beside what it is compared with, measured in
the same run and in turns, so that a slow machine slows both. Figures are medians of processor time, which a busy machine changes
little; waiting for the disk is not in them. Nothing is written outside a temporary folder.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

from sopflow.drawing import Drawing
from sopflow.export.pdf import pdf
from sopflow.export.png import png
from sopflow.export.svg import svg
from sopflow.layout.route.route import route
from sopflow.layout.route.selection import SOLVED
from sopflow.pipeline import compile_bytes

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "000-laporan-spm.sop"
SHORT = 11
"""Rows of the example, and of the generated chart that long ones are compared with."""

LANES = {"staf": "Staf Pelaksana", "katim": "Ketua Tim", "sekretaris": "Sekretaris", "bendahara": "Bendahara", "kadis": "Kepala Dinas"}
WORK = (
    "Menyusun konsep surat",
    "Memeriksa kelengkapan berkas permohonan",
    "Menelaah dan mengoreksi konsep laporan",
    "Membayarkan honorarium narasumber",
    "Menandatangani naskah dinas",
)
START = "from sopflow.start import main; main()"
"""What the installed program `sopflow` does."""

CHILD = """
import sys
from sopflow.export.svg import svg
from sopflow.pipeline import compile_bytes
drawing = compile_bytes(sys.stdin.buffer.read(), "panjang.sop").drawing
assert drawing is not None
for page in (*drawing.pages, *drawing.charts):
    svg(page)
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
"""Compiles what it reads, one page's SVG in memory at a time, and tells its largest size in kB (Linux only; getrusage would tell the
size of the process that started it, when that is larger)."""


class Row(NamedTuple):
    """A line of the table. `limit` is what `ratio` should stay below, 0 when nothing is asked."""

    name: str
    figure: str
    beside: str
    ratio: float
    limit: float


def main() -> None:
    """Measures everything and prints the table."""
    parser = argparse.ArgumentParser(description="Measures sopflow against a bare Python start, and long charts against short ones.")
    parser.add_argument("--rounds", type=int, default=15, help="how often short measurements are repeated")
    parser.add_argument("--rows", type=int, nargs="*", default=[100, 1000, 5000], help="lengths of the long charts")
    parser.add_argument("--documents", type=int, nargs="*", default=[200, 2000], help="sizes of the folders")
    options = parser.parse_args()
    print(f"{'':34}{'median':>12}  {'beside':<26}{'ratio':>8}{'limit':>8}")
    for measure in (cold, warm):
        show(measure(options.rounds))
    for documents in options.documents:
        show(folder(documents))
    for rows in options.rows:
        show(long_chart(rows))


def show(rows: list[Row]) -> None:
    """Prints lines of the table."""
    for row in rows:
        limit = f"{row.limit:8.0f}" if row.limit else ""
        print(f"{row.name:34}{row.figure:>12}  {row.beside:<26}{row.ratio:8.1f}{limit}", flush=True)


def cold(rounds: int) -> list[Row]:
    """New processes against a Python that does nothing."""
    with tempfile.TemporaryDirectory() as folder:
        # Byte code is kept, as after an installation, but not in this folder.
        env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        env |= {"PYTHONPYCACHEPREFIX": os.path.join(folder, "cache")}
        build = ("-c", START, "build", str(EXAMPLE), "-q", "-o", os.path.join(folder, "out"), "--format")

        def start(*arguments: str) -> Callable[[], object]:
            return lambda: subprocess.run((sys.executable, *arguments), check=True, env=env, cwd=ROOT, stdout=subprocess.DEVNULL)

        bare, told, pages, document, picture = in_turns(
            rounds, start("-c", "pass"), start("-c", START, "--version"), *(start(*build, name) for name in ("svg", "pdf", "png"))
        )
    beside = f"bare Python, {bare * 1000:.0f} ms"
    return [
        Row("sopflow --version", milliseconds(told), beside, told / bare, 0),
        Row("build to SVG, new process", milliseconds(pages), beside, pages / bare, 10),
        Row("build to PDF, new process", milliseconds(document), beside, document / bare, 25),
        Row("build to PNG, new process", milliseconds(picture), beside, picture / bare, 0),
    ]


def warm(rounds: int) -> list[Row]:
    """The same procedure again and again in one process."""
    data = EXAMPLE.read_bytes()
    drawing = drawn(data)

    def written(of: Drawing) -> list[str]:
        return [svg(page) for page in (*of.pages, *of.charts)]

    compiling, writing, painting, dotting = in_turns(
        rounds, lambda: drawn(data), lambda: written(drawing), lambda: pdf(drawing), lambda: png(drawing.pages[0], 150)
    )
    whole, page = compiling + writing, painting / len(drawing.pages)
    return [
        Row("text to SVG, warm", milliseconds(whole), "20 ms", whole / 0.020, 1),
        Row("PDF of a page, warm", milliseconds(page), "60 ms", page / 0.060, 1),
        Row("PNG of a page, 150 dpi, warm", milliseconds(dotting), "its SVG", dotting / (writing / (len(drawing.pages) + 1)), 0),
    ]


def folder(documents: int) -> list[Row]:
    """A folder of that many procedures, built in one process, and once more when nothing has changed; beside one procedure, warm."""
    with tempfile.TemporaryDirectory() as place:
        for number in range(documents):
            text = chart_text(SHORT).replace(b"Menyusun", b"Menyusun %d" % number)
            Path(place, f"naskah-{number:04}.sop").write_bytes(text)
        (one,), build = in_turns(9, lambda: drawn(chart_text(SHORT))), ("build", place, "-q", "--format", "svg", "--jobs", "1")

        def taken() -> float:
            before = spent()
            subprocess.run((sys.executable, "-c", START, *build, "-o", os.path.join(place, "out")), check=True, cwd=ROOT)
            return spent() - before

        first, again = taken(), taken()
    beside = f"one, {one * 1000:.0f} ms"
    return [
        Row(f"{documents} documents to SVG", f"{first:.1f} s", beside, first / one, 0),
        Row("  nothing changed", f"{again:.1f} s", beside, again / one, 0),
    ]


def long_chart(rows: int) -> list[Row]:
    """One chart of that many rows against a short one: time in this process, the largest size of new processes."""
    short, long = chart_text(SHORT), chart_text(rows)
    (beside,), start = in_turns(9, lambda: drawn(short)), spent()
    drawn(long)
    taken = spent() - start
    small, large = size(short), size(long)
    return [
        Row(f"chart of {rows} rows", f"{taken:.2f} s", f"{SHORT} rows, {beside * 1000:.0f} ms", taken / beside, rows / 10),
        Row("  its memory", f"{large:.0f} MB", f"{SHORT} rows, {small:.0f} MB", large / small, 0),
    ]


def drawn(data: bytes) -> Drawing:
    """The drawing of a text without errors; the router remembers nothing of the time before."""
    route.cache_clear()
    SOLVED.clear()
    drawing = compile_bytes(data, "ukur.sop", str(ROOT / "examples")).drawing
    assert drawing is not None
    return drawing


def size(data: bytes) -> float:
    """The most memory that compiling takes, in MB."""
    return int(subprocess.run((sys.executable, "-c", CHILD), input=data, stdout=subprocess.PIPE, check=True, cwd=ROOT).stdout) / 1024


def in_turns(rounds: int, *jobs: Callable[[], object]) -> list[float]:
    """The median seconds of each job; they take turns, after one round that is not counted."""
    taken: list[list[float]] = [[] for _ in jobs]
    for at in range(rounds + 1):
        for job, times in zip(jobs, taken, strict=True):
            before = spent()
            job()
            if at:
                times.append(spent() - before)
    return [median(times) for times in taken]


def spent() -> float:
    """Seconds of processor time so far, of this process and of those that it has waited for."""
    both = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return sum(each.ru_utime + each.ru_stime for each in both)


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def chart_text(rows: int) -> bytes:
    """A chart of that many rows in five lanes; one row in seven sends back, some lead ahead."""
    lines = ["pelaksana:", *(f"  {alias}: {name}" for alias, name in LANES.items())]
    aliases = list(LANES)
    for row in range(1, rows + 1):
        at = (row * 7 + row // 5) % len(aliases)
        lines.append(f"{row}. @{aliases[at]}: {WORK[at]} bagian {row}")
        lines += ["   kelengkapan: Disposisi dan data dukung", "   waktu: 30 menit", "   output: Konsep surat berparaf"]
        if row % 7 == 4:
            lines.append(f"   tidak -> {row - 3}")
        if row % 23 == 11 and row + 4 <= rows:
            lines.append(f"   ya -> {row + 4}")
    return "\n".join(lines).encode()


if __name__ == "__main__":
    main()
