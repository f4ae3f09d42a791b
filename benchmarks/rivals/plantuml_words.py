"""A flowchart as PlantUML's activity diagram with swimlanes, which knows structure and no arrows.

In: a `Flowchart`. Out: the text, and how many arrows it says otherwise. Its blocks are found in the flow: what lies between a node and
its immediate postdominator is a fork (same label) or an if (labels); a way back is a `repeat` around what it returns over when the
loops are nested. What can't be nested becomes PlantUML's own connector, a circle with a letter (`(A)` and `detach`): `goto` exists, but
draws no arrow between swimlanes. In a `repeat`, the decision is an activity in its own lane before the loop's "?", as PlantUML puts the
diamond of `repeat while` into the lane of `repeat`.
"""

from functools import partial, reduce
from string import ascii_lowercase, ascii_uppercase, digits
from typing import NamedTuple

from .flowcharts import Edge, Flowchart, Node

END = "end of all"
LETTERS = ascii_uppercase + ascii_lowercase + digits
"""Of connectors: one sign each; in very long charts they are used again."""


class Translation(NamedTuple):
    """The text. `circles`: arrows cut in two by connectors; `shifted`: arrows that return to a fork instead of to one of its branches."""

    text: str
    circles: int
    shifted: int


class _Loop(NamedTuple):
    """A repeat in a sequence: before the place `first` (x.5: after node x, before its fork), closed by the decision at `last`."""

    first: float
    last: int
    edge: Edge


def plantuml(chart: Flowchart) -> Translation:
    """The chart in PlantUML's words."""
    writer = _Writer(chart)
    lines = ["@startuml", "skinparam defaultFontName Liberation Sans", "skinparam conditionStyle InsideDiamond"]
    lines += [f"|{lane}|" for lane in chart.lanes]
    lines += [f"|{chart.lanes[chart.nodes[0].lane]}|", "start"]
    lines += writer.sequence(chart.nodes[0].id, END)
    text = "\n".join([*lines, "stop", "@enduml"])
    return Translation(text, len(writer.circled), writer.shifted)


