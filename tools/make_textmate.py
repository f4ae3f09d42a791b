"""Makes the TextMate grammar of the editors' extension from the language's own grammar: editors/vscode/syntaxes/sop.tmLanguage.json.

A TextMate grammar sees one line and no indentation, so it colours by signs; keywords, row keys, arrows and list marks are the terminals of
grammar/sopflow.lark themselves.
"""

import json
import re
from pathlib import Path
from typing import Any

from sopflow.syntax.tables import TERMINALS

PATH = Path(__file__).parent.parent / "editors" / "vscode" / "syntaxes" / "sop.tmLanguage.json"

_GROUP = re.compile(r"(?<!\\)\((?!\?)")
_EXPRESSIONS = {name: _GROUP.sub("(?:", expression) for name, expression, _ in TERMINALS}
"""The terminals, without groups that would be counted."""

_KEYWORD_END = " *:"


def keywords() -> str:
    """An expression for every keyword with its colon, longer ones first."""
    found = {expression.removesuffix(_KEYWORD_END) for expression in _EXPRESSIONS.values() if expression.endswith(_KEYWORD_END)}
    return "|".join(sorted(found, key=lambda each: (-len(each), each)))


def grammar() -> dict[str, Any]:
    """The TextMate grammar."""
    arrow, marker, kind = (_EXPRESSIONS[name] for name in ("_ARROW", "MARKER", "KIND"))
    key = _EXPRESSIONS["ROW_KEY"].removesuffix("(?=[.)])")
    side = _EXPRESSIONS["SIDE"]
    return {
        "name": "SOP",
        "scopeName": "text.sop",
        "fileTypes": ["sop"],
        "patterns": [{"include": f"#{name}"} for name in ("comment", "row", "exit", "keyword", "item", "name", "emphasis")],
        "repository": {
            "comment": {
                "match": r"^\s*(#)(?:(\s*abaikan)\s+([\w-]+))?.*$",
                "name": "comment.line.number-sign.sop",
                "captures": _captures("punctuation.definition.comment.sop", "keyword.other.note.sop", "constant.other.rule.sop"),
            },
            "row": {
                "begin": rf"^\s*({key})([.)])(?=\s*@)",
                "beginCaptures": _captures("constant.numeric.row.sop", "punctuation.separator.row.sop"),
                "end": r"(:)|$",
                "endCaptures": _captures("punctuation.separator.row.sop"),
                "patterns": [{"include": f"#{name}"} for name in ("arrow", "kind", "string", "lane")],
            },
            "exit": {
                "match": rf"^\s*((?:@[^:]*?|\"[^\"]*\"|[^:@\"#]*?)\s*)({arrow})(.*)$",
                "captures": {
                    "1": {"name": "string.unquoted.label.sop"},
                    "2": {"name": "keyword.operator.arrow.sop"},
                    "3": {"patterns": [{"include": "#targets"}]},
                },
            },
            "targets": {
                "patterns": [
                    {
                        "match": r"(?i)\b(sop\s*:)\s*(.*)$",
                        "captures": _captures("constant.language.target.sop", "entity.name.section.sop"),
                    },
                    {"match": r"(?i)\b(selesai|lanjut)(?![\w.])", "name": "constant.language.target.sop"},
                    {"match": rf"(?i)\b(lewat)\s+({side})", "captures": _captures("keyword.other.side.sop", "keyword.other.side.sop")},
                    {"include": "#lane"},
                    {"include": "#string"},
                    {"match": rf"(?<![\w@]){key}", "name": "constant.numeric.row.sop"},
                ]
            },
            "keyword": {"match": rf"^\s*((?:{keywords()})\s*:)", "captures": _captures("keyword.other.sop")},
            "item": {"match": rf"^\s*({marker})", "captures": _captures("punctuation.definition.list.sop")},
            "name": {
                "match": r"^\s+([^\s:#][^:#]{0,40}?)(:)(?=\s|$)",
                "captures": _captures("variable.other.lane.sop", "punctuation.separator.key-value.sop"),
            },
            "lane": {
                "match": r"([@+])\s*((?:\\.|[^\s@+&(:,;\"“”„→\\-]|[ -](?=[^\s@+&(:,;\"“”„→>-]))*)",
                "captures": _captures("punctuation.definition.lane.sop", "variable.other.lane.sop"),
            },
            "kind": {"match": rf"(\()\s*({kind})\s*(\))", "captures": {"2": {"name": "storage.type.shape.sop"}}},
            "string": {"match": r"[\"“”„](?:\\.|[^\"“”„\\])*[\"“”„]", "name": "string.quoted.double.sop"},
            "arrow": {"match": arrow, "name": "keyword.operator.arrow.sop"},
            "emphasis": {
                "patterns": [
                    {"match": r"\\[^\w\s]", "name": "constant.character.escape.sop"},
                    {"match": r"\*\*(?! )[^*]+?(?<! )\*\*", "name": "markup.bold.sop"},
                    {"match": r"(?<!\*)\*(?![ *])[^*]+?(?<! )\*(?!\*)", "name": "markup.italic.sop"},
                    {"match": r"(?<=:)\s*\^\s*$", "name": "constant.language.same.sop"},
                ]
            },
        },
    }


def _captures(*names: str) -> dict[str, dict[str, str]]:
    return {str(number): {"name": name} for number, name in enumerate(names, 1)}


def written() -> str:
    """The content of the file."""
    return json.dumps(grammar(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    PATH.parent.mkdir(parents=True, exist_ok=True)
    PATH.write_text(written(), encoding="utf-8")
