"""The finished lines measured: in, ways and tracks; out, the number of places where lines cross.

Exact: a run in a channel lies at line · scale + track, so the order of all lines is that of the drawing. A trunk that is crossed counts
once, since its members cross at one and the same place.
"""

from sopflow.layout.route.candidates import Candidate
from sopflow.layout.route.tracks import Tracks

BLOCK = 64
"""Lattice units of height after which upright runs are filed anew."""


def crossing_places(chosen: list[Candidate], tracks: Tracks) -> list[tuple[int, int, int, int]]:
    """Places where an upright and a flat run pass through each other, sorted: x, y, and the edges of one such pair of runs."""
    scale = max(tracks.counts.values(), default=0) + 1
    files: dict[int, list[tuple[int, int, int, int]]] = {}
    flats: list[tuple[int, int, int, int]] = []
    for candidate in chosen:
        at = _positions(candidate, tracks, scale)
        points = candidate.points
        ends = [points[0], *points[1:-1], points[-1]]
        for upright, runs in ((False, candidate.flat), (True, candidate.upright)):
            axis = 1 if upright else 0
            for _, _, _, i in runs:
                a = at[i - 1] if i else ends[0][axis] * scale
                b = at[i + 1] if i + 1 < len(at) else ends[-1][axis] * scale
                low, high = (a, b) if a < b else (b, a)
                if upright:
                    for block in range(low // (BLOCK * scale), high // (BLOCK * scale) + 1):
                        files.setdefault(block, []).append((at[i], low, high, candidate.edge))
                else:
                    flats.append((at[i], low, high, candidate.edge))
    places: dict[tuple[int, int], tuple[int, int, int, int]] = {}
    for y, x0, x1, edge in flats:
        for x, y0, y1, other in files.get(y // (BLOCK * scale), ()):
            if x0 < x < x1 and y0 < y < y1 and edge != other:
                places.setdefault((x, y), (x, y, edge, other))
    return [places[key] for key in sorted(places)]


def _positions(candidate: Candidate, tracks: Tracks, scale: int) -> list[int]:
    """The coordinate across each run."""
    at = [0] * (len(candidate.points) - 1)
    for line, _, _, i in (*candidate.flat, *candidate.upright):
        at[i] = line * scale + tracks.of.get((candidate.edge, i), 0)
    return at
