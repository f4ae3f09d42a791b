"""Compile grammar/sopflow.lark into the tables that the package loads: run it after each change of the grammar."""

from pathlib import Path

from sopflow.syntax.grammar import pack

ROOT = Path(__file__).resolve().parent.parent

if __name__ == "__main__":
    grammar = (ROOT / "grammar" / "sopflow.lark").read_text(encoding="utf-8")
    (ROOT / "sopflow" / "syntax" / "grammar.bin").write_bytes(pack(grammar))
