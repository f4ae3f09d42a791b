"""A chart asked for its flow: which shapes act together, where each leads, what its row says.

In: a chart of the book. Out: `FlowView`. Everything that tells or redraws a flow without its drawing reads it here.
"""

from collections import defaultdict

from sopflow.model.book import Chart, Flow, Row, Shape
from sopflow.richtext import Text, plain
from sopflow.values import NamedTuple


class Way(NamedTuple):
    """A way out of a shape: its label and the shapes that it leads to, several when they begin at the same time."""

    source: Shape
    label: str
    targets: tuple[Shape, ...]


class FlowView:
    """The flow of one chart."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.shapes: dict[str, Shape] = {shape.id: shape for row in chart.rows for shape in row.shapes}
        self.leaving: defaultdict[str, list[Flow]] = defaultdict(list)
        self.arriving: defaultdict[str, list[Flow]] = defaultdict(list)
        for flow in chart.flows:
            self.leaving[flow.source].append(flow)
            self.arriving[flow.target].append(flow)

    def groups(self, at: int) -> list[list[Shape]]:
        """The written shapes of a row in the order of flow; those of one group act at the same time."""
        ranks: dict[str, int] = {}
        groups: list[list[Shape]] = []
        for shape in self.chart.rows[at].shapes:
            if shape.implied:
                continue
            ranks[shape.id] = max((ranks[flow.source] + 1 for flow in self.arriving[shape.id] if flow.source in ranks), default=0)
            groups += [[] for _ in range(ranks[shape.id] + 1 - len(groups))]
            groups[ranks[shape.id]].append(shape)
        return [group for group in groups if group]

    def ways(self, shape: Shape) -> list[Way]:
        """The ways out of a shape, in the order of the model."""
        by_label: defaultdict[str, list[Shape]] = defaultdict(list)
        for flow in self.leaving[shape.id]:
            by_label[flow.label].append(self.shapes[flow.target])
        return [Way(shape, label, tuple(targets)) for label, targets in by_label.items()]

    def awaited(self, shape: Shape) -> list[Shape]:
        """The simultaneous shapes that must all be done before `shape` begins; none when it waits for nobody."""
        sources = [self.shapes[flow.source] for flow in self.arriving[shape.id]]
        for row in dict.fromkeys(source.row for source in sources if source.row <= shape.row):
            for group in self.groups(row):
                together = [each for each in group if each in sources and each is not shape]
                if len(together) > 1:
                    return together
        return []

    def name(self, row: Row) -> str:
        """What a row is called: its printed number, or its key when it has none."""
        return row.number or row.key

    def title(self, shape: Shape) -> str:
        """What a shape is called where its row does not stand beside it: number, kegiatan, its own words."""
        if shape.link:
            return f"SOP {shape.link}"
        if shape.implied:
            return shape.text
        row = self.chart.rows[shape.row]
        words = f"{row.number}. {self.kegiatan(shape.row)}" if row.number else self.kegiatan(shape.row)
        return f"{words} ({shape.text})" if shape.text else words

    def actors(self, shape: Shape) -> tuple[str, ...]:
        """The lanes of a shape."""
        return tuple(lane.name for lane in self.chart.lanes[shape.lane : shape.lane_last + 1])

    def kegiatan(self, at: int) -> str:
        """What is done in a row; a merged cell says what the one above says."""
        while at > 0 and self.chart.rows[at].merged:
            at -= 1
        return words_of(self.chart.rows[at].text)

    def cell(self, at: int, column: int) -> str:
        """The words of a cell of the mutu baku, by its place in COLUMNS; merged cells as in `kegiatan`."""
        while at > 0 and self.chart.rows[at].cells[column].merged:
            at -= 1
        return words_of(self.chart.rows[at].cells[column].text)


NOTHING = frozenset(("", "-", "–", "—"))
"""What stands for nothing in a cell."""


def words_of(text: Text) -> str:
    """The words of a text on one line, its paragraphs and items parted by semicolons; dashes that stand for nothing are nothing."""
    parts = [each.strip() for each in plain(text, "\n").splitlines()]
    words = "; ".join(each.rstrip(" ;") if at < len(parts) - 1 else each for at, each in enumerate(parts) if each)
    return "" if words in NOTHING else words
