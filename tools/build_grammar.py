"""Compile grammar/sopflow.lark into the tables that the package loads: run it after each change of the grammar."""

from pathlib import Path

import lark

from sopflow.syntax.grammar import pack, unpack

ROOT = Path(__file__).resolve().parent.parent
GRAMMAR = ROOT / "grammar" / "sopflow.lark"
TABLES = ROOT / "sopflow" / "syntax" / "grammar.bin"


def is_fresh() -> bool:
    """Whether the tables were made from the grammar as it is, by the lark that is installed."""
    if not TABLES.exists():
        return False
    version, grammar, _ = unpack(TABLES.read_bytes())
    return (version, grammar) == (lark.__version__, GRAMMAR.read_text(encoding="utf-8"))


if __name__ == "__main__":
    # Lark orders its tables differently at each run: fresh ones are left alone, so that they change only with the grammar.
    if not is_fresh():
        TABLES.write_bytes(pack(GRAMMAR.read_text(encoding="utf-8")))
