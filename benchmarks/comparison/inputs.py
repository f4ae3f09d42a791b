"""A flowchart in the words of each program, as one who knows the program would write it.

Every function takes a `Flowchart` and returns the program's input. Lanes come in the procedure's order; where a program can be told to
keep rows in order, it is told. PlantUML has a module of its own (plantuml.py), as it has no arrows, only structure.
"""

import json
from itertools import pairwise

from .charts import Edge, Flowchart, Node

FONT = "Liberation Sans"
NODE_WIDTH, NODE_HEIGHT = 60, 36
"""Pixels; for ELK alone, which takes sizes."""


def dot(chart: Flowchart) -> str:
    """Graphviz: a cluster a lane, one rank a row, an unseen chain that holds lanes and rows in order."""
    lines = ["digraph {", "newrank=true; splines=ortho; nodesep=0.5; ranksep=0.5;", f'node [fontname="{FONT}"]; edge [fontname="{FONT}"];']
    lines.append("graph [style=solid];")
    for number, lane in enumerate(chart.lanes):
        inside = " ".join(f'{node.id} [label="{node.tag}" shape={DOT_SHAPES[node.kind]}];' for node in chart.nodes if node.lane == number)
        lines.append(f'subgraph cluster_{number} {{ label="{lane}"; fontname="{FONT}"; head_{number} [style=invis]; {inside} }}')
    heads = [f"head_{number}" for number in range(len(chart.lanes))]
    lines.append(f"{{ rank=same; {' -> '.join(heads)} [style=invis]; }}")
    for row in _rows(chart):
        lines.append(f"{{ rank=same; {' '.join(node.id for node in row)} }}")
    anchors = [heads[0], *(row[0].id for row in _rows(chart))]
    lines.append(" -> ".join(anchors) + " [style=invis weight=0];")
    lines += [_dot_edge(chart, edge) for edge in chart.edges]
    return "\n".join([*lines, "}"])


DOT_SHAPES = {"start": "oval", "end": "oval", "process": "box", "decision": "diamond", "connector": "invhouse"}


def _dot_edge(chart: Flowchart, edge: Edge) -> str:
    words = f' xlabel="{edge.label}"' if edge.label else ""
    back = " constraint=false" if chart.rank(edge.target) < chart.rank(edge.source) else ""
    return f"{edge.source} -> {edge.target} [{(words + back).strip()}];"


def mermaid(chart: Flowchart) -> str:
    """Mermaid's flowchart with a subgraph a lane."""
    return "\n".join(["flowchart TB", *_mermaid_body(chart)])


def mermaid_swimlane(chart: Flowchart) -> str:
    """Mermaid's swimlane diagram, new in 11.16."""
    return "\n".join(["swimlane-beta TB", *_mermaid_body(chart)])


MERMAID_SHAPES = {"start": "([{}])", "end": "([{}])", "process": "[{}]", "decision": "{{{}}}", "connector": "[/{}/]"}


def _mermaid_body(chart: Flowchart) -> list[str]:
    lines = []
    for number, lane in enumerate(chart.lanes):
        inside = [f"  {node.id}{MERMAID_SHAPES[node.kind].format(node.tag)}" for node in chart.nodes if node.lane == number]
        lines += [f"subgraph lane{number}[{lane}]", *inside, "end"]
    return lines + [f"{edge.source} -->{f'|{edge.label}|' if edge.label else ''} {edge.target}" for edge in chart.edges]


def d2(chart: Flowchart) -> str:
    """D2: a container a lane."""
    lines = ["direction: down"]
    for number, lane in enumerate(chart.lanes):
        inside = [f'  {node.id}: "{node.tag}" {{shape: {D2_SHAPES[node.kind]}}}' for node in chart.nodes if node.lane == number]
        lines += [f"lane{number}: {lane} {{", *inside, "}"]
    for edge in chart.edges:
        ends = [f"lane{chart.node(end).lane}.{end}" for end in (edge.source, edge.target)]
        lines.append(f"{ends[0]} -> {ends[1]}{f': {edge.label}' if edge.label else ''}")
    return "\n".join(lines)


D2_SHAPES = {"start": "oval", "end": "oval", "process": "rectangle", "decision": "diamond", "connector": "page"}


def elk(chart: Flowchart) -> str:
    """ELK's layered layout: a partition a lane, left to right; the order of nodes is the procedure's."""
    options = {
        "elk.algorithm": "layered",
        "elk.direction": "RIGHT",
        "elk.edgeRouting": "ORTHOGONAL",
        "elk.partitioning.activate": "true",
        "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
    }
    return json.dumps(
        {"id": "root", "layoutOptions": options, "children": [_elk_node(node) for node in chart.nodes], "edges": _elk_edges(chart)}
    )


def _elk_node(node: Node) -> dict[str, object]:
    return {"id": node.id, "width": NODE_WIDTH, "height": NODE_HEIGHT, "layoutOptions": {"elk.partitioning.partition": str(node.lane)}}


def _elk_edges(chart: Flowchart) -> list[dict[str, object]]:
    edges: list[dict[str, object]] = []
    for number, edge in enumerate(chart.edges):
        labels = [{"text": edge.label, "width": 7 * len(edge.label), "height": 14}] if edge.label else []
        edges.append({"id": f"e{number}", "sources": [edge.source], "targets": [edge.target], "labels": labels})
    return edges


def actdiag(chart: Flowchart) -> str:
    """actdiag: its own lanes."""
    lines = ["{"]
    lines += [
        f"  {edge.source} -> {edge.target}{f' [label = {chr(34)}{edge.label}{chr(34)}]' if edge.label else ''};" for edge in chart.edges
    ]
    for number, lane in enumerate(chart.lanes):
        inside = [
            f'    {node.id} [label = "{node.tag}", shape = {ACTDIAG_SHAPES[node.kind]}];' for node in chart.nodes if node.lane == number
        ]
        lines += [f"  lane lane{number} {{", f'    label = "{lane}";', *inside, "  }"]
    return "\n".join([*lines, "}"])


ACTDIAG_SHAPES = {"start": "ellipse", "end": "ellipse", "process": "box", "decision": "diamond", "connector": "box"}


def piperflow(chart: Flowchart) -> str:
    """processpiper's PiperFlow: lanes lie from left to right, it knows no other."""
    lines = ["title: SOP", "colourtheme: BLUEMOUNTAIN"]
    for number, lane in enumerate(chart.lanes):
        lines.append(f"lane: {lane}")
        lines += ["    " + _piper_node(node) for node in chart.nodes if node.lane == number]
    for edge in chart.edges:
        lines.append(f"{edge.source}->{edge.target}{f': {edge.label}' if edge.label else ''}")
    return "\n".join(lines)


def _piper_node(node: Node) -> str:
    marks = {"start": "(start)", "end": "(end)", "decision": f"<{node.tag}>"}
    return f"{marks.get(node.kind, f'[{node.tag}]')} as {node.id}"


def _rows(chart: Flowchart) -> list[list[Node]]:
    rows = sorted({node.row for node in chart.nodes})
    return [[node for node in chart.nodes if node.row == row] for row in rows]
