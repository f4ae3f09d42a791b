"""Writes the JSON Schema of a book into the package. A test compares the file with what this gives."""

import json
from pathlib import Path

from sopflow.schema.document import FILE, json_schema

TARGET = Path(__file__).resolve().parent.parent / "sopflow" / "schema" / FILE


def schema_text() -> str:
    """The file's text."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    TARGET.write_text(schema_text(), encoding="utf-8")
