"""Pools, their flow and its places as the XML of BPMN 2.0.

What holds: ids are names that XML allows, each once; every element of the model has its shape or edge in the diagram.
"""

import re
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from sopflow import __version__
from sopflow.bpmn.flow import BpmnChart
from sopflow.bpmn.places import Bounds, Places
from sopflow.describe.flow import FlowView
from sopflow.export.words import cleaned
from sopflow.model.book import Flow, Shape
from sopflow.values import NamedTuple

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI"
BOUNDS = "http://www.omg.org/spec/DD/20100524/DC"
EDGES = "http://www.omg.org/spec/DD/20100524/DI"
PREFIXES = {"": MODEL, "bpmndi": DIAGRAM, "dc": BOUNDS, "di": EDGES}

HEADINGS = {"kelengkapan": "Kelengkapan", "waktu": "Waktu", "output": "Output", "keterangan": "Keterangan"}


class Pool(NamedTuple):
    """One chart: the name of its pool, its flow, its places."""

    name: str
    chart: BpmnChart
    places: Places


def document(pools: list[Pool]) -> bytes:
    """The whole file."""
    for prefix, space in PREFIXES.items():
        register_namespace(prefix, space)
    root = Element(
        f"{{{MODEL}}}definitions",
        {"id": "sopflow", "targetNamespace": "urn:sopflow:bpmn", "exporter": "sopflow", "exporterVersion": __version__},
    )
    collaboration = SubElement(root, f"{{{MODEL}}}collaboration", {"id": "kolaborasi"})
    plane = Element(f"{{{DIAGRAM}}}BPMNPlane", {"id": "bidang", "bpmnElement": "kolaborasi"})
    names = _Names()
    for number, pool in enumerate(pools, 1):
        _Writer(root, collaboration, plane, pool, f"p{number}", names).write()
    SubElement(root, f"{{{DIAGRAM}}}BPMNDiagram", {"id": "diagram"}).append(plane)
    indent(root)
    text: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


class _Names:
    """Ids for the file: of the letters that XML allows everywhere, each given once."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def make(self, words: str) -> str:
        ident = re.sub(r"[^A-Za-z0-9_.-]", "_", words)
        unique, n = ident, 2
        while unique in self.taken:
            unique, n = f"{ident}.{n}", n + 1
        self.taken.add(unique)
        return unique


class _Writer:
    """Writes one pool: its participant, its process, and what the plane shows of both."""

    def __init__(self, root: Element, collaboration: Element, plane: Element, pool: Pool, prefix: str, names: _Names) -> None:
        self.pool, self.plane, self.collaboration, self.names, self.prefix = pool, plane, collaboration, names, prefix
        self.process = SubElement(root, _tag("process"), {"id": self._name("proses"), "isExecutable": "false"})
        self.view = FlowView(pool.chart.chart)
        self.ids: dict[str, str] = {}
        self.flows: dict[str, str] = {}

    def write(self) -> None:
        """The pool, in the order that the schema of BPMN asks for."""
        chart = self.pool.chart.chart
        shapes = [shape for row in chart.rows for shape in row.shapes]
        self.ids = {shape.id: self._name(shape.id) for shape in shapes}
        self.flows = {flow.id: self._name(flow.id) for flow in chart.flows}
        self._participant()
        self._lanes(shapes)
        for shape in shapes:
            self._node(shape)
        for flow in chart.flows:
            self._sequence(flow)

    def _name(self, words: str) -> str:
        return self.names.make(f"{self.prefix}-{words}")

    def _participant(self) -> None:
        ident = self._name("kantor")
        attributes = {"id": ident, "name": cleaned(self.pool.name), "processRef": self.process.attrib["id"]}
        SubElement(self.collaboration, _tag("participant"), attributes)
        self._shown(ident, self.pool.places.pool, isHorizontal="false")

    def _lanes(self, shapes: list[Shape]) -> None:
        lanes = SubElement(self.process, _tag("laneSet"), {"id": self._name("lajur")})
        for number, lane in enumerate(self.pool.chart.chart.lanes):
            ident = self._name(f"lajur-{lane.id}")
            words = f"{lane.group}: {lane.name}" if lane.group else lane.name
            element = SubElement(lanes, _tag("lane"), {"id": ident, "name": cleaned(words)})
            for shape in shapes:
                if shape.lane == number:
                    SubElement(element, _tag("flowNodeRef")).text = self.ids[shape.id]
            self._shown(ident, self.pool.places.lanes[lane.id], isHorizontal="false")

    def _node(self, shape: Shape) -> None:
        chart = self.pool.chart
        ident, kind, words = self.ids[shape.id], chart.elements[shape.id], chart.names.get(shape.id, "")
        node = SubElement(self.process, _tag(kind), {"id": ident} | ({"name": cleaned(words)} if words else {}))
        if notes := chart.notes.get(shape.id):
            said = "\n".join(f"{HEADINGS[column]}: {words}" for column, words in notes)
            SubElement(node, _tag("documentation")).text = cleaned(said)
        for flow in self.view.arriving[shape.id]:
            SubElement(node, _tag("incoming")).text = self.flows[flow.id]
        for flow in self.view.leaving[shape.id]:
            SubElement(node, _tag("outgoing")).text = self.flows[flow.id]
        placed = self.pool.places.shapes[shape.id]
        marker = {"isMarkerVisible": "false" if shape.text else "true"} if kind == "exclusiveGateway" else {}
        shown = self._shown(ident, placed.bounds, **marker)
        if placed.words and kind == "exclusiveGateway":
            _label(shown, placed.words)

    def _sequence(self, flow: Flow) -> None:
        ident = self.flows[flow.id]
        attributes = {"id": ident, "sourceRef": self.ids[flow.source], "targetRef": self.ids[flow.target]}
        SubElement(self.process, _tag("sequenceFlow"), attributes | ({"name": cleaned(flow.label)} if flow.label else {}))
        edge = SubElement(self.plane, f"{{{DIAGRAM}}}BPMNEdge", {"id": f"{ident}_di", "bpmnElement": ident})
        for x, y in self.pool.places.flows[flow.id]:
            SubElement(edge, f"{{{EDGES}}}waypoint", {"x": _pixels(x), "y": _pixels(y)})
        if flow.label and flow.id in self.pool.places.labels:
            _label(edge, self.pool.places.labels[flow.id])

    def _shown(self, ident: str, bounds: Bounds, **attributes: str) -> Element:
        shape = SubElement(self.plane, f"{{{DIAGRAM}}}BPMNShape", {"id": f"{ident}_di", "bpmnElement": ident, **attributes})
        _bounds(shape, bounds)
        return shape


def _tag(name: str) -> str:
    return f"{{{MODEL}}}{name}"


def _bounds(parent: Element, bounds: Bounds) -> None:
    SubElement(parent, f"{{{BOUNDS}}}Bounds", {name: _pixels(value) for name, value in bounds._asdict().items()})


def _label(parent: Element, bounds: Bounds) -> None:
    _bounds(SubElement(parent, f"{{{DIAGRAM}}}BPMNLabel"), bounds)


def _pixels(value: float) -> str:
    digits = f"{value:.1f}".removesuffix(".0")
    return "0" if digits == "-0" else digits
