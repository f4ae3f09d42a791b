"""Compile grammar/sopflow.lark into sopflow/syntax/tables.py: run it after each change of the grammar.

Lark reads the grammar, checks it and makes the LALR tables. States, rules and terminals are numbered in the order in which the start
rules lead to them, so that the same grammar gives the same file.
"""

import re._constants as op  # type: ignore[import-not-found]
import re._parser as regex  # type: ignore[import-not-found]
from pathlib import Path
from typing import Any

from lark import Lark
from lark.grammar import Rule
from lark.parsers.lalr_analysis import Shift

ROOT = Path(__file__).resolve().parent.parent
GRAMMAR = ROOT / "grammar" / "sopflow.lark"
TABLES = ROOT / "sopflow" / "syntax" / "tables.py"

STARTS = (
    "statement",
    "row_line",
    "lane_line",
    "numbered_line",
    "signer_line",
    "approval_line",
    "style_line",
    "entry_line",
    "text_line",
)
"""The start rules: one for each owner that a line may have."""

HEAD = '''"""Tables of grammar/sopflow.lark, made by tools/build_grammar.py: do not edit. `sopflow.syntax.grammar` tells what they mean."""

'''


def parser() -> "Lark":
    """Lark's own parser of the grammar."""
    grammar = GRAMMAR.read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer="contextual", start=list(STARTS), maybe_placeholders=False, propagate_positions=False)


def tables() -> str:
    """The content of tables.py."""
    return Tables(parser()).text()


class Tables:
    """Lark's tables with numbers of our own."""

    def __init__(self, lark: Lark) -> None:
        front: Any = lark.parser
        self.lexers: dict[int, Any] = front.lexer.lexers
        self.rows: dict[int, dict[str, tuple[Any, Any]]] = front.parser._parse_table.states
        self.starts: dict[str, int] = front.parser._parse_table.start_states
        self.states: dict[int, int] = {}
        self.order: list[int] = []
        self.rules: dict[Rule, int] = {}
        self.terminals: dict[str, int] = {}
        self.scanners: dict[tuple[int, ...], int] = {}
        self.patterns = {each.name: each.pattern.to_regexp() for each in lark.terminals}
        self.ignored: str = front.lexer_conf.ignore[0]
        assert len(front.lexer_conf.ignore) == 1

    def text(self) -> str:
        """The module."""
        for start in STARTS:
            self._state(self.starts[start])
        rows = []
        for state in self.order:  # grows while it is gone through
            rows.append((self._scanner(state), self._row(state)))
        names = {number: name for name, number in self.terminals.items()}
        terminals = [(names[each], self.patterns[names[each]], first_letters(self.patterns[names[each]])) for each in sorted(names)]
        return (
            HEAD
            + f"IGNORED = {self.ignored!r}\n"
            + f"START_STATES: dict[str, int] = {{{', '.join(f'{each!r}: {self.states[self.starts[each]]}' for each in STARTS)}}}\n"
            + _listed("TERMINALS: tuple[tuple[str, str, str], ...]", terminals)
            + _listed("SCANNERS: tuple[tuple[int, ...], ...]", list(self.scanners))
            + _listed("RULES: tuple[tuple[str, int, str, tuple[int, ...]], ...]", [_shape(rule) for rule in self.rules])
            + _listed("STATES: tuple[tuple[int, dict[str, int]], ...]", rows)
        )

    def _row(self, state: int) -> dict[str, int]:
        row = self.rows[state]
        return {name: self._action(*row[name]) for name in sorted(row, key=lambda name: (name.islower(), name))}

    def _action(self, action: Any, argument: Any) -> int:
        if action is Shift:
            return self._state(argument)
        return -1 - self.rules.setdefault(argument, len(self.rules))

    def _state(self, state: int) -> int:
        if state not in self.states:
            self.states[state] = len(self.order)
            self.order.append(state)
        return self.states[state]

    def _scanner(self, state: int) -> int:
        lexer = self.lexers[state]
        scanner = lexer.scanner  # built when it is asked for
        assert not lexer.callback, "a terminal that is a word of another: not provided for"
        numbers = tuple(self.terminals.setdefault(each.name, len(self.terminals)) for each in scanner.terminals)
        return self.scanners.setdefault(numbers, len(self.scanners))


def _shape(rule: Rule) -> tuple[str, int, str, tuple[int, ...]]:
    """Origin, size, name of the branch, and the parts of the expansion that become its children."""
    assert not rule.options.expand1 and not rule.options.keep_all_tokens and rule.origin.name not in _parts(rule)
    kept = []
    for at, symbol in enumerate(rule.expansion):
        if not symbol.is_term and symbol.name.startswith("_"):
            kept.append(-1 - at)
        elif not (symbol.is_term and symbol.filter_out):  # type: ignore[attr-defined]
            kept.append(at)
    origin = str(rule.origin.name)
    return origin, len(rule.expansion), "" if origin.startswith("_") else rule.alias or origin, tuple(kept)


def _parts(rule: Rule) -> set[str]:
    return {symbol.name for symbol in rule.expansion if symbol.name in STARTS}


def _listed(name: str, values: list[Any]) -> str:
    return f"{name} = (\n" + "".join(f"    {value!a},\n" for value in values) + ")\n"


# ---- first letters


def first_letters(pattern: str) -> str:
    """The ASCII characters that a match of the pattern may begin with; empty when that is not easily said."""
    letters, ends = _first(regex.parse(pattern))
    return "" if ends or letters is None else "".join(sorted({case for letter in letters for case in (letter.lower(), letter.upper())}))


def _first(sequence: Any) -> tuple[set[str] | None, bool]:
    """The characters that a sequence may begin with, None for any; whether it may be empty."""
    letters: set[str] = set()
    for operator, argument in sequence:
        found, empty = _first_of(operator, argument)
        if found is None:
            return None, False
        letters |= found
        if not empty:
            return letters, False
    return letters, True


def _first_of(operator: Any, argument: Any) -> tuple[set[str] | None, bool]:
    if operator is op.LITERAL and argument < 128:
        return {chr(argument)}, False
    if operator is op.SUBPATTERN:
        return _first(argument[3])
    if operator is op.MAX_REPEAT:
        letters, empty = _first(argument[2])
        return letters, empty or argument[0] == 0
    if operator is op.BRANCH:
        parts = [_first(each) for each in argument[1]]
        if any(letters is None for letters, _ in parts):
            return None, False
        return set().union(*(letters or () for letters, _ in parts)), any(empty for _, empty in parts)
    return None, False


if __name__ == "__main__":
    TABLES.write_text(tables(), encoding="utf-8")
