"""The ways chosen so far: in, a `Page` with every edge's options; out, who lies where and who disturbs whom."""

from itertools import count

from sopflow.layout.route.candidates import CROSSING, LONG_WAY, Candidate, Options
from sopflow.layout.route.page import Page
from sopflow.layout.route.pairs import SHARED_EXIT, meet
from sopflow.layout.route.ways import WIDE

BLOCK = 32
"""Lattice units of height in which chosen ways are filed."""


class Choice:
    """The ways chosen so far, filed by height so that neighbours are found fast."""

    __slots__ = ("files", "options", "page", "serials", "ways")

    def __init__(self, page: Page) -> None:
        self.page = page
        self.serials = count()
        self.options: list[Options] = [Options(page, edge, self.serials) for edge in range(len(page.edges))]
        self.files: dict[int, set[int]] = {}
        self.ways: list[Candidate] = []
        for options in self.options:
            way = options.best()
            self.ways.append(way)
            self._file(way)

    def widen(self, edge: int) -> None:
        """Look farther about for ways of an edge from now on."""
        if self.options[edge].reach != WIDE:
            self.options[edge] = Options(self.page, edge, self.serials, WIDE)

    def put(self, way: Candidate) -> None:
        """Choose another way for an edge."""
        old = self.ways[way.edge]
        for block in range(old.y0 // BLOCK, old.y1 // BLOCK + 1):
            self.files[block].discard(way.edge)
        self.ways[way.edge] = way
        self._file(way)

    def _file(self, way: Candidate) -> None:
        for block in range(way.y0 // BLOCK, way.y1 // BLOCK + 1):
            self.files.setdefault(block, set()).add(way.edge)

    def neighbours(self, edge: int, top: int, bottom: int) -> list[Candidate]:
        """The chosen ways of other edges between two heights, by edge."""
        blocks = range(top // BLOCK, bottom // BLOCK + 1)
        found = set[int]().union(*(self.files.get(block, ()) for block in blocks))
        ways = self.ways
        return [ways[e] for e in sorted(found) if e != edge and ways[e].y0 <= bottom and ways[e].y1 >= top]

    def disturbed(self, edge: int) -> list[int]:
        """The edges whose chosen ways cost something together with this one's."""
        way = self.ways[edge]
        return [other.edge for other in self.neighbours(edge, way.y0, way.y1) if meet(way, other)]

    def troubles(self) -> list[tuple[int, int]]:
        """Pairs of edges whose chosen ways offend or cross each other, and edges, twice, that go a long way or leave by an unwanted side;
        the gravest first, then from the top."""
        found = [(-LONG_WAY, way.y0, way.edge, way.edge) for way in self.ways if way.cost >= LONG_WAY]
        for way in self.ways:
            for other in self.disturbed(way.edge):
                gravity = self.gravity(way.edge, other)
                if way.edge < other and gravity:
                    found.append((-gravity, way.y0, way.edge, other))
        return [(a, b) for _, _, a, b in sorted(found)]

    def gravity(self, edge: int, other: int) -> int:
        """What is at least saved if the trouble of two edges, or of one given twice, is gone; 0 if there is none."""
        if edge == other:
            return LONG_WAY if self.ways[edge].cost >= LONG_WAY else 0
        cost = meet(self.ways[edge], self.ways[other])
        return SHARED_EXIT if cost >= SHARED_EXIT else CROSSING if cost >= CROSSING else 0
