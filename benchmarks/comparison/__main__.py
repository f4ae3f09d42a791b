"""sopflow beside other programs that draw lanes from text: draws the same flows with all of them, counts, and writes the document.

    python -m benchmarks.comparison --rivals rivals

How the folder `rivals` is made stands in benchmarks/rivals/programs.py; what is missing is skipped and named. Without options nothing is
written but the table; `--write` puts figures and pictures into docs/, `--keep FOLDER` keeps every input and SVG to look at. Some minutes.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from sopflow.drawing import Page
from sopflow.export.svg import svg

from ..document import put_into
from ..rivals.flowcharts import Flowchart, flowcharts
from ..rivals.plantuml_words import plantuml
from ..rivals.program import Program
from ..rivals.programs import present, versions
from ..running import Refused, run
from .count import Counts, count
from .own import audited, counted, uncut
from .readers import READERS, read
from .report import Result, table
from .show import write_pictures

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENT = ROOT / "docs" / "comparison.md"
PICTURES = ROOT / "docs" / "comparison"
COMMAND = "python -m benchmarks.comparison --write"
LIMIT = 180
"""Seconds for one chart."""


def main() -> None:
    """Compares and prints."""
    options = _options()
    charts = flowcharts([*sorted((ROOT / "examples").glob("00*.sop")), ROOT / "examples" / "sulit-40-baris.sop"])
    rivals = present(options.rivals, READERS)
    drawn = {program.name: _drawn(program, charts, options.keep) for program in rivals}
    pages = uncut(charts)
    results = [_own(charts, pages), *(_result(program, charts, drawn[program.name]) for program in rivals)]
    figures = table(results) + "\n\n" + _notes(charts, options.rivals)
    print(figures)
    if options.write:
        put_into(DOCUMENT, COMMAND, figures)
        write_pictures({"sopflow": {name: svg(page) for name, page in pages.items()}, **drawn}, PICTURES)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.comparison", description="sopflow beside other programs.")
    parser.add_argument("--rivals", type=Path, default=ROOT / "rivals", help="folder with node_modules and bin/python of the others")
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
            with tempfile.TemporaryDirectory() as folder:
                svgs[chart.name] = run(program.job(Path(folder), [text], "svg"), LIMIT).results[0].decode()
        except Refused as reason:
            print(f"{program.title} refuses {chart.name}: {reason}", file=sys.stderr)
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
    return Result(program.title, tuple(found))


def _own(charts: list[Flowchart], pages: dict[str, Page]) -> Result:
    """sopflow's figures by its audit. Raises ValueError when the method for the others sees other figures."""
    audit = tuple(audited(chart, pages[chart.name]) for chart in charts)
    common: tuple[Counts, ...] = tuple(counted(chart, pages[chart.name]) for chart in charts)
    if audit != common:
        raise ValueError("sopflow/audit and the common method differ on sopflow's own charts")
    return Result("sopflow", audit)


def _notes(charts: list[Flowchart], rivals: Path) -> str:
    said = [plantuml(chart) for chart in charts]
    circles, shifted = sum(each.circles for each in said), sum(each.shifted for each in said)
    edges, labels = sum(len(chart.edges) for chart in charts), sum(bool(edge.label) for chart in charts for edge in chart.edges)
    size = f"{len(charts)} charts, {sum(len(chart.nodes) for chart in charts)} shapes, {edges} arrows, {labels} of them labelled."
    bent = f"In PlantUML {circles} arrows are cut into circles with a letter and {shifted} return to a fork bar instead of to one branch."
    return f"{size} {bent}\n\nVersions: {versions(rivals)}."


if __name__ == "__main__":
    main()
