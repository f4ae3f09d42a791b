"""What an author says of a new procedure."""

from sopflow.syntax.ast import Node
from sopflow.values import NamedTuple


class Signatory(NamedTuple):
    """Who signs."""

    position: str = ""
    name: str = ""
    rank: str = ""
    nip: str = ""


class Step(NamedTuple):
    """A kegiatan and who does it. `answer` makes it a decision: with that answer the flow goes to the step number `back`, or ends when
    `back` is 0."""

    lane: str
    text: str
    answer: str = ""
    back: int = 0


class Answers(NamedTuple):
    """All of it may be empty; `office` has one printed line a string. `lanes` says their order; those that only steps name follow."""

    title: str = ""
    number: str = ""
    office: tuple[str, ...] = ()
    unit: str = ""
    signatory: Signatory = Signatory()
    lanes: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


class Shared(NamedTuple):
    """The file of an office: its path as the new text names it, and all that it says. An empty path: the sketch names it itself."""

    path: str
    nodes: tuple[Node, ...]
