"""Which candidates can't stand beside which: in, the candidates of some edges; out, a row of bits for each.

Rows are gathered run by run for all candidates at once. Only pairs that may form a trunk, or that turn off a channel at the same place, are
weighed one by one, and only when it matters.
"""

from sopflow.layout.route.candidates import CROSSING, Candidate, Options
from sopflow.layout.route.meetings import meetings
from sopflow.layout.route.page import trunk_keys
from sopflow.layout.route.pairs import meet


class Rows:
    """Who can't stand beside whom; a class because doubtful pairs are looked at when asked for.

    Candidates are numbered place by place, cheapest first; `domains[place]` are the bits of a place. `bad[i]` are the candidates that
    surely can't stand beside i, `unsure[i]` those that are not known yet.
    """

    __slots__ = ("all", "bad", "costs", "domains", "places", "unsure", "work")

    def __init__(self, order: list[Options], lists: list[list[Candidate]]) -> None:
        self.all: list[Candidate] = [c for candidates in lists for c in candidates]
        self.costs: list[int] = [c.cost for c in self.all]
        self.places: list[int] = [place for place, candidates in enumerate(lists) for _ in candidates]
        self.domains: list[int] = []
        first = 0
        for candidates in lists:
            self.domains.append(((1 << len(candidates)) - 1) << first)
            first += len(candidates)
        self.work = 0
        self.bad: list[int] = [0] * first
        self.unsure: list[int] = [0] * first
        self._gather(self._mates(order))

    def _mates(self, order: list[Options]) -> list[int]:
        """For each place the bits of the edges that may share a line with its edge."""
        ends = [trunk_keys(options.arrow) for options in order]
        sharing: dict[tuple[str, int, str], int] = {}
        for domain, keys in zip(self.domains, ends, strict=True):
            for key in keys:
                sharing[key] = sharing.get(key, 0) | domain
        return [sharing[source] | sharing[target] for source, target in ends]

    def _gather(self, mates: list[int]) -> None:
        bits_of: dict[int, int] = {}
        corners: dict[tuple[int, int], int] = {}
        bit = 1
        for candidate in self.all:
            for mark in candidate.marks():
                bits_of[mark] = bits_of.get(mark, 0) | bit
            if len(candidate.points) == 3:
                corners[candidate.points[1]] = corners.get(candidate.points[1], 0) | bit
            bit <<= 1
        keys = self.all[0].page.run_keys
        met = dict(zip(bits_of, meetings([(keys[mark], bits) for mark, bits in bits_of.items()]), strict=True))
        for i, candidate in enumerate(self.all):
            bad = twisted = unsure = 0
            for mark in candidate.marks():
                crossed, surely, maybe = met[mark]
                bad |= crossed
                twisted |= surely
                unsure |= maybe
            if len(candidate.points) == 3:
                unsure |= corners[candidate.points[1]]
            mine = mates[self.places[i]]
            bad |= twisted & ~mine
            self.bad[i] = bad
            self.unsure[i] = (unsure | twisted) & ~bad

    def settle(self, i: int, domain: int) -> int:
        """What of a domain can stand beside candidate i."""
        domain &= ~self.bad[i]
        doubtful = domain & self.unsure[i]
        while doubtful:
            bit = doubtful & -doubtful
            doubtful ^= bit
            if self._is_bad(i, bit):
                domain ^= bit
        return domain

    def _is_bad(self, i: int, bit: int) -> bool:
        j = bit.bit_length() - 1
        mine = 1 << i
        self.work += 2
        self.unsure[i] ^= bit
        self.unsure[j] ^= mine
        if meet(self.all[i], self.all[j]) < CROSSING:
            return False
        self.bad[i] |= bit
        self.bad[j] |= mine
        return True
