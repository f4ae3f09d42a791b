"""sopflow beside other programs that draw lanes from text: draws the same flows with all of them, counts, and writes the document.

    sudo apt-get install graphviz chromium nodejs npm
    python3 -m venv rivals && rivals/bin/pip install actdiag processpiper 'pillow<10'
    npm install --prefix rivals mermaid @plantuml/core @terrastruct/d2 elkjs
    python -m benchmarks.comparison --rivals rivals

What is missing is skipped and named. Without options nothing is written but the table; `--write` puts figures and pictures into docs/,
`--keep FOLDER` keeps every input and SVG to look at. Runs about ten minutes; most of it is spent starting browsers and D2.
"""

import argparse
import sys
from pathlib import Path

from .charts import Flowchart, flowcharts
from .count import Counts, count
from .own import audited, counted
from .plantuml import plantuml
from .programs import Program, programs, versions
from .readers import READERS, read
from .report import Result, put_into, table
from .show import write_pictures
from .timing import ratios

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENT = ROOT / "docs" / "comparison.md"
PICTURES = ROOT / "docs" / "comparison"


def main() -> None:
    """Compares and prints."""
    options = _options()
    charts = flowcharts([*sorted((ROOT / "examples").glob("00*.sop")), ROOT / "examples" / "sulit-40-baris.sop"])
    present = []
    for program in programs(options.rivals):
        if program.missing:
            print(f"skipped: {program.title}: {program.missing}", file=sys.stderr)
        else:
            present.append(program)
    drawn = {program.name: _drawn(program, charts, options.keep) for program in present}
    results = [_own(charts), *(_result(program, charts, drawn[program.name]) for program in present)]
    figures = table(results, ratios(present, charts[0], options.rounds)) + "\n\n" + _notes(charts, options.rivals)
    print(figures)
    if options.write:
        put_into(DOCUMENT, figures)
        write_pictures(charts, drawn, PICTURES)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.comparison", description="sopflow beside other programs.")
    parser.add_argument("--rivals", type=Path, default=ROOT / "rivals", help="folder with node_modules and bin/python of the others")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each program for the times; 0 for none")
    parser.add_argument("--keep", type=Path, help="folder for every input and SVG")
    parser.add_argument("--write", action="store_true", help="write docs/comparison.md and docs/comparison/")
    options = parser.parse_args()
    options.rivals = options.rivals.absolute()
    return options


def _drawn(program: Program, charts: list[Flowchart], keep: Path | None) -> dict[str, str]:
    """The SVGs by the charts' names; what a program refuses is told and left out."""
    svgs = {}
    for chart in charts:
        text = program.write(chart)
        try:
            svgs[chart.name] = program.render(text)
        except ValueError as error:
            print(f"{program.title} refuses {chart.name}: {' '.join(str(error).split())}", file=sys.stderr)
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{chart.name}.{program.name}.txt").write_text(text, encoding="utf-8")
            (keep / f"{chart.name}.{program.name}.svg").write_text(svgs.get(chart.name, ""), encoding="utf-8")
    return svgs


def _result(program: Program, charts: list[Flowchart], svgs: dict[str, str]) -> Result:
    reader = READERS[program.name]
    found = [
        count(read(svgs[chart.name], chart, reader), chart, program.sideways, reader.covered) for chart in charts if chart.name in svgs
    ]
    return Result(program.name, program.title, tuple(found))


def _own(charts: list[Flowchart]) -> Result:
    """sopflow's figures by its audit. Raises ValueError when the method for the others sees other figures."""
    audit = tuple(audited(chart) for chart in charts)
    common: tuple[Counts, ...] = tuple(counted(chart) for chart in charts)
    if audit != common:
        raise ValueError("sopflow/audit and the common method differ on sopflow's own charts")
    return Result("sopflow", "sopflow", audit)


def _notes(charts: list[Flowchart], rivals: Path) -> str:
    said = [plantuml(chart) for chart in charts]
    circles, shifted = sum(each.circles for each in said), sum(each.shifted for each in said)
    edges, labels = sum(len(chart.edges) for chart in charts), sum(bool(edge.label) for chart in charts for edge in chart.edges)
    named = ", ".join(f"{name} {version}" for name, version in versions(rivals).items())
    size = f"{len(charts)} charts, {sum(len(chart.nodes) for chart in charts)} shapes, {edges} arrows, {labels} of them labelled."
    bent = f"In PlantUML {circles} arrows are cut into circles with a letter and {shifted} return to a fork bar instead of to one branch."
    return f"{size} {bent}\n\nVersions: {named}."


if __name__ == "__main__":
    main()
