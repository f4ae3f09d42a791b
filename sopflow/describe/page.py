"""What a drawing says of itself: a page's flow in one paragraph, a shape in one line. For readers who can't see it."""

from sopflow.model.book import Chart, Flow, Row, Shape
from sopflow.richtext import plain

KIND_WORDS = {"start": "mulai", "end": "selesai", "process": "kegiatan", "decision": "keputusan", "connector": "sambungan"}


def shape_title(chart: Chart, shape: Shape) -> str:
    """A shape in one line: kind, row, lanes, words."""
    row = chart.rows[shape.row]
    lanes = " dan ".join(chart.lanes[at].name for at in range(shape.lane, shape.lane_last + 1))
    number = _name(row)
    words = f"SOP {shape.link}" if shape.link else shape.text
    return f"{number} {lanes}: {KIND_WORDS[shape.kind]}" + (f" «{words}»" if words else "")


def describe_rows(chart: Chart, first: int, end: int, shapes: dict[str, Shape], flows: list[list[Flow]]) -> str:
    """One sentence a row, with where its flows lead. `flows`: those of each row, leaving or arriving, in the order of the model."""
    sentences = []
    for at in range(first, end):
        row = chart.rows[at]
        if not row.text and not row.shapes:
            continue
        lanes = list(dict.fromkeys(chart.lanes[shape.lane].name for shape in row.shapes))
        ways = "; ".join(_onward(chart, at, shapes, flows[at]))
        sentences.append(f"{_name(row)}. {', '.join(lanes)}: {plain(row.text)}" + (f" [{ways}]" if ways else ""))
    return " ".join(sentences)


def _name(row: Row) -> str:
    return row.number or row.key


def _onward(chart: Chart, at: int, shapes: dict[str, Shape], flows: list[Flow]) -> list[str]:
    """Where the flows that leave a row lead, in the order of the model."""
    found = []
    for flow in flows:
        target = shapes[flow.target]
        if shapes[flow.source].row != at or (target.row == at and target.kind not in ("end", "connector")):
            continue
        if target.link:
            where = f"ke SOP {target.link}"
        else:
            where = "selesai" if target.implied and target.kind == "end" else f"ke {_name(chart.rows[target.row])}"
        found.append(f"{flow.label} {where}" if flow.label else where)
    return list(dict.fromkeys(found))
