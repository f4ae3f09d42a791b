"""How long it takes from a keystroke to the new picture: `python benchmarks/serve.py` prints the figures.

In: a procedure of 15 rows made here, `sopflow serve`, Chromium. Out: the median over real keystrokes in the real page, each after the
picture of the one before, measured by the page's own clock from the key to the frame with the new page; beside it the processor time that
sopflow spent on it, and how busy the machine was, for a busy machine lengthens the one and hardly the other. Needs Linux, Chromium and
playwright.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from playwright.sync_api import Page, sync_playwright

from sopflow.pipeline import compile_source
from sopflow.source import Source

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from serving import Serving

AIM = 150
"""Milliseconds at the median."""
KEYS = 60
PAUSE = 0.15
"""Seconds between keys: a quick typist's."""

LANES = {"staf": "Staf Pelaksana", "katim": "Ketua Tim", "sekretaris": "Sekretaris", "bendahara": "Bendahara", "kadis": "Kepala Dinas"}
WORK = ("Menyusun konsep surat", "Memeriksa kelengkapan berkas permohonan", "Menelaah dan mengoreksi konsep laporan")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

WATCH = """
window.pictures = [];
let pressed = 0;
document.addEventListener("keydown", (event) => { pressed = event.timeStamp; }, true);
new MutationObserver((changes) => {
  if (!pressed || !changes.some((each) => [...each.addedNodes].some((node) => node.className === "sheet"))) return;
  const since = pressed;
  pressed = 0;
  requestAnimationFrame(() => setTimeout(() => pictures.push(performance.now() - since)));
}).observe(document.getElementById("pages"), { childList: true });
"""


class Figures(NamedTuple):
    """Milliseconds: of each keystroke to its picture, and of processor time for one keystroke in all of sopflow's processes."""

    pictures: list[float]
    work: float


def procedure(rows: int = 15) -> str:
    """A text with an identity, five lanes, and a decision in every third row."""
    lines = ["sop: Pelayanan Surat", "instansi: Dinas Pelayanan", "nomor: 1", "dasar hukum:", "  - Peraturan", "pelaksana:"]
    lines += [f"  {alias}: {name}" for alias, name in LANES.items()]
    for number in range(1, rows + 1):
        lines += [
            f"{number}. @{list(LANES)[number % 5]}: {WORK[number % 3]}",
            "   kelengkapan: Berkas",
            "   waktu: 30 menit",
            "   output: Konsep",
        ]
        if number % 3 == 1 and number > 1:
            lines.append(f"   tidak -> {number - 1}")
    return "\n".join(lines) + "\n"


def measured(page: Page, serving: Serving) -> Figures:
    """The figures of KEYS keystrokes at the end of a row in the middle."""
    page.goto(serving.address)
    page.locator(".sheet").nth(1).wait_for()
    page.locator(".cm-line", has_text="8. @").click()
    page.keyboard.press("End")
    page.evaluate(WATCH)
    processes = family(serving.process)
    before = sum(map(cpu, processes))
    for at in range(KEYS):
        page.keyboard.press("Backspace" if at % 2 else "a")
        while page.evaluate("pictures.length") <= at:
            time.sleep(0.005)
        time.sleep(PAUSE)
    spent = sum(map(cpu, processes)) - before
    return Figures([float(each) for each in page.evaluate("pictures")], 1000 * spent / KEYS)


def cpu(process: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def family(process: int) -> list[int]:
    """A process and its children."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return [process, *map(int, children)]


def compile_time(text: str) -> float:
    """Milliseconds of processor time for the text alone, warm."""
    times = []
    for _ in range(20):
        start = time.process_time()
        assert compile_source(Source("lima-belas.sop", text)).drawing
        times.append(1000 * (time.process_time() - start))
    return median(times)


def main() -> None:
    text = procedure()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        (Path(folder) / "lima-belas.sop").write_text(text, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(QUIET))
        with Serving(Path(folder), Path(folder) / "home") as serving:
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            figures = measured(page, serving)
        browser.close()
    in_ten = quantiles(figures.pictures, n=10)
    print(f"from key to picture, {KEYS} keys: median {median(figures.pictures):.0f} ms (aim {AIM}), nine in ten within {in_ten[8]:.0f} ms")
    print(f"processor time of sopflow: {figures.work:.0f} ms a key for picture and messages; compiling alone {compile_time(text):.0f} ms")
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
