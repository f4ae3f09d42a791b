"""Which ways meet on their runs: in, the runs of many ways, each with the bits of the ways that have it; out, for each run the bits of
those that it crosses and of those that it runs along.

All ways are weighed at once, line by line, with sums over the places where runs begin and end; no two runs are compared one by one.
"""

from collections.abc import Iterable

from sopflow.layout.route.page import RunKey
from sopflow.values import NamedTuple

Lines = dict[int, list[tuple[RunKey, int]]]
"""The runs on each line, with the bits of the ways that have them."""
Sums = dict[int, int]
"""Bits by place on a line."""


class Meeting(NamedTuple):
    """The ways of which a run passes through this one; that run along a part of it and, without a trunk, surely offend or cross there; that
    run along a part of it and may cross."""

    crossed: int
    twisted: int
    unsure: int


def meetings(runs: Iterable[tuple[RunKey, int]]) -> list[Meeting]:
    """What each run meets; the runs come with the bits of the ways that have them."""
    items = list(runs)
    flats: Lines = {}
    uprights: Lines = {}
    for key, bits in items:
        (uprights if key[5] else flats).setdefault(key[0], []).append((key, bits))
    found: dict[RunKey, Meeting] = {}
    for lines, others in ((flats, uprights), (uprights, flats)):
        through = _through(lines, others)
        for line, along in lines.items():
            crossed = _crossed(along, through[line])
            beside = _sharing(along) if line & 1 else _parting(along)
            for key, (twisted, unsure) in beside.items():
                found[key] = Meeting(crossed[key[1:3]], twisted, unsure)
    return [found[key] for key, _ in items]


def _through(lines: Lines, others: Lines) -> dict[int, Sums]:
    """For each line the ways that pass through it, by the lines on which they do."""
    through: dict[int, Sums] = {line: {} for line in lines}
    for place, items in others.items():
        spans: dict[tuple[int, int], int] = {}
        for key, bits in items:
            spans[key[1:3]] = spans.get(key[1:3], 0) | bits
        for (low, high), bits in spans.items():
            inside = range(low + 1, high) if high - low < len(through) else [line for line in through if low < line < high]
            for line in inside:
                if line in through:
                    through[line][place] = through[line].get(place, 0) | bits
    return through


def _crossed(items: list[tuple[RunKey, int]], through: Sums) -> dict[tuple[int, int], int]:
    """The ways that pass through the stretches of a line."""
    crossed: dict[tuple[int, int], int] = {}
    passing = sorted(through.items())
    for low, high in {key[1:3] for key, _ in items}:
        bits = 0
        for place, those in passing:
            if place >= high:
                break
            if place > low:
                bits |= those
        crossed[low, high] = bits
    return crossed


def _sharing(items: list[tuple[RunKey, int]]) -> dict[RunKey, tuple[int, int]]:
    """On a centre line, all ways that share a part of it."""
    found = dict.fromkeys([key for key, _ in items], (0, 0))
    for layer in _layers(items):
        begun = _before(_sums([(key[1], bits) for key, bits in layer]), [key[2] for key in found])
        open_ = _before(_sums([(-key[2], bits) for key, bits in layer]), [-key[1] for key in found])
        for key, (twisted, _) in found.items():
            found[key] = twisted | (begun[key[2]] & open_[-key[1]]), 0
    return found


def _parting(items: list[tuple[RunKey, int]]) -> dict[RunKey, tuple[int, int]]:
    """In a channel, the ways on whose side two ends disagree, and those on which an end says nothing."""
    found = dict.fromkeys([key for key, _ in items], (0, 0))
    places = [place for key in found for place in key[1:3]]
    for layer in _layers(items):
        low = _Ends([(key[1], key[3], bits) for key, bits in layer], places)
        high = _Ends([(-key[2], key[4], bits) for key, bits in layer], [-place for place in places])
        for key, (twisted, unsure) in found.items():
            _, a, b, low_turn, high_turn, _, _ = key
            together = low.before[b] & high.before[-a]
            first_after, first_before = low.sides(a, low_turn)
            last_after, last_before = high.sides(-b, high_turn)
            twisted |= together & ((first_after & last_before) | (first_before & last_after))
            unsure |= together & ~((first_after | first_before) & (last_after | last_before))
            found[key] = twisted, unsure
    return found


def _layers(items: list[tuple[RunKey, int]]) -> list[list[tuple[RunKey, int]]]:
    """The runs of a line so that no way is twice in one layer, since sums know ways and not runs."""
    layers: dict[int, list[tuple[RunKey, int]]] = {}
    for item in items:
        layers.setdefault(item[0][6], []).append(item)
    return list(layers.values())


class _Ends:
    """One kind of ends of the runs in a channel, counted from outside inward; a class because its sums belong together.

    `before[p]`: the runs whose end lies outside of place p.
    """

    __slots__ = ("_at_high", "_at_low", "_inside_high", "_inside_low", "before")

    def __init__(self, ends: list[tuple[int, int, int]], places: list[int]) -> None:
        self._at_low: Sums = _sums([(place, bits) for place, turn, bits in ends if turn < 0])
        self._at_high: Sums = _sums([(place, bits) for place, turn, bits in ends if turn > 0])
        self.before: Sums = _before(_sums([(place, bits) for place, _, bits in ends]), places)
        mirrored = [-place for place in places]
        self._inside_low: Sums = _before({-place: bits for place, bits in self._at_low.items()}, mirrored)
        self._inside_high: Sums = _before({-place: bits for place, bits in self._at_high.items()}, mirrored)

    def sides(self, place: int, turn: int) -> tuple[int, int]:
        """Of a run that ends here with a turn: the runs after which it must lie as far as this end is concerned, and those before which."""
        after, before = self._inside_low[-place], self._inside_high[-place]
        if turn > 0:
            after |= self.before[place] | self._at_low.get(place, 0)
        else:
            before |= self.before[place] | self._at_high.get(place, 0)
        return after, before


def _sums(bits_at: list[tuple[int, int]]) -> Sums:
    sums: Sums = {}
    for place, bits in bits_at:
        sums[place] = sums.get(place, 0) | bits
    return sums


def _before(sums: Sums, places: list[int]) -> Sums:
    """For each place the bits at lower ones."""
    found: Sums = {}
    so_far = 0
    for place in sorted({*sums, *places}):
        found[place] = so_far
        so_far |= sums.get(place, 0)
    return found
