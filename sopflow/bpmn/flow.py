"""A chart in the terms of BPMN, still a chart of our model, so that our layout can draw it.

In: a chart. Out: a chart where every capsule is an event before or behind its activity, every decision an activity and a gateway, every
fork and join a gateway; shapes hold their names; and what element each shape is.
"""

from collections.abc import Container
from typing import Literal

from sopflow.describe.flow import FlowView
from sopflow.model.book import COLUMNS, Cell, Chart, Flow, Shape, ShapeKind
from sopflow.richtext import Text
from sopflow.source import NOWHERE
from sopflow.values import NamedTuple

Element = Literal["startEvent", "endEvent", "task", "callActivity", "exclusiveGateway", "parallelGateway"]

KINDS: dict[Element, ShapeKind] = {
    "startEvent": "start",
    "endEvent": "end",
    "task": "process",
    "callActivity": "process",
    "exclusiveGateway": "decision",
    "parallelGateway": "decision",
}

NO_TEXT: Text = ()
NO_CELLS = (Cell(NO_TEXT, False, None, NOWHERE),) * len(COLUMNS)


class BpmnChart(NamedTuple):
    """`elements`: what each shape of `chart` is, by its id. `names`: of those that have one. `notes`: what the row of an activity says.

    The words in the shapes are those that need room in them.
    """

    chart: Chart
    elements: dict[str, Element]
    names: dict[str, str]
    notes: dict[str, tuple[tuple[str, str], ...]]


def in_bpmn_terms(chart: Chart) -> BpmnChart:
    """The chart in the terms of BPMN."""
    draft = _Draft(chart)
    draft.name_shapes()
    draft.part_capsules()
    draft.part_decisions()
    draft.meet_bundles()
    draft.join()
    draft.fork()
    rows = tuple(
        row._replace(text=NO_TEXT, merged=False, cells=NO_CELLS, shapes=tuple(shapes))
        for row, shapes in zip(chart.rows, draft.rows, strict=True)
    )
    drawn = chart._replace(title="", number="", rows=rows, stages=(), flows=tuple(draft.flows), notes=NO_TEXT)
    return BpmnChart(drawn, draft.elements, draft.names, draft.notes())


