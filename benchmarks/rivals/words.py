"""A flowchart in the words of each program, as one who knows the program would write it.

Every function takes a `Flowchart` and returns the program's input. Lanes come in the procedure's order; where a program can be told to
keep rows in order, it is told. PlantUML has a module of its own (plantuml_words.py), as it has no arrows, only structure.
"""

import json
from itertools import pairwise

from .flowcharts import Edge, Flowchart, Node

FONT = "Liberation Sans"
NODE_WIDTH, NODE_HEIGHT = 60, 36
"""Pixels; for ELK alone, which takes sizes."""


def dot_clusters(chart: Flowchart) -> str:
    """Graphviz: a cluster a lane, one rank a row, an unseen chain that holds the rows in order, another for the lanes."""
    heads = [f"head_{number}" for number in range(len(chart.lanes))]
    lines = [*DOT_HEAD, f"{{ rank=same; {' -> '.join(heads)} [style=invis]; }}"]
    for number, lane in enumerate(chart.lanes):
        inside = " ".join(_dot_node(node) for node in chart.nodes if node.lane == number)
        lines.append(f'subgraph cluster_{number} {{ label="{lane}"; head_{number} [style=invis]; {inside} }}')
    lines += [f"{{ rank=same; {' '.join(node.id for node in row)} }}" for row in _rows(chart)]
    lines += _dot_chain([heads[0], *(row[0].id for row in _rows(chart))], "style=invis weight=0")
    rank = {node.id: number for number, node in enumerate(chart.nodes)}
    lines += [_dot_edge(edge, rank[edge.target] > rank[edge.source]) for edge in chart.edges]
    return "\n".join([*lines, "}"])


def dot_grid(chart: Flowchart) -> str:
    """Graphviz without clusters: unseen nodes fill every lane of every row, so that lanes are columns; nothing frames them."""
    cells = [[f"lane_{lane}" for lane in range(len(chart.lanes))], *(_dot_cells(chart, row) for row in _rows(chart))]
    lines = list(DOT_HEAD)
    for number, lane in enumerate(chart.lanes):
        lines.append(f'lane_{number} [label="{lane}" shape=plaintext group=lane{number}];')
        lines += [f"{row[number]} [style=invis group=lane{number}];" for row in cells if row[number].startswith("free_")]
        lines += [_dot_node(node, f" group=lane{number}") for node in chart.nodes if node.lane == number]
        lines += _dot_chain([row[number] for row in cells], "style=invis weight=100")
    lines += [f"{{ rank=same; {' -> '.join(row)} [style=invis]; }}" for row in cells]
    lines += [_dot_edge(edge, False) for edge in chart.edges]
    return "\n".join([*lines, "}"])


DOT_HEAD = (
    "digraph {",
    "newrank=true; splines=ortho; nodesep=0.5; ranksep=0.5;",
    f'graph [fontname="{FONT}"]; node [fontname="{FONT}"]; edge [fontname="{FONT}"];',
)

DOT_SHAPES = {"start": "oval", "end": "oval", "process": "box", "decision": "diamond", "connector": "invhouse"}


def _dot_chain(ids: list[str], attributes: str) -> list[str]:
    """A statement for each link: dot's parser refuses a chain of some thousand."""
    return [f"{one} -> {other} [{attributes}];" for one, other in pairwise(ids)]


def _dot_cells(chart: Flowchart, row: list[Node]) -> list[str]:
    """The node, or an unseen one, of each lane in a row. A second shape of a lane in one row takes its place in the chain as well."""
    nodes = {node.lane: node.id for node in row}
    return [nodes.get(lane, f"free_{row[0].row}_{lane}") for lane in range(len(chart.lanes))]


def _dot_node(node: Node, more: str = "") -> str:
    return f'{node.id} [label="{node.tag}" shape={DOT_SHAPES[node.kind]}{more}];'


def _dot_edge(edge: Edge, holds: bool) -> str:
    """`holds`: the arrow may push its target down. splines=ortho takes xlabels only."""
    words = f' xlabel="{edge.label}"' if edge.label else ""
    return f"{edge.source} -> {edge.target} [{(words + ('' if holds else ' constraint=false')).strip()}];"


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
    lanes = {node.id: node.lane for node in chart.nodes}
    for edge in chart.edges:
        ends = [f"lane{lanes[end]}.{end}" for end in (edge.source, edge.target)]
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
    options = {"elk.partitioning.partition": str(node.lane)}
    return {"id": node.id, "tag": node.tag, "width": NODE_WIDTH, "height": NODE_HEIGHT, "layoutOptions": options}


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
    """processpiper's PiperFlow: lanes lie from left to right, it knows no other. It must have a start that nothing leads to."""
    lines = ["title: SOP", "colourtheme: BLUEMOUNTAIN"]
    for number, lane in enumerate(chart.lanes):
        lines.append(f"lane: {lane}")
        lines += ["    " + words for node in chart.nodes if node.lane == number for words in _piper_nodes(node)]
    lines += [f"go->{node.id}" for node in chart.nodes if node.kind == "start"]
    for edge in chart.edges:
        lines.append(f"{edge.source}->{edge.target}{f': {edge.label}' if edge.label else ''}")
    return "\n".join([*lines, *(f"{node.id}->done" for node in chart.nodes if node.kind == "end")])


def _piper_nodes(node: Node) -> list[str]:
    words = f"<{node.tag}> as {node.id}" if node.kind == "decision" else f"[{node.tag}] as {node.id}"
    return {"start": ["(start) as go", words], "end": [words, "(end) as done"]}.get(node.kind, [words])


def _rows(chart: Flowchart) -> list[list[Node]]:
    rows: dict[int, list[Node]] = {}
    for node in chart.nodes:
        rows.setdefault(node.row, []).append(node)
    return [rows[row] for row in sorted(rows)]
