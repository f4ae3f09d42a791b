"""From rows to a flow: the kinds of the shapes, the arrows between them, and the capsules that the flow needs.

In: the draft shapes of one table and the exits written under its rows. Out: shapes with kinds, and flows.
Always holds: every flow joins two shapes of the chart; an explicit start has no implied inflow, an end no outflow.
"""

from sopflow.model.book import Flow, Shape, ShapeKind, Side
from sopflow.resolve.labels import opposite, printed
from sopflow.resolve.lanes import LaneTable
from sopflow.resolve.limits import MOST_FLOWS
from sopflow.resolve.report import Report, fold
from sopflow.source import Span
from sopflow.syntax.ast import ExitNode, RowNode, Target
from sopflow.values import NamedTuple

KINDS: dict[str, ShapeKind] = {"mulai": "start", "selesai": "end", "proses": "process", "keputusan": "decision"}
KEYWORDS = {kind: word for word, kind in KINDS.items()}
SIDES: dict[str, Side] = {"kiri": "left", "kanan": "right", "atas": "top", "bawah": "bottom"}
WAYS = dict.fromkeys(("end", "stop", "finish", "done", "akhir", "tamat", "berakhir"), "selesai") | dict.fromkeys(
    ("next", "berikutnya"), "lanjut"
)
"""Targets of other languages and habits, each with the word that is meant."""


class Draft:
    """A row on its way into the model: its shapes in groups that follow one another."""

    def __init__(self, node: RowNode, index: int, groups: list[list[Shape]]) -> None:
        self.node = node
        self.index = index
        self.groups = groups
        self.before: list[Shape] = []
        self.behind: list[Shape] = []

    def shapes(self) -> list[Shape]:
        """All shapes, in the order of flow."""
        return self.before + [shape for group in self.groups for shape in group] + self.behind


class Way(NamedTuple):
    """One arrow out of a shape, before its targets were looked up. `targets` empty: the next row."""

    label: str
    targets: tuple[Target, ...]
    via: Side
    implied: bool
    span: Span


