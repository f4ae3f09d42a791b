"""What is counted of the labels: that each stands at its own exit, clear of everything, and can't be taken for another's.

In: a page. Out: faults in words, and the smallest distance of a label to anything but its own line.
"""

from collections.abc import Iterator

from sopflow.audit.geometry import TOUCH, Frame, Shelf, corners_of, distance, frame_of, meet, outline_distance, place
from sopflow.audit.lines import Run, runs_of
from sopflow.audit.read import Drawn, DrawnFlow, DrawnLabel, DrawnShape
from sopflow.values import NamedTuple

REACH = 1.0
"""A label farther than this from its exit does not belong to it."""

LOOK = 6.0
"""Millimetres around a label in which its distances are measured; what is farther away is clear of it."""

TOGETHER = 0.8
"""Labels of one exit (a shape with more outcomes than ports) that are no farther apart stand there as one."""

EXIT_RUNS = 2
"""An exit is the arrow's first run, and its second where the first is too short for words."""


class _Scene(NamedTuple):
    """A page's things by height."""

    page: Drawn
    runs: Shelf[Run]
    shapes: Shelf[DrawnShape]
    heads: Shelf[tuple[str, Frame]]


def label_contacts(page: Drawn) -> Iterator[str]:
    """Labels that touch a line, a head, a shape or each other, stand away from their exit or nearer to another line, or are missing."""
    scene = _scene(page)
    flows = {flow.id: flow for flow in page.flows}
    for label in page.labels:
        own = flows.get(label.flow)
        if own is None or _letters(own.label) != _letters(label.text):
            yield f"label «{label.text}» tidak punya anak panah"
        else:
            yield from _touched(scene, label)
            yield from _misplaced(scene, label, own)
    yield from _contacts_of_labels(page)
    yield from _missing(page)


def label_clearance(page: Drawn) -> float:
    """The smallest distance between a label and a shape, another label, or a line that does not leave by the same exit.

    At most LOOK; infinite without labels."""
    scene = _scene(page)
    flows = {flow.id: flow for flow in page.flows}
    others = Shelf((label.frame, label) for label in page.labels)
    best = LOOK if page.labels else float("inf")
    for label in page.labels:
        best = min(best, *(outline_distance(label.frame, shape.outline) for shape in scene.shapes.near(label.frame, LOOK)), LOOK)
        best = min(best, *(distance(label.frame, other.frame) for other in others.near(label.frame, LOOK) if other is not label), LOOK)
        if label.flow in flows:
            best = min(best, _nearest_other(scene, label, flows[label.flow]))
    return best


def _scene(page: Drawn) -> _Scene:
    runs = Shelf((run.frame, run) for run in runs_of(page.flows))
    shapes = Shelf((shape.frame, shape) for shape in page.shapes)
    return _Scene(page, runs, shapes, Shelf((flow.head, (flow.id, flow.head)) for flow in page.flows if flow.head))


def _touched(scene: _Scene, label: DrawnLabel) -> Iterator[str]:
    name = _name(label)
    for run in scene.runs.near(label.frame):
        if meet(label.frame, run.frame, TOUCH):
            yield f"{name} menyentuh {scene.page.flows[run.flow].id}"
    for ident, head in scene.heads.near(label.frame):
        if meet(label.frame, head):
            yield f"{name} menyentuh kepala {ident}"
    for shape in scene.shapes.near(label.frame):
        if outline_distance(label.frame, shape.outline) < TOUCH:
            yield f"{name} menyentuh {shape.id}"


def _misplaced(scene: _Scene, label: DrawnLabel, own: DrawnFlow) -> Iterator[str]:
    block = _block(scene.page, label, own)
    near = min(distance(block.frame, run.frame) for run in runs_of((own,))[:EXIT_RUNS])
    other = _nearest_other(scene, block, own)
    if near > REACH:
        yield f"{_name(label)} berjarak {near:.1f} mm dari jalan keluarnya"
    elif other < near - TOUCH:
        yield f"{_name(label)} lebih dekat ke anak panah lain ({other:.2f} mm) daripada ke miliknya ({near:.2f} mm)"


def _block(page: Drawn, label: DrawnLabel, own: DrawnFlow) -> DrawnLabel:
    """The label with those of the same exit that stand beside it."""
    exits = {flow.id for flow in page.flows if (flow.source, flow.points[0]) == (own.source, own.points[0])}
    others = [other.frame for other in page.labels if other is not label and other.flow in exits]
    frame = label.frame
    while joined := [other for other in others if distance(frame, other) < TOGETHER]:
        frame = frame_of([corner for each in (frame, *joined) for corner in corners_of(each)])
        others = [other for other in others if other not in joined]
    return label._replace(frame=frame)


def _letters(words: str) -> str:
    """What stays the same when a label is broken into lines."""
    return "".join(letter for letter in words if letter.isalnum())


def _name(label: DrawnLabel) -> str:
    return f"label «{label.text}» milik {label.flow}"


def _nearest_other(scene: _Scene, label: DrawnLabel, own: DrawnFlow) -> float:
    """The distance to the nearest line of an arrow that has not this exit and this label."""
    found = LOOK
    for run in scene.runs.near(label.frame, LOOK):
        flow = scene.page.flows[run.flow]
        same_exit = (flow.source, flow.label, flow.points[0]) == (own.source, own.label, own.points[0])
        if not same_exit:
            found = min(found, distance(label.frame, run.frame))
    return found


def _contacts_of_labels(page: Drawn) -> Iterator[str]:
    shelf = Shelf((label.frame, (at, label)) for at, label in enumerate(page.labels))
    for at, label in enumerate(page.labels):
        for later, other in shelf.near(label.frame):
            if later > at and meet(label.frame, other.frame):
                yield f"label «{label.text}» dan «{other.text}» bertumpuk di {place(label.frame)}"


def _missing(page: Drawn) -> Iterator[str]:
    """Labelled arrows whose exit no label names. Arrows that leave by one port with one label share it."""
    labelled = {label.flow for label in page.labels}
    named = {(flow.source, flow.label, flow.points[0]) for flow in page.flows if flow.id in labelled}
    for flow in page.flows:
        if flow.label and (flow.source, flow.label, flow.points[0]) not in named:
            yield f"{flow.id} tidak diberi label «{flow.label}»"


def covered_words(page: Drawn) -> Iterator[str]:
    """Words of cells, shapes and other labels, and outlines of shapes, under the white patch of a label."""
    lines = [(line, words) for cell in page.cells for line, words in zip(cell.lines, cell.words, strict=True)]
    lines += [(text.frame, text.words) for shape in page.shapes for text in shape.lines]
    shelf = Shelf((frame, (frame, words)) for frame, words in lines)
    shapes = Shelf((shape.frame, shape) for shape in page.shapes)
    labels = Shelf((label.frame, label) for label in page.labels)
    for patch in page.grounds:
        for frame, words in shelf.near(patch):
            if meet(patch, frame):
                yield f"«{words}» tertutup alas label di {place(patch)}"
        if sum(meet(patch, label.frame) for label in labels.near(patch)) > 1:
            yield f"sebuah label tertutup alas label lain di {place(patch)}"
        for shape in shapes.near(patch):
            if outline_distance(patch, shape.outline) < TOUCH:
                yield f"{shape.id} tertutup alas label di {place(patch)}"