class _Draft:
    """The chart while it is being taken apart. Flows keep their ids when their ends move."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.view = FlowView(chart)
        self.rows = [list(row.shapes) for row in chart.rows]
        self.flows = [flow._replace(bundle="", via="", implied=True) for flow in chart.flows]
        self.elements: dict[str, Element] = {}
        self.names: dict[str, str] = {}
        self.opened: set[tuple[int, int]] = set()
        """Storeys (row, level) that hold only what was put in here."""

    # the steps

    def name_shapes(self) -> None:
        """Activities hold the words of their rows; capsules that the flow needs hold none. Below the words of a call stands its sign:
        it gets the room of one or two words more."""
        tags: dict[ShapeKind, Element] = {"connector": "callActivity", "start": "startEvent", "end": "endEvent"}
        for row in self.rows:
            for at, shape in enumerate(row):
                element: Element = "task" if not shape.implied else tags[shape.kind]
                self.elements[shape.id] = element
                own = shape.text if shape.kind == "decision" else ""
                words = "" if element in ("startEvent", "endEvent") else self.view.title(shape._replace(text="") if own else shape)
                self.names[shape.id] = words
                room = f" {max(words.split(), key=len)}" * 2 if element == "callActivity" else ""
                row[at] = shape._replace(text=words + room, kind=KINDS[element], link="")

    def part_capsules(self) -> None:
        """An event before each activity that starts the flow, one for those that start it together; one behind each that ends it."""
        for at in range(len(self.rows)):
            for group in self.view.groups(at):
                starts = [shape for shape in group if shape.kind == "start"]
                if starts:
                    event = self._put(starts[0].id, "mulai", "startEvent", after=False)
                    self.flows += [self._flow(event, shape.id) for shape in starts]
                for shape in group:
                    if shape.kind == "end":
                        self.flows.append(self._flow(shape.id, self._put(shape.id, "selesai", "endEvent", after=True)))
        self._one_start()

    def _one_start(self) -> None:
        """Decisions that start the flow together have a capsule each: they become one event."""
        for at in range(len(self.rows)):
            events = [shape.id for shape in self.rows[at] if self.elements[shape.id] == "startEvent" and shape.id in self.view.shapes]
            for other in events[1:]:
                self._redirect({flow.id for flow in self.flows if flow.source == other}, source=events[0])
                self.rows[at] = [shape for shape in self.rows[at] if shape.id != other]

    def part_decisions(self) -> None:
        """Behind the activity that decides, the gateway where the ways part; the decision's own words are the gateway's."""
        for shape in self.view.shapes.values():
            if shape.kind == "decision":
                leaving = {flow.id for flow in self.flows if flow.source == shape.id}
                gateway = self._put(shape.id, "keputusan", "exclusiveGateway", after=True, words=shape.text)
                self._redirect(leaving, source=gateway)
                self.flows.append(self._flow(shape.id, gateway))

    def meet_bundles(self) -> None:
        """Where several go over to several, one gateway at which they meet."""
        bundles: dict[str, list[Flow]] = {}
        for flow in self.chart.flows:
            if flow.bundle:
                bundles.setdefault(flow.bundle, []).append(flow)
        for flows in bundles.values():
            targets = list(dict.fromkeys(flow.target for flow in flows))
            meeting = self._put(targets[0], "temu", "parallelGateway", after=False)
            ids = {flow.id for flow in flows}
            first = {flow.source: flow.id for flow in reversed(flows)}
            self.flows = [flow for flow in self.flows if flow.id not in ids or flow.id in first.values()]
            self._redirect(ids, target=meeting)
            self.flows += [self._flow(meeting, target) for target in targets]

    def join(self) -> None:
        """Before an activity that waits for several, a gateway."""
        for shape in self.view.shapes.values():
            awaited = {each.id for each in self.view.awaited(shape)}
            ids = {flow.id for flow in self.view.arriving[shape.id] if flow.source in awaited and not flow.bundle}
            if len(ids) > 1:
                gateway = self._put(shape.id, "gabung", "parallelGateway", after=False)
                self._redirect(ids, target=gateway)
                self.flows.append(self._flow(gateway, shape.id))

    def fork(self) -> None:
        """Where one exit leads to several, a gateway that leads to all of them."""
        ways: dict[tuple[str, str], list[Flow]] = {}
        for flow in self.flows:
            if self.elements[flow.source] != "parallelGateway":
                ways.setdefault((flow.source, flow.label), []).append(flow)
        for (source, label), flows in ways.items():
            if len(flows) > 1:
                gateway = self._put(source, "cabang", "parallelGateway", after=True)
                ids = {flow.id for flow in flows}
                self._redirect(ids, source=gateway, label="")
                self.flows.append(self._flow(source, gateway, label))

    def notes(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """The cells of each activity's row."""
        found: dict[str, tuple[tuple[str, str], ...]] = {}
        for shape in self.view.shapes.values():
            if not shape.implied:
                cells = ((column, self.view.cell(shape.row, place)) for place, column in enumerate(COLUMNS))
                found[shape.id] = tuple((column, words) for column, words in cells if words)
        return found

    # the tools

    def _redirect(self, ids: set[str], **ends: str) -> None:
        """Gives flows another source, target or label."""
        self.flows = [flow._replace(**ends) if flow.id in ids else flow for flow in self.flows]  # type: ignore[arg-type]

    def _flow(self, source: str, target: str, label: str = "") -> Flow:
        ids = {flow.id for flow in self.flows}
        ident = _free(f"{source}--{target}", ids)
        return Flow(ident, source, target, label, "", "", True, NOWHERE)

    def _put(self, beside: str, suffix: str, element: Element, after: bool, words: str = "") -> str:
        """A new shape on the storey below or above another one, in its lane; the id that it got."""
        at, place, shape = self._find(beside)
        level = self._storey(at, shape, after)
        ident = _free(f"{beside}-{suffix}", self.elements)
        new = Shape(ident, KINDS[element], at, level, shape.lane, shape.lane, words, "", True, NOWHERE)
        self.rows[at].insert(place + 1 if after else place, new)
        self.elements[ident] = element
        self.names[ident] = words
        return ident

    def _find(self, ident: str) -> tuple[int, int, Shape]:
        return next((at, place, shape) for at, row in enumerate(self.rows) for place, shape in enumerate(row) if shape.id == ident)

    def _storey(self, at: int, shape: Shape, after: bool) -> int:
        """The level for a shape below or above this one: one that was opened before and has room there, or a new one."""
        level = shape.level + 1 if after else shape.level - 1
        taken = any(each.level == level and each.lane <= shape.lane <= each.lane_last for each in self.rows[at])
        if (at, level) in self.opened and not taken:
            return level
        level = shape.level + 1 if after else shape.level
        self.rows[at] = [each._replace(level=each.level + 1) if each.level >= level else each for each in self.rows[at]]
        self.opened = {(row, each + 1) if row == at and each >= level else (row, each) for row, each in self.opened} | {(at, level)}
        return level


def _free(ident: str, taken: Container[str]) -> str:
    unique, n = ident, 2
    while unique in taken:
        unique, n = f"{ident}-{n}", n + 1
    return unique
