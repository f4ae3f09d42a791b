"""Patterns that an office writes for its numbers: a small part of regular expressions, matched in bounded time.

In: `\\d{3}/SOP/[A-Z]+/(2024|2025)`. Out: a `Pattern`, or what is wrong with it. Python's own `re` can take exponential time on a
pattern from outside; here the set of places reached so far is carried along, so time grows with pattern times text.

Known: letters and signs as themselves, `.`, `\\d`, `\\w`, `[a-z]`, `[^/]`, `(…|…)`, `?`, `*`, `+`, `{2}`, `{1,3}`; `\\` before a sign.
"""

from collections.abc import Callable

from sopflow.values import NamedTuple

LONGEST_PATTERN = 200
LONGEST_TEXT = 120
DEEPEST = 2
"""Repeats within repeats."""
MOST_TIMES = 99

Places = frozenset[int]
Step = Callable[[str, Places], Places]


class PatternError(ValueError):
    """Why a pattern can't be used, in Indonesian."""


class Pattern(NamedTuple):
    """A pattern that can be asked."""

    source: str
    step: Step

    def matches(self, text: str) -> bool:
        """Whether the whole of `text` has this form."""
        return len(text) <= LONGEST_TEXT and len(text) in self.step(text, frozenset((0,)))


def read_pattern(source: str) -> Pattern:
    """The pattern that `source` writes. PatternError when it is none."""
    if len(source) > LONGEST_PATTERN:
        raise PatternError(f"pola lebih panjang dari {LONGEST_PATTERN} huruf")
    reader = _Reader(source)
    step = reader.alternatives()
    if reader.at < len(source):
        raise PatternError(f"tanda «{source[reader.at]}» tidak berpasangan")
    return Pattern(source, step)


class _Reader:
    """Reads one pattern from left to right."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.depth = 0

    def alternatives(self) -> Step:
        steps = [self._sequence()]
        while self._take("|"):
            steps.append(self._sequence())
        return steps[0] if len(steps) == 1 else _either(tuple(steps))

    def _take(self, sign: str) -> bool:
        found = self.source.startswith(sign, self.at)
        self.at += len(sign) if found else 0
        return found

    def _sequence(self) -> Step:
        steps: list[Step] = []
        while self.at < len(self.source) and self.source[self.at] not in "|)":
            steps.append(self._repeated())
        return _one_after_another(tuple(steps))

    def _repeated(self) -> Step:
        depth_before, self.depth = self.depth, 0
        step = self._single()
        times = self._times()
        self.depth = max(depth_before, self.depth + (times is not None))
        if self.depth > DEEPEST:
            raise PatternError("pengulangan bertumpuk terlalu dalam")
        return step if times is None else _repeat(step, *times)

    def _times(self) -> tuple[int, int] | None:
        for sign, times in (("?", (0, 1)), ("*", (0, LONGEST_TEXT)), ("+", (1, LONGEST_TEXT))):
            if self._take(sign):
                return times
        if not self._take("{"):
            return None
        words, closed, _ = self.source[self.at :].partition("}")
        least, comma, most = words.partition(",")
        if not closed or not least.isdecimal() or (comma and most and not most.isdecimal()):
            raise PatternError("jumlah pengulangan ditulis {2} atau {1,3}")
        self.at += len(words) + 1
        low = int(least)
        high = (int(most) if most else LONGEST_TEXT) if comma else low
        if low > high or low > MOST_TIMES:
            raise PatternError(f"jumlah pengulangan {{{words}}} tidak mungkin")
        return low, high

    def _single(self) -> Step:
        sign = self.source[self.at]
        self.at += 1
        if sign == "(":
            step = self.alternatives()
            if not self._take(")"):
                raise PatternError("kurung «(» tidak ditutup")
            return step
        if sign == "[":
            return self._characters()
        if sign in "?*+{":
            raise PatternError(f"tanda «{sign}» tidak mengulang apa pun")
        if sign == ".":
            return _character(lambda char: True)
        return _character(self._escaped() if sign == "\\" else _is(sign))

    def _escaped(self) -> Callable[[str], bool]:
        if self.at >= len(self.source):
            raise PatternError("sesudah «\\» tidak ada tanda")
        sign = self.source[self.at]
        self.at += 1
        if sign == "d":
            return str.isdecimal
        if sign == "w":
            return lambda char: char.isalnum() or char == "_"
        if sign.isalnum():
            raise PatternError(f"«\\{sign}» tidak dikenal; yang ada: \\d dan \\w")
        return _is(sign)

    def _characters(self) -> Step:
        """`[a-z/]`: one of these; `[^/]`: any but these."""
        others = self._take("^")
        kinds: list[Callable[[str], bool]] = []
        while self.at < len(self.source) and (self.source[self.at] != "]" or not kinds):
            first = self.source[self.at]
            self.at += 1
            if first == "\\":
                kinds.append(self._escaped())
            elif self.source[self.at : self.at + 1] == "-" and self.source[self.at + 1 : self.at + 2] not in ("]", ""):
                kinds.append(_between(first, self.source[self.at + 1]))
                self.at += 2
            else:
                kinds.append(_is(first))
        if not self._take("]"):
            raise PatternError("kurung «[» tidak ditutup")
        return _character(lambda char: any(kind(char) for kind in kinds) != others)


def _is(sign: str) -> Callable[[str], bool]:
    return lambda char: char == sign


def _between(first: str, last: str) -> Callable[[str], bool]:
    return lambda char: first <= char <= last


def _character(fits: Callable[[str], bool]) -> Step:
    return lambda text, places: frozenset(place + 1 for place in places if place < len(text) and fits(text[place]))


def _one_after_another(steps: tuple[Step, ...]) -> Step:
    def step(text: str, places: Places) -> Places:
        for each in steps:
            places = each(text, places)
        return places

    return step


def _either(steps: tuple[Step, ...]) -> Step:
    return lambda text, places: frozenset().union(*(each(text, places) for each in steps))


def _repeat(inner: Step, least: int, most: int) -> Step:
    def step(text: str, places: Places) -> Places:
        for _ in range(least):
            after = inner(text, places)
            if after == places:
                break
            places = after
        reached, fresh = set(places), places
        for _ in range(most - least):
            fresh = inner(text, fresh) - reached
            if not fresh:
                break
            reached |= fresh
        return frozenset(reached)

    return step
