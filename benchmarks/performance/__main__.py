"""sopflow's time and memory, beside its limits and beside other programs on the same flows in the same run.

    python -m benchmarks.performance --rivals rivals             prints the tables
    python -m benchmarks.performance --rivals rivals --write     and puts them into docs/performance.md
    python -m benchmarks.performance --quick                     fewer rounds, shorter charts and folders

How the folder `rivals` is made stands in benchmarks/rivals/programs.py; what is missing is skipped and named. Needs Linux. The machine
should be quiet: processor time suffers little from others, waiting and the figures of programs with many threads do.
"""

import argparse
import os
import sys
import time
from pathlib import Path

from ..document import put_into
from ..rivals.programs import present, versions
from . import aims
from .measure import FULL, QUICK
from .own import sopflow
from .rows import rows
from .table import Row, ahead, tables, told
from .texts import ROOT

DOCUMENT = ROOT / "docs" / "performance.md"
COMMAND = "python -m benchmarks.performance --write"
COMPARED = ("plantuml-java", "plantuml", "mermaid-swimlane", "mermaid", "actdiag", "processpiper", "graphviz", "d2", "elk")
"""The forms of each program that draw lanes, or come near."""
LANES = ("plantuml-java", "plantuml", "mermaid-swimlane", "actdiag", "processpiper")
"""Those that draw lanes in the procedure's order, as docs/comparison.md counts it."""


def main() -> None:
    """Measures, prints, writes."""
    options = _options()
    settings, start = QUICK if options.quick else FULL, time.monotonic()
    rivals = sorted(present(options.rivals, COMPARED), key=lambda program: COMPARED.index(program.name))
    measured: list[Row] = []
    for row in rows([sopflow(), *rivals], settings):
        print(f"{time.monotonic() - start:6.0f} s  {row.title}: {told(row)}", file=sys.stderr, flush=True)
        measured.append(row)
    titles = {program.name: program.title for program in (sopflow(), *rivals)}
    parts = [tables(measured, titles), ahead(measured, titles, LANES), aims.table(measured, settings.rounds, settings.folders[0])]
    figures = "\n\n".join(filter(None, [*parts, _notes(options.rivals, start, options.quick)]))
    print(figures)
    if options.write:
        put_into(DOCUMENT, COMMAND, figures)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.performance", description="sopflow's time and memory beside others.")
    parser.add_argument("--rivals", type=Path, default=ROOT / "rivals", help="folder with node_modules and bin/python of the others")
    parser.add_argument("--quick", action="store_true", help="some minutes instead of most of an hour")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    options = parser.parse_args()
    options.rivals = options.rivals.absolute()
    return options


def _notes(rivals: Path, start: float, quick: bool) -> str:
    python = ".".join(map(str, sys.version_info[:3]))
    spent = f"{(time.monotonic() - start) / 60:.0f} minutes{' (--quick)' if quick else ''}"
    machine = f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the end, {spent}"
    return f"{machine}. Versions: Python {python}, {versions(rivals)}."


if __name__ == "__main__":
    main()
