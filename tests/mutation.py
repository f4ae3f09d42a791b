"""Texts made from other texts, line by line, as people and accidents change them. Not a test: `test_robust.py` and `tools/fuzz.py` use it.

In: a text and dice. Out: another text, mostly one that still has a meaning.
"""

import re
from collections.abc import Callable
from random import Random

from test_parse_fuzz import PIECES

from sopflow.resolve.style import CHOICES, SETTINGS, SWITCHES
from sopflow.syntax.words import known_keywords

LONGEST = 20_000
"""Characters beyond which nothing is added."""

ROWS = [
    "1. @a: x",
    "2. @a, b: x y",
    "3. @b(keputusan): z",
    "4. @a & @b -> @c: x",
    "5. @Kepala Dinas -> @b: k",
    "selesai. @a: y",
    "6. @a: ^",
]
EXITS = ["-> 1", "-> 3", "tidak -> 1", "ya -> 2, 3", "-> selesai", "lainnya -> sop: X", "tidak -> 4 lewat kiri", "a & b -> 2", "-> x"]
VALUES = ["", "x", "- a", "1. b", "^", "-", "1-3", "2 hari", "± 5 menit", "=", "a; b", "A4", "20 mm", "30%", "1 Januari 2024", "*a* **b**"]
KEYWORDS = [
    f"{word}:" for start in ("statement", "row_line", "signer_line", "approval_line", "entry_line") for word in known_keywords(start)
]
STYLES = [f"{name}:" for name in SETTINGS] + [f"{name}: {value}" for name, (_, values) in CHOICES.items() for value in values]
STYLES += [f"{name}: ya" for name in SWITCHES]
LINES = [*ROWS, *EXITS, *KEYWORDS, *STYLES]


def mutated(text: str, dice: Random) -> str:
    """The text with one to four changes."""
    lines = text.split("\n")
    for _ in range(dice.choice((1, 1, 2, 4))):
        dice.choice(CHANGES)(lines, dice)
    return "\n".join(lines)


def damaged(text: str, dice: Random) -> str:
    """The text with a piece put in, taken out or doubled, wherever it falls."""
    start = dice.randint(0, len(text))
    end = min(len(text), start + dice.choice((0, 0, 1, 3, 20)))
    return text[:start] + str(dice.choice((*PIECES, text[start:end] * 2, text[:40]))) + text[end:]


def _add(lines: list[str], dice: Random) -> None:
    line = dice.choice(LINES)
    lines.insert(
        dice.randint(0, len(lines)), " " * dice.choice((0, 0, 2, 3, 5)) + line + (f" {dice.choice(VALUES)}" if line[-1] == ":" else "")
    )


def _remove(lines: list[str], dice: Random) -> None:
    start = dice.randrange(len(lines))
    del lines[start : start + dice.choice((1, 1, 1, 3))]
    lines.extend([""] * (not lines))


def _double(lines: list[str], dice: Random) -> None:
    start = dice.randrange(len(lines))
    block = lines[start : start + dice.choice((1, 1, 2, 5))] * dice.choice((1, 1, 1, 8))
    if sum(map(len, lines)) + sum(map(len, block)) < LONGEST:
        lines[start:start] = block


def _swap(lines: list[str], dice: Random) -> None:
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def _indent(lines: list[str], dice: Random) -> None:
    at = dice.randrange(len(lines))
    lines[at] = " " * dice.choice((0, 1, 2, 3, 4, 6, 9)) + lines[at].lstrip()


def _renumber(lines: list[str], dice: Random) -> None:
    at = dice.randrange(len(lines))
    lines[at] = re.sub(r"\d+", lambda _: str(dice.choice((0, 1, 2, 3, 5, 9, 12, 99999999))), lines[at], count=dice.choice((1, 1, 0)))


def _revalue(lines: list[str], dice: Random) -> None:
    at = dice.randrange(len(lines))
    head, colon, _ = lines[at].partition(":")
    lines[at] = f"{head}{colon} {dice.choice(VALUES)}"


def _harm(lines: list[str], dice: Random) -> None:
    lines[:] = damaged("\n".join(lines), dice).split("\n")


CHANGES: list[Callable[[list[str], Random], None]] = [_add, _add, _remove, _double, _swap, _indent, _renumber, _revalue, _harm]
