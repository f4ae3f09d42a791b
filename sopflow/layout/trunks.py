"""Which parts of the arrows are drawn: where several share a line, one of them draws it.

In: the arrows of a page. Out: for those that run along a line drawn already, dashes and gaps that leave it out. Each path stays whole;
but a line drawn twice looks bolder on a screen, where edges are smoothed.
"""

from itertools import pairwise

from sopflow.layout.plan import PlacedFlow

Span = tuple[float, float]

BEYOND = 1.0
"""The last dash or gap goes on for so many millimetres, so that rounding begins no other."""

LEAST = 0.02
"""A shared stretch shorter than this is drawn twice."""


def dashes(flows: tuple[PlacedFlow, ...]) -> dict[str, tuple[float, ...]]:
    """Dashes and gaps by arrow, each list as long as the arrow; only for arrows with gaps."""
    drawn: dict[tuple[bool, float], list[Span]] = {}
    found: dict[str, tuple[float, ...]] = {}
    for flow in flows:
        hidden: list[Span] = []
        length = 0.0
        for (x1, y1), (x2, y2) in pairwise(flow.points):
            upright = x1 == x2
            start, stop = (y1, y2) if upright else (x1, x2)
            line = drawn.setdefault((upright, round(x1 if upright else y1, 3)), [])
            hidden += [_along(start, stop, length, span) for span in _shared(line, min(start, stop), max(start, stop))]
            line.append((min(start, stop), max(start, stop)))
            length += abs(stop - start)
        if hidden:
            found[flow.id] = _pattern(sorted(hidden), length)
    return found


def _shared(line: list[Span], low: float, high: float) -> list[Span]:
    """The parts between two places on a line that are drawn already, joined where they touch."""
    parts: list[Span] = []
    for start, stop in sorted(line):
        first, last = max(start, low), min(stop, high)
        if last - first < LEAST:
            continue
        if parts and first <= parts[-1][1]:
            parts[-1] = (parts[-1][0], max(parts[-1][1], last))
        else:
            parts.append((first, last))
    return parts


def _along(start: float, stop: float, before: float, span: Span) -> Span:
    """A part of a run that begins `before` millimetres from the arrow's beginning, measured from there."""
    return (before + span[0] - start, before + span[1] - start) if stop > start else (before + start - span[1], before + start - span[0])


def _pattern(hidden: list[Span], length: float) -> tuple[float, ...]:
    """Dash, gap, dash, gap to the arrow's end and beyond. A dash of nothing comes first where its beginning is hidden."""
    pattern: list[float] = []
    at = 0.0
    for start, stop in hidden:
        if pattern and start - at < LEAST:
            pattern[-1] += stop - at
        else:
            pattern += [max(0.0, start - at), stop - max(start, at)]
        at = stop
    return (*pattern, length - at + BEYOND, 0.0) if length - at > LEAST else (*pattern[:-1], pattern[-1] + BEYOND)
