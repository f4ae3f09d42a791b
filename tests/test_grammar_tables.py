"""The tables in the package are those of the grammar, and following them gives what Lark gives."""

import random
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from lark import Lark, Token, Tree, UnexpectedCharacters, UnexpectedToken

from sopflow.syntax.grammar import STARTS, Branch, Leaf, Refusal, branches, first_terminal, read
from tools.build_grammar import TABLES, first_letters, parser, tables

ROOT = Path(__file__).resolve().parent.parent

Shape = tuple[object, ...]

STRAY = (*' @.:)(+&,;\\*^"“→\0ſKı1a', "->", "lewat kiri", "sop:", "selesai", "dan", "tgl.", "- ", "nomor ", "=>", "→\ufe0f")
"""What is put into lines to break them: also letters that are the small or capital form of an ASCII letter."""


def test_the_tables_are_fresh() -> None:
    assert TABLES.read_text(encoding="utf-8") == tables(), "run tools/build_grammar.py"


@cache
def lark() -> Lark:
    return parser()


def by_lark(start: str, line: str) -> Shape:
    """What Lark makes of a line."""
    try:
        return shape(lark().parse(line, start=start))
    except UnexpectedCharacters as fault:
        return refused(fault.pos_in_stream or 0, fault.allowed)
    except UnexpectedToken as fault:
        return refused(len(line) if fault.token.type == "$END" else fault.token.start_pos or 0, fault.expected)


def refused(offset: int, expected: object) -> Shape:
    """A refusal; that the line might have ended is not among what was expected."""
    assert isinstance(expected, set | frozenset)
    return ("refused", offset, frozenset(expected) - {"$END", "<END-OF-FILE>"})


def shape(part: Branch | Leaf | Refusal | Tree[Token] | Token) -> Shape:
    """A tree, Lark's or ours, as tuples: with the names, the words and their places."""
    if isinstance(part, Refusal):
        return refused(*part)
    if isinstance(part, Leaf | Token):
        return (part.type, str(part), part.start_pos, part.end_pos)
    return (str(part.data), *(shape(each) for each in part.children))


@cache
def lines() -> list[str]:
    """Every line of the examples and of the guide."""
    paths = [*(ROOT / "examples").rglob("*.sop"), ROOT / "docs" / "panduan.md"]
    return sorted({line.strip() for path in paths for line in path.read_text(encoding="utf-8").splitlines()} - {""})


def broken(line: str, chance: random.Random) -> str:
    """A line with a few pieces put in, taken out or brought from elsewhere."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(line) + 1)
        other = chance.choice(lines())
        cut = chance.randrange(len(other))
        line = chance.choice(
            (
                line[:at] + chance.choice(STRAY) + line[at:],
                line[:at] + line[at + 1 :],
                line[:at] + other[cut : cut + 12] + line[at:],
                line[:at],
            )
        )
    return line.strip()


@pytest.mark.parametrize("start", STARTS)
def test_lines_read_as_lark_reads_them(start: str) -> None:
    chance = random.Random(start)
    for line in lines():
        for text in (line, broken(line, chance)):
            assert shape(read(start, text)) == by_lark(start, text), text


def test_the_lines_compared_are_many_and_of_all_kinds() -> None:
    assert len(lines()) > 1000
    shapes = {start: [shape(read(start, line)) for line in lines()] for start in STARTS}
    assert all(any(each[0] != "refused" for each in found) for found in shapes.values())
    assert sum(each[0] == "refused" for found in shapes.values() for each in found) > 1000


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("(?i:kata)", "Kk"),
        ("a?b", "ABab"),
        ("(x|ya)+", "XYxy"),
        (" +", " "),
        ("[ab]", ""),
        (r"\w", ""),
        ("a*", ""),
        ("(?!b)c", ""),
        ("é", ""),
    ],
)
def test_first_letters_are_told_when_they_are_sure(pattern: str, letters: str) -> None:
    assert first_letters(pattern) == letters


def test_no_repetition_is_possessive() -> None:
    """Python before 3.11.5, which Debian 12 has, misreads them: every row was refused."""
    text = "\n".join(line for line in (ROOT / "grammar" / "sopflow.lark").read_text("utf-8").splitlines() if not line.startswith("//"))
    assert re.findall(r"[*+?}]\+(?!\+?[\]\w])|\(\?>", text) == []


def test_reading_needs_no_lark() -> None:
    program = "import sys; sys.modules['lark'] = None; from sopflow.syntax.grammar import read; assert read('text_line', 'x').children"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_the_first_terminal_tells_items_from_other_lines() -> None:
    chance = random.Random(11)
    items = 0
    for line in [*lines(), *(broken(line, chance) for line in lines())]:
        tree = read("text_line", line)
        is_item = isinstance(tree, Branch) and bool(branches(tree))
        assert is_item <= (first_terminal("text_line", line) == "MARKER"), line
        items += is_item
    assert items > 100