class FlowBuilder:
    """Builds the flow of one table. Shapes are replaced in their drafts as their kinds become known."""

    def __init__(self, drafts: list[Draft], lanes: LaneTable, separate_capsules: bool, words: tuple[str, str], report: Report) -> None:
        self.drafts = drafts
        self.lanes = lanes
        self.separate = separate_capsules
        self.start_word, self.end_word = words
        self.report = report
        self.flows: list[Flow] = []
        self.rows = {fold(draft.node.key.text): draft for draft in reversed(drafts)}
        self.taken: set[str] = set()
        self.drawn: set[tuple[str, str, str]] = set()
        self.ids: set[str] = {shape.id for draft in drafts for shape in draft.shapes()}

    def build(self) -> None:
        """Fills `flows` and gives every shape of the drafts its kind. A flow that is said twice is one; those beyond what a
        document may have are left out."""
        ways = [self._ways(draft) for draft in self.drafts]
        self._mark_decisions(ways)
        self._mark_starts()
        self._mark_ends(ways)
        for draft, of_shapes in zip(self.drafts, ways, strict=True):
            self._connect(draft, of_shapes)
        self._precede_starts()

    # exits as written

    def _ways(self, draft: Draft) -> dict[str, list[Way]]:
        """The written ways out of each shape of the row, by shape id."""
        found: dict[str, list[Way]] = {}
        for node in draft.node.exits:
            shape, label = self._exit_shape(draft, node)
            if shape is not None:
                way = Way(printed(label), node.targets, SIDES.get(node.side or "", ""), False, node.span)
                found.setdefault(shape.id, []).append(way)
        return found

    def _exit_shape(self, draft: Draft, node: ExitNode) -> tuple[Shape | None, str]:
        last = draft.groups[-1] if draft.groups else []
        if node.lane is None:
            if len(last) > 1:
                names = " atau ".join(f"«@{self.lanes.lanes[each.lane].name} {node.label.text} -> …»".replace("  ", " ") for each in last)
                self.report.error(
                    "jalan-milik-siapa", "Baris ini punya beberapa bentuk; jalan ini milik yang mana", node.span, f"tulis {names}"
                )
            return (last[0] if len(last) == 1 else None), node.label.text
        index, label = (self.lanes.find(node.lane), node.label.text) if node.lane.quoted else self.lanes.split(node.lane.name)
        if index is None:
            if not node.lane.quoted:
                self.report.error(
                    "pelaksana-tidak-dikenal",
                    f"Tidak ada pelaksana bernama «{node.lane.name}»",
                    node.lane.span,
                    self.report.meant(
                        node.lane.name.split()[0] if node.lane.name.split() else "", self.lanes.names(), "pakai nama dari daftar pelaksana"
                    ),
                )
            return None, label
        return self._shape_in(draft, index, node.lane.span), label

    def _shape_in(self, draft: Draft, lane: int, span: Span) -> Shape | None:
        for group in reversed(draft.groups):
            for shape in group:
                if shape.lane <= lane <= shape.lane_last:
                    return shape
        name = self.lanes.lanes[lane].name
        self.report.error(
            "bentuk-tidak-ada",
            f"Baris {draft.node.key.text} tidak punya bentuk di lajur «{name}»",
            span,
            "pakai pelaksana yang ditulis pada baris itu",
        )
        return None

    # kinds

    def _set(self, draft: Draft, shape: Shape, **changes: object) -> Shape:
        new = shape._replace(**changes)  # type: ignore[arg-type]
        for group in draft.groups:
            for at, each in enumerate(group):
                if each.id == shape.id:
                    group[at] = new
        return new

    def _mark_decisions(self, ways: list[dict[str, list[Way]]]) -> None:
        for draft, of_shapes in zip(self.drafts, ways, strict=True):
            for shape in [each for group in draft.groups for each in group]:
                labelled = [way for way in of_shapes.get(shape.id, ()) if way.label]
                said = self._said(draft, shape)
                if labelled and said in ("start", "end", "process"):
                    self.report.error(
                        "bentuk-bertentangan",
                        f"Bentuk ini disebut «{KEYWORDS[said]}», tetapi punya jalan berlabel «{labelled[0].label}»",
                        labelled[0].span,
                        "hapus sebutan bentuknya, atau hapus labelnya",
                    )
                elif of_shapes.get(shape.id) and said == "end":
                    self.report.error(
                        "akhir-berlanjut",
                        "Bentuk «selesai» tidak boleh punya jalan keluar",
                        of_shapes[shape.id][0].span,
                        "hapus «(selesai)», atau hapus anak panahnya",
                    )
                if labelled and said is None:
                    self._set(draft, shape, kind="decision")

    def _said(self, draft: Draft, shape: Shape) -> ShapeKind | None:
        for nodes, shapes in zip(draft.node.groups, draft.groups, strict=False):
            for node, each in zip(nodes, shapes, strict=False):
                if each.id == shape.id and node.kind:
                    return KINDS[node.kind]
        return None

    def _mark_starts(self) -> None:
        """The first shape of all starts the flow; a decision there (or the style) puts a capsule before it."""
        if not self.drafts or not self.drafts[0].groups:
            return
        draft = self.drafts[0]
        for shape in list(draft.groups[0]):
            if self._said(draft, shape) is None and shape.kind == "process" and not self.separate:
                self._set(draft, shape, kind="start")

    def _mark_ends(self, ways: list[dict[str, list[Way]]]) -> None:
        """A shape without a way on is an end; so is one whose only way is an unlabelled `-> selesai`."""
        for draft, of_shapes in zip(self.drafts, ways, strict=True):
            for shape in list(draft.groups[-1]) if draft.groups else []:
                own = of_shapes.get(shape.id, [])
                stops = len(own) == 1 and not own[0].label and [each.kind for each in own[0].targets] == ["end"]
                ends = stops or (not own and self._next(draft) is None)
                if ends and shape.kind == "process" and self._said(draft, shape) is None and not self.separate:
                    self._set(draft, shape, kind="end")

    # flows

    def _next(self, draft: Draft) -> Draft | None:
        for later in self.drafts[draft.index + 1 :]:
            if later.groups and not all(self._said(later, shape) == "start" for shape in later.groups[0]):
                return later
        return None

    def _connect(self, draft: Draft, ways: dict[str, list[Way]]) -> None:
        for at, group in enumerate(draft.groups):
            following = draft.groups[at + 1] if at + 1 < len(draft.groups) else None
            self._connect_group(draft, group, following, ways)

    def _connect_group(self, draft: Draft, group: list[Shape], following: list[Shape] | None, ways: dict[str, list[Way]]) -> None:
        onward = following
        if onward is None:
            later = self._next(draft)
            onward = later.groups[0] if later else []
        plain_sources = [shape for shape in group if not ways.get(shape.id) and shape.kind != "end"]
        meets = len(plain_sources) > 1 and len(onward) > 1 and not self._same_lanes(group, onward)
        bundle = f"{draft.node.key.text}:{group[0].id}" if meets else ""
        for shape in list(group):
            own = ways.get(shape.id, [])
            if shape.kind == "end":
                continue
            for way in own:
                self._follow(draft, shape, way)
            label = self._onward_label(own)
            if following is not None:
                self._onward(draft, shape, group, onward, label or "", bundle if not own else "", False)
            elif label is not None:
                self._onward(draft, shape, group, onward, label, bundle if not own else "", True)

    @staticmethod
    def _onward_label(own: list[Way]) -> str | None:
        """The label of the way that was not written: "" for a plain one, None when all ways are written."""
        labels = {way.label for way in own if way.label}
        plain = any(not way.label for way in own)
        if not own:
            return ""
        if len(labels) == 1 and not plain:
            return printed(opposite(next(iter(labels))))
        return None

    def _onward(self, draft: Draft, shape: Shape, group: list[Shape], targets: list[Shape], label: str, bundle: str, implied: bool) -> None:
        span = shape.span
        if not targets:
            if shape.kind != "end":
                self._add(shape, self._end_capsule(draft, shape, span), label, "", "", True, span)
            return
        own = [target for target in targets if (target.lane, target.lane_last) == (shape.lane, shape.lane_last)]
        for target in own if len(group) > 1 and not label and self._same_lanes(group, targets) else targets:
            self._add(shape, target, label, bundle, "", implied, span)

    @staticmethod
    def _same_lanes(group: list[Shape], targets: list[Shape]) -> bool:
        """Simultaneous shapes followed by simultaneous shapes in the same lanes: each lane goes on by itself."""
        return sorted((each.lane, each.lane_last) for each in group) == sorted((each.lane, each.lane_last) for each in targets)

    def _follow(self, draft: Draft, shape: Shape, way: Way) -> None:
        for target in way.targets:
            for goal in self._goals(draft, shape, way, target):
                self._add(shape, goal, way.label, "", way.via, False, way.span)

    def _goals(self, draft: Draft, shape: Shape, way: Way, target: Target) -> list[Shape]:
        if target.kind == "end":
            return [] if shape.kind == "end" else [self._end_capsule(draft, shape, target.span)]
        if target.kind == "sop":
            return [self._connector(draft, shape, target)]
        if target.kind == "next":
            later = self._next(draft)
            return list(later.groups[0]) if later else [self._end_capsule(draft, shape, target.span)]
        goal = self.rows.get(fold(target.key))
        if goal is not None and not goal.groups:
            return []  # its head is at fault, which was said there
        if goal is None:
            keys = [each.node.key.text for each in self.drafts]
            listing = f"baris yang ada: {keys[0]} sampai {keys[-1]}" if len(keys) > 1 else "tambahkan barisnya"
            if target.key.isdigit():
                close = listing
            elif word := WAYS.get(fold(target.key)):
                close = f"mungkin maksud Anda «{word}»"
            else:
                close = self.report.meant(target.key, keys, listing)
            self.report.error("baris-tidak-ada", f"Tidak ada baris «{target.key}» untuk dituju", target.span, close)
            return []
        if target.lane is None:
            return list(goal.groups[0])
        index = self.lanes.find(target.lane)
        found = None if index is None else self._shape_in(goal, index, target.lane.span)
        return [found] if found else []

    def _end_capsule(self, draft: Draft, shape: Shape, span: Span) -> Shape:
        return self._behind(draft, shape, "end", self.end_word, "", span)

    def _connector(self, draft: Draft, shape: Shape, target: Target) -> Shape:
        return self._behind(draft, shape, "connector", target.key, target.key, target.span)

    def _behind(self, draft: Draft, shape: Shape, kind: ShapeKind, text: str, link: str, span: Span) -> Shape:
        """An implied shape on a storey of its own below `shape`, the same one for every way of that shape to it."""
        ident = f"{shape.id}-{'selesai' if kind == 'end' else 'sop'}"
        for each in draft.behind:
            if each.id.startswith(ident) and each.link == link:
                return each
        level = self._free_level(draft, shape)
        unique, n = ident, 2
        while unique in self.ids:
            unique, n = f"{ident}-{n}", n + 1
        self.ids.add(unique)
        new = Shape(unique, kind, draft.index, level, shape.lane, shape.lane, text, link, True, span)
        draft.behind.append(new)
        return new

    @staticmethod
    def _free_level(draft: Draft, shape: Shape) -> int:
        taken = {each.level for each in draft.shapes() if each.lane <= shape.lane <= each.lane_last}
        level = shape.level + 1
        while level in taken:
            level += 1
        return level

    def _precede_starts(self) -> None:
        """Puts a start capsule above each first shape that can't be one itself."""
        if not self.drafts or not self.drafts[0].groups:
            return
        draft = self.drafts[0]
        first = [shape for shape in draft.groups[0] if shape.kind not in ("start", "end")]
        if not first:
            return
        for group in draft.groups:
            group[:] = [shape._replace(level=shape.level + 1) for shape in group]
        draft.behind[:] = [shape._replace(level=shape.level + 1) for shape in draft.behind]
        for shape in first:
            ident = f"{shape.id}-mulai"
            capsule = Shape(ident, "start", 0, 0, shape.lane, shape.lane, self.start_word, "", True, shape.span)
            draft.before.append(capsule)
            self._add(capsule, shape, "", "", "", True, shape.span)

    def _add(self, source: Shape, target: Shape, label: str, bundle: str, via: Side, implied: bool, span: Span) -> None:
        if len(self.flows) > MOST_FLOWS:
            return
        if (source.id, target.id, label) in self.drawn:
            return
        self.drawn.add((source.id, target.id, label))
        ident = f"{source.id}--{target.id}"
        unique, n = ident, 2
        while unique in self.taken:
            unique, n = f"{ident}-{n}", n + 1
        self.taken.add(unique)
        self.flows.append(Flow(unique, source.id, target.id, label, bundle, via, implied, span))
