"""The grammar at work: one line and a start rule in, a tree or the place where it stops making sense out.

Lark makes the tables from grammar/sopflow.lark when the project is built (tools/build_grammar.py → tables.py); here they are followed
by shifting and reducing. A state has its scanner, the terminals that may come next, and its actions: to go to a state, or, for ~N,
to reduce by rule N, which has its origin, its size, the name of its branch, and which of its parts become children.

Terminals are tried one by one, only those that may begin with the letter that stands there: most texts need the expressions of a few,
and compiling all of them would take longer than everything else here.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any, cast

from sopflow.expressions import compiled
from sopflow.syntax.tables import IGNORED, RULES, SCANNERS, START_STATES, STATES, TERMINALS
from sopflow.values import NamedTuple

Match = Callable[[str, int], re.Match[str] | None]

STARTS = tuple(START_STATES)
"""The start rules: one for each owner that a line may have."""

_REFUSE = -1_000_000
"""The action for a leaf that the tables know no action for."""
_END = "$END"
_NOTHING = ""
"""The type of the leaf that stands where no terminal fits."""


class Leaf(str):
    """The characters of a terminal. `type`: its name; `start_pos`: their offset in the line."""

    __slots__ = ("start_pos", "type")
    type: str
    start_pos: int

    @property
    def end_pos(self) -> int:
        """The offset behind its last character."""
        return self.start_pos + len(self)


class Branch(NamedTuple):
    """What a rule describes: the rule's name and its parts."""

    data: str
    children: "tuple[Branch | Leaf, ...]"


class Refusal(NamedTuple):
    """Where a line stops being of the language, and the terminals that could have stood there."""

    offset: int
    expected: frozenset[str]


def read(start: str, text: str) -> Branch | Refusal:
    """The tree of `text` by the rule `start`."""
    states = [START_STATES[start]]
    values: list[Any] = []
    position = 0
    while True:
        scanner, actions = STATES[states[-1]]
        leaf = _leaf_from(text, position, scanner)
        while (action := actions.get(leaf.type, _REFUSE)) < 0:
            if action == _REFUSE:
                return Refusal(leaf.start_pos, frozenset(name for name in actions if name.isupper() and name != _END))
            origin, size, name, kept = RULES[~action]
            cut = len(values) - size
            made = _made(name, kept, values[cut:])
            if origin == start:
                return cast(Branch, made)
            del states[cut + 1 :], values[cut:]
            values.append(made)
            states.append(STATES[states[-1]][1][origin])
            _, actions = STATES[states[-1]]
        states.append(action)
        values.append(leaf)
        position = leaf.start_pos + len(leaf)


def first_terminal(start: str, text: str) -> str:
    """The terminal that a line of the rule `start` begins with; empty when none fits."""
    scanner, _ = STATES[START_STATES[start]]
    return _leaf_from(text, 0, scanner).type


def branches(tree: Branch) -> list[Branch]:
    """The children that are trees."""
    return [each for each in tree.children if not isinstance(each, str)]


def leaves(tree: Branch) -> list[Leaf]:
    """The children that are leaves."""
    return [each for each in tree.children if isinstance(each, str)]


def _made(name: str, kept: tuple[int, ...], parts: list[Any]) -> Branch | list[Any]:
    """The value of a rule: a branch, or its children alone when it has no name. Below zero: children are taken over from a part."""
    children: list[Any] = []
    for each in kept:
        if each >= 0:
            children.append(parts[each])
        else:
            children += parts[~each]
    return Branch(name, tuple(children)) if name else children


def _leaf_from(text: str, position: int, scanner: int) -> Leaf:
    """The next leaf that is not ignored, of those that a scanner looks for; behind the last character the end."""
    while position < len(text):
        letter = text[position]
        for name, match in _candidates(scanner, letter if letter.isascii() else ""):
            if found := match(text, position):
                if name != IGNORED:
                    return _leaf(name, found.group(), position)
                position = found.end()
                break
        else:
            return _leaf(_NOTHING, "", position)
    return _leaf(_END, "", position)


def _leaf(name: str, characters: str, position: int) -> Leaf:
    leaf = Leaf(characters)
    leaf.type, leaf.start_pos = name, position
    return leaf


@cache
def _candidates(scanner: int, letter: str) -> tuple[tuple[str, Match], ...]:
    """The terminals that a scanner looks for where `letter` stands, by rank: the first that fits is taken."""
    known = (TERMINALS[each] for each in SCANNERS[scanner])
    return tuple((name, _match(pattern)) for name, pattern, first in known if not letter or not first or letter in first)


@cache
def _match(pattern: str) -> Match:
    return compiled(pattern).match
