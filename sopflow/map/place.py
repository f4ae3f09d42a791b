"""Where the nodes and edges of a graph stand. In: a graph. Out: what `dot` answers, in millimetres from the top left, y downwards."""

import json
from typing import Any

from sopflow.values import NamedTuple

MM = 25.4 / 72
"""Millimetres in a point, Graphviz's unit."""

Point = tuple[float, float]


class MissingProgram(RuntimeError):
    """`dot` is not installed, or does not run. Its words, one line, tell what to do."""


class Curve(NamedTuple):
    """An edge: a start and triples of points of Bézier curves; the tips of its arrows."""

    points: tuple[Point, ...]
    head: Point | None
    tail: Point | None


class Frame(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float


class Placed(NamedTuple):
    """The graph's size; the centres of its nodes, the curves of its edges, the frames of its groups, in their own order."""

    width: float
    height: float
    nodes: tuple[Point, ...]
    edges: tuple[Curve, ...]
    groups: tuple[Frame, ...]


def place(graph: Any) -> Placed:
    """Asks `dot`. MissingProgram when it can't be asked."""
    answer = json.loads(_ask(graph))
    _, _, width, height = _numbers(answer["bb"])
    objects = answer.get("objects", ())
    edges = sorted(answer.get("edges", ()), key=lambda edge: int(edge["id"][1:]))
    return Placed(
        width * MM,
        height * MM,
        tuple(_point(each["pos"], height) for each in _called("n", objects)),
        tuple(_curve(each["pos"], height) for each in edges),
        tuple(_frame(each["bb"], height) for each in _called("cluster_", objects)),
    )


def _ask(graph: Any) -> bytes:
    from graphviz import CalledProcessError, ExecutableNotFound  # type: ignore[import-untyped]

    try:
        answer: bytes = graph.pipe(format="json0", quiet=True)
    except (ExecutableNotFound, OSError) as error:
        raise MissingProgram(
            "peta memerlukan program «dot» dari Graphviz; pasang dulu, misalnya dengan «apt-get install graphviz» atau "
            "«brew install graphviz» (-o peta.dot tidak memerlukannya)"
        ) from error
    except CalledProcessError as error:
        raise MissingProgram(f"program «dot» dari Graphviz gagal dengan status {error.returncode}; pasang ulang Graphviz") from error
    return answer


def _called(prefix: str, objects: Any) -> list[Any]:
    """The objects with the names PREFIX0, PREFIX1, … in order."""
    found = (each for each in objects if each["name"].startswith(prefix))
    return sorted(found, key=lambda each: int(each["name"].removeprefix(prefix)))


def _numbers(words: str) -> list[float]:
    return [float(number) for number in words.split(",")]


def _point(words: str, height: float) -> Point:
    x, y = _numbers(words)
    return x * MM, (height - y) * MM


def _frame(words: str, height: float) -> Frame:
    left, low, right, high = _numbers(words)
    return Frame(left * MM, (height - high) * MM, right * MM, (height - low) * MM)


def _curve(words: str, height: float) -> Curve:
    """Graphviz's `pos` of an edge: "e,x,y s,x,y x,y x,y x,y x,y …"."""
    head = tail = None
    points: list[Point] = []
    for each in words.split():
        if each.startswith("e,"):
            head = _point(each[2:], height)
        elif each.startswith("s,"):
            tail = _point(each[2:], height)
        else:
            points.append(_point(each, height))
    return Curve(tuple(points), head, tail)
