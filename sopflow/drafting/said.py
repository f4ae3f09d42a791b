"""What statements say already, by keyword."""

from collections.abc import Iterable

from sopflow.syntax.ast import FieldNode, LanesNode, Node, RowNode


def said(nodes: Iterable[Node]) -> frozenset[str]:
    """The keywords of these statements; "pelaksana" for a list of lanes, "kegiatan" for rows."""
    return frozenset(_keyword(node) for node in nodes)


def _keyword(node: Node) -> str:
    if isinstance(node, FieldNode):
        return node.name
    if isinstance(node, LanesNode):
        return "pelaksana"
    return "kegiatan" if isinstance(node, RowNode) else "gunakan"
