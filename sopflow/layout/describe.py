"""The flow told in words, for readers who can't see the drawing."""

from sopflow.model.book import Chart, Shape
from sopflow.richtext import plain

KIND_WORDS = {"start": "mulai", "end": "selesai", "process": "kegiatan", "decision": "keputusan", "connector": "sambungan"}


def shape_title(chart: Chart, shape: Shape) -> str:
    """A shape in one line: kind, row, lanes, words."""
    row = chart.rows[shape.row]
    lanes = " dan ".join(chart.lanes[at].name for at in range(shape.lane, shape.lane_last + 1))
    number = row.number or row.key
    words = f"SOP {shape.link}" if shape.link else shape.text
    return f"{number} {lanes}: {KIND_WORDS[shape.kind]}" + (f" «{words}»" if words else "")


def describe_rows(chart: Chart, first: int, end: int) -> str:
    """One sentence a row, with where its flows lead."""
    shapes = {shape.id: shape for row in chart.rows for shape in row.shapes}
    onward: dict[int, list[str]] = {}
    for flow in chart.flows:
        source, target = shapes[flow.source], shapes[flow.target]
        if source.row == target.row and target.kind != "end":
            continue
        where = (
            "selesai" if target.implied and target.kind == "end" else f"ke {chart.rows[target.row].number or chart.rows[target.row].key}"
        )
        onward.setdefault(source.row, []).append(f"{flow.label} {where}" if flow.label else where)
    sentences = []
    for at in range(first, end):
        row = chart.rows[at]
        lanes = list(dict.fromkeys(chart.lanes[shape.lane].name for shape in row.shapes))
        ways = "; ".join(dict.fromkeys(onward.get(at, [])))
        sentences.append(f"{row.number or row.key}. {', '.join(lanes)}: {plain(row.text)}" + (f" [{ways}]" if ways else ""))
    return " ".join(sentences)
