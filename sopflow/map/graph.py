"""A network as a graph for Graphviz. In: a network. Out: DOT, and what each node of it is.

Boxes have the size of their words in our own typeface, so that the places that `dot` finds do not hang on a machine's fonts.
"""

from typing import Any

from sopflow.export.dot import label_of
from sopflow.layout.text import SetLine, balanced, wrap
from sopflow.map.network import EdgeKind, Network, Node, NodeKind
from sopflow.model.style import POINT
from sopflow.richtext import paragraph
from sopflow.values import NamedTuple

NAME = 8.5 * POINT
SMALL = 7.0 * POINT
LEADING = 1.2
WIDEST: dict[NodeKind, float] = {"procedure": 46.0, "foreign": 42.0, "document": 34.0}
PAD = 2.6
INCH = 25.4

NODE_LOOK: dict[NodeKind, dict[str, str]] = {
    "procedure": {"shape": "box"},
    "foreign": {"shape": "box", "style": "dashed"},
    "document": {"shape": "note"},
}
EDGE_LOOK: dict[EdgeKind, dict[str, str]] = {
    "link": {"penwidth": "1.8"},
    "related": {"style": "dashed"},
    "document": {"color": "#1f4e79"},
}


class Plate(NamedTuple):
    """A node with its size in millimetres and its words in lines: the name, and below it the number."""

    node: Node
    width: float
    height: float
    lines: tuple[SetLine, ...]
    number: tuple[SetLine, ...]


def plate_of(node: Node) -> Plate:
    """The node's box."""
    lines = balanced(paragraph(node.name, bold=node.kind == "procedure", italic=node.kind == "document"), WIDEST[node.kind] - 2 * PAD, NAME)
    number = wrap(paragraph(node.number), WIDEST[node.kind] - 2 * PAD, SMALL)
    width = max([line.width for line in (*lines, *number)], default=0.0) + 2 * PAD + 0.2
    return Plate(node, max(width, 24.0), (len(lines) * NAME + len(number) * SMALL) * LEADING + 2 * PAD, lines, number)


def group_lines(name: str) -> tuple[SetLine, ...]:
    """The name of a group, in lines that its frame has room for."""
    return balanced(paragraph(name), WIDEST["procedure"], NAME)


def words_of(lines: tuple[SetLine, ...]) -> list[str]:
    """The words of each line."""
    return ["".join(run.text for run in line.runs) for line in lines]


def joined_nodes(network: Network) -> list[Node]:
    """The nodes that belong to the graph: those with edges, and those of groups. The others stand alone."""
    ends = {key for edge in network.edges for key in (edge.source, edge.target)}
    return [node for node in network.nodes if node.key in ends or node.group]


def to_dot(network: Network, nodes: list[Node]) -> Any:
    """The graph of these nodes, as the graphviz package holds it: n0, n1, … in the order given, cluster_0, … for their groups, and the
    edges e0, e1, … of the network."""
    from graphviz import Digraph  # type: ignore[import-untyped]

    graph = Digraph(
        "peta",
        graph_attr={"rankdir": "LR", "compound": "true", "nodesep": "0.22", "ranksep": "0.75", "fontname": "Sopflow Sans"},
        node_attr={"fontname": "Sopflow Sans", "fontsize": "8.5", "fixedsize": "true", "margin": "0"},
        edge_attr={"fontname": "Sopflow Sans", "arrowsize": "0.7"},
    )
    names = {node.key: f"n{number}" for number, node in enumerate(nodes)}
    groups = list(dict.fromkeys(node.group for node in nodes if node.group))
    for node in nodes:
        if not node.group:
            _add_node(graph, names[node.key], node)
    for number, group in enumerate(groups):
        with graph.subgraph(name=f"cluster_{number}") as cluster:
            cluster.attr(label=label_of(words_of(group_lines(group))), labeljust="l", color="#777777", margin="14", fontsize="9")
            for node in nodes:
                if node.group == group:
                    _add_node(cluster, names[node.key], node)
    group_of = {node.key: node.group for node in nodes}
    for number, edge in enumerate(network.edges):
        tail = {"ltail": f"cluster_{groups.index(group_of[edge.source])}"} if edge.whole else {}
        both = {"dir": "both"} if edge.mutual else {}
        graph.edge(names[edge.source], names[edge.target], id=f"e{number}", **EDGE_LOOK[edge.kind], **both, **tail)
    return graph


def _add_node(graph: Any, name: str, node: Node) -> None:
    plate = plate_of(node)
    size = {"width": f"{plate.width / INCH:.4f}", "height": f"{plate.height / INCH:.4f}"}
    graph.node(name, label=label_of(words_of((*plate.lines, *plate.number))), **size, **NODE_LOOK[node.kind])
