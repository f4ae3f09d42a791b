"""Tracks: in, the chosen ways; out, for every run its track, and how many tracks each channel has.

Always holds: on one track no two lines overlap or touch; the members of a trunk are one line. Tracks in V channels count from the left,
in H channels from the top. V channels are ordered first; where two ways turn at one junction to opposite sides, the order in the H channel
then follows from that in the V channel.
"""

from sopflow.layout.route.candidates import Candidate
from sopflow.layout.route.lines import HINT, SETTLED, Channel, Lines, Run, Stretch
from sopflow.layout.route.ordering import Wishes, give_tracks


class Tracks:
    """The track of every run that lies in a channel, and the number of tracks a channel has."""

    __slots__ = ("chosen", "counts", "of")

    def __init__(self, chosen: list[Candidate]) -> None:
        self.chosen = chosen
        self.of: dict[Run, int] = {}
        self.counts: dict[Channel, int] = {}
        lines = Lines(chosen)
        for channel in lines.stretches:
            self._order(channel, lines)

    def route_tracks(self, edge: int) -> tuple[int, ...]:
        """The track of each run of an edge, -1 on centre lines."""
        return tuple(self.of.get((edge, i), -1) for i in range(len(self.chosen[edge].points) - 1))

    def _order(self, channel: Channel, lines: Lines) -> None:
        numbers = lines.numbers(channel)
        wishes: Wishes = {}
        touching: list[tuple[int, int]] = []
        for a, b in lines.touching[channel]:
            mine, theirs = numbers[a.run], numbers[b.run]
            if mine == theirs:
                continue
            touching.append((mine, theirs))
            if a.high == b.low and not a.high & 1:
                side, weight = self._at_junction(channel, a, b)
            elif b.high == a.low and not a.low & 1:
                side, weight = self._at_junction(channel, b, a)
                side = -side
            else:
                side, weight = lines.side(a, b)
            if side:
                key = (mine, theirs) if side < 0 else (theirs, mine)
                wishes[key] = wishes.get(key, 0) + weight
        tracks = give_tracks(max(numbers.values()) + 1, touching, wishes)
        for run, number in numbers.items():
            self.of[run] = tracks[number]
        self.counts[channel] = max(tracks) + 1

    def _at_junction(self, channel: Channel, a: Stretch, b: Stretch) -> tuple[int, int]:
        """On which side of b a run should lie that ends at the junction where b begins (-1 before, 1 after, 0 no matter), and how much that
        weighs: lines that turn to opposite sides there cross twice if they are in the wrong order in both channels."""
        p, q = self.chosen[a.run[0]], self.chosen[b.run[0]]
        i, j = a.run[1], b.run[1]
        side = p.runs[i].high_turn
        if side == q.runs[j].low_turn:
            return 0, 0
        if channel[0]:
            return side, HINT
        mine, theirs = self.of[p.edge, p.runs[i].high_next], self.of[q.edge, q.runs[j].low_next]
        return (0, 0) if mine < theirs else (side, SETTLED)