class _Writer:
    """One pass over a chart; it remembers the letters given to connectors."""

    def __init__(self, chart: Flowchart) -> None:
        self.chart = chart
        self.nodes = {node.id: node for node in chart.nodes}
        self.rank = {END: len(chart.nodes)} | {node.id: number for number, node in enumerate(chart.nodes)}
        exits: dict[str, list[Edge]] = {node.id: [] for node in chart.nodes}
        for edge in chart.edges:
            exits[edge.source].append(edge)
        self.forward = {node.id: [edge for edge in exits[node.id] if self._is_forward(edge)] for node in chart.nodes}
        self.back = {node.id: [edge for edge in exits[node.id] if not self._is_forward(edge)] for node in chart.nodes}
        self.after = self._postdominators()
        self.looped = [edge for node in chart.nodes for edge in self._frame_loops(node)]
        self.circled = [edge for edges in self.back.values() for edge in edges if edge not in self.looped]
        targets = dict.fromkeys(edge.target for edge in self.circled)
        self.letters = {target: LETTERS[number % len(LETTERS)] for number, target in enumerate(targets)}
        self.shifted = 0

    def sequence(self, first: str, stop: str) -> list[str]:
        """The lines from a node up to (and without) another."""
        spine = self._spine(first, stop)
        loops = self._loops(spine)
        lines: list[str] = []
        for place, id in enumerate(spine):
            lines += [f"|{self._lane(id)}|", *["repeat" for loop in loops if loop.first == place]]
            lines += [f"({self.letters[id]})"] if id in self.letters else []
            closing = [loop.edge for loop in loops if loop.last == place]
            lines += self._node(id, closing)
            opened = sum(loop.first == place + 0.5 for loop in loops)
            self.shifted += opened
            lines += ["repeat"] * opened
            lines += self._branches(id, self.after[id], bool(closing))
        return lines

    def _is_forward(self, edge: Edge) -> bool:
        return self.rank[edge.target] > self.rank[edge.source]

    def _lane(self, id: str) -> str:
        return self.chart.lanes[self.nodes[id].lane]

    def _postdominators(self) -> dict[str, str]:
        """For each node the next one that every way forward passes."""
        after: dict[str, str] = {}
        for node in reversed(self.chart.nodes):
            targets = [edge.target for edge in self.forward[node.id]] or [END]
            after[node.id] = reduce(partial(self._meeting, after), targets)
        return after

    def _meeting(self, after: dict[str, str], one: str, other: str) -> str:
        """Where the ways forward from two nodes meet."""
        while one != other:
            if self.rank[one] < self.rank[other]:
                one = after[one]
            else:
                other = after[other]
        return one

    def _spine(self, first: str, stop: str) -> list[str]:
        spine = []
        while first not in (stop, END):
            spine.append(first)
            first = self.after[first]
        return spine

    def _frame_loops(self, node: Node) -> list[Edge]:
        """The loops of the sequence that starts at a node, if a sequence starts there."""
        entered = {self.chart.nodes[0].id: END}
        for id, edges in self.forward.items():
            if len(edges) > 1:
                entered.update({edge.target: self.after[id] for edge in edges if edge.target != self.after[id]})
        return [loop.edge for loop in self._loops(self._spine(node.id, entered[node.id]))] if node.id in entered else []

    def _loops(self, spine: list[str]) -> list[_Loop]:
        """The ways back within a sequence that nest, short ones first."""
        found = [loop for place, id in enumerate(spine) for loop in self._candidate(spine, place, id)]
        kept: list[_Loop] = []
        for loop in sorted(found, key=lambda each: (each.last - each.first, each.last)):
            if not any(_cross(loop, other) for other in kept):
                kept.append(loop)
        return kept

    def _candidate(self, spine: list[str], place: int, id: str) -> list[_Loop]:
        labels = {edge.label for edge in self.forward[id]}
        if len(self.back[id]) != 1 or len(labels) != 1:
            return []
        edge = self.back[id][0]
        if edge.target in spine:
            return [_Loop(spine.index(edge.target), place, edge)]
        forks = [number for number, each in enumerate(spine[:place]) if edge.target in [way.target for way in self.forward[each]]]
        return [_Loop(forks[0] + 0.5, place, edge)] if forks else []

    def _node(self, id: str, closing: list[Edge]) -> list[str]:
        node = self.nodes[id]
        if closing:
            label = self.forward[id][0].label
            return [f":{node.tag};", f"repeat while (?) is ({closing[0].label}) not ({label})"]
        return [] if len(self._groups(id)) > 1 else [f":{node.tag};"]

    def _groups(self, id: str) -> dict[str, list[Edge]]:
        """A node's exits by label."""
        groups: dict[str, list[Edge]] = {}
        for edge in [*self.forward[id], *self.back[id]]:
            groups.setdefault(edge.label, []).append(edge)
        return groups

    def _branches(self, id: str, join: str, looped: bool) -> list[str]:
        groups = self._groups(id)
        if looped or len(groups) < 2:
            return self._fork(self.forward[id], join)
        lines = []
        for number, (label, edges) in enumerate(groups.items()):
            words = f"if ({self.nodes[id].tag}) then ({label})" if number == 0 else f"elseif () then ({label})"
            lines.append(f"else ({label})" if number == len(groups) - 1 else words)
            lines += self._fork(edges, join) if self._is_forward(edges[0]) else [f"({self.letters[edges[0].target]})", "detach"]
        return [*lines, "endif"]

    def _fork(self, edges: list[Edge], join: str) -> list[str]:
        ways = [self.sequence(edge.target, join) for edge in edges]
        if len(ways) < 2:
            return [line for way in ways for line in way]
        lines = [line for number, way in enumerate(ways) for line in ["fork again" if number else "fork", *way]]
        return [*lines, "end fork"]


def _cross(one: _Loop, other: _Loop) -> bool:
    """Whether two loops overlap without one lying inside the other."""
    first, second = sorted((one, other), key=lambda loop: (loop.first, -loop.last))
    return first.first < second.first <= first.last < second.last
